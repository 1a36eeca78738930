// crashes: arguments
// Deaths below calls by package reflect.
package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"sort"
)

type T struct{ n int }

func (t T) Div(x int) int      { return t.n / x }
func (t *T) Store(p *int)      { *p = t.n }
func (t T) Fail(s string)      { panic(errors.New(s)) }
func (t *T) Deep(n int, f any) { reflect.ValueOf(f).Call([]reflect.Value{reflect.ValueOf(n)}) }

//go:noinline
func index(s []int, i int) int { return s[i] }

func made(args []reflect.Value) []reflect.Value {
	return []reflect.Value{reflect.ValueOf(index([]int{1}, int(args[0].Int())))}
}

func value(x any) reflect.Value { return reflect.ValueOf(x) }

func args(xs ...any) (list []reflect.Value) {
	for _, x := range xs {
		list = append(list, value(x))
	}
	return list
}

var cases = map[string]func(){
	"call of function":       func() { value(index).Call(args([]int{1}, 5)) },
	"call of method":         func() { value(T{1}).MethodByName("Div").Call(args(0)) },
	"call of pointer method": func() { value(&T{1}).MethodByName("Store").Call(args((*int)(nil))) },
	"panic in method":        func() { value(T{}).MethodByName("Fail").Call(args("failed")) },
	"nested":                 func() { value(&T{}).MethodByName("Deep").Call(args(3, func(n int) { panic(n) })) },
	"made function":          func() { reflect.MakeFunc(reflect.TypeFor[func(int) int](), made).Interface().(func(int) int)(3) },
	"made function called":   func() { reflect.MakeFunc(reflect.TypeFor[func(int) int](), made).Call(args(3)) },
	"method value":           func() { value(T{2}).Method(0).Interface().(func(int) int)(0) },
	"method expression": func() {
		m, _ := reflect.TypeFor[T]().MethodByName("Div")
		m.Func.Interface().(func(T, int) int)(T{3}, 0)
	},
	"kind":          func() { value("s").Int() },
	"zero Value":    func() { reflect.Value{}.Type() },
	"unaddressable": func() { value(1).SetInt(2) },
	"hidden":        func() { value(T{1}).Field(0).Interface() },
	"too few":       func() { value(index).Call(nil) },
	"nil map":       func() { value(map[int]int(nil)).SetMapIndex(value(1), value(2)) },
	"closed": func() {
		c := make(chan int)
		close(c)
		value(c).Send(value(1))
	},
	"deadlock": func() { value(make(chan int)).Recv() },
	"repanic": func() {
		defer func() { panic(fmt.Sprint("again: ", recover())) }()
		value(T{}).MethodByName("Fail").Call(args("first"))
	},
	"deferred call": func() {
		defer value(T{5}).MethodByName("Div").Call(args(0))
		panic("before")
	},
	"in goroutine": func() {
		done := make(chan bool)
		go func() {
			defer close(done)
			value(index).Call(args([]int{}, 0))
		}()
		<-done
	},
}

func main() {
	if len(os.Args) > 1 {
		cases[os.Args[1]]()
		return
	}
	var names []string
	for n := range cases {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Println(n)
	}
}
