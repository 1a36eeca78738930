package main

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"sort"
	"strings"
)

type Inner struct {
	City string `json:"city" db:"c\"x"`
	zip  int
}

type Person struct {
	Name  string `json:"name,omitempty"`
	Age   int    `json:"age"`
	Email *string
	Inner
	Tags  []string
	Extra map[string]any
	err   error
}

func (p Person) Greet() string    { return "hi " + p.Name }
func (p *Person) Rename(n string) { p.Name = n }
func (p Person) hidden()          {}

type Celsius float64
type Pair[K comparable, V any] struct {
	Key K
	Val V
}
type Shape interface {
	Area() float64
	Name() string
}

func types() {
	for _, v := range []any{1, int8(2), "s", 2.5, true, 'x', byte(1), complex(1, 2), []int{1}, [3]string{}, map[string]int{}, &Person{}, Person{}, Celsius(1),
		func(int, ...string) error { return nil }, make(chan int), make(<-chan string), struct{ X, y int }{}, Pair[string, []int]{}, errors.New("e"), new(any), uintptr(1)} {
		t := reflect.TypeOf(v)
		fmt.Printf("%v|%q|%v|%d|%v|%s\n", t, t.Name(), t.Kind(), t.Size(), t.Comparable(), t.PkgPath())
	}
	fmt.Println(reflect.TypeOf(nil), reflect.TypeOf(1) == reflect.TypeOf(2), reflect.TypeOf(1) == reflect.TypeOf(int8(1)))
	fmt.Println(reflect.TypeOf([]map[string]*int{}).Elem().Elem().Elem().Kind(), reflect.TypeOf(map[string]int{}).Key(), reflect.TypeOf([4]int{}).Len(), reflect.TypeOf(int16(1)).Bits())
	fmt.Println(reflect.TypeFor[error](), reflect.TypeFor[Shape]().NumMethod(), reflect.TypeFor[Shape]().Method(1).Name, reflect.TypeFor[Shape]().Kind())
	f := reflect.TypeOf(strings.Replace)
	fmt.Println(f.NumIn(), f.In(3), f.NumOut(), f.Out(0), f.IsVariadic(), reflect.TypeOf(fmt.Println).IsVariadic())
	fmt.Println(reflect.TypeOf(Person{}).NumMethod(), reflect.TypeOf(&Person{}).NumMethod(), reflect.TypeOf(&Person{}).Method(1).Name)
	t := reflect.TypeOf(Person{})
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		fmt.Println(f.Name, f.Type, f.Tag, f.Tag.Get("json"), f.Offset, f.Index, f.Anonymous, f.IsExported(), f.PkgPath)
	}
	c, ok := t.FieldByName("City")
	fmt.Println(c.Name, c.Index, ok, c.Tag.Get("db"))
	_, ok = t.FieldByName("Nope")
	fmt.Println(ok)
	for _, bad := range []func(){func() { reflect.TypeOf(1).Elem() }, func() { reflect.TypeOf(1).NumField() }, func() { reflect.TypeOf("").Bits() }, func() { reflect.ValueOf("x").Int() }, func() { reflect.ValueOf(1).SetInt(2) }, func() { reflect.ValueOf(nil).Type() }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			bad()
		}()
	}
}

func dump(sb *strings.Builder, v reflect.Value, depth int) {
	pad := strings.Repeat("  ", depth)
	switch v.Kind() {
	case reflect.Invalid:
		sb.WriteString("nil\n")
	case reflect.Struct:
		sb.WriteString(v.Type().String() + "\n")
		for i := range v.NumField() {
			fmt.Fprintf(sb, "%s  %s: ", pad, v.Type().Field(i).Name)
			dump(sb, v.Field(i), depth+1)
		}
	case reflect.Slice, reflect.Array:
		fmt.Fprintf(sb, "%v len %d\n", v.Type(), v.Len())
		for i := range v.Len() {
			fmt.Fprintf(sb, "%s  %d: ", pad, i)
			dump(sb, v.Index(i), depth+1)
		}
	case reflect.Map:
		keys := v.MapKeys()
		sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
		fmt.Fprintf(sb, "%v len %d\n", v.Type(), v.Len())
		for _, k := range keys {
			fmt.Fprintf(sb, "%s  %v: ", pad, k.String())
			dump(sb, v.MapIndex(k), depth+1)
		}
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			fmt.Fprintf(sb, "nil %v\n", v.Type())
			return
		}
		sb.WriteString("-> ")
		dump(sb, v.Elem(), depth)
	case reflect.Int, reflect.Int8, reflect.Int32, reflect.Int64:
		fmt.Fprintln(sb, v.Int())
	case reflect.Float64:
		fmt.Fprintln(sb, v.Float(), v.Type())
	case reflect.String:
		fmt.Fprintf(sb, "%q\n", v.String())
	case reflect.Bool:
		fmt.Fprintln(sb, v.Bool())
	default:
		fmt.Fprintln(sb, v.Kind(), v.String())
	}
}

func values() {
	mail := "a@b.c"
	p := &Person{Name: "Ann", Age: 30, Email: &mail, Inner: Inner{"Oslo", 150}, Tags: []string{"x", "y"}, Extra: map[string]any{"k": 1, "n": nil, "t": Celsius(1.5), "s": []int{1}}, err: errors.New("bad")}
	var sb strings.Builder
	dump(&sb, reflect.ValueOf(p), 0)
	fmt.Print(sb.String())
	v := reflect.ValueOf(p).Elem()
	v.FieldByName("Name").SetString("Bob")
	v.Field(1).SetInt(31)
	v.FieldByName("City").SetString("Rome")
	v.FieldByName("Tags").Index(0).SetString("z")
	v.FieldByName("Email").Set(reflect.ValueOf((*string)(nil)))
	fmt.Println(p.Name, p.Age, p.City, p.Tags, p.Email, v.FieldByName("zip").CanSet(), v.Field(0).CanSet(), reflect.ValueOf(*p).Field(0).CanSet())
	age := v.Field(1).Interface()
	p.Age = 99
	fmt.Println(age, v.Field(1).Int(), v.FieldByName("zip").Int(), v.FieldByName("Nope").IsValid(), v.Kind(), v.NumField(), v.CanAddr())
	x := []any{1, "two", nil}
	xv := reflect.ValueOf(x)
	fmt.Println(xv.Index(0).Kind(), xv.Index(0).Elem().Int(), xv.Index(2).IsNil(), xv.Index(1).Interface())
	xv.Index(2).Set(reflect.ValueOf(3.5))
	fmt.Println(x, xv.Len(), xv.Cap(), reflect.ValueOf("héy").Index(1).Uint(), reflect.ValueOf(make(chan int, 4)).Cap())
	for _, z := range []any{0, 1, "", "x", 0.0, math.Copysign(0, -1), [2]int{}, [2]int{0, 1}, Person{}, *p, []int(nil), []int{}, (*int)(nil), struct{}{}} {
		fmt.Print(reflect.ValueOf(z).IsZero(), " ")
	}
	fmt.Printf("%d %5v %+v %x\n", reflect.ValueOf(7), reflect.ValueOf("s"), reflect.ValueOf(p.Inner), []reflect.Value{reflect.ValueOf("k")})
	fmt.Println(reflect.Value{}, reflect.ValueOf(p).Elem().Field(2), reflect.ValueOf(errors.New("e")))
	fmt.Println(reflect.ValueOf(1), reflect.ValueOf("s"), reflect.Indirect(reflect.ValueOf(&mail)))
	m := reflect.ValueOf(map[int]string{1: "one"})
	for it := m.MapRange(); it.Next(); {
		fmt.Println(it.Key().Int(), it.Value().String(), m.MapIndex(reflect.ValueOf(2)).IsValid())
	}
	n := 5
	reflect.ValueOf(&n).Elem().SetZero()
	reflect.ValueOf(p).Elem().Field(3).SetZero()
	fmt.Println(n, p.Inner)
}

type loop struct{ next *loop }

func equal() {
	a, b := &loop{}, &loop{}
	a.next, b.next = a, b
	f := func() {}
	nan := math.NaN()
	for _, c := range [][2]any{
		{1, 1}, {1, int64(1)}, {nil, nil}, {nil, 1}, {[]int{1, 2}, []int{1, 2}}, {[]int{1}, []int{2}}, {[]int(nil), []int{}}, {map[string][]int{"a": {1}}, map[string][]int{"a": {1}}},
		{map[string]int{"a": 1}, map[string]int{"b": 1}}, {map[int]int(nil), map[int]int{}}, {a, b}, {&Person{Name: "x"}, &Person{Name: "x"}}, {Person{Tags: []string{"a"}}, Person{Tags: []string{"b"}}},
		{f, f}, {(func())(nil), (func())(nil)}, {nan, nan}, {[]float64{nan}, []float64{nan}}, {[]any{1, "x", nil}, []any{1, "x", nil}}, {[]any{1}, []any{int8(1)}}, {errors.New("a"), errors.New("a")},
		{[2][]int{{1}, nil}, [2][]int{{1}, nil}}, {"a", "a"}, {Celsius(1), 1.0}, {struct{ e error }{errors.New("x")}, struct{ e error }{errors.New("x")}},
	} {
		fmt.Print(reflect.DeepEqual(c[0], c[1]), " ")
	}
	fmt.Println()
}

func main() {
	types()
	values()
	equal()
}
