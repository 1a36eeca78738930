package strconv

import (
	"internal/bytealg"
	"unicode/utf8"
)

// IsPrint reports whether Go's Quote shows r as it is.
func IsPrint(r rune) bool {
	if r < 0x7F {
		return r >= ' '
	}
	lo, hi := 0, len(printable)/6 // binary search for the last range that begins at or below r
	for lo < hi {
		mid := (lo + hi) / 2
		if rangeEnd(mid*6) <= r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo > 0 && r <= rangeEnd(lo*6-3)
}

func rangeEnd(at int) rune {
	return rune(printable[at])<<16 | rune(printable[at+1])<<8 | rune(printable[at+2])
}

// IsGraphic is IsPrint with the spaces of Unicode.
func IsGraphic(r rune) bool {
	switch r {
	case 0xA0, 0x1680, 0x202F, 0x205F, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200A || IsPrint(r)
}

// CanBackquote reports whether s can be a raw string on one line.
func CanBackquote(s string) bool {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return false
			}
		}
		if r < ' ' && r != '\t' || r == '`' || r == 0x7F || r == 0xFEFF {
			return false
		}
	}
	return true
}

const hexDigits = "0123456789abcdef"

func appendHex(dst []byte, r rune, digits int) []byte {
	for shift := (digits - 1) * 4; shift >= 0; shift -= 4 {
		dst = append(dst, hexDigits[r>>uint(shift)&15])
	}
	return dst
}

func appendEscaped(dst []byte, r rune, quote byte, ascii, graphic bool) []byte {
	if r == rune(quote) || r == '\\' {
		return append(dst, '\\', byte(r))
	}
	if r < 0x80 {
		if r >= ' ' && r < 0x7F {
			return append(dst, byte(r))
		}
	} else if !ascii && (IsPrint(r) || graphic && IsGraphic(r)) {
		return utf8.AppendRune(dst, r)
	}
	dst = append(dst, '\\')
	switch {
	case r >= '\a' && r <= '\r':
		return append(dst, "abtnvfr"[r-'\a'])
	case r < ' ' || r == 0x7F:
		return appendHex(append(dst, 'x'), r, 2)
	case !utf8.ValidRune(r):
		return appendHex(append(dst, 'u'), utf8.RuneError, 4)
	case r < 0x10000:
		return appendHex(append(dst, 'u'), r, 4)
	}
	return appendHex(append(dst, 'U'), r, 8)
}

func appendQuoted(dst []byte, s string, quote byte, ascii, graphic bool) []byte {
	dst = append(dst, quote)
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				dst = appendHex(append(dst, '\\', 'x'), rune(s[i]), 2)
				continue
			}
		}
		dst = appendEscaped(dst, r, quote, ascii, graphic)
	}
	return append(dst, quote)
}

func appendQuotedRune(dst []byte, r rune, ascii, graphic bool) []byte {
	if !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return append(appendEscaped(append(dst, '\''), r, '\'', ascii, graphic), '\'')
}

func AppendQuote(dst []byte, s string) []byte {
	return appendQuoted(dst, s, '"', false, false)
}

func AppendQuoteToASCII(dst []byte, s string) []byte {
	return appendQuoted(dst, s, '"', true, false)
}

func AppendQuoteToGraphic(dst []byte, s string) []byte {
	return appendQuoted(dst, s, '"', false, true)
}

func AppendQuoteRune(dst []byte, r rune) []byte {
	return appendQuotedRune(dst, r, false, false)
}

func AppendQuoteRuneToASCII(dst []byte, r rune) []byte {
	return appendQuotedRune(dst, r, true, false)
}

func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return appendQuotedRune(dst, r, false, true)
}

func Quote(s string) string            { return string(AppendQuote(nil, s)) }
func QuoteToASCII(s string) string     { return string(AppendQuoteToASCII(nil, s)) }
func QuoteToGraphic(s string) string   { return string(AppendQuoteToGraphic(nil, s)) }
func QuoteRune(r rune) string          { return string(AppendQuoteRune(nil, r)) }
func QuoteRuneToASCII(r rune) string   { return string(AppendQuoteRuneToASCII(nil, r)) }
func QuoteRuneToGraphic(r rune) string { return string(appendQuotedRune(nil, r, false, true)) }

// Unquote reads a string or rune literal.
//
//golib:leaks s=mutates s=calls s=result0
func Unquote(s string) (string, error) {
	n := len(s)
	if n < 2 || s[0] != s[n-1] {
		return "", ErrSyntax
	}
	quote, body := s[0], s[1:n-1]
	switch quote {
	case '`':
		return unquoteRaw(body)
	case '"', '\'':
	default:
		return "", ErrSyntax
	}
	var out []byte
	count := 0
	for len(body) > 0 {
		if body[0] == quote || body[0] == '\n' {
			return "", ErrSyntax
		}
		r, multibyte, tail, err := UnquoteChar(body, quote)
		if err != nil {
			return "", err
		}
		if r < utf8.RuneSelf || !multibyte {
			out = append(out, byte(r))
		} else {
			out = utf8.AppendRune(out, r)
		}
		body = tail
		count++
	}
	if quote == '\'' && count > 1 {
		return "", ErrSyntax
	}
	return string(out), nil
}

// QuotedPrefix is the quoted string that s begins with, with its quotes.
func QuotedPrefix(s string) (string, error) {
	if s == "" {
		return "", ErrSyntax
	}
	quote := s[0]
	rest := s[1:]
	switch quote {
	case '`':
		i := bytealg.IndexByte(rest, quote)
		if i < 0 {
			return "", ErrSyntax
		}
		return s[:i+2], nil
	case '"', '\'':
	default:
		return "", ErrSyntax
	}
	for count := 0; rest != ""; count++ {
		if rest[0] == quote {
			if quote == '\'' && count > 1 {
				break
			}
			return s[:len(s)-len(rest)+1], nil
		}
		if rest[0] == '\n' {
			break
		}
		_, _, tail, err := UnquoteChar(rest, quote)
		if err != nil {
			return "", err
		}
		rest = tail
	}
	return "", ErrSyntax
}

func unquoteRaw(body string) (string, error) {
	var out []byte
	for i := 0; i < len(body); i++ {
		if body[i] == '`' {
			return "", ErrSyntax
		}
		if body[i] != '\r' {
			out = append(out, body[i])
		}
	}
	return string(out), nil
}

// UnquoteChar decodes the first character or escape of s. A quote of the kind given must be escaped.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	if len(s) == 0 {
		return 0, false, "", ErrSyntax
	}
	c := s[0]
	if c == quote && (quote == '\'' || quote == '"') {
		return 0, false, "", ErrSyntax
	}
	if c >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(s)
		return r, true, s[size:], nil
	}
	if c != '\\' {
		return rune(c), false, s[1:], nil
	}
	if len(s) < 2 {
		return 0, false, "", ErrSyntax
	}
	c, s = s[1], s[2:]
	const letters, values = "abfnrtv\\", "\a\b\f\n\r\t\v\\"
	for i := 0; i < len(letters); i++ {
		if c == letters[i] {
			return rune(values[i]), false, s, nil
		}
	}
	digits, base := 0, 16
	switch {
	case c == '\'' || c == '"':
		if c != quote {
			return 0, false, "", ErrSyntax
		}
		return rune(c), false, s, nil
	case c == 'x':
		digits = 2
	case c == 'u':
		digits = 4
	case c == 'U':
		digits = 8
	case c >= '0' && c <= '7':
		digits, base = 2, 8
		value = rune(c - '0')
	default:
		return 0, false, "", ErrSyntax
	}
	if len(s) < digits {
		return 0, false, "", ErrSyntax
	}
	for i := 0; i < digits; i++ {
		d := digitValue(s[i])
		if d >= base {
			return 0, false, "", ErrSyntax
		}
		value = value*rune(base) + rune(d)
	}
	s = s[digits:]
	if c == 'u' || c == 'U' {
		if !utf8.ValidRune(value) {
			return 0, false, "", ErrSyntax
		}
		return value, true, s, nil
	}
	if value > 255 {
		return 0, false, "", ErrSyntax
	}
	return value, false, s, nil
}

// digitValue is 36 for what is no digit in any base.
func digitValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'Z':
		return int(c-'A') + 10
	}
	return 36
}
