package strings

import (
	"internal/bytealg"
	"io"
	"unicode"
	"unicode/utf8"
)

func Clone(s string) string {
	if len(s) == 0 {
		return ""
	}
	return bytealg.Text(append([]byte(nil), s...))
}

func Join(elems []string, sep string) string {
	switch len(elems) {
	case 0:
		return ""
	case 1:
		return elems[0]
	}
	n := len(sep) * (len(elems) - 1)
	for _, e := range elems {
		n += len(e)
	}
	b := make([]byte, 0, n)
	for i, e := range elems {
		if i > 0 {
			b = append(b, sep...)
		}
		b = append(b, e...)
	}
	return bytealg.Text(b)
}

func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	if count == 1 {
		return s
	}
	n := len(s) * count
	if n == 0 {
		return ""
	}
	if n/count != len(s) || n < 0 {
		panic("strings: Repeat output length overflow")
	}
	b := make([]byte, n)
	for done := copy(b, s); done < n; {
		done += copy(b[done:], b[:done])
	}
	return bytealg.Text(b)
}

// Map drops runes for which mapping is negative. What it does not change is not copied.
func Map(mapping func(rune) rune, s string) string {
	for i, r := range s {
		if m := mapping(r); m != r || r == utf8.RuneError {
			return mapFrom(mapping, s, i, m)
		}
	}
	return s
}

// mapFrom continues at i, whose rune became m.
func mapFrom(mapping func(rune) rune, s string, i int, m rune) string {
	b := make([]byte, 0, len(s)+utf8.UTFMax)
	b = append(b, s[:i]...)
	first := true
	for _, r := range s[i:] {
		if !first {
			m = mapping(r)
		}
		first = false
		if m >= 0 {
			b = utf8.AppendRune(b, m)
		}
	}
	return bytealg.Text(b)
}

func ToUpper(s string) string {
	return Map(unicode.ToUpper, s)
}

func ToLower(s string) string {
	return Map(unicode.ToLower, s)
}

func ToTitle(s string) string {
	return Map(unicode.ToTitle, s)
}

func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }

// Title makes the first letter of each word upper case.
func Title(s string) string {
	before := ' '
	return Map(func(r rune) rune {
		start := !unicode.IsLetter(before) && !unicode.IsDigit(before) && before != '_' &&
			(before < 0x80 || unicode.IsSpace(before))
		if before < 0x80 && before != '\'' && before != '_' && !unicode.IsLetter(before) &&
			!unicode.IsDigit(before) {
			start = true
		}
		if before == '\'' {
			start = true
		}
		before = r
		if start {
			return unicode.ToTitle(r)
		}
		return r
	}, s)
}

// ToValidUTF8 puts replacement in place of each run of bytes that is no valid encoding.
func ToValidUTF8(s, replacement string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b []byte
	bad := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			if !bad {
				b = append(b, replacement...)
			}
			bad = true
		} else {
			b = append(b, s[i:i+size]...)
			bad = false
		}
		i += size
	}
	return string(b)
}

// Replace: n < 0 replaces all. An empty old matches before each rune and at the end.
func Replace(s, old, new string, n int) string {
	if old == new || n == 0 {
		return s
	}
	m := Count(s, old)
	if m == 0 {
		return s
	}
	if n < 0 || m < n {
		n = m
	}
	b := make([]byte, 0, len(s)+n*(len(new)-len(old)))
	from := 0
	for i := 0; i < n; i++ {
		at := from
		if len(old) > 0 {
			at += bytealg.Index(s[from:], old)
		} else if i > 0 {
			_, size := utf8.DecodeRuneInString(s[from:])
			at += size
		}
		b = append(b, s[from:at]...)
		b = append(b, new...)
		from = at + len(old)
	}
	b = append(b, s[from:]...)
	return bytealg.Text(b)
}

func ReplaceAll(s, old, new string) string {
	return Replace(s, old, new, -1)
}

// Replacer replaces several strings at once: at each place the first pair that matches.
type Replacer struct {
	r replacer
}

type replacer interface {
	replace(s string) string
}

//golib:leaks r=heap
func (r *Replacer) Replace(s string) string {
	return r.r.replace(s)
}

// WriteString writes s with everything replaced.
//
//golib:leaks r=heap
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.r.replace(s))
}

type pairReplacer struct {
	pairs []string // old, new, old, new ...
}

func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{&pairReplacer{append([]string(nil), oldnew...)}}
}

func (r *pairReplacer) replace(s string) string {
	var b []byte
	from := 0           // of what is not copied yet
	afterEmpty := false // an empty old matched just here: now only others count
	for i := 0; i <= len(s); {
		n := r.match(s[i:], afterEmpty)
		afterEmpty = n >= 0 && r.pairs[n] == ""
		if n < 0 {
			i++
			continue
		}
		b = append(b, s[from:i]...)
		b = append(b, r.pairs[n+1]...)
		i += len(r.pairs[n])
		from = i
	}
	if from == 0 && len(b) == 0 {
		return s
	}
	return string(append(b, s[from:]...))
}

func (r *pairReplacer) match(s string, afterEmpty bool) int {
	for n := 0; n < len(r.pairs); n += 2 {
		if HasPrefix(s, r.pairs[n]) && !(afterEmpty && r.pairs[n] == "") {
			return n
		}
	}
	return -1
}
