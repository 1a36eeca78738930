// Package bytealg searches bytes at the machine's speed.
package bytealg

import "unsafe"

// IndexByte is the first place of c in s, -1 without one.
//
//go:noescape
func IndexByte(s string, c byte) int

// Index is the first place of sub in s, -1 without one; 0 for an empty sub.
//
//go:noescape
func Index(s, sub string) int

// Compare orders byte by byte: -1, 0, 1.
func Compare(a, b string) int

// ReadOnly is s for code that only reads it, but does not look so: assembly in Go, natives here. It
// must not be kept.
func ReadOnly(s string) string {
	x := uintptr(unsafe.Pointer(unsafe.StringData(s)))
	return unsafe.String((*byte)(unsafe.Pointer(x^0)), len(s))
}

// Text is b as a string, without a copy: for as long as nobody writes to b.
func Text(b []byte) string {
	return *(*string)(unsafe.Pointer(&b))
}
