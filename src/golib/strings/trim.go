package strings

import (
	"unicode"
	"unicode/utf8"
)

func TrimLeftFunc(s string, f func(rune) bool) string {
	for i, r := range s {
		if !f(r) {
			return s[i:]
		}
	}
	return ""
}

func TrimRightFunc(s string, f func(rune) bool) string {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

func TrimFunc(s string, f func(rune) bool) string {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}

func TrimLeft(s, cutset string) string {
	for i, r := range s {
		if IndexRune(cutset, r) < 0 {
			return s[i:]
		}
	}
	return ""
}

func TrimRight(s, cutset string) string {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if IndexRune(cutset, r) < 0 {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

func Trim(s, cutset string) string {
	return TrimRight(TrimLeft(s, cutset), cutset)
}

func TrimSpace(s string) string {
	for i, r := range s {
		if !unicode.IsSpace(r) {
			s = s[i:]
			for len(s) > 0 {
				r, size := utf8.DecodeLastRuneInString(s)
				if !unicode.IsSpace(r) {
					break
				}
				s = s[:len(s)-size]
			}
			return s
		}
	}
	return ""
}

func TrimPrefix(s, prefix string) string {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

func TrimSuffix(s, suffix string) string {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}
