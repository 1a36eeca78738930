// Integer types: wraparound, shifts, division, signs, conversions between widths.
package main

import "fmt"

//go:noinline
func add8(a, b int8) int8 { return a + b }

func main() {
	var i8 int8 = 127
	var u8 uint8 = 255
	var i16 int16 = -32768
	var u16 uint16 = 0
	var i32 int32 = 1<<31 - 1
	var u32 uint32 = 1<<32 - 1
	var i64 int64 = 1<<63 - 1
	var u64 uint64 = 1<<64 - 1
	i8++
	u8++
	i16--
	u16--
	i32++
	u32++
	i64++
	u64++
	fmt.Println(i8, u8, i16, u16, i32, u32, i64, u64)
	fmt.Println(add8(100, 100), add8(-100, -100))
	i8 = -128
	fmt.Println(-i8, i8/-1, i8*-1, i8%-1, ^i8, i8>>1, i8<<1, uint8(i8)>>1)
	i64 = -1 << 63
	m := int64(-1)
	fmt.Println(-i64, i64/m, i64%m, i64*m)
	for _, s := range []uint{0, 1, 7, 8, 31, 32, 63, 64, 100} {
		fmt.Println(s, uint8(0xff)<<s, uint32(0xffffffff)>>s, int32(-5)>>s, int64(-5)>>s, uint64(1)<<s, int8(1)<<s)
	}
	for _, p := range [][2]int{{7, 3}, {-7, 3}, {7, -3}, {-7, -3}, {0, 5}} {
		fmt.Println(p[0]/p[1], p[0]%p[1])
	}
	x := 0x123456789abcdef
	fmt.Println(int8(x), int16(x), int32(x), uint8(x), uint16(x), uint32(x), uint64(x))
	n := -1
	fmt.Println(uint8(n), uint16(n), uint32(n), uint64(n), uint(n), uintptr(n))
	var r rune = -3
	var by byte = 200
	fmt.Println(int64(r), uint64(r), int8(by), int(by), by+100, by*by, by/7, by%7)
	fmt.Println(x&0xff, x|0xff, x^0xff, x&^0xff, ^x)
	u := uint32(3)
	u -= 5
	fmt.Println(u, int32(u), u/2, u%10, u > 0)
	var h uint64 = 14695981039346656037
	for _, c := range []byte("wraparound") {
		h ^= uint64(c)
		h *= 1099511628211
	}
	fmt.Println(h, int64(h), h%1000, h/1000)
	var lcg uint32 = 1
	for i := 0; i < 5; i++ {
		lcg = lcg*1664525 + 1013904223
		fmt.Print(lcg, " ", int16(lcg), " ")
	}
	fmt.Println()
	i16 = 300
	i16 *= 300
	u16 = uint16(i16) << 3
	fmt.Println(i16, u16, i16&0x7f, i16<<2>>2, i16 < 0)
	var a, b uint8 = 10, 20
	fmt.Println(a-b, (a-b)/2, a-b > 5, int(a)-int(b), uint16(a-b))
	fmt.Printf("%d %x %o %b %X %#x %08b %+d %5d|%-5d|%05d %c %q %U\n", 42, 255, 8, 5, 255, 255, 5, 3, 42, 42, -42, 'A', 'x', 0x1F600)
}
