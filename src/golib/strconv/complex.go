package strconv

import "internal/number"

// FormatComplex writes (a+bi); bitSize is that of the whole.
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	out := AppendFloat([]byte{'('}, real(c), fmt, prec, bitSize/2)
	at := len(out)
	out = AppendFloat(append(out, '+'), imag(c), fmt, prec, bitSize/2)
	if out[at+1] == '+' || out[at+1] == '-' {
		out = append(out[:at], out[at+1:]...)
	}
	return string(append(out, 'i', ')'))
}

// floatEnd is where the longest number that s begins with ends; 0 when there is none.
func floatEnd(s string) int {
	for n := len(s); n > 0; n-- {
		digits, ok := withoutUnderscores(s[:n])
		if _, code := number.ParseFloat(digits, 64); ok && code != 1 {
			return n
		}
	}
	return 0
}

// ParseComplex reads N, Ni or N+Ni, also in parentheses.
func ParseComplex(s string, bitSize int) (complex128, error) {
	size := 64
	if bitSize == 64 {
		size = 32
	}
	text := s
	if len(text) >= 2 && text[0] == '(' && text[len(text)-1] == ')' {
		text = text[1 : len(text)-1]
	}
	syntax := func() (complex128, error) { return 0, failed("ParseComplex", s, ErrSyntax) }
	var pending error
	part := func() (f float64, ok bool) {
		n := floatEnd(text)
		if n == 0 {
			return 0, false
		}
		f, err := ParseFloat(text[:n], size)
		if err != nil {
			pending = failed("ParseComplex", s, ErrRange)
		}
		text = text[n:]
		return f, true
	}
	re, ok := part()
	if !ok {
		return syntax()
	}
	if text == "" {
		return complex(re, 0), pending
	}
	switch text[0] {
	case '+', '-':
	case 'i':
		if len(text) == 1 {
			return complex(0, re), pending
		}
		return syntax()
	default:
		return syntax()
	}
	im, ok := part()
	if !ok || text != "i" {
		return syntax()
	}
	return complex(re, im), pending
}
