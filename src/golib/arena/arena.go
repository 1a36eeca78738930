// Package arena: memory that is freed by hand and all at once. Using it after Free is a fault.
package arena

import "unsafe"

// Arena is a handle; the memory is in chunks of 8 MiB of the runtime.
type Arena struct {
	a unsafe.Pointer
}

// create makes the runtime's arena, release gives its chunks back (panics when done twice).
func create() unsafe.Pointer

func release(a unsafe.Pointer)

func NewArena() *Arena {
	return &Arena{a: create()}
}

// Free makes all that was allocated from a inaccessible.
func (a *Arena) Free() {
	release(a.a)
	a.a = nil
}

// New returns a zeroed T in the arena.
//
//go:noescape
func New[T any](a *Arena) *T

// MakeSlice returns a zeroed slice whose array is in the arena.
//
//go:noescape
func MakeSlice[T any](a *Arena, len, cap int) []T

// Clone returns a shallow copy of what s (a pointer, slice or string) refers to on the heap when
// that is in an arena, else s itself.
func Clone[T any](s T) T
