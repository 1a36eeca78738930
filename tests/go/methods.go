// Methods: value and pointer receivers, method values bound early, method expressions, on any kind.
package main

import "fmt"

type num int

func (n num) plus(m num) num { return n + m }
func (n *num) add(m num)     { *n += m }

type vec struct{ x, y float64 }

func (v vec) scale(k float64) vec { return vec{v.x * k, v.y * k} }
func (v *vec) move(dx, dy float64) *vec {
	v.x += dx
	v.y += dy
	return v
}

type names []string

func (n names) Len() int           { return len(n) }
func (n names) Less(i, j int) bool { return n[i] < n[j] }
func (n names) Swap(i, j int)      { n[i], n[j] = n[j], n[i] }

type fn func(int) int

func (f fn) call(x int) int { return f(x) }

type table map[string]int

func (t table) inc(k string) int { t[k]++; return t[k] }

type outer struct {
	vec
	*num
}

type lener interface{ Len() int }

type big struct{ a [6]int }

func (b big) sum() (s int) {
	for _, x := range b.a {
		s += x
	}
	return
}

func main() {
	n := num(5)
	n.add(3)
	fmt.Println(n, n.plus(2), num(1).plus(1))
	f := n.plus
	g := n.add
	n = 100
	fmt.Println(f(1))
	g(1)
	fmt.Println(n)
	h := num.plus
	k := (*num).add
	l := (*num).plus
	k(&n, 9)
	fmt.Println(h(3, 4), n, l(&n, 1))
	v := vec{1, 2}
	v.move(1, 1).move(2, 2)
	fmt.Println(v, v.scale(2), (&v).scale(0.5))
	mv := v.scale
	v.x = 1000
	fmt.Println(mv(1))
	sc := vec.scale
	fmt.Println(sc(vec{1, 1}, 3))
	ns := names{"b", "c", "a"}
	for i := 0; i < ns.Len(); i++ {
		for j := i + 1; j < ns.Len(); j++ {
			if ns.Less(j, i) {
				ns.Swap(i, j)
			}
		}
	}
	fmt.Println(ns)
	fmt.Println(fn(func(x int) int { return x * x }).call(7))
	t := table{}
	t.inc("a")
	fmt.Println(t.inc("a"), t)
	o := outer{vec{1, 1}, &n}
	o.move(1, 0)
	o.add(1)
	fmt.Println(o.vec, n, o.scale(3), o.plus(0))
	om := o.move
	om(5, 5)
	fmt.Println(o.vec)
	var i lener = ns
	ln := i.Len
	i = names{}
	fmt.Println(ln(), i.Len(), lener.Len(ns))
	b := big{[6]int{1, 2, 3, 4, 5, 6}}
	bs := b.sum
	b.a[0] = 100
	fmt.Println(bs(), b.sum(), big.sum(b), (*big).sum(&b))
	fs := map[string]func(num) num{"plus": n.plus}
	fmt.Println(fs["plus"](1))
	defer v.move(0, 0)
	defer fmt.Println("deferred", n.plus(1))
	n = 0
	pp := &vec{3, 4}
	fmt.Println(pp.scale(2), pp.x)
}
