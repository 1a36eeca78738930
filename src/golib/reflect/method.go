package reflect

import (
	"internal/inspect"
	"iter"
	"unsafe"
)

// Method: Func takes the receiver first, and so does Type; of an interface's methods there is no Func,
// and Type is without receiver.
type Method struct {
	Name    string
	PkgPath string
	Type    Type
	Func    Value
	Index   int // for Type.Method
}

func (m Method) IsExported() bool { return m.PkgPath == "" }

// countMethods: the exported ones, of an interface all.
func countMethods(t *inspect.Type) int {
	if kindOf(t) == Interface {
		return int(t.NumMethod)
	}
	n := 0
	for i := range int(t.NumMethod) {
		if t.Method(i).PkgPath == "" {
			n++
		}
	}
	return n
}

// methodAt is number i of those that are counted; nil without it.
func methodAt(t *inspect.Type, i int) *inspect.MethodInfo {
	for k := range int(t.NumMethod) {
		m := t.Method(k)
		if m.PkgPath != "" && kindOf(t) != Interface {
			continue
		}
		if i == 0 {
			return m
		}
		i--
	}
	return nil
}

// methodNumber is -1 when there is none of that name that counts.
func methodNumber(t *inspect.Type, name string) int {
	n := 0
	for k := range int(t.NumMethod) {
		m := t.Method(k)
		if m.PkgPath != "" && kindOf(t) != Interface {
			continue
		}
		if m.Name == name {
			return n
		}
		n++
	}
	return -1
}

// expression makes number i of a type's methods, m, a function; only in programs that ask for methods.
var expression func(r *rtype, m *inspect.MethodInfo, i int) Method

//regionscope:for Method MethodByName Methods
func init() { expression = methodExpression }

func methodExpression(r *rtype, m *inspect.MethodInfo, i int) Method {
	params := []Type{r}
	for k := range int(m.Type.NumIn) {
		params = append(params, typeOf(in(m.Type, k)))
	}
	var results []Type
	for k := range numOut(m.Type) {
		results = append(results, typeOf(out(m.Type, k)))
	}
	t := FuncOf(params, results, isVariadic(m.Type))
	f := &function{t: t.descriptor(), method: m.Type, code: unsafe.Pointer(&m.Code), of: &r.t}
	return Method{Name: m.Name, Type: t, Func: f.value(), Index: i}
}

func (r *rtype) NumMethod() int { return countMethods(&r.t) }

func (r *rtype) Method(i int) Method {
	m := methodAt(&r.t, i)
	if i < 0 || m == nil {
		panic("reflect: Method index out of range")
	}
	if r.Kind() == Interface {
		return Method{Name: m.Name, PkgPath: m.PkgPath, Type: typeOf(m.Type), Index: i}
	}
	return expression(r, m, i)
}

func (r *rtype) MethodByName(name string) (Method, bool) {
	i := methodNumber(&r.t, name)
	if i < 0 {
		return Method{}, false
	}
	return r.Method(i), true
}

func (r *rtype) Methods() iter.Seq[Method] {
	return func(yield func(Method) bool) {
		for i := range r.NumMethod() {
			if !yield(r.Method(i)) {
				return
			}
		}
	}
}

func (v Value) NumMethod() int {
	if v.t == nil {
		panic(&ValueError{"reflect.Value.NumMethod", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return 0
	}
	return countMethods(v.t)
}

// Method is a function Value whose calls have v as receiver.
func (v Value) Method(i int) Value {
	if v.t == nil {
		panic(&ValueError{"reflect.Value.Method", Invalid})
	}
	if v.flag&flagMethod != 0 || uint(i) >= uint(countMethods(v.t)) {
		panic("reflect: Method index out of range")
	}
	if v.kind() == Interface && v.IsNil() {
		panic("reflect: Method on nil interface value")
	}
	return Value{v.t, v.p, v.ro() | v.flag&flagIndir | flag(Func) | flag(i)<<flagMethodShift | flagMethod}
}

func (v Value) MethodByName(name string) Value {
	if v.t == nil {
		panic(&ValueError{"reflect.Value.MethodByName", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return Value{}
	}
	i := methodNumber(v.t, name)
	if i < 0 {
		return Value{}
	}
	return v.Method(i)
}

func (v Value) Methods() iter.Seq2[Method, Value] {
	return func(yield func(Method, Value) bool) {
		for i, m := range enumerated(typeOf(v.Type().descriptor()).Methods()) {
			if !yield(m, v.Method(i)) {
				return
			}
		}
	}
}

func enumerated(list iter.Seq[Method]) iter.Seq2[int, Method] {
	return func(yield func(int, Method) bool) {
		n := 0
		for m := range list {
			if !yield(n, m) {
				return
			}
			n++
		}
	}
}

// methodType is that of a method Value.
func (v Value) methodType() *inspect.Type {
	i := int(v.flag >> flagMethodShift)
	m := methodAt(v.t, i)
	if m == nil {
		panic("reflect: internal error: invalid method index")
	}
	return m.Type
}

// receiver of a method Value: the function value to call, its type, and the word to pass first.
func (v Value) receiver(op string) (code unsafe.Pointer, t *inspect.Type, word unsafe.Pointer) {
	i := int(v.flag >> flagMethodShift)
	m := methodAt(v.t, i)
	if m == nil {
		panic("reflect: internal error: invalid method index")
	}
	if m.PkgPath != "" {
		panic("reflect: " + op + " of unexported method")
	}
	if kindOf(v.t) == Interface {
		w := (*[2]unsafe.Pointer)(v.p)
		if w[0] == nil {
			panic("reflect: " + op + " of method on nil interface value")
		}
		const table = 24 // bytes in front of an implementation's functions
		return unsafe.Add(w[0], table+8*i), m.Type, w[1]
	}
	word = v.p
	if v.flag&flagIndir != 0 && isDirect(v.t) {
		word = *(*unsafe.Pointer)(v.p)
	}
	return unsafe.Pointer(&m.Code), m.Type, word
}
