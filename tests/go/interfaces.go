// Interfaces: dynamic dispatch, nil interfaces, comparison, embedding, assertions, type switches.
package main

import (
	"fmt"
	"strings"
)

type shape interface {
	area() float64
	perimeter() float64
}
type named interface{ name() string }
type namedShape interface {
	shape
	named
}

type rect struct{ w, h float64 }
type circle struct{ r float64 }
type square struct{ rect }

func (r rect) area() float64         { return r.w * r.h }
func (r rect) perimeter() float64    { return 2 * (r.w + r.h) }
func (c *circle) area() float64      { return 3 * c.r * c.r }
func (c *circle) perimeter() float64 { return 6 * c.r }
func (c *circle) name() string       { return "circle" }
func (s square) name() string        { return "square" }

type tiny int8

func (t tiny) String() string { return strings.Repeat("t", int(t)) }

func classify(x interface{}) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("integer %v", v)
	case string:
		return "string " + v
	case []int:
		return fmt.Sprint("slice ", len(v))
	case error:
		return "error " + v.Error()
	case fmt.Stringer:
		return "stringer " + v.String()
	case func() int:
		return fmt.Sprint("func ", v())
	case map[string]int, chan int:
		return fmt.Sprintf("ref %T", v)
	case namedShape:
		return "named shape " + v.name()
	case shape:
		return fmt.Sprint("shape ", v.area())
	case struct{}:
		return "empty"
	case *int:
		return fmt.Sprint("ptr ", *v)
	default:
		return fmt.Sprintf("other %T", v)
	}
}

func main() {
	shapes := []shape{rect{2, 3}, &circle{1}, square{rect{4, 4}}, &rect{1, 1}}
	total := 0.0
	for _, s := range shapes {
		total += s.area() + s.perimeter()
		if n, ok := s.(named); ok {
			fmt.Print(n.name(), " ")
		}
	}
	fmt.Println(total)
	n := 5
	for _, x := range []interface{}{nil, 1, int64(2), "s", []int{1, 2}, fmt.Errorf("e"), tiny(3), func() int { return 9 }, map[string]int{}, make(chan int), &circle{2}, square{}, rect{1, 2}, struct{}{}, &n, 2.5, [2]bool{}, tiny(0)} {
		fmt.Println(classify(x))
	}
	var s shape
	fmt.Println(s == nil, shapes[0] == rect{2, 3}, shapes[0] == shapes[3], shapes[1] == shapes[1])
	var c *circle
	s = c
	fmt.Println(s == nil, s != nil, c == nil, s.(*circle) == nil)
	_, ok := s.(namedShape)
	_, ok2 := interface{}(rect{}).(named)
	v, ok3 := interface{}("x").(int)
	fmt.Println(ok, ok2, v, ok3)
	var e1, e2 interface{} = 1, 1
	fmt.Println(e1 == e2, e1 == interface{}(int8(1)), e1 != nil, e1 == 1)
	type key interface{}
	m := map[key]int{1: 1, "a": 2, tiny(1): 3}
	fmt.Println(m[1], m["a"], m[tiny(1)], m[int8(1)])
	var any1 any = shapes[2]
	if ns, ok := any1.(namedShape); ok {
		fmt.Println(ns.area(), ns.name())
	}
	fmt.Println(tiny(2), []tiny{1, 2}, map[tiny]tiny{1: 2})
}
