// Type parameters, iterators, min, max and clear, complex numbers, unsafe and new of a value.
// run: --allow-unsafe
package main

import (
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"sort"
	"unsafe"
)

type Set[T comparable] = map[T]struct{}
type Vec[T any] = []T
type Pair[A, B any] struct {
	a A
	b B
}
type IP[B any] = Pair[int, B]
type Adder[T Adder[T]] interface{ Add(T) T }
type Num int

func (n Num) Add(m Num) Num { return n + m }
func sum[T Adder[T]](xs ...T) (r T) {
	for _, x := range xs {
		r = r.Add(x)
	}
	return
}

type Tree[T interface{ Less(T) bool }] struct {
	l, r *Tree[T]
	v    T
}

func (t *Tree[T]) Insert(v T) *Tree[T] {
	if t == nil {
		return &Tree[T]{v: v}
	}
	if v.Less(t.v) {
		t.l = t.l.Insert(v)
	} else {
		t.r = t.r.Insert(v)
	}
	return t
}
func (t *Tree[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) { t.push(yield) }
}
func (t *Tree[T]) push(yield func(T) bool) bool {
	return t == nil || t.l.push(yield) && yield(t.v) && t.r.push(yield)
}

type Int int

func (a Int) Less(b Int) bool { return a < b }

func kind[T any](x T) string {
	switch any(x).(type) {
	case int, int64:
		return "int"
	case []T:
		return "slice of T"
	case Pair[T, T]:
		return "pair"
	case fmt.Stringer:
		return "stringer"
	case nil:
		return "nil"
	}
	return fmt.Sprintf("%T", x)
}

func kind2[T, U any](x any) string {
	switch x.(type) {
	case T:
		return "T"
	case U:
		return "U"
	case []T:
		return "[]T"
	case map[string]U:
		return "map[string]U"
	case *Pair[T, U]:
		return "*Pair"
	case func(T) U:
		return "func"
	}
	return "?"
}

type Number interface {
	~int | ~int8 | ~uint8 | ~float64 | ~complex128
}

func conv[T, U Number](x T) (r U) {
	return
}
func ops[T ~int8 | ~uint8](x T) (T, T, T, bool)      { return x + 100, x << 1, -x, x > 127/2 }
func length[T ~string | ~[]byte](x T) (int, byte, T) { return len(x), x[1], x[1:] }
func ranger[T ~[]E, E any](x T) (n int) {
	for range x {
		n++
	}
	return
}
func ptr[T any, PT interface {
	*T
	Set(int)
}](n int) T {
	var t T
	PT(&t).Set(n)
	return t
}

type Cell struct{ n int }

func (c *Cell) Set(n int) { c.n = n }

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Print("<done>")
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func rangefunc() (res int) {
	defer func() { fmt.Println("recovered", recover(), res) }()
	for i := range count(5) {
		defer func() { fmt.Print("defer", i, " ") }()
		if i == 1 {
			continue
		}
		if i == 3 {
			break
		}
		fmt.Print(i, " ")
	}
outer:
	for i := range count(3) {
		for j := range count(3) {
			if j == 1 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	for i := range count(3) {
		if i == 1 {
			goto end
		}
	}
end:
	fmt.Println("end")
	for i := range count(10) {
		for range count(10) {
			if i == 2 {
				res = 42
				panic("in loop")
			}
		}
	}
	return 1
}

func ret() (a, b int) {
	for i := range count(4) {
		for j := range count(4) {
			if i*j == 6 {
				return i, j
			}
		}
	}
	return -1, -1
}

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}
func bad2(yield func(int) bool) {
	defer func() { recover(); yield(7) }()
	yield(1)
}
func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, r)
		}
	}()
	f()
}

type List struct{ next *List }

func main() {
	s := Set[string]{"a": {}}
	v := Vec[int]{1, 2}
	ip := IP[string]{1, "x"}
	fmt.Printf("%T %T %T %v %v %v\n", s, v, ip, s, v, ip)
	fmt.Println(sum(Num(1), 2, 3))
	var t *Tree[Int]
	for _, x := range []Int{5, 2, 8, 1, 9, 3} {
		t = t.Insert(x)
	}
	for x := range t.All() {
		if x > 8 {
			break
		}
		fmt.Print(x, " ")
	}
	fmt.Println(slices.Collect(t.All()))
	fmt.Println(kind(1), kind([]int{}), kind("x"), kind(Pair[int, int]{}), kind(any(nil)), kind(error(nil)))
	fmt.Println(kind2[int, string](1), kind2[int, string](""), kind2[int, int](1), kind2[int, string]([]int{}), kind2[int, string](&Pair[int, string]{}), kind2[int, bool](func(int) bool { return false }), kind2[int8, int](map[string]int{}))
	fmt.Println(ops(int8(100)))
	fmt.Println(ops(uint8(200)))
	fmt.Println(length("abc"))
	fmt.Println(length([]byte("abc")))
	fmt.Println(ranger([]string{"a", "b"}), ptr[Cell](4))
	rangefunc()
	fmt.Println(ret())
	try("bad", func() {
		for range bad {
			break
		}
	})
	try("bad2", func() {
		for x := range bad2 {
			fmt.Println(x)
			panic("p")
		}
	})
	var saved func(int) bool
	try("saved", func() {
		for range func(y func(int) bool) { saved = y; y(1) } {
		}
		saved(2)
	})
	next, stop := iter.Pull(count(3))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())
	next2, stop2 := iter.Pull2(maps.All(map[string]int{"a": 1}))
	fmt.Println(next2())
	fmt.Println(next2())
	stop2()
	// min max clear
	fmt.Println(min(1, 2.5, -3), max("a", "b", "ab"), min(math.NaN(), 1), max(math.Inf(1), math.NaN()), max(math.Copysign(0, -1), 0), min(0, math.Copysign(0, -1)))
	x, y := 1.5, math.NaN()
	fmt.Println(min(x, y), max(x, y), min(x, 2), max(int8(3), 4))
	sl := []int{1, 2, 3}
	clear(sl[1:])
	m := map[float64]int{math.NaN(): 1, math.NaN(): 2, 1: 3}
	fmt.Println(sl, len(m), m[math.NaN()])
	delete(m, math.NaN())
	fmt.Println(len(m))
	clear(m)
	fmt.Println(len(m))
	// complex
	c := complex(3, 4)
	d := complex(math.Inf(1), math.NaN())
	fmt.Println(c*c, c/complex(0, 0), d*c, d/d, c/d, -c, c == complex(3, 4), real(c), imag(c))
	var c64 complex64 = 1 + 2i
	fmt.Println(c64*c64, c64/(1-1i), c64 != 0)
	// unsafe
	b := []byte("hello")
	str := unsafe.String(&b[1], 3)
	sb := unsafe.Slice(unsafe.StringData("xyz"), 2)
	fmt.Println(str, sb, *(*byte)(unsafe.Add(unsafe.Pointer(&b[0]), 4)), unsafe.Slice((*int)(nil), 0) == nil, len(unsafe.String(nil, 0)))
	type off struct {
		a int8
		b int64
		c struct{ d, e int16 }
		f [0]int
	}
	var o off
	fmt.Println(unsafe.Sizeof(o), unsafe.Offsetof(o.b), unsafe.Offsetof(o.c.e), unsafe.Alignof(o.c), unsafe.Offsetof(o.f))
	try("unsafe.Slice", func() { n := -1; _ = unsafe.Slice(&b[0], n) })
	try("unsafe.Slice nil", func() { n := 1; _ = unsafe.Slice((*int)(nil), n) })
	try("unsafe.Slice huge", func() { n := uint64(1) << 63; _ = unsafe.Slice(&sl[0], n) })
	try("unsafe.String", func() { n := -1; _ = unsafe.String(&b[0], n) })
	try("unsafe.String nil", func() { n := 1; _ = unsafe.String(nil, n) })
	try("unsafe.String huge", func() { n := uint64(1) << 63; _ = unsafe.String(&b[0], n) })
	// new(expr)
	p1 := new(42)
	p2 := new("s")
	p3 := new([]int{1, 2})
	p4 := new(int8(3))
	p5 := new(len(b) > 2)
	p6 := new(f2())
	fmt.Printf("%T %T %T %T %T %T %v %v %v %v %v %v\n", p1, p2, p3, p4, p5, p6, *p1, *p2, *p3, *p4, *p5, *p6)
	cp := new(*p1)
	*cp = 7
	fmt.Println(*p1, *cp)
	sort.Sort(sort.Reverse(sort.IntSlice(sl)))
	fmt.Println(sl)
}
func f2() (x Pair[int, string]) { return Pair[int, string]{1, "q"} }
