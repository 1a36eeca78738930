package reflect

import (
	"internal/inspect"
	"unsafe"
)

// Value is a type and a place with a value of it, or, of pointer-shaped types without flagIndir, that
// pointer itself. Go: reflect/value.go
type Value struct {
	t *inspect.Type
	p unsafe.Pointer
	flag
}

type flag uintptr

const (
	flagKind     flag = 1<<5 - 1
	flagStickyRO flag = 1 << 5 // it came from a hidden field, not embedded
	flagEmbedRO  flag = 1 << 6 // from an embedded one of a hidden type
	flagIndir    flag = 1 << 7 // p is where the value is
	flagAddr     flag = 1 << 8 // the place is one of the program's, not a copy
	flagMethod   flag = 1 << 9 // the method whose number stands from flagMethodShift on
	flagRO       flag = flagStickyRO | flagEmbedRO

	flagMethodShift = 10
)

func (f flag) kind() Kind { return Kind(f & flagKind) }

// ro is for parts.
func (f flag) ro() flag {
	if f&flagRO != 0 {
		return flagStickyRO
	}
	return 0
}

// ValueError is the panic of a method that does not fit the kind.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == Invalid {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

// fail: the method is no method of this kind.
func (f flag) fail(method string) { panic(&ValueError{"reflect.Value." + method, f.kind()}) }

func (f flag) must(kind Kind, method string) {
	if f.kind() != kind {
		f.fail(method)
	}
}

// mustExport wants no value of a hidden field; method is as in "reflect.Value.Set".
func (f flag) mustExport(method string) {
	if f == 0 {
		panic(&ValueError{method, Invalid})
	}
	if f&flagRO != 0 {
		panic("reflect: " + method + " using value obtained using unexported field")
	}
}

func (f flag) mustAssign(method string) {
	f.mustExport(method)
	if f&flagAddr == 0 {
		panic("reflect: " + method + " using unaddressable value")
	}
}

func ValueOf(i any) Value {
	if i == nil {
		return Value{}
	}
	return unpack(i)
}

// eface is an interface taken apart.
type eface struct {
	t *inspect.Type
	p unsafe.Pointer
}

func unpack(i any) Value {
	e := (*eface)(unsafe.Pointer(&i))
	t := e.t
	if t == nil {
		return Value{}
	}
	f := flag(t.Kind)
	if !isDirect(t) {
		f |= flagIndir
	}
	return Value{t, e.p, f}
}

// pack makes an interface of what v is, of an interface, too. Places of the program are copied.
func pack(v Value) any {
	e := eface{v.t, v.p}
	switch {
	case !isDirect(v.t):
		if v.flag&flagAddr != 0 {
			e.p = newObject(v.t, 1)
			move(v.t, e.p, v.p, 1)
		}
	case v.flag&flagIndir != 0:
		e.p = *(*unsafe.Pointer)(v.p)
	}
	return *(*any)(unsafe.Pointer(&e))
}

// place is where the value is.
func (v *Value) place() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return v.p
	}
	return unsafe.Pointer(&v.p)
}

// pointer is the value of a pointer-shaped Value.
func (v Value) pointer() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return *(*unsafe.Pointer)(v.p)
	}
	return v.p
}

func (v Value) IsValid() bool    { return v.flag != 0 }
func (v Value) CanAddr() bool    { return v.flag&flagAddr != 0 }
func (v Value) CanSet() bool     { return v.flag&(flagAddr|flagRO) == flagAddr }
func (v Value) Kind() Kind       { return v.kind() }
func (v Value) CanInt() bool     { return v.kind() >= Int && v.kind() <= Int64 }
func (v Value) CanUint() bool    { return v.kind() >= Uint && v.kind() <= Uintptr }
func (v Value) CanFloat() bool   { return v.kind() == Float32 || v.kind() == Float64 }
func (v Value) CanComplex() bool { return v.kind() == Complex64 || v.kind() == Complex128 }

func (v Value) CanInterface() bool {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.CanInterface", Invalid})
	}
	return v.flag&flagRO == 0
}

func (v Value) Type() Type {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return typeOf(v.methodType())
	}
	return typeOf(v.t)
}

func (v Value) Interface() any { return v.value("Interface") }

func (v Value) value(method string) any {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value." + method, Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.load()
}

// load is the value itself; of an interface, what it holds.
func (v Value) load() any {
	if v.flag&flagMethod != 0 {
		v = bound("Interface", v)
	}
	if v.kind() == Interface {
		return inspect.Load(v.t, v.p)
	}
	return pack(v)
}

// TypeAssert is v.Interface().(T) with the comma and ok.
func TypeAssert[T any](v Value) (T, bool) {
	if v.flag == 0 {
		panic(&ValueError{"reflect.TypeAssert", Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect.TypeAssert: cannot return value obtained from unexported field or method")
	}
	x, ok := v.load().(T)
	return x, ok
}

// InterfaceData is of no use.
//
//golib:leaks v=heap
func (v Value) InterfaceData() [2]uintptr {
	v.must(Interface, "InterfaceData")
	return *(*[2]uintptr)(v.p)
}

func (v Value) Bool() bool {
	v.must(Bool, "Bool")
	return *(*bool)(v.p)
}

func (v Value) Int() int64 {
	switch v.kind() {
	case Int, Int64:
		return *(*int64)(v.p)
	case Int8:
		return int64(*(*int8)(v.p))
	case Int16:
		return int64(*(*int16)(v.p))
	case Int32:
		return int64(*(*int32)(v.p))
	}
	v.fail("Int")
	return 0
}

func (v Value) Uint() uint64 {
	switch v.kind() {
	case Uint, Uint64, Uintptr:
		return *(*uint64)(v.p)
	case Uint8:
		return uint64(*(*uint8)(v.p))
	case Uint16:
		return uint64(*(*uint16)(v.p))
	case Uint32:
		return uint64(*(*uint32)(v.p))
	}
	v.fail("Uint")
	return 0
}

func (v Value) Float() float64 {
	switch v.kind() {
	case Float32:
		return float64(*(*float32)(v.p))
	case Float64:
		return *(*float64)(v.p)
	}
	v.fail("Float")
	return 0
}

func (v Value) Complex() complex128 {
	switch v.kind() {
	case Complex64:
		return complex128(*(*complex64)(v.p))
	case Complex128:
		return *(*complex128)(v.p)
	}
	v.fail("Complex")
	return 0
}

// String of what is no string says which type it is of.
func (v Value) String() string {
	switch v.kind() {
	case String:
		return *(*string)(v.p)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.Type().String() + " Value>"
}

func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		v.fail("OverflowInt")
	}
	return typeOf(v.t).OverflowInt(x)
}

func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		v.fail("OverflowUint")
	}
	return typeOf(v.t).OverflowUint(x)
}

func (v Value) OverflowFloat(x float64) bool {
	if !v.CanFloat() {
		v.fail("OverflowFloat")
	}
	return typeOf(v.t).OverflowFloat(x)
}

func (v Value) OverflowComplex(x complex128) bool {
	if !v.CanComplex() {
		v.fail("OverflowComplex")
	}
	return typeOf(v.t).OverflowComplex(x)
}

func (v Value) IsNil() bool {
	switch v.kind() {
	case Chan, Func, Map, Pointer, UnsafePointer:
		if v.flag&flagMethod != 0 {
			return false
		}
		return v.pointer() == nil
	case Interface, Slice:
		return *(*unsafe.Pointer)(v.p) == nil // the first word
	}
	v.fail("IsNil")
	return false
}

// IsZero compares with the zero value, part by part.
//
//golib:leaks v=calls v=mutates
func (v Value) IsZero() bool {
	switch v.kind() {
	case Invalid:
		v.fail("IsZero")
	case Bool:
		return !v.Bool()
	case Int, Int8, Int16, Int32, Int64:
		return v.Int() == 0
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		return v.Uint() == 0
	case Float32, Float64:
		return v.Float() == 0
	case Complex64, Complex128:
		return v.Complex() == 0
	case String:
		return v.String() == ""
	case Array:
		for i := range v.Len() {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Struct:
		for i := range v.NumField() {
			if f := v.Field(i); !f.IsZero() && v.t.Field(i).Name != "_" {
				return false
			}
		}
		return true
	}
	return v.IsNil()
}

// Pointer is an address as a number; of a function, that of its code, as closures of one literal
// share it.
//
//golib:leaks v=heap
func (v Value) Pointer() uintptr { return v.address("Pointer") }

func (v Value) address(method string) uintptr {
	switch v.kind() {
	case Func:
		if v.flag&flagMethod != 0 {
			return boundCode()
		}
		if closure := (*uintptr)(v.pointer()); closure != nil {
			return *closure
		}
		return 0
	case Chan, Map, Pointer, UnsafePointer:
		return uintptr(v.pointer())
	case Slice, String:
		return *(*uintptr)(v.p)
	}
	v.fail(method)
	return 0
}

//golib:leaks v=result0
func (v Value) UnsafePointer() unsafe.Pointer {
	p := v.address("UnsafePointer")
	return *(*unsafe.Pointer)(unsafe.Pointer(&p))
}

//golib:leaks v=heap
func (v Value) UnsafeAddr() uintptr {
	if v.t == nil {
		panic(&ValueError{"reflect.Value.UnsafeAddr", Invalid})
	}
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return uintptr(v.p)
}

// Addr is a pointer to the place.
func (v Value) Addr() Value {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	t := pointerTo(lasting(v.t)).descriptor()
	return Value{t, v.p, v.ro() | flag(Pointer)}
}

// Indirect follows a pointer.
func Indirect(v Value) Value {
	if v.kind() != Pointer {
		return v
	}
	return v.Elem()
}

// Elem is what a pointer points to or an interface holds.
func (v Value) Elem() Value {
	switch v.kind() {
	case Interface:
		e := unpack(inspect.Load(v.t, v.p))
		if e.flag != 0 {
			e.flag |= v.ro()
		}
		return e
	case Pointer:
		p := v.pointer()
		if p == nil {
			return Value{}
		}
		e := v.t.Elem
		return Value{e, p, v.flag&flagRO | flagIndir | flagAddr | flag(e.Kind)}
	}
	v.fail("Elem")
	return Value{}
}

// Comparable: does == of the value not panic?
//
//golib:leaks v=heap
func (v Value) Comparable() bool {
	switch v.kind() {
	case Invalid:
		return true
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Array:
		for i := range v.Len() {
			if !v.Index(i).Comparable() {
				return false
			}
		}
		return v.Len() > 0 || v.t.Flags&typeComparable != 0
	case Struct:
		for i := range v.NumField() {
			if !v.Field(i).Comparable() {
				return false
			}
		}
		return true
	}
	return v.t.Flags&typeComparable != 0
}

// Equal is ==; values of different types are not equal.
func (v Value) Equal(u Value) bool {
	if v.kind() == Interface {
		v = v.Elem()
	}
	if u.kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.kind() != u.kind() || v.Type() != u.Type() {
		return false
	}
	switch v.kind() {
	case Func, Map, Slice:
		panic("reflect.Value.Equal: values of type " + v.Type().String() + " are not comparable")
	case Array:
		if v.Len() == 0 && kindOf(v.t.Elem) != Invalid {
			return true
		}
		for i := range v.Len() {
			if !v.Index(i).Equal(u.Index(i)) {
				return false
			}
		}
		return true
	case Struct:
		for i := range v.NumField() {
			if !v.Field(i).Equal(u.Field(i)) {
				return false
			}
		}
		return true
	}
	return v.load() == u.load()
}

// StringHeader and SliceHeader are the words of a string and of a slice.
type StringHeader struct {
	Data uintptr
	Len  int
}

type SliceHeader struct {
	Data uintptr
	Len  int
	Cap  int
}

// slice is the header with a pointer that counts.
type slice struct {
	data     unsafe.Pointer
	len, cap int
}
