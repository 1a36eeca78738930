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

// Flags of a type.
const (
	flagDirect     = 1
	flagComparable = 2
)

// Type is a type's descriptor: equal types have the same.
type Type struct {
	Size, PtrBytes, MaskPeriod uint64
	PtrMask                    *uint64
	Hash                       uint32
	Kind, Align                uint8
	Flags                      uint16
	Name, PkgPath              string
	Elem, Key, Slot            *Type
	Len                        uint64 // array; chan: direction; func: code of MakeFunc's functions
	Fields                     unsafe.Pointer
	NumField, NumIn            uint32
	Methods                    unsafe.Pointer
	NumMethod                  uint64
}

// FieldInfo is of a struct; of a function, a parameter or result without name.
type FieldInfo struct {
	Name     string
	Type     *Type
	Offset   uintptr
	Embedded uint64
	Tag      string
}

// MethodInfo: Code is called with a receiver of one word; PkgPath is "" for exported ones.
type MethodInfo struct {
	Name, PkgPath string
	Type          *Type // without receiver
	Code          uintptr
}

// words is an interface value taken apart. data is the value itself for pointer-shaped types
// (flagDirect), else its address.
type words struct {
	typ  *Type
	data unsafe.Pointer
}

type sliceHeader struct {
	data     unsafe.Pointer
	len, cap int
}

func unpack(v any) words {
	return *(*words)(unsafe.Pointer(&v))
}

func (t *Type) field(i int) *FieldInfo {
	return (*FieldInfo)(unsafe.Add(t.Fields, uintptr(i)*unsafe.Sizeof(FieldInfo{})))
}

// load makes an interface of the value of type t at p; of an interface there, what it holds.
func load(t *Type, p unsafe.Pointer) any {
	if t.Kind == Interface {
		if t.NumMethod == 0 {
			return *(*any)(p)
		}
		return *(*error)(p) // any type with methods has this representation
	}
	w := words{t, p}
	if t.Flags&flagDirect != 0 {
		w.data = *(*unsafe.Pointer)(p)
	}
	return *(*any)(unsafe.Pointer(&w))
}

// Field is one of a struct; of a function, a parameter or a result.
func (t *Type) Field(i int) *FieldInfo { return t.field(i) }

// Method is one of those sorted by name, hidden ones included.
func (t *Type) Method(i int) *MethodInfo {
	return (*MethodInfo)(unsafe.Add(t.Methods, uintptr(i)*unsafe.Sizeof(MethodInfo{})))
}

// part makes an interface of the part of w at the offset.
func part(w words, t *Type, offset uint64) any {
	if w.typ.Flags&flagDirect != 0 {
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
	return int(w.typ.Kind)
}

// TypeName is the name of v's type as %T prints it; "<nil>" for nil.
func TypeName(v any) string {
	w := unpack(v)
	if w.typ == nil {
		return "<nil>"
	}
	return w.typ.Name
}

// Comparable reports whether == is defined on v's type.
func Comparable(v any) bool {
	w := unpack(v)
	return w.typ == nil || w.typ.Flags&flagComparable != 0
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
	if w.typ.Kind == Slice {
		return (*sliceHeader)(w.data).data == nil
	}
	return w.typ.Flags&flagDirect != 0 && w.data == nil
}

// Len of a string, slice, array or map; the number of fields of a struct.
func Len(v any) int {
	w := unpack(v)
	switch w.typ.Kind {
	case String:
		return len(*(*string)(w.data))
	case Slice:
		return (*sliceHeader)(w.data).len
	case Array:
		return int(w.typ.Len)
	case Struct:
		return int(w.typ.NumField)
	case Map:
		return len(*(*map[int]int)(unsafe.Pointer(&w.data)))
	}
	return 0
}

// Index returns element i of a slice or an array.
func Index(v any, i int) any {
	w := unpack(v)
	t := w.typ.Elem
	if w.typ.Kind == Slice {
		return load(t, unsafe.Add((*sliceHeader)(w.data).data, uintptr(i)*uintptr(t.Size)))
	}
	return part(w, t, uint64(i)*t.Size)
}

// Field returns field i of a struct.
func Field(v any, i int) any {
	w := unpack(v)
	f := w.typ.field(i)
	return part(w, f.Type, uint64(f.Offset))
}

func FieldName(v any, i int) string {
	return unpack(v).typ.field(i).Name
}

func FieldType(v any, i int) string {
	return unpack(v).typ.field(i).Type.Name
}

// Elem returns what a pointer that is not nil points to.
func Elem(v any) any {
	w := unpack(v)
	return load(w.typ.Elem, w.data)
}

// ElemKind is the kind of a pointer's, slice's, array's or map's elements.
func ElemKind(v any) int {
	return int(unpack(v).typ.Elem.Kind)
}

func ElemType(v any) string {
	return unpack(v).typ.Elem.Name
}

// KeyType is for maps.
func KeyType(v any) string {
	return unpack(v).typ.Key.Name
}

// Integer returns the value of an integer of any kind, signed ones sign-extended, and a bool as 0
// or 1.
func Integer(v any) uint64 {
	w := unpack(v)
	switch w.typ.Kind {
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
	if w.typ.Kind == Float32 {
		return float64(*(*float32)(w.data))
	}
	return *(*float64)(w.data)
}

func Complex(v any) complex128 {
	w := unpack(v)
	if w.typ.Kind == Complex64 {
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
	if w.typ.Kind == Slice {
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

// TypeOf is nil for nil.
func TypeOf(v any) *Type { return unpack(v).typ }

// Load makes an interface of the value of type t at p.
func Load(t *Type, p unsafe.Pointer) any { return load(t, p) }

// reflectValue is a reflect.Value: data is where the value is, or the pointer that it is.
type reflectValue struct {
	words
	flag uintptr
}

const flagIndirect = 1 << 7 // in package reflect: flagIndir

// IsReflectValue: of exactly that type.
func IsReflectValue(v any) bool {
	t := unpack(v).typ
	return t != nil && t.Kind == Struct && t.Name == "reflect.Value" && t.PkgPath == "reflect"
}

// ReflectValue is what one stands for; valid is false for the zero Value.
func ReflectValue(v any) (held any, valid bool) {
	w := (*reflectValue)(unpack(v).data)
	if w.typ == nil {
		return nil, false
	}
	if w.flag&flagIndirect == 0 {
		return *(*any)(unsafe.Pointer(&w.words)), true
	}
	return load(w.typ, w.data), true
}

// Box is Load of a copy; t is no interface type.
func Box(t *Type, p unsafe.Pointer) any
