// Package weak: pointers that keep nothing alive.
package weak

import "unsafe"

// Pointer finds a T as long as something else keeps it. Those made of equal pointers are equal.
type Pointer[T any] struct {
	_ [0]*T
	h unsafe.Pointer // a word of the heap with the address, which the collector clears
}

// handle is the same for the same pointer while it lives.
func handle(obj unsafe.Pointer) unsafe.Pointer

// load reads a handle.
func load(h unsafe.Pointer) unsafe.Pointer

// Make of nil is the zero Pointer.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	return Pointer[T]{h: handle(unsafe.Pointer(ptr))}
}

// Value is nil once the object is dead.
func (p Pointer[T]) Value() *T {
	if p.h == nil {
		return nil
	}
	return (*T)(load(p.h))
}
