// Method sets, comparison, run-time panics, labels and the order of evaluation.
// run: --allow-unsafe
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

type Celsius float64
type P struct{ X, Y int }
type E struct {
	P
	*Q
	Name string
	m    map[string]int
}
type Q struct{ Z int }

func (p P) Val() string   { return fmt.Sprint("P", p.X) }
func (p *P) Ptr() string  { p.X++; return fmt.Sprint("*P", p.X) }
func (q *Q) Deep() string { return fmt.Sprint("Q", q == nil) }

type V interface{ Val() string }
type VP interface {
	V
	Ptr() string
}

type inner struct{ a int }

func (inner) Hello() string { return "inner" }

type mid struct{ inner }
type outer struct {
	mid
	b int
}

func (outer) Hello2() string { return "outer" }

type ifaceEmb struct{ V }

func methods() {
	e := E{P: P{1, 2}, Q: &Q{3}, Name: "e"}
	fmt.Println(e.Val(), e.Ptr(), e.X, e.Deep(), e.Z)
	var v V = e
	e.X = 50
	fmt.Println(v.Val(), e.Val())
	var vp VP = &e
	fmt.Println(vp.Ptr(), e.X)
	f := e.Val
	e.X = 99
	fmt.Println(f(), E.Val(e), (*E).Ptr(&e), (*E).Val(&e), P.Val(e.P))
	g := (&e).Ptr
	g()
	fmt.Println(e.X)
	o := outer{mid{inner{5}}, 6}
	fmt.Println(o.a, o.Hello(), o.Hello2(), outer.Hello(o))
	ie := ifaceEmb{P{7, 8}}
	fmt.Println(ie.Val(), ifaceEmb.Val(ie))
	var np *E
	func() {
		defer func() { fmt.Println(recover()) }()
		np.Val()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = np.Deep
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var ie2 ifaceEmb
		ie2.Val()
	}()
	fmt.Printf("%T %T %T\n", E.Val, (*E).Ptr, V.Val)
}

func comparisons() {
	type K struct {
		a int
		_ int
		b string
		c [2]any
	}
	k1, k2 := K{a: 1, b: "x", c: [2]any{1, "a"}}, K{a: 1, b: "x", c: [2]any{1, "a"}}
	fmt.Println(k1 == k2, k1 == K{}, [2]int{1, 2} == [...]int{1, 2})
	var a, b any = 1, int64(1)
	fmt.Println(a == b, a == 1, b == int64(1), a == any(1), any(nil) == nil)
	var e1, e2 error
	fmt.Println(e1 == e2, errors.New("a") == errors.New("a"))
	try := func(name string, f func()) {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println(name, r)
				if e, ok := r.(error); ok {
					var re interface{ RuntimeError() }
					fmt.Println(errors.As(e, &re), fmt.Sprintf("%T", r))
				}
			}
		}()
		f()
	}
	try("slices", func() { var a, b any = []int{}, []int{}; fmt.Println(a == b) })
	try("maps", func() { var a, b any = map[int]int{}, 3; fmt.Println(a == b) })
	try("maps2", func() { var a, b any = map[int]int{}, map[int]int{}; fmt.Println(a == b) })
	try("funcs", func() { var a, b any = main, main; fmt.Println(a == b) })
	try("struct", func() {
		type S struct{ f any }
		fmt.Println(S{[]int{}} == S{[]int{}})
	})
	try("struct early", func() {
		type S struct {
			a int
			f any
		}
		fmt.Println(S{1, []int{}} == S{2, []int{}})
	})
	try("struct late", func() {
		type S struct {
			f any
			a int
		}
		fmt.Println(S{[]int{}, 1} == S{[]int{}, 2})
	})
	try("array", func() { fmt.Println([2]any{1, []int{}} == [2]any{2, []int{}}) })
	try("array2", func() { fmt.Println([2]any{1, []int{}} == [2]any{1, []int{}}) })
	try("key", func() { m := map[any]int{}; m[func() {}] = 1 })
	try("key2", func() { m := map[any]int{}; _ = m[[]int{}] })
	try("key3", func() { m := map[any]int{1: 1}; _, ok := m[map[int]int{}]; fmt.Println(ok) })
	try("key4", func() { m := map[[1]any]int{}; m[[1]any{[]string{}}]++ })
	try("key5", func() {
		type S struct {
			x int
			y any
		}
		m := map[S]int{}
		m[S{1, []string{}}]++
	})
	try("assert", func() { var x any = 1; _ = x.(string) })
	try("assert2", func() { var x any; _ = x.(string) })
	try("assert3", func() { var x any = 1; _ = x.(fmt.Stringer) })
	try("assert4", func() { var x any; _ = x.(fmt.Stringer) })
	try("assert5", func() { var x V = P{}; _ = x.(VP) })
	try("assert6", func() { var x V = P{}; _ = x.(*P) })
	try("assert7", func() { var x error = os.ErrNotExist; _ = x.(interface{ Timeout() bool }) })
	try("conv", func() { _ = [4]int([]int{1}) })
	try("conv2", func() { s := []int{1}; _ = (*[2]int)(s[:0:0]) })
	try("make", func() { n := -1; _ = make([]int, n) })
	try("make2", func() { n := 1; _ = make([]int, 2, n) })
	try("make3", func() { n := int64(1) << 60; _ = make([]int, n) })
	try("make4", func() { n := -5; _ = make(chan int, n) })
	try("make5", func() { n := -5; m := make(map[int]int, n); fmt.Println(len(m)) })
	try("slice", func() { s := []int{1, 2, 3}; i, j := 2, 1; _ = s[i:j] })
	try("slice2", func() { s := []int{1, 2, 3}; j := 9; _ = s[:j] })
	try("slice3", func() { s := []int{1, 2, 3}; j := 9; _ = s[j:] })
	try("slice4", func() { s := []int{1, 2, 3}; j := 9; _ = s[1:2:j] })
	try("slice5", func() { s := []int{1, 2, 3}; j := 9; _ = s[:j:3] })
	try("slice6", func() { s := []int{1, 2, 3}; j := 3; _ = s[j:2:3] })
	try("slice7", func() { s := []int{1, 2, 3}; j := -1; _ = s[j:] })
	try("slice8", func() { s := [3]int{1, 2, 3}; j := 7; _ = s[:j] })
	try("slice9", func() { s := "abc"; j := 7; _ = s[:j] })
	try("slice10", func() { s := "abc"; i, j := 3, 2; _ = s[i:j] })
	try("index", func() { s := "abc"; j := -7; _ = s[j] })
	try("index2", func() { s := []int{}; var j uint64 = 1<<63 + 5; _ = s[j] })
	try("index3", func() { s := []int{}; var j uint64 = 1<<63 + 5; _ = s[j:] })
	try("index4", func() { s := [4]int{}; var j uint8 = 250; _ = s[j] })
	try("index5", func() { s := [4]int{}; var j int8 = -6; _ = s[j] })
	try("index6", func() { s := "aaa"; var j uint64 = 1 << 63; _ = s[:j] })
	try("index7", func() { s := []int{1, 2}; var j uint64 = 1 << 63; _ = s[0:1:j] })
	try("index8", func() { s := []int{1, 2}; var j uintptr = 1<<64 - 1; s[j] = 1 })
	try("close", func() { var c chan int; close(c) })
	try("close2", func() { c := make(chan int); close(c); close(c) })
	try("close3", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("nil panic", func() { panic(nil) })
	try("err panic", func() { panic(fmt.Errorf("w: %w", os.ErrExist)) })
	try("shift", func() { n := -1; _ = 1 << n })
	try("div", func() { n := 0; _ = 1 / n })
	try("div8", func() { n := uint8(0); _ = 1 % n })
	try("repeat", func() { strings.Repeat("x", -1) })
	try("map nil", func() { var m map[string]int; fmt.Println(m["a"], len(m)); delete(m, "a"); clear(m); m["a"] = 1 })
}

func labels() {
outer:
	for i := 0; i < 3; i++ {
		for j := 0; ; j++ {
			switch {
			case j == 1:
				continue
			case j == 2 && i == 1:
				continue outer
			case j == 3 && i == 2:
				break outer
			case j > 3:
				break
			default:
				fmt.Print(i, j, " ")
			}
			if j > 4 {
				break
			}
		}
		fmt.Print("| ")
	}
	fmt.Println()
	i := 0
loop:
	if i < 3 {
		i++
		goto loop
	}
	fmt.Println(i)
sw:
	switch i {
	case 3:
		for {
			break sw
		}
		fmt.Println("no")
	}
	{
		if i == 3 {
			goto after
		}
		fmt.Println("no")
	}
after:
sel:
	select {
	default:
		if i == 3 {
			break sel
		}
		fmt.Println("no")
	}
	switch x := any(i).(type) {
	case int, string:
		fmt.Printf("%T\n", x)
	}
	switch i := i + 1; {
	case i > 3:
		fmt.Println("fall")
		fallthrough
	case false:
		fmt.Println("through")
	default:
		fmt.Println("no")
	}
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
		i := i * 2
		_ = i
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	for i := range 3 {
		defer func() { fmt.Print("d", i, " ") }()
	}
	var ps []*int
	for i := 0; i < 4; i++ {
		ps = append(ps, &i)
		if i == 1 {
			i++
		}
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
}

func order() {
	var log []string
	f := func(s string, v int) int { log = append(log, s); return v }
	a := []int{1, 2, 3}
	m := map[int]int{}
	a[f("i", 0)], m[f("k", 1)] = f("x", 5), f("y", 6)
	_ = f("a", 1) + f("b", 2)*f("c", 3)
	_ = f("l", 0) == 1 && f("r", 1) == 1
	_ = []int{f("e0", 0), 1: f("e1", 1)}
	_ = map[int]int{f("mk", 1): f("mv", 2)}
	fmt.Println(log)
	i := 0
	i, a[i] = 1, 9
	fmt.Println(i, a)
	i = 0
	a[0], a[0] = 1, 2
	fmt.Println(a[0])
	x := []int{1, 2, 3}
	i = 2
	x[i], x = 7, nil
	fmt.Println(x)
	var p *P
	func() {
		defer func() { fmt.Println(recover() != nil, i) }()
		i, p.X = 4, 5
	}()
	y := [3]int{1, 2, 3}
	for i, v := range y {
		y[2] = 10
		if i == 2 {
			fmt.Println(v)
		}
	}
	for i, v := range &y {
		y[2] = 20
		if i == 2 {
			fmt.Println(v)
		}
	}
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v)
		if i == 0 {
			s[1] = 50
		}
		fmt.Print(v, " ")
	}
	fmt.Println(len(s))
	var idx int
	var arr [3]int
	for idx, arr[idx] = range []int{7, 8, 9} {
	}
	fmt.Println(idx, arr)
	v1 := 1
	v1, v2 := 2, v1
	fmt.Println(v1, v2)
	ff := func() (int, string) { return 1, "z" }
	fmt.Println(ff())
	r := func() (r int) {
		defer func() { r *= 2 }()
		r = 3
		return r + 1
	}()
	fmt.Println(r)
	j := 1
	k := j + func() int { j = 10; return 1 }()
	fmt.Println(k)
	arr2 := [3]int{1, 2, 3}
	res := arr2[0] + func() int { arr2[0] = 100; return 1 }()
	fmt.Println(res)
	fmt.Println(j, func() int { j = 77; return j }(), j)
}

func main() { methods(); comparisons(); labels(); order() }
