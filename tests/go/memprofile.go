// The allocation profile with every allocation in it: who allocated how many objects of which size,
// how many of those are dead.
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

var (
	keep  *node
	bytes [][]byte
)

//go:noinline
func kept(n int) {
	for i := 0; i < n; i++ {
		keep = &node{next: keep}
	}
}

//go:noinline
func dropped(n int) {
	for i := 0; i < n; i++ {
		keep = &node{next: keep}
		keep = keep.next
	}
}

//go:noinline
func slices(n int) {
	for i := 0; i < n; i++ {
		bytes = append(bytes, make([]byte, 1000))
	}
}

//go:noinline
func large() {
	bytes = append(bytes, make([]byte, 100000))
}

//go:noinline
func outer(n int) {
	kept(n)
}

//go:noinline
func unseen(n int) {
	for i := 0; i < n; i++ {
		keep = &node{next: keep}
	}
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
		case "main.kept", "main.dropped", "main.slices", "main.large":
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
	bytes = make([][]byte, 0, 100)
	kept(100)
	dropped(70)
	slices(10)
	large()
	outer(5)
	runtime.GC()
	show("all, after a cycle", true)
	kept(3)
	bytes, keep = nil, nil
	runtime.GC()
	show("in use after everything died", false)
	show("all after everything died", true)
	runtime.GC()
	runtime.MemProfileRate = 0
	unseen(1000) // a P may write down one, when it becomes aware of the new rate
	runtime.GC()
	runtime.GC()
	show("with rate 0", true)
	var r runtime.MemProfileRecord
	fmt.Println(len(r.Stack()), r.InUseBytes(), r.InUseObjects())
}
