// An LRU cache on a ring of nodes, generic, with an eviction callback that is a closure or a method value.
package main

import (
	"errors"
	"fmt"
	"strings"
)

type node[K comparable, V any] struct {
	key        K
	value      V
	prev, next *node[K, V]
}

type LRU[K comparable, V any] struct {
	limit   int
	items   map[K]*node[K, V]
	ring    node[K, V] // its key and value are not used
	onEvict func(K, V)
}

func NewLRU[K comparable, V any](limit int, onEvict func(K, V)) *LRU[K, V] {
	c := &LRU[K, V]{limit: limit, items: make(map[K]*node[K, V], limit), onEvict: onEvict}
	c.ring.prev, c.ring.next = &c.ring, &c.ring
	return c
}

func (c *LRU[K, V]) unlink(n *node[K, V]) {
	n.prev.next, n.next.prev = n.next, n.prev
}

func (c *LRU[K, V]) front(n *node[K, V]) {
	n.next, n.prev = c.ring.next, &c.ring
	n.next.prev, n.prev.next = n, n
}

func (c *LRU[K, V]) Get(key K) (value V, ok bool) {
	n, ok := c.items[key]
	if !ok {
		return
	}
	c.unlink(n)
	c.front(n)
	return n.value, true
}

func (c *LRU[K, V]) Put(key K, value V) {
	if n, ok := c.items[key]; ok {
		n.value = value
		c.unlink(n)
		c.front(n)
		return
	}
	if len(c.items) >= c.limit {
		last := c.ring.prev
		c.unlink(last)
		delete(c.items, last.key)
		if c.onEvict != nil {
			c.onEvict(last.key, last.value)
		}
	}
	n := &node[K, V]{key: key, value: value}
	c.items[key] = n
	c.front(n)
}

func (c *LRU[K, V]) All() func(yield func(K, V) bool) {
	return func(yield func(K, V) bool) {
		for n := c.ring.next; n != &c.ring; n = n.next {
			if !yield(n.key, n.value) {
				return
			}
		}
	}
}

type counter struct {
	evicted int
	names   []string
}

func (c *counter) note(k string, v int) {
	c.evicted++
	c.names = append(c.names, fmt.Sprintf("%s=%d", k, v))
}

var errMiss = errors.New("miss")

func load[K comparable, V any](c *LRU[K, V], k K, slow func(K) (V, error)) (V, error) {
	if v, ok := c.Get(k); ok {
		return v, nil
	}
	v, err := slow(k)
	if err != nil {
		var zero V
		return zero, fmt.Errorf("load %v: %w", k, err)
	}
	c.Put(k, v)
	return v, nil
}

func main() {
	var cnt counter
	c := NewLRU(3, cnt.note)
	for i, w := range strings.Fields("the quick brown fox jumps over the lazy dog the fox") {
		c.Put(w, i)
	}
	for k, v := range c.All() {
		fmt.Print(k, ":", v, " ")
		if v < 5 {
			break
		}
	}
	fmt.Println(cnt.evicted, cnt.names)

	sum := 0
	sq := NewLRU[int, [2]int](2, func(k int, v [2]int) { sum += v[1] })
	for _, k := range []int{3, 4, 3, 5, 6, 3, -1} {
		v, err := load(sq, k, func(k int) ([2]int, error) {
			if k < 0 {
				return [2]int{}, errMiss
			}
			return [2]int{k, k * k}, nil
		})
		fmt.Println(v, err, errors.Is(err, errMiss))
	}
	fmt.Println("sum", sum)
}
