// Finalizers: called once after the object died, with it alive; order by pointers; taken away.
package main

import (
	"fmt"
	"runtime"
	"time"
)

type node struct {
	next *node
	id   int
	data []int
}

var log = make(chan string, 100)

func make1(n int) {
	for i := range n {
		x := &node{id: i, data: make([]int, 10)}
		x.data[3] = i
		runtime.SetFinalizer(x, func(x *node) { log <- fmt.Sprint("node ", x.id, x.data[3]) })
	}
	k := &node{id: 100}
	runtime.SetFinalizer(k, func(any) { log <- "never" })
	runtime.SetFinalizer(k, nil)
	b := &node{id: 2}
	a := &node{id: 1, next: b}
	runtime.SetFinalizer(a, func(x *node) { log <- fmt.Sprint("a before b ", x.next.id) })
	runtime.SetFinalizer(b, func(x any) int { log <- fmt.Sprint("b ", x.(*node).id); return 1 })
	big := new([100000]*node)
	big[5] = &node{id: 77}
	runtime.SetFinalizer(big, func(p *[100000]*node) { log <- fmt.Sprint("big ", p[5].id) })
}

//go:noinline
func clobber(n int) int {
	var a [64]int
	if n > 0 {
		a[n%64] = clobber(n - 1)
	}
	return a[0]
}

func main() {
	done := make(chan bool)
	go func() { make1(5); done <- true }()
	<-done
	kept := &node{id: 5}
	runtime.SetFinalizer(kept, func(*node) { log <- "too early" })
	seen := map[string]bool{}
	var order []string
	for tries := 0; tries < 50 && len(seen) < 8; tries++ {
		clobber(20)
		runtime.GC()
		for more := true; more; {
			select {
			case s := <-log:
				if seen[s] {
					fmt.Println("twice:", s)
				}
				seen[s] = true
				if s[0] == 'a' || s[:2] == "b " {
					order = append(order, s)
				}
			case <-time.After(10 * time.Millisecond):
				more = false
			}
		}
	}
	fmt.Println(len(seen), seen)
	fmt.Println(order)
	runtime.KeepAlive(kept)
}
