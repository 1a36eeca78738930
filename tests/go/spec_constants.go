// Order of initialisation, conversions, constants and shifts, sentence by sentence of the specification.
package main

import "fmt"

// initialisation order
var (
	a = c + b
	b = f()
	c = 1
	d = 3
)

func f() int { d++; return d }

var x = func() int { fmt.Println("x"); return y }()
var y = func() int { fmt.Println("y"); return 7 }()
var _ = func() int { fmt.Println("blank"); return 0 }()
var p, q = func() (int, int) { fmt.Println("pq", z); return 1, 2 }()
var z = func() int { fmt.Println("z"); return 9 }()
var m = map[string]func() int{"a": func() int { return n }}
var n = g()

func g() int { fmt.Println("n"); return 5 }

type T struct{ v int }

func (t T) get() int { return t.v + w }

var mexpr = T.get(T{1})
var w = func() int { fmt.Println("w"); return 100 }()

var arr = [...]int{2: 5, 6, 0: 1}
var i1 interface{ get() int } = T{2}
var mv = i1.get // method value through interface: no dependence on w
var k1, k2 = h("k1"), h("k2")

func h(s string) string { fmt.Println(s); return s }
func init()             { fmt.Println("init1", a, b, c, d) }
func init()             { fmt.Println("init2", x, y, p, q, z, m["a"](), n, mexpr, arr, mv()) }

// conversions
type S []byte
type R []rune
type MyS string
type B byte
type BS []B

func conv() {
	fmt.Println(string(rune(65)), string(rune(0x10FFFF+1)), string(rune(-1)), string(rune(0xd800)))
	fmt.Printf("%q %q\n", MyS([]byte{'h', 0xff, 'x'}), string([]rune{0x266b, -1, 0xd800, 'a'}))
	fmt.Printf("%q\n", []rune("a\xffb\xc0\x80\xed\xa0\x80z\xf4\x90\x80\x80"))
	fmt.Println([]byte(MyS("hellø")), S("ab"), R("ø"), BS("xy"), string(BS{65, 66}))
	fmt.Println([]byte("") == nil, []rune("") == nil, len(string([]byte(nil))))
	s := []int{1, 2, 3, 4}
	a2 := [2]int(s)
	p := (*[3]int)(s)
	p[0] = 10
	fmt.Println(a2, *p, s, (*[0]int)(s) != nil, (*[0]int)([]int(nil)) == nil, (*[0]int)([]int{}) == nil)
	type A4 [4]int
	a4 := A4(s)
	fmt.Println(a4)
	var f = 3.99
	fmt.Println(int(f), int(-f), uint8(int(f)), float32(0.1), float64(float32(0.1)))
	var big uint64 = 1<<63 + 1
	fmt.Println(float64(big), float32(big), int64(big), int8(big), int16(-32769+1))
	var i64 int64 = -1
	fmt.Println(uint8(i64), uint16(i64), uint32(i64), uint64(i64), uintptr(i64))
	fmt.Println(complex64(complex(f, 1e39)), complex128(complex64(complex(0.1, 0.2))))
	for i, r := range "a\xe2\x28\xa1é\xff" {
		fmt.Print(i, ":", r, " ")
	}
	fmt.Println()
	for i, b := range []byte("aé") {
		fmt.Print(i, ":", b, " ")
	}
	fmt.Println()
}

// constants, iota, shifts
const (
	c0 = iota
	c1
	_
	c3, c3b = iota, iota * 10
	c4, c4b
	c5 = "s"
	c6
	c7 = iota
)
const huge = 1 << 100
const (
	KB = 1 << (10 * (iota + 1))
	MB
)

type Weekday uint8

const (
	Sun Weekday = iota
	Mon
)

func (w Weekday) String() string { return [...]string{"Sun", "Mon"}[w] }

func consts() {
	fmt.Println(c0, c1, c3, c3b, c4, c4b, c5, c6, c7, huge>>98, KB, MB, Mon, Sun)
	const big = huge * huge
	fmt.Println(big>>199, float64(huge), 1.0<<3, 'a'+1, 'a'+1.0, 5/2, 5/2.0, -5/2, -5%3, 5%-3)
	var s uint = 33
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	var w int64 = 1.0 << 33
	var u = uint64(1)<<s != 0
	var xx = make([]byte, 1.0<<3)
	fmt.Println(i, j, k, w, u, len(xx))
	var i8 int8 = -128
	fmt.Println(-i8, i8/-1, i8*i8, i8-1, ^i8, i8>>7, i8>>100, i8<<1, uint8(i8)>>s, i8&^1)
	var m uint8 = 255
	fmt.Println(m+1, m*m, m<<1, m>>1, ^m, -m, m&^0xf, m^0xaa)
	fmt.Println(0x1p-2, 0x1.8p1, 0b101, 0o17, 017, 1_000_000, 0x_ff, 'a', '\'', '\x41', '\u00e9', '\U0001F600', "\u00e9\101\x42")
	fmt.Println(real(1+2i), imag(1+2i), 1i*1i, 123i, 0x1p2i, complex(1, 2) == 1+2i)
	fmt.Println(len("é"), len([10]int{}), cap([...]int{5: 1}))
	const mask = ^uint8(1)
	fmt.Println(mask, ^1, ^0, uint8(^uint8(0)>>1))
	var f32 float32 = 16777216.0
	fmt.Println(f32 == f32+1, 1e-400 == 0, 0.1+0.2, float32(0.1)+float32(0.2))
	x, y := 0.1, 0.2
	fmt.Println(x+y, x*y, x/y, x-y)
	zero := 0.0
	fmt.Println(1/zero, -1/zero, zero/zero, -zero, 1/(-zero))
}

func main() { conv(); consts() }
