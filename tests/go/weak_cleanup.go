package main

import (
	"fmt"
	"runtime"
	"time"
	"unique"
	"weak"
)

type blob struct {
	name string
	data [64]byte
	next *blob
}

var keep *blob

//go:noinline
func make3(events chan string) weak.Pointer[blob] {
	b := &blob{name: "b"}
	w := weak.Make(b)
	fmt.Println(w == weak.Make(b), w.Value() == b, w.Value().name)
	runtime.AddCleanup(b, func(s string) { events <- "cleanup " + s }, "one")
	runtime.AddCleanup(b, func(n int) { events <- fmt.Sprint("cleanup ", n) }, 2)
	stopped := runtime.AddCleanup(b, func(n int) { events <- fmt.Sprint("wrong ", n) }, 3)
	keep = &blob{name: "kept", next: &blob{name: "inner"}}
	stopped.Stop()
	runtime.KeepAlive(b) // a cleanup of what is dead already cannot be stopped
	return w
}

func wait(events chan string, n int) map[string]bool {
	got := map[string]bool{}
	for len(got) < n {
		runtime.GC()
		select {
		case e := <-events:
			got[e] = true
		case <-time.After(10 * time.Millisecond):
		}
	}
	return got
}

//go:noinline
func finalized(events chan string) weak.Pointer[blob] {
	b := &blob{name: "resurrected"}
	runtime.SetFinalizer(b, func(b *blob) { keep = b; events <- "finalizer" })
	runtime.AddCleanup(b, func(s string) { events <- s }, "after the finalizer")
	return weak.Make(b)
}

//go:noinline
func pair() (kept, inner weak.Pointer[blob]) {
	return weak.Make(keep), weak.Make(keep.next)
}

//go:noinline
func keptName() string { return keep.name }

//go:noinline
func isKept(w weak.Pointer[blob]) bool { return w.Value() == keep }

//go:noinline
func name(w weak.Pointer[blob]) string {
	if b := w.Value(); b != nil {
		return b.name
	}
	return "dead"
}

//go:noinline
func drop() { keep.next = nil }

//go:noinline
func fill(cache map[int]weak.Pointer[blob]) (strong []*blob) {
	for i := range 100 {
		b := &blob{name: fmt.Sprint("n", i)}
		cache[i] = weak.Make(b)
		if i%10 == 0 {
			strong = append(strong, b)
		}
	}
	return strong
}

// A cache that holds its values weakly.
func caches() []*blob {
	cache := map[int]weak.Pointer[blob]{}
	strong := fill(cache)
	runtime.GC()
	runtime.GC()
	alive := 0
	for i, p := range cache {
		if b := p.Value(); b != nil {
			alive++
			if b.name != fmt.Sprint("n", i) {
				fmt.Println("wrong", i, b.name)
			}
		}
	}
	fmt.Println(alive, len(strong))
	return strong
}

func main() {
	events := make(chan string, 10)
	w := make3(events)
	kept, inner := pair()
	fmt.Println(wait(events, 2), name(w), name(kept), name(inner))
	drop()
	runtime.GC()
	runtime.GC()
	fmt.Println(isKept(kept), name(inner), weak.Make[blob](nil) == weak.Pointer[blob]{}, weak.Make[blob](nil).Value() == nil)

	f := finalized(events)
	fmt.Println(wait(events, 1), name(f), keptName())
	keep = nil
	fmt.Println(wait(events, 1))

	for _, bad := range []func(){
		func() { runtime.AddCleanup((*int)(nil), func(int) {}, 0) },
		func() { p := new(blob); runtime.AddCleanup(p, func(*blob) {}, p) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			bad()
		}()
	}

	strong := caches()
	a, b, c := unique.Make("hello"), unique.Make("hel"+string([]byte("lo"))), unique.Make("other")
	fmt.Println(a == b, a == c, a.Value(), unique.Make(3) == unique.Make(3), unique.Make([2]int{1, 2}).Value())
	runtime.KeepAlive(strong)
}
