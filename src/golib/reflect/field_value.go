package reflect

import (
	"errors"
	"iter"
	"unsafe"
)

func (v Value) NumField() int {
	v.must(Struct, "NumField")
	return int(v.t.NumField)
}

func (v Value) Field(i int) Value {
	v.must(Struct, "Field")
	if uint(i) >= uint(v.t.NumField) {
		panic("reflect: Field index out of range")
	}
	field := v.t.Field(i)
	f := v.flag&(flagStickyRO|flagIndir|flagAddr) | flag(field.Type.Kind)
	if !isExported(field.Name) {
		if field.Embedded != 0 {
			f |= flagEmbedRO
		} else {
			f |= flagStickyRO
		}
	}
	return Value{field.Type, unsafe.Add(v.p, field.Offset), f}
}

// FieldByIndex follows embedded pointers.
func (v Value) FieldByIndex(index []int) Value {
	if len(index) == 1 {
		return v.Field(index[0])
	}
	v.must(Struct, "FieldByIndex")
	for i, x := range index {
		if i > 0 && v.kind() == Pointer && kindOf(v.t.Elem) == Struct {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct")
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

func (v Value) FieldByIndexErr(index []int) (Value, error) {
	if len(index) == 1 {
		return v.Field(index[0]), nil
	}
	v.must(Struct, "FieldByIndexErr")
	for i, x := range index {
		if i > 0 && v.kind() == Pointer && kindOf(v.t.Elem) == Struct {
			if v.IsNil() {
				return Value{}, errors.New("reflect: indirection through nil pointer to embedded struct field " + typeOf(v.t.Elem).Name())
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

// FieldByName is the zero Value when there is none.
func (v Value) FieldByName(name string) Value {
	v.must(Struct, "FieldByName")
	if f, ok := rtypeOf(v.t).FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

func (v Value) FieldByNameFunc(match func(string) bool) Value {
	if f, ok := rtypeOf(v.t).FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

func (v Value) Fields() iter.Seq2[StructField, Value] {
	t := v.Type()
	if t.Kind() != Struct {
		panic("reflect: Fields of non-struct type " + t.String())
	}
	return func(yield func(StructField, Value) bool) {
		for i := range v.NumField() {
			if !yield(t.Field(i), v.Field(i)) {
				return
			}
		}
	}
}
