// Package initialization: dependency order of variables, several init functions, before main.
package main

import "fmt"

var (
	a    = b + 1
	b    = f("b", c*2)
	c    = f("c", 3)
	d    = func() int { return f("d", e) }()
	e    = f("e", g2())
	x, y = pair()
	_    = f("blank", 0)
	arr  = [...]int{f("arr0", 1), f("arr1", 2)}
	m    = map[string]int{"k": f("map", 5)}
	ptr  = &arr[1]
	self = func() int { return len(table) }
)

var table = []func() int{self2, func() int { return a }}

func self2() int { return len(other) }

var other = []string{"q", "r"}

func g2() int { return h * 10 }

var h = f("h", 7)

func f(name string, v int) int {
	fmt.Print(name, "=", v, " ")
	return v
}

func pair() (int, string) { return f("pair", 1), "two" }

func init() {
	fmt.Println("\ninit 1", a, b, c, d, e)
	a = 100
}

type node struct {
	next *node
	v    int
}

var ring = &node{v: 1}

func init() {
	ring.next = ring
	fmt.Println("init 2", a, x, y, *ptr, ring.next.next.v)
}

func init() {
	*ptr = 50
	fmt.Println("init 3", arr, m)
}

func main() {
	fmt.Println(self(), table[0](), table[1](), arr)
}
