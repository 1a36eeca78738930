// Package reflect looks at types and values; of what changes values it has the setters, and it makes no
// types and calls no functions.
package reflect

import (
	"internal/inspect"
	"internal/number"
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
	Bits() int
	Comparable() bool
	Elem() Type
	Field(i int) StructField
	FieldByName(name string) (StructField, bool)
	In(i int) Type
	IsVariadic() bool
	Key() Type
	Kind() Kind
	Len() int
	Method(i int) Method
	Name() string
	NumField() int
	NumIn() int
	NumMethod() int
	NumOut() int
	Out(i int) Type
	PkgPath() string
	Size() uintptr
	String() string

	inspect() *inspect.Type
}

// Method has no function here.
type Method struct {
	Name    string
	PkgPath string
	Index   int
}

func (m Method) IsExported() bool { return m.PkgPath == "" }

// StructField: Index is for FieldByIndex.
type StructField struct {
	Name      string
	PkgPath   string // of a field that is not exported
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int
	Anonymous bool
}

func (f StructField) IsExported() bool { return f.PkgPath == "" }

// StructTag is by convention a list key:"value" key:"value".
type StructTag string

func (tag StructTag) Get(key string) string {
	v, _ := tag.Lookup(key)
	return v
}

func (tag StructTag) Lookup(key string) (value string, ok bool) {
	s := string(tag)
	for {
		for s != "" && s[0] == ' ' {
			s = s[1:]
		}
		colon := 0
		for colon < len(s) && s[colon] > ' ' && s[colon] != ':' && s[colon] != '"' && s[colon] != 0x7f {
			colon++
		}
		if colon == 0 || colon+1 >= len(s) || s[colon] != ':' || s[colon+1] != '"' {
			return "", false
		}
		end := colon + 2
		plain := true
		for end < len(s) && s[end] != '"' {
			if s[end] == '\\' {
				plain = false
				end++
			}
			end++
		}
		if end >= len(s) {
			return "", false
		}
		if s[:colon] == key {
			if plain {
				return s[colon+2 : end], true
			}
			return unescaped(s[colon+2 : end]), true
		}
		s = s[end+1:]
	}
}

// unescaped knows backslashes before quotes and backslashes.
func unescaped(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		out = append(out, s[i])
	}
	return string(out)
}

// rtype has the address of the type's descriptor.
type rtype struct {
	t inspect.Type
}

// rtypeOf: descriptors are no memory of the program's, so nothing escapes here.
func rtypeOf(t *inspect.Type) *rtype {
	x := uintptr(unsafe.Pointer(t))
	return (*rtype)(unsafe.Pointer(x ^ 0))
}

func typeOf(t *inspect.Type) Type {
	if t == nil {
		return nil
	}
	return rtypeOf(t)
}

// TypeOf is nil for nil.
func TypeOf(i any) Type { return typeOf(inspect.TypeOf(i)) }

// TypeFor is for interface types, too.
func TypeFor[T any]() Type { return TypeOf((*T)(nil)).Elem() }

func (r *rtype) inspect() *inspect.Type { return &r.t }
func (r *rtype) Align() int             { return r.t.Align() }
func (r *rtype) Comparable() bool       { return r.t.Comparable() }
func (r *rtype) Kind() Kind             { return Kind(r.t.Kind()) }
func (r *rtype) PkgPath() string        { return r.t.PkgPath() }
func (r *rtype) Size() uintptr          { return r.t.Size() }
func (r *rtype) String() string         { return r.t.Name() }
func (r *rtype) IsVariadic() bool       { return r.t.Variadic() }

// must panics when the kind is another.
func (r *rtype) must(kind Kind, method string) {
	if r.Kind() != kind {
		panic("reflect: " + method + " of non-" + kind.String() + " type " + r.String())
	}
}

// Name is empty for types that are not defined.
func (r *rtype) Name() string {
	kind := r.Kind()
	basic := kind <= Complex128 || kind == String || kind == UnsafePointer
	if !r.t.Named() && !basic {
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
	if k := r.Kind(); k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + r.String())
	}
	return int(r.Size()) * 8
}

func (r *rtype) Elem() Type {
	switch r.Kind() {
	case Array, Chan, Map, Pointer, Slice:
		return typeOf(r.t.Elem())
	}
	panic("reflect: Elem of invalid type " + r.String())
}

func (r *rtype) Key() Type {
	r.must(Map, "Key")
	return typeOf(r.t.Key())
}

func (r *rtype) Len() int {
	r.must(Array, "Len")
	return r.t.Len()
}

func (r *rtype) NumField() int {
	r.must(Struct, "NumField")
	return r.t.NumField()
}

func (r *rtype) Field(i int) StructField {
	r.must(Struct, "Field")
	if i < 0 || i >= r.t.NumField() {
		panic("reflect: Field index out of bounds")
	}
	f := r.t.Field(i)
	pkgPath := ""
	if !isExported(f.Name) {
		pkgPath = "main"
		if p := r.t.PkgPath(); p != "" {
			pkgPath = p
		}
	}
	return StructField{f.Name, pkgPath, typeOf(f.Type), StructTag(f.Tag), f.Offset, []int{i}, f.Embedded}
}

func isExported(name string) bool {
	return name != "" && (name[0] >= 'A' && name[0] <= 'Z' || name[0] >= 0x80)
}

// FieldByName looks into embedded structs level by level; two of one name on a level hide each other.
func (r *rtype) FieldByName(name string) (StructField, bool) {
	r.must(Struct, "FieldByName")
	type place struct {
		t     *rtype
		index []int
	}
	level := []place{{r, nil}}
	seen := map[*rtype]bool{}
	for len(level) > 0 {
		var next []place
		var found StructField
		n := 0
		for _, p := range level {
			if seen[p.t] {
				continue
			}
			seen[p.t] = true
			for i := range p.t.NumField() {
				f := p.t.Field(i)
				index := append(append([]int(nil), p.index...), i)
				if f.Name == name {
					found = f
					found.Index = index
					n++
				}
				if !f.Anonymous {
					continue
				}
				t := f.Type.(*rtype)
				if t.Kind() == Pointer {
					t = t.Elem().(*rtype)
				}
				if t.Kind() == Struct {
					next = append(next, place{t, index})
				}
			}
		}
		if n > 0 {
			return found, n == 1
		}
		level = next
	}
	return StructField{}, false
}

func (r *rtype) NumIn() int {
	r.must(Func, "NumIn")
	return r.t.NumIn()
}

func (r *rtype) NumOut() int {
	r.must(Func, "NumOut")
	return r.t.NumField() - r.t.NumIn()
}

func (r *rtype) In(i int) Type {
	r.must(Func, "In")
	return typeOf(r.t.Field(i).Type)
}

func (r *rtype) Out(i int) Type {
	r.must(Func, "Out")
	return typeOf(r.t.Field(r.t.NumIn() + i).Type)
}

// methods are the exported ones, of an interface all.
func (r *rtype) methods() []Method {
	var list []Method
	for i := range r.t.NumMethod() {
		name, pkgPath := r.t.Method(i)
		if pkgPath == "" || r.Kind() == Interface {
			list = append(list, Method{name, pkgPath, len(list)})
		}
	}
	return list
}

func (r *rtype) NumMethod() int { return len(r.methods()) }

func (r *rtype) Method(i int) Method {
	list := r.methods()
	if i < 0 || i >= len(list) {
		panic("reflect: Method index out of range")
	}
	return list[i]
}
