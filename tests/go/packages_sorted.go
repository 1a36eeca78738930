package main

import (
	"cmp"
	"container/heap"
	"container/list"
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"sort"
)

type P struct {
	a int
	b string
}
type H []int

func (h H) Len() int           { return len(h) }
func (h H) Less(i, j int) bool { return h[i] < h[j] }
func (h H) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *H) Push(x any)        { *h = append(*h, x.(int)) }
func (h *H) Pop() any          { o := *h; x := o[len(o)-1]; *h = o[:len(o)-1]; return x }

func main() {
	r := rand.New(rand.NewSource(3))
	h := uint64(14695981039346656037)
	add := func(v ...any) {
		for _, c := range fmt.Sprint(v...) {
			h = (h ^ uint64(c)) * 1099511628211
		}
	}
	try := func(f func()) {
		defer func() {
			if e := recover(); e != nil {
				add("panic", e)
			}
		}()
		f()
	}
	for i := range 150 {
		n := r.Intn(40)
		s := make([]int, n)
		ps := make([]P, n)
		for j := range s {
			s[j] = r.Intn(20)
			ps[j] = P{r.Intn(6), fmt.Sprint(j)}
		}
		by := func(a, b P) int { return cmp.Compare(a.a, b.a) }
		add(slices.Max(append(s, 1)), slices.Min(append(s, 1)), slices.Contains(s, 5), slices.Index(s, 7), slices.IndexFunc(s, func(x int) bool { return x > 15 }))
		t := slices.Clone(s)
		slices.Sort(t)
		add(t, slices.IsSorted(t))
		add(slices.BinarySearch(t, r.Intn(20)))
		add(slices.Compact(slices.Clone(t)), slices.Equal(s, t), slices.Compare(s, t))
		u := slices.Clone(ps)
		slices.SortStableFunc(u, by)
		add(u)
		u = slices.Clone(ps)
		slices.SortFunc(u, func(a, b P) int { return cmp.Or(by(a, b), cmp.Compare(b.b, a.b)) })
		add(u)
		u = slices.Clone(ps)
		sort.SliceStable(u, func(i, j int) bool { return u[i].a > u[j].a })
		add(u)
		u = slices.Clone(ps)
		slices.SortFunc(u, by) // not stable, but the same algorithm
		add(u)
		u = slices.Clone(ps)
		sort.Slice(u, func(i, j int) bool { return u[i].a < u[j].a })
		add(u)
		i1, i2 := r.Intn(45)-2, r.Intn(45)-2
		try(func() { add(slices.Insert(slices.Clone(s), i1, 100, 101)) })
		try(func() { add(slices.Delete(slices.Clone(s), i1, i2)) })
		try(func() { add(slices.Replace(slices.Clone(s), i1, i2, 7, 8, 9)) })
		add(slices.DeleteFunc(slices.Clone(s), func(x int) bool { return x%3 == 0 }))
		slices.Reverse(t)
		add(t)
		if n > 0 {
			for c := range slices.Chunk(s, 1+r.Intn(5)) {
				add(c)
			}
		}
		add(slices.Repeat(s[:min(n, 3)], 3), slices.Concat(s, t), slices.Collect(slices.Values(s)), slices.Sorted(slices.Values(s)))
		for i, v := range slices.Backward(s) {
			add(i, v)
		}
		m := map[int]int{}
		for _, v := range s {
			m[v]++
		}
		add(m, slices.Sorted(maps.Keys(m)), len(m))
		m2 := maps.Collect(maps.All(m))
		maps.DeleteFunc(m2, func(k, v int) bool { return k%2 == 0 })
		add(m2, maps.Equal(m, m2))
		hp := H(slices.Clone(s))
		heap.Init(&hp)
		add(hp)
		heap.Push(&hp, 3)
		for hp.Len() > n/2 {
			add(heap.Pop(&hp))
		}
		l := list.New()
		for _, v := range s {
			switch r.Intn(4) {
			case 0:
				l.PushBack(v)
			case 1:
				l.PushFront(v)
			case 2:
				if e := l.Front(); e != nil {
					l.InsertAfter(v, e)
					l.MoveToBack(e)
				}
			case 3:
				if e := l.Back(); e != nil {
					l.MoveToFront(e)
					l.Remove(e)
				}
			}
		}
		for e := l.Front(); e != nil; e = e.Next() {
			add(e.Value)
		}
		if i%30 == 0 {
			fmt.Println(i, h, slices.Grow(s, 10)[:0], cap(slices.Clip(s)) == len(s))
		}
	}
	fmt.Println(h)
}
