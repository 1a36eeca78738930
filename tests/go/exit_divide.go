// An integer division by zero; a float one is fine.
package main

import "fmt"

func main() {
	var z int
	var f float64
	fmt.Println(1 / f)
	for i := 3; i >= 0; i-- {
		z = i
		fmt.Println(12 / z)
	}
}
