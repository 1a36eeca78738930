package main

import (
	"fmt"
	"reflect"
	"runtime"
)

type T struct {
	A int
	B string
}

func (t *T) Set(a int)     { t.A = a }
func (t T) String() string { return fmt.Sprint("T", t.A, t.B) }

type Named []int

var types = []reflect.Type{reflect.TypeFor[int](), reflect.TypeFor[string](), reflect.TypeFor[T](), reflect.TypeFor[*T](), reflect.TypeFor[error](), reflect.TypeFor[any](),
	reflect.TypeFor[Named](), reflect.TypeFor[[0]int](), reflect.TypeFor[struct{}](), reflect.TypeFor[func(int) string](), reflect.TypeFor[<-chan int](), reflect.TypeFor[float32](), reflect.TypeFor[int8]()}

func describe(t reflect.Type) {
	fmt.Println(t, t.Kind(), t.Size(), t.Align(), t.Comparable(), t.Name(), t.NumMethod(), t.PkgPath())
}

func names() {
	for _, t := range types {
		describe(reflect.PointerTo(t))
		describe(reflect.SliceOf(t))
		describe(reflect.ArrayOf(3, t))
		describe(reflect.ArrayOf(0, t))
		describe(reflect.ArrayOf(1, t))
		if t.Comparable() {
			describe(reflect.MapOf(t, t))
		}
		describe(reflect.MapOf(reflect.TypeFor[string](), t))
		for _, d := range []reflect.ChanDir{reflect.RecvDir, reflect.SendDir, reflect.BothDir} {
			describe(reflect.ChanOf(d, t))
		}
		describe(reflect.FuncOf([]reflect.Type{t}, nil, false))
		describe(reflect.FuncOf([]reflect.Type{t, reflect.SliceOf(t)}, []reflect.Type{t, t}, true))
		describe(reflect.FuncOf(nil, []reflect.Type{t}, false))
		describe(reflect.SliceOf(reflect.MapOf(reflect.TypeFor[int16](), reflect.ArrayOf(7, reflect.PointerTo(reflect.SliceOf(t))))))
	}
}

// Types that the program has are those, and a type made twice is one.
func identity() {
	fmt.Println(reflect.PointerTo(reflect.TypeFor[T]()) == reflect.TypeFor[*T](), reflect.SliceOf(reflect.TypeFor[T]()) == reflect.TypeOf([]T{}),
		reflect.MapOf(reflect.TypeFor[string](), reflect.TypeFor[T]()) == reflect.TypeOf(map[string]T{}), reflect.ArrayOf(17, reflect.TypeFor[T]()) == reflect.TypeOf([17]T{}),
		reflect.FuncOf([]reflect.Type{reflect.TypeFor[int]()}, []reflect.Type{reflect.TypeFor[T]()}, false) == reflect.TypeOf(func(int) (t T) { return }),
		reflect.ChanOf(reflect.BothDir, reflect.TypeFor[T]()) == reflect.TypeOf(make(chan T)), reflect.SliceOf(reflect.TypeFor[int]()) == reflect.TypeFor[Named]())
	a, b := reflect.ArrayOf(23, reflect.TypeFor[Named]()), reflect.ArrayOf(23, reflect.TypeFor[Named]())
	fmt.Println(a == b, a == reflect.ArrayOf(24, reflect.TypeFor[Named]()), reflect.New(a).Elem().Interface() != nil)
	type local struct{ A int }
	x := reflect.TypeFor[local]()
	{
		type local struct{ A int }
		y := reflect.TypeFor[local]()
		fmt.Println(x == y, reflect.SliceOf(x) == reflect.SliceOf(y), reflect.SliceOf(x).String() == reflect.SliceOf(y).String())
	}
	p := reflect.New(reflect.TypeFor[T]())
	s, ok := p.Interface().(fmt.Stringer)
	fmt.Println(ok, s)
	p.MethodByName("Set").Call([]reflect.Value{reflect.ValueOf(7)})
	fmt.Println(p.Elem().Interface())
}

func maps() {
	t := reflect.MapOf(reflect.ArrayOf(2, reflect.TypeFor[string]()), reflect.SliceOf(reflect.TypeFor[*T]()))
	m := reflect.MakeMap(t)
	for i := range 200 {
		k := reflect.New(t.Key()).Elem()
		k.Index(0).SetString(fmt.Sprint("k", i))
		k.Index(1).SetString("-")
		s := reflect.MakeSlice(t.Elem(), 0, 1)
		for j := range i % 5 {
			s = reflect.Append(s, reflect.ValueOf(&T{i, fmt.Sprint(j)}))
		}
		m.SetMapIndex(k, s)
		if i%50 == 0 {
			runtime.GC()
		}
	}
	sum := 0
	for it := m.MapRange(); it.Next(); {
		for j := range it.Value().Len() {
			sum += it.Value().Index(j).Elem().Field(0).Interface().(int)
		}
	}
	fmt.Println(m.Len(), sum, t)
	k := reflect.New(t.Key()).Elem()
	k.Index(0).SetString("k9")
	k.Index(1).SetString("-")
	fmt.Println(m.MapIndex(k).Len(), m.MapIndex(k).Index(3))
	m.SetMapIndex(k, reflect.Value{})
	fmt.Println(m.MapIndex(k).IsValid(), m.Len())
	fmt.Println(reflect.ValueOf(map[any]int{m.MapIndex(k): 1}).Len())
	inAny := map[any]string{k.Interface(): "array key"}
	fmt.Println(inAny[[2]string{"k9", "-"}])
}

type node struct {
	next any
	data []byte
}

// Objects of made types keep alive what they point to.
func collected() {
	t := reflect.ArrayOf(5, reflect.StructOf([]reflect.StructField{{Name: "N", Type: reflect.TypeFor[int8]()}, {Name: "P", Type: reflect.TypeFor[*node]()}, {Name: "S", Type: reflect.TypeFor[string](), Tag: `json:"s"`}}))
	list := []reflect.Value{}
	for i := range 100 {
		v := reflect.New(t).Elem()
		for j := range v.Len() {
			v.Index(j).Field(0).SetInt(int64(j))
			v.Index(j).Field(1).Set(reflect.ValueOf(&node{nil, make([]byte, i)}))
			v.Index(j).Field(2).SetString(fmt.Sprint(i, j))
		}
		list = append(list, v)
	}
	runtime.GC()
	for range 1000 {
		_ = make([]byte, 500)
	}
	runtime.GC()
	n, text := 0, 0
	for _, v := range list {
		for j := range v.Len() {
			p := v.Index(j).Field(1).Interface().(*node)
			n += len(p.data)
			text += v.Index(j).Field(2).Len()
		}
	}
	fmt.Println(n, text, t)
	fmt.Printf("%v %+v\n", list[2].Index(1).Field(2), list[3].Index(1).Field(0))
}

func structs() {
	t := reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeFor[int]()}, {Name: "B", Type: reflect.TypeFor[string]()}})
	fmt.Println(t, t == reflect.TypeOf(struct {
		A int
		B string
	}{}), t.Size(), t.ConvertibleTo(reflect.TypeFor[T]()))
	v := reflect.New(t).Elem()
	v.Field(0).SetInt(5)
	v.FieldByName("B").SetString("five")
	fmt.Println(v.Convert(reflect.TypeFor[T]()).Interface(), v.Interface())
	fmt.Printf("%v %+v\n", v, v)
	e := reflect.StructOf(nil)
	fmt.Println(e, e.Size(), e == reflect.TypeFor[struct{}]())
	u := reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeFor[int8](), Tag: `a:"b"`}, {Name: "Y", Type: reflect.TypeFor[float64]()}, {Name: "Z", Type: reflect.TypeFor[[]int]()}, {Name: "E", Type: reflect.TypeFor[struct{}]()}})
	describe(u)
	for f := range u.Fields() {
		fmt.Println(f.Name, f.Type, f.Tag, f.Offset, f.Index)
	}
	k := reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeFor[int8]()}, {Name: "Y", Type: reflect.TypeFor[float64]()}})
	a, b := reflect.New(k).Elem(), reflect.New(k).Elem()
	fmt.Println(a.Interface() == b.Interface(), a.Equal(b))
	b.Field(1).SetFloat(1)
	fmt.Println(a.Interface() == b.Interface(), a.Equal(b), a.IsZero(), b.IsZero())
}

func main() {
	names()
	identity()
	maps()
	collected()
	structs()
}
