// Waves of goroutines are born, meet at a barrier, and die: thousands of two-kilobyte stacks.
//
// Watch the number of goroutines rise and fall while the stack spans stay for the next wave, and
// the run queues of the Ps fill. Ends by itself.
package main

import (
	"fmt"
	"sync"
)

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func wave(n int) int {
	var wg sync.WaitGroup
	var mu sync.Mutex
	start := make(chan struct{})
	total := 0
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-start // all are parked here before the wave breaks
			f := fib(i % 12)
			mu.Lock()
			total += f
			mu.Unlock()
		}()
	}
	close(start)
	wg.Wait()
	return total
}

func main() {
	for n := 1; n <= 10000; n *= 10 {
		for i := 0; i < 4; i++ {
			fmt.Println("wave of", n, "total", wave(n))
		}
	}
}
