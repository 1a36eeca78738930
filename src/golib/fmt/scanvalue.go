package fmt

import (
	"errors"
	"internal/inspect"
	"io"
	"strconv"
)

// What stands for a value in the input.

const (
	decimalDigits = "0123456789"
	hexDigits     = "0123456789aAbBcCdDeEfF"
	floatVerbs    = "beEfFgGv"
)

// operand reads one and stores it.
func (s *scan) operand(verb rune, arg any) {
	s.buf = s.buf[:0]
	if v, ok := arg.(Scanner); ok {
		err := v.Scan(s, verb)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			s.fail(err)
		}
		return
	}
	if inspect.Kind(arg) != inspect.Pointer {
		s.failText("type not a pointer: " + inspect.TypeName(arg))
	}
	p := inspect.Data(arg)
	switch kind := inspect.ElemKind(arg); kind {
	case inspect.Bool:
		*(*bool)(p) = s.boolean(verb)
	case inspect.Int8:
		*(*int8)(p) = int8(s.integer(verb, 8))
	case inspect.Int16:
		*(*int16)(p) = int16(s.integer(verb, 16))
	case inspect.Int32:
		*(*int32)(p) = int32(s.integer(verb, 32))
	case inspect.Int, inspect.Int64:
		*(*int64)(p) = s.integer(verb, 64)
	case inspect.Uint8:
		*(*uint8)(p) = uint8(s.unsigned(verb, 8))
	case inspect.Uint16:
		*(*uint16)(p) = uint16(s.unsigned(verb, 16))
	case inspect.Uint32:
		*(*uint32)(p) = uint32(s.unsigned(verb, 32))
	case inspect.Uint, inspect.Uint64, inspect.Uintptr:
		*(*uint64)(p) = s.unsigned(verb, 64)
	case inspect.Float32:
		*(*float32)(p) = float32(s.float(verb, 32, inspect.TypeName(arg)))
	case inspect.Float64:
		*(*float64)(p) = s.float(verb, 64, inspect.TypeName(arg))
	case inspect.Complex64:
		*(*complex64)(p) = complex64(s.complex(verb, 32))
	case inspect.Complex128:
		*(*complex128)(p) = s.complex(verb, 64)
	case inspect.String:
		*(*string)(p) = s.text(verb)
	default:
		if kind != inspect.Slice || inspect.ElemKind(inspect.Elem(arg)) != inspect.Uint8 {
			s.failText("can't scan type: " + inspect.TypeName(arg))
		}
		*(*[]byte)(p) = []byte(s.text(verb))
	}
}

func (s *scan) needVerb(verb rune, verbs, typ string) {
	if !isOneOf(verb, verbs) {
		s.failText("bad verb '%" + string(verb) + "' for " + typ)
	}
}

func (s *scan) boolean(verb rune) bool {
	s.beginToken()
	s.needVerb(verb, "tv", "boolean")
	wrong := false
	c := s.next()
	switch c {
	case 't', 'T':
		wrong = s.accept("rR") && !(s.accept("uU") && s.accept("eE"))
	case 'f', 'F':
		wrong = s.accept("aA") && !(s.accept("lL") && s.accept("sS") && s.accept("eE"))
	}
	if wrong {
		s.failText("syntax error scanning boolean")
	}
	return isOneOf(c, "1tT")
}

// character is %c.
func (s *scan) character(bits int) int64 {
	s.mustNotEnd()
	r := int64(s.next())
	if r<<(64-bits)>>(64-bits) != r {
		s.failText("overflow on character value " + string(rune(r)))
	}
	return r
}

// digits reads those of an integer, with its sign if it may have one; base 0 when they say it
// themselves.
func (s *scan) digits(verb rune, signed bool) (token string, base int) {
	s.beginToken()
	s.needVerb(verb, "bdoUxXv", "integer")
	set := decimalDigits
	base = 10
	switch verb {
	case 'b':
		base, set = 2, "01"
	case 'o':
		base, set = 8, "01234567"
	case 'x', 'X', 'U':
		base, set = 16, hexDigits
	}
	begun := false
	if verb == 'U' {
		if !s.accept("U") || !s.accept("+") {
			s.failText("bad unicode format ")
		}
		s.buf = s.buf[:0]
	} else {
		if signed {
			s.accept("+-")
		}
		if verb == 'v' {
			base = 0
			set, begun = s.prefix()
		}
	}
	if !begun {
		s.mustNotEnd()
		if !s.accept(set) {
			s.failText("expected integer")
		}
	}
	for s.accept(set) {
	}
	return string(s.buf), base
}

// prefix accepts 0, 0b, 0o or 0x and tells what may follow.
func (s *scan) prefix() (set string, begun bool) {
	switch {
	case !s.accept("0"):
		return decimalDigits + "_", false
	case s.accept("bB"):
		return "01_", true
	case s.accept("xX"):
		return hexDigits + "_", true
	}
	s.accept("oO")
	return "01234567_", true
}

func (s *scan) integer(verb rune, bits int) int64 {
	if verb == 'c' {
		return s.character(bits)
	}
	token, base := s.digits(verb, true)
	n, err := strconv.ParseInt(token, base, 64)
	if err != nil {
		s.fail(err)
	}
	if n<<(64-bits)>>(64-bits) != n {
		s.failText("integer overflow on token " + token)
	}
	return n
}

func (s *scan) unsigned(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(s.character(bits))
	}
	token, base := s.digits(verb, false)
	n, err := strconv.ParseUint(token, base, 64)
	if err != nil {
		s.fail(err)
	}
	if n<<(64-bits)>>(64-bits) != n {
		s.failText("unsigned integer overflow on token " + token)
	}
	return n
}

func (s *scan) float(verb rune, bits int, pointerType string) float64 {
	switch pointerType {
	case "*float32", "*float64":
		s.needVerb(verb, floatVerbs, pointerType[1:])
	}
	s.beginToken()
	return s.parseFloat(s.floatToken(), bits)
}

// floatToken also takes nan, inf, hexadecimal numbers and 3p4 for 3*2^4.
func (s *scan) floatToken() string {
	s.buf = s.buf[:0]
	if s.accept("nN") && s.accept("aA") && s.accept("nN") {
		return string(s.buf)
	}
	s.accept("+-")
	if s.accept("iI") && s.accept("nN") && s.accept("fF") {
		return string(s.buf)
	}
	set, exponent := decimalDigits+"_", "eEpP"
	if s.accept("0") && s.accept("xX") {
		set, exponent = hexDigits+"_", "pP"
	}
	for s.accept(set) {
	}
	if s.accept(".") {
		for s.accept(set) {
		}
	}
	if s.accept(exponent) {
		s.accept("+-")
		for s.accept(decimalDigits + "_") {
		}
	}
	return string(s.buf)
}

func indexByte(s string, c byte) int {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return i
		}
	}
	return -1
}

func (s *scan) parseFloat(token string, bits int) float64 {
	p := indexByte(token, 'p')
	if p < 0 || indexByte(token, 'x') >= 0 || indexByte(token, 'X') >= 0 {
		f, err := strconv.ParseFloat(token, bits)
		if err != nil {
			s.fail(err)
		}
		return f
	}
	f, err := strconv.ParseFloat(token[:p], bits)
	if err != nil {
		s.fail(whole(err, token))
	}
	exp, err := strconv.Atoi(token[p+1:])
	if err != nil {
		s.fail(whole(err, token))
	}
	return scale(f, exp)
}

// whole makes the error speak of the whole token.
func whole(err error, token string) error {
	if e, ok := err.(*strconv.NumError); ok {
		e.Num = token
	}
	return err
}

// scale is f*2^exp.
func scale(f float64, exp int) float64 {
	for ; exp > 0 && f != 0 && f*0.5 != f; exp-- {
		f *= 2
	}
	for ; exp < 0 && f != 0; exp++ {
		f /= 2
	}
	return f
}

func (s *scan) complex(verb rune, bits int) complex128 {
	s.needVerb(verb, floatVerbs, "complex")
	s.beginToken()
	wrong := errors.New("syntax error scanning complex number")
	parens := s.accept("(")
	re := s.floatToken()
	s.buf = s.buf[:0]
	if !s.accept("+-") {
		s.fail(wrong)
	}
	sign := string(s.buf)
	im := s.floatToken()
	if !s.accept("i") || parens && !s.accept(")") {
		s.fail(wrong)
	}
	return complex(s.parseFloat(re, bits), s.parseFloat(sign+im, bits))
}

func (s *scan) text(verb rune) string {
	s.needVerb(verb, "svqxX", "string")
	s.beginToken()
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		return s.hex()
	}
	return string(s.token(true, isNoSpace))
}

func (s *scan) quoted() string {
	switch quote := s.next(); quote {
	case '`':
		for r := s.mustNext(); r != quote; r = s.mustNext() {
			s.keep(r)
		}
		return string(s.buf)
	case '"':
		s.keep(quote)
		for r := s.mustNext(); r != quote; r = s.mustNext() {
			s.keep(r)
			if r == '\\' {
				s.keep(s.mustNext())
			}
		}
		s.keep(quote)
		text, err := strconv.Unquote(string(s.buf))
		if err != nil {
			s.fail(err)
		}
		return text
	}
	s.failText("expected quoted string")
	return ""
}

func hexValue(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r|32 >= 'a' && r|32 <= 'f':
		return int(r|32) - 'a' + 10
	}
	return -1
}

// hex reads pairs of digits.
func (s *scan) hex() string {
	for {
		r := s.next()
		if r == endOfInput {
			break
		}
		high := hexValue(r)
		if high < 0 {
			s.UnreadRune()
			break
		}
		low := hexValue(s.mustNext())
		if low < 0 {
			s.failText("illegal hex digit")
		}
		s.buf = append(s.buf, byte(high<<4|low))
	}
	if len(s.buf) == 0 {
		s.failText("no hex data for %x string")
	}
	return string(s.buf)
}
