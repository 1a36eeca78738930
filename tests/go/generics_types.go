// Generic types and functions: constraints, inference, methods, names of instances.
package main

import "fmt"

type Number interface {
	~int | ~int64 | ~float64
}

func Sum[T Number](v []T) T {
	var s T
	for _, x := range v {
		s += x
	}
	return s
}

func Map[T, U any](v []T, f func(T) U) []U {
	r := make([]U, 0, len(v))
	for _, x := range v {
		r = append(r, f(x))
	}
	return r
}

type List[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Push(v T) {
	l.head = &node[T]{v, l.head}
	l.n++
}
func (l *List[E]) All() []E {
	var r []E
	for n := l.head; n != nil; n = n.next {
		r = append(r, n.v)
	}
	return r
}

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) String() string { return fmt.Sprint("<", p.Key, "=", p.Val, ">") }

func MakePair[K comparable, V any](k K, v V) Pair[K, V] { return Pair[K, V]{k, v} }

type Stringer interface{ String() string }

func Max[T int | string](a, b T) T {
	if a > b {
		return a
	}
	return b
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
func (t *Tree[T]) Walk(f func(T)) {
	if t != nil {
		t.l.Walk(f)
		f(t.v)
		t.r.Walk(f)
	}
}

type I int

func (a I) Less(b I) bool { return a < b }

type Nested[T any] struct{ p Pair[string, []T] }

func Ptr[T any](v T) *T { return &v }

func Keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }

type MM map[string]int

func main() {
	fmt.Println(Sum([]int{1, 2, 3}), Sum([]float64{1.5, 2}))
	fmt.Println(Map([]int{1, 2}, func(i int) string { return fmt.Sprint(i, "!") }))
	var l List[string]
	l.Push("a")
	l.Push("b")
	fmt.Println(l.All(), l.n)
	p := MakePair("x", 3)
	fmt.Println(p)
	fmt.Printf("%T %v\n", p, Stringer(p))
	fmt.Printf("%T %T\n", l, Nested[int]{})
	fmt.Println(Max("a", "b"), Max(3, 2))
	var t *Tree[I]
	for _, v := range []I{3, 1, 2} {
		t = t.Insert(v)
	}
	t.Walk(func(i I) { fmt.Print(i, " ") })
	fmt.Println()
	f := Sum[int64]
	fmt.Println(f([]int64{4}), *Ptr(5), Keys(MM{"a": 1}))
	fmt.Printf("%T\n", Pair[string, List[int]]{})
}
