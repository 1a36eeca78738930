package main

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
)

type Point struct{ X, Y int }
type op func(a, b int) int

func adder(typ any) any {
	return reflect.MakeFunc(reflect.TypeOf(typ), func(args []reflect.Value) []reflect.Value {
		sum := reflect.New(args[0].Type()).Elem()
		for _, a := range args {
			switch {
			case a.CanInt():
				sum.SetInt(sum.Int() + a.Int())
			case a.CanUint():
				sum.SetUint(sum.Uint() + a.Uint())
			case a.CanFloat():
				sum.SetFloat(sum.Float() + a.Float())
			case a.Kind() == reflect.String:
				sum.SetString(sum.String() + a.String())
			}
		}
		return []reflect.Value{sum}
	}).Interface()
}

func kinds() {
	fmt.Println(adder(func(a, b int8) int8 { return 0 }).(func(a, b int8) int8)(100, 100))
	fmt.Println(adder(func(a, b uint16) uint16 { return 0 }).(func(a, b uint16) uint16)(65535, 3))
	fmt.Println(adder(func(a, b, c float32) float32 { return 0 }).(func(a, b, c float32) float32)(1, 2, 0.5))
	fmt.Println(adder(func(a, b string) string { return "" }).(func(a, b string) string)("foo", "bar"))
	fmt.Println(adder(op(nil)).(op)(3, 4))
}

type wide struct {
	a [3]int
	s string
	p *Point
	b bool
}

func swap() {
	f := reflect.MakeFunc(reflect.TypeFor[func(wide, []int, any, error, int8) (int8, error, any, []int, wide)](), func(in []reflect.Value) []reflect.Value {
		out := make([]reflect.Value, len(in))
		for i := range in {
			out[len(in)-1-i] = in[i]
		}
		return out
	}).Interface().(func(wide, []int, any, error, int8) (int8, error, any, []int, wide))
	i8, err, x, s, w := f(wide{[3]int{1, 2, 3}, "text", &Point{4, 5}, true}, []int{9, 8}, 3.5, errors.New("err"), -128)
	fmt.Println(i8, err, x, s, w.a, w.s, *w.p, w.b)
	i8, err, x, s, w = f(wide{}, nil, nil, nil, 0)
	fmt.Println(i8, err, x, s, w)
}

func results() {
	f := reflect.MakeFunc(reflect.TypeFor[func() (fmt.Stringer, error, any)](), func([]reflect.Value) []reflect.Value {
		var b strings.Builder
		b.WriteString("built")
		return []reflect.Value{reflect.ValueOf(&b), reflect.Zero(reflect.TypeFor[error]()), reflect.ValueOf(3)}
	}).Interface().(func() (fmt.Stringer, error, any))
	s, err, x := f()
	fmt.Println(s, err, x)
}

func variadic() {
	f := reflect.MakeFunc(reflect.TypeFor[func(string, ...int) int](), func(in []reflect.Value) []reflect.Value {
		fmt.Println(in[0], in[1].Len(), in[1].Type())
		return []reflect.Value{reflect.ValueOf(in[1].Len())}
	})
	g := f.Interface().(func(string, ...int) int)
	fmt.Println(g("a"), g("b", 1, 2), g("c", []int{1, 2, 3}...))
	fmt.Println(f.Call([]reflect.Value{reflect.ValueOf("d"), reflect.ValueOf(1)})[0])
}

func unknownType() {
	in := []reflect.Type{reflect.TypeFor[Point](), reflect.TypeFor[float32](), reflect.TypeFor[map[string]bool]()}
	t := reflect.FuncOf(in, []reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[float32]()}, false)
	f := reflect.MakeFunc(t, func(in []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(fmt.Sprint(in[0], in[2])), in[1]}
	})
	r := f.Call([]reflect.Value{reflect.ValueOf(Point{1, 2}), reflect.ValueOf(float32(0.25)), reflect.ValueOf(map[string]bool{"k": true})})
	fmt.Println(t, r[0], r[1])
	type later func(Point, float32, map[string]bool) (string, float32)
	s, x := f.Convert(reflect.TypeFor[later]()).Interface().(later)(Point{3, 4}, 8, nil)
	fmt.Println(s, x)
}

func deep(n int, f func(int) int) int {
	var pad [40]int
	pad[n%40] = n
	if n == 0 {
		return f(1)
	}
	return deep(n-1, f) + pad[n%40] - n
}

func grows() {
	var f func(int) int
	f = reflect.MakeFunc(reflect.TypeOf(f), func(in []reflect.Value) []reflect.Value {
		n := int(in[0].Int())
		if n >= 60 {
			return in
		}
		runtime.GC()
		s := strings.Repeat("x", n)
		r := reflect.ValueOf(f).Call([]reflect.Value{reflect.ValueOf(n + 1)})[0].Int()
		if len(s) != n {
			panic("lost")
		}
		return []reflect.Value{reflect.ValueOf(int(r) + deep(n, func(int) int { return 0 }))}
	}).Interface().(func(int) int)
	fmt.Println(f(1), deep(50, f))
}

// pointers into the stack of the caller survive its growth in the called function.
func stackPointers() {
	p := Point{1, 2}
	f := reflect.MakeFunc(reflect.TypeFor[func(*Point, int) *int](), func(in []reflect.Value) []reflect.Value {
		deep(300, func(x int) int { return x })
		q := in[0].Interface().(*Point)
		q.X += int(in[1].Int())
		return []reflect.Value{reflect.ValueOf(&q.Y)}
	}).Interface().(func(*Point, int) *int)
	for i := range 3 {
		*f(&p, i) *= 2
	}
	fmt.Println(p)
}

func recovers() {
	try := func(name string, f func()) {
		defer func() { fmt.Println(name, recover()) }()
		f()
	}
	fail := reflect.MakeFunc(reflect.TypeFor[func()](), func([]reflect.Value) []reflect.Value { panic("from made") })
	try("direct", fail.Interface().(func()))
	try("call", func() { fail.Call(nil) })
	saver := reflect.MakeFunc(reflect.TypeFor[func()](), func([]reflect.Value) []reflect.Value {
		fmt.Println("saved:", recover())
		return nil
	}).Interface().(func())
	func() {
		defer saver()
		panic(1)
	}()
	try("not by call", func() {
		defer reflect.ValueOf(saver).Call(nil)
		panic(2)
	})
	bad := func(out ...reflect.Value) func() int {
		return reflect.MakeFunc(reflect.TypeFor[func() int](), func([]reflect.Value) []reflect.Value { return out }).Interface().(func() int)
	}
	try("none", func() { bad()() })
	try("two", func() { bad(reflect.ValueOf(1), reflect.ValueOf(2))() })
	try("type", func() { bad(reflect.ValueOf("x"))() })
	try("hidden", func() { bad(reflect.ValueOf(struct{ n int }{1}).Field(0))() })
	try("kind", func() { reflect.MakeFunc(reflect.TypeFor[int](), nil) })
}

func goroutines() {
	done := make(chan int)
	f := reflect.MakeFunc(reflect.TypeFor[func(int, chan int)](), func(in []reflect.Value) []reflect.Value {
		runtime.Gosched()
		in[1].Send(reflect.ValueOf(int(in[0].Int() * 2)))
		return nil
	}).Interface().(func(int, chan int))
	sum := 0
	for i := range 50 {
		go f(i, done)
	}
	for range 50 {
		sum += <-done
	}
	fmt.Println(sum)
}

func main() {
	kinds()
	swap()
	results()
	variadic()
	unknownType()
	grows()
	stackPointers()
	recovers()
	goroutines()
	s := []string{"a", "b", "c"}
	reflect.Swapper(s)(0, 2)
	fmt.Println(s)
}
