// Package strconv converts between strings and the basic types.
package strconv

import (
	"errors"
	"internal/bytealg"
	"internal/number"
)

const IntSize = 64

var ErrRange = errors.New("value out of range")
var ErrSyntax = errors.New("invalid syntax")

// NumError says which function failed on which text.
type NumError struct {
	Func string
	Num  string
	Err  error
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

// failed copies the text, so that arguments of the functions do not escape.
func failed(fn, s string, err error) *NumError {
	return &NumError{fn, string([]byte(s)), err}
}

func wrong(fn, s, what string, n int) *NumError {
	return failed(fn, s, errors.New("invalid "+what+" "+Itoa(n)))
}

func Itoa(i int) string {
	return FormatInt(int64(i), 10)
}

func FormatInt(i int64, base int) string {
	var buf [65]byte
	return string(AppendInt(buf[:0], i, base))
}

func FormatUint(i uint64, base int) string {
	var buf [65]byte
	return string(AppendUint(buf[:0], i, base))
}

func AppendInt(dst []byte, i int64, base int) []byte {
	if i < 0 {
		return AppendUint(append(dst, '-'), -uint64(i), base)
	}
	return AppendUint(dst, uint64(i), base)
}

func AppendUint(dst []byte, i uint64, base int) []byte {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	return number.AppendBase(dst, i, base)
}

func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func AppendBool(dst []byte, b bool) []byte {
	return append(dst, FormatBool(b)...)
}

func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, failed("ParseBool", str, ErrSyntax)
}

func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	return string(AppendFloat(nil, f, fmt, prec, bitSize))
}

func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	if bitSize != 32 && bitSize != 64 {
		panic("strconv: illegal AppendFloat/FormatFloat bitSize")
	}
	switch fmt {
	case 'b', 'e', 'E', 'f', 'g', 'G', 'x', 'X':
		return number.AppendFloat(dst, f, fmt, prec, bitSize)
	}
	return append(dst, '%', fmt)
}

func ParseFloat(s string, bitSize int) (float64, error) {
	digits, ok := withoutUnderscores(s)
	f, code := number.ParseFloat(digits, bitSize)
	if !ok {
		code = 1
	}
	switch code {
	case 1:
		return 0, failed("ParseFloat", s, ErrSyntax)
	case 2:
		return f, failed("ParseFloat", s, ErrRange)
	}
	return f, nil
}

func Atoi(s string) (int, error) {
	i, err := parseInt("Atoi", s, 10, 0)
	return int(i), err
}

func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	return parseInt("ParseInt", s, base, bitSize)
}

func ParseUint(s string, base int, bitSize int) (uint64, error) {
	u, err := parseUint("ParseUint", s, base, bitSize)
	if err != nil {
		return u, err
	}
	return u, nil
}

func parseInt(fn, s string, base int, bitSize int) (i int64, err error) {
	digits := s
	negative := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		digits = s[1:]
	}
	u, numErr := parseUint(fn, digits, base, bitSize)
	if numErr != nil && numErr.Err != ErrRange {
		numErr.Num = string([]byte(s))
		return 0, numErr
	}
	if bitSize == 0 {
		bitSize = IntSize
	}
	limit := uint64(1) << uint(bitSize-1)
	switch {
	case !negative && u >= limit:
		return int64(limit - 1), failed(fn, s, ErrRange)
	case negative && u > limit:
		return -int64(limit), failed(fn, s, ErrRange)
	case negative:
		return -int64(u), nil
	}
	return int64(u), nil
}

func parseUint(fn, s string, base int, bitSize int) (uint64, *NumError) {
	if s == "" {
		return 0, failed(fn, s, ErrSyntax)
	}
	digits := s
	underscores := base == 0
	switch {
	case base >= 2 && base <= 36:
	case base == 0:
		base, digits = prefix(s)
	default:
		return 0, wrong(fn, s, "base", base)
	}
	if bitSize == 0 {
		bitSize = IntSize
	} else if bitSize < 0 || bitSize > 64 {
		return 0, wrong(fn, s, "bit size", bitSize)
	}
	limit := uint64(1)<<uint(bitSize) - 1
	n := uint64(0)
	seen := false
	for i := 0; i < len(digits); i++ {
		if digits[i] == '_' && underscores {
			continue
		}
		d := digitValue(digits[i])
		if d >= base {
			return 0, failed(fn, s, ErrSyntax)
		}
		seen = true
		next := n*uint64(base) + uint64(d)
		if n > limit/uint64(base) || next < n*uint64(base) || next > limit {
			return limit, failed(fn, s, ErrRange)
		}
		n = next
	}
	if !seen || underscores && !underscoresOK(s) {
		return 0, failed(fn, s, ErrSyntax)
	}
	return n, nil
}

// prefix is what base 0 makes of 0x, 0b, 0o and 0.
func prefix(s string) (base int, digits string) {
	if s[0] != '0' || len(s) == 1 {
		return 10, s
	}
	if len(s) >= 3 {
		switch s[1] | 32 {
		case 'b':
			return 2, s[2:]
		case 'o':
			return 8, s[2:]
		case 'x':
			return 16, s[2:]
		}
	}
	return 8, s[1:]
}

// underscoresOK: each stands between digits, or between the prefix and a digit.
func underscoresOK(s string) bool {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	hex := false
	afterDigit, afterUnderscore := false, false
	if len(s) >= 2 && s[0] == '0' {
		switch s[1] | 32 {
		case 'b', 'o', 'x':
			hex = s[1]|32 == 'x'
			afterDigit = true // the prefix counts as a digit
			s = s[2:]
		}
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		digit := c >= '0' && c <= '9' || hex && digitValue(c) < 16
		if c == '_' && !afterDigit || afterUnderscore && !digit {
			return false
		}
		afterUnderscore = c == '_'
		afterDigit = digit
	}
	return !afterUnderscore
}

// withoutUnderscores is s itself when it has none, and false when they stand in the wrong places.
func withoutUnderscores(s string) (string, bool) {
	if bytealg.IndexByte(bytealg.ReadOnly(s), '_') < 0 {
		return s, true
	}
	if !underscoresOK(s) {
		return s, false
	}
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '_' {
			b = append(b, s[i])
		}
	}
	return string(b), true
}
