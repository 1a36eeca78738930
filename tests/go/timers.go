// Package time: tickers, timers, AfterFunc, Stop and Reset, order of sleepers.
package main

import (
	"fmt"
	"time"
)

func main() {
	t0 := time.Now()
	tk := time.NewTicker(3 * time.Millisecond)
	for i := range 4 {
		t := <-tk.C
		fmt.Println(i, t.Sub(t0) >= 3*time.Millisecond*time.Duration(i+1), t.After(t0))
	}
	tk.Stop()
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() { fmt.Println("after"); done <- true })
	<-done
	tm := time.NewTimer(time.Hour)
	fmt.Println(tm.Stop(), tm.Stop(), tm.Reset(time.Millisecond))
	x := <-tm.C
	fmt.Println(x.Sub(t0) < time.Minute, time.Since(t0) > 10*time.Millisecond, x.Year() > 2000)
	a := time.AfterFunc(time.Hour, func() {})
	fmt.Println(a.Stop(), a.Stop())
	var order []int
	c := make(chan int)
	for _, d := range []int{120, 40, 80, 0} {
		go func() { time.Sleep(time.Duration(d) * time.Millisecond); c <- d }()
	}
	for range 4 {
		order = append(order, <-c)
	}
	fmt.Println(order)
	panic(nil) // exit status 2
}
