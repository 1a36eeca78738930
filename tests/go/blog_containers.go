// Containers with type parameters: a heap, an ordered map on a treap, sets, an option type, a ring, and constraints with
// methods.
package main

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
)

type Heap[T any] struct {
	less  func(a, b T) bool
	items []T
}

func (h *Heap[T]) Push(v T) {
	h.items = append(h.items, v)
	for i := len(h.items) - 1; i > 0; {
		p := (i - 1) / 2
		if !h.less(h.items[i], h.items[p]) {
			break
		}
		h.items[i], h.items[p] = h.items[p], h.items[i]
		i = p
	}
}

func (h *Heap[T]) Pop() Option[T] {
	if len(h.items) == 0 {
		return None[T]()
	}
	top, last := h.items[0], len(h.items)-1
	h.items[0] = h.items[last]
	h.items = h.items[:last]
	for i := 0; ; {
		kid := 2*i + 1
		if kid >= last {
			break
		}
		if kid+1 < last && h.less(h.items[kid+1], h.items[kid]) {
			kid++
		}
		if !h.less(h.items[kid], h.items[i]) {
			break
		}
		h.items[i], h.items[kid] = h.items[kid], h.items[i]
		i = kid
	}
	return Some(top)
}

type Option[T any] struct {
	value *T
}

func Some[T any](v T) Option[T] { return Option[T]{&v} }
func None[T any]() Option[T]    { return Option[T]{} }

func (o Option[T]) Or(v T) T {
	if o.value == nil {
		return v
	}
	return *o.value
}

func Then[T, U any](o Option[T], f func(T) Option[U]) Option[U] {
	if o.value == nil {
		return None[U]()
	}
	return f(*o.value)
}

type treap[K cmp.Ordered, V any] struct {
	root *tnode[K, V]
	seed uint32
	size int
}

type tnode[K cmp.Ordered, V any] struct {
	k    K
	v    V
	prio uint32
	kid  [2]*tnode[K, V]
}

func (t *treap[K, V]) rand() uint32 {
	t.seed = t.seed*1664525 + 1013904223
	return t.seed >> 8
}

func (t *treap[K, V]) Set(k K, v V) {
	var insert func(n *tnode[K, V]) *tnode[K, V]
	insert = func(n *tnode[K, V]) *tnode[K, V] {
		if n == nil {
			t.size++
			return &tnode[K, V]{k: k, v: v, prio: t.rand()}
		}
		c := cmp.Compare(k, n.k)
		if c == 0 {
			n.v = v
			return n
		}
		d := 0
		if c > 0 {
			d = 1
		}
		n.kid[d] = insert(n.kid[d])
		if up := n.kid[d]; up.prio > n.prio {
			n.kid[d], up.kid[d^1] = up.kid[d^1], n
			return up
		}
		return n
	}
	t.root = insert(t.root)
}

func (t *treap[K, V]) All() iter.Seq2[K, *V] {
	return func(yield func(K, *V) bool) {
		var walk func(*tnode[K, V]) bool
		walk = func(n *tnode[K, V]) bool {
			return n == nil || walk(n.kid[0]) && yield(n.k, &n.v) && walk(n.kid[1])
		}
		walk(t.root)
	}
}

type Set[T comparable] map[T]struct{}

func SetOf[T comparable](v ...T) Set[T] {
	s := make(Set[T], len(v))
	for _, x := range v {
		s[x] = struct{}{}
	}
	return s
}

func (s Set[T]) With(o Set[T], keep func(T) bool) Set[T] {
	r := Set[T]{}
	for _, m := range [...]Set[T]{s, o} {
		for k := range m {
			if keep(k) {
				r[k] = struct{}{}
			}
		}
	}
	return r
}

type Keyed[K cmp.Ordered] interface{ Key() K }

type item struct {
	name string
	n    int
}

func (i *item) Key() string { return i.name }

func Group[K cmp.Ordered, T Keyed[K]](v []T) *treap[K, []T] {
	t := new(treap[K, []T])
	for _, x := range v {
		var old []T
		for k, p := range t.All() {
			if k == x.Key() {
				old = *p
				break
			}
		}
		t.Set(x.Key(), append(old, x))
	}
	return t
}

type Ring[T any] struct {
	buf   [4]T
	at, n uint8
}

func (r *Ring[T]) Add(v T) (dropped T, full bool) {
	full = int(r.n) == len(r.buf)
	p := &r.buf[r.at&3]
	dropped, *p = *p, v
	r.at++
	if !full {
		r.n++
	}
	return
}

func main() {
	h := Heap[*item]{less: func(a, b *item) bool { return a.n < b.n }}
	for i, w := range strings.Fields("pear apple fig apple kiwi pear") {
		h.Push(&item{w, (i * 7) % 5})
	}
	var all []*item
	for o := h.Pop(); o.value != nil; o = h.Pop() {
		all = append(all, o.Or(nil))
	}
	for k, v := range Group[string](all).All() {
		fmt.Print(k, " ", len(*v), " ", (*v)[0].n, "; ")
	}
	fmt.Println(h.Pop().Or(&item{name: "none"}).name)

	a, b := SetOf(1, 2, 3), SetOf(3, 4)
	both := a.With(b, func(k int) bool { _, x := a[k]; _, y := b[k]; return x && y })
	fmt.Println(len(a.With(b, func(int) bool { return true })), both)

	half := func(n int) Option[int] {
		if n%2 != 0 {
			return None[int]()
		}
		return Some(n / 2)
	}
	text := Then(Then(Some(12), half), func(n int) Option[string] { return Some(fmt.Sprint("<", n, ">")) })
	fmt.Println(text.Or("odd"), Then(Some(3), half).Or(-1))

	var r Ring[string]
	var lost []string
	for _, w := range strings.Split("abcdefg", "") {
		if d, full := r.Add(w); full {
			lost = append(lost, d)
		}
	}
	fmt.Println(r.buf, lost, slices.Max(lost))
}
