// The packages that need generics: slices, maps, cmp, iter, atomic.Pointer.
package main

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync/atomic"
)

type P struct {
	name string
	age  int
}

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v T)           { s[v] = struct{}{} }
func (s Set[T]) Has(v T) bool      { _, ok := s[v]; return ok }
func NewSet[T comparable]() Set[T] { return make(Set[T]) }

type Num interface{ ~int | ~float64 }

func Reduce[T, A any](s []T, a A, f func(A, T) A) A {
	for _, v := range s {
		a = f(a, v)
	}
	return a
}

type Opt[T any] func(*T)

func Apply[T any](t *T, o ...Opt[T]) {
	for _, f := range o {
		f(t)
	}
}

type Matrix[T Num] [2][2]T

func (m Matrix[T]) Mul(o Matrix[T]) (r Matrix[T]) {
	for i := range m {
		for j := range m[i] {
			for k := range 2 {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}

func main() {
	x := []int{3, 1, 2, 5, 4}
	slices.Sort(x)
	fmt.Println(x, slices.Contains(x, 3), slices.Index(x, 9), slices.Max(x))
	ps := []P{{"a", 3}, {"b", 1}, {"c", 3}, {"d", 2}}
	slices.SortFunc(ps, func(a, b P) int { return cmp.Or(-cmp.Compare(a.age, b.age), cmp.Compare(a.name, b.name)) })
	fmt.Println(ps)
	m := map[string]int{"x": 1, "y": 2, "z": 3}
	keys := slices.Sorted(maps.Keys(m))
	fmt.Println(keys, slices.Collect(count(4)))
	s := NewSet[string]()
	s.Add("q")
	fmt.Println(s.Has("q"), s.Has("r"), len(s))
	fmt.Println(Reduce(x, "", func(a string, v int) string { return a + fmt.Sprint(v) }))
	var ap atomic.Pointer[P]
	ap.Store(&ps[0])
	fmt.Println(ap.Load().name, ap.CompareAndSwap(&ps[0], nil), ap.Load() == nil)
	Apply(&ps[1], func(p *P) { p.age = 99 }, func(p *P) { p.name = "zz" })
	fmt.Println(ps[1])
	mm := Matrix[int]{{1, 1}, {1, 0}}
	fmt.Println(mm.Mul(mm).Mul(mm))
	fmt.Printf("%T %T %T\n", mm, s, ap.Load)
	x = slices.Insert(x, 2, 7, 8, 9)
	fmt.Println(x, len(x), cap(x))
	x = slices.Delete(x, 0, 2)
	fmt.Println(x, len(x), cap(x))
	big := make([]P, 300)
	for i := range big {
		big[i] = P{fmt.Sprint(i), (i * 7919) % 13}
	}
	slices.SortFunc(big, func(a, b P) int { return a.age - b.age })
	fmt.Println(big[:30])
	slices.SortStableFunc(big, func(a, b P) int { return len(a.name) - len(b.name) })
	fmt.Println(big[:30])
	for i, c := range slices.Collect(slices.Chunk(x, 2)) {
		fmt.Println(i, c, cap(c))
	}
	i, ok := slices.BinarySearch(keys, "y")
	fmt.Println(i, ok, min(2.5, 1), slices.Equal(x, slices.Clone(x)), slices.Compact([]int{1, 1, 2, 2, 1}))
	for i, v := range slices.Backward(keys) {
		fmt.Print(i, v, " ")
		if i == 1 {
			break
		}
	}
	fmt.Println(slices.Concat(x, x), slices.Repeat([]int{1, 2}, 3), slices.Grow(x, 10)[:0])
}
