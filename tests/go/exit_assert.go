// A failed type assertion.
package main

import "fmt"

type shape interface{ area() int }
type sq int

func (s sq) area() int { return int(s * s) }

func main() {
	var s shape = sq(3)
	fmt.Println(s.(sq).area())
	var x any = s
	fmt.Println(x.(shape).area())
	x = "text"
	fmt.Println(x.(shape).area())
}
