package bufio

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

var (
	ErrInvalidUnreadByte = errors.New("bufio: invalid use of UnreadByte")
	ErrInvalidUnreadRune = errors.New("bufio: invalid use of UnreadRune")
	ErrBufferFull        = errors.New("bufio: buffer full")
	ErrNegativeCount     = errors.New("bufio: negative count")
	ErrBadReadCount      = errors.New("bufio: Read returned impossible count")
)

// Reader reads ahead. buf[r:w] is what was read and not yet given out.
type Reader struct {
	buf  []byte
	rd   io.Reader
	r, w int
	err  error
	last int // size of the rune that was read, -1 for one byte, 0 when nothing can be put back
}

func NewReader(rd io.Reader) *Reader { return NewReaderSize(rd, defaultSize) }

func NewReaderSize(rd io.Reader, size int) *Reader {
	if b, ok := rd.(*Reader); ok && len(b.buf) >= size {
		return b
	}
	return &Reader{buf: make([]byte, max(size, 16)), rd: rd}
}

func (b *Reader) Buffered() int { return b.w - b.r }
func (b *Reader) Size() int     { return len(b.buf) }

func (b *Reader) Reset(r io.Reader) {
	*b = Reader{buf: b.buf, rd: r}
	if b.buf == nil {
		b.buf = make([]byte, defaultSize)
	}
}

// fill reads once more; a reader that gives nothing a hundred times is broken.
func (b *Reader) fill() {
	if b.r > 0 {
		copy(b.buf, b.buf[b.r:b.w])
		b.w -= b.r
		b.r = 0
	}
	for try := 0; try < 100; try++ {
		n, err := b.rd.Read(b.buf[b.w:])
		b.w += n
		b.err = err
		if n > 0 || err != nil {
			return
		}
	}
	b.err = io.ErrNoProgress
}

func (b *Reader) takeErr() error {
	err := b.err
	b.err = nil
	return err
}

func (b *Reader) Read(p []byte) (n int, err error) {
	if len(p) == 0 {
		return 0, nil
	}
	if b.r == b.w {
		if b.err == nil && len(p) >= len(b.buf) {
			n, b.err = b.rd.Read(p) // no copy
			return n, b.takeErr()
		}
		if b.err == nil {
			b.fill()
		}
		if b.r == b.w {
			return 0, b.takeErr()
		}
	}
	n = copy(p, b.buf[b.r:b.w])
	b.r += n
	b.last = -1
	return n, nil
}

func (b *Reader) ReadByte() (byte, error) {
	for b.r == b.w {
		if b.err != nil {
			return 0, b.takeErr()
		}
		b.fill()
	}
	c := b.buf[b.r]
	b.r++
	b.last = -1
	return c, nil
}

func (b *Reader) UnreadByte() error {
	if b.last == 0 || b.r == 0 {
		return ErrInvalidUnreadByte
	}
	b.r--
	b.last = 0
	return nil
}

func (b *Reader) ReadRune() (r rune, size int, err error) {
	for b.w-b.r < utf8.UTFMax && !utf8.FullRune(b.buf[b.r:b.w]) && b.err == nil {
		b.fill()
	}
	if b.r == b.w {
		b.last = 0
		return 0, 0, b.takeErr()
	}
	r, size = utf8.DecodeRune(b.buf[b.r:b.w])
	b.r += size
	b.last = size
	return r, size, nil
}

func (b *Reader) UnreadRune() error {
	if b.last <= 0 || b.r < b.last {
		return ErrInvalidUnreadRune
	}
	b.r -= b.last
	b.last = 0
	return nil
}

// Discard skips n bytes.
func (b *Reader) Discard(n int) (discarded int, err error) {
	if n < 0 {
		return 0, ErrNegativeCount
	}
	if n == 0 {
		return 0, nil
	}
	b.last = 0
	for {
		skip := min(n-discarded, b.Buffered())
		b.r += skip
		discarded += skip
		if discarded == n {
			return n, nil
		}
		if b.err != nil {
			return discarded, b.takeErr()
		}
		b.fill()
	}
}

// WriteTo writes all that is to be read.
func (b *Reader) WriteTo(w io.Writer) (n int64, err error) {
	b.last = 0
	for {
		if b.r < b.w {
			m, err := w.Write(b.buf[b.r:b.w])
			b.r += m
			n += int64(m)
			if err != nil {
				return n, err
			}
		}
		if b.err != nil {
			err = b.takeErr()
			if err == io.EOF {
				err = nil
			}
			return n, err
		}
		b.fill()
	}
}

func (b *Reader) Peek(n int) ([]byte, error) {
	if n < 0 {
		return nil, ErrNegativeCount
	}
	b.last = 0
	for b.w-b.r < n && b.w-b.r < len(b.buf) && b.err == nil {
		b.fill()
	}
	if n > len(b.buf) {
		return b.buf[b.r:b.w], ErrBufferFull
	}
	if b.w-b.r < n {
		err := b.takeErr()
		if err == nil {
			err = ErrBufferFull
		}
		return b.buf[b.r:b.w], err
	}
	return b.buf[b.r : b.r+n], nil
}

// ReadSlice returns a part of the buffer, valid until the next read.
func (b *Reader) ReadSlice(delim byte) (line []byte, err error) {
	b.last = -1
	for seen := 0; ; {
		if i := bytes.IndexByte(b.buf[b.r+seen:b.w], delim); i >= 0 {
			line = b.buf[b.r : b.r+seen+i+1]
			b.r += len(line)
			return line, nil
		}
		if b.err != nil {
			line = b.buf[b.r:b.w]
			b.r = b.w
			return line, b.takeErr()
		}
		if b.w-b.r >= len(b.buf) {
			b.r = b.w
			return b.buf, ErrBufferFull
		}
		seen = b.w - b.r
		b.fill()
	}
}

func (b *Reader) ReadBytes(delim byte) ([]byte, error) {
	var all []byte
	for {
		part, err := b.ReadSlice(delim)
		all = append(all, part...)
		if err != ErrBufferFull {
			return all, err
		}
	}
}

func (b *Reader) ReadString(delim byte) (string, error) {
	all, err := b.ReadBytes(delim)
	return string(all), err
}

// ReadLine returns a line without its end; isPrefix when it was too long for the buffer.
func (b *Reader) ReadLine() (line []byte, isPrefix bool, err error) {
	line, err = b.ReadSlice('\n')
	if err == ErrBufferFull {
		if len(line) > 0 && line[len(line)-1] == '\r' { // perhaps half of a \r\n
			b.r--
			line = line[:len(line)-1]
		}
		return line, true, nil
	}
	if len(line) == 0 {
		return nil, false, err
	}
	if line[len(line)-1] == '\n' {
		line = dropCR(line[:len(line)-1])
	}
	return line, false, nil
}

func dropCR(line []byte) []byte {
	if len(line) > 0 && line[len(line)-1] == '\r' {
		return line[:len(line)-1]
	}
	return line
}
