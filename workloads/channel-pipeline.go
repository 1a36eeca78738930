// A prime sieve of goroutines: every prime adds one filter to a chain of unbuffered channels.
//
// Watch the chain grow: almost all goroutines wait in "chan receive" or "chan send", each with a
// small stack, and values walk through them by direct copies from stack to stack. Ends by itself.
package main

import "fmt"

func generate(ch chan<- int) {
	for i := 2; ; i++ {
		ch <- i
	}
}

func filter(in <-chan int, out chan<- int, prime int) {
	for {
		if i := <-in; i%prime != 0 {
			out <- i
		}
	}
}

func main() {
	ch := make(chan int)
	go generate(ch)
	sum := 0
	for i := 0; i < 300; i++ {
		prime := <-ch
		sum += prime
		if i%50 == 49 {
			fmt.Println("prime", i+1, "is", prime)
		}
		next := make(chan int)
		go filter(ch, next, prime)
		ch = next
	}
	fmt.Println("sum", sum)
}
