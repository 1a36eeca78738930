// Arrays are values: assignment, comparison, nesting, ranges over copies and pointers.
package main

import "fmt"

type point struct{ x, y int }

func sum(a [4]int) (s int) {
	a[0] = 1000
	for _, v := range a {
		s += v
	}
	return
}

func set(a *[4]int, i, v int) { a[i] = v }

func main() {
	var a [4]int
	b := [...]int{1, 2, 3, 4}
	a = b
	b[0] = 9
	fmt.Println(a, b, a == b, a != [4]int{1, 2, 3, 4}, len(a), cap(a))
	fmt.Println(sum(b), b)
	set(&b, 3, 7)
	p := &b
	p[1]++
	fmt.Println(b, len(p), p[1:3], (*p)[2])
	for i, v := range b {
		b[3] = 100
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	for i, v := range &b {
		b[3] = 200
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	for i := range p {
		p[i] *= 2
	}
	fmt.Println(b)
	var m [3][2]string
	m[1][0] = "x"
	m[2] = [2]string{"p", "q"}
	n := m
	n[2][1] = "changed"
	fmt.Println(m, n, m == n, len(m[0]))
	pts := [...]point{2: {1, 2}, 0: {y: 5}}
	fmt.Println(pts, pts[2].y, len(pts))
	sparse := [...]string{5: "five", "six", 1: "one"}
	fmt.Printf("%q %d\n", sparse, len(sparse))
	var i interface{} = [2]int{1, 2}
	fmt.Println(i == [2]int{1, 2}, i == [2]int{1, 3})
	k := map[[2]int]string{{1, 2}: "a", {3, 4}: "b"}
	fmt.Println(k[[2]int{3, 4}], k[[2]int{9, 9}] == "")
	bytes := [5]byte{'h', 'e', 'l', 'l', 'o'}
	fmt.Println(string(bytes[:]), bytes)
	s := b[:2:3]
	s = append(s, 55)
	fmt.Println(b, len(s), cap(s))
	arr := [4]int(append(s[:0:0], 1, 2, 3, 4, 5)[:4])
	ptr := (*[2]int)(b[1:])
	ptr[0] = -1
	fmt.Println(arr, b)
	f := func() [3]int { return [3]int{7, 8, 9} }
	fmt.Println(f()[1], [3]int{1, 2, 3}[2], len(f()))
	var empty [0]int
	fmt.Println(empty, len(empty))
	x, y := [2]int{1, 2}, [2]int{3, 4}
	x, y = y, x
	fmt.Println(x, y)
	idx := 2
	big := [100]int8{}
	big[idx*10] = -3
	fmt.Println(big[20], big[21])
}
