package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// Game of life, sudoku, n queens, matrices, a maze by breadth-first search.

type Life struct {
	w, h int
	a, b [][]bool
}

func NewLife(pattern string) *Life {
	rows := strings.Split(strings.Trim(pattern, "\n"), "\n")
	l := &Life{w: len(rows[0]), h: len(rows)}
	for _, r := range rows {
		row := make([]bool, l.w)
		for x, c := range r {
			row[x] = c == '#'
		}
		l.a = append(l.a, row)
		l.b = append(l.b, make([]bool, l.w))
	}
	return l
}

func (l *Life) alive(x, y int) int {
	if l.a[(y+l.h)%l.h][(x+l.w)%l.w] {
		return 1
	}
	return 0
}

func (l *Life) Step() {
	for y := range l.h {
		for x := range l.w {
			n := -l.alive(x, y)
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					n += l.alive(x+dx, y+dy)
				}
			}
			l.b[y][x] = n == 3 || n == 2 && l.a[y][x]
		}
	}
	l.a, l.b = l.b, l.a
}

func (l *Life) String() string {
	var buf []byte
	for _, row := range l.a {
		for _, c := range row {
			ch := byte('.')
			if c {
				ch = '#'
			}
			buf = append(buf, ch)
		}
		buf = append(buf, '\n')
	}
	return string(buf)
}

type Board [9][9]uint8

var ErrUnsolvable = errors.New("unsolvable")

func (b *Board) can(r, c int, v uint8) bool {
	for i := 0; i < 9; i++ {
		if b[r][i] == v || b[i][c] == v || b[r/3*3+i/3][c/3*3+i%3] == v {
			return false
		}
	}
	return true
}

func (b *Board) Solve() error {
	for r := range b {
		for c := range b[r] {
			if b[r][c] != 0 {
				continue
			}
			for v := uint8(1); v <= 9; v++ {
				if b.can(r, c, v) {
					b[r][c] = v
					if b.Solve() == nil {
						return nil
					}
					b[r][c] = 0
				}
			}
			return ErrUnsolvable
		}
	}
	return nil
}

func queens(n int) (solutions int, first []int) {
	cols, d1, d2 := make([]bool, n), make([]bool, 2*n), make([]bool, 2*n)
	pos := make([]int, n)
	var place func(r int)
	place = func(r int) {
		if r == n {
			if solutions++; solutions == 1 {
				first = append([]int(nil), pos...)
			}
			return
		}
		for c := range n {
			if cols[c] || d1[r+c] || d2[r-c+n] {
				continue
			}
			cols[c], d1[r+c], d2[r-c+n] = true, true, true
			pos[r] = c
			place(r + 1)
			cols[c], d1[r+c], d2[r-c+n] = false, false, false
		}
	}
	place(0)
	return
}

type Matrix [][]float64

func (m Matrix) Mul(o Matrix) (Matrix, error) {
	if len(m[0]) != len(o) {
		return nil, fmt.Errorf("cannot multiply %dx%d by %dx%d", len(m), len(m[0]), len(o), len(o[0]))
	}
	out := make(Matrix, len(m))
	for i := range m {
		out[i] = make([]float64, len(o[0]))
		for j := range o[0] {
			for k := range o {
				out[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return out, nil
}

func (m Matrix) Det() float64 {
	a := make(Matrix, len(m))
	for i := range m {
		a[i] = append([]float64{}, m[i]...)
	}
	det := 1.0
	for i := range a {
		p := i
		for j := i; j < len(a); j++ {
			if abs(a[j][i]) > abs(a[p][i]) {
				p = j
			}
		}
		if a[p][i] == 0 {
			return 0
		}
		if p != i {
			a[p], a[i] = a[i], a[p]
			det = -det
		}
		det *= a[i][i]
		for j := i + 1; j < len(a); j++ {
			f := a[j][i] / a[i][i]
			for k := i; k < len(a); k++ {
				a[j][k] -= f * a[i][k]
			}
		}
	}
	return det
}

func abs[T ~int | ~float64](x T) T {
	if x < 0 {
		return -x
	}
	return x
}

type point struct{ x, y int }

func (p point) add(q point) point { return point{p.x + q.x, p.y + q.y} }

func solveMaze(maze []string) ([]point, bool) {
	at := func(p point) byte {
		if p.y < 0 || p.y >= len(maze) || p.x < 0 || p.x >= len(maze[p.y]) {
			return '#'
		}
		return maze[p.y][p.x]
	}
	var start point
	for y, row := range maze {
		if x := strings.IndexByte(row, 'S'); x >= 0 {
			start = point{x, y}
		}
	}
	from := map[point]point{start: start}
	queue := []point{start}
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		if at(p) == 'E' {
			path := []point{p}
			for p != start {
				p = from[p]
				path = append(path, p)
			}
			return path, true
		}
		for _, d := range [...]point{{0, 1}, {1, 0}, {0, -1}, {-1, 0}} {
			q := p.add(d)
			if _, seen := from[q]; !seen && at(q) != '#' {
				from[q] = p
				queue = append(queue, q)
			}
		}
	}
	return nil, false
}

func main() {
	l := NewLife(`
..........
...#......
....#.....
..###.....
..........
..........`)
	for i := range 5 {
		if i%2 == 0 {
			fmt.Fprintf(os.Stdout, "gen %d\n%v", i, l)
		}
		l.Step()
	}
	b := Board{
		{5, 3, 0, 0, 7}, {6, 0, 0, 1, 9, 5}, {0, 9, 8, 0, 0, 0, 0, 6}, {8, 0, 0, 0, 6, 0, 0, 0, 3},
		{4, 0, 0, 8, 0, 3, 0, 0, 1}, {7, 0, 0, 0, 2, 0, 0, 0, 6}, {0, 6, 0, 0, 0, 0, 2, 8}, {3: 4, 4: 1, 5: 9, 8: 5}, {4: 8, 7: 7, 8: 9},
	}
	if err := b.Solve(); err != nil {
		fmt.Println(err)
	}
	for _, row := range b {
		fmt.Println(row)
	}
	for n := 4; n <= 7; n++ {
		fmt.Println(queens(n))
	}
	m := Matrix{{2, -1, 0}, {1, 3, 2}, {0, 5, -4}}
	id := Matrix{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	p, err := m.Mul(id)
	fmt.Println(p, err, m.Det())
	_, err = m.Mul(Matrix{{1, 2}})
	fmt.Println(err)
	maze := []string{
		"#########",
		"#S..#...#",
		"#.#.#.#.#",
		"#.#...#E#",
		"#########",
	}
	path, ok := solveMaze(maze)
	fmt.Println(len(path), ok, path)
	_, ok = solveMaze([]string{"S#E"})
	fmt.Println(ok)
}
