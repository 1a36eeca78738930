// Channels: unbuffered and buffered, close, range, direction, nil, channels of channels, len and cap.
package main

import (
	"fmt"
	"sync"
)

func produce(n int, out chan<- int) {
	for i := range n {
		out <- i
	}
	close(out)
}

func stage(in <-chan int, f func(int) int) <-chan int {
	out := make(chan int, 2)
	go func() {
		defer close(out)
		for v := range in {
			out <- f(v)
		}
	}()
	return out
}

type request struct {
	n     int
	reply chan string
}

func main() {
	c := make(chan int)
	go produce(10, c)
	total := 0
	for v := range stage(stage(c, func(x int) int { return x * x }), func(x int) int { return x + 1 }) {
		total += v
	}
	fmt.Println(total)
	b := make(chan string, 3)
	b <- "a"
	b <- "b"
	fmt.Println(len(b), cap(b))
	fmt.Println(<-b)
	fmt.Println(len(b))
	close(b)
	v, ok := <-b
	w, ok2 := <-b
	fmt.Printf("%q %v %q %v %d\n", v, ok, w, ok2, len(b))
	srv := make(chan request)
	go func() {
		for r := range srv {
			r.reply <- fmt.Sprint("got ", r.n)
		}
	}()
	for i := range 3 {
		r := request{i, make(chan string)}
		srv <- r
		fmt.Println(<-r.reply)
	}
	close(srv)
	var wg sync.WaitGroup
	results := make([]int, 20)
	sem := make(chan struct{}, 4)
	for i := range results {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- struct{}{}
			results[i] = i * i
			<-sem
		}()
	}
	wg.Wait()
	fmt.Println(results)
	cc := make(chan chan int, 1)
	inner := make(chan int, 1)
	cc <- inner
	(<-cc) <- 42
	fmt.Println(<-inner, inner == inner, cc == nil)
	type big struct{ a, b, c, d int64 }
	bc := make(chan big, 2)
	bc <- big{1, 2, 3, 4}
	bc <- big{d: 9}
	fmt.Println(<-bc, <-bc)
	ec := make(chan error, 1)
	ec <- nil
	fmt.Println(<-ec == nil)
	small := make(chan int8)
	go func() { small <- -5; small <- 127 }()
	x := <-small
	fmt.Println(x, <-small+1, x)
	arr := [2]chan bool{make(chan bool, 1), make(chan bool, 1)}
	arr[1] <- true
	fmt.Println(<-arr[1], len(arr[0]))
	var sendOnly chan<- int = inner
	sendOnly <- 1
	fmt.Println(len(inner), cap(sendOnly))
}
