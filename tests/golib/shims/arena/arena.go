// Package arena, on the heap.
package arena

type Arena struct{}

func NewArena() *Arena                            { return &Arena{} }
func (a *Arena) Free()                            {}
func New[T any](a *Arena) *T                      { return new(T) }
func MakeSlice[T any](a *Arena, len, cap int) []T { return make([]T, len, cap) }
func Clone[T any](s T) T                          { return s }
