// Strings, runes and bytes: indexing, ranges, conversions, comparison, invalid UTF-8.
package main

import (
	"fmt"
	"unicode/utf8"
)

type name string

func main() {
	s := "héllo, 世界\x00\xff!"
	fmt.Println(len(s), s[1], s[0:1], s[3:], utf8.RuneCountInString(s), utf8.ValidString(s))
	for i, r := range s {
		fmt.Print(i, ":", r, " ")
	}
	fmt.Println()
	for i := range "aé" {
		fmt.Print(i, " ")
	}
	fmt.Println()
	b := []byte(s)
	rs := []rune(s)
	fmt.Println(b, rs, string(b) == s, len(string(rs)), string(rs[7:9]))
	b[0] = 'H'
	fmt.Println(s[:1], string(b[:1]))
	fmt.Println(string(rune(65)), string(rune(0x10ffff+1)), string(rune(-1)), string([]rune{0xd800, 'x'}))
	fmt.Println("a" < "b", "a" < "ab", "" < "a", "b" > "abc", "é" > "z", s == s[:], "x"+"y" == "xy")
	var t string
	for i := 0; i < 10; i++ {
		t += string(rune('0'+i)) + ","
	}
	fmt.Println(t, len(t))
	n := name("bob")
	n += "by"
	fmt.Println(n, n[0], n[1:], string(n)+"!", []byte(n))
	raw := `a\n"b"
	c`
	fmt.Printf("%q %v %s %x % x %X %10s|%-10s|%.2s\n", raw, raw == "a\\n\"b\"\n\tc", "go", "go", "go", "go", "right", "left", "cut")
	fmt.Println("\a\b\f\v\t|\101\x41\u00e9\U0001F600" == "\x07\x08\x0c\x0b\x09|AAé😀")
	c := append([]byte("pre"), "fix"...)
	k := copy(c[1:], "XYZ")
	fmt.Println(string(c), k, cap(c) >= 6)
	switch {
	case s > "h" && s < "i":
		fmt.Println("between")
	}
	m := map[string]int{string(b): 1}
	b[0] = 'J'
	fmt.Println(m["Héllo, 世界\x00\xff!"], m[string(b)])
	x := "abcdef"
	y := x[2:4]
	x = "zzz"
	fmt.Println(y, x, len(y), y+x+y)
	for _, bb := range []byte("hi") {
		fmt.Print(bb, " ")
	}
	for i := len(y) - 1; i >= 0; i-- {
		fmt.Print(string(y[i]))
	}
	fmt.Println()
	r, size := utf8.DecodeRuneInString("世")
	fmt.Println(r, size, utf8.RuneLen('é'), string(utf8.AppendRune(nil, '界')))
}
