// Range over integers, strings, maps, channels, arrays, functions; per-iteration variables; evaluation.
package main

import "fmt"

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Print("[done] ")
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Print("[stopped] ")
				return
			}
		}
	}
}

func pairs(m []string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i, s := range m {
			if !yield(i, s) {
				return
			}
		}
	}
}

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) all(yield func(int) bool) bool {
	return t == nil || t.l.all(yield) && yield(t.v) && t.r.all(yield)
}

func (t *tree) iter(yield func(int) bool) { t.all(yield) }

func find(x int) (r string) {
	defer func() { r += "!" }()
	for v := range count(10) {
		if v == x {
			return fmt.Sprint("found ", v)
		}
	}
	return "none"
}

func main() {
	for i := range 3 {
		fmt.Print(i, " ")
	}
	var n8 int8 = 4
	for i := range n8 {
		fmt.Printf("%T%d ", i, i)
	}
	for range 2 {
		fmt.Print("x ")
	}
	for i := range -5 {
		fmt.Print("never", i)
	}
	fmt.Println()
	for v := range count(3) {
		fmt.Print(v, " ")
	}
	fmt.Println()
	for v := range count(100) {
		if v == 1 {
			continue
		}
		if v == 4 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	fmt.Println(find(3), find(50))
	for i, s := range pairs([]string{"a", "b"}) {
		fmt.Print(i, s, " ")
	}
	t := &tree{&tree{nil, nil, 1}, &tree{&tree{v: 3}, nil, 4}, 2}
outer:
	for v := range t.iter {
		for w := range count(v) {
			if w == 2 {
				continue outer
			}
			if v == 4 {
				break outer
			}
			fmt.Print(v, w, " ")
		}
	}
	fmt.Println()
	for range count(2) {
		fmt.Print("y ")
	}
	fmt.Println()
	var fs []func() int
	for v := range count(3) {
		fs = append(fs, func() int { v += 100; return v })
	}
	fmt.Println(fs[0](), fs[0](), fs[2]())
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v*10)
		s[i] = 0
	}
	fmt.Println(s)
	var i int
	var st struct{ k int }
	for i, st.k = range []int{7, 8, 9} {
	}
	fmt.Println(i, st.k)
	m := map[string]int{"a": 1}
	for k, v := range m {
		m[k] = v + 1
	}
	fmt.Println(m)
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		for v := range count(5) {
			if v == 2 {
				panic("in body")
			}
		}
	}()
}
