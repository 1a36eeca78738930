package main

import (
	"cmp"
	"container/heap"
	"container/ring"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Trees, tries, graphs, heaps, sets, Huffman codes, linked lists; generic and not.

type Set[T cmp.Ordered] map[T]struct{}

func SetOf[T cmp.Ordered](xs ...T) Set[T] {
	s := Set[T]{}
	for _, x := range xs {
		s[x] = struct{}{}
	}
	return s
}
func (s Set[T]) Has(x T) bool { _, ok := s[x]; return ok }
func (s Set[T]) Union(o Set[T]) Set[T] {
	u := maps.Clone(s)
	maps.Copy(u, o)
	return u
}
func (s Set[T]) Intersect(o Set[T]) Set[T] {
	u := maps.Clone(s)
	maps.DeleteFunc(u, func(x T, _ struct{}) bool { return !o.Has(x) })
	return u
}
func (s Set[T]) String() string {
	var parts []string
	for _, x := range slices.Sorted(maps.Keys(s)) {
		parts = append(parts, fmt.Sprint(x))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

type Tree[K cmp.Ordered, V any] struct {
	root *node[K, V]
	size int
}

type node[K cmp.Ordered, V any] struct {
	k           K
	v           V
	left, right *node[K, V]
}

func (t *Tree[K, V]) Put(k K, v V) {
	p := &t.root
	for *p != nil {
		switch c := cmp.Compare(k, (*p).k); {
		case c < 0:
			p = &(*p).left
		case c > 0:
			p = &(*p).right
		default:
			(*p).v = v
			return
		}
	}
	*p = &node[K, V]{k: k, v: v}
	t.size++
}

func (n *node[K, V]) walk(yield func(K, V) bool) bool {
	return n == nil || n.left.walk(yield) && yield(n.k, n.v) && n.right.walk(yield)
}

func (t *Tree[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) { t.root.walk(yield) }
}

func (n *node[K, V]) print(prefix string, last bool, sb *strings.Builder) {
	if n == nil {
		return
	}
	sb.WriteString(prefix)
	if last {
		sb.WriteString("└── ")
		prefix += "    "
	} else {
		sb.WriteString("├── ")
		prefix += "│   "
	}
	fmt.Fprintf(sb, "%v:%v\n", n.k, n.v)
	n.left.print(prefix, n.right == nil, sb)
	n.right.print(prefix, true, sb)
}

type Trie struct {
	kids map[rune]*Trie
	end  bool
}

func (t *Trie) Add(w string) {
	for _, r := range w {
		if t.kids == nil {
			t.kids = make(map[rune]*Trie)
		}
		next, ok := t.kids[r]
		if !ok {
			next = &Trie{}
			t.kids[r] = next
		}
		t = next
	}
	t.end = true
}

func (t *Trie) Complete(prefix string) (out []string) {
	for _, r := range prefix {
		if t = t.kids[r]; t == nil {
			return nil
		}
	}
	var rec func(*Trie, []rune)
	rec = func(t *Trie, path []rune) {
		if t.end {
			out = append(out, prefix+string(path))
		}
		for _, r := range slices.Sorted(maps.Keys(t.kids)) {
			rec(t.kids[r], append(path, r))
		}
	}
	rec(t, nil)
	return
}

type edge struct {
	to string
	w  int
}
type item struct {
	name  string
	dist  int
	index int
}
type pq []*item

func (q pq) Len() int            { return len(q) }
func (q pq) Less(i, j int) bool  { return q[i].dist < q[j].dist }
func (q pq) Swap(i, j int)       { q[i], q[j] = q[j], q[i]; q[i].index = i; q[j].index = j }
func (q *pq) Push(x interface{}) { it := x.(*item); it.index = len(*q); *q = append(*q, it) }
func (q *pq) Pop() interface{} {
	old := *q
	it := old[len(old)-1]
	old[len(old)-1] = nil
	*q = old[:len(old)-1]
	return it
}

func dijkstra(g map[string][]edge, from string) map[string]int {
	dist := map[string]int{}
	items := map[string]*item{from: {name: from}}
	q := pq{items[from]}
	heap.Init(&q)
	for q.Len() > 0 {
		it := heap.Pop(&q).(*item)
		dist[it.name] = it.dist
		for _, e := range g[it.name] {
			if _, done := dist[e.to]; done {
				continue
			}
			nd := it.dist + e.w
			if old, ok := items[e.to]; !ok {
				items[e.to] = &item{name: e.to, dist: nd}
				heap.Push(&q, items[e.to])
			} else if nd < old.dist {
				old.dist = nd
				heap.Fix(&q, old.index)
			}
		}
	}
	return dist
}

func topo(deps map[string][]string) (order []string, err error) {
	state := map[string]int{}
	var visit func(string, []string) error
	visit = func(n string, path []string) error {
		switch state[n] {
		case 1:
			return fmt.Errorf("cycle: %s", strings.Join(append(path, n), " -> "))
		case 2:
			return nil
		}
		state[n] = 1
		for _, d := range deps[n] {
			if err := visit(d, append(path, n)); err != nil {
				return err
			}
		}
		state[n] = 2
		order = append(order, n)
		return nil
	}
	for _, n := range slices.Sorted(maps.Keys(deps)) {
		if err = visit(n, nil); err != nil {
			return nil, err
		}
	}
	return
}

type huff struct {
	sym         rune
	n, seq      int
	left, right *huff
}
type hheap []*huff

func (h hheap) Len() int           { return len(h) }
func (h hheap) Less(i, j int) bool { return h[i].n < h[j].n || h[i].n == h[j].n && h[i].seq < h[j].seq }
func (h hheap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *hheap) Push(x any)        { *h = append(*h, x.(*huff)) }
func (h *hheap) Pop() any {
	n := len(*h) - 1
	x := (*h)[n]
	*h = (*h)[:n]
	return x
}

func codes(text string) map[rune]string {
	freq := map[rune]int{}
	for _, r := range text {
		freq[r]++
	}
	h := hheap{}
	for i, r := range slices.Sorted(maps.Keys(freq)) {
		h = append(h, &huff{sym: r, n: freq[r], seq: i})
	}
	heap.Init(&h)
	for seq := len(h); h.Len() > 1; seq++ {
		a, b := heap.Pop(&h).(*huff), heap.Pop(&h).(*huff)
		heap.Push(&h, &huff{n: a.n + b.n, seq: seq, left: a, right: b})
	}
	out := map[rune]string{}
	var walk func(*huff, string)
	walk = func(n *huff, code string) {
		if n.left == nil {
			out[n.sym] = code
			return
		}
		walk(n.left, code+"0")
		walk(n.right, code+"1")
	}
	walk(h[0], "")
	return out
}

type List[T any] struct {
	head *cell[T]
	n    int
}
type cell[T any] struct {
	v    T
	next *cell[T]
}

func (l *List[T]) Push(v T) { l.head = &cell[T]{v, l.head}; l.n++ }
func (l *List[T]) Reverse() {
	var prev *cell[T]
	for c := l.head; c != nil; {
		c, c.next, prev = c.next, prev, c
	}
	l.head = prev
}
func Map[T, U any](l *List[T], f func(T) U) *List[U] {
	out := new(List[U])
	for c := l.head; c != nil; c = c.next {
		out.Push(f(c.v))
	}
	out.Reverse()
	return out
}
func (l List[T]) String() string {
	s := "("
	for c := l.head; c != nil; c = c.next {
		s += fmt.Sprint(c.v)
		if c.next != nil {
			s += " "
		}
	}
	return s + ")"
}

func main() {
	a, b := SetOf(3, 1, 4, 1, 5), SetOf(5, 9, 2, 6, 5, 3)
	fmt.Println(a, b, a.Union(b), a.Intersect(b), len(a))
	fmt.Printf("%v %d %T\n", SetOf("x", "y"), len(SetOf[float64]()), a)
	var t Tree[string, int]
	for i, w := range strings.Fields("m f t b h p w a c g z q") {
		t.Put(w, i)
	}
	var sb strings.Builder
	t.root.print("", true, &sb)
	fmt.Print(sb.String())
	for k, v := range t.All() {
		if k > "p" {
			break
		}
		fmt.Print(k, v, " ")
	}
	fmt.Println(t.size)
	var trie Trie
	for _, w := range []string{"car", "card", "care", "cat", "dog", "çar"} {
		trie.Add(w)
	}
	fmt.Println(trie.Complete("car"), trie.Complete(""), trie.Complete("x"))
	g := map[string][]edge{"A": {{"B", 7}, {"C", 3}}, "C": {{"B", 1}, {"D", 2}}, "B": {{"D", 2}, {"E", 6}}, "D": {{"E", 4}}}
	fmt.Println(dijkstra(g, "A"), dijkstra(g, "E"))
	fmt.Println(topo(map[string][]string{"app": {"lib", "log"}, "lib": {"core"}, "log": {"core", "fmt"}}))
	fmt.Println(topo(map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"a"}}))
	c := codes("mississippi river")
	bits := 0
	for _, r := range slices.Sorted(maps.Keys(c)) {
		fmt.Printf("%q:%s ", r, c[r])
	}
	for _, r := range "mississippi river" {
		bits += len(c[r])
	}
	fmt.Println(bits)
	l := new(List[int])
	for i := range 5 {
		l.Push(i * i)
	}
	fmt.Println(l, Map(l, func(i int) string { return fmt.Sprintf("<%d>", i) }), *Map(l, func(i int) float64 { return float64(i) / 2 }))
	r := ring.New(6)
	for i := range r.Len() {
		r.Value = i
		r = r.Next()
	}
	for r.Len() > 1 {
		r = r.Move(1)
		fmt.Print("out ", r.Unlink(1).Value, " ")
	}
	fmt.Println("left", r.Value)
}
