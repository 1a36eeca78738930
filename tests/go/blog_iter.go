// Iterators that build on iterators: map, filter, take, zip, chunk, pull, and a tree that walks itself.
package main

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

func Map[T, U any](in iter.Seq[T], f func(T) U) iter.Seq[U] {
	return func(yield func(U) bool) {
		for v := range in {
			if !yield(f(v)) {
				return
			}
		}
	}
}

func Filter[T any](in iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		in(func(v T) bool { return !keep(v) || yield(v) })
	}
}

func Take[T any](in iter.Seq[T], n int) iter.Seq[T] {
	return func(yield func(T) bool) {
		left := n
		for v := range in {
			if left--; left < 0 || !yield(v) {
				return
			}
		}
	}
}

func Count(from, step int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := from; yield(i); i += step {
		}
	}
}

func Zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
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

func Reduce[T, A any](in iter.Seq[T], acc A, f func(A, T) A) A {
	for v := range in {
		acc = f(acc, v)
	}
	return acc
}

type Tree[T any] struct {
	left, right *Tree[T]
	value       T
}

func (t *Tree[T]) Insert(v T, less func(a, b T) bool) *Tree[T] {
	if t == nil {
		return &Tree[T]{value: v}
	}
	if less(v, t.value) {
		t.left = t.left.Insert(v, less)
	} else {
		t.right = t.right.Insert(v, less)
	}
	return t
}

func (t *Tree[T]) push(yield func(T) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.value) && t.right.push(yield)
}

func (t *Tree[T]) All() iter.Seq[T] { return func(yield func(T) bool) { t.push(yield) } }

func (t *Tree[T]) Depth() int {
	if t == nil {
		return 0
	}
	return 1 + max(t.left.Depth(), t.right.Depth())
}

type person struct {
	name string
	age  int
}

func find(t *Tree[person], name string) (p person, found bool) {
	for q := range t.All() {
		if q.name == name {
			return q, true
		}
	}
	return
}

func main() {
	squares := Map(Count(1, 1), func(i int) int { return i * i })
	odd := Filter(squares, func(i int) bool { return i%2 == 1 })
	fmt.Println(slices.Collect(Take(odd, 5)))
	for a, b := range Zip(slices.Values([]string{"a", "b", "c"}), Count(10, 5)) {
		fmt.Print(a, b, " ")
	}
	fmt.Println(Reduce(Take(Count(1, 1), 5), "", func(s string, i int) string { return fmt.Sprint(s, i) }))

	var t *Tree[person]
	for i, n := range strings.Fields("mia bob zoe ann kim") {
		t = t.Insert(person{n, 20 + i}, func(a, b person) bool { return a.name < b.name })
	}
	for p := range t.All() {
		if p.age == 22 {
			continue
		}
		fmt.Print(p, " ")
	}
	fmt.Println(t.Depth())
	fmt.Println(find(t, "zoe"))
	fmt.Println(find(t, "eve"))

	byAge := maps.Collect(func(yield func(int, string) bool) {
		t.push(func(p person) bool { return yield(p.age, p.name) })
	})
	for _, k := range slices.SortedFunc(maps.Keys(byAge), func(a, b int) int { return cmp.Compare(b, a) }) {
		fmt.Print(k, "=", byAge[k], " ")
	}
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c)
	}
	fmt.Println()
}
