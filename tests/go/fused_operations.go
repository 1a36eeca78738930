// Where the compiler makes one instruction of several: rows of slices, words changed in place,
// products added, operands in memory, single captures; and what goes wrong in them.
package main

import (
	"fmt"
	"math"
)

type cell struct {
	n    int
	u    uint64
	f    float64
	h    float32
	next *cell
	name string
}

func rows(n int) {
	a := make([][]int, n)
	b := make([][]float64, n)
	for i := range a {
		a[i] = make([]int, n)
		b[i] = make([]float64, n)
		for j := range a[i] {
			a[i][j] = i*n + j
			b[i][j] = float64(j-i) / 4
		}
	}
	for i := 1; i < n-1; i++ {
		for j := 1; j < len(a[i])-1; j++ {
			a[i][j] += a[i-1][j-1]*2 - a[i+1][j+1]
			a[i][j]++
			a[i][j], a[j][i] = a[j][i], a[i][j]
			b[i][j] -= b[i-1][j]*b[i][j-1] + b[i+1][j]
			b[i][j] *= 1.5
		}
	}
	a[0], a[0][1] = a[1], 77
	a[2][1], a[2] = 55, a[0]
	k := 1
	k, a[k][k] = 2, 99
	fmt.Println(a, b, k)
	p := &a
	(*p)[1][2] |= 1 << 20
	words := [][]string{{"a", "b"}, {"c"}}
	words[0][1], words[1][0] = words[1][0], words[0][1]
	words[0] = append(words[0], words[1]...)
	words[1][0] += "!"
	some := []any{1, "x", nil, a[1]}
	some[0], some[1] = some[1], some[0]
	fmt.Println((*p)[1], words, len(words[0]), some[:3], words[0][2] == "b", some[0] == "x")
}

func memory(c *cell, x float64, n int) {
	c.n += n
	c.n++
	c.n -= 40000
	c.n -= n * 3
	c.u -= 2
	c.u += uint64(n)
	c.f += x * float64(c.n)
	c.f -= x
	c.f++
	c.f *= 3
	c.h += 0.25
	c.h -= float32(x)
	v := []int{1, 2, 3}
	w := []float64{1, 2, 3}
	for i := 0; i < len(v); i++ {
		v[i] += c.n
		v[i]++
		v[i]--
		w[i] += c.f
		w[i] -= x
		w[len(w)-1-i] += w[i]*c.f - c.f*x
	}
	sum := n + c.n
	sum = c.n + sum
	sum *= c.n
	y := x*c.f + c.f*x - c.f
	y = c.f*y - x*y
	y += x * x
	y -= c.f * x
	y = c.f - c.f
	fmt.Println(c.n, c.u, c.f, c.h, v, w, sum, y, *c.next)
}

//go:noinline
func twice(x, y, z float64) (a, b, c, d float64) {
	return x*y + z, z - x*y, x*y - z, z + x*y
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func panics() {
	var none *cell
	var grid [][]int
	grid = append(grid, nil, []int{1})
	x, i, j := 2.5, 1, 5
	try("add", func() { none.n += 2 })
	try("inc", func() { none.n++ })
	try("float", func() { none.f -= x })
	try("product", func() { x = x * none.f })
	try("sum", func() { x = none.f + x })
	try("int", func() { i = i + none.next.n })
	try("row", func() { grid[j][0] = 1 })
	try("column", func() { grid[i][j]++ })
	try("empty row", func() { fmt.Println(grid[0][i]) })
	try("minus", func() { fmt.Println(grid[i-2][i]) })
	try("word", func() { fmt.Println([]string{"a"}[j]) })
	try("nil func", func() { var f func(int) int; fmt.Println(f(i)) })
	fmt.Println(x, i, grid)
}

func captures() {
	n, f, b, s, p := 3, 1.5, byte(250), "str", &cell{n: 4}
	pair := struct{ a, b int32 }{1, 2}
	each := []func(int) int{
		func(v int) int { return v + n },
		func(v int) int { return v + int(f*2) },
		func(v int) int { return v + int(b+10) },
		func(v int) int { return v + len(s) },
		func(v int) int { p.n += v; return p.n },
		func(v int) int { return v + int(pair.a+pair.b) },
		func(v int) int { n += v; return n },
		func(v int) int { return v },
	}
	v := 1
	for _, f := range each {
		v = f(v)
		v = f(f(v) + v)
	}
	fmt.Println(v, n, p.n)
}

func main() {
	rows(4)
	memory(&cell{n: 5, u: 1, f: 0.1, h: 0.5, next: &cell{}, name: "c"}, 0.3, 7)
	fmt.Println(twice(0.1, 10, -1))
	fmt.Println(twice(1+0x1p-30, 1-0x1p-30, -1))
	fmt.Println(twice(math.Inf(1), 0, 1))
	panics()
	captures()
	s := "añb"
	count := 0
	for i := 0; i < len(s); i++ {
		count += int(s[i])
	}
	fmt.Println(count)
}
