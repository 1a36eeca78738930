// Methods of values called through nil pointers.
package main

import "fmt"

type T int
type U[P any] struct{ p P }
type E struct{ T }
type I interface{ F() }

func (t T) F()    {}
func (u U[P]) F() {}
func try(f func()) {
	defer func() { e := recover(); fmt.Println(e); _ = e.(interface{ RuntimeError() }) }()
	f()
}
func main() {
	var t *T
	var u *U[int]
	var e *E
	var i I = t
	try(func() { i.F() })
	try(i.F)
	try(func() { t.F() })
	i = u
	try(func() { i.F() })
	i = e
	try(func() { i.F() })
	try(func() { f := (*T).F; f(nil) })
	try(func() { defer i.F() })
	i = t
	try(func() { defer i.F() })
}
