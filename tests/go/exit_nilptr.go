// A nil dereference in a method called deep inside.
package main

import "fmt"

type node struct {
	pad  [100]int
	next *node
	v    int
}

func (n *node) last() int {
	if n.next == nil && n.v == 3 {
		return n.next.v
	}
	return n.next.last()
}

func main() {
	var l *node
	for i := 3; i >= 0; i-- {
		l = &node{next: l, v: i}
	}
	fmt.Println(l.next.v)
	fmt.Println(l.last())
}
