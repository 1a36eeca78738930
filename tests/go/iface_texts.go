// What failed assertions, comparisons and conversions say of types, and how %T and %v name them.
package main

import (
	"errors"
	"fmt"
)

type inner struct{ a, b int }
type named []map[string]*inner
type fn func(int, ...string) (error, bool)
type iface interface {
	one(int) string
	two()
}
type half struct{}

func (half) one(int) string { return "" }

type ptr struct{}

func (*ptr) one(int) string { return "" }
func (*ptr) two()           {}

type embed struct {
	inner
	*ptr
	iface
	x [3][]chan<- int
	y <-chan func()
	z interface{ error }
	t int `json:"t"`
}

func caught(f func()) {
	defer func() {
		r := recover()
		err, isErr := r.(error)
		fmt.Println(isErr, err)
	}()
	f()
}

func main() {
	var x any
	var e error
	var i iface
	values := []any{1, int8(1), 'r', 1.5, float32(1), 2i, "s", true, nil, []int{}, [2]bool{}, map[string][]any{}, inner{}, &inner{}, named{}, fn(nil), half{}, &ptr{}, embed{}, func(a int, b ...any) (c, d string) { return }, make(chan int), make(<-chan []string), new(any), struct{}{}, struct {
		a int
		B string `tag:"x"`
	}{}, errors.New("e"), [0]struct{}{}, uintptr(1), func() {}, new(*int), map[inner]chan<- error{}}
	for _, v := range values {
		fmt.Printf("%T; ", v)
		x = v
		caught(func() { _ = x.(named) })
		caught(func() { _ = x.(iface) })
		caught(func() { _ = map[any]int{x: 1} })
		caught(func() { fmt.Print(x == x, " ") })
	}
	caught(func() { _ = e.(fmt.Stringer) })
	caught(func() { _ = i.(iface) })
	caught(func() { i = &ptr{}; _ = i.(fmt.Stringer) })
	caught(func() { _ = i.(interface{ three() }) })
	caught(func() { e = errors.New("x"); _ = e.(interface{ Unwrap() error }) })
	caught(func() { _ = any(i).(*half) })
	caught(func() { _ = any(half{}).(*half) })
	caught(func() { var a, b any = inner{1, 2}, inner{1, 2}; fmt.Print(a == b, " ") })
	caught(func() { var a, b any = [1]any{[]int{}}, [1]any{[]int{}}; fmt.Print(a == b) })
	caught(func() { var a, b any = []int{}, map[int]int{}; fmt.Print(a == b, " ") })
	fmt.Printf("%v %+v\n", embed{inner: inner{1, 2}, t: 3}.inner, struct {
		a any
		b error
		c *int
	}{})
}
