// All goroutines wait: fatal error, status 2, no deferred calls.
package main

import (
	"fmt"
	"sync"
)

func main() {
	defer fmt.Println("not printed")
	c := make(chan int)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		fmt.Println("got", <-c)
		<-c
	}()
	c <- 1
	wg.Wait()
}
