// An LRU cache with container/list, generic, and a TTL layer on top with an injected clock.
package main

import (
	"container/list"
	"fmt"
	"strings"
	"sync"
	"time"
)

type entry[K comparable, V any] struct {
	key K
	val V
}

type LRU[K comparable, V any] struct {
	mu      sync.Mutex
	cap     int
	ll      *list.List
	items   map[K]*list.Element
	onEvict func(K, V)
	hits    int
	misses  int
}

func NewLRU[K comparable, V any](cap int, opts ...func(*LRU[K, V])) *LRU[K, V] {
	c := &LRU[K, V]{cap: cap, ll: list.New(), items: make(map[K]*list.Element)}
	for _, o := range opts {
		o(c)
	}
	return c
}

func WithEvict[K comparable, V any](f func(K, V)) func(*LRU[K, V]) {
	return func(c *LRU[K, V]) { c.onEvict = f }
}

func (c *LRU[K, V]) Get(k K) (v V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, hit := c.items[k]; hit {
		c.ll.MoveToFront(e)
		c.hits++
		return e.Value.(*entry[K, V]).val, true
	}
	c.misses++
	return
}

func (c *LRU[K, V]) Put(k K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.items[k]; ok {
		e.Value.(*entry[K, V]).val = v
		c.ll.MoveToFront(e)
		return
	}
	c.items[k] = c.ll.PushFront(&entry[K, V]{k, v})
	if c.ll.Len() > c.cap {
		last := c.ll.Back()
		c.ll.Remove(last)
		ent := last.Value.(*entry[K, V])
		delete(c.items, ent.key)
		if c.onEvict != nil {
			c.onEvict(ent.key, ent.val)
		}
	}
}

func (c *LRU[K, V]) String() string {
	var sb strings.Builder
	for e := c.ll.Front(); e != nil; e = e.Next() {
		ent := e.Value.(*entry[K, V])
		fmt.Fprintf(&sb, "%v=%v ", ent.key, ent.val)
	}
	return strings.TrimSpace(sb.String())
}

type Clock interface{ Now() time.Time }
type fakeClock struct{ t time.Time }

func (f *fakeClock) Now() time.Time          { return f.t }
func (f *fakeClock) Advance(d time.Duration) { f.t = f.t.Add(d) }

type stamped[V any] struct {
	v       V
	expires time.Time
}

type TTL[K comparable, V any] struct {
	*LRU[K, stamped[V]]
	clock Clock
	ttl   time.Duration
}

func (t TTL[K, V]) Get(k K) (V, bool) {
	s, ok := t.LRU.Get(k)
	if !ok || t.clock.Now().After(s.expires) {
		var zero V
		return zero, false
	}
	return s.v, true
}

func (t TTL[K, V]) Put(k K, v V) { t.LRU.Put(k, stamped[V]{v, t.clock.Now().Add(t.ttl)}) }

func main() {
	var evicted []string
	c := NewLRU(3, WithEvict(func(k string, v int) { evicted = append(evicted, fmt.Sprint(k, "->", v)) }))
	for i, w := range strings.Fields("the quick brown fox jumps over the lazy dog the fox") {
		if v, ok := c.Get(w); ok {
			c.Put(w, v+100)
		} else {
			c.Put(w, i)
		}
	}
	fmt.Println(c)
	fmt.Printf("%d hits, %d misses, evicted %q\n", c.hits, c.misses, evicted)

	clk := &fakeClock{time.Date(2020, 2, 28, 23, 59, 0, 0, time.UTC)}
	t := TTL[int, string]{NewLRU[int, stamped[string]](2), clk, 90 * time.Second}
	t.Put(1, "one")
	clk.Advance(time.Minute)
	t.Put(2, "two")
	fmt.Println(t.Get(1))
	clk.Advance(31 * time.Second)
	fmt.Println(t.Get(1))
	fmt.Println(t.Get(2))
	fmt.Println(clk.Now().Format(time.RFC1123))

	// Hammer it from several goroutines; only totals are deterministic.
	var wg sync.WaitGroup
	big := NewLRU[int, int](50)
	for g := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 200 {
				k := (g*31 + i*7) % 97
				if _, ok := big.Get(k); !ok {
					big.Put(k, i)
				}
			}
		}()
	}
	wg.Wait()
	fmt.Println(big.ll.Len(), len(big.items), big.hits+big.misses)
}
