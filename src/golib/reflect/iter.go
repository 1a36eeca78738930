package reflect

import "iter"

// Seq is what range of v with one variable gives.
func (v Value) Seq() iter.Seq[Value] {
	t := v.Type()
	switch k := v.kind(); k {
	case Int, Int8, Int16, Int32, Int64:
		n := v.Int()
		return func(yield func(Value) bool) {
			for i := int64(0); i < n && yield(numberOf(t, uint64(i))); i++ {
			}
		}
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		n := v.Uint()
		return func(yield func(Value) bool) {
			for i := uint64(0); i < n && yield(numberOf(t, i)); i++ {
			}
		}
	case Array, Slice:
		return indexes(v.Len())
	case Pointer:
		if t.Elem().Kind() == Array {
			return indexes(t.Elem().Len())
		}
	case String:
		return func(yield func(Value) bool) {
			for i := range v.String() {
				if !yield(ValueOf(i)) {
					return
				}
			}
		}
	case Map:
		return func(yield func(Value) bool) {
			for i := v.MapRange(); i.Next(); {
				if !yield(i.Key()) {
					return
				}
			}
		}
	case Chan:
		return func(yield func(Value) bool) {
			for x, ok := v.Recv(); ok && yield(x); x, ok = v.Recv() {
			}
		}
	case Func:
		if t.CanSeq() {
			return func(yield func(Value) bool) {
				v.Call([]Value{MakeFunc(t.In(0), func(in []Value) []Value { return []Value{ValueOf(yield(in[0])).Convert(t.In(0).Out(0))} })})
			}
		}
	}
	panic("reflect: " + t.String() + " cannot produce iter.Seq[Value]")
}

func numberOf(t Type, x uint64) Value {
	v := New(t).Elem()
	setWord(v.p, t.Size(), x)
	v.flag &^= flagAddr
	return v
}

func indexes(n int) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := range n {
			if !yield(ValueOf(i)) {
				return
			}
		}
	}
}

// Seq2 is what range of v with two variables gives.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	t := v.Type()
	switch v.kind() {
	case Array, Slice:
		return elements(v)
	case Pointer:
		if t.Elem().Kind() == Array {
			return elements(v.Elem())
		}
	case String:
		return func(yield func(Value, Value) bool) {
			for i, r := range v.String() {
				if !yield(ValueOf(i), ValueOf(r)) {
					return
				}
			}
		}
	case Map:
		return func(yield func(Value, Value) bool) {
			for i := v.MapRange(); i.Next(); {
				if !yield(i.Key(), i.Value()) {
					return
				}
			}
		}
	case Func:
		if t.CanSeq2() {
			return func(yield func(Value, Value) bool) {
				v.Call([]Value{MakeFunc(t.In(0), func(in []Value) []Value {
					return []Value{ValueOf(yield(in[0], in[1])).Convert(t.In(0).Out(0))}
				})})
			}
		}
	}
	panic("reflect: " + t.String() + " cannot produce iter.Seq2[Value, Value]")
}

func elements(v Value) iter.Seq2[Value, Value] {
	return func(yield func(Value, Value) bool) {
		for i := range v.Len() {
			if !yield(ValueOf(i), v.Index(i)) {
				return
			}
		}
	}
}
