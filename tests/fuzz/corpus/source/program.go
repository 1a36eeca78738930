package main

import "fmt"

type node struct {
	left, right *node
	name        string
}

type walker interface{ walk(depth int) int }

func (n *node) walk(depth int) int {
	if n == nil {
		return 0
	}
	return 1 + n.left.walk(depth+1) + n.right.walk(depth+1)
}

func grow[T any](xs []T, n int) []T {
	for i := 0; i < n; i++ {
		var zero T
		xs = append(xs, zero)
	}
	return xs
}

var table = map[string][]int{"a": {1, 2}, "b": nil}

const big = 1 << 40 >> 38

func main() {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered", r)
		}
	}()
	var w walker = &node{name: "root", left: &node{}}
	ch := make(chan int, big)
	go func(x int) { ch <- x }(w.walk(0))
	select {
	case v, ok := <-ch:
		fmt.Println(v, ok, len(grow([]string{"x"}, 3)), table["a"][1:])
	}
	switch n := any(w).(type) {
	case *node:
		n.name += "!"
	default:
		panic("no")
	}
}
