// What a program sees of its allocation profile when: allocations only after a cycle.
// cruelty: skip further cycles make the profile newer
package main

import (
	"fmt"
	"runtime"
	"sort"
	"strings"
)

type node struct {
	next *node
	pad  [5]int
}

var keep *node

//go:noinline
func kept(n int) {
	for i := 0; i < n; i++ {
		keep = &node{next: keep}
	}
}

//go:noinline
func outer(n int) {
	kept(n)
}

func records(inuseZero bool) []runtime.MemProfileRecord {
	n, _ := runtime.MemProfile(nil, inuseZero)
	for {
		p := make([]runtime.MemProfileRecord, n+50)
		var ok bool
		if n, ok = runtime.MemProfile(p, inuseZero); ok {
			return p[:n]
		}
	}
}

// show prints what functions of this program have allocated, all but main.main and those above.
func show(title string, inuseZero bool) {
	var lines []string
	for _, r := range records(inuseZero) {
		var path []string
		first := ""
		frames := runtime.CallersFrames(r.Stack())
		for {
			f, more := frames.Next()
			if strings.HasPrefix(f.Function, "main.") {
				if first == "" {
					first = f.Function
				}
				path = append(path, fmt.Sprintf("%s:%d", f.Function, f.Line))
			}
			if !more {
				break
			}
		}
		switch first {
		case "main.kept":
			lines = append(lines, fmt.Sprint(strings.Join(path, " < "), ": ", r.AllocObjects, " objects, ", r.AllocBytes, " bytes, ",
				r.FreeObjects, " freed, in use ", r.InUseObjects(), " ", r.InUseBytes()))
		}
	}
	sort.Strings(lines)
	fmt.Println(title)
	for _, l := range lines {
		fmt.Println("\t" + l)
	}
}

func main() {
	runtime.MemProfileRate = 1
	kept(100)
	runtime.GC()
	kept(3)
	outer(2)
	show("three and two more: not seen yet", true)
	keep = nil
	runtime.GC()
	show("seen with their end", true)
	show("nothing in use", false)
}
