// Package inspect, by reflection.
package inspect

import (
	"reflect"
	"unsafe"
)

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

// addressable returns a copy of v that parts can be taken from, unexported fields too.
func addressable(v any) reflect.Value {
	r := reflect.New(reflect.TypeOf(v)).Elem()
	r.Set(reflect.ValueOf(v))
	return r
}

func open(r reflect.Value) any {
	return reflect.NewAt(r.Type(), unsafe.Pointer(r.UnsafeAddr())).Elem().Interface()
}

func Kind(v any) int {
	if v == nil {
		return Invalid
	}
	return int(reflect.TypeOf(v).Kind())
}

func TypeName(v any) string {
	if v == nil {
		return "<nil>"
	}
	return reflect.TypeOf(v).String()
}

func Comparable(v any) bool { return v == nil || reflect.TypeOf(v).Comparable() }

func SameType(a, b any) bool { return reflect.TypeOf(a) == reflect.TypeOf(b) }

func IsNil(v any) bool {
	switch reflect.ValueOf(v).Kind() {
	case reflect.Invalid:
		return true
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.Slice,
		reflect.UnsafePointer:
		return reflect.ValueOf(v).IsNil()
	}
	return false
}

func Len(v any) int {
	if Kind(v) == Struct {
		return reflect.ValueOf(v).NumField()
	}
	return reflect.ValueOf(v).Len()
}

func Index(v any, i int) any {
	if Kind(v) == Slice {
		return open(reflect.ValueOf(v).Index(i))
	}
	return open(addressable(v).Index(i))
}

func Field(v any, i int) any        { return open(addressable(v).Field(i)) }
func FieldName(v any, i int) string { return reflect.TypeOf(v).Field(i).Name }
func FieldType(v any, i int) string { return reflect.TypeOf(v).Field(i).Type.String() }
func Elem(v any) any                { return open(reflect.ValueOf(v).Elem()) }
func ElemKind(v any) int            { return int(reflect.TypeOf(v).Elem().Kind()) }
func ElemType(v any) string         { return reflect.TypeOf(v).Elem().String() }
func KeyType(v any) string          { return reflect.TypeOf(v).Key().String() }
func Float(v any) float64           { return reflect.ValueOf(v).Float() }
func Complex(v any) complex128      { return reflect.ValueOf(v).Complex() }
func Text(v any) string             { return reflect.ValueOf(v).String() }
func Bytes(v any) []byte            { return reflect.ValueOf(v).Bytes() }
func Address(v any) uintptr         { return uintptr(reflect.ValueOf(v).UnsafePointer()) }
func DataWord(v any) uintptr        { return (*[2]uintptr)(unsafe.Pointer(&v))[1] }

func Integer(v any) uint64 {
	r := reflect.ValueOf(v)
	switch {
	case r.Kind() == reflect.Bool:
		if r.Bool() {
			return 1
		}
		return 0
	case r.CanInt():
		return uint64(r.Int())
	}
	return r.Uint()
}

func MapEntries(m any) []any {
	var list []any
	for it := reflect.ValueOf(m).MapRange(); it.Next(); {
		list = append(list, it.Key().Interface(), it.Value().Interface())
	}
	return list
}

func Data(v any) unsafe.Pointer {
	return (*[2]unsafe.Pointer)(unsafe.Pointer(&v))[1]
}

func IsReflectValue(v any) bool { return false }

func ReflectValue(v any) (held any, valid bool) { return nil, false }
