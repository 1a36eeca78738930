package fmt

import (
	"errors"
	"io"
	"os"
	"unicode/utf8"
)

// ScanState is what a Scanner reads from.
type ScanState interface {
	// ReadRune ends where the operand's width, or for the ...ln functions the line, ends.
	ReadRune() (r rune, size int, err error)
	UnreadRune() error
	SkipSpace()
	// Token returns the runes for which f is true, not white space when f is nil. The bytes are valid
	// until the next call.
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	Width() (wid int, ok bool)
	Read(buf []byte) (n int, err error)
}

// Scanner is an operand that reads itself.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

func Scan(a ...any) (n int, err error)                 { return Fscan(os.Stdin, a...) }
func Scanln(a ...any) (n int, err error)               { return Fscanln(os.Stdin, a...) }
func Scanf(format string, a ...any) (n int, err error) { return Fscanf(os.Stdin, format, a...) }

func Sscan(str string, a ...any) (n int, err error) {
	return Fscan(&text{rest: str}, a...)
}

func Sscanln(str string, a ...any) (n int, err error) {
	return Fscanln(&text{rest: str}, a...)
}

func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf(&text{rest: str}, format, a...)
}

// Fscan takes newlines as white space.
func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r)
	s.newlineIsSpace = true
	return s.list(a)
}

// Fscanln stops at a newline, which must follow the last operand.
func Fscanln(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r)
	s.newlineEnds = true
	return s.list(a)
}

func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newScan(r).formatted(format, a)
}

// text reads a string; all others who cannot put a rune back are read through lookahead.
type text struct {
	rest string
	last string // rest before the last ReadRune
}

func (t *text) Read(b []byte) (n int, err error) {
	n = copy(b, t.rest)
	t.rest = t.rest[n:]
	if n == 0 {
		err = io.EOF
	}
	return n, err
}

func (t *text) ReadRune() (r rune, size int, err error) {
	t.last = t.rest
	if t.rest == "" {
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRuneInString(t.rest)
	t.rest = t.rest[size:]
	return r, size, nil
}

func (t *text) UnreadRune() error {
	t.rest = t.last
	return nil
}

// lookahead reads byte by byte, no further than it must, and can put back one rune. What is put back
// at the end of a call is lost.
type lookahead struct {
	r      io.Reader
	bytes  [utf8.UTFMax]byte // read and not yet given out: the rest of what was no rune
	n      int
	last   rune
	unread bool
}

func (l *lookahead) ReadRune() (r rune, size int, err error) {
	if l.unread {
		l.unread = false
		return l.last, utf8.RuneLen(l.last), nil
	}
	for !utf8.FullRune(l.bytes[:l.n]) {
		var one [1]byte
		if _, err = io.ReadFull(l.r, one[:]); err != nil {
			if err == io.EOF && l.n > 0 {
				break
			}
			return 0, 0, err
		}
		l.bytes[l.n] = one[0]
		l.n++
	}
	r, size = utf8.DecodeRune(l.bytes[:l.n])
	copy(l.bytes[:], l.bytes[size:l.n])
	l.n -= size
	l.last = r
	return r, size, nil
}

func (l *lookahead) UnreadRune() error {
	l.unread = true
	return nil
}

const (
	endOfInput = -1
	noLimit    = 1 << 30
)

// scan is the state of one call.
type scan struct {
	rs             io.RuneScanner
	buf            []byte // the token
	count          int    // runes read
	limit          int    // of count, for this operand
	width          int    // of this operand
	ended          bool   // nothing more comes
	newlineEnds    bool
	newlineIsSpace bool
}

func newScan(r io.Reader) *scan {
	rs, ok := r.(io.RuneScanner)
	if !ok {
		rs = &lookahead{r: r}
	}
	return &scan{rs: rs, limit: noLimit, width: noLimit}
}

// scanFailure is the panic that ends a call.
type scanFailure struct {
	err error
}

func (s *scan) fail(err error)       { panic(scanFailure{err}) }
func (s *scan) failText(text string) { panic(scanFailure{errors.New(text)}) }

func catchFailure(err *error) {
	if v := recover(); v != nil {
		f, ok := v.(scanFailure)
		if !ok {
			panic(v)
		}
		*err = f.err
	}
}

func (s *scan) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func (s *scan) ReadRune() (r rune, size int, err error) {
	if s.ended || s.count >= s.limit {
		return 0, 0, io.EOF
	}
	r, size, err = s.rs.ReadRune()
	switch {
	case err == io.EOF:
		s.ended = true
	case err == nil:
		s.count++
		s.ended = s.newlineEnds && r == '\n'
	}
	return r, size, err
}

func (s *scan) UnreadRune() error {
	s.rs.UnreadRune()
	s.ended = false
	s.count--
	return nil
}

func (s *scan) Width() (wid int, ok bool) {
	if s.width == noLimit {
		return 0, false
	}
	return s.width, true
}

func (s *scan) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer catchFailure(&err)
	s.buf = s.buf[:0]
	if f == nil {
		f = isNoSpace
	}
	return s.token(skipSpace, f), nil
}

func (s *scan) token(skipSpace bool, f func(rune) bool) []byte {
	if skipSpace {
		s.SkipSpace()
	}
	for r := s.next(); r != endOfInput; r = s.next() {
		if !f(r) {
			s.UnreadRune()
			break
		}
		s.keep(r)
	}
	return s.buf
}

func (s *scan) SkipSpace() {
	for {
		r := s.next()
		switch {
		case r == endOfInput:
			return
		case r == '\r' && s.peek("\n"):
		case r == '\n' && !s.newlineIsSpace:
			s.failText("unexpected newline")
		case !isScanSpace(r):
			s.UnreadRune()
			return
		}
	}
}

func isScanSpace(r rune) bool {
	switch {
	case r >= '\t' && r <= '\r', r >= 0x2000 && r <= 0x200a:
		return true
	}
	switch r {
	case ' ', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return false
}

func isNoSpace(r rune) bool { return !isScanSpace(r) }

// next is endOfInput at the end.
func (s *scan) next() rune {
	r, _, err := s.ReadRune()
	if err == io.EOF {
		return endOfInput
	}
	if err != nil {
		s.fail(err)
	}
	return r
}

func (s *scan) mustNext() rune {
	r := s.next()
	if r == endOfInput {
		s.fail(io.ErrUnexpectedEOF)
	}
	return r
}

func (s *scan) keep(r rune) { s.buf = utf8.AppendRune(s.buf, r) }

func isOneOf(r rune, set string) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}

// accept keeps the next rune if it is in the set.
func (s *scan) accept(set string) bool {
	r := s.next()
	if r == endOfInput {
		return false
	}
	if !isOneOf(r, set) {
		s.UnreadRune()
		return false
	}
	s.keep(r)
	return true
}

func (s *scan) peek(set string) bool {
	r := s.next()
	if r == endOfInput {
		return false
	}
	s.UnreadRune()
	return isOneOf(r, set)
}

// beginToken skips space; then something must follow.
func (s *scan) beginToken() {
	s.SkipSpace()
	s.mustNotEnd()
}

func (s *scan) mustNotEnd() {
	if s.next() == endOfInput {
		s.fail(io.EOF)
	}
	s.UnreadRune()
}

// list is Scan and Scanln.
func (s *scan) list(a []any) (n int, err error) {
	defer catchFailure(&err)
	for _, arg := range a {
		s.operand('v', arg)
		n++
	}
	for s.newlineEnds {
		r := s.next()
		if r == '\n' || r == endOfInput {
			break
		}
		if !isScanSpace(r) {
			s.failText("expected newline")
		}
	}
	return n, nil
}

// formatted is Scanf.
func (s *scan) formatted(format string, a []any) (n int, err error) {
	defer catchFailure(&err)
	for i := 0; i < len(format); {
		if next := s.literal(format, i); next > i {
			i = next
			continue
		}
		i++ // the %
		var given bool
		s.width, given, i = parseNumber(format, i)
		if !given {
			s.width = noLimit
		}
		verb, size := utf8.DecodeRuneInString(format[i:])
		from := i
		i += size
		if verb != 'c' {
			s.SkipSpace()
		}
		if verb == '%' {
			s.beginToken()
			if !s.accept("%") {
				s.failText("missing literal %")
			}
			continue
		}
		if n >= len(a) {
			s.failText("too few operands for format '%" + format[from:] + "'")
		}
		s.limit = min(noLimit, s.count+s.width)
		s.operand(verb, a[n])
		n++
		s.limit = noLimit
	}
	if n < len(a) {
		s.failText("too many operands")
	}
	return n, nil
}

// literal matches the input with what is no directive at format[i:], and returns where that ends. A %%
// that comes first is a directive where the input has space before its %.
func (s *scan) literal(format string, i int) int {
	from := i
	for i < len(format) {
		c, size := utf8.DecodeRuneInString(format[i:])
		if isScanSpace(c) {
			i = s.matchSpace(format, i)
			continue
		}
		if c == '%' {
			if i+1 == len(format) {
				s.failText("missing verb: % at end of format string")
			}
			if format[i+1] != '%' {
				break
			}
			i++
		}
		if s.mustNext() != c {
			s.UnreadRune()
			if format[from] == '%' {
				return from
			}
			s.failText("input does not match format")
		}
		i += size
	}
	return i
}

// matchSpace: each newline of the format matches one in the input with space before it; space that
// is not followed by a newline matches some space, or the end.
func (s *scan) matchSpace(format string, i int) int {
	newlines := 0
	trailing := false
	for i < len(format) {
		c, size := utf8.DecodeRuneInString(format[i:])
		if !isScanSpace(c) {
			break
		}
		trailing = c != '\n'
		if !trailing {
			newlines++
		}
		i += size
	}
	for range newlines {
		if r := s.skipBlanks(s.next()); r != '\n' && r != endOfInput {
			s.failText("newline in format does not match input")
		}
	}
	if !trailing {
		return i
	}
	r := s.next()
	if newlines == 0 {
		if r != endOfInput && !isScanSpace(r) {
			s.failText("expected space in input to match format")
		}
		if r == '\n' {
			s.failText("newline in input does not match format")
		}
	}
	if s.skipBlanks(r) != endOfInput {
		s.UnreadRune()
	}
	return i
}

// skipBlanks returns the first rune that is no space or is a newline; r is already read.
func (s *scan) skipBlanks(r rune) rune {
	for r != '\n' && isScanSpace(r) {
		r = s.next()
	}
	return r
}
