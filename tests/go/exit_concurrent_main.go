// main returns while goroutines still run: they are not waited for, status 0.
package main

import "fmt"

func main() {
	c := make(chan int)
	for i := range 100 {
		go func() {
			for {
				select {
				case c <- i:
				default:
				}
			}
		}()
	}
	<-c
	defer fmt.Println("end")
}
