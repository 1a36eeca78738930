// places: skip values of more than 64 KiB are on the heap here
//
// Values of hundreds of kilobytes as parameters, results, receivers, map values and elements.
package main

import "fmt"

type Big [100000]int

func ret(i int) (b Big)    { b[i] = i; return }
func ret2(i int) Big       { var b Big; b[i] = i; return b }
func arg(b Big, i int) int { return b[i] }

type S struct {
	b Big
	n int
}

func (s S) get(i int) int { return s.b[i] + s.n }

type I interface{ get(int) int }

func main() {
	b := ret(5)
	c := ret2(99999)
	fmt.Println(b[5], c[99999], arg(b, 5), arg(ret2(7), 7), b == c, b == ret(5))
	var s S
	s.b = c
	s.n = 1
	var i I = s
	fmt.Println(i.get(99999), s.get(0))
	d := b
	d[0] = 1
	m := map[string]Big{"a": b}
	m["b"] = d
	fmt.Println(m["b"][0], m["a"][0], len(m))
	ch := make(chan *Big, 1)
	ch <- &d
	e := *<-ch
	fmt.Println(e[0])
	f := func() Big { return d }
	fmt.Println(f()[0])
	for i, x := range ret(3) {
		if x != 0 {
			fmt.Println(i, x)
		}
	}
	b, c = c, b
	fmt.Println(b[99999], c[5])
	defer func(b Big) { fmt.Println("defer", b[5]) }(c)
	done := make(chan bool)
	go func(b Big) { done <- b[99999] == 0 }(c)
	fmt.Println(<-done)
	var a any = c
	fmt.Println(a.(Big)[5])
	x := [2]Big{c, b}
	fmt.Println(x[1][99999])
	sl := []Big{c, b}
	for _, y := range sl {
		fmt.Print(y[5], " ")
	}
	sl = append(sl, c)
	fmt.Println(len(sl))
	v, ok := m["zz"]
	fmt.Println(v[0], ok)
}
