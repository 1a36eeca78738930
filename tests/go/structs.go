// Structs: embedding, promotion, comparison, copies, anonymous types, tags, zero-size.
package main

import "fmt"

type animal struct {
	name string
	legs int
}

func (a animal) describe() string { return fmt.Sprint(a.name, "/", a.legs) }
func (a *animal) rename(n string) { a.name = n }
func (a animal) String() string   { return "<" + a.name + ">" }

type dog struct {
	animal
	breed string
}

func (d dog) describe() string { return "dog:" + d.animal.describe() + ":" + d.breed }

type puppy struct {
	*dog
	age int
}

type base struct{ id int }

func (b *base) ID() int { b.id++; return b.id }

type left struct{ base }
type right struct{ x, y int }
type both struct {
	left
	*right
	extra interface{ ID() int }
}

type hasID interface{ ID() int }

func main() {
	d := dog{animal{"rex", 4}, "lab"}
	d.rename("max")
	d.legs--
	fmt.Println(d.name, d.describe(), d.animal.describe(), d)
	p := puppy{&d, 1}
	p.rename("tiny")
	fmt.Println(d.name, p.name, p.describe(), p.dog.animal.legs)
	c := d
	c.name = "copy"
	fmt.Println(c.name, d.name, c == d, d == dog{animal{"tiny", 3}, "lab"})
	b := both{right: &right{1, 2}}
	b.extra = &b.left
	fmt.Println(b.ID(), b.extra.ID(), b.left.base.ID(), b.id, b.x, b.y)
	var h hasID = &b
	fmt.Println(h.ID(), b.id)
	anon := struct {
		a int
		b string
	}{1, "z"}
	other := struct {
		a int
		b string
	}{b: "z", a: 1}
	fmt.Println(anon == other, anon)
	fmt.Printf("%v %+v %#v %T\n", anon, anon, right{3, 4}, right{})
	fmt.Printf("%v %+v %#v\n", &right{5, 6}, &right{5, 6}, d.animal)
	type node struct {
		val         int
		left, right *node
	}
	t := &node{1, &node{2, nil, nil}, &node{val: 3}}
	t.left.left = &node{val: 4}
	fmt.Println(t.left.left.val, t.right.left == nil, (*t).right.val)
	arr := []right{{1, 2}, {3, 4}}
	for _, r := range arr {
		r.x = 100
	}
	for i := range arr {
		arr[i].y *= 10
	}
	q := &arr[1]
	q.x = -3
	fmt.Println(arr)
	m := map[right]string{{1, 2}: "a"}
	fmt.Println(m[right{1, 2}], m[right{}] == "")
	type empty struct{}
	var e1, e2 empty
	fmt.Println(e1 == e2, e1, [3]empty{})
	type mixed struct {
		a int8
		b int64
		c bool
		d float32
		e string
		f uint16
		g [3]byte
	}
	x := mixed{-1, 1 << 40, true, 2.5, "str", 65535, [3]byte{1, 2, 3}}
	y := x
	y.g[1]++
	fmt.Println(x, y, x == y, x.a, y.f)
	func(v mixed) { v.e = "lost"; fmt.Println(v.e) }(x)
	fmt.Println(x.e)
}
