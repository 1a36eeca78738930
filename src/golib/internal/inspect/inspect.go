// Package inspect looks into interface values of any type: what fmt, errors and sort need, a small
// part of what reflection does. Nothing is copied: an element or field comes back as an interface
// whose data word points into the value it is part of.
//
// The structures below are those of the runtime's type descriptors (src/mem/typeinfo.h) and of
// interface values, word for word.
package inspect

import "unsafe"

// Kinds, numbered as in package reflect.
const (
	Invalid = iota
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

const (
	flagDirect     = 1
	flagComparable = 2
	flagNamed      = 8
	flagVariadic   = 16
)

type typeinfo struct {
	size, ptrdata, maskPeriod uint64
	ptrmask                   unsafe.Pointer
	hash                      uint32
	kind, align               uint8
	flags                     uint16
	name, pkgPath             string
	elem, key, slot           *typeinfo
	len                       uint64
	fields                    unsafe.Pointer
	nFields, nIn              uint32
	methods                   unsafe.Pointer
	nMethods                  uint64
}

type fieldinfo struct {
	name     string
	typ      *typeinfo
	offset   uint64
	embedded uint64
	tag      string
}

type methodinfo struct {
	name, pkgPath string
	typ           *typeinfo
	code          uint64
}

// words is an interface value taken apart. data is the value itself for pointer-shaped types
// (flagDirect), else its address.
type words struct {
	typ  *typeinfo
	data unsafe.Pointer
}

// reflectValue is how a reflect.Value begins.
type reflectValue struct {
	words
	indirect bool // data is where the value is, even if it is pointer-shaped
}

type sliceHeader struct {
	data     unsafe.Pointer
	len, cap int
}

func unpack(v any) words {
	return *(*words)(unsafe.Pointer(&v))
}

func (t *typeinfo) field(i int) *fieldinfo {
	return (*fieldinfo)(unsafe.Add(t.fields, uintptr(i)*unsafe.Sizeof(fieldinfo{})))
}

// load makes an interface of the value of type t at p; of an interface there, what it holds.
func load(t *typeinfo, p unsafe.Pointer) any {
	if t.kind == Interface {
		if t.nMethods == 0 {
			return *(*any)(p)
		}
		return *(*error)(p) // any type with methods has this representation
	}
	w := words{t, p}
	if t.flags&flagDirect != 0 {
		w.data = *(*unsafe.Pointer)(p)
	}
	return *(*any)(unsafe.Pointer(&w))
}

// part makes an interface of the part of w at the offset.
func part(w words, t *typeinfo, offset uint64) any {
	if w.typ.flags&flagDirect != 0 {
		return load(t, unsafe.Pointer(&w.data)) // the only part of a pointer-shaped value
	}
	return load(t, unsafe.Add(w.data, uintptr(offset)))
}

// Kind is Invalid for nil.
func Kind(v any) int {
	w := unpack(v)
	if w.typ == nil {
		return Invalid
	}
	return int(w.typ.kind)
}

// TypeName is the name of v's type as %T prints it; "<nil>" for nil.
func TypeName(v any) string {
	w := unpack(v)
	if w.typ == nil {
		return "<nil>"
	}
	return w.typ.name
}

// Comparable reports whether == is defined on v's type.
func Comparable(v any) bool {
	w := unpack(v)
	return w.typ == nil || w.typ.flags&flagComparable != 0
}

// SameType reports whether a and b are of identical types.
func SameType(a, b any) bool {
	return unpack(a).typ == unpack(b).typ
}

// IsNil is for pointers, maps, channels, functions, slices and unsafe pointers.
func IsNil(v any) bool {
	w := unpack(v)
	if w.typ == nil {
		return true
	}
	if w.typ.kind == Slice {
		return (*sliceHeader)(w.data).data == nil
	}
	return w.typ.flags&flagDirect != 0 && w.data == nil
}

// Len of a string, slice, array or map; the number of fields of a struct.
func Len(v any) int {
	w := unpack(v)
	switch w.typ.kind {
	case String:
		return len(*(*string)(w.data))
	case Slice:
		return (*sliceHeader)(w.data).len
	case Array:
		return int(w.typ.len)
	case Struct:
		return int(w.typ.nFields)
	case Map:
		return len(*(*map[int]int)(unsafe.Pointer(&w.data)))
	}
	return 0
}

// Index returns element i of a slice or an array.
func Index(v any, i int) any {
	w := unpack(v)
	t := w.typ.elem
	if w.typ.kind == Slice {
		return load(t, unsafe.Add((*sliceHeader)(w.data).data, uintptr(i)*uintptr(t.size)))
	}
	return part(w, t, uint64(i)*t.size)
}

// Field returns field i of a struct.
func Field(v any, i int) any {
	w := unpack(v)
	f := w.typ.field(i)
	return part(w, f.typ, f.offset)
}

func FieldName(v any, i int) string {
	return unpack(v).typ.field(i).name
}

func FieldType(v any, i int) string {
	return unpack(v).typ.field(i).typ.name
}

// Elem returns what a pointer that is not nil points to.
func Elem(v any) any {
	w := unpack(v)
	return load(w.typ.elem, w.data)
}

// ElemKind is the kind of a pointer's, slice's, array's or map's elements.
func ElemKind(v any) int {
	return int(unpack(v).typ.elem.kind)
}

func ElemType(v any) string {
	return unpack(v).typ.elem.name
}

// KeyType is for maps.
func KeyType(v any) string {
	return unpack(v).typ.key.name
}

// Integer returns the value of an integer of any kind, signed ones sign-extended, and a bool as 0
// or 1.
func Integer(v any) uint64 {
	w := unpack(v)
	switch w.typ.kind {
	case Int, Int64:
		return uint64(*(*int64)(w.data))
	case Int8:
		return uint64(*(*int8)(w.data))
	case Int16:
		return uint64(*(*int16)(w.data))
	case Int32:
		return uint64(*(*int32)(w.data))
	case Bool, Uint8:
		return uint64(*(*uint8)(w.data))
	case Uint16:
		return uint64(*(*uint16)(w.data))
	case Uint32:
		return uint64(*(*uint32)(w.data))
	}
	return *(*uint64)(w.data)
}

func Float(v any) float64 {
	w := unpack(v)
	if w.typ.kind == Float32 {
		return float64(*(*float32)(w.data))
	}
	return *(*float64)(w.data)
}

func Complex(v any) complex128 {
	w := unpack(v)
	if w.typ.kind == Complex64 {
		return complex128(*(*complex64)(w.data))
	}
	return *(*complex128)(w.data)
}

func Text(v any) string {
	return *(*string)(unpack(v).data)
}

// Bytes returns the bytes of a []byte of any name, the same memory.
func Bytes(v any) []byte {
	return *(*[]byte)(unpack(v).data)
}

// Address returns a pointer, map, channel, function or unsafe pointer as a number; of a slice,
// where its elements are.
func Address(v any) uintptr {
	w := unpack(v)
	if w.typ.kind == Slice {
		return uintptr((*sliceHeader)(w.data).data)
	}
	return uintptr(w.data)
}

// Data is where a value that is not pointer-shaped is, or the pointer that it is.
func Data(v any) unsafe.Pointer {
	return unpack(v).data
}

// MapEntries returns key, value, key, value and so on, in no order. m is a map that is not nil.
func MapEntries(m any) []any

// DataWord is the second word of the interface.
func DataWord(v any) uintptr {
	return uintptr(unpack(v).data)
}

// Type is a type's descriptor: equal types have the same.
type Type = typeinfo

// Field of a struct; of a function, a parameter or result without name.
type StructField struct {
	Name     string
	Type     *Type
	Offset   uintptr
	Embedded bool
	Tag      string
}

// TypeOf is nil for nil.
func TypeOf(v any) *Type { return unpack(v).typ }

// Load makes an interface of the value of type t at p; of an interface there, what it holds.
func Load(t *Type, p unsafe.Pointer) any { return load(t, p) }

// Make makes an interface of its words: data is the value for pointer-shaped types, else its address.
func Make(t *Type, data unsafe.Pointer) any {
	w := words{t, data}
	return *(*any)(unsafe.Pointer(&w))
}

// IsReflectValue: reflect.Value begins with a type and a place.
func IsReflectValue(v any) bool {
	t := unpack(v).typ
	return t != nil && t.kind == Struct && t.name == "reflect.Value" && t.pkgPath == "reflect"
}

// ReflectValue is what one stands for; valid is false for the zero Value.
func ReflectValue(v any) (held any, valid bool) {
	w := (*reflectValue)(unpack(v).data)
	if w.typ == nil {
		return nil, false
	}
	if !w.indirect {
		return Make(w.typ, w.data), true
	}
	return load(w.typ, w.data), true
}

// Box is Load of a copy; t is no interface type.
func Box(t *Type, p unsafe.Pointer) any

func (t *typeinfo) Kind() int        { return int(t.kind) }
func (t *typeinfo) Name() string     { return t.name }
func (t *typeinfo) PkgPath() string  { return t.pkgPath }
func (t *typeinfo) Named() bool      { return t.flags&flagNamed != 0 }
func (t *typeinfo) Direct() bool     { return t.flags&flagDirect != 0 }
func (t *typeinfo) Comparable() bool { return t.flags&flagComparable != 0 }
func (t *typeinfo) Variadic() bool   { return t.flags&flagVariadic != 0 }
func (t *typeinfo) Elem() *Type      { return t.elem }
func (t *typeinfo) Key() *Type       { return t.key }
func (t *typeinfo) Len() int         { return int(t.len) }
func (t *typeinfo) Size() uintptr    { return uintptr(t.size) }
func (t *typeinfo) Align() int       { return int(t.align) }
func (t *typeinfo) NumField() int    { return int(t.nFields) }
func (t *typeinfo) NumIn() int       { return int(t.nIn) }
func (t *typeinfo) NumMethod() int   { return int(t.nMethods) }

func (t *typeinfo) Field(i int) StructField {
	f := t.field(i)
	return StructField{f.name, f.typ, uintptr(f.offset), f.embedded != 0, f.tag}
}

// Method is the name of one, and "" or the package that it is hidden in.
func (t *typeinfo) Method(i int) (name, pkgPath string) {
	m := (*methodinfo)(unsafe.Add(t.methods, uintptr(i)*unsafe.Sizeof(methodinfo{})))
	return m.name, m.pkgPath
}
