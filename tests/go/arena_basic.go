// Arenas: New, MakeSlice, Clone, Free, pointers between arena and heap.
package main

import (
	"arena"
	"fmt"
	"runtime"
)

type node struct {
	left, right *node
	value       int
	name        string
	extra       *int
}

func build(a *arena.Arena, depth int) *node {
	n := arena.New[node](a)
	n.value = depth
	n.name = fmt.Sprint("n", depth)
	n.extra = new(int)
	*n.extra = depth * 10
	if depth > 0 {
		n.left, n.right = build(a, depth-1), build(a, depth-1)
	}
	return n
}

func (n *node) sum() int {
	if n == nil {
		return 0
	}
	return n.value + *n.extra + len(n.name) + n.left.sum() + n.right.sum()
}

func main() {
	for round := range 4 {
		a := arena.NewArena()
		t := build(a, 10)
		runtime.GC()
		s := arena.MakeSlice[int](a, 5, 10)
		for i := range s {
			s[i] = i * i
		}
		s = append(s, 100)
		grown := append(s, make([]int, 50)...)
		str := arena.MakeSlice[string](a, 2, 2)
		str[0] = fmt.Sprint("str", round)
		keep := arena.Clone(t)
		keepS := arena.Clone(s)
		keepStr := arena.Clone(str[0])
		fmt.Println(t.sum(), s, len(s), cap(s), len(grown), str)
		keep.left, keep.right = nil, nil
		a.Free()
		runtime.GC()
		fmt.Println(keep.sum(), keepS, keepStr)
	}
}
