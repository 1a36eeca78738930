// Slices: growth of the capacity per element size, append to self, copy overlap, full slices.
package main

import "fmt"

type triple struct{ a, b, c int8 }
type wide struct {
	p *int
	x [4]int64
}

var (
	sinkBytes    []byte
	sinkInts     []int
	sinkStrings  []string
	sinkTriples  []triple
	sinkWides    []wide
	sinkPointers []*int
	sinkAnys     []any
)

func growth(name string, n int, step func() int) {
	last := -1
	fmt.Print(name, ":")
	for range n {
		if c := step(); c != last {
			last = c
			fmt.Print(" ", last)
		}
	}
	fmt.Println()
}

func main() {
	growth("byte", 5000, func() int { sinkBytes = append(sinkBytes, 0); return cap(sinkBytes) })
	growth("int", 5000, func() int { sinkInts = append(sinkInts, 0); return cap(sinkInts) })
	growth("string", 3000, func() int { sinkStrings = append(sinkStrings, ""); return cap(sinkStrings) })
	growth("triple", 5000, func() int { sinkTriples = append(sinkTriples, triple{}); return cap(sinkTriples) })
	growth("wide", 2000, func() int { sinkWides = append(sinkWides, wide{}); return cap(sinkWides) })
	growth("pointer", 3000, func() int { sinkPointers = append(sinkPointers, nil); return cap(sinkPointers) })
	growth("any", 3000, func() int { sinkAnys = append(sinkAnys, nil); return cap(sinkAnys) })
	for _, n := range []int{1, 3, 5, 7, 9, 17, 33, 100, 255, 256, 257, 300, 1000} {
		sinkInts = append([]int(nil), make([]int, n)...)
		sinkBytes = append(make([]byte, 5), make([]byte, n)...)
		sinkStrings = append([]string{"x", "y"}, make([]string, n)...)
		fmt.Print(cap(sinkInts), " ", cap(sinkBytes), " ", cap(sinkStrings), "; ")
	}
	fmt.Println()
	sinkBytes = append([]byte("abc"), "defghijklmnopqrstuvwxyz0123456789"...)
	fmt.Println(cap([]byte("hello")) >= 5, cap(sinkBytes))
	s := []int{1, 2, 3}
	s = append(s, s...)
	s = append(s, s[1:3]...)
	fmt.Println(s, len(s), cap(s))
	copy(s[2:], s)
	fmt.Println(s)
	copy(s, s[1:])
	fmt.Println(s)
	t := s[1:3]
	fmt.Println(len(t), cap(t), t)
	t = append(t, 77)
	fmt.Println(s, t)
	u := s[1:3:3]
	u = append(u, 88)
	fmt.Println(s, u, len(u), cap(u))
	fmt.Println(len(s[len(s):]), cap(s[:0]), s[:0] == nil, []int(nil) == nil, len([]int(nil)))
	s = append(s[:1], s[2:]...)
	fmt.Println(s)
	s = append(s[:1], append([]int{-1, -2}, s[1:]...)...)
	fmt.Println(s)
	clear(s[2:4])
	fmt.Println(s)
}
