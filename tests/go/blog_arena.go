// Arenas by hand and by package: a bump allocator of slices, a free list, a pool, indices in place of pointers, and trees
// in an arena that goes as a whole.
// run: --allow-unsafe
package main

import (
	"arena"
	"fmt"
	"strings"
	"sync"
	"unsafe"
)

type bump[T any] struct {
	chunks [][]T
	size   int
}

func (b *bump[T]) new() *T {
	if n := len(b.chunks); n == 0 || len(b.chunks[n-1]) == cap(b.chunks[n-1]) {
		b.chunks = append(b.chunks, make([]T, 0, b.size))
	}
	last := &b.chunks[len(b.chunks)-1]
	*last = (*last)[:len(*last)+1]
	return &(*last)[len(*last)-1]
}

func (b *bump[T]) slice(v ...T) []T {
	out := make([]T, len(v))
	for i := range v {
		p := b.new()
		*p = v[i]
		out[i] = *p
	}
	return out
}

type slot struct {
	next  int32
	value string
}

type pool struct {
	slots []slot
	free  int32
}

func (p *pool) put(s string) (id int32) {
	if p.free != 0 {
		id = p.free
		p.free = p.slots[id].next
		p.slots[id] = slot{value: s}
		return
	}
	if len(p.slots) == 0 {
		p.slots = append(p.slots, slot{})
	}
	p.slots = append(p.slots, slot{value: s})
	return int32(len(p.slots) - 1)
}

func (p *pool) drop(id int32) string {
	s := &p.slots[id]
	v := s.value
	*s = slot{next: p.free}
	p.free = id
	return v
}

type leaf struct {
	left, right *leaf
	key         int
	tags        []string
}

func insert(a *arena.Arena, root **leaf, key int) *leaf {
	for *root != nil {
		if key < (*root).key {
			root = &(*root).left
		} else {
			root = &(*root).right
		}
	}
	n := arena.New[leaf](a)
	n.key = key
	n.tags = arena.MakeSlice[string](a, 0, 2)
	*root = n
	return n
}

func (l *leaf) each(f func(*leaf)) {
	if l != nil {
		l.left.each(f)
		f(l)
		l.right.each(f)
	}
}

func sumInArena(keys ...int) (sum int, text string) {
	a := arena.NewArena()
	defer a.Free()
	var root *leaf
	for i, k := range keys {
		n := insert(a, &root, k)
		n.tags = append(n.tags, fmt.Sprint("k", i))
	}
	var b strings.Builder
	root.each(func(l *leaf) {
		sum += l.key
		b.WriteString(l.tags[0])
	})
	text = b.String()
	return
}

var buffers = sync.Pool{New: func() any { return new([64]byte) }}

func stamp(n int) string {
	b := buffers.Get().(*[64]byte)
	defer buffers.Put(b)
	return string(fmt.Appendf(b[:0], "#%04d", n))
}

type header struct {
	kind uint8
	size uint32
	next unsafe.Pointer
}

func main() {
	b := bump[header]{size: 3}
	var first *header
	for i := range 7 {
		h := b.new()
		h.kind, h.size = uint8(i), uint32(i*i)
		h.next, first = unsafe.Pointer(first), h
	}
	total := uint32(0)
	for h := first; h != nil; h = (*header)(h.next) {
		total += h.size
	}
	fmt.Println(total, len(b.chunks), unsafe.Sizeof(*first), unsafe.Offsetof(first.next))
	words := (&bump[string]{size: 2}).slice("x", "y", "z")
	fmt.Println(words)

	var p pool
	ids := map[string]int32{}
	for _, w := range strings.Fields("a b c d") {
		ids[w] = p.put(w)
	}
	fmt.Print(p.drop(ids["b"]), p.drop(ids["a"]), " ")
	fmt.Println(p.put("e") == ids["a"], p.put("f") == ids["b"], p.put("g"), len(p.slots))
	fmt.Println(sumInArena(5, 2, 8, 1, 9))
	fmt.Println(stamp(7), stamp(42))
}
