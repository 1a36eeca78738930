// Slices: sharing, make, multi-dimensional, ranges, conversion, nil.
package main

import "fmt"

type stack []string

func (s *stack) push(x string) { *s = append(*s, x) }
func (s *stack) pop() string {
	old := *s
	x := old[len(old)-1]
	*s = old[:len(old)-1]
	return x
}

func insertion(a []int) {
	for i := 1; i < len(a); i++ {
		for j := i; j > 0 && a[j] < a[j-1]; j-- {
			a[j], a[j-1] = a[j-1], a[j]
		}
	}
}

func quick(a []int) {
	if len(a) < 2 {
		return
	}
	p, k := a[len(a)/2], 0
	a[len(a)/2], a[len(a)-1] = a[len(a)-1], a[len(a)/2]
	for i := range a[:len(a)-1] {
		if a[i] < p {
			a[i], a[k] = a[k], a[i]
			k++
		}
	}
	a[k], a[len(a)-1] = a[len(a)-1], a[k]
	quick(a[:k])
	quick(a[k+1:])
}

func main() {
	a := []int{5, 2, 8, 1, 9, 3}
	b := a[1:4]
	insertion(b)
	fmt.Println(a, b, len(b), cap(b))
	quick(a)
	fmt.Println(a)
	var nilS []int
	for range nilS {
		fmt.Println("never")
	}
	nilS = append(nilS, 1)
	fmt.Println(nilS, len(nilS[:0]), nilS[:0] == nil)
	grid := make([][]rune, 3)
	for i := range grid {
		grid[i] = make([]rune, 4)
		for j := range grid[i] {
			grid[i][j] = rune('a' + i*4 + j)
		}
	}
	for _, row := range grid {
		fmt.Print(string(row), " ")
	}
	fmt.Println()
	var st stack
	for _, w := range []string{"x", "y", "z"} {
		st.push(w)
	}
	fmt.Println(st.pop(), st.pop(), st, len(st))
	m := make([]int, 2, 10)
	fmt.Println(m, len(m), cap(m), m[:5])
	for i, v := range m[:3] {
		m = append(m, v+i)
	}
	fmt.Println(m)
	s := []int{0, 1, 2, 3, 4, 5, 6}
	for i, v := range s {
		if i == 2 {
			s = s[:3]
		}
		s[i%3] += 10
		_ = v
	}
	fmt.Println(s)
	type kv struct {
		k string
		v *int
	}
	one := 1
	kvs := []kv{{"a", &one}, {k: "b"}, {}}
	kvs[1].v = kvs[0].v
	*kvs[1].v = 42
	fmt.Println(len(kvs), *kvs[0].v, kvs[2].v == nil, kvs[2].k == "")
	ps := []*kv{{"p", nil}, {"q", nil}}
	ps[0], ps[1] = ps[1], ps[0]
	fmt.Println(ps[0].k, ps[1].k)
	lits := [][]int{{1}, {2, 3}, nil, {}}
	fmt.Println(lits, len(lits[2]), lits[2] == nil, lits[3] == nil)
	n := 3
	v := make([]float32, n, n*2)
	v[n-1] = 1.5
	fmt.Println(v, append(v, 2), append([]any{}, 1, "a", nil))
}
