// Package unique: one copy of equal values. What was made once is kept for good.
package unique

import "sync"

// Handle stands for a value: two are equal just when their values are.
type Handle[T comparable] struct {
	value *T
}

func (h Handle[T]) Value() T { return *h.value }

var (
	mu     sync.Mutex
	copies = map[any]any{} // value -> pointer to it
)

func Make[T comparable](value T) Handle[T] {
	mu.Lock()
	defer mu.Unlock()
	if p, ok := copies[value]; ok {
		return Handle[T]{p.(*T)}
	}
	p := new(T)
	*p = value
	copies[value] = p
	return Handle[T]{p}
}
