// Generic functions as values and arguments, conversions in them, pointer methods, type switches.
package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

func g[T any](x T) T { return x }
func apply[A, B any](v []A, f func(A) B) (r []B) {
	for _, x := range v {
		r = append(r, f(x))
	}
	return
}

type S struct{ f func(int) int }

func less[T int | string](a, b T) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}
func ret() func(string) string         { return g }
func twice(f func(int) int, x int) int { return f(f(x)) }

type Num interface{ ~int8 | ~int | ~float64 }

func conv[T, U Num](x T) U       { return U(x) }
func lit[T Num]() T              { return T(100) + 27 }
func neg[T ~uint8 | ~int](x T) T { return -T(1) + x<<7 }

type Celsius float64

type Stack[T any] []T

func (s *Stack[T]) Push(v T) { *s = append(*s, v) }
func (s *Stack[T]) Pop() (v T, ok bool) {
	if len(*s) == 0 {
		return
	}
	v = (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return v, true
}

type Visitor[T any] interface{ Visit(T) Visitor[T] }
type printV[T any] struct{ n int }

func (p printV[T]) Visit(x T) Visitor[T] { fmt.Print(x, ";"); return printV[T]{p.n + 1} }

type A[T any] = map[string]T
type Emb[T any] struct {
	Stack[T]
	name string
}

func kind[T any](x T) string {
	switch any(x).(type) {
	case int:
		return "int"
	case []T:
		return "slice"
	case fmt.Stringer:
		return "stringer"
	}
	return fmt.Sprintf("%T", x)
}

type E[T any] struct{ v T }

func (e *E[T]) Error() string { return fmt.Sprint("E:", e.v) }

func fail[T any](v T) error { return &E[T]{v} }

func PtrMeth[T any, PT interface {
	*T
	Set(string)
}](s string) T {
	var t T
	PT(&t).Set(s)
	return t
}

type X int

func (x *X) Set(s string) { n, _ := strconv.Atoi(s); *x = X(n) }

func chanOf[T any](v ...T) <-chan T {
	c := make(chan T, len(v))
	go func() {
		defer close(c)
		for _, x := range v {
			c <- x
		}
	}()
	return c
}

func main() {
	var f func(int) int = g
	var h func(string) string
	h = g
	fmt.Println(f(1), h("a"), ret()("q"), twice(g, 9))
	fmt.Println(apply([]int{1, 2}, strconv.Itoa), apply([]int{1, 2}, g), apply([]int{1, 2}, g[int]))
	v := []string{"b", "a", "c"}
	slices.SortFunc(v, less)
	fmt.Println(v, slices.IsSortedFunc(v, strings.Compare))
	fmt.Println(conv[float64, int](3.9), conv[int, int8](300), lit[int8](), neg[uint8](3), neg[int](3))
	var s Stack[Celsius]
	s.Push(1.5)
	s.Push(2)
	x, ok := s.Pop()
	fmt.Println(x, ok, s)
	var vis Visitor[int] = printV[int]{}
	vis = vis.Visit(1).Visit(2)
	fmt.Printf("%T %v\n", vis, vis)
	a := A[int]{"k": 1}
	fmt.Println(a)
	e := Emb[int]{name: "e"}
	e.Push(5)
	fmt.Printf("%v %T %+v\n", e, e, e)
	fmt.Println(kind(1), kind([]int{}), kind("s"), kind(Celsius(1)))
	err := fail("x")
	_, is := err.(*E[string])
	_, is2 := err.(*E[int])
	fmt.Println(err, is, is2)
	fmt.Println(PtrMeth[X]("42"))
	for v := range chanOf(1, 2, 3) {
		fmt.Print(v, " ")
	}
	fmt.Println()
	fn := (*Stack[Celsius]).Push
	fn(&s, 9)
	m := s.Pop
	fmt.Println(m())
	type loc[T any] struct{ a, b T }
	fmt.Printf("%T %v\n", loc[int]{1, 2}, loc[string]{"x", "y"})
	defer func() { fmt.Println(recover()) }()
	slices.Insert([]int{1}, 5, 2)
}
