// Endless recursion: stack overflow is fatal and cannot be recovered.
package main

import (
	"fmt"
	"runtime/debug"
)

func down(n int) int {
	var pad [64]int
	pad[n%64] = n
	return down(n+1) + pad[(n+1)%64]
}

func main() {
	debug.SetMaxStack(1 << 20)
	fmt.Println("going down")
	defer func() { fmt.Println("recovered", recover()) }()
	fmt.Println(down(0))
}
