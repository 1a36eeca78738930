// os.Exit gives the status at once, from any goroutine.
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("not printed")
	fmt.Println("before")
	go func() {
		defer fmt.Println("not printed either")
		os.Exit(3)
	}()
	select {}
}
