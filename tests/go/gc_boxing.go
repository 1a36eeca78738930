// Values that leave a stack for a fresh heap object while the collector marks, and whose place on
// the stack is written over before the stack is scanned: boxed values, closures deferred in loops,
// the text of a panic's value.
package main

import (
	"fmt"
	"runtime"
)

var names = []string{"a", "bc", "def", "ghij"}

// A loop is where a cycle may begin, after the allocation and before the value is stored.
//
//go:noinline
func words(n int) []string {
	list := make([]string, n)
	for i := range n {
		list[i] = names[i%len(names)]
	}
	return list
}

type pair struct {
	a *int
	b []int
}

//go:noinline
func makePair(n int) pair {
	a := new(int)
	*a = n
	b := make([]int, 3)
	for i := range b {
		b[i] = n + i
	}
	return pair{a, b}
}

//go:noinline
func adder(sum *int, n int) func() {
	f := func() { *sum += n }
	for i := range 2 {
		n += i
	}
	return f
}

//go:noinline
func overwrite(a, b, c, d, e, f *int) int {
	n := 0
	for i := range 4 {
		n += i
	}
	return n
}

//go:noinline
func keep(v any) { kept = append(kept, v) }

var kept []any

func boxes() {
	for i := range 100 {
		keep(words(i%3 + 1))
		overwrite(nil, nil, nil, nil, nil, nil)
		keep(makePair(i))
		overwrite(nil, nil, nil, nil, nil, nil)
		if i%10 == 0 {
			keep(fmt.Sprint("text ", i))
		}
	}
	sum := 0
	for _, k := range kept {
		switch k := k.(type) {
		case []string:
			for _, s := range k {
				sum += len(s)
			}
		case pair:
			sum += *k.a + k.b[2]
		case string:
			sum += len(k)
		}
	}
	fmt.Println(len(kept), sum)
	kept = nil
}

func deferred() (sum int) {
	for i := range 100 {
		f := adder(&sum, i)
		defer f()
		f = nil
		overwrite(nil, nil, nil, nil, nil, nil)
	}
	return 0
}

func deferredInFunc() (sum int) {
	for f := range func(yield func(func()) bool) {
		for i := range 50 {
			if !yield(adder(&sum, i)) {
				return
			}
		}
	} {
		defer f()
		overwrite(nil, nil, nil, nil, nil, nil)
	}
	return 0
}

type failure []string

func (f failure) Error() string {
	s := ""
	for _, w := range f {
		s += w
	}
	return s
}

func panics() {
	n := 0
	for i := range 30 {
		func() {
			defer func() {
				n += len(recover().(error).Error())
				overwrite(nil, nil, nil, nil, nil, nil)
			}()
			if i%2 == 0 {
				panic(failure(words(i % 4)))
			}
			_ = words(1)[i]
		}()
	}
	fmt.Println(n)
}

func main() {
	boxes()
	fmt.Println(deferred())
	fmt.Println(deferredInFunc())
	panics()
	runtime.GC()
	fmt.Println("done")
}
