package reflect

import (
	"internal/inspect"
	"unsafe"
)

func (v Value) mustSet(method string, ok bool) {
	if v.t == nil {
		v.fail(method)
	}
	if v.hidden {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
	if !v.settable {
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
	if !ok {
		v.fail(method)
	}
}

func (v Value) SetBool(x bool) {
	v.mustSet("SetBool", v.Kind() == Bool)
	*(*bool)(v.p) = x
}

func (v Value) SetInt(x int64) {
	v.mustSet("SetInt", v.CanInt())
	setWord(v.p, v.t.Size(), uint64(x))
}

func (v Value) SetUint(x uint64) {
	v.mustSet("SetUint", v.CanUint())
	setWord(v.p, v.t.Size(), x)
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
	v.mustSet("SetFloat", v.CanFloat())
	if v.Kind() == Float32 {
		*(*float32)(v.p) = float32(x)
	} else {
		*(*float64)(v.p) = x
	}
}

func (v Value) SetString(x string) {
	v.mustSet("SetString", v.Kind() == String)
	*(*string)(v.p) = x
}

func (v Value) SetBytes(x []byte) {
	v.mustSet("SetBytes", v.Kind() == Slice && v.t.Elem().Kind() == int(Uint8))
	*(*[]byte)(v.p) = x
}

// Set wants the very type, or an empty interface.
func (v Value) Set(x Value) {
	v.mustSet("Set", true)
	if v.Kind() == Interface && v.t.NumMethod() == 0 {
		*(*any)(v.p) = x.Interface()
		return
	}
	if x.t != v.t {
		panic("reflect.Set: value of type " + x.t.Name() + " is not assignable to type " + v.t.Name())
	}
	if x.indirect {
		assign(v.t, v.p, x.p)
	} else {
		*(*unsafe.Pointer)(v.p) = x.p
	}
}

// SetZero sets the zero value.
func (v Value) SetZero() {
	v.mustSet("SetZero", true)
	assign(v.t, v.p, unsafe.Pointer(&make([]uint64, v.t.Size()/8+1)[0]))
}

// assign copies part by part, so that pointers pass the write barrier.
func assign(t *inspect.Type, to, from unsafe.Pointer) {
	switch Kind(t.Kind()) {
	case Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			assign(f.Type, unsafe.Add(to, f.Offset), unsafe.Add(from, f.Offset))
		}
	case Array:
		e := t.Elem()
		for i := range t.Len() {
			assign(e, unsafe.Add(to, uintptr(i)*e.Size()), unsafe.Add(from, uintptr(i)*e.Size()))
		}
	case String:
		*(*string)(to) = *(*string)(from)
	case Slice:
		*(*[]byte)(to) = *(*[]byte)(from)
	case Interface:
		*(*any)(to) = *(*any)(from)
	case Chan, Func, Map, Pointer, UnsafePointer:
		*(*unsafe.Pointer)(to) = *(*unsafe.Pointer)(from)
	case Complex128:
		*(*complex128)(to) = *(*complex128)(from)
	default:
		if t.Size() == 1 {
			*(*uint8)(to) = *(*uint8)(from)
		} else if t.Size() == 2 {
			*(*uint16)(to) = *(*uint16)(from)
		} else if t.Size() == 4 {
			*(*uint32)(to) = *(*uint32)(from)
		} else {
			*(*uint64)(to) = *(*uint64)(from)
		}
	}
}
