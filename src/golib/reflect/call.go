package reflect

import (
	"internal/inspect"
	"runtime"
	"unsafe"
)

// function is what a function value points to that MakeFunc made, or a method value, or a method whose
// receiver is the first parameter. The code is made by the compiler for each type of functions: it
// calls callReflect. For types that the program does not have there is none: only Call gets there.
type function struct {
	entry  uintptr
	t      *inspect.Type
	body   func(args []Value) []Value
	method *inspect.Type  // without receiver; nil: body
	self   Value          // a method value, whose receiver is looked at when it is called
	code   unsafe.Pointer // else the function value of the method
	of     *inspect.Type  // and the type of the receiver, the first parameter
}

func (f *function) value() Value {
	_ = callReflect // called by that code
	f.entry = uintptr(f.t.Len)
	return Value{f.t, unsafe.Pointer(f), flag(Func)}
}

// madeFunction is the one that a function value of type t points to, when there is no code that calls it.
func madeFunction(p unsafe.Pointer) *function {
	if p != nil && *(*uintptr)(p) == 0 {
		return (*function)(p)
	}
	return nil
}

// fit is the function value p for type t, which has the same parameters and results as p's.
func fit(p unsafe.Pointer, t *inspect.Type) unsafe.Pointer {
	if f := madeFunction(p); f != nil && t.Len != 0 {
		g := *f
		g.t, g.entry = t, uintptr(t.Len)
		return unsafe.Pointer(&g)
	}
	return p
}

// MakeFunc makes a function of type typ that calls fn.
func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	if typ.Kind() != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	f := &function{t: typ.descriptor(), body: fn}
	return f.value()
}

// bound is the method value that v stands for.
func bound(op string, v Value) Value {
	if v.flag&flagMethod == 0 {
		panic("reflect: internal error: invalid use of makeMethodValue")
	}
	_, t, _ := v.receiver(op)
	f := &function{t: t, method: t, self: v}
	m := f.value()
	m.flag |= v.ro()
	return m
}

// boundCode is where the code of all method values is said to be.
func boundCode() uintptr {
	f := methodValueCall
	return **(**uintptr)(unsafe.Pointer(&f))
}

func methodValueCall() {}

// callReflect runs f for the code that was called; the parameters are in frame, results go behind them.
// The compiler makes it invisible for recover, and callMethod, too.
func callReflect(f *function, frame unsafe.Pointer) {
	if f.method != nil {
		callMethod(f, frame)
		return
	}
	args := make([]Value, 0, f.t.NumIn)
	for i := range int(f.t.NumIn) {
		t := in(f.t, i)
		args = append(args, argument(t, frame))
		frame = unsafe.Add(frame, wordsOf(t)*8)
	}
	results := f.body(args)
	checkResults(f, results)
	for i := range results {
		t := out(f.t, i)
		v := results[i].assignTo("reflect.MakeFunc", t)
		slot(t, frame, v.place())
		frame = unsafe.Add(frame, wordsOf(t)*8)
	}
	runtime.KeepAlive(f)
}

// argument is a copy of what is in the frame.
func argument(t *inspect.Type, frame unsafe.Pointer) Value {
	if isBoxed(t) {
		frame = *(*unsafe.Pointer)(frame)
	}
	return copyOf(0, t, frame)
}

func checkResults(f *function, results []Value) {
	if len(results) != numOut(f.t) {
		panic("reflect: wrong return count from function created by MakeFunc")
	}
	for _, v := range results {
		if v.t == nil {
			panic("reflect: function created by MakeFunc using closure returned zero Value")
		}
		if v.flag&flagRO != 0 {
			panic("reflect: function created by MakeFunc using closure returned value obtained from unexported field")
		}
	}
}

func callMethod(f *function, frame unsafe.Pointer) {
	code := f.code
	var word unsafe.Pointer
	if f.of != nil {
		word = argument(f.of, frame).p
		frame = unsafe.Add(frame, wordsOf(f.of)*8)
	} else {
		code, _, word = f.self.receiver("call")
	}
	callWords(code, f.method, &word, nil, nil, frame)
}

// callWords chooses the function with room enough.
func callWords(code unsafe.Pointer, t *inspect.Type, recv *unsafe.Pointer, args, results *unsafe.Pointer, frame unsafe.Pointer) {
	words := uintptr(1)
	for i := range int(t.NumField) {
		words += wordsOf(t.Field(i).Type)
	}
	switch {
	case words <= 16:
		call16(code, t, recv, args, results, frame)
	case words <= 128:
		call128(code, t, recv, args, results, frame)
	case words <= 1024:
		call1024(code, t, recv, args, results, frame)
	case words <= 8192:
		call8192(code, t, recv, args, results, frame)
	case words <= 60000:
		call60000(code, t, recv, args, results, frame)
	default:
		panic("reflect.Value.Call: too many arguments for a frame of 64K words")
	}
}

// Call calls the function v; arguments are assigned to the parameters, those of a variadic one too.
//
//golib:leaks in=mutates
func (v Value) Call(in []Value) []Value {
	v.must(Func, "Call")
	v.mustExport("reflect.Value.Call")
	return v.call("Call", in)
}

// CallSlice passes the last argument on as the variadic parameter.
//
//golib:leaks in=mutates
func (v Value) CallSlice(in []Value) []Value {
	v.must(Func, "CallSlice")
	v.mustExport("reflect.Value.CallSlice")
	return v.call("CallSlice", in)
}

func (v Value) call(op string, given []Value) []Value {
	var code unsafe.Pointer
	var t *inspect.Type
	var word unsafe.Pointer
	var recv *unsafe.Pointer
	if v.flag&flagMethod != 0 {
		code, t, word = v.receiver(op)
		recv = &word
	} else {
		code, t = v.pointer(), v.t
	}
	if code == nil {
		panic("reflect.Value.Call: call of nil function")
	}
	args := arguments(t, op, given)
	if f := madeFunction(code); f != nil && recv == nil {
		if f.method == nil {
			results := f.body(args)
			checkResults(f, results)
			list := make([]Value, len(results))
			for i := range results {
				list[i] = results[i].assignTo("reflect.MakeFunc", out(t, i))
			}
			return list
		}
		code, t, recv = f.code, f.method, &word
		if f.of != nil {
			word = args[0].p
			if isDirect(f.of) {
				word = args[0].pointer()
			}
			args = args[1:]
		} else {
			code, _, word = f.self.receiver("call")
		}
	}
	places := make([]unsafe.Pointer, len(args)+numOut(t)+1)
	for i := range args {
		places[i] = args[i].place()
	}
	results := make([]Value, numOut(t))
	for i := range results {
		r := out(t, i)
		results[i] = Value{r, newObject(r, 1), flagIndir | flag(r.Kind)}
		places[len(args)+i] = results[i].p
	}
	callWords(code, t, recv, &places[0], &places[len(args)], nil)
	for i := range results {
		if r := &results[i]; isDirect(r.t) {
			r.p = *(*unsafe.Pointer)(r.p)
			r.flag &^= flagIndir
		}
	}
	runtime.KeepAlive(args)
	return results
}

// arguments checks them and makes them values of the parameters' types; the list is a new one.
func arguments(t *inspect.Type, op string, args []Value) []Value {
	n := int(t.NumIn)
	variadic := isVariadic(t)
	if op == "CallSlice" {
		if !variadic {
			panic("reflect: CallSlice of non-variadic function")
		}
		if len(args) < n {
			panic("reflect: CallSlice with too few input arguments")
		}
		if len(args) > n {
			panic("reflect: CallSlice with too many input arguments")
		}
		variadic = false
	} else {
		if variadic {
			n--
		}
		if len(args) < n {
			panic("reflect: Call with too few input arguments")
		}
		if !variadic && len(args) > n {
			panic("reflect: Call with too many input arguments")
		}
	}
	for _, x := range args {
		if x.Kind() == Invalid {
			panic("reflect: " + op + " using zero Value argument")
		}
	}
	for i := range n {
		if x := args[i].Type(); !x.AssignableTo(typeOf(in(t, i))) {
			panic("reflect: " + op + " using " + x.String() + " as type " + in(t, i).Name)
		}
	}
	list := append(make([]Value, 0, n+1), args[:n]...)
	if variadic {
		list = append(list, rest(typeOf(in(t, n)), op, args[n:]))
	}
	for i := range list {
		list[i].mustExport("reflect.Value." + op)
		list[i] = list[i].assignTo("reflect.Value.Call", in(t, i))
	}
	return list
}

// rest is a slice of type t of the arguments.
func rest(t Type, op string, args []Value) Value {
	s := MakeSlice(t, len(args), len(args))
	for i, x := range args {
		if xt := x.Type(); !xt.AssignableTo(t.Elem()) {
			panic("reflect: cannot use " + xt.String() + " as type " + t.Elem().String() + " in " + op)
		}
		s.Index(i).Set(x)
	}
	return s
}
