package runtime

import _ "internal/runtime/maps"

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
//
//regionscope:root
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

// TypeAssertionError explains a failed x.(T).
//
//regionscope:root
type TypeAssertionError struct {
	text string // "interface conversion: interface {} is string, not int"
}

func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string {
	return "" + e.text
}

// PanicNilError is the value of panic(nil).
//
//regionscope:root
type PanicNilError struct {
	_ [0]func()
}

func (*PanicNilError) RuntimeError() {}

func (*PanicNilError) Error() string {
	return "panic called with nil argument"
}
