// Panic and recover: values, re-panic, recover only in deferred calls, runtime errors, Goexit.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
)

func try(name string, f func()) {
	defer func() {
		r := recover()
		switch e := r.(type) {
		case nil:
			fmt.Println(name, "no panic")
		case runtime.Error:
			fmt.Println(name, "runtime:", e.Error())
		case error:
			fmt.Println(name, "error:", e)
		default:
			fmt.Printf("%s %T %v\n", name, e, e)
		}
	}()
	f()
}

func helper() interface{} { return recover() }

type T struct{ x *T }

func (t *T) get() *T { return t.x }

func main() {
	zero := 0
	idx := 5
	neg := -1
	var s []int
	var m map[string]int
	var p *T
	var i interface{} = "str"
	var e error
	var f func()
	var c chan int
	arr := [3]int{}
	str := "abc"
	try("none", func() {})
	try("string", func() { panic("s") })
	try("int", func() { panic(42) })
	try("error", func() { panic(errors.New("boom")) })
	try("nil", func() { panic(nil) })
	try("div", func() { fmt.Println(1 / zero) })
	try("mod", func() { fmt.Println(int8(1) % int8(zero)) })
	try("index", func() { fmt.Println(s[idx]) })
	try("index2", func() { arr[idx%4+2] = 1 })
	try("negative", func() { fmt.Println(str[neg]) })
	try("slice", func() { fmt.Println(s[idx:]) })
	try("slice2", func() { fmt.Println(arr[idx-2 : zero]) })
	try("slice3", func() { fmt.Println(str[idx:]) })
	try("slice4", func() { fmt.Println(arr[:2:idx]) })
	try("nilmap", func() { m["a"] = 1 })
	try("nilptr", func() { fmt.Println(p.x) })
	try("nilmethod", func() { p.get() })
	try("assert", func() { fmt.Println(i.(int)) })
	try("assert2", func() { fmt.Println(i.(error)) })
	try("assert3", func() { i = nil; fmt.Println(i.(int)) })
	try("nilerr", func() { e.Error() })
	try("nilfunc", func() { f() })
	try("closenil", func() { close(c) })
	try("closed", func() { c = make(chan int, 1); close(c); c <- 1 })
	try("close2", func() { close(c) })
	try("makeslice", func() { _ = make([]int, neg) })
	try("toarray", func() { _ = [4]int(arr[:idx-2]) })
	try("uncomparable", func() { var a, b interface{} = []int{1}, []int{1}; fmt.Println(a == b) })
	try("unhashable", func() { mm := map[interface{}]int{}; mm[[]int{}] = 1 })
	try("repanic", func() {
		defer func() { panic(fmt.Sprint("re-", recover())) }()
		panic("first")
	})
	try("replaced", func() {
		defer func() { panic("second") }()
		panic("first")
	})
	try("helper", func() {
		defer func() { fmt.Println("nested recover:", func() interface{} { return recover() }(), helper()) }()
		panic("direct")
	})
	try("deferred builtin", func() {
		defer func() { recover() }()
		defer func() { panic("inner") }()
	})
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer fmt.Println("goexit runs defers", recover())
		runtime.Goexit()
	}()
	wg.Wait()
	fmt.Println("end")
}
