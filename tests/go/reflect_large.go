// places: skip values of more than 64 KiB are on the heap here
package main

import (
	"fmt"
	"reflect"
	"runtime"
)

type Point struct{ X, Y int }

type huge struct {
	A [10000]int
	p *Point
}

func (h huge) At(i int) (huge, int) { h.A[0] = -1; return h, h.A[i] }

func main() {
	h := huge{p: &Point{7, 8}}
	for i := range h.A {
		h.A[i] = i
	}
	f := reflect.MakeFunc(reflect.TypeFor[func(huge, int) (int, huge)](), func(in []reflect.Value) []reflect.Value {
		runtime.GC()
		out := reflect.New(in[0].Type()).Elem()
		out.Set(in[0])
		out.Field(0).Index(1).SetInt(-5)
		return []reflect.Value{in[0].Field(0).Index(int(in[1].Int())), out}
	})
	n, g := f.Interface().(func(huge, int) (int, huge))(h, 9999)
	fmt.Println(n, h.A[1], g.A[1], g.A[5000], *g.p)
	r := reflect.ValueOf(h).MethodByName("At").Call([]reflect.Value{reflect.ValueOf(77)})
	fmt.Println(r[1], r[0].Field(0).Index(0), h.A[0])
	at := reflect.ValueOf(&h).Elem().Method(0).Interface().(func(int) (huge, int))
	h.A[3] = 333
	g, n = at(3)
	fmt.Println(g.A[0], n, g.p.Y)
	m, _ := reflect.TypeOf(h).MethodByName("At")
	g, n = m.Func.Interface().(func(huge, int) (huge, int))(h, 4)
	fmt.Println(g.A[0], n)
	r = f.Call([]reflect.Value{reflect.ValueOf(&h).Elem(), reflect.ValueOf(3)})
	fmt.Println(r[0], r[1].Field(0).Index(1), h.A[1])
}
