// Linked structures of many shapes survive collections: lists, trees, maps, closures, interfaces.
package main

import (
	"fmt"
	"runtime"
)

type list struct {
	next *list
	val  int
}

type tree struct {
	kids []*tree
	tag  string
}

type any2 interface{ get() int }
type boxed struct{ p *int }

func (b boxed) get() int { return *b.p }

func makeTree(d int) *tree {
	t := &tree{tag: fmt.Sprint("t", d)}
	for i := 0; i < d; i++ {
		t.kids = append(t.kids, makeTree(d-1))
	}
	return t
}

func (t *tree) count() int {
	n := len(t.tag)
	for _, k := range t.kids {
		n += k.count()
	}
	return n
}

var global *list
var table = map[string]*list{}

func main() {
	var fs []func() int
	var is []any2
	chans := make(chan *list, 10)
	for round := range 8 {
		global = nil
		for i := range 2000 {
			global = &list{global, i}
		}
		t := makeTree(5)
		x := round
		px := &x
		fs = append(fs, func() int { *px += 1; return *px })
		is = append(is, boxed{px})
		table[fmt.Sprint("k", round)] = global
		chans <- global.next
		runtime.GC()
		var arr [3]*list
		arr[1] = &list{nil, round}
		ss := [][]string{{fmt.Sprint(round)}, {"const"}, nil}
		for range 3 {
			junk := make([]*list, 500)
			junk[7] = arr[1]
		}
		runtime.GC()
		sum := 0
		for l := global; l != nil; l = l.next {
			sum += l.val
		}
		fmt.Println(sum, t.count(), arr[1].val, ss[0][0], len(table))
	}
	for i := range fs {
		fmt.Print(fs[i](), " ", is[i].get(), " ", (<-chans).val, " ", table[fmt.Sprint("k", i)].next.next.val, "; ")
		if i%3 == 0 {
			runtime.GC()
		}
	}
	fmt.Println(len(chans))
}
