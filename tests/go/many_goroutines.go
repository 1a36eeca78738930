// Many goroutines: a long chain, a fan-in, mutual wake-ups, Gosched.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func main() {
	const n = 3000
	first := make(chan int)
	in := first
	for range n {
		out := make(chan int)
		go func(in <-chan int, out chan<- int) { out <- 1 + <-in }(in, out)
		in = out
	}
	first <- 0
	fmt.Println(<-in)
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := range 5000 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			runtime.Gosched()
			mu.Lock()
			sum += i
			mu.Unlock()
		}()
	}
	wg.Wait()
	fmt.Println(sum)
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	v := 0
	for range 2000 {
		ping <- v
		v = <-pong
	}
	close(ping)
	_, ok := <-pong
	fmt.Println(v, ok)
	order := make(chan int, 5)
	for i := range 5 {
		go func() {
			time.Sleep(time.Duration(5-i) * 20 * time.Millisecond)
			order <- i
		}()
	}
	for range 5 {
		fmt.Print(<-order, " ")
	}
	fmt.Println()
	start := make(chan struct{})
	var ready sync.WaitGroup
	counts := make([]int, 100)
	for i := range counts {
		ready.Add(1)
		go func() {
			<-start
			counts[i]++
			ready.Done()
		}()
	}
	close(start)
	ready.Wait()
	total := 0
	for _, c := range counts {
		total += c
	}
	fmt.Println(total)
}
