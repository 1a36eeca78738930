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

// Text is b as a string, without a copy: for as long as nobody writes to b.
func Text(b []byte) string {
	return *(*string)(unsafe.Pointer(&b))
}
