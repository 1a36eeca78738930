// Package reflect looks at types and values, changes values, makes new types and functions, and calls
// functions and methods. Go: reflect/type.go
package reflect

import (
	"internal/inspect"
	"internal/number"
	"iter"
	"unsafe"
)

type Kind uint

const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

// Ptr is the old name of Pointer.
const Ptr = Pointer

var kindNames = [...]string{"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8",
	"uint16", "uint32", "uint64", "uintptr", "float32", "float64", "complex64", "complex128", "array", "chan",
	"func", "interface", "map", "ptr", "slice", "string", "struct", "unsafe.Pointer"}

func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "kind" + string(number.AppendUint(nil, uint64(k)))
}

// ChanDir is a set of directions.
type ChanDir int

const (
	RecvDir ChanDir = 1 << iota
	SendDir
	BothDir = RecvDir | SendDir
)

func (d ChanDir) String() string {
	switch d {
	case RecvDir:
		return "<-chan"
	case SendDir:
		return "chan<-"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + string(number.AppendInt(nil, int64(d)))
}

// Type: equal types are equal values. Methods that do not fit the kind panic.
type Type interface {
	Align() int
	FieldAlign() int
	Method(int) Method
	Methods() iter.Seq[Method]
	MethodByName(string) (Method, bool)
	NumMethod() int
	Name() string
	PkgPath() string
	Size() uintptr
	String() string
	Kind() Kind
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	Comparable() bool
	Bits() int
	ChanDir() ChanDir
	IsVariadic() bool
	Elem() Type
	Field(i int) StructField
	Fields() iter.Seq[StructField]
	FieldByIndex(index []int) StructField
	FieldByName(name string) (StructField, bool)
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	In(i int) Type
	Ins() iter.Seq[Type]
	Key() Type
	Len() int
	NumField() int
	NumIn() int
	NumOut() int
	Out(i int) Type
	Outs() iter.Seq[Type]
	OverflowComplex(x complex128) bool
	OverflowFloat(x float64) bool
	OverflowInt(x int64) bool
	OverflowUint(x uint64) bool
	CanSeq() bool
	CanSeq2() bool

	descriptor() *inspect.Type
}

// Flags of a descriptor.
const (
	typeDirect     = 1 // the value is one pointer
	typeComparable = 2
	typePlainEqual = 4
	typeNamed      = 8
	typeVariadic   = 16
)

// rtype has the address of the type's descriptor.
type rtype struct {
	t inspect.Type
}

func typeOf(t *inspect.Type) Type {
	if t == nil {
		return nil
	}
	return rtypeOf(t)
}

func rtypeOf(t *inspect.Type) *rtype { return (*rtype)(unsafe.Pointer(lasting(t))) }

// lasting is t: descriptors are never freed, so nothing escapes with them.
func lasting(t *inspect.Type) *inspect.Type {
	x := uintptr(unsafe.Pointer(t))
	return (*inspect.Type)(unsafe.Pointer(x ^ 0))
}

// TypeOf is nil for nil.
func TypeOf(i any) Type { return typeOf(inspect.TypeOf(i)) }

// TypeFor is for interface types, too.
func TypeFor[T any]() Type {
	var v T
	if t := TypeOf(v); t != nil {
		return t
	}
	return TypeOf((*T)(nil)).Elem()
}

func kindOf(t *inspect.Type) Kind              { return Kind(t.Kind) }
func isDirect(t *inspect.Type) bool            { return t.Flags&typeDirect != 0 }
func isNamed(t *inspect.Type) bool             { return t.Flags&typeNamed != 0 }
func bytesOf(t *inspect.Type) uintptr          { return uintptr(t.Size) }
func numOut(t *inspect.Type) int               { return int(t.NumField - t.NumIn) }
func isVariadic(t *inspect.Type) bool          { return t.Flags&typeVariadic != 0 }
func in(t *inspect.Type, i int) *inspect.Type  { return t.Field(i).Type }
func out(t *inspect.Type, i int) *inspect.Type { return t.Field(int(t.NumIn) + i).Type }

// isBoxed: in frames there is the address of a copy that nobody changes.
func isBoxed(t *inspect.Type) bool {
	return t.Size > 64<<10 && (kindOf(t) == Array || kindOf(t) == Struct)
}

// wordsOf a value in a frame.
func wordsOf(t *inspect.Type) uintptr {
	if isBoxed(t) {
		return 1
	}
	return uintptr(t.Size+7) / 8
}

func (r *rtype) descriptor() *inspect.Type { return &r.t }
func (r *rtype) Align() int                { return int(r.t.Align) }
func (r *rtype) FieldAlign() int           { return int(r.t.Align) }
func (r *rtype) Comparable() bool          { return r.t.Flags&typeComparable != 0 }
func (r *rtype) Kind() Kind                { return Kind(r.t.Kind) }
func (r *rtype) Size() uintptr             { return uintptr(r.t.Size) }
func (r *rtype) String() string            { return r.t.Name }

func (r *rtype) PkgPath() string {
	if r.t.Name == "unsafe.Pointer" {
		return "unsafe"
	}
	return r.t.PkgPath
}

// must panics when the kind is another.
func (r *rtype) must(kind Kind, method string) {
	if r.Kind() != kind {
		name := kind.String()
		panic("reflect: " + method + " of non-" + name + " type " + r.String())
	}
}

// Name is empty for types that are not defined.
func (r *rtype) Name() string {
	if !isNamed(&r.t) {
		return ""
	}
	name := r.String()
	depth := 0 // of brackets, in which type arguments have dots of their own
	for i := len(name) - 1; i >= 0; i-- {
		switch name[i] {
		case ']':
			depth++
		case '[':
			depth--
		case '.':
			if depth == 0 {
				return name[i+1:]
			}
		}
	}
	return name
}

func (r *rtype) Bits() int {
	if r == nil {
		panic("reflect: Bits of nil Type")
	}
	if k := r.Kind(); k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + r.String())
	}
	return int(r.Size()) * 8
}

func (r *rtype) ChanDir() ChanDir {
	r.must(Chan, "ChanDir")
	return dirOf(&r.t)
}

// dirOf: descriptors count both, send, receive.
func dirOf(t *inspect.Type) ChanDir { return [...]ChanDir{BothDir, SendDir, RecvDir}[t.Len] }

func (r *rtype) Elem() Type {
	switch r.Kind() {
	case Array, Chan, Map, Pointer, Slice:
		return typeOf(r.t.Elem)
	}
	panic("reflect: Elem of invalid type " + r.String())
}

func (r *rtype) Key() Type {
	r.must(Map, "Key")
	return typeOf(r.t.Key)
}

func (r *rtype) Len() int {
	r.must(Array, "Len")
	return int(r.t.Len)
}

func (r *rtype) IsVariadic() bool {
	r.must(Func, "IsVariadic")
	return isVariadic(&r.t)
}

func (r *rtype) NumIn() int {
	r.must(Func, "NumIn")
	return int(r.t.NumIn)
}

func (r *rtype) NumOut() int {
	r.must(Func, "NumOut")
	return numOut(&r.t)
}

func (r *rtype) In(i int) Type {
	r.must(Func, "In")
	if i < 0 || i >= int(r.t.NumIn) {
		outOfRange(i, int(r.t.NumIn))
	}
	return typeOf(in(&r.t, i))
}

func (r *rtype) Out(i int) Type {
	r.must(Func, "Out")
	if i < 0 || i >= numOut(&r.t) {
		outOfRange(i, numOut(&r.t))
	}
	return typeOf(out(&r.t, i))
}

// outOfRange panics as an index does.
func outOfRange(i, n int) { _ = make([]struct{}, n)[i] }

func (r *rtype) Ins() iter.Seq[Type] {
	r.must(Func, "Ins")
	return func(yield func(Type) bool) {
		for i := range r.NumIn() {
			if !yield(r.In(i)) {
				return
			}
		}
	}
}

func (r *rtype) Outs() iter.Seq[Type] {
	r.must(Func, "Outs")
	return func(yield func(Type) bool) {
		for i := range r.NumOut() {
			if !yield(r.Out(i)) {
				return
			}
		}
	}
}

func (r *rtype) OverflowInt(x int64) bool {
	if k := r.Kind(); k < Int || k > Int64 {
		panic("reflect: OverflowInt of non-int type " + r.String())
	}
	unused := 64 - r.Size()*8
	return x<<unused>>unused != x
}

func (r *rtype) OverflowUint(x uint64) bool {
	if k := r.Kind(); k < Uint || k > Uintptr {
		panic("reflect: OverflowUint of non-uint type " + r.String())
	}
	unused := 64 - r.Size()*8
	return x<<unused>>unused != x
}

func (r *rtype) OverflowFloat(x float64) bool {
	switch r.Kind() {
	case Float32:
		return overflows32(x)
	case Float64:
		return false
	}
	panic("reflect: OverflowFloat of non-float type " + r.String())
}

func (r *rtype) OverflowComplex(x complex128) bool {
	switch r.Kind() {
	case Complex64:
		return overflows32(real(x)) || overflows32(imag(x))
	case Complex128:
		return false
	}
	panic("reflect: OverflowComplex of non-complex type " + r.String())
}

// overflows32: infinity fits.
func overflows32(x float64) bool {
	const max32, max64 = 0x1p127 * (1 + (1 - 0x1p-23)), 0x1p1023 * (1 + (1 - 0x1p-52))
	if x < 0 {
		x = -x
	}
	return max32 < x && x <= max64
}

// CanSeq: can Value.Seq range over values of this type?
func (r *rtype) CanSeq() bool {
	switch r.Kind() {
	case Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr, Array, Slice, Chan, String, Map:
		return true
	case Func:
		return takesYield(&r.t, 1)
	case Pointer:
		return kindOf(r.t.Elem) == Array
	}
	return false
}

func (r *rtype) CanSeq2() bool {
	switch r.Kind() {
	case Array, Slice, String, Map:
		return true
	case Func:
		return takesYield(&r.t, 2)
	case Pointer:
		return kindOf(r.t.Elem) == Array
	}
	return false
}

// takesYield: is t func(yield func(n values) bool)?
func takesYield(t *inspect.Type, n int) bool {
	if t.NumIn != 1 || numOut(t) != 0 {
		return false
	}
	y := in(t, 0)
	return kindOf(y) == Func && int(y.NumIn) == n && numOut(y) == 1 && kindOf(out(y, 0)) == Bool
}
