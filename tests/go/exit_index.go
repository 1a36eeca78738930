// An index out of range ends the program with status 2, deferred calls run first.
package main

import "fmt"

func get(s []int, i int) int {
	defer fmt.Println("deferred in get", i)
	return s[i]
}

func main() {
	defer fmt.Println("deferred in main")
	s := []int{1, 2, 3}
	for i := range 5 {
		fmt.Println(get(s, i))
	}
}
