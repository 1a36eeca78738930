// Conversions: between named and unnamed types, numbers, strings, slices, functions, interfaces.
package main

import (
	"fmt"
	"strconv"
)

type celsius float64
type fahrenheit float64
type id string
type ids []id
type raw []byte
type handler func(int) string
type pt struct{ X, Y int }
type pt2 struct{ X, Y int }
type walker interface{ walk() string }
type runner interface {
	walker
	run() string
}
type dog struct{}

func (dog) walk() string { return "walk" }
func (dog) run() string  { return "run" }

func (h handler) call(n int) string { return h(n) }
func toF(c celsius) fahrenheit      { return fahrenheit(c*9/5 + 32) }

func main() {
	fmt.Println(toF(100), float64(toF(-40)), int(toF(36.6)))
	s := id("abc")
	fmt.Println(string(s)+"d", []byte(s), raw(s), ids{s, "x"}, len(s))
	p := pt(pt2{1, 2})
	q := (*pt2)(&p)
	q.X = 50
	fmt.Println(p, pt2(p), struct{ X, Y int }(p))
	h := handler(func(n int) string { return strconv.Itoa(n) })
	fmt.Println(h.call(5), (func(int) string)(h)(6), handler(strconv.Itoa).call(7))
	var r runner = dog{}
	w := walker(r)
	fmt.Println(w.walk(), w.(runner).run(), any(w).(dog))
	var i8 int8 = -1
	fmt.Println(uint8(i8), uint16(i8), uint32(uint8(i8)), int64(i8), float32(i8), rune(i8), uintptr(uint8(i8)))
	f := 1e10
	fmt.Println(int64(f), float32(f), int32(int64(f)), uint8(int(300.7-0*f)))
	var f32 float32 = 16777217
	fmt.Println(f32, float64(f32), int(f32)+1)
	fmt.Println(string(rune('a'+1)), string([]rune("héé")[1:]), []rune("aé"), string([]byte{104, 105}))
	n, err := strconv.Atoi("-42")
	fmt.Println(n, err, strconv.Itoa(-7), strconv.FormatInt(255, 16), strconv.FormatInt(-5, 2), strconv.Quote("a\tb\"é\x00"))
	u, err := strconv.ParseUint("ff", 16, 8)
	fmt.Println(u, err)
	x, err := strconv.ParseFloat("1.5e3", 64)
	b, err2 := strconv.ParseBool("maybe")
	fmt.Println(x, err, b, err2, strconv.FormatFloat(2.5, 'e', 3, 64), strconv.AppendInt([]byte("n="), 9, 10))
	uq, err := strconv.Unquote(`"a\nb"`)
	fmt.Printf("%q %v\n", uq, err)
	for _, in := range []string{"", "x", "12a", "9223372036854775808", "0x1f", "1_000", "+5", "-0"} {
		v, e := strconv.ParseInt(in, 0, 64)
		fmt.Println(v, e)
	}
	c64 := complex64(complex(1.1, 2))
	fmt.Println(complex128(c64) == complex(1.1, 2), c64)
	type myErr struct{ error }
	e := myErr{fmt.Errorf("inner")}
	fmt.Println(e, error(e).Error())
	arr := [3]int{1, 2, 3}
	sl := arr[:]
	fmt.Println([3]int(sl) == arr, (*[2]int)(sl) == (*[2]int)(arr[:2]), len((*[0]int)(sl)))
	var ch chan int = make(chan int, 1)
	ro := (<-chan int)(ch)
	so := (chan<- int)(ch)
	so <- 3
	fmt.Println(<-ro)
}
