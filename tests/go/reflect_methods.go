package main

import (
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strings"
)

type Small int8

func (s Small) Add(x int8) Small            { return s + Small(x) }
func (s *Small) Inc()                       { *s++ }
func (s Small) Neg() (Small, bool)          { return -s, s < 0 }
func (s Small) All(xs ...Small) (sum Small) { return s + total(xs) }

func total(xs []Small) (sum Small) {
	for _, x := range xs {
		sum += x
	}
	return sum
}

type Big struct {
	Name string
	F    [5]float64
	In   map[string]int
}

func (b Big) Sum(scale float32, more [2]float64) (float64, error) {
	if scale == 0 {
		return 0, errors.New("no scale: " + b.Name)
	}
	s := 0.0
	for _, f := range b.F {
		s += f
	}
	return s*float64(scale) + more[0] + more[1], nil
}
func (b *Big) Rename(s string) *Big { b.Name = s; return b }
func (b Big) Copy() Big             { b.Name += "'"; return b }
func (b Big) secret() int           { return 42 }

type Empty struct{}

func (Empty) Nothing()                   {}
func (Empty) Pair(e Empty) (Empty, int8) { return e, -7 }

type Fn func(int) int

func (f Fn) Twice(x int) int { return f(f(x)) }

type Ptr struct{ p *int }

func (p Ptr) Get() int { return *p.p }

type Outer struct {
	Big
	*Inner
	n int
}
type Inner struct{ v int16 }

func (i *Inner) V() int16     { return i.v }
func (i *Inner) SetV(x int16) { i.v = x }

type Shape interface {
	Area() float64
	Scale(k float64) Shape
}
type Square struct{ a float64 }

func (s Square) Area() float64         { return s.a * s.a }
func (s Square) Scale(k float64) Shape { return Square{s.a * k} }
func (s Square) String() string        { return fmt.Sprint("square ", s.a) }

type Gen[T any] struct{ v T }

func (g Gen[T]) Get() T           { return g.v }
func (g *Gen[T]) Put(x T) (old T) { old, g.v = g.v, x; return }

func list(x any) {
	t := reflect.TypeOf(x)
	fmt.Println(t, t.NumMethod())
	for i := range t.NumMethod() {
		m := t.Method(i)
		fmt.Println("  ", m.Index, m.Name, m.Type, m.PkgPath, m.IsExported(), m.Func.IsValid() && m.Func.Kind() == reflect.Func, reflect.ValueOf(x).Method(i).Type())
	}
}

func show(vs []reflect.Value) {
	for i, v := range vs {
		if i > 0 {
			fmt.Print(", ")
		}
		fmt.Print(v.Type(), " ", v.Interface(), " ", v.CanSet(), v.CanAddr())
	}
	fmt.Println()
}

func of(xs ...any) (list []reflect.Value) {
	for _, x := range xs {
		list = append(list, reflect.ValueOf(x))
	}
	return list
}

func lists() {
	n := 3
	s := Small(100)
	for _, x := range []any{s, &s, Big{}, &Big{}, Empty{}, Fn(nil), Ptr{&n}, Outer{}, &Outer{}, Square{}, Gen[int]{}, &Gen[[]string]{}, errors.New("x"), 5, struct{ Big }{}, struct{ *Inner }{}} {
		list(x)
	}
	t := reflect.TypeFor[Shape]()
	for i := range t.NumMethod() {
		m := t.Method(i)
		fmt.Println(m.Index, m.Name, m.Type, m.Func.IsValid())
	}
	m, ok := t.MethodByName("Scale")
	fmt.Println(m.Name, m.Index, ok)
	_, ok = t.MethodByName("scale")
	fmt.Println(ok)
}

func calls() {
	s := Small(100)
	v := reflect.ValueOf(s)
	show(v.MethodByName("Add").Call(of(int8(50))))
	show(v.MethodByName("Neg").Call(nil))
	show(v.MethodByName("All").Call(of(Small(1), Small(2))))
	show(v.MethodByName("All").Call(nil))
	show(v.MethodByName("All").CallSlice(of([]Small{7, 8})))
	fmt.Println(v.MethodByName("Inc").IsValid(), reflect.ValueOf(&s).MethodByName("Inc").IsValid())
	reflect.ValueOf(&s).MethodByName("Inc").Call(nil)
	reflect.ValueOf(&s).Elem().Addr().MethodByName("Inc").Call(nil)
	fmt.Println(s)

	b := Big{Name: "b", F: [5]float64{1, 2, 3, 4, 5}, In: map[string]int{"x": 1}}
	bv := reflect.ValueOf(&b)
	show(bv.MethodByName("Sum").Call(of(float32(0.5), [2]float64{10, 20})))
	show(bv.MethodByName("Sum").Call(of(float32(0), [2]float64{10, 20}))[1:])
	show(bv.MethodByName("Copy").Call(nil)[0].MethodByName("Copy").Call(nil))
	fmt.Println(bv.MethodByName("Rename").Call(of("new"))[0].Pointer() == bv.Pointer(), b.Name)
	fmt.Println(bv.MethodByName("secret").IsValid())

	show(reflect.ValueOf(Empty{}).Method(1).Call(of(Empty{})))
	fmt.Println(len(reflect.ValueOf(Empty{}).Method(0).Call(nil)))
	show(reflect.ValueOf(Fn(func(x int) int { return x * 3 })).Method(0).Call(of(7)))
	n := 99
	show(reflect.ValueOf(Ptr{&n}).Method(0).Call(nil))
	show(reflect.ValueOf(&Ptr{&n}).Method(0).Call(nil))

	o := &Outer{Big: b, Inner: &Inner{-5}}
	ov := reflect.ValueOf(o)
	show(ov.MethodByName("V").Call(nil))
	ov.MethodByName("SetV").Call(of(int16(-300)))
	show(ov.Elem().MethodByName("V").Call(nil))
	show(ov.MethodByName("Sum").Call(of(float32(2), [2]float64{})))

	g := &Gen[string]{"first"}
	show(reflect.ValueOf(g).MethodByName("Put").Call(of("second")))
	show(reflect.ValueOf(*g).MethodByName("Get").Call(nil))
}

func interfaces() {
	shapes := []Shape{Square{3}, Square{4}}
	v := reflect.ValueOf(shapes)
	for i := range v.Len() {
		e := v.Index(i)
		fmt.Println(e.Kind(), e.NumMethod(), e.Type(), e.Elem().Type(), e.Elem().NumMethod())
		show(e.MethodByName("Area").Call(nil))
		r := e.Method(1).Call(of(2.0))[0]
		fmt.Println(r.Kind(), r.Type(), r)
		show(r.MethodByName("Area").Call(nil))
		show(r.Elem().MethodByName("String").Call(nil))
	}
	f := v.Index(0).MethodByName("Area").Interface().(func() float64)
	shapes[0] = Square{10}
	fmt.Println(f())
}

func values() {
	b := &Big{Name: "v"}
	rename := reflect.ValueOf(b).MethodByName("Rename").Interface().(func(string) *Big)
	fmt.Println(rename("w") == b, b.Name)
	sum := reflect.ValueOf(b).MethodByName("Sum").Interface().(func(float32, [2]float64) (float64, error))
	b.F[0] = 12
	fmt.Println(sum(1, [2]float64{1, 2}))
	m, _ := reflect.TypeOf(b).MethodByName("Sum")
	show(m.Func.Call(of(b, float32(3), [2]float64{0, 1})))
	direct := m.Func.Interface().(func(*Big, float32, [2]float64) (float64, error))
	fmt.Println(direct(b, 1, [2]float64{}))
	m, _ = reflect.TypeOf(*b).MethodByName("Copy")
	fmt.Println(m.Func.Interface().(func(Big) Big)(*b).Name)
	m, _ = reflect.TypeOf(Small(0)).MethodByName("All")
	show(m.Func.Call(of(Small(1), Small(2), Small(3))))
	show(m.Func.CallSlice(of(Small(1), []Small{4})))
	fmt.Println(m.Func.Type(), m.Func.Type().IsVariadic())
	type named func(s Small, x int8) Small
	m, _ = reflect.TypeOf(Small(0)).MethodByName("Add")
	fmt.Println(m.Func.Convert(reflect.TypeFor[named]()).Interface().(named)(3, 4))
	var target named
	reflect.ValueOf(&target).Elem().Set(m.Func)
	fmt.Println(target(5, 6))
}

func functions() {
	show(reflect.ValueOf(strings.Repeat).Call(of("ab", 3)))
	show(reflect.ValueOf(fmt.Sprintf).Call(of("%d-%s", 1, "x")))
	show(reflect.ValueOf(fmt.Sprintf).CallSlice(of("%d-%s", []any{2, "y"})))
	n := 0
	add := func(k uint8, f float32, c complex64, s []int, e error) (int, uint8, float32, complex64, []int, error) {
		n += int(k)
		return n, k + 250, f * 2, c * c, append(s, n), e
	}
	for range 2 {
		r := reflect.ValueOf(add).Call([]reflect.Value{reflect.ValueOf(uint8(10)), reflect.ValueOf(float32(1.5)), reflect.ValueOf(complex64(1 + 2i)),
			reflect.ValueOf([]int{1}), reflect.Zero(reflect.TypeFor[error]())})
		show(r)
	}
	calls := map[string]any{"len": func(s string) int { return len(s) }, "up": strings.ToUpper, "join": strings.Join}
	var names []string
	for k := range calls {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		f := reflect.ValueOf(calls[k])
		args := of("hello")
		if f.Type().NumIn() == 2 {
			args = of([]string{"a", "b"}, "+")
		}
		fmt.Println(k, f.Call(args)[0])
	}
	for m := range reflect.TypeOf(Square{}).Methods() {
		fmt.Println(m.Name)
	}
	for m, v := range reflect.ValueOf(Square{2}).Methods() {
		fmt.Println(m.Name, v.Type())
	}
}

func main() {
	lists()
	calls()
	interfaces()
	values()
	functions()
}
