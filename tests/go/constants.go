// Constants: iota, untyped arithmetic, implicit repetition, big values.
package main

import "fmt"

type weekday int

const (
	sunday weekday = iota
	monday
	tuesday
	_
	thursday
)

const (
	_  = iota
	kb = 1 << (10 * iota)
	mb
	gb
	tb
)

const (
	a, b = iota, iota * 10
	c, d
	_, _
	e, f
)

const (
	huge  = 1 << 100
	small = huge >> 98
	third = 1.0 / 3
	text  = "abc" + "def"
	yes   = len(text) == 6 && third < 0.34
	r     = 'a' + 1
	z     = 2 + 3i
)

const mask = ^uint32(0)
const typed uint8 = 255

func (w weekday) String() string { return [...]string{"Sun", "Mon", "Tue", "Wed", "Thu"}[w] }

type bits uint8

const (
	flagA bits = 1 << iota
	flagB
	flagC
	all = flagA | flagB | flagC
)

func main() {
	fmt.Println(sunday, monday, tuesday, thursday)
	fmt.Println(kb, mb, gb, tb)
	fmt.Println(a, b, c, d, e, f)
	fmt.Println(small, third, text, yes, r, string(rune(r)), z*z)
	fmt.Println(mask, typed, all, all&^flagB)
	var f32 float32 = third
	var f64 float64 = third
	fmt.Println(f32, f64, f32 == float32(f64), float64(f32) == f64)
	const big = huge * huge / huge
	fmt.Println(big == huge, huge/1e29, float64(big))
	var i8 int8 = -1 << 7
	var u16 uint16 = 1<<16 - 1
	fmt.Println(i8, u16, 7/2, -7/2, 7%3, -7%3, 7/2.0, 1<<3|1, 6&^2)
	const s = len([...]int{9: 1})
	fmt.Println(s, len("héllo"), len([3]string{}))
	var x interface{} = 'x'
	var y interface{} = 1.0
	fmt.Printf("%T %T %T %T %T %T\n", x, y, 1, "s", 2i, typed)
	{
		const iota = 7
		fmt.Println(iota)
	}
	shift := uint(3)
	var w int64 = 1 << shift
	fmt.Println(w, 1<<shift == 8, uint8(200)<<shift)
}
