// Tries: by runes in maps, by bits in pairs of pointers, and a radix walk with callbacks and early return.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type Trie struct {
	kids map[rune]*Trie
	word bool
	data any
}

func (t *Trie) Insert(w string, data any) *Trie {
	for _, r := range w {
		if t.kids == nil {
			t.kids = map[rune]*Trie{}
		}
		next := t.kids[r]
		if next == nil {
			next = new(Trie)
			t.kids[r] = next
		}
		t = next
	}
	t.word, t.data = true, data
	return t
}

func (t *Trie) Walk(prefix []rune, f func(string, any) bool) bool {
	if t.word && !f(string(prefix), t.data) {
		return false
	}
	keys := make([]rune, 0, len(t.kids))
	for r := range t.kids {
		keys = append(keys, r)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	for _, r := range keys {
		if !t.kids[r].Walk(append(prefix, r), f) {
			return false
		}
	}
	return true
}

func (t *Trie) Find(p string) *Trie {
	for _, r := range p {
		if t = t.kids[r]; t == nil {
			return nil
		}
	}
	return t
}

type bits struct {
	to [2]*bits
	n  int
}

func (b *bits) add(x uint8) {
	for i := 7; i >= 0; i-- {
		p := &b.to[x>>i&1]
		if *p == nil {
			*p = &bits{}
		}
		b = *p
		b.n++
	}
}

func (b *bits) maxXor(x uint8) (best uint8) {
	for i := 7; i >= 0; i-- {
		bit := x >> i & 1
		if b.to[1-bit] != nil {
			best |= 1 << i
			b = b.to[1-bit]
		} else {
			b = b.to[bit]
		}
	}
	return
}

type matcher interface{ match(string) (string, bool) }

type literal string
type anyOf []matcher
type seq struct{ a, b matcher }

func (l literal) match(s string) (string, bool) { return strings.CutPrefix(s, string(l)) }
func (a anyOf) match(s string) (string, bool) {
	for _, m := range a {
		if rest, ok := m.match(s); ok {
			return rest, true
		}
	}
	return s, false
}
func (q *seq) match(s string) (string, bool) {
	if r, ok := q.a.match(s); ok {
		return q.b.match(r)
	}
	return s, false
}

func main() {
	var root Trie
	for i, w := range []string{"go", "gopher", "gone", "grün", "grünlich", "über"} {
		root.Insert(w, i)
	}
	var all []string
	root.Walk(nil, func(w string, d any) bool {
		all = append(all, fmt.Sprint(w, "/", d))
		return len(all) < 5
	})
	fmt.Println(all)
	if t := root.Find("grün"); t != nil {
		n := 0
		t.Walk([]rune("grün"), func(string, any) bool { n++; return true })
		fmt.Println(t.word, t.data, n, root.Find("x") == nil)
	}
	b := new(bits)
	for _, x := range [...]uint8{3, 10, 5, 25, 2, 8} {
		b.add(x)
	}
	fmt.Println(b.maxXor(5), b.to[0].n)

	var m matcher = &seq{literal("go"), anyOf{literal("pher"), literal("lang"), &seq{literal("-"), literal("pher")}}}
	for _, s := range []string{"gopher!", "golang", "go-pher", "rust"} {
		rest, ok := m.match(s)
		fmt.Printf("%q %v\n", rest, ok)
	}
}
