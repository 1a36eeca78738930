// Closures: generators, memoization, currying, a Y combinator, loop variables, captured results, deferred ones, tables of
// functions, and goroutines that share.
package main

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
)

func fib() func() (n, next int) {
	a, b := 0, 1
	return func() (int, int) {
		defer func() { a, b = b, a+b }()
		return a, b
	}
}

func memo[K comparable, V any](f func(func(K) V, K) V) func(K) V {
	known := map[K]V{}
	var self func(K) V
	self = func(k K) V {
		if v, ok := known[k]; ok {
			return v
		}
		v := f(self, k)
		known[k] = v
		return v
	}
	return self
}

func curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}

func compose[T any](fs ...func(T) T) func(T) T {
	return func(v T) T {
		for _, f := range fs {
			v = f(v)
		}
		return v
	}
}

type rec[T any] func(rec[T]) func(T) T

func Y[T any](f func(func(T) T) func(T) T) func(T) T {
	g := func(r rec[T]) func(T) T {
		return f(func(x T) T { return r(r)(x) })
	}
	return g(g)
}

type point struct{ x, y int }

func (p *point) mover(dx int) func() point {
	return func() point { p.x += dx; return *p }
}

func (p point) peeker() func() int { return func() int { return p.x*10 + p.y } }

func guarded(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	f()
	return
}

func counters(n int) (inc []func() int, get func() []int) {
	vals := make([]int, n)
	for i := range vals {
		inc = append(inc, func() int { vals[i] += i + 1; return vals[i] })
	}
	return inc, func() []int { return vals }
}

func lazy(name string, log *strings.Builder) func() string {
	return sync.OnceValue(func() string {
		log.WriteString("made " + name + ";")
		return strings.Repeat(name, 2)
	})
}

func main() {
	next := fib()
	for range 5 {
		next()
	}
	fmt.Println(next())
	calls := 0
	ways := memo(func(self func(point) int, p point) int {
		calls++
		if p.x == 0 || p.y == 0 {
			return 1
		}
		return self(point{p.x - 1, p.y}) + self(point{p.x, p.y - 1})
	})
	fmt.Println(ways(point{6, 6}), calls)
	add := curry(func(a int, b string) string { return fmt.Sprint(a, b) })
	fmt.Println(add(1)("x"), compose(strings.TrimSpace, strings.ToUpper, func(s string) string { return s + "!" })(" hi "))
	fact := Y(func(self func(int) int) func(int) int {
		return func(n int) int {
			if n < 2 {
				return 1
			}
			return n * self(n-1)
		}
	})
	fmt.Println(fact(10))
	p := point{1, 2}
	move, peek := p.mover(3), p.peeker()
	move()
	fmt.Println(move(), peek(), p)
	inc, get := counters(3)
	for i, f := range inc {
		for range i {
			f()
		}
	}
	fmt.Println(get())
	var log strings.Builder
	a, b := lazy("a", &log), lazy("b", &log)
	fmt.Println(a()+a()+b(), log.String())

	ops := map[string]func(float64, float64) float64{
		"+": func(x, y float64) float64 { return x + y },
		"/": func(x, y float64) float64 {
			if y == 0 {
				panic("division by zero")
			}
			return x / y
		},
	}
	var got float64
	fmt.Println(guarded(func() { got = ops["/"](1, 4) }), got, guarded(func() { ops["/"](1, 0) }))
	fmt.Println(guarded(func() { ops["%"](1, 1) }) != nil)

	var n atomic.Int64
	var wg sync.WaitGroup
	sums := [4]int{}
	for i := range sums {
		wg.Add(1)
		go func(part *int) {
			defer wg.Done()
			for k := range 10 {
				*part += k * i
				n.Add(1)
			}
		}(&sums[i])
	}
	wg.Wait()
	fmt.Println(sums, n.Load())
	func(parts ...func()) {
		for _, f := range parts {
			defer f()
		}
	}(func() { fmt.Println("first") }, func() { fmt.Print("last ") })
}
