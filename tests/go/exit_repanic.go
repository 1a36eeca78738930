// A panic while another one unwinds; recovered once, then a new one leaves main.
package main

import (
	"errors"
	"fmt"
)

func inner() {
	defer func() {
		fmt.Println("recovered:", recover())
		panic(errors.New("third"))
	}()
	defer func() { panic("second") }()
	panic("first")
}

func main() {
	defer fmt.Println("main's deferred")
	inner()
}
