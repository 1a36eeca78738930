// Package fmt prints values. print.go has the functions and the way an argument takes, verb.go what
// each verb does with a value, value.go looks into structs, maps and the like, format.go does widths,
// signs and digits, directive.go reads format strings.
package fmt

import (
	"internal/inspect"
	"io"
	"os"
	"sync"
	"unicode/utf8"
)

// State is what a Formatter gets to print on.
type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

// Formatter prints itself for all verbs.
type Formatter interface {
	Format(f State, verb rune)
}

// Stringer is a value with a text of its own.
type Stringer interface {
	String() string
}

// GoStringer is a value with a text of its own for %#v.
type GoStringer interface {
	GoString() string
}

// pp is a printer at work.
type pp struct {
	buf []byte
	flags
	arg       any   // being printed, for complaints
	reordered bool  // the format has argument indices
	badIndex  bool  // and the last one was wrong
	panicking bool  // printing the value of a panic in a method
	erroring  bool  // printing a complaint: no methods
	hidden    bool  // inside an unexported field: no methods
	wrapErrs  bool  // %w is allowed
	wrapped   []int // arguments of %w
}

var free = sync.Pool{New: func() any { return new(pp) }}

func newPrinter() *pp {
	p := free.Get().(*pp)
	p.panicking = false
	p.erroring = false
	p.hidden = false
	p.wrapErrs = false
	p.flags = flags{}
	return p
}

func (p *pp) free() {
	if cap(p.buf) > 64*1024 {
		p.buf = nil
	}
	p.buf = p.buf[:0]
	p.wrapped = p.wrapped[:0]
	p.arg = nil
	free.Put(p)
}

func (p *pp) Write(b []byte) (n int, err error) {
	p.buf = append(p.buf, b...)
	return len(b), nil
}

func (p *pp) WriteString(s string) (n int, err error) {
	p.buf = append(p.buf, s...)
	return len(s), nil
}

func (p *pp) Width() (wid int, ok bool) { return p.wid, p.widPresent }

func (p *pp) Precision() (prec int, ok bool) { return p.prec, p.precPresent }

func (p *pp) Flag(c int) bool {
	switch c {
	case '-':
		return p.minus
	case '+':
		return p.plus || p.plusV
	case '#':
		return p.sharp || p.sharpV
	case ' ':
		return p.space
	case '0':
		return p.zero
	}
	return false
}

// FormatString rebuilds the directive that state and verb stand for.
func FormatString(state State, verb rune) string {
	b := []byte{'%'}
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			b = append(b, byte(c))
		}
	}
	if w, ok := state.Width(); ok {
		b = Append(b, w)
	}
	if prec, ok := state.Precision(); ok {
		b = Append(append(b, '.'), prec)
	}
	return string(utf8.AppendRune(b, verb))
}

func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	p := newPrinter()
	p.doPrintf(format, a)
	n, err = w.Write(p.buf)
	p.free()
	return
}

func Printf(format string, a ...any) (n int, err error) {
	p := newPrinter()
	p.doPrintf(format, a)
	n, err = os.Stdout.Write(p.buf)
	p.free()
	return
}

func Sprintf(format string, a ...any) string {
	p := newPrinter()
	p.doPrintf(format, a)
	s := string(p.buf)
	p.free()
	return s
}

func Appendf(b []byte, format string, a ...any) []byte {
	p := newPrinter()
	p.doPrintf(format, a)
	b = append(b, p.buf...)
	p.free()
	return b
}

func Fprint(w io.Writer, a ...any) (n int, err error) {
	p := newPrinter()
	p.doPrint(a)
	n, err = w.Write(p.buf)
	p.free()
	return
}

func Print(a ...any) (n int, err error) {
	p := newPrinter()
	p.doPrint(a)
	n, err = os.Stdout.Write(p.buf)
	p.free()
	return
}

func Sprint(a ...any) string {
	p := newPrinter()
	p.doPrint(a)
	s := string(p.buf)
	p.free()
	return s
}

func Append(b []byte, a ...any) []byte {
	p := newPrinter()
	p.doPrint(a)
	b = append(b, p.buf...)
	p.free()
	return b
}

func Fprintln(w io.Writer, a ...any) (n int, err error) {
	p := newPrinter()
	p.doPrintln(a)
	n, err = w.Write(p.buf)
	p.free()
	return
}

func Println(a ...any) (n int, err error) {
	p := newPrinter()
	p.doPrintln(a)
	n, err = os.Stdout.Write(p.buf)
	p.free()
	return
}

func Sprintln(a ...any) string {
	p := newPrinter()
	p.doPrintln(a)
	s := string(p.buf)
	p.free()
	return s
}

func Appendln(b []byte, a ...any) []byte {
	p := newPrinter()
	p.doPrintln(a)
	b = append(b, p.buf...)
	p.free()
	return b
}

// doPrint puts a space between two operands when neither is a string.
func (p *pp) doPrint(a []any) {
	afterString := false
	for i, arg := range a {
		isString := inspect.Kind(arg) == inspect.String
		if i > 0 && !isString && !afterString {
			p.buf = append(p.buf, ' ')
		}
		p.printArg(arg, 'v')
		afterString = isString
	}
}

func (p *pp) doPrintln(a []any) {
	for i, arg := range a {
		if i > 0 {
			p.buf = append(p.buf, ' ')
		}
		p.printArg(arg, 'v')
	}
	p.buf = append(p.buf, '\n')
}

// printArg prints an operand. The frequent types come first.
func (p *pp) printArg(arg any, verb rune) {
	p.arg = arg
	switch verb {
	case 'T':
		if arg == nil {
			p.padString("<nil>")
		} else {
			p.formatString(inspect.TypeName(arg))
		}
		return
	case 'p':
		if arg == nil {
			p.badVerb(verb)
		} else {
			p.printPointer(arg, verb)
		}
		return
	}
	switch v := arg.(type) {
	case string:
		p.printString(v, verb)
	case int:
		p.printInteger(uint64(v), true, verb)
	case nil:
		if verb == 'v' {
			p.padString("<nil>")
		} else {
			p.badVerb(verb)
		}
	case float64:
		p.printFloat(v, 64, verb)
	case bool:
		p.printBool(v, verb)
	case []byte:
		p.printBytes(v, verb, "[]byte")
	default:
		if !p.handleMethods(verb) {
			p.printValue(arg, verb, 0)
		}
	}
}

// handleMethods lets the operand print itself if it can; false when it cannot.
func (p *pp) handleMethods(verb rune) (handled bool) {
	if p.erroring || p.hidden {
		return false
	}
	if verb == 'w' {
		if _, ok := p.arg.(error); !ok || !p.wrapErrs {
			p.badVerb(verb)
			return true
		}
		verb = 'v'
	}
	if f, ok := p.arg.(Formatter); ok {
		p.callFormat(f, verb)
		return true
	}
	if p.sharpV {
		if v, ok := p.arg.(GoStringer); ok {
			p.callGoString(v, verb)
			return true
		}
		return false
	}
	switch verb {
	case 'v', 's', 'x', 'X', 'q':
		switch v := p.arg.(type) {
		case error:
			p.callError(v, verb)
			return true
		case Stringer:
			if inspect.IsReflectValue(p.arg) {
				return false
			}
			p.callString(v, verb)
			return true
		}
	}
	return false
}

func (p *pp) callFormat(v Formatter, verb rune) {
	defer p.catchPanic(p.arg, verb, "Format")
	v.Format(p, verb)
}

func (p *pp) callGoString(v GoStringer, verb rune) {
	defer p.catchPanic(p.arg, verb, "GoString")
	p.formatString(v.GoString())
}

func (p *pp) callError(v error, verb rune) {
	defer p.catchPanic(p.arg, verb, "Error")
	p.printString(v.Error(), verb)
}

func (p *pp) callString(v Stringer, verb rune) {
	defer p.catchPanic(p.arg, verb, "String")
	p.printString(v.String(), verb)
}

// catchPanic prints the panic of a method instead of its text. A method that does not expect a nil
// receiver is so common that <nil> says enough.
func (p *pp) catchPanic(arg any, verb rune, method string) {
	err := recover()
	if err == nil {
		return
	}
	if inspect.Kind(arg) == inspect.Pointer && inspect.IsNil(arg) {
		p.buf = append(p.buf, "<nil>"...)
		return
	}
	if p.panicking {
		panic(err)
	}
	old := p.flags
	p.flags = flags{}
	p.buf = append(p.buf, "%!"...)
	p.buf = utf8.AppendRune(p.buf, verb)
	p.buf = append(p.buf, "(PANIC="...)
	p.buf = append(p.buf, method...)
	p.buf = append(p.buf, " method: "...)
	p.panicking = true
	p.printArg(err, 'v')
	p.panicking = false
	p.buf = append(p.buf, ')')
	p.flags = old
}

// badVerb complains: %!d(string=hi).
func (p *pp) badVerb(verb rune) {
	p.erroring = true
	p.buf = append(p.buf, "%!"...)
	p.buf = utf8.AppendRune(p.buf, verb)
	p.buf = append(p.buf, '(')
	if p.arg != nil {
		p.buf = append(p.buf, inspect.TypeName(p.arg)...)
		p.buf = append(p.buf, '=')
		p.printArg(p.arg, 'v')
	} else {
		p.buf = append(p.buf, "<nil>"...)
	}
	p.buf = append(p.buf, ')')
	p.erroring = false
}
