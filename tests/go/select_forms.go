// Select: ready cases, default, send and receive, nil channels, timeouts, loops, closed channels.
package main

import (
	"fmt"
	"time"
)

func merge(a, b <-chan int) (sum, n int) {
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			sum += v
		case v, ok := <-b:
			if !ok {
				b = nil
				break
			}
			sum += v * 100
		}
		n++
	}
	return
}

func gen(n int) <-chan int {
	c := make(chan int)
	go func() {
		for i := 1; i <= n; i++ {
			c <- i
		}
		close(c)
	}()
	return c
}

func fibonacci(c chan<- int, quit <-chan bool) string {
	x, y := 0, 1
	for {
		select {
		case c <- x:
			x, y = y, x+y
		case <-quit:
			return "quit"
		}
	}
}

func main() {
	c := make(chan int, 1)
	select {
	case v := <-c:
		fmt.Println("got", v)
	default:
		fmt.Println("empty")
	}
	for i := range 3 {
		select {
		case c <- i:
			fmt.Println("sent", i)
		case v := <-c:
			fmt.Println("received", v)
		}
	}
	sum, n := merge(gen(50), gen(30))
	fmt.Println(sum, n)
	fc, quit, done := make(chan int), make(chan bool), make(chan string)
	go func() { done <- fibonacci(fc, quit) }()
	for range 10 {
		fmt.Print(<-fc, " ")
	}
	quit <- true
	fmt.Println(<-done)
	var never chan int
	select {
	case <-never:
		fmt.Println("impossible")
	case never <- 1:
		fmt.Println("impossible")
	case <-time.After(5 * time.Millisecond):
		fmt.Println("timeout")
	}
	closed := make(chan struct{})
	close(closed)
	hits := 0
	for range 100 {
		select {
		case <-closed:
			hits++
		case <-never:
			hits += 1000
		}
	}
	fmt.Println(hits)
	arr := []int{0, 0}
	idx := func(i int) *int { fmt.Print("eval ", i, " "); return &arr[i] }
	d := make(chan int, 2)
	d <- 5
	select {
	case *idx(1) = <-d:
		fmt.Println(arr)
	case c <- *idx(0):
		fmt.Println("no, full", len(c))
	}
loop:
	for i := 0; ; i++ {
		select {
		case d <- i:
			continue loop
		default:
			break loop
		}
	}
	fmt.Println(len(d))
	fmt.Println(<-d, <-d)
	both := [2]int{}
	a, b := make(chan int, 1000), make(chan int, 1000)
	for range 1000 {
		a <- 1
		b <- 1
	}
	for range 1000 {
		select {
		case <-a:
			both[0]++
		case <-b:
			both[1]++
		}
	}
	fmt.Println(both[0] > 300, both[1] > 300, both[0]+both[1])
}
