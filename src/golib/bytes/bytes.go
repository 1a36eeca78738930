// Package bytes works on byte slices. What is the same as for strings is done by package strings on
// the same memory.
package bytes

import (
	"internal/bytealg"
	"strings"
	"unicode"
)

// Equal, Compare, Contains and the searches treat nil as empty.
func Equal(a, b []byte) bool { return string(a) == string(b) }

//golib:leaks a=calls a=mutates b=calls b=mutates
func Compare(a, b []byte) int {
	switch {
	case bytealg.Text(a) < bytealg.Text(b):
		return -1
	case string(a) == string(b):
		return 0
	}
	return 1
}

func EqualFold(s, t []byte) bool { return strings.EqualFold(bytealg.Text(s), bytealg.Text(t)) }

func Contains(b, sub []byte) bool { return Index(b, sub) >= 0 }

//golib:leaks b=calls b=mutates
func ContainsAny(b []byte, chars string) bool { return IndexAny(b, chars) >= 0 }

func ContainsRune(b []byte, r rune) bool { return IndexRune(b, r) >= 0 }

func Count(s, sep []byte) int { return strings.Count(bytealg.Text(s), bytealg.Text(sep)) }

func HasPrefix(s, prefix []byte) bool {
	return len(s) >= len(prefix) && Equal(s[:len(prefix)], prefix)
}

func HasSuffix(s, suffix []byte) bool {
	return len(s) >= len(suffix) && Equal(s[len(s)-len(suffix):], suffix)
}

func Index(s, sep []byte) int { return bytealg.Index(bytealg.Text(s), bytealg.Text(sep)) }

func IndexByte(b []byte, c byte) int { return bytealg.IndexByte(bytealg.Text(b), c) }

func IndexRune(s []byte, r rune) int { return strings.IndexRune(bytealg.Text(s), r) }

//golib:leaks s=calls s=mutates
func IndexAny(s []byte, chars string) int { return strings.IndexAny(bytealg.Text(s), chars) }

func IndexFunc(s []byte, f func(rune) bool) int { return strings.IndexFunc(bytealg.Text(s), f) }

func LastIndex(s, sep []byte) int { return strings.LastIndex(bytealg.Text(s), bytealg.Text(sep)) }

func LastIndexAny(s []byte, chars string) int { return strings.LastIndexAny(bytealg.Text(s), chars) }

func LastIndexFunc(s []byte, f func(rune) bool) int {
	return strings.LastIndexFunc(bytealg.Text(s), f)
}

func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

func LastIndexByte(s []byte, c byte) int { return strings.LastIndexByte(bytealg.Text(s), c) }

// part is the piece of b that text, a part of its Text, stands for.
func part(b []byte, from int, text string) []byte {
	return b[from : from+len(text) : from+len(text)]
}

func split(s, sep []byte, keep, n int) [][]byte {
	if n == 0 {
		return nil
	}
	var pieces []string
	if keep > 0 {
		pieces = strings.SplitAfterN(bytealg.Text(s), bytealg.Text(sep), n)
	} else {
		pieces = strings.SplitN(bytealg.Text(s), bytealg.Text(sep), n)
	}
	out := make([][]byte, len(pieces))
	from := 0
	for i, piece := range pieces {
		out[i] = part(s, from, piece)
		from += len(piece) + len(sep) - keep
	}
	if len(out) > 0 {
		last := len(pieces[len(pieces)-1])
		out[len(out)-1] = s[len(s)-last:]
	}
	return out
}

func Split(s, sep []byte) [][]byte              { return split(s, sep, 0, -1) }
func SplitN(s, sep []byte, n int) [][]byte      { return split(s, sep, 0, n) }
func SplitAfter(s, sep []byte) [][]byte         { return split(s, sep, len(sep), -1) }
func SplitAfterN(s, sep []byte, n int) [][]byte { return split(s, sep, len(sep), n) }

func Fields(s []byte) [][]byte {
	pieces := strings.Fields(bytealg.Text(s))
	out := make([][]byte, len(pieces))
	from := 0
	for i, piece := range pieces {
		from += bytealg.Index(bytealg.Text(s[from:]), piece)
		out[i] = part(s, from, piece)
		from += len(piece)
	}
	return out
}

func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	var out [][]byte
	start := -1
	for i, r := range bytealg.Text(s) {
		if !f(r) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			out = append(out, s[start:i:i])
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, s[start:len(s):len(s)])
	}
	if out == nil {
		return [][]byte{}
	}
	return out
}

func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

func Runes(s []byte) []rune { return []rune(bytealg.Text(s)) }

func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

func Join(s [][]byte, sep []byte) []byte {
	n := 0
	for _, b := range s {
		n += len(b) + len(sep)
	}
	out := make([]byte, 0, n)
	for i, b := range s {
		if i > 0 {
			out = append(out, sep...)
		}
		out = append(out, b...)
	}
	return out
}

func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	return []byte(strings.Repeat(bytealg.Text(b), count))
}

func Replace(s, old, new []byte, n int) []byte {
	if n == 0 || Count(s, old) == 0 {
		return append([]byte(nil), s...)
	}
	return []byte(strings.Replace(string(s), bytealg.Text(old), bytealg.Text(new), n))
}

func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

func Map(mapping func(rune) rune, s []byte) []byte {
	return []byte(strings.Map(mapping, bytealg.Text(s)))
}

func ToUpper(s []byte) []byte { return []byte(strings.ToUpper(bytealg.Text(s))) }
func ToLower(s []byte) []byte { return []byte(strings.ToLower(bytealg.Text(s))) }

func ToTitle(s []byte) []byte { return []byte(strings.ToTitle(bytealg.Text(s))) }
func Title(s []byte) []byte   { return []byte(strings.Title(bytealg.Text(s))) }

func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }

func ToValidUTF8(s, replacement []byte) []byte {
	return []byte(strings.ToValidUTF8(bytealg.Text(s), bytealg.Text(replacement)))
}

func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// trimmed: left and right are how long s is with only that side trimmed.
func trimmed(s []byte, left, right int) []byte {
	if left == 0 {
		return nil
	}
	return s[len(s)-left : right]
}

func TrimSpace(s []byte) []byte {
	text := bytealg.ReadOnly(bytealg.Text(s))
	both := strings.TrimSpace(text)
	if both == "" {
		return nil
	}
	from := bytealg.Index(text, both)
	return s[from : from+len(both)]
}

func Trim(s []byte, cutset string) []byte {
	text, set := bytealg.Text(s), bytealg.ReadOnly(cutset)
	return trimmed(s, len(strings.TrimLeft(text, set)), len(strings.TrimRight(text, set)))
}

func TrimLeft(s []byte, cutset string) []byte {
	return trimmed(s, len(strings.TrimLeft(bytealg.Text(s), bytealg.ReadOnly(cutset))), len(s))
}

func TrimRight(s []byte, cutset string) []byte {
	return s[:len(strings.TrimRight(bytealg.Text(s), bytealg.ReadOnly(cutset)))]
}

func TrimLeftFunc(s []byte, f func(rune) bool) []byte {
	return trimmed(s, len(strings.TrimLeftFunc(bytealg.Text(s), f)), len(s))
}

func TrimRightFunc(s []byte, f func(rune) bool) []byte {
	return s[:len(strings.TrimRightFunc(bytealg.Text(s), f))]
}

func TrimFunc(s []byte, f func(rune) bool) []byte {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}

func TrimPrefix(s, prefix []byte) []byte {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

func TrimSuffix(s, suffix []byte) []byte {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}
