package reflect

import (
	"internal/inspect"
	"internal/number"
	"unsafe"
)

func (r *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return implements(u.descriptor(), &r.t)
}

func (r *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	t := u.descriptor()
	return assignable(t, &r.t) || kindOf(t) == Interface && implements(t, &r.t)
}

func (r *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return convertible(u.descriptor(), &r.t)
}

// convertible is there in programs that ask.
var convertible func(to, from *inspect.Type) bool

//regionscope:for ConvertibleTo CanConvert
func init() {
	convertible = func(to, from *inspect.Type) bool { return conversionOf(to, from) != nil }
}

// implements: both lists of methods are sorted alike.
func implements(iface, t *inspect.Type) bool {
	k := 0
	for i := range int(iface.NumMethod) {
		want := iface.Method(i)
		for {
			if k >= int(t.NumMethod) {
				return false
			}
			have := t.Method(k)
			k++
			if have.Name == want.Name && have.PkgPath == want.PkgPath {
				if have.Type != want.Type {
					return false
				}
				break
			}
		}
	}
	return true
}

// assignable, interfaces left out: the same type, or one of them has no name and they are built alike.
func assignable(to, from *inspect.Type) bool {
	if to == from {
		return true
	}
	if isNamed(to) && isNamed(from) || to.Kind != from.Kind {
		return false
	}
	if kindOf(to) == Chan && dirOf(from) == BothDir && to.Elem == from.Elem {
		return true
	}
	return alikeBelow(to, from, true)
}

func alike(a, b *inspect.Type, tags bool) bool {
	if tags {
		return a == b
	}
	if isNamed(a) || isNamed(b) {
		return a == b
	}
	return a.Kind == b.Kind && alikeBelow(a, b, false)
}

// alikeBelow: do a and b have the same underlying type?
func alikeBelow(a, b *inspect.Type, tags bool) bool {
	if a == b {
		return true
	}
	if a.Kind != b.Kind {
		return false
	}
	switch k := kindOf(a); k {
	case Array:
		return a.Len == b.Len && alike(a.Elem, b.Elem, tags)
	case Chan:
		return a.Len == b.Len && alike(a.Elem, b.Elem, tags)
	case Func:
		if a.NumField != b.NumField || a.NumIn != b.NumIn || isVariadic(a) != isVariadic(b) {
			return false
		}
		for i := range int(a.NumField) {
			if !alike(a.Field(i).Type, b.Field(i).Type, tags) {
				return false
			}
		}
		return true
	case Interface:
		return a.NumMethod == b.NumMethod && implements(a, b) && implements(b, a)
	case Map:
		return alike(a.Key, b.Key, tags) && alike(a.Elem, b.Elem, tags)
	case Pointer, Slice:
		return alike(a.Elem, b.Elem, tags)
	case Struct:
		if a.NumField != b.NumField {
			return false
		}
		for i := range int(a.NumField) {
			x, y := a.Field(i), b.Field(i)
			if x.Name != y.Name || x.Offset != y.Offset || x.Embedded != y.Embedded || tags && x.Tag != y.Tag || !alike(x.Type, y.Type, tags) {
				return false
			}
		}
		return true
	default:
		return true
	}
}

type conversion func(v Value, t *inspect.Type) Value

// conversionOf is nil when there is none.
func conversionOf(to, from *inspect.Type) conversion {
	tk, fk := kindOf(to), kindOf(from)
	isInteger := func(k Kind) bool { return k >= Int && k <= Uintptr }
	isFloat := func(k Kind) bool { return k == Float32 || k == Float64 }
	isComplex := func(k Kind) bool { return k == Complex64 || k == Complex128 }
	isText := func(t *inspect.Type) bool { // []byte or []rune
		e := t.Elem
		return kindOf(t) == Slice && e.PkgPath == "" && (kindOf(e) == Uint8 || kindOf(e) == Int32)
	}
	switch {
	case isInteger(fk) && isInteger(tk):
		return convertInteger
	case isInteger(fk) && tk == String:
		return convertRune
	case isInteger(fk) && isFloat(tk), isFloat(fk) && (isInteger(tk) || isFloat(tk)):
		return convertNumber
	case isComplex(fk) && isComplex(tk):
		return func(v Value, t *inspect.Type) Value {
			r := fresh(v, t)
			r.SetComplex(v.Complex())
			return settled(r, v)
		}
	case fk == String && isText(to):
		return convertString
	case isText(from) && tk == String:
		return convertText
	case fk == Slice && tk == Pointer && kindOf(to.Elem) == Array && from.Elem == to.Elem.Elem:
		return convertArrayPointer
	case fk == Slice && tk == Array && from.Elem == to.Elem:
		return convertArray
	case fk == Chan && tk == Chan && dirOf(from) == BothDir && (!isNamed(to) || !isNamed(from)) && to.Elem == from.Elem:
		return convertSame
	case alikeBelow(to, from, false):
		return convertSame
	case tk == Pointer && !isNamed(to) && fk == Pointer && !isNamed(from) && alikeBelow(to.Elem, from.Elem, false):
		return convertSame
	case tk == Interface && implements(to, from):
		return convertInterface
	}
	return nil
}

func (v Value) Convert(t Type) Value {
	if v.flag&flagMethod != 0 {
		v = bound("Convert", v)
	}
	to := t.descriptor()
	c := conversionOf(to, v.t)
	if c == nil {
		panic("reflect.Value.Convert: value of type " + v.t.Name + " cannot be converted to type " + t.String())
	}
	return c(v, to)
}

// CanConvert: slices can be too short for arrays.
//
//golib:leaks v=calls v=mutates
func (v Value) CanConvert(t Type) bool {
	if !v.Type().ConvertibleTo(t) {
		return false
	}
	if v.kind() == Slice {
		if t.Kind() == Array && t.Len() > v.Len() {
			return false
		}
		if t.Kind() == Pointer && t.Elem().Kind() == Array && t.Elem().Len() > v.Len() {
			return false
		}
	}
	return true
}

// fresh is a place for the result, settled what is left of it when that is stored.
func fresh(v Value, t *inspect.Type) Value {
	return Value{t, newObject(t, 1), flagIndir | flagAddr | flag(t.Kind)}
}

func settled(r, v Value) Value {
	r.flag = flagIndir | flag(r.t.Kind) | v.ro()
	return r
}

func (v Value) anyInteger() uint64 {
	if v.CanInt() {
		return uint64(v.Int())
	}
	return v.Uint()
}

func convertInteger(v Value, t *inspect.Type) Value {
	r := fresh(v, t)
	setWord(r.p, bytesOf(t), v.anyInteger())
	return settled(r, v)
}

func convertRune(v Value, t *inspect.Type) Value {
	r := fresh(v, t)
	x := v.anyInteger()
	s := "\uFFFD"
	if v.CanInt() && int64(rune(x)) == int64(x) || v.CanUint() && uint64(rune(x)) == x {
		s = string(rune(x))
	}
	r.SetString(s)
	return settled(r, v)
}

func convertNumber(v Value, t *inspect.Type) Value {
	r := fresh(v, t)
	switch {
	case r.CanInt():
		r.SetInt(int64(v.Float()))
	case r.CanUint():
		r.SetUint(uint64(v.Float()))
	case v.CanInt():
		r.SetFloat(float64(v.Int()))
	case v.CanUint():
		r.SetFloat(float64(v.Uint()))
	case r.kind() == Float32 && v.kind() == Float32:
		*(*uint32)(r.p) = *(*uint32)(v.p) // a signaling NaN stays one
	default:
		r.SetFloat(v.Float())
	}
	return settled(r, v)
}

func convertString(v Value, t *inspect.Type) Value {
	r := fresh(v, t)
	if kindOf(t.Elem) == Uint8 {
		*(*[]byte)(r.p) = []byte(v.String())
	} else {
		*(*[]rune)(r.p) = []rune(v.String())
	}
	return settled(r, v)
}

func convertText(v Value, t *inspect.Type) Value {
	r := fresh(v, t)
	if kindOf(v.t.Elem) == Uint8 {
		r.SetString(string(*(*[]byte)(v.p)))
	} else {
		r.SetString(string(*(*[]rune)(v.p)))
	}
	return settled(r, v)
}

func tooShort(v Value, n uint64, what string) {
	if int(n) > v.Len() {
		panic("reflect: cannot convert slice with length " + string(number.AppendInt(nil, int64(v.Len()))) +
			" to " + what + " with length " + string(number.AppendInt(nil, int64(n))))
	}
}

func convertArrayPointer(v Value, t *inspect.Type) Value {
	tooShort(v, t.Elem.Len, "pointer to array")
	return Value{t, (*slice)(v.p).data, v.ro() | flag(Pointer)}
}

func convertArray(v Value, t *inspect.Type) Value {
	tooShort(v, t.Len, "array")
	r := fresh(v, t)
	move(t, r.p, (*slice)(v.p).data, 1)
	r = settled(r, v)
	if isDirect(t) {
		return Value{t, *(*unsafe.Pointer)(r.p), r.flag &^ flagIndir}
	}
	return r
}

// convertSame changes nothing but the type.
func convertSame(v Value, t *inspect.Type) Value {
	f := v.flag&flagIndir | v.ro() | flag(t.Kind)
	p := v.p
	if v.flag&flagAddr != 0 {
		p = newObject(t, 1)
		move(t, p, v.p, 1)
	}
	if kindOf(t) == Func {
		return Value{t, fit(v.pointer(), t), f &^ flagIndir}
	}
	return Value{t, p, f}
}

func convertInterface(v Value, t *inspect.Type) Value {
	r := fresh(v, t)
	if v.kind() != Interface || !v.IsNil() {
		storeInterface(t, r.p, v.withoutRO().load())
	}
	return settled(r, v)
}
