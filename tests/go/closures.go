// Closures: captured variables, per-iteration loop variables, recursion, state machines.
package main

import "fmt"

func gen() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 100 }
}

func apply(f func(int) int, xs ...int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

type op func(float64, float64) float64

func (o op) twice(a float64) float64 { return o(o(a, a), a) }

func main() {
	next, reset := gen()
	next()
	next()
	reset()
	fmt.Println(next(), next())
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i *= 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	var gs []func()
	for i, s := range []string{"a", "b", "c"} {
		gs = append(gs, func() { fmt.Print(i, s, " ") })
	}
	for _, g := range gs {
		g()
	}
	fmt.Println()
	var hs []func() int
	for i := 0; i < 6; i++ {
		hs = append(hs, func() int { return i })
		i++
	}
	for _, h := range hs {
		fmt.Print(h(), " ")
	}
	fmt.Println()
	k := 3
	fmt.Println(apply(func(x int) int { return x * k }, 1, 2, 3), apply(compose(func(x int) int { return x + 1 }, func(x int) int { return x * x }), 4))
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(20))
	fmt.Println(op(func(a, b float64) float64 { return a*b + 1 }).twice(3))
	x := 1
	func() {
		x := 2
		x++
		func() { x *= 10 }()
		fmt.Print(x, " ")
	}()
	fmt.Println(x)
	type state func(int) state
	var log []int
	var even, odd state
	even = func(n int) state { log = append(log, n); return odd }
	odd = func(n int) state { log = append(log, -n); return even }
	st := even
	for i := range 5 {
		st = st(i)
	}
	fmt.Println(log)
	acc := map[string]func(...int) int{
		"sum": func(v ...int) (t int) {
			for _, x := range v {
				t += x
			}
			return
		},
		"len": func(v ...int) int { return len(v) },
	}
	fmt.Println(acc["sum"](1, 2, 3), acc["len"](), acc["none"] == nil)
	a, b := 1, 2
	f := func() { a, b = b, a+b }
	for range 10 {
		f()
	}
	fmt.Println(a, b)
	big := [10]int{1, 2, 3}
	sm := func() int { return big[0] + big[1] + big[2] }
	big[0] = 50
	fmt.Println(sm())
}
