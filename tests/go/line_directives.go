// Positions under line directives: what runtime says about callers and what a traceback shows.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

func at() string {
	_, file, line, _ := runtime.Caller(1)
	if i := strings.LastIndex(file, "/line_directives"); i >= 0 {
		file = file[i+1:]
	}
	return fmt.Sprint(file, ":", line)
}

//line decl.y:100
func inOther() string { return at() }

type list []int

func (l list) get(i int) (v int, where string) {
	defer func() {
		recover()
		var pcs [10]uintptr
		frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
		for {
			f, more := frames.Next()
			if strings.HasPrefix(f.Function, "main.list") {
				where = fmt.Sprint(f.File, ":", f.Line)
			}
			if !more {
				break
			}
		}
	}()
	return /*line get.y:1:1*/ l /*line get.y:2:1*/ [ /*line get.y:3:1*/ i], ""
}

func main() {
	fmt.Println(at())
//line :1
	fmt.Println(at())
//line foo.go:1
	fmt.Println(at())
//line ./foo.go:1
	fmt.Println(at())
//line /a/../foo.go:1
	fmt.Println(at())
//line bar.go:10:20
	fmt.Println(at())
//line :11:22
	fmt.Println(at())
//line c:/x.go:11
	fmt.Println(at())
 //line ignored.go:1
	fmt.Println(at())
	//line ignored.go:1
	fmt.Println(at())
	/*line :10*/ fmt.Println(at()); /*line foo.go:20*/ fmt.Println(at()); /*line :30:1*/ fmt.Println(at())
	fmt.Println(at(), inOther())
	fmt.Println(list{}.get(3))
	fmt.Println(func() string { return at() }())
	x := []int{}
//line last.y:7
	x[len(x)]++
}
