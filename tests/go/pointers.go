// Pointers: to locals, fields, elements; pointers to pointers; new; escape through results.
package main

import "fmt"

type list struct {
	v    int
	next *list
}

func counter() *int {
	n := 10
	return &n
}

func swap(a, b *int) { *a, *b = *b, *a }

func inc(pp **int) {
	**pp++
	n := **pp * 2
	*pp = &n
}

type matrix struct{ cells [4]float64 }

func (m *matrix) at(i int) *float64 { return &m.cells[i] }

func reverse(l *list) *list {
	var r *list
	for l != nil {
		l.next, r, l = r, l, l.next
	}
	return r
}

func main() {
	a, b := counter(), counter()
	*a++
	fmt.Println(*a, *b, a == b, a != nil)
	x, y := 1, 2
	swap(&x, &y)
	fmt.Println(x, y)
	p := &x
	inc(&p)
	fmt.Println(x, *p, p == &x)
	q := new(string)
	*q += "hello"
	fmt.Println(*q, len(*q))
	var m matrix
	*m.at(2) = 2.5
	*m.at(2) *= 2
	fmt.Println(m)
	s := []int{1, 2, 3}
	e := &s[1]
	s = append(s, 4)
	*e = 100
	fmt.Println(s[1], *e)
	var l *list
	for i := 0; i < 5; i++ {
		l = &list{i, l}
	}
	l = reverse(l)
	for n := l; n != nil; n = n.next {
		fmt.Print(n.v, " ")
	}
	fmt.Println()
	pp := &p
	**pp = 7
	fmt.Println(*p)
	st := struct {
		a int32
		b int16
	}{1, 2}
	pb := &st.b
	*pb = -5
	pa := &st.a
	*pa = 1 << 30
	fmt.Println(st)
	arr := [3]uint8{1, 2, 3}
	pe := &arr[1]
	*pe += 255
	fmt.Println(arr)
	f := &[]int{1, 2}
	(*f)[0] = 9
	fmt.Println(*f, len(*f))
	mp := &map[string]int{}
	(*mp)["k"] = 1
	fmt.Println(*mp)
	var np *list
	fmt.Println(np == nil, np != l)
	type pair struct{ a, b *int }
	pr := pair{&x, &x}
	*pr.a = 5
	fmt.Println(*pr.b, x, pr.a == pr.b)
	var i interface{} = p
	if ip, ok := i.(*int); ok {
		*ip = 77
	}
	fmt.Println(*p)
	b8 := true
	pbool := &b8
	*pbool = !*pbool
	fmt.Println(b8, *new(int), *new(bool))
}
