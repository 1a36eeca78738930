package reflect

import (
	"internal/inspect"
	"unsafe"
)

//golib:leaks v=calls v=mutates
func (v Value) Len() int {
	switch v.kind() {
	case Array:
		return int(v.t.Len)
	case Slice:
		return (*slice)(v.p).len
	case String:
		return len(*(*string)(v.p))
	case Map:
		m := v.pointer()
		return len(*(*map[int]int)(unsafe.Pointer(&m)))
	case Chan:
		c := v.pointer()
		return len(*(*chan int)(unsafe.Pointer(&c)))
	case Pointer:
		if kindOf(v.t.Elem) == Array {
			return int(v.t.Elem.Len)
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	v.fail("Len")
	return 0
}

//golib:leaks v=calls v=mutates
func (v Value) Cap() int {
	switch v.kind() {
	case Array:
		return int(v.t.Len)
	case Slice:
		return (*slice)(v.p).cap
	case Chan:
		c := v.pointer()
		return cap(*(*chan int)(unsafe.Pointer(&c)))
	case Pointer:
		if kindOf(v.t.Elem) == Array {
			return int(v.t.Elem.Len)
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	v.fail("Cap")
	return 0
}

// Index of a slice is a place of the program, of an array only when that is one.
func (v Value) Index(i int) Value {
	switch v.kind() {
	case Array:
		if uint(i) >= uint(v.t.Len) {
			panic("reflect: array index out of range")
		}
		e := v.t.Elem
		f := v.flag&(flagIndir|flagAddr) | v.ro() | flag(e.Kind)
		return Value{e, unsafe.Add(v.p, uintptr(i)*bytesOf(e)), f}
	case Slice:
		s := (*slice)(v.p)
		if uint(i) >= uint(s.len) {
			panic("reflect: slice index out of range")
		}
		e := v.t.Elem
		return Value{e, unsafe.Add(s.data, uintptr(i)*bytesOf(e)), flagAddr | flagIndir | v.ro() | flag(e.Kind)}
	case String:
		s := *(*string)(v.p)
		if uint(i) >= uint(len(s)) {
			panic("reflect: string index out of range")
		}
		p := unsafe.Add(unsafe.Pointer(unsafe.StringData(s)), i)
		return Value{inspect.TypeOf(uint8(0)), p, v.ro() | flag(Uint8) | flagIndir}
	}
	v.fail("Index")
	return Value{}
}

// Bytes is the same memory.
func (v Value) Bytes() []byte {
	switch v.kind() {
	case Slice:
		if kindOf(v.t.Elem) != Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return *(*[]byte)(v.p)
	case Array:
		if kindOf(v.t.Elem) != Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if !v.CanAddr() {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		return unsafe.Slice((*byte)(v.p), int(v.t.Len))
	}
	v.fail("Bytes")
	return nil
}

func MakeSlice(typ Type, len, cap int) Value {
	if typ.Kind() != Slice {
		panic("reflect.MakeSlice of non-slice type")
	}
	if len < 0 {
		panic("reflect.MakeSlice: negative len")
	}
	if cap < 0 {
		panic("reflect.MakeSlice: negative cap")
	}
	if len > cap {
		panic("reflect.MakeSlice: len > cap")
	}
	t := typ.descriptor()
	s := &slice{newObject(t.Elem, cap), len, cap}
	return Value{t, unsafe.Pointer(s), flagIndir | flag(Slice)}
}

// SliceAt is a slice of what is at p.
func SliceAt(typ Type, p unsafe.Pointer, n int) Value {
	_ = unsafe.Slice((*byte)(p), n)
	return Value{SliceOf(typ).descriptor(), unsafe.Pointer(&slice{p, n, n}), flagIndir | flag(Slice)}
}

// base of what can be sliced: its memory, how much of it, and the type of the slice.
func (v Value) base(method string) (p unsafe.Pointer, n int, t *inspect.Type) {
	switch v.kind() {
	case Slice:
		s := (*slice)(v.p)
		return s.data, s.cap, v.t
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value." + method + ": slice of unaddressable array")
		}
		return v.p, int(v.t.Len), SliceOf(typeOf(v.t.Elem)).descriptor()
	}
	v.fail(method)
	return nil, 0, nil
}

func (v Value) cut(p unsafe.Pointer, t *inspect.Type, i, j, k int) Value {
	s := &slice{p, j - i, k - i}
	if k > i {
		s.data = unsafe.Add(p, uintptr(i)*bytesOf(t.Elem))
	}
	return Value{t, unsafe.Pointer(s), v.ro() | flagIndir | flag(Slice)}
}

func (v Value) Slice(i, j int) Value {
	if v.kind() == String {
		s := *(*string)(v.p)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		part := s[i:j]
		return Value{v.t, unsafe.Pointer(&part), v.flag &^ flagAddr}
	}
	p, n, t := v.base("Slice")
	if i < 0 || j < i || j > n {
		panic("reflect.Value.Slice: slice index out of bounds")
	}
	return v.cut(p, t, i, j, n)
}

func (v Value) Slice3(i, j, k int) Value {
	p, n, t := v.base("Slice3")
	if i < 0 || j < i || k < j || k > n {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	return v.cut(p, t, i, j, k)
}

//golib:leaks v=calls+1
func (v Value) Grow(n int) {
	v.mustAssign("reflect.Value.Grow")
	v.must(Slice, "Grow")
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	s := (*slice)(v.p)
	if s.len+n < 0 {
		panic("reflect.Value.Grow: slice overflow")
	}
	if s.len+n > s.cap {
		length := s.len
		*s = grow(v.t.Elem, *s, n)
		s.len = length
	}
}

// extended is a copy of slice v with n more elements.
func (v Value) extended(n int) Value {
	v.mustExport("unknown method")
	s := new(slice)
	*s = *(*slice)(v.p)
	if s.len+n < 0 {
		panic("reflect.Append: slice overflow")
	}
	if s.len+n > s.cap {
		*s = grow(v.t.Elem, *s, n)
	} else {
		s.len += n
	}
	return Value{v.t, unsafe.Pointer(s), flagIndir | flag(Slice)}
}

func (v Value) wantSlice() {
	if v.kind() != Slice {
		panic(&ValueError{"unknown method", v.kind()})
	}
}

func Append(s Value, x ...Value) Value {
	s.wantSlice()
	n := s.Len()
	s = s.extended(len(x))
	for i, e := range x {
		s.Index(n + i).Set(e)
	}
	return s
}

func AppendSlice(s, t Value) Value {
	s.wantSlice()
	t.wantSlice()
	if a, b := s.t.Elem, t.t.Elem; a != b {
		panic("reflect.AppendSlice: " + a.Name + " != " + b.Name)
	}
	ns, nt := s.Len(), t.Len()
	s = s.extended(nt)
	Copy(s.Slice(ns, ns+nt), t)
	return s
}

// Copy is the builtin; from may be a string for bytes.
func Copy(to, from Value) int {
	dk, sk := to.kind(), from.kind()
	if dk != Array && dk != Slice {
		panic(&ValueError{"reflect.Copy", dk})
	}
	if dk == Array {
		to.mustAssign("unknown method")
	}
	to.mustExport("unknown method")
	e := to.t.Elem
	var d, s slice
	if dk == Array {
		d = slice{to.p, to.Len(), to.Len()}
	} else {
		d = *(*slice)(to.p)
	}
	switch {
	case sk == Array:
		s = slice{from.place(), from.Len(), from.Len()}
	case sk == Slice:
		s = *(*slice)(from.p)
	case sk == String && kindOf(e) == Uint8:
		text := *(*string)(from.p)
		s = slice{unsafe.Pointer(unsafe.StringData(text)), len(text), len(text)}
	default:
		panic(&ValueError{"reflect.Copy", sk})
	}
	from.mustExport("unknown method")
	if sk != String && e != from.t.Elem {
		panic("reflect.Copy: " + e.Name + " != " + from.t.Elem.Name)
	}
	n := min(d.len, s.len)
	if n > 0 {
		move(e, d.data, s.data, n)
	}
	return n
}

// Clear is the builtin.
//
//golib:leaks v=heap
func (v Value) Clear() {
	switch v.kind() {
	case Slice:
		if s := (*slice)(v.p); s.len > 0 {
			move(v.t.Elem, s.data, nil, s.len)
		}
	case Map:
		mapClear(v.t, v.pointer())
	default:
		v.fail("Clear")
	}
}
