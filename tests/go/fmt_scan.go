package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

type celsius float64

type point struct{ x, y int }

// Scan reads (x,y).
func (p *point) Scan(state fmt.ScanState, verb rune) error {
	if _, err := fmt.Fscanf(state, "(%d,%d)", &p.x, &p.y); err != nil {
		return err
	}
	return nil
}

type word struct{ text string }

func (w *word) Scan(state fmt.ScanState, verb rune) error {
	width, ok := state.Width()
	token, err := state.Token(true, func(r rune) bool { return r != '-' })
	w.text = fmt.Sprintf("%s/%c/%d/%t", token, verb, width, ok)
	return err
}

type name string
type flags []byte
type small int8

func scan(text string, a ...any) {
	n, err := fmt.Sscan(text, a...)
	fmt.Printf("Sscan(%q) = %d %v:", text, n, err)
	show(a)
}

func scanln(text string, a ...any) {
	n, err := fmt.Sscanln(text, a...)
	fmt.Printf("Sscanln(%q) = %d %v:", text, n, err)
	show(a)
}

func scanf(text, format string, a ...any) {
	n, err := fmt.Sscanf(text, format, a...)
	fmt.Printf("Sscanf(%q, %q) = %d %v:", text, format, n, err)
	show(a)
}

func show(a []any) {
	for _, p := range a {
		switch p := p.(type) {
		case *int:
			fmt.Print(" ", *p)
		case *uint:
			fmt.Print(" ", *p)
		case *int8:
			fmt.Print(" ", *p)
		case *small:
			fmt.Print(" ", *p)
		case *uint16:
			fmt.Print(" ", *p)
		case *rune:
			fmt.Printf(" %q", *p)
		case *string:
			fmt.Printf(" %q", *p)
		case *name:
			fmt.Printf(" %q", *p)
		case *[]byte:
			fmt.Printf(" %q", *p)
		case *flags:
			fmt.Printf(" %q", *p)
		case *float64:
			fmt.Print(" ", *p)
		case *float32:
			fmt.Print(" ", *p)
		case *celsius:
			fmt.Print(" ", *p)
		case *complex128:
			fmt.Print(" ", *p)
		case *complex64:
			fmt.Print(" ", *p)
		case *bool:
			fmt.Print(" ", *p)
		case *point:
			fmt.Print(" ", *p)
		case *word:
			fmt.Print(" ", *p)
		default:
			fmt.Printf(" %T", p)
		}
	}
	fmt.Println()
}

func lists() {
	var i, j int
	var s, t string
	scan("1 2", &i, &j)
	scan("  3\n\n\t4 rest", &i, &j)
	scan("", &i)
	scan("   ", &i)
	scan("5", &i, &j)
	scan("x", &i)
	scan("-17 +8", &i, &j)
	scan("0x1F 0b101", &i, &j)
	scan("0o17 017", &i, &j)
	scan("1_000 08", &i, &j)
	scan("99999999999999999999", &i)
	scan("hello, wörld", &s, &t)
	scan("a b c", &s, &t)
	scanln("1 2", &i, &j)
	scanln("1 2\n3", &i, &j)
	scanln("1\n2", &i, &j)
	scanln("1 2 3", &i, &j)
	scanln("7   \n", &i)
	scanln("", &i)
	scanln("\n", &i)
	scanln("\r\n", &i)
	scanln("5\r\n", &i)
}

func kinds() {
	var u uint
	var i8 int8
	var u16 uint16
	var r rune
	var s string
	var b []byte
	var f float64
	var f32 float32
	var c complex128
	var c64 complex64
	var ok bool
	var sm small
	var n name
	var fl flags
	var deg celsius
	scan("42", &u)
	scan("-42", &u)
	scan("127", &i8)
	scan("128", &i8)
	scan("-128", &sm)
	scan("129", &sm)
	scan("65536", &u16)
	scan("65", &r)
	scan("3.25 1e10", &f, &f32)
	scan("nan +Inf", &f, &f32)
	scan("-inf", &f)
	scan("0x1p-2 3p4", &f, &f32)
	scan("1e400", &f)
	scan("1.2.3", &f)
	scan(".", &f)
	scan("(1+2i)", &c)
	scan("1.5-2.5i", &c64)
	scan("1.5", &c)
	scan("true F", &ok, &ok)
	scan("tru", &ok)
	scan("0", &ok)
	scan("1", &ok)
	scan("nope", &ok)
	scan("bytes more", &b, &s)
	scan("named list", &n, &fl)
	scan("36.6", &deg)
	scan("1", 5)
	scan("1", &struct{}{})
	scan("1", &[]int{})
}

func formats() {
	var i, j, k int
	var s, t string
	var r rune
	var f float64
	var b bool
	var by []byte
	var u8 uint16
	scanf("10-20-30", "%d-%d-%d", &i, &j, &k)
	scanf("2024/02/29", "%4d/%2d/%2d", &i, &j, &k)
	scanf("20240229", "%4d%2d%2d", &i, &j, &k)
	scanf("abc:def", "%3s:%s", &s, &t)
	scanf("abcdef", "%3s%s", &s, &t)
	scanf("name=bob age=7", "name=%s age=%d", &s, &i)
	scanf("ff 77 101", "%x %o %b", &i, &j, &k)
	scanf("U+00e9", "%U", &r)
	scanf("é", "%c", &r)
	scanf(" x", "%c", &r)
	scanf("\"quoted \\t text\" `raw`", "%q %q", &s, &t)
	scanf("68656c6c6f", "%x", &s)
	scanf("68656c6c6f", "%X", &by)
	scanf("6865zz", "%x", &s)
	scanf("686", "%x", &s)
	scanf("50%", "%d%%", &i)
	scanf("50 %", "%d%%", &i)
	scanf("50", "%d%%", &i)
	scanf("3.5kg", "%fkg", &f)
	scanf("3.5lb", "%fkg", &f)
	scanf("true", "%t", &b)
	scanf("12", "%s", &i)
	scanf("12", "%d", &s)
	scanf("12", "%z", &i)
	scanf("12", "%d", &f)
	scanf("1 2", "%d %d", &i)
	scanf("1 2", "%d", &i, &j)
	scanf("1", "%d %d", &i, &j)
	scanf("1\n2", "%d %d", &i, &j)
	scanf("1\n2", "%d\n%d", &i, &j)
	scanf("1 2", "%d\n%d", &i, &j)
	scanf("1  2", "%d %d", &i, &j)
	scanf("12", "%d %d", &i, &j)
	scanf("5 ", "%d", &i)
	scanf("5x", "%dx", &i)
	scanf("5", "5%", &i)
	scanf("70000", "%d", &u8)
	scanf("a b", "a b")
	scanf("a  b", "a b")
	scanf("ab", "a b")
	scanf("5,6", "%v,%v", &i, &j)
	scanf("12345", "%2d%c%d", &i, &r, &j)
	scanf("  12", "%5d", &i)
	scanf("x12", "x%1d%1d", &i, &j)
	scanf("a:1 b:2", "a:%d b:%d", &i, &j)
	scanf("α=5", "α=%d", &i)
}

func own() {
	var p point
	var q word
	scan("(3,4)", &p)
	scan("(3;4)", &p)
	scan("(3", &p)
	scanf("at (5,-6)!", "at %v!", &p)
	scanf("abc-def", "%5q", &q)
	scan("one-two", &q)
}

func readers() {
	r := bufio.NewReader(strings.NewReader("1 2\n3 4 5\nsix\n\n7"))
	var i, j int
	for {
		n, err := fmt.Fscanln(r, &i, &j)
		fmt.Println("Fscanln", n, err, i, j)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			break
		}
		if err != nil && err.Error() == "expected integer" {
			line, err := r.ReadString('\n')
			fmt.Printf("skipped %q %v\n", line, err)
		}
	}
	text := strings.NewReader("10 20 30 forty")
	sum := 0
	for {
		n, err := fmt.Fscan(text, &i)
		if err != nil {
			fmt.Println("Fscan", n, err)
			break
		}
		sum += i
	}
	var rest string
	n, err := fmt.Fscan(text, &rest)
	fmt.Println(sum, rest, n, err)

	// Without UnreadRune one rune may get lost between calls.
	plain := io.MultiReader(strings.NewReader("12a34 56,78"))
	var a, b, c int
	n, err = fmt.Fscan(plain, &a)
	fmt.Println(a, n, err)
	n, err = fmt.Fscan(plain, &b, &c)
	fmt.Println(b, c, n, err)
	n, err = fmt.Fscanf(plain, "%d", &c)
	fmt.Println(c, n, err)

	fmt.Println(fmt.Sscanf("é\xff1", "é\ufffd%d", &a))
	fmt.Println(a)
	n, err = fmt.Scan(&a)
	fmt.Println(n, err)
	n, err = fmt.Scanln(&a)
	fmt.Println(n, err)
	n, err = fmt.Scanf("%d", &a)
	fmt.Println(n, err)
}

func main() {
	lists()
	kinds()
	formats()
	own()
	readers()
}
