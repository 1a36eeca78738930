// Loops over functions: all ways out of the body, deferred calls, what iterators must not do.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
)

func upto(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Print("[end]")
		for i := range n {
			if !yield(i) {
				fmt.Print("[stop]")
				return
			}
		}
	}
}

func pairs(yield func(int, string) bool) {
	for i, s := range []string{"a", "b", "c"} {
		if !yield(i, s) {
			return
		}
	}
}

func unnamed() (int, error, any) {
	for i := range upto(5) {
		if i == 2 {
			return i, errors.New("two"), i * 10
		}
	}
	return 0, nil, nil
}

func named() (a int8, s string) {
	defer func() { s += "!" }()
	for i, x := range pairs {
		a, s = int8(i)-100, s+x
		if i == 1 {
			return s2(x)
		}
	}
	return
}

func s2(x string) (int8, string) { return 7, x + x }

func bare() (n int) {
	for i := range upto(9) {
		n += i
		if n > 5 {
			return
		}
	}
	return -1
}

func jumps() {
outer:
	for i := range upto(4) {
		for j := range upto(4) {
			switch {
			case j == 1 && i == 0:
				continue outer
			case j == 2 && i == 1:
				break
			case j == 3 && i == 1:
				continue
			case i == 2:
				break outer
			}
			fmt.Print(i, j, " ")
			for k := range 3 {
				if k == 1 {
					continue
				}
				if k == 2 {
					break
				}
			}
		}
	}
	fmt.Println()
	n := 0
again:
	for i := range upto(3) {
		if n < 2 && i == 1 {
			n++
			goto again
		}
		if n == 2 && i == 2 {
			goto done
		}
	}
done:
	fmt.Println("n", n)
	for x := range 3 {
		for range upto(2) {
			if x == 1 {
				goto next
			}
			break
		}
		fmt.Print("x", x)
	next:
	}
	fmt.Println()
}

func assigned() {
	var a [3]int
	var m = map[string]any{}
	var i any
	for a[1], m["k"] = range pairs {
	}
	for i = range upto(3) {
	}
	for range pairs {
		a[0]++
	}
	for _, x := range pairs {
		fmt.Print(x)
	}
	fmt.Println(a, m, i)
}

func deferred() (s string) {
	defer func() { s += "." }()
	for i := range upto(3) {
		defer func() { s += fmt.Sprint(i) }()
		for _, x := range pairs {
			defer func(y string) { s += y }(x)
			if x == "b" {
				break
			}
		}
	}
	defer func() { s += "|" }()
	for i := range upto(2) {
		defer func() { s += fmt.Sprint(i + 5) }()
	}
	return "r"
}

func recovered() (err error) {
	for i := range upto(5) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("%v after %d", r, i)
			}
		}()
		if i == 2 {
			panic("boom")
		}
	}
	return nil
}

func closures() {
	var fs []func() int
	sum := 0
	for i, s := range pairs {
		sum += i
		fs = append(fs, func() int { sum += 10; i++; return i*100 + len(s) + sum })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println(sum)
}

var kept func(int) bool

func leaky(yield func(int) bool) {
	kept = yield
	yield(1)
}

func leak() {
	big := make([]int, 1000)
	total := 0
	for x := range leaky {
		total += x + len(big)
		big[x]++
	}
	fmt.Println(total, big[1])
}

func try(name string, f func()) {
	defer func() {
		switch r := recover().(type) {
		case runtime.Error:
			fmt.Println(name, "runtime:", r)
		default:
			fmt.Println(name, r)
		}
	}()
	f()
}

func misuse() {
	leak()
	runtime.GC()
	try("exhausted", func() { kept(3) })
	try("done", func() {
		for x := range func(yield func(int) bool) { yield(1); yield(2) } {
			if x == 1 {
				break
			}
		}
	})
	swallow := func(yield func(int) bool) {
		defer func() { recover() }()
		yield(1)
	}
	try("swallowed", func() {
		for range swallow {
			panic("in the body")
		}
	})
	try("panicked", func() {
		for range func(yield func(int) bool) {
			func() {
				defer func() { recover() }()
				yield(1)
			}()
			yield(2)
		} {
			panic("in the body")
		}
	})
	try("nil", func() {
		var f func(func(int) bool)
		for range f {
		}
	})
	try("nested", func() {
		for x := range upto(3) {
			for range upto(3) {
				panic(fmt.Sprint("deep ", x))
			}
		}
	})
}

func parallel(yield func(int) bool) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			yield(i)
		}()
	}
	wg.Wait()
}

func elsewhere() {
	sum := 0
	n := 0
	defer func() { fmt.Println("deferred", n) }()
	for x := range parallel {
		sum += x
		defer func() { n += x }()
	}
	fmt.Println("sum", sum)
}

type list[T any] struct {
	v    T
	next *list[T]
}

func (l *list[T]) all(yield func(int, T) bool) {
	for i := 0; l != nil; i, l = i+1, l.next {
		if !yield(i, l.v) {
			return
		}
	}
}

func find[T comparable](l *list[T], x T) (at int, found T) {
	for i, v := range l.all {
		if v == x {
			return i, v
		}
	}
	return -1, found
}

func deep(n int, yield func(int) bool) bool {
	var room [64]int
	room[n%64] = n
	return n == 0 || (deep(n-1, yield) && yield(room[n%64]))
}

func grow() {
	sum := 0
	p := &sum
	for x := range func(yield func(int) bool) { deep(2000, yield) } {
		*p += x
		if x == 1500 {
			break
		}
	}
	fmt.Println("grown", sum)
}

func main() {
	fmt.Println(unnamed())
	fmt.Println(named())
	fmt.Println(bare())
	jumps()
	assigned()
	fmt.Println(deferred())
	fmt.Println(recovered())
	closures()
	misuse()
	elsewhere()
	l := &list[string]{"x", &list[string]{"y", nil}}
	fmt.Println(find(l, "y"))
	fmt.Println(find(l, "z"))
	grow()
}
