package runtime

import (
	"internal/inspect"
	"internal/number"
)

// The values of run-time panics. The machine makes them by these names.

// Error tells run-time errors from others.
type Error interface {
	error
	RuntimeError()
}

// errorString: nil dereference, division by zero, makeslice, uncomparable and unhashable types.
//
//regionscope:root
type errorString string

func (e errorString) RuntimeError() {}

func (e errorString) Error() string {
	return "runtime error: " + string(e)
}

// plainError: its text has no prefix. Channels, and stores into a nil map.
//
//regionscope:root
type plainError string

func (e plainError) RuntimeError() {}

func (e plainError) Error() string {
	return string(e)
}

// boundsError: indices, slice bounds, conversions to arrays.
type boundsError struct {
	text string // "index out of range [5] with length 3"
}

func (e boundsError) RuntimeError() {}

func (e boundsError) Error() string {
	return "runtime error: " + e.text
}

// errorAddressString: a fault at an address.
type errorAddressString struct {
	msg  string
	addr uintptr
}

func (e errorAddressString) RuntimeError() {}

func (e errorAddressString) Error() string {
	return "runtime error: " + e.msg
}

func (e errorAddressString) Addr() uintptr {
	return e.addr
}

// typeAssertError: a failed x.(T), in the words of TypeAssertionError.
//
//regionscope:root
type typeAssertError string

func (e typeAssertError) RuntimeError() {}

func (e typeAssertError) Error() string {
	return string(e)
}

// TypeAssertionError explains a failed x.(T).
type TypeAssertionError struct {
	text string // "interface conversion: interface {} is string, not int"
}

func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string {
	return e.text
}

// PanicNilError is the value of panic(nil).
type PanicNilError struct {
	_ [0]func()
}

func (*PanicNilError) RuntimeError() {}

func (*PanicNilError) Error() string {
	return "panic called with nil argument"
}

type stringer interface{ String() string }

// panicText is what stands behind "panic: " for the value v. The machine calls it on the dying
// goroutine; a panic in it is "panic while printing panic value".
func panicText(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case error:
		return indented(v.Error())
	case stringer:
		return indented(v.String())
	case string:
		return indented(v)
	}
	kind := inspect.Kind(v)
	var text string
	switch {
	case kind == inspect.String:
		return inspect.TypeName(v) + `("` + indented(inspect.Text(v)) + `")`
	case kind == inspect.Bool:
		text = "false"
		if inspect.Integer(v) != 0 {
			text = "true"
		}
	case kind >= inspect.Int && kind <= inspect.Int64:
		text = string(number.AppendInt(nil, int64(inspect.Integer(v))))
	case kind >= inspect.Uint && kind <= inspect.Uintptr:
		text = string(number.AppendUint(nil, inspect.Integer(v)))
	case kind == inspect.Float32:
		text = floatText(inspect.Float(v), 32)
	case kind == inspect.Float64:
		text = floatText(inspect.Float(v), 64)
	case kind == inspect.Complex64:
		text = complexText(inspect.Complex(v), 32)
	case kind == inspect.Complex128:
		text = complexText(inspect.Complex(v), 64)
	default:
		address := number.AppendBase(nil, uint64(inspect.DataWord(v)), 16)
		return "(" + inspect.TypeName(v) + ") 0x" + string(address)
	}
	if kind == inspect.Complex64 || kind == inspect.Complex128 || !predeclared(v) {
		text = "(" + text + ")"
	}
	if predeclared(v) {
		return text
	}
	return inspect.TypeName(v) + text
}

func predeclared(v any) bool {
	switch v.(type) {
	case bool, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, uintptr,
		float32, float64, complex64, complex128:
		return true
	}
	return false
}

// indented puts a tab behind each newline, so that no text of a program can look like a traceback.
func indented(s string) string {
	var out []byte
	from := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' {
			out = append(out, s[from:i+1]...)
			out = append(out, '\t')
			from = i + 1
		}
	}
	if out == nil {
		return s
	}
	return string(append(out, s[from:]...))
}

func floatText(f float64, bits int) string {
	return string(number.AppendFloat(nil, f, 'g', -1, bits))
}

// complexText has no parentheses.
func complexText(c complex128, bits int) string {
	im := floatText(imag(c), bits)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return floatText(real(c), bits) + im + "i"
}
