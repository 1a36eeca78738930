// Values that no frame holds, and frames that are full of large ones.
// places: skip frames of regionscope hold no temporaries over 64 KiB

package main

import "fmt"

type Big struct {
	a [1 << 18]int
	s string
}

var g, h Big

func (b *Big) first() int { return b.a[0] }

func copies() {
	g.a[5], g.s = 3, "xy"
	h = g
	p := &h
	q := new(Big)
	*q = *p
	x := *q
	x.a[9] = 1
	fmt.Println(h.a[5], h.s, q.a[5], q.s, x.a[9], q.a[9], x.first())
	var e any = *q
	q.a[5] = 4
	fmt.Println(e != nil, g == h)
	y := [...]Big{g}
	s := []Big{g, h}
	for i := range s {
		s[i].a[0] = i
	}
	fmt.Println(y[0].s, s[1].a[5], s[1].first(), s[0].s)
	read := func() int { return x.a[9] }
	fmt.Println(read())
	z := Big{s: "lit"}
	*p = Big{s: "l2"}
	fmt.Println(z.s, h.s, p.a[5])
	u, v := g, h
	fmt.Println(u.s, v.s)
}

func arrays() {
	var arr [1 << 18]int
	for i := range arr {
		arr[i] = i
	}
	n := 0
	for i, v := range arr {
		arr[(i+1)%len(arr)] = 0
		n += i - v
	}
	for _, v := range &arr {
		n += v
	}
	fmt.Println(n, len(arr))
	var local [100000]byte
	local[7] = 3
	t := local[:]
	fmt.Println(len(t), t[7])
}

func full() {
	var a, b, c, d, e [15000]int
	for i := range a {
		a[i], b[i], c[i], d[i], e[i] = i, 2*i, 3*i, 4*i, 5*i
	}
	n := 0
	for i := range a {
		n += a[i] + b[i] + c[i] + d[i] + e[i]
	}
	f, g := a, b
	p, q := &[15000]int{1: 5}, []int{14000: 7}
	m := make([]int, 8000)
	m[1] = 2
	fmt.Println(n, f[3], g[3], p[1], q[14000], m[1])
}

func boxed() {
	defer func() { fmt.Println(recover()) }()
	var p *Big
	var e any = *p
	fmt.Println(e)
}

func main() {
	copies()
	arrays()
	full()
	boxed()
}
