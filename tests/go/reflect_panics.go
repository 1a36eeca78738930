package main

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
)

type S struct {
	Pub  int
	priv int
	Fn   func()
	in
	I fmt.Stringer
	*P
}
type in struct{ X int }
type P struct{ Deep int }

func (S) M(int) {}
func (S) hid()  {}

type hider interface{ hid() }

func try(name string, f func()) {
	defer func() {
		e := recover()
		_, isRuntime := e.(runtime.Error)
		ve, isValue := e.(*reflect.ValueError)
		if isValue {
			fmt.Printf("%s: %v (ValueError %s %v)\n", name, e, ve.Method, ve.Kind)
		} else {
			fmt.Printf("%s: %v %T %v\n", name, e, e, isRuntime)
		}
	}()
	f()
}

// Every method without arguments on values of many kinds.
func methodsOfKinds() {
	values := []reflect.Value{{}, reflect.ValueOf(true), reflect.ValueOf(1), reflect.ValueOf(uint8(1)), reflect.ValueOf(1.5), reflect.ValueOf(1i), reflect.ValueOf("s"), reflect.ValueOf([]int{1}),
		reflect.ValueOf([2]int{}), reflect.ValueOf(map[int]int{}), reflect.ValueOf(new(int)), reflect.ValueOf(S{}), reflect.ValueOf(make(chan int)), reflect.ValueOf(func() {}), reflect.ValueOf(new(any)).Elem()}
	methods := map[string]func(reflect.Value){
		"Addr": func(v reflect.Value) { v.Addr() }, "Bool": func(v reflect.Value) { v.Bool() }, "Bytes": func(v reflect.Value) { v.Bytes() }, "Cap": func(v reflect.Value) { v.Cap() },
		"Close": func(v reflect.Value) { v.Close() }, "Complex": func(v reflect.Value) { v.Complex() }, "Elem": func(v reflect.Value) { v.Elem() }, "Float": func(v reflect.Value) { v.Float() },
		"Int": func(v reflect.Value) { v.Int() }, "Interface": func(v reflect.Value) { v.Interface() }, "IsNil": func(v reflect.Value) { v.IsNil() }, "IsZero": func(v reflect.Value) { v.IsZero() },
		"Len": func(v reflect.Value) { v.Len() }, "MapKeys": func(v reflect.Value) { v.MapKeys() }, "MapRange": func(v reflect.Value) { v.MapRange() }, "NumField": func(v reflect.Value) { v.NumField() },
		"NumMethod": func(v reflect.Value) { v.NumMethod() }, "Pointer": func(v reflect.Value) { v.Pointer() }, "Type": func(v reflect.Value) { v.Type() }, "Uint": func(v reflect.Value) { v.Uint() },
		"UnsafeAddr": func(v reflect.Value) { v.UnsafeAddr() }, "UnsafePointer": func(v reflect.Value) { v.UnsafePointer() }, "Clear": func(v reflect.Value) { v.Clear() }, "CanInterface": func(v reflect.Value) { v.CanInterface() },
		"Index": func(v reflect.Value) { v.Index(5) }, "Field": func(v reflect.Value) { v.Field(9) }, "Method": func(v reflect.Value) { v.Method(7) }, "MethodByName": func(v reflect.Value) { v.MethodByName("x") },
		"Slice": func(v reflect.Value) { v.Slice(3, 2) }, "Slice3": func(v reflect.Value) { v.Slice3(1, 2, 9) }, "Call": func(v reflect.Value) { v.Call([]reflect.Value{{}}) }, "CallSlice": func(v reflect.Value) { v.CallSlice(nil) },
		"Recv": func(v reflect.Value) { v.TryRecv() }, "SetInt": func(v reflect.Value) { v.SetInt(1) }, "Set": func(v reflect.Value) { v.Set(v) }, "SetLen": func(v reflect.Value) { v.SetLen(1) },
		"FieldByName": func(v reflect.Value) { v.FieldByName("x") }, "FieldByIndex": func(v reflect.Value) { v.FieldByIndex([]int{1, 2}) }, "MapIndex": func(v reflect.Value) { v.MapIndex(v) }, "SetMapIndex": func(v reflect.Value) { v.SetMapIndex(v, v) },
		"OverflowInt": func(v reflect.Value) { v.OverflowInt(1) }, "OverflowFloat": func(v reflect.Value) { v.OverflowFloat(1) }, "Grow": func(v reflect.Value) { v.Grow(1) }, "Seq": func(v reflect.Value) { v.Seq() },
	}
	var names []string
	for n := range methods {
		names = append(names, n)
	}
	for i := range names { // sorted by hand
		for j := i + 1; j < len(names); j++ {
			if names[j] < names[i] {
				names[i], names[j] = names[j], names[i]
			}
		}
	}
	for _, n := range names {
		for _, v := range values {
			try(n+" "+v.Kind().String(), func() { methods[n](v) })
		}
	}
}

func settables() {
	var s S
	v := reflect.ValueOf(&s).Elem()
	setters := map[string]func(reflect.Value){"bool": func(v reflect.Value) { v.SetBool(true) }, "bytes": func(v reflect.Value) { v.SetBytes(nil) }, "complex": func(v reflect.Value) { v.SetComplex(1) },
		"float": func(v reflect.Value) { v.SetFloat(1) }, "int": func(v reflect.Value) { v.SetInt(1) }, "len": func(v reflect.Value) { v.SetLen(1) }, "cap": func(v reflect.Value) { v.SetCap(1) },
		"pointer": func(v reflect.Value) { v.SetPointer(nil) }, "string": func(v reflect.Value) { v.SetString("x") }, "uint": func(v reflect.Value) { v.SetUint(1) }, "zero": func(v reflect.Value) { v.SetZero() }}
	for _, n := range strings.Fields("bool bytes complex float int len cap pointer string uint zero") {
		try(n+" of struct", func() { setters[n](v) })
		try(n+" of copy", func() { setters[n](reflect.ValueOf(1)) })
		try(n+" of hidden", func() { setters[n](v.Field(1)) })
		try(n+" of nothing", func() { setters[n](reflect.Value{}) })
	}
	try("set type", func() { v.Field(0).Set(reflect.ValueOf("s")) })
	try("set hidden", func() { v.Field(0).Set(v.Field(1)) })
	try("set interface", func() { v.FieldByName("I").Set(reflect.ValueOf(1)) })
	try("set zero Value", func() { v.Field(0).Set(reflect.Value{}) })
	try("embedded hidden", func() { v.FieldByName("X").SetInt(1); fmt.Println(s.X) })
	try("interface of hidden", func() { v.Field(1).Interface() })
	try("method of hidden", func() { v.FieldByName("in").Interface() })
	try("through nil", func() { v.FieldByName("Deep") })
	_, err := v.FieldByIndexErr([]int{5, 0})
	fmt.Println(err)
	list := []int{1, 2}
	l := reflect.ValueOf(&list).Elem()
	try("SetLen", func() { l.SetLen(3) })
	try("SetCap", func() { l.SetCap(1) })
	try("Slice", func() { l.Slice(1, 5) })
	try("Grow", func() { l.Grow(-1) })
	try("Index", func() { l.Index(-1) })
	try("array", func() { reflect.ValueOf([2]int{}).Slice(0, 1) })
	try("append", func() { reflect.Append(l, reflect.ValueOf("x")) })
	try("append to int", func() { reflect.Append(reflect.ValueOf(1), reflect.ValueOf("x")) })
	try("AppendSlice", func() { reflect.AppendSlice(l, reflect.ValueOf([]string{})) })
	try("Copy", func() { reflect.Copy(l, reflect.ValueOf([]string{})) })
	try("Copy int", func() { reflect.Copy(l, reflect.ValueOf(1)) })
	try("Copy array", func() { reflect.Copy(reflect.ValueOf([1]int{}), l) })
	try("Swapper", func() { reflect.Swapper(1) })
	try("swap", func() { reflect.Swapper(list)(0, 2) })
}

func calls() {
	f := func(int, string) {}
	v := reflect.ValueOf(f)
	args := func(xs ...any) (list []reflect.Value) {
		for _, x := range xs {
			list = append(list, reflect.ValueOf(x))
		}
		return
	}
	try("few", func() { v.Call(args(1)) })
	try("many", func() { v.Call(args(1, "a", 2)) })
	try("type", func() { v.Call(args("a", 1)) })
	try("zero", func() { v.Call(args(1, nil)) })
	try("nil", func() { reflect.ValueOf((func())(nil)).Call(nil) })
	try("slice", func() { v.CallSlice(args(1, "a")) })
	vv := reflect.ValueOf(fmt.Sprint)
	try("CallSlice few", func() { vv.CallSlice(nil) })
	try("CallSlice many", func() { vv.CallSlice(args(1, 2)) })
	vi := reflect.ValueOf(func(string, ...int) {})
	try("variadic", func() { vi.Call(args("a", "b")) })
	var s S
	try("hidden func", func() { reflect.ValueOf(struct{ f func() }{func() {}}).Field(0).Call(nil) })
	try("hidden arg", func() { v.Call([]reflect.Value{reflect.ValueOf(s).Field(1), reflect.ValueOf("")}) })
	try("nil interface", func() { reflect.ValueOf(&s).Elem().FieldByName("I").Method(0).Call(nil) })
	var h hider = s
	try("hidden method", func() { reflect.ValueOf(&h).Elem().Method(0).Call(nil) })
	try("panics", func() { reflect.ValueOf(func() { panic(errors.New("inner")) }).Call(nil) })
	try("divides", func() { x := 0; reflect.ValueOf(func() int { return 1 / x }).Call(nil) })
	try("nil receiver", func() { reflect.ValueOf((*S)(nil)).Method(0).Call(args(1)) })
	try("exit", func() {
		done := make(chan bool)
		go func() {
			defer close(done)
			reflect.ValueOf(runtime.Goexit).Call(nil)
			fmt.Println("not reached")
		}()
		<-done
	})
}

func made() {
	i := reflect.TypeFor[int]()
	try("MapOf", func() { reflect.MapOf(reflect.TypeFor[[]int](), i) })
	try("ArrayOf", func() { reflect.ArrayOf(-1, i) })
	try("ArrayOf big", func() { reflect.ArrayOf(1<<60, i) })
	try("FuncOf", func() { reflect.FuncOf([]reflect.Type{i}, nil, true) })
	try("ChanOf", func() { reflect.ChanOf(0, i) })
	try("ChanOf big", func() { reflect.ChanOf(reflect.BothDir, reflect.ArrayOf(1<<20, i)) })
	try("MakeSlice", func() { reflect.MakeSlice(i, 0, 0) })
	try("MakeSlice len", func() { reflect.MakeSlice(reflect.TypeFor[[]int](), -1, 0) })
	try("MakeSlice cap", func() { reflect.MakeSlice(reflect.TypeFor[[]int](), 2, 1) })
	try("MakeMap", func() { reflect.MakeMap(i) })
	try("MakeChan", func() { reflect.MakeChan(i, 0) })
	try("MakeChan dir", func() { reflect.MakeChan(reflect.TypeFor[<-chan int](), 0) })
	try("MakeChan size", func() { reflect.MakeChan(reflect.TypeFor[chan int](), -1) })
	try("New", func() { reflect.New(nil) })
	try("Zero", func() { reflect.Zero(nil) })
	try("Convert", func() { reflect.ValueOf("s").Convert(i) })
	try("Convert array", func() { reflect.ValueOf([]int{1}).Convert(reflect.TypeFor[[2]int]()) })
	try("Convert pointer", func() { reflect.ValueOf([]int{1}).Convert(reflect.TypeFor[*[2]int]()) })
	try("Implements", func() { i.Implements(i) })
	try("Implements nil", func() { i.Implements(nil) })
	try("AssignableTo", func() { i.AssignableTo(nil) })
	for _, n := range []struct {
		s string
		f func()
	}{{"Bits", func() { reflect.TypeFor[string]().Bits() }}, {"ChanDir", func() { i.ChanDir() }}, {"Elem", func() { i.Elem() }}, {"Field", func() { i.Field(0) }}, {"Field number", func() { reflect.TypeFor[S]().Field(10) }},
		{"FieldByName", func() { i.FieldByName("x") }}, {"In", func() { i.In(0) }}, {"In number", func() { reflect.TypeOf(func() {}).In(0) }}, {"IsVariadic", func() { i.IsVariadic() }}, {"Key", func() { i.Key() }}, {"Len", func() { i.Len() }},
		{"NumField", func() { i.NumField() }}, {"NumIn", func() { i.NumIn() }}, {"NumOut", func() { i.NumOut() }}, {"Out", func() { i.Out(0) }}, {"Method", func() { i.Method(0) }}, {"OverflowInt", func() { reflect.TypeFor[string]().OverflowInt(1) }}} {
		try(n.s, n.f)
	}
	m := reflect.ValueOf(map[any]int{1: 1})
	try("unhashable", func() { m.MapIndex(reflect.ValueOf([]int{})) })
	try("nil map", func() {
		var m map[string]int
		reflect.ValueOf(m).SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1))
	})
	try("iter", func() { m.MapRange().Key() })
	try("iter end", func() { it := m.MapRange(); it.Next(); it.Next(); it.Next() })
	c := make(chan int)
	close(c)
	try("send", func() { reflect.ValueOf(c).Send(reflect.ValueOf(1)) })
	try("close", func() { reflect.ValueOf(c).Close() })
	try("close dir", func() { reflect.ValueOf((<-chan int)(c)).Close() })
	try("send dir", func() { reflect.ValueOf((<-chan int)(c)).Send(reflect.ValueOf(1)) })
	try("recv dir", func() { reflect.ValueOf((chan<- int)(c)).Recv() })
	try("StructOf", func() { reflect.StructOf([]reflect.StructField{{Name: "x", Type: i}}) })
	try("StructOf name", func() { reflect.StructOf([]reflect.StructField{{Name: "", Type: i}}) })
	try("StructOf type", func() { reflect.StructOf([]reflect.StructField{{Name: "A"}}) })
	try("StructOf twice", func() { reflect.StructOf([]reflect.StructField{{Name: "A", Type: i}, {Name: "A", Type: i}}) })
}

func main() {
	methodsOfKinds()
	settables()
	calls()
	made()
}
