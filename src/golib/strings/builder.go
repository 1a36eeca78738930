package strings

import (
	"internal/bytealg"
	"unicode/utf8"
	"unsafe"
)

// Builder collects a string piece by piece.
type Builder struct {
	addr *Builder // itself, to find copies
	buf  []byte
}

// unseen is b, but escape analysis does not see that: pointing at itself forces nothing to the heap.
func unseen(b *Builder) *Builder {
	x := uintptr(unsafe.Pointer(b))
	return (*Builder)(unsafe.Pointer(x ^ 0))
}

func (b *Builder) checkCopy() {
	if b.addr == nil {
		b.addr = unseen(b)
	} else if b.addr != b {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
}

// String shares the builder's memory, which is only appended to.
func (b *Builder) String() string {
	return bytealg.Text(b.buf)
}

func (b *Builder) Len() int { return len(b.buf) }
func (b *Builder) Cap() int { return cap(b.buf) }

func (b *Builder) Reset() {
	b.addr = nil
	b.buf = nil
}

func (b *Builder) Grow(n int) {
	b.checkCopy()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		buf := make([]byte, len(b.buf), 2*cap(b.buf)+n)
		copy(buf, b.buf)
		b.buf = buf
	}
}

func (b *Builder) Write(p []byte) (int, error) {
	b.checkCopy()
	b.buf = append(b.buf, p...)
	return len(p), nil
}

func (b *Builder) WriteByte(c byte) error {
	b.checkCopy()
	b.buf = append(b.buf, c)
	return nil
}

func (b *Builder) WriteRune(r rune) (int, error) {
	b.checkCopy()
	n := len(b.buf)
	b.buf = utf8.AppendRune(b.buf, r)
	return len(b.buf) - n, nil
}

func (b *Builder) WriteString(s string) (int, error) {
	b.checkCopy()
	b.buf = append(b.buf, s...)
	return len(s), nil
}
