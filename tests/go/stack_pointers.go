// Deep recursion with pointers into the stack: they stay right when stacks move, also between goroutines.
package main

import (
	"fmt"
	"runtime"
)

type frame struct {
	up    *frame
	depth int
	buf   [4]int
	self  *int
}

func deep(up *frame, n int, total *int) int {
	f := frame{up: up, depth: n}
	f.self = &f.buf[n%4]
	*f.self = n
	s := f.buf[:]
	if n > 0 {
		deep(&f, n-1, total)
	}
	if n == 50 {
		runtime.GC()
	}
	for u, k := f.up, 0; u != nil && k < 3; u, k = u.up, k+1 {
		*total += u.depth
		*u.self++
	}
	*total += *f.self + s[n%4]
	return *total
}

func callback(n int, f func(int) int) int {
	var local [16]int
	local[n%16] = n
	p := &local
	if n == 0 {
		return f(0)
	}
	r := callback(n-1, func(x int) int { p[3]++; return f(x + p[n%16]) })
	return r + local[3]
}

func sumInto(out *int, xs ...int) {
	if len(xs) == 0 {
		return
	}
	*out += xs[0]
	sumInto(out, xs[1:]...)
}

func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

func main() {
	total := 0
	fmt.Println(deep(nil, 2000, &total), total)
	fmt.Println(callback(300, func(x int) int { return x }))
	var xs []int
	for i := range 500 {
		xs = append(xs, i)
	}
	s := 0
	sumInto(&s, xs...)
	fmt.Println(s, even(30000))
	res := make(chan int)
	for i := range 8 {
		go func() {
			t := i
			deep(nil, 100*i, &t)
			res <- t
		}()
	}
	sum := 0
	for range 8 {
		sum += <-res
	}
	fmt.Println(sum)
	var arr [100]int
	ps := [3]*int{&arr[0], &arr[50], &arr[99]}
	deep(nil, 700, ps[1])
	*ps[2] = 5
	fmt.Println(arr[0], arr[50], arr[99])
}
