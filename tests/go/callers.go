// Who calls whom: runtime.Caller, Callers, CallersFrames, FuncForPC, debug.Stack.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

type T struct{}

//go:noinline
func (t *T) m(n int) {
	if n > 0 {
		t.m(n - 1)
		return
	}
	pcs := make([]uintptr, 20)
	n = runtime.Callers(1, pcs)
	frames := runtime.CallersFrames(pcs[:n])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "main.") {
			fmt.Println(f.Function, f.Line, f.Func.Name() == f.Function, f.Entry == f.Func.Entry(), f.PC > f.Entry)
		}
		if !more || f.Function == "main.main" {
			break
		}
	}
}

//go:noinline
func where() string {
	_, file, line, ok := runtime.Caller(1)
	return fmt.Sprint(file[strings.LastIndex(file, "/")+1:] != "", file[0] == '/', " ", line, " ", ok)
}

//go:noinline
func generic[P any](p P) {
	pc, _, line, _ := runtime.Caller(0)
	f := runtime.FuncForPC(pc)
	_, l2 := f.FileLine(pc)
	fmt.Println(f.Name(), line, l2, f == runtime.FuncForPC(f.Entry()))
}

func stack() {
	for _, l := range strings.Split(string(debug.Stack()), "\n") {
		if name, _, found := strings.Cut(l, "("); found && l[0] != '\t' && name != "panic" {
			fmt.Println(name)
		}
	}
}

func main() {
	(&T{}).m(2)
	fmt.Println(where())
	generic(1)
	generic("x")
	_, _, _, ok := runtime.Caller(100)
	fmt.Println(ok)
	defer func() {
		fmt.Println(recover())
		(&T{}).m(0)
		stack()
		b := make([]byte, 11)
		fmt.Println(runtime.Stack(b, false), string(b))
		var none *runtime.Func
		fmt.Println(none.Name() == "", runtime.FuncForPC(1) == nil)
		b = make([]byte, 1<<14)
		wait := make(chan int)
		go func() { <-wait }()
		b = b[:runtime.Stack(b, true)]
		fmt.Println(strings.Count(string(b), "\n\ngoroutine "), strings.Contains(string(b), "created by main.main.func1 in goroutine 1\n"))
	}()
	var p *int
	*p = 1
}
