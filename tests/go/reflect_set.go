package main

import (
	"fmt"
	"math"
	"reflect"
	"unsafe"
)

type Inner struct{ Deep []int }
type S struct {
	B   bool
	I8  int8
	I   int
	U16 uint16
	F   float32
	C   complex64
	Str string
	Sl  []string
	Arr [3]int16
	M   map[string]int
	P   *int
	E   error
	A   any
	Fn  func(int) int
	Inner
	hidden int
}
type MyInt int
type MyBytes []byte
type Str string
type err string

func (e err) Error() string { return string(e) }

func setters() {
	var s S
	v := reflect.ValueOf(&s).Elem()
	f := v.FieldByName
	f("B").SetBool(true)
	f("I8").SetInt(-5)
	f("I").SetInt(math.MinInt64)
	f("U16").SetUint(65535)
	f("F").SetFloat(0.1)
	f("C").SetComplex(1 + 2i)
	f("Str").SetString("text")
	f("Sl").Set(reflect.ValueOf([]string{"a", "b"}))
	f("Arr").Index(1).SetInt(7)
	f("M").Set(reflect.MakeMap(f("M").Type()))
	f("M").SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf(1))
	f("P").Set(reflect.New(f("P").Type().Elem()))
	f("P").Elem().SetInt(12)
	f("E").Set(reflect.ValueOf(err("bad")))
	f("A").Set(reflect.ValueOf(3.5))
	f("Fn").Set(reflect.ValueOf(func(x int) int { return x + 1 }))
	f("Deep").Set(reflect.Append(f("Deep"), reflect.ValueOf(1), reflect.ValueOf(2)))
	fmt.Println(s.B, s.I8, s.I, s.U16, s.F, s.C, s.Str, s.Sl, s.Arr, s.M, *s.P, s.E, s.A, s.Fn(1), s.Deep, f("hidden").CanSet(), f("hidden").CanInterface())
	f("E").Set(reflect.Zero(f("E").Type()))
	f("A").Set(f("Sl").Index(0))
	f("Sl").Index(0).SetString("z")
	fmt.Println(s.E, s.A, s.Sl)
	for i := range v.NumField() {
		if v.Field(i).CanSet() {
			fmt.Print(v.Field(i).IsZero(), " ")
			v.Field(i).SetZero()
			fmt.Print(v.Field(i).IsZero(), " ")
		}
	}
	fmt.Println(v.IsZero())
	var e any
	reflect.ValueOf(&e).Elem().Set(v)
	fmt.Println(e.(S).Str == "", v.Addr().Interface() == any(&s))
}

func slices() {
	s := []int{1, 2, 3, 4, 5}
	v := reflect.ValueOf(&s).Elem()
	fmt.Println(v.Slice(1, 3), v.Slice(1, 3).Cap(), v.Slice3(1, 2, 3).Cap(), v.Len(), v.Cap())
	v.SetLen(2)
	v.SetCap(3)
	fmt.Println(s, cap(s))
	v.Grow(10)
	fmt.Println(s, cap(s) >= 12, v.Len())
	v.Set(reflect.AppendSlice(v, reflect.ValueOf([]int{7, 8})))
	fmt.Println(s)
	a := [4]string{"w", "x", "y", "z"}
	av := reflect.ValueOf(&a).Elem()
	part := av.Slice(1, 3)
	part.Index(0).SetString("changed")
	fmt.Println(a, part.Type(), part.Cap(), reflect.Copy(av, reflect.ValueOf([]string{"1", "2"})), a)
	fmt.Println(reflect.Copy(av.Slice(1, 4), av.Slice(0, 3)), a)
	b := make([]byte, 3)
	fmt.Println(reflect.Copy(reflect.ValueOf(b), reflect.ValueOf("hello")), string(b), reflect.ValueOf("hello").Slice(1, 3), reflect.ValueOf("hi").Index(1))
	reflect.ValueOf(s).Clear()
	fmt.Println(s)
	m := map[int]int{1: 2}
	reflect.ValueOf(m).Clear()
	fmt.Println(m)
	n := reflect.MakeSlice(reflect.TypeFor[[]*int](), 2, 5)
	n.Index(1).Set(reflect.ValueOf(new(int)))
	fmt.Println(n.Index(0).IsNil(), n.Index(1).IsNil(), n.Len(), n.Cap(), n.CanSet(), n.Index(0).CanSet())
	x := [3]int{1, 2, 3}
	at := reflect.SliceAt(reflect.TypeFor[int](), unsafe.Pointer(&x), 2)
	at.Index(1).SetInt(20)
	fmt.Println(x, at)
	reflect.NewAt(reflect.TypeFor[int](), unsafe.Pointer(&x[2])).Elem().SetInt(30)
	fmt.Println(x)
	by := reflect.New(reflect.TypeFor[[3]byte]()).Elem()
	by.Bytes()[1] = 'q'
	fmt.Println(by, reflect.ValueOf(MyBytes("xy")).Bytes())
}

func mapOps() {
	m := map[Str]any{"a": 1, "b": "two"}
	v := reflect.ValueOf(m)
	fmt.Println(v.MapIndex(reflect.ValueOf(Str("a"))).Kind(), v.MapIndex(reflect.ValueOf(Str("a"))).Elem(), v.MapIndex(reflect.ValueOf(Str("zz"))).IsValid())
	v.SetMapIndex(reflect.ValueOf(Str("c")), reflect.ValueOf([]int{1}))
	v.SetMapIndex(reflect.ValueOf(Str("a")), reflect.Value{})
	fmt.Println(m, v.Len(), len(v.MapKeys()))
	k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
	n := 0
	for it := v.MapRange(); it.Next(); n++ {
		k.SetIterKey(it)
		e.SetIterValue(it)
		fmt.Print(m[k.Interface().(Str)] != nil, e.IsNil(), " ")
	}
	fmt.Println(n, reflect.ValueOf(map[string]int(nil)).Len(), reflect.ValueOf(map[string]int(nil)).MapIndex(reflect.ValueOf("x")).IsValid(), reflect.ValueOf(map[int]int(nil)).MapRange().Next())
	nan := map[float64]int{math.NaN(): 1}
	fmt.Println(reflect.ValueOf(nan).MapIndex(reflect.ValueOf(math.NaN())).IsValid(), len(reflect.ValueOf(nan).MapKeys()))
	big := map[[40]int]string{{1}: "one"}
	bv := reflect.ValueOf(big)
	bv.SetMapIndex(reflect.ValueOf([40]int{2}), reflect.ValueOf("two"))
	fmt.Println(bv.MapIndex(reflect.ValueOf([40]int{1})), big[[40]int{2}])
	faces := map[error]int{err("x"): 1}
	fmt.Println(reflect.ValueOf(faces).MapIndex(reflect.ValueOf(err("x"))), reflect.ValueOf(faces).MapKeys()[0].Kind())
	var it reflect.MapIter
	it.Reset(reflect.ValueOf(map[string]int{"r": 9}))
	fmt.Println(it.Next(), it.Key(), it.Value(), it.Next())
}

func conversions() {
	to := func(x any, t reflect.Type) {
		v := reflect.ValueOf(x)
		if !v.CanConvert(t) {
			fmt.Println(v.Type(), "no", t, v.Type().ConvertibleTo(t))
			return
		}
		r := v.Convert(t)
		fmt.Println(v.Type(), "to", r.Type(), r, r.CanSet())
	}
	numbers := []any{int8(-1), 300, uint8(200), MyInt(-7), 3.99, float32(-2.5), uint64(math.MaxUint64)}
	for _, x := range numbers {
		for _, t := range []reflect.Type{reflect.TypeFor[int8](), reflect.TypeFor[uint32](), reflect.TypeFor[MyInt](), reflect.TypeFor[float32](), reflect.TypeFor[float64](), reflect.TypeFor[string](), reflect.TypeFor[complex64](), reflect.TypeFor[any]()} {
			if k := reflect.TypeOf(x).Kind(); (k == reflect.Float64 || k == reflect.Float32) && t.Kind() == reflect.Uint32 {
				continue // what becomes of negative ones is not defined
			}
			to(x, t)
		}
	}
	to('x', reflect.TypeFor[Str]())
	to(-1, reflect.TypeFor[string]())
	to("héllo", reflect.TypeFor[[]byte]())
	to("héllo", reflect.TypeFor[[]rune]())
	to("héllo", reflect.TypeFor[MyBytes]())
	to([]byte("abc"), reflect.TypeFor[Str]())
	to([]rune("añb"), reflect.TypeFor[string]())
	to(MyBytes("q"), reflect.TypeFor[string]())
	to([]int{1, 2, 3}, reflect.TypeFor[[2]int]())
	to([]int{1, 2, 3}, reflect.TypeFor[[4]int]())
	to([]int{1}, reflect.TypeFor[*[2]int]())
	to(1+2i, reflect.TypeFor[complex64]())
	to(err("e"), reflect.TypeFor[error]())
	to(5, reflect.TypeFor[error]())
	to(struct{ Deep []int }{[]int{1}}, reflect.TypeFor[Inner]())
	to(struct {
		Deep []int `tag:"x"`
	}{[]int{2}}, reflect.TypeFor[Inner]())
	type D struct{ Deep []int }
	fmt.Println(reflect.ValueOf(&D{[]int{3}}).Convert(reflect.TypeFor[*Inner]()).Interface().(*Inner).Deep)
	c := make(chan int, 1)
	fmt.Println(reflect.ValueOf(c).Convert(reflect.TypeFor[<-chan int]()).Type(), reflect.TypeOf(c).AssignableTo(reflect.TypeFor[chan<- int]()), reflect.TypeFor[chan<- int]().AssignableTo(reflect.TypeOf(c)))
	p := reflect.ValueOf([]int{5, 6}).Convert(reflect.TypeFor[*[2]int]()).Interface().(*[2]int)
	fmt.Println(*p)
	arr := reflect.ValueOf([]*int{nil}).Convert(reflect.TypeFor[[1]*int]())
	fmt.Println(arr.Interface().([1]*int)[0] == nil)
}

func relations() {
	ts := []reflect.Type{reflect.TypeFor[int](), reflect.TypeFor[MyInt](), reflect.TypeFor[[]byte](), reflect.TypeFor[MyBytes](), reflect.TypeFor[string](), reflect.TypeFor[err](), reflect.TypeFor[error](), reflect.TypeFor[any](), reflect.TypeFor[*err](), reflect.TypeFor[func(int) int](), reflect.TypeFor[interface{ Error() string }]()}
	for _, a := range ts {
		for _, b := range ts {
			impl := b.Kind() == reflect.Interface && a.Implements(b)
			fmt.Print(b2i(a.AssignableTo(b)), b2i(a.ConvertibleTo(b)), b2i(impl), " ")
		}
		fmt.Println(a)
	}
	fmt.Println(reflect.TypeFor[int8]().OverflowInt(128), reflect.TypeFor[uint8]().OverflowUint(255), reflect.TypeFor[float32]().OverflowFloat(1e39), reflect.TypeFor[float32]().OverflowFloat(math.Inf(1)), reflect.ValueOf(int8(0)).OverflowInt(-129))
	x, ok := reflect.TypeAssert[int](reflect.ValueOf(5))
	y, ok2 := reflect.TypeAssert[error](reflect.ValueOf(err("t")))
	z, ok3 := reflect.TypeAssert[string](reflect.ValueOf(5))
	fmt.Println(x, ok, y, ok2, z == "", ok3)
	fmt.Println(reflect.ValueOf([]any{1, []int{}}).Index(1).Comparable(), reflect.ValueOf([]any{1}).Index(0).Comparable(), reflect.ValueOf(1).Equal(reflect.ValueOf(1)), reflect.ValueOf(1).Equal(reflect.ValueOf(int8(1))))
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func main() {
	setters()
	slices()
	mapOps()
	conversions()
	relations()
}
