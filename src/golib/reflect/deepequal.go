package reflect

import (
	"internal/inspect"
	"unsafe"
)

// pair is two places that are being compared: met again, they count as equal.
type pair struct {
	a, b unsafe.Pointer
	t    *inspect.Type
}

// DeepEqual follows pointers, slices, maps and interfaces.
func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	a, b := ValueOf(x), ValueOf(y)
	return a.t == b.t && deepEqual(a, b, map[pair]bool{})
}

// word is the first one of the value.
func (v *Value) word() unsafe.Pointer { return *(*unsafe.Pointer)(v.place()) }

func deepEqual(a, b Value, open map[pair]bool) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.t != b.t {
		return false
	}
	switch k := a.kind(); k {
	case Pointer, Map, Slice:
		p, q := a.word(), b.word()
		if p == nil || q == nil {
			return p == q
		}
		if k != Pointer && a.Len() != b.Len() {
			return false
		}
		if p == q {
			return true
		}
		key := pair{p, q, a.t}
		if open[key] {
			return true
		}
		open[key] = true
	}
	switch a.kind() {
	case Pointer, Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return deepEqual(a.Elem(), b.Elem(), open)
	case Array, Slice:
		for i := range a.Len() {
			if !deepEqual(a.Index(i), b.Index(i), open) {
				return false
			}
		}
		return true
	case Struct:
		for i := range a.NumField() {
			if !deepEqual(a.Field(i), b.Field(i), open) {
				return false
			}
		}
		return true
	case Map:
		for iter := a.MapRange(); iter.Next(); {
			other := b.MapIndex(iter.Key())
			if !other.IsValid() || !deepEqual(iter.Value(), other, open) {
				return false
			}
		}
		return true
	case Func:
		return a.IsNil() && b.IsNil()
	}
	return a.withoutRO().load() == b.withoutRO().load()
}
