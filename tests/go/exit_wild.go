// An interface whose type word leads nowhere.
// run: --allow-unsafe
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	defer fmt.Println("never: a fault is no panic")
	var e any
	(*[2]uintptr)(unsafe.Pointer(&e))[0] = 0x123456780
	fmt.Println("now")
	_, ok := e.(error)
	fmt.Println(ok)
}
