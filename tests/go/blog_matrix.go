// Matrices: generic numbers, views of rows and columns, LU with pivots, arrays of arrays by value, complex numbers.
package main

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

type Number interface {
	~int | ~int32 | ~float64 | ~complex128
}

type Matrix[T Number] struct {
	rows, cols int
	data       []T
}

func New[T Number](rows, cols int, v ...T) *Matrix[T] {
	m := &Matrix[T]{rows, cols, make([]T, rows*cols)}
	copy(m.data, v)
	return m
}

func (m *Matrix[T]) At(i, j int) *T { return &m.data[i*m.cols+j] }
func (m *Matrix[T]) Row(i int) []T  { return m.data[i*m.cols : (i+1)*m.cols : (i+1)*m.cols] }

func (m *Matrix[T]) Col(j int) func(yield func(int, T) bool) {
	return func(yield func(int, T) bool) {
		for i := range m.rows {
			if !yield(i, *m.At(i, j)) {
				return
			}
		}
	}
}

func Mul[T Number](a, b *Matrix[T]) (*Matrix[T], error) {
	if a.cols != b.rows {
		return nil, fmt.Errorf("%dx%d * %dx%d: %w", a.rows, a.cols, b.rows, b.cols, errShape)
	}
	c := New[T](a.rows, b.cols)
	for i := range c.rows {
		row := c.Row(i)
		for j := range row {
			for k, x := range a.Row(i) {
				row[j] += x * *b.At(k, j)
			}
		}
	}
	return c, nil
}

var errShape = errors.New("shapes do not fit")

func Apply[T, U Number](m *Matrix[T], f func(T) U) *Matrix[U] {
	r := New[U](m.rows, m.cols)
	for i, v := range m.data {
		r.data[i] = f(v)
	}
	return r
}

func (m Matrix[T]) String() string {
	var b strings.Builder
	for i := range m.rows {
		fmt.Fprintln(&b, m.Row(i))
	}
	return b.String()
}

type grid [3][3]float64

func (g grid) transposed() grid {
	for i := range g {
		for j := range i {
			g[i][j], g[j][i] = g[j][i], g[i][j]
		}
	}
	return g
}

func (g *grid) swap(i, j int) { g[i], g[j] = g[j], g[i] }

func det(g grid) (d float64, order []int) {
	d = 1
	for c := range g {
		p := c
		for r := c + 1; r < len(g); r++ {
			if math.Abs(g[r][c]) > math.Abs(g[p][c]) {
				p = r
			}
		}
		order = append(order, p)
		if p != c {
			g.swap(p, c)
			d = -d
		}
		if g[c][c] == 0 {
			return 0, nil
		}
		d *= g[c][c]
		for r := c + 1; r < len(g); r++ {
			f := g[r][c] / g[c][c]
			for k, x := range g[c] {
				g[r][k] -= f * x
			}
		}
	}
	return
}

type celsius float64

func sum[T Number](v ...T) (s T) {
	for _, x := range v {
		s += x
	}
	return
}

func main() {
	a := New(2, 3, 1, 2, 3, 4, 5, 6)
	b := New(3, 2, 7, 8, 9, 10, 11, 12)
	c, err := Mul(a, b)
	fmt.Print(c, err, "\n")
	_, err = Mul(a, a)
	fmt.Println(err, errors.Is(err, errShape))
	for i, v := range b.Col(1) {
		fmt.Print(i, ":", v, " ")
	}
	fmt.Println(Apply(c, func(x int) float64 { return float64(x) / 2 }).data)
	z, _ := Mul(New(1, 2, 1+2i, 3), New(2, 1, 1i, 2-1i))
	fmt.Println(*z.At(0, 0), real(z.data[0]))
	g := grid{{0, 2, 1}, {4, 1, 3}, {2, 2, 2}}
	d, order := det(g)
	t, _ := det(g.transposed())
	fmt.Println(d, order, math.Abs(d-t) < 1e-9, g[0])
	rows := map[string]*[3]float64{"first": &g[0], "last": &g[len(g)-1]}
	rows["first"][0] = 9
	fmt.Println(g[0], sum(celsius(1.5), 2), sum[int32]())
	fmt.Println(Apply(New[celsius](1, 1, 3), func(c celsius) int32 { return int32(c * 2) }))
}
