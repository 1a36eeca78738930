// Package unique: one copy of equal values. What was made once is kept for good.
package unique

import (
	"internal/inspect"
	"sync"
	"unsafe"
)

// Handle stands for a value: two are equal just when their values are.
type Handle[T comparable] struct {
	value *T
}

func (h Handle[T]) Value() T { return *h.value }

var (
	mu     sync.Mutex
	copies = map[any]any{} // value -> pointer to it
)

// Make copies the strings, too: they are not kept.
//
//golib:leaks value=nonstring
func Make[T comparable](value T) Handle[T] {
	x := uintptr(unsafe.Pointer(&value))
	v := (*T)(unsafe.Pointer(x ^ 0))
	mu.Lock()
	defer mu.Unlock()
	if p, ok := copies[*v]; ok {
		return Handle[T]{p.(*T)}
	}
	p := new(T)
	*p = *v
	ownStrings(inspect.TypeOf(p).Elem, unsafe.Pointer(p))
	copies[*p] = p
	return Handle[T]{p}
}

// ownStrings gives the value of type t at p strings of its own. Interfaces hold what is on the heap.
func ownStrings(t *inspect.Type, p unsafe.Pointer) {
	switch t.Kind {
	case inspect.String:
		s := (*string)(p)
		*s = string([]byte(*s))
	case inspect.Array:
		e := t.Elem
		for i := range int(t.Len) {
			ownStrings(e, unsafe.Add(p, uintptr(i)*uintptr(e.Size)))
		}
	case inspect.Struct:
		for i := range int(t.NumField) {
			f := t.Field(i)
			ownStrings(f.Type, unsafe.Add(p, f.Offset))
		}
	}
}
