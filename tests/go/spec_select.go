// println, select, defer and recover, copies of composite values.
package main

import (
	"fmt"
	"sync"
	"time"
)

type T struct {
	a int
	b string
}
type rec struct {
	p *rec
	n int
}

func main() {
	// println forms
	println(1, -1, "s", true, 1.5, 1e100, 'a', 3+4i, uint8(200))
	print("a", "b", 1, 2, "\n")
	var e any
	var err error
	var m map[int]int
	var f func()
	var s []int
	var p *int
	var c chan int
	println(e, err, m, f, p, c, len(s))
	println(float32(0.1), 0.1, -0.0, 1e-320, 123456789.0)
	println(int8(-128), uint64(1<<64-1), uintptr(10), rune(-5))
	z := 0.0
	println(1/z, -1/z, z/z)
	println()
	println("x\x00y", "é\xff")
	const big = 1 << 40
	println(big, 1<<62, 'x', "c"+"d")
	println(complex(1/z, z/z), complex64(1))
	type MyB bool
	type MyS string
	type MyF float32
	println(MyB(true), MyS("q"), MyF(2.5))
	// select forms
	ch := make(chan int, 1)
	var nilc chan int
	select {
	case nilc <- 1:
	case <-nilc:
	default:
		fmt.Println("default")
	}
	ch <- 5
	var arr [3]int
	idx := func() int { fmt.Print("idx "); return 1 }
	select {
	case arr[idx()] = <-ch:
		fmt.Println(arr)
	}
	close(ch)
	var ok bool
	select {
	case arr[2], ok = <-ch:
		fmt.Println(arr, ok)
	}
	sendv := func() int { fmt.Print("val "); return 3 }
	getc := func(c chan int) chan int { fmt.Print("chan "); return c }
	c2 := make(chan int, 1)
	select {
	case getc(c2) <- sendv():
		fmt.Println("sent")
	case x, ok := <-getc(nilc):
		fmt.Println(x, ok)
	}
	select {
	case x := <-c2:
		fmt.Println(x)
	case <-time.After(time.Second):
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for v := range c2 {
			fmt.Print(v, " ")
		}
		fmt.Println("closed")
	}()
	for i := range 5 {
		c2 <- i
	}
	close(c2)
	<-done
	// recv-only conversions
	var ro <-chan int = c2
	v, ok := <-ro
	fmt.Println(v, ok, len(c2), cap(c2))
	func() {
		defer func() { fmt.Println(recover()) }()
		select {
		case c2 <- 1:
		default:
		}
	}()
	// WaitGroup.Go, Once, Mutex
	var wg sync.WaitGroup
	var mu sync.Mutex
	total := 0
	for i := range 10 {
		wg.Go(func() { mu.Lock(); defer mu.Unlock(); total += i })
	}
	wg.Wait()
	fmt.Println(total)
	once := sync.OnceValue(func() int { fmt.Println("once"); return 9 })
	fmt.Println(once(), once())
	oncep := sync.OnceFunc(func() { panic("op") })
	for range 2 {
		func() {
			defer func() { fmt.Println("rec", recover()) }()
			oncep()
		}()
	}
	// defer and recover details
	func() {
		defer func() { fmt.Println("outer", recover()) }()
		defer func() {
			defer func() { fmt.Println("inner", recover()) }()
			panic("second")
		}()
		panic("first")
	}()
	func() {
		defer func() {
			fmt.Println(recover())
			fmt.Println(recover())
		}()
		defer panic("from defer")
		panic("orig")
	}()
	func() {
		defer fmt.Println("arg", recover())
		defer func() { func() { fmt.Println("nested", recover()) }() }()
		defer func() { recover() }()
		panic("x")
	}()
	x := 1
	defer fmt.Println("deferred arg", x)
	x = 2
	defer func(y int) { fmt.Println("deferred", y, x) }(x)
	x = 3
	var nf func()
	func() {
		defer func() { fmt.Println("nil func:", recover()) }()
		defer nf()
		fmt.Println("runs")
	}()
	// struct copy and arrays
	a1 := [2]T{{1, "a"}, {b: "z"}}
	a2 := a1
	a2[0].a = 9
	pa := &a1[1]
	pa.b = "changed"
	fmt.Println(a1, a2, a1 == a2)
	mm := map[string]T{"k": {1, "v"}}
	t := mm["k"]
	t.a = 5
	fmt.Println(mm, t)
	mp := map[string]*T{"k": {1, "v"}}
	mp["k"].a = 7
	fmt.Println(*mp["k"])
	ms := map[string][]int{}
	ms["a"] = append(ms["a"], 1, 2)
	fmt.Println(ms, len(ms["zz"]))
	nested := [][]map[string][2]int{{{"a": {1, 2}}}}
	fmt.Println(nested[0][0]["a"][1], nested)
	s1 := []int{1, 2, 3, 4, 5}
	s2 := s1[1:3]
	s3 := append(s2, 100)
	s4 := append(s2[:1:1], 200)
	fmt.Println(s1, s2, s3, s4, len(s2), cap(s2), cap(s4))
	fmt.Println(copy(s1[1:], s1), s1, copy(make([]byte, 3), "hello"))
	bs := append([]byte("a"), "bcd"...)
	bs = append(bs, bs[1:]...)
	fmt.Println(string(bs))
	var np *[4]int
	fmt.Println(len(np), cap(np))
	for i := range np {
		fmt.Print(i)
	}
	for i, r := range [...]string{2: "c", 0: "a"} {
		fmt.Print(i, r)
	}
	fmt.Println()
	r := &rec{n: 1}
	r.p = r
	fmt.Println(r.p.p.p.n)
	anon := struct {
		T
		x int `tag:"v"`
	}{T{1, "e"}, 2}
	fmt.Printf("%v %+v %#v %T\n", anon, anon, anon, anon)
	var iface interface {
		fmt.Stringer
		comparable2
	}
	fmt.Println(iface == nil)
}

type comparable2 interface{ x() }
