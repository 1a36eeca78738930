package reflect

import (
	"internal/inspect"
	"unsafe"
)

// Value is a place with a value of type t, or a value that is a pointer itself.
type Value struct {
	t        *inspect.Type
	p        unsafe.Pointer
	indirect bool // p is where the value is; else the value, which is pointer-shaped
	settable bool // it is a place of the program, not a copy; then p is where
	hidden   bool // it came from a field that is not exported
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

func ValueOf(i any) Value {
	t := inspect.TypeOf(i)
	if t == nil {
		return Value{}
	}
	return Value{t: t, p: inspect.Data(i), indirect: !t.Direct()}
}

// word is the first word of the value, all of one that is pointer-shaped.
func (v Value) word() unsafe.Pointer {
	if v.indirect {
		return *(*unsafe.Pointer)(v.p)
	}
	return v.p
}

// view is the value itself, not copied; of an interface, what it holds.
func (v Value) view() any {
	if v.indirect {
		return inspect.Load(v.t, v.p)
	}
	return inspect.Make(v.t, v.p)
}

// Indirect follows a pointer.
func Indirect(v Value) Value {
	if v.Kind() != Pointer {
		return v
	}
	return v.Elem()
}

func (v Value) IsValid() bool      { return v.t != nil }
func (v Value) CanAddr() bool      { return v.settable }
func (v Value) CanSet() bool       { return v.settable && !v.hidden }
func (v Value) CanInterface() bool { return !v.hidden }

func (v Value) Kind() Kind {
	if v.t == nil {
		return Invalid
	}
	return Kind(v.t.Kind())
}

func (v Value) Type() Type {
	if v.t == nil {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	return typeOf(v.t)
}

func (v Value) fail(method string) { panic(&ValueError{"reflect.Value." + method, v.Kind()}) }

// load is the value; of an interface, what it holds. Places of the program are copied.
func (v Value) load() any {
	if v.Kind() == Interface || !v.settable || v.t.Direct() {
		return v.view()
	}
	return inspect.Box(v.t, v.p)
}

func (v Value) Interface() any {
	if v.t == nil {
		v.fail("Interface")
	}
	if v.hidden {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.load()
}

func (v Value) CanInt() bool     { return v.Kind() >= Int && v.Kind() <= Int64 }
func (v Value) CanUint() bool    { return v.Kind() >= Uint && v.Kind() <= Uintptr }
func (v Value) CanFloat() bool   { return v.Kind() == Float32 || v.Kind() == Float64 }
func (v Value) CanComplex() bool { return v.Kind() == Complex64 || v.Kind() == Complex128 }

func (v Value) Bool() bool {
	if v.Kind() != Bool {
		v.fail("Bool")
	}
	return *(*bool)(v.p)
}

func (v Value) Int() int64 {
	if !v.CanInt() {
		v.fail("Int")
	}
	return int64(inspect.Integer(v.view()))
}

func (v Value) Uint() uint64 {
	if !v.CanUint() {
		v.fail("Uint")
	}
	return inspect.Integer(v.view())
}

func (v Value) Float() float64 {
	if !v.CanFloat() {
		v.fail("Float")
	}
	return inspect.Float(v.view())
}

func (v Value) Complex() complex128 {
	if !v.CanComplex() {
		v.fail("Complex")
	}
	return inspect.Complex(v.view())
}

// String of what is no string says which type it is of.
func (v Value) String() string {
	switch v.Kind() {
	case String:
		return *(*string)(v.p)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.t.Name() + " Value>"
}

func (v Value) Bytes() []byte {
	if v.Kind() != Slice || v.t.Elem().Kind() != int(Uint8) {
		v.fail("Bytes")
	}
	return *(*[]byte)(v.p)
}

func (v Value) Len() int {
	switch v.Kind() {
	case Array, Map, Slice, String:
		if v.Kind() == Map && v.IsNil() {
			return 0
		}
		return inspect.Len(v.view())
	case Chan:
		w := v.word()
		return len(*(*chan int)(unsafe.Pointer(&w)))
	}
	v.fail("Len")
	return 0
}

func (v Value) Cap() int {
	switch v.Kind() {
	case Array:
		return v.t.Len()
	case Slice:
		return cap(*(*[]byte)(v.p))
	case Chan:
		w := v.word()
		return cap(*(*chan int)(unsafe.Pointer(&w)))
	}
	v.fail("Cap")
	return 0
}

func (v Value) IsNil() bool {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, UnsafePointer, Slice, Interface:
		return v.word() == nil
	}
	v.fail("IsNil")
	return false
}

// IsZero compares with the zero value, part by part.
func (v Value) IsZero() bool {
	switch k := v.Kind(); k {
	case Invalid:
		v.fail("IsZero")
	case Bool:
		return !v.Bool()
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
			if !v.Field(i).IsZero() {
				return false
			}
		}
		return true
	default:
		if v.CanInt() || v.CanUint() {
			return inspect.Integer(v.view()) == 0
		}
	}
	return v.IsNil()
}

// Index of a slice is a place of the program, of an array only when that is one.
func (v Value) Index(i int) Value {
	n := 0
	switch v.Kind() {
	case Array, Slice, String:
		n = v.Len()
	default:
		v.fail("Index")
	}
	if i < 0 || i >= n {
		panic("reflect: " + v.Kind().String() + " index out of range")
	}
	if v.Kind() == String {
		c := v.String()[i]
		return Value{t: inspect.TypeOf(c), p: unsafe.Pointer(&c), indirect: true, hidden: v.hidden}
	}
	e := v.t.Elem()
	if v.Kind() == Slice {
		return Value{e, unsafe.Add(*(*unsafe.Pointer)(v.p), uintptr(i)*e.Size()), true, true, v.hidden}
	}
	return Value{e, unsafe.Add(v.p, uintptr(i)*e.Size()), v.indirect, v.settable, v.hidden}
}

var nothing struct{}

func (v Value) NumField() int {
	if v.Kind() != Struct {
		v.fail("NumField")
	}
	return v.t.NumField()
}

func (v Value) Field(i int) Value {
	if v.Kind() != Struct {
		v.fail("Field")
	}
	if i < 0 || i >= v.t.NumField() {
		panic("reflect: Field index out of range")
	}
	f := v.t.Field(i)
	hidden := v.hidden || !isExported(f.Name)
	if !v.indirect && f.Type.Size() == 0 { // beside the pointer
		return Value{f.Type, unsafe.Pointer(&nothing), true, false, hidden}
	}
	return Value{f.Type, unsafe.Add(v.p, f.Offset), v.indirect, v.settable, hidden}
}

func (v Value) FieldByIndex(index []int) Value {
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer {
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

// FieldByName is the zero Value when there is none.
func (v Value) FieldByName(name string) Value {
	if v.Kind() != Struct {
		v.fail("FieldByName")
	}
	if f, ok := rtypeOf(v.t).FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

func (v Value) NumMethod() int {
	if v.t == nil {
		v.fail("NumMethod")
	}
	return rtypeOf(v.t).NumMethod()
}

// Elem is what a pointer points to or an interface holds.
func (v Value) Elem() Value {
	switch v.Kind() {
	case Pointer:
		p := v.word()
		if p == nil {
			return Value{}
		}
		return Value{v.t.Elem(), p, true, true, v.hidden}
	case Interface:
		e := ValueOf(v.view())
		e.hidden = v.hidden
		return e
	}
	v.fail("Elem")
	return Value{}
}

// Pointer is an address as a number; of a function it is that of its code, as in Go: closures of one literal share it.
func (v Value) Pointer() uintptr {
	switch v.Kind() {
	case Func:
		if closure := (*uintptr)(v.word()); closure != nil {
			return *closure
		}
		return 0
	case Chan, Map, Pointer, UnsafePointer, Slice:
		return uintptr(v.word())
	}
	v.fail("Pointer")
	return 0
}

func (v Value) UnsafePointer() unsafe.Pointer {
	switch v.Kind() {
	case Func:
		if closure := (*unsafe.Pointer)(v.word()); closure != nil {
			return *closure
		}
		return nil
	case Chan, Map, Pointer, UnsafePointer, Slice:
		return v.word()
	}
	v.fail("UnsafePointer")
	return nil
}

func (v Value) entries() []any {
	if v.Kind() != Map {
		v.fail("MapKeys")
	}
	if v.Len() == 0 {
		return nil
	}
	return inspect.MapEntries(v.view())
}

// part is a key or an element of a map, which may be of an interface type.
func (v Value) part(t *inspect.Type, part any) Value {
	if Kind(t.Kind()) != Interface {
		e := ValueOf(part)
		e.hidden = v.hidden
		return e
	}
	if t.NumMethod() > 0 && part != nil {
		word, _ := part.(error) // for interfaces with methods only what they hold is needed
		if word != nil {
			return Value{t: t, p: unsafe.Pointer(&word), indirect: true, hidden: v.hidden}
		}
		e := ValueOf(part)
		e.hidden = v.hidden
		return e
	}
	return Value{t: t, p: unsafe.Pointer(&part), indirect: true, hidden: v.hidden}
}

// MapKeys are in no order.
func (v Value) MapKeys() []Value {
	list := v.entries()
	keys := make([]Value, 0, len(list)/2)
	for i := 0; i < len(list); i += 2 {
		keys = append(keys, v.part(v.t.Key(), list[i]))
	}
	return keys
}

// MapIndex is the zero Value when the key is not there.
func (v Value) MapIndex(key Value) Value {
	list := v.entries()
	k := key.load()
	for i := 0; i < len(list); i += 2 {
		if list[i] == k {
			return v.part(v.t.Elem(), list[i+1])
		}
	}
	return Value{}
}

// MapIter walks over a map.
type MapIter struct {
	m    Value
	list []any
	at   int // -2 before the first Next
}

func (v Value) MapRange() *MapIter { return &MapIter{v, v.entries(), -2} }

func (iter *MapIter) Next() bool {
	iter.at += 2
	return iter.at < len(iter.list)
}

func (iter *MapIter) Key() Value   { return iter.m.part(iter.m.t.Key(), iter.list[iter.at]) }
func (iter *MapIter) Value() Value { return iter.m.part(iter.m.t.Elem(), iter.list[iter.at+1]) }

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
