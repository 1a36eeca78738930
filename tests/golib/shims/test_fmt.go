package main

import (
	real_errors "errors"
	real "fmt"
	"math"
	"strings"
	"unsafe"
	"x/errors"
	"x/fmt"
)

var failures int

func same(what string, got, want string) {
	if got != want {
		failures++
		real.Printf("%s: got %q, want %q\n", what, got, want)
	}
}

type point struct{ X, Y int }
type named int
type text string
type stringer struct{ s string }

func (s stringer) String() string { return "<" + s.s + ">" }

type pstringer struct{ s string }

func (s *pstringer) String() string { return "p" + s.s }

type failing struct{}

func (failing) Error() string { return "failing!" }

type panicky struct{ what any }

func (p panicky) String() string { panic(p.what) }

type gostringer int

func (g gostringer) GoString() string { return "gostringer!" }

type formatter struct{}

func (formatter) Format(s fmt.State, verb rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprintf(s, "F(%c %d %t %d %t %t)", verb, w, wok, p, pok, s.Flag('+'))
}

type realFormatter struct{}

func (realFormatter) Format(s real.State, verb rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	real.Fprintf(s, "F(%c %d %t %d %t %t)", verb, w, wok, p, pok, s.Flag('+'))
}

type inner struct {
	S stringer
	s stringer
	e error
	E error
	a any
	A any
	p *point
}
type embedded struct {
	point
	named
	T text
}
type bytes []byte
type node struct {
	Next *node
	V    int
}
type key struct {
	a int
	b string
}

func main() {
	var nilStringer *pstringer
	var nilStringerV *stringer
	var nilMap map[string]int
	var nilSlice []int
	var nilFunc func()
	var nilErr error
	one := 1
	args := []any{
		nil, true, false, 0, 1, -1, 42, int8(-128), int16(300), int32(-70000), int64(1) << 62,
		math.MinInt64, uint(7), uint8(255), uint16(65535), uint32(1 << 31), uint64(math.MaxUint64),
		uintptr(0xdeadbeef), 'x', 'ä', '😀', 0x110000, -5,
		0.0, 1.0, -1.5, 3.14159265, 1e6, 1e20, 1e21, 1e-5, 123456789.0, math.Inf(1), math.Inf(-1),
		math.NaN(), math.Copysign(0, -1), float32(0.1), float32(16777216), 100.0, 5e-324,
		1 + 2i, complex64(-1.5 - 0.25i), complex(math.Inf(1), math.NaN()),
		"", "hello", "日本語", "a\x00\xff\n\"`", "with`back", "\u00a0\u200b\ufeff\U000e0001", text("typed"),
		[]byte("bytes"), []byte(nil), []byte{}, bytes("named"), [3]byte{1, 2, 3}, [0]int{},
		[]int{1, 2, 3}, nilSlice, []string{"a", "b c"}, [2]bool{true, false}, []any{1, "a", nil, 2.5},
		[]error{nil, failing{}}, [][]int{{1}, {2, 3}, nil}, []named{1, 2}, []*int{nil},
		map[string]int{"b": 2, "a": 1, "c": 3}, nilMap, map[int]string{3: "c", 1: "a", 2: "b", -1: "z"},
		map[float64]bool{1.5: true, -1: false, math.NaN(): true}, map[bool]int{true: 1, false: 0},
		map[key]int{{2, "a"}: 1, {1, "b"}: 2, {1, "a"}: 3}, map[any]any{1: "x", 2: nil},
		map[[2]int]int{{2, 1}: 1, {1, 2}: 2}, map[text]stringer{"k": {"v"}}, map[named]point{1: {2, 3}},
		point{1, 2}, &point{3, 4}, (*point)(nil), struct{}{}, struct{ a, b any }{1, nil},
		&[]int{1}, &[2]int{1, 2}, &map[string]int{"x": 1}, named(5), gostringer(3),
		stringer{"s"}, &stringer{"ps"}, nilStringerV, pstringer{"q"}, &pstringer{"r"}, nilStringer,
		failing{}, &failing{}, nilErr, panicky{"boom"}, panicky{failing{}}, panicky{5},
		inner{stringer{"1"}, stringer{"2"}, failing{}, failing{}, stringer{"3"}, stringer{"4"}, nil},
		inner{}, embedded{point{1, 2}, 3, "t"}, []stringer{{"a"}, {"b"}}, []*pstringer{nil},
		node{nil, 7}, nilFunc, (chan int)(nil), unsafe.Pointer(nil),
		unsafe.Pointer(&one), &one, make(chan int, 3), []func(){nil}, struct{ F func() }{},
		[]point{{1, 2}}, []*point{nil}, map[string][]int{"a": {1}}, struct {
			A int
			b []string
			M map[string]any
		}{1, []string{"x"}, map[string]any{"k": nil, "j": 1}}, []uint8{1, 2}, []int8{1, 2}, []rune("ab"),
		[]float32{1.5, 2}, []complex128{1}, []uintptr{1}, int32(65),
	}
	formats := []string{
		"%v", "%+v", "%#v", "%T", "%d", "%b", "%o", "%O", "%x", "%X", "%c", "%q", "%U", "%e", "%E", "%f",
		"%F", "%g", "%G", "%s", "%p", "%t", "%w", "%z", "%!", "%#x", "%#X", "% x", "% X", "%# x", "%#q", "%+q", "%#U",
		"%#o", "%#b", "%+d", "% d", "%5d", "%-5d|", "%05d", "%+05d", "%x<", "%08b", "%8.3f", "%-8.3f|",
		"%08.3f", "%+.2e", "%.0f", "%.3g", "%#g", "%#.3g", "%#v|", "%#f", "%10s|", "%-10s|", "%.2s", "%10.2s",
		"%010s", "%5t", "%-7t|", "%.3x", "%10x", "%-10x|", "%.0d", "%5.0d|", "%.5d", "%8.5d", "%-8.5d|", "%+8.5d", "%#8.5x",
		"%5c", "%-5c|", "%05c", "%5q", "%-5q|", "%10U", "%#10U|", "%.8U", "%20v|", "%-20v|", "%020v", "%6.2f%%", "% .3f", "%+v|%v",
		"%[1]d %[1]v", "%[2]d", "%[1]*d", "%*d", "%.*d", "%-*d|", "%[1]", "%[x]d", "%[1]s%[3]s", "%d %d", "%", "100%", "%5", "% ", "%-", "% +d", "%+ d", "%x %x",
		"%#+v", "%+#v", "%06v", "%6v|", "%-6v|", "%.1v", "%#.2v", "% v", "%x", "%#p", "%10p|", "%-20p|", "%0-5d|", "%-05d|",
		"%.20f", "%.40e", "%100.50f", "%.3b", "%.3X", "%#G", "%#e", "%#.0e", "%#.0f", "%+g", "% g", "%+08.2f", "% 08.2f", "%-+8.2f|", "%é", "%.q", "%.-3d", "%.[1]*d", "%3.[1]*d", "%[1]3d", "%[1].3d", "%[99999999]d", "%[0]d", "%1000001d", "%.9999999d",
	}
	for _, f := range formats {
		for i, a := range args {
			what := real.Sprintf("%q of %d (%T)", f, i, a)
			same(what, fmt.Sprintf(f, a), real.Sprintf(f, a))
		}
	}
	multi := [][]any{
		{}, {1}, {"a", "b"}, {1, 2}, {"a", 1, 2, "b"}, {nil, nil}, {text("a"), 1}, {1.5, "x", true, nil, failing{}},
		{5, 42}, {-5, 42}, {"x", 42}, {5, 2, 3.14159}, {1000001, 1}, {int8(3), 7}, {uint64(3), 7}, {[]int{1}, []string{"q"}},
	}
	for i, m := range multi {
		what := real.Sprint("list ", i)
		same(what, fmt.Sprint(m...), real.Sprint(m...))
		same(what, fmt.Sprintln(m...), real.Sprintln(m...))
		for _, f := range append(formats, "%*d|", "%-*d|", "%.*f", "%*.*f", "%[2]*[1]d", "%[3]*.[2]*[1]f", "%d %d %d", "%[2]d %d", "%6.2*d", "%v %v %v %v %v", "%s and %s", "no verbs") {
			same(what+f, fmt.Sprintf(f, m...), real.Sprintf(f, m...))
		}
	}
	for _, f := range []string{"%v", "%+d", "%10.3x", "%-5s", "% d"} {
		same("formatter", fmt.Sprintf(f, formatter{}), real.Sprintf(f, realFormatter{}))
		same("formatter in struct", fmt.Sprintf(f, struct{ F any }{formatter{}}), real.Sprintf(f, struct{ F any }{realFormatter{}}))
	}
	var b strings.Builder
	n, err := fmt.Fprintf(&b, "%d-%s", 1, "x")
	fmt.Fprint(&b, 1, 2, "a")
	fmt.Fprintln(&b, "end")
	same("Fprint", real.Sprint(b.String(), n, err), "1-x1 2aend\n3 <nil>")
	same("Append", string(fmt.Append([]byte("x"), 1, 2)), "x1 2")

	base := failing{}
	w := fmt.Errorf("ctx %d: %w", 1, base)
	same("Errorf", w.Error(), "ctx 1: failing!")
	same("Errorf type", real.Sprintf("%T %T", w, fmt.Errorf("plain")), "*fmt.wrapError *errors.errorString")
	same("Is", real.Sprint(errors.Is(w, base), real_errors.Is(w, base), errors.Is(w, errors.ErrUnsupported)), "true true false")
	var f failing
	same("As", real.Sprint(errors.As(w, &f), errors.Unwrap(w) == error(base)), "true true")
	var s fmt.Stringer
	same("As interface", real.Sprint(errors.As(fmt.Errorf("%w", strErr{}), &s), s), "true strErr error")
	two := fmt.Errorf("%w and %w and %w", errors.ErrUnsupported, base, nil)
	same("two", two.Error(), real.Errorf("%w and %w and %w", errors.ErrUnsupported, base, nil).Error())
	same("two is", real.Sprint(errors.Is(two, base), errors.Is(two, errors.ErrUnsupported)), "true true")
	same("%w no error", fmt.Errorf("%w", 5).Error(), real.Errorf("%w", 5).Error())
	same("Join", errors.Join(nil, base, w).Error(), "failing!\nctx 1: failing!")
	same("Join nil", real.Sprint(errors.Join(nil, nil) == nil), "true")
	same("Join is", real.Sprint(errors.Is(errors.Join(w), base)), "true")
	if failures > 0 {
		real.Println(failures, "failures")
		return
	}
	real.Println("ok")
}

type strErr struct{}

func (strErr) Error() string  { return "strErr error" }
func (strErr) String() string { return "strErr" }
