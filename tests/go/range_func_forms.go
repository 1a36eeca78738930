// Loops over functions in every surrounding: package variables, init, generics, methods, goroutines,
// switches and selects in the body, shadowed results, recursion, iterators made of iterators.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

func seq[T any](v ...T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, x := range v {
			if !yield(x) {
				return
			}
		}
	}
}

func filter[T any](s iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for x := range s {
			if keep(x) && !yield(x) {
				return
			}
		}
	}
}

func zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := next()
			if !ok || !yield(x, y) {
				return
			}
		}
	}
}

var total = func() (n int) {
	for x := range seq(1, 2, 3) {
		n += x
		defer func() { n *= 2 }()
	}
	return n
}()

var found []string

func init() {
	for s := range seq("init", "skip", "last") {
		if s == "skip" {
			continue
		}
		found = append(found, s)
	}
}

type tree[K comparable] struct {
	l, r *tree[K]
	key  K
}

func (t *tree[K]) all() iter.Seq[K] {
	return func(yield func(K) bool) { t.push(yield) }
}

func (t *tree[K]) push(yield func(K) bool) bool {
	return t == nil || t.l.push(yield) && yield(t.key) && t.r.push(yield)
}

func (t *tree[K]) walk(yield func(K) bool) {
	if t == nil {
		return
	}
	for k := range t.l.walk {
		if !yield(k) {
			return
		}
	}
	if !yield(t.key) {
		return
	}
	for k := range t.r.walk {
		if !yield(k) {
			return
		}
	}
}

func shadow() (n int, err error) {
	for n := range seq(5, 6) {
		err := fmt.Errorf("inner %d", n)
		if n == 6 {
			return n * 10, err
		}
	}
	return
}

func control(s iter.Seq[int], c chan int) (out string) {
	defer func() { out += "." }()
loop:
	for x := range s {
		switch {
		case x == 0:
			continue
		case x == 1:
			out += "one"
			fallthrough
		case x == 2:
			out += "two"
			break
		case x == 3:
			select {
			case c <- x:
				out += "sent"
			default:
				out += "full"
				break
			}
		case x == 4:
			var a any = x
			switch v := a.(type) {
			case int:
				if v == 4 {
					continue loop
				}
			}
			out += "never"
		case x == 5:
			for i := range 10 {
				if i == 3 {
					break loop
				}
				if i == 1 {
					continue
				}
				out += fmt.Sprint(i)
			}
		}
		out += ","
	}
	return out + "end"
}

func backwards(s iter.Seq[int]) (n int) {
again:
	n++
	for x := range s {
		for y := range s {
			if n < 3 && x+y == 3 {
				goto again
			}
			if x*y == 6 {
				return n*100 + x*10 + y
			}
		}
	}
	return -1
}

func results() (a, _ int, s string) {
	for x := range seq(7) {
		return x, x, strings.Repeat("x", x)
	}
	return
}

func pair(x int) (int, string) { return x + 1, "p" }

func spread() (int, string) {
	for x := range seq(1, 2, 3) {
		if x == 2 {
			return pair(x)
		}
	}
	return 0, ""
}

func interfaces() (e error, a any) {
	for x := range seq(3, 4) {
		if x == 4 {
			return nil, x
		}
		a = "lost"
	}
	return
}

func nestedDefers() (log []string) {
	note := func(s string) { log = append(log, s) }
	func() {
		defer note("outer")
		for x := range seq(1, 2) {
			for y := range seq("a", "b") {
				defer note(fmt.Sprint(x, y))
			}
			func() {
				defer note("own")
				for z := range seq(8, 9) {
					defer note(fmt.Sprint(z))
				}
			}()
		}
		defer note("after")
	}()
	return log
}

func recovering() (s string) {
	for x := range seq(1, 2, 3) {
		func() {
			defer func() {
				if r := recover(); r != nil {
					s += fmt.Sprint(r)
				}
			}()
			for y := range seq(x) {
				if y == 2 {
					panic("two")
				}
				s += fmt.Sprint(y)
			}
		}()
	}
	return s
}

func collect(c chan<- int) {
	defer close(c)
	for x := range filter(seq(1, 2, 3, 4, 5, 6), func(x int) bool { return x%2 == 0 }) {
		go func() {}()
		c <- x
	}
}

func main() {
	fmt.Println(total, found)
	t := &tree[string]{&tree[string]{nil, nil, "a"}, &tree[string]{&tree[string]{nil, nil, "c"}, nil, "d"}, "b"}
	for k := range t.all() {
		fmt.Print(k, " ")
	}
	for k := range t.walk {
		if k == "d" {
			break
		}
		fmt.Print(k, " ")
	}
	fmt.Println(slices.Collect(t.walk))
	fmt.Println(shadow())
	c := make(chan int, 1)
	fmt.Println(control(seq(0, 1, 2, 3, 3, 4, 5, 6), c))
	fmt.Println(control(seq(6), c), backwards(seq(1, 2, 3)))
	fmt.Println(results())
	fmt.Println(spread())
	fmt.Println(interfaces())
	fmt.Println(nestedDefers())
	fmt.Println(recovering())
	numbers := make(chan int)
	go collect(numbers)
	for x := range numbers {
		fmt.Print(x, " ")
	}
	for a, b := range zip(seq(1, 2, 3), seq("x", "y")) {
		fmt.Print(a, b, " ")
	}
	m := map[string]int{"k": 1, "l": 2}
	sum := 0
	for _, v := range maps.All(m) {
		sum += v
	}
	fmt.Println(sum, slices.Sorted(maps.Keys(m)))
	var p struct{ x, y int }
	for p.x = range seq(4, 5) {
		p.y += p.x
	}
	for p.y, _ = range slices.All([]string{"q", "r"}) {
	}
	fmt.Println(p)
	fs := []func() int{}
	for i := range seq(10, 20) {
		i++
		fs = append(fs, func() int { i++; return i })
	}
	fmt.Println(fs[0](), fs[0](), fs[1]())
}
