package reflect

import (
	"internal/inspect"
	"unsafe"
)

func (v Value) SetBool(x bool) {
	v.mustAssign("reflect.Value.SetBool")
	v.must(Bool, "SetBool")
	*(*bool)(v.p) = x
}

func (v Value) SetInt(x int64) {
	v.mustAssign("reflect.Value.SetInt")
	if !v.CanInt() {
		v.fail("SetInt")
	}
	setWord(v.p, bytesOf(v.t), uint64(x))
}

func (v Value) SetUint(x uint64) {
	v.mustAssign("reflect.Value.SetUint")
	if !v.CanUint() {
		v.fail("SetUint")
	}
	setWord(v.p, bytesOf(v.t), x)
}

func setWord(p unsafe.Pointer, size uintptr, x uint64) {
	switch size {
	case 1:
		*(*uint8)(p) = uint8(x)
	case 2:
		*(*uint16)(p) = uint16(x)
	case 4:
		*(*uint32)(p) = uint32(x)
	default:
		*(*uint64)(p) = x
	}
}

func (v Value) SetFloat(x float64) {
	v.mustAssign("reflect.Value.SetFloat")
	switch v.kind() {
	case Float32:
		*(*float32)(v.p) = float32(x)
	case Float64:
		*(*float64)(v.p) = x
	default:
		v.fail("SetFloat")
	}
}

func (v Value) SetComplex(x complex128) {
	v.mustAssign("reflect.Value.SetComplex")
	switch v.kind() {
	case Complex64:
		*(*complex64)(v.p) = complex64(x)
	case Complex128:
		*(*complex128)(v.p) = x
	default:
		v.fail("SetComplex")
	}
}

func (v Value) SetString(x string) {
	v.mustAssign("reflect.Value.SetString")
	v.must(String, "SetString")
	*(*string)(v.p) = x
}

func (v Value) SetBytes(x []byte) {
	v.mustAssign("reflect.Value.SetBytes")
	v.must(Slice, "SetBytes")
	if kindOf(v.t.Elem) != Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	*(*[]byte)(v.p) = x
}

func (v Value) SetPointer(x unsafe.Pointer) {
	v.mustAssign("reflect.Value.SetPointer")
	v.must(UnsafePointer, "SetPointer")
	*(*unsafe.Pointer)(v.p) = x
}

func (v Value) SetLen(n int) {
	v.mustAssign("reflect.Value.SetLen")
	v.must(Slice, "SetLen")
	s := (*slice)(v.p)
	if uint(n) > uint(s.cap) {
		panic("reflect: slice length out of range in SetLen")
	}
	s.len = n
}

func (v Value) SetCap(n int) {
	v.mustAssign("reflect.Value.SetCap")
	v.must(Slice, "SetCap")
	s := (*slice)(v.p)
	if n < s.len || n > s.cap {
		panic("reflect: slice capacity out of range in SetCap")
	}
	s.cap = n
}

// Set stores x, which must be assignable.
func (v Value) Set(x Value) {
	v.mustAssign("reflect.Value.Set")
	x.mustExport("reflect.Value.Set")
	x = x.assignTo("reflect.Set", v.t)
	if x.flag&flagIndir != 0 {
		if x.p != v.p {
			move(v.t, v.p, x.p, 1)
		}
	} else {
		*(*unsafe.Pointer)(v.p) = x.p
	}
}

func (v Value) SetZero() {
	v.mustAssign("reflect.Value.SetZero")
	move(v.t, v.p, nil, 1)
}

// assignTo is v as the rules of assignment make it a t.
func (v Value) assignTo(what string, t *inspect.Type) Value {
	if v.flag&flagMethod != 0 {
		v = bound(what, v)
	}
	f := v.flag & (flagAddr | flagIndir) // p is kept
	if assignable(t, v.t) {
		if kindOf(t) == Func {
			v.p, f = fit(v.pointer(), t), 0
		}
		return Value{t, v.p, f | v.ro() | flag(t.Kind)}
	}
	if kindOf(t) != Interface || !implements(t, v.t) {
		panic(what + ": value of type " + v.t.Name + " is not assignable to type " + t.Name)
	}
	to := newObject(t, 1)
	if v.kind() != Interface || !v.IsNil() {
		storeInterface(t, to, v.withoutRO().load())
	}
	return Value{t, to, flagIndir | flag(Interface)}
}

func (v Value) withoutRO() Value {
	v.flag &^= flagRO
	return v
}

// storeInterface: x is not nil and implements t.
func storeInterface(t *inspect.Type, to unsafe.Pointer, x any) {
	if t.NumMethod == 0 {
		*(*any)(to) = x
		return
	}
	e := (*eface)(unsafe.Pointer(&x))
	w := [2]unsafe.Pointer{implementation(t, e.t), e.p}
	move(t, to, unsafe.Pointer(&w), 1)
}

// New is a pointer to a zero value.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	return Value{PointerTo(typ).descriptor(), newObject(typ.descriptor(), 1), flag(Pointer)}
}

// NewAt is a pointer to what is at p.
func NewAt(typ Type, p unsafe.Pointer) Value {
	return Value{PointerTo(typ).descriptor(), p, flag(Pointer)}
}

//golib:leaks typ=mutates typ=calls
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	t := &typ.(*rtype).t
	if isDirect(t) {
		return Value{t, nil, flag(t.Kind)}
	}
	return Value{t, newObject(t, 1), flagIndir | flag(t.Kind)}
}
