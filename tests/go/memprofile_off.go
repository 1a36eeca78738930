// A program that cannot read its profile has none.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	fmt.Println(runtime.MemProfileRate)
	runtime.MemProfileRate = 1
	fmt.Println(runtime.MemProfileRate)
}
