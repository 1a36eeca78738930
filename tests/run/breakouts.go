// Ways out of one's own memory, one for each name that is printed without arguments: forged headers,
// functions, types and maps, overwritten stacks and objects, wild lengths and addresses.
package main

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"sync"
	"time"
	"unsafe"
)

func try(name string, f func()) {
	switch {
	case len(os.Args) == 1:
		fmt.Println(name)
	case os.Args[1] == name:
		f()
		fmt.Println("survived")
	}
}

type T struct {
	p *T
	a [100]*T
}
type I interface{ m() int }

func (t *T) m() int { return 7 }

var keepT []*T
var sink any
var sinkByte byte

//go:noinline
func smash(n int, v uintptr) int {
	var a [4]uintptr
	p := unsafe.Pointer(&a[0])
	for i := 0; i < n; i++ {
		*(*uintptr)(unsafe.Add(p, 8*i)) = v
	}
	return int(a[0])
}

func main() {
	try("type header", func() {
		t := &T{}
		t.p = t
		keepT = append(keepT, t)
		*(*uintptr)(unsafe.Add(unsafe.Pointer(t), -8)) = 0x1234560
		runtime.GC()
		runtime.GC()
	})
	try("type header 2", func() {
		for i := range 1000 {
			t := &T{}
			t.p = t
			keepT = append(keepT, t)
			*(*uintptr)(unsafe.Add(unsafe.Pointer(t), -8)) = uintptr(unsafe.Pointer(t)) + uintptr(i*8)
		}
		runtime.GC()
		runtime.GC()
	})
	try("smash stack wild", func() { fmt.Println(smash(40, 0x1234560)) })
	try("smash stack data 2", func() {
		b := make([]uint64, 1000)
		for i := range b {
			b[i] = uint64(i) * 0x0101010101010101
		}
		fmt.Println(smash(40, uintptr(unsafe.Pointer(&b[500]))))
	})
	try("smash stack text", func() {
		f := func() {}
		fmt.Println(smash(40, **(**uintptr)(unsafe.Pointer(&f))+8))
	})
	try("smash then gc", func() {
		var a [4]uintptr
		p := unsafe.Pointer(&a[0])
		for i := 0; i < 60; i++ {
			*(*uintptr)(unsafe.Add(p, 8*i)) = 0x77777770
		}
		runtime.GC()
	})
	try("smash then grow", func() {
		var a [4]uintptr
		p := unsafe.Pointer(&a[0])
		for i := 0; i < 60; i++ {
			*(*uintptr)(unsafe.Add(p, 8*i)) = 0x77777770
		}
		var f func(n int) int
		f = func(n int) int {
			var b [100]int
			if n == 0 {
				return b[3]
			}
			return f(n-1) + b[n%100]
		}
		f(1000)
	})
	try("smash then panic", func() {
		var a [4]uintptr
		p := unsafe.Pointer(&a[0])
		for i := 0; i < 60; i++ {
			*(*uintptr)(unsafe.Add(p, 8*i)) = 0x77777770
		}
		panic("x")
	})
	try("forged func heap", func() {
		b := make([]uint64, 100)
		for i := range b {
			b[i] = 0x4141414141414141
		}
		b[0] = uint64(uintptr(unsafe.Pointer(&b[50])))
		q := unsafe.Pointer(&b[0])
		f := *(*func() int)(unsafe.Pointer(&q))
		fmt.Println(f())
	})
	try("forged func zeros", func() {
		b := make([]uint64, 100)
		b[0] = uint64(uintptr(unsafe.Pointer(&b[50])))
		q := unsafe.Pointer(&b[0])
		f := *(*func() int)(unsafe.Pointer(&q))
		fmt.Println(f())
	})
	try("forged func many", func() {
		for v := range 256 {
			b := make([]uint64, 100)
			for i := range b {
				b[i] = uint64(v) | uint64(v)<<40
			}
			b[0] = uint64(uintptr(unsafe.Pointer(&b[50])))
			q := unsafe.Pointer(&b[0])
			f := *(*func() int)(unsafe.Pointer(&q))
			fmt.Println(f())
		}
	})
	try("forged itab", func() {
		b := make([]uint64, 100)
		for i := range b {
			b[i] = uint64(uintptr(unsafe.Pointer(&b[50])))
		}
		var i I = &T{}
		(*[2]unsafe.Pointer)(unsafe.Pointer(&i))[0] = unsafe.Pointer(&b[0])
		fmt.Println(i.m())
	})
	try("forged eface type", func() {
		b := make([]uint64, 100)
		for i := range b {
			b[i] = uint64(uintptr(unsafe.Pointer(&b[50])))
		}
		var e any = 1
		(*[2]unsafe.Pointer)(unsafe.Pointer(&e))[0] = unsafe.Pointer(&b[0])
		fmt.Println(e)
	})
	try("forged eface type eq", func() {
		b := make([]uint64, 100)
		for i := range b {
			b[i] = 0x7070707070
		}
		var e any = 1
		var f any = 1
		(*[2]unsafe.Pointer)(unsafe.Pointer(&e))[0] = unsafe.Pointer(&b[0])
		(*[2]unsafe.Pointer)(unsafe.Pointer(&f))[0] = unsafe.Pointer(&b[0])
		fmt.Println(e == f)
		m := map[any]int{e: 1}
		fmt.Println(m[f])
	})
	try("corrupt map", func() {
		m := map[string]int{}
		for i := range 1000 {
			m[strconv.Itoa(i)] = i
		}
		p := *(*unsafe.Pointer)(unsafe.Pointer(&m))
		for i := range 6 {
			*(*uintptr)(unsafe.Add(p, 8*i)) = 0x4141414141414141
		}
		fmt.Println(m["5"], len(m))
		m["x"] = 1
		for k := range m {
			_ = k
			break
		}
		runtime.GC()
	})
	try("corrupt map 2", func() {
		m := map[string]int{}
		for i := range 1000 {
			m[strconv.Itoa(i)] = i
		}
		p := *(*unsafe.Pointer)(unsafe.Pointer(&m))
		for i := range 6 {
			*(*uintptr)(unsafe.Add(p, 8*i)) = uintptr(p)
		}
		fmt.Println(m["5"], len(m))
		m["x"] = 1
		for k := range m {
			_ = k
			break
		}
		runtime.GC()
	})
	try("corrupt chan", func() {
		c := make(chan int, 5)
		p := *(*unsafe.Pointer)(unsafe.Pointer(&c))
		for i := range 12 {
			*(*uintptr)(unsafe.Add(p, 8*i)) = 0x4141414141414140
		}
		c <- 1
		fmt.Println(<-c)
	})
	try("corrupt chan 2", func() {
		c := make(chan int, 5)
		p := *(*unsafe.Pointer)(unsafe.Pointer(&c))
		for i := range 12 {
			*(*uintptr)(unsafe.Add(p, 8*i)) = uintptr(p)
		}
		c <- 1
		fmt.Println(<-c)
	})
	try("corrupt chan wait", func() {
		c := make(chan int)
		go func() { <-c }()
		time.Sleep(time.Millisecond)
		p := *(*unsafe.Pointer)(unsafe.Pointer(&c))
		for i := range 12 {
			*(*uintptr)(unsafe.Add(p, 8*i)) ^= 0x10000
		}
		c <- 1
		close(c)
	})
	try("corrupt timer", func() {
		t := time.NewTimer(time.Hour)
		for i := range 12 {
			*(*uintptr)(unsafe.Add(unsafe.Pointer(t), 8*i)) = 0x4141414141414140
		}
		t.Stop()
		t.Reset(1)
		<-t.C
	})
	try("corrupt mutex", func() {
		var mu [4]sync.Mutex
		for i := range 4 {
			*(*uintptr)(unsafe.Add(unsafe.Pointer(&mu), 8*i)) = 0x4141414141414141
		}
		mu[0].Unlock()
		mu[1].Lock()
	})
	try("corrupt waitgroup", func() {
		var wg [4]sync.WaitGroup
		for i := range 6 {
			*(*uintptr)(unsafe.Add(unsafe.Pointer(&wg), 8*i)) = 0x4141414141414141
		}
		wg[0].Done()
		wg[0].Wait()
	})
	try("defer corrupt", func() {
		defer fmt.Println("deferred")
		var a [4]uintptr
		p := unsafe.Pointer(&a[0])
		for i := 0; i < 30; i++ {
			*(*uintptr)(unsafe.Add(p, 8*i)) ^= 0x100
		}
	})
	try("wild slice gc", func() {
		var s [][]*int
		for i := range 100 {
			x := []*int{new(int)}
			h := (*[3]uintptr)(unsafe.Pointer(&x))
			h[0] = uintptr(i) * 0x123456789
			h[1], h[2] = 1<<40, 1<<41
			s = append(s, x)
		}
		sink = s
		runtime.GC()
		runtime.GC()
	})
	try("wild pointers in heap", func() {
		var s []unsafe.Pointer
		p := uintptr(unsafe.Pointer(new(int)))
		for i := range 10000 {
			s = append(s, unsafe.Pointer(p+uintptr(i*4096+i)), unsafe.Pointer(p&^0xffff-uintptr(i*8192)))
		}
		sink = s
		runtime.GC()
		runtime.GC()
		fmt.Println(len(s))
	})
	try("freed stack pointer", func() {
		c := make(chan *int)
		go func() { x := 5; p := uintptr(unsafe.Pointer(&x)); c <- (*int)(unsafe.Pointer(p)) }()
		p := <-c
		time.Sleep(time.Millisecond)
		runtime.GC()
		*p = 6
		sink = p
		runtime.GC()
		fmt.Println(*p)
	})
	try("huge args", func() {
		s := make([]byte, 10)
		h := (*[3]uintptr)(unsafe.Pointer(&s))
		h[1], h[2] = 1<<46, 1<<46
		os.Stdout.Write(s)
	})
	try("huge string print", func() {
		s := "abc"
		h := (*[2]uintptr)(unsafe.Pointer(&s))
		h[1] = 1 << 46
		print(s)
	})
	try("huge string panic", func() {
		s := "abc"
		h := (*[2]uintptr)(unsafe.Pointer(&s))
		h[1] = 1 << 46
		panic(s)
	})
	try("huge string map", func() {
		s := "abc"
		h := (*[2]uintptr)(unsafe.Pointer(&s))
		h[1] = 1 << 63
		m := map[string]int{}
		m[s] = 1
		fmt.Println(len(s))
		fmt.Println(s + s)
	})
	try("negative len slice", func() {
		s := make([]int, 10)
		h := (*[3]uintptr)(unsafe.Pointer(&s))
		h[1], h[2] = ^uintptr(0), ^uintptr(0)
		fmt.Println(s[1<<40])
	})
	try("negative len append", func() {
		s := make([]int, 10)
		h := (*[3]uintptr)(unsafe.Pointer(&s))
		h[1], h[2] = ^uintptr(0), ^uintptr(0)
		s = append(s, 1, 2, 3)
		fmt.Println(len(s))
	})
	try("append overlap", func() {
		s := make([]int, 10)
		h := (*[3]uintptr)(unsafe.Pointer(&s))
		h[1], h[2] = 1<<60, 10
		s = append(s, 1, 2, 3)
		fmt.Println(len(s))
	})
	try("write text", func() {
		f := func() {}
		p := *(*unsafe.Pointer)(unsafe.Pointer(&f))
		*(*uintptr)(p) = 5
	})
	try("write text 2", func() {
		f := func() {}
		p := **(**unsafe.Pointer)(unsafe.Pointer(&f))
		*(*uintptr)(p) = 5
	})
	try("write rodata string", func() {
		s := "hello"
		*unsafe.StringData(s) = 'x'
	})
	try("span metadata", func() {
		p := uintptr(unsafe.Pointer(new([64]int)))
		base := p &^ (64<<20 - 1)
		for a := base; a < base+64<<20; a += 1 << 16 {
			*(*byte)(unsafe.Pointer(a)) = 0xff
		}
		runtime.GC()
	})
	b := make([]byte, 16)
	p := unsafe.Pointer(&b[0])
	n := 1 << 40
	try("slice wild read", func() { s := unsafe.Slice((*byte)(p), n); sinkByte = s[n-1] })
	try("slice wild write", func() { s := unsafe.Slice((*byte)(p), n); s[n-1] = 1 })
	try("string wild", func() { s := unsafe.String((*byte)(p), n); sinkByte = s[n-1] })
	try("uintptr 8", func() { sinkByte = *(*byte)(unsafe.Pointer(uintptr(8))) })
	try("uintptr 0x400000", func() { q := uintptr(0x10); sinkByte = *(*byte)(unsafe.Pointer(q)) })
	try("write 8", func() { q := uintptr(16); *(*int)(unsafe.Pointer(q)) = 1 })
	try("non-canonical", func() { q := uintptr(1) << 63; sinkByte = *(*byte)(unsafe.Pointer(q)) })
	try("top", func() { q := ^uintptr(0); sinkByte = *(*byte)(unsafe.Pointer(q)) })
	try("call", func() {
		var f func()
		*(*uintptr)(unsafe.Pointer(&f)) = 0x1234
		f()
	})
	try("copy", func() { s := unsafe.Slice((*byte)(unsafe.Pointer(uintptr(0x1000))), 10); copy(b, s) })
	try("copy to", func() { s := unsafe.Slice((*byte)(unsafe.Pointer(uintptr(0x1000))), 10); copy(s, b) })
	try("append", func() {
		s := unsafe.Slice((*byte)(unsafe.Pointer(uintptr(0x1000))), 10)
		s = append(s, 1)
		sinkByte = s[0]
	})
	try("concat", func() { s := unsafe.String((*byte)(unsafe.Pointer(uintptr(0x1000))), 10); fmt.Println(s + "x") })
	try("compare", func() {
		s := unsafe.String((*byte)(unsafe.Pointer(uintptr(0x1000))), 10)
		fmt.Println(s == "abcdefghij")
	})
	try("less", func() {
		s := unsafe.String((*byte)(unsafe.Pointer(uintptr(0x1000))), 10)
		fmt.Println(s < "abcdefghij")
	})
	try("map key", func() {
		s := unsafe.String((*byte)(unsafe.Pointer(uintptr(0x1000))), 10)
		m := map[string]int{"a": 1}
		fmt.Println(m[s])
	})
	try("conv bytes", func() { s := unsafe.String((*byte)(unsafe.Pointer(uintptr(0x1000))), 10); fmt.Println([]byte(s)) })
	try("conv runes", func() { s := unsafe.String((*byte)(unsafe.Pointer(uintptr(0x1000))), 10); fmt.Println([]rune(s)) })
	try("range", func() {
		s := unsafe.String((*byte)(unsafe.Pointer(uintptr(0x1000))), 10)
		for range s {
		}
	})
	try("wild map", func() {
		var m map[string]int
		*(*uintptr)(unsafe.Pointer(&m)) = 0x1000
		m["a"] = 1
	})
	try("wild chan", func() {
		var c chan int
		*(*uintptr)(unsafe.Pointer(&c)) = 0x1000
		c <- 1
	})
	try("wild iface type", func() {
		var e any
		(*[2]uintptr)(unsafe.Pointer(&e))[0] = 0x1000
		fmt.Println(e == any(1))
	})
	try("struct copy", func() {
		type S struct{ a [100]int }
		q := (*S)(unsafe.Pointer(uintptr(0x2000)))
		x := *q
		sinkByte = byte(x.a[3])
	})
	try("pointer store", func() {
		type S struct{ p *int }
		q := (*S)(unsafe.Pointer(uintptr(0x2000)))
		q.p = new(int)
	})
	try("slicehdr", func() {
		s := b
		h := (*reflect.SliceHeader)(unsafe.Pointer(&s))
		h.Data = 0x3000
		h.Len = 100
		h.Cap = 100
		sinkByte = s[50]
	})
	try("clear", func() {
		s := unsafe.Slice((*int)(unsafe.Pointer(uintptr(0x3000))), 10)
		clear(s)
	})
}
