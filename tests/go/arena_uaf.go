// Use after free of an arena faults: status 2.
package main

import (
	"arena"
	"fmt"
)

func main() {
	a := arena.NewArena()
	p := arena.New[[1000]int](a)
	p[5] = 7
	fmt.Println(p[5])
	a.Free()
	fmt.Println(p[5])
}
