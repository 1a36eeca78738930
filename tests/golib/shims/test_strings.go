package main

import (
	real_bytes "bytes"
	"fmt"
	real_strconv "strconv"
	real "strings"
	"unicode"
	"unicode/utf8"
	"x/bytes"
	"x/strconv"
	"x/strings"
	our "x/unicode"
	our8 "x/unicode/utf8"
)

var failures int

func same(what string, got, want any) {
	if g, w := fmt.Sprintf("%#v", got), fmt.Sprintf("%#v", want); g != w {
		failures++
		if failures < 100 {
			fmt.Printf("%s: got %s, want %s\n", what, g, w)
		}
	}
}

func list(v ...any) []any { return v }

func up(r rune) rune {
	if r == 'a' {
		return -1
	}
	if r == 'b' {
		return 'ß'
	}
	return r
}

func main() {
	texts := []string{"", "a", "abc", "aXbXc", "  a b\t c \n", "日本語", "héllo wörld", "\xff\xfe", "a\xffb", "aaa", "abab", ",a,,b,",
		"Hello, World", "ΑΒΓ αβγ ς", "K\u212a ſ s", "foo_bar baz-qux it's", "x\ufffdy", "\u3000wide\u3000", "ǅ ǆ", "a\x00b"}
	parts := []string{"", "a", "b", "ab", "X", ",", " ", "本", "\xff", "aa", "lo", "é", "xyz", "abcabcabc", "\ufffd", "σ"}
	for _, s := range texts {
		same("Fields", strings.Fields(s), real.Fields(s))
		same("FieldsFunc", strings.FieldsFunc(s, unicode.IsLetter), real.FieldsFunc(s, unicode.IsLetter))
		same("ToUpper", strings.ToUpper(s), real.ToUpper(s))
		same("ToLower", strings.ToLower(s), real.ToLower(s))
		same("ToTitle", strings.ToTitle(s), real.ToTitle(s))
		same("Title "+s, strings.Title(s), real.Title(s))
		same("TrimSpace", strings.TrimSpace(s), real.TrimSpace(s))
		same("Map", strings.Map(up, s), real.Map(up, s))
		same("ToValidUTF8", strings.ToValidUTF8(s, "?"), real.ToValidUTF8(s, "?"))
		same("TrimFunc", strings.TrimFunc(s, unicode.IsLetter), real.TrimFunc(s, unicode.IsLetter))
		same("IndexFunc", strings.IndexFunc(s, unicode.IsSpace), real.IndexFunc(s, unicode.IsSpace))
		same("LastIndexFunc", strings.LastIndexFunc(s, unicode.IsSpace), real.LastIndexFunc(s, unicode.IsSpace))
		same("Repeat", strings.Repeat(s, 3), real.Repeat(s, 3))
		same("Quote", strconv.Quote(s), real_strconv.Quote(s))
		same("QuoteToASCII", strconv.QuoteToASCII(s), real_strconv.QuoteToASCII(s))
		same("QuoteToGraphic", strconv.QuoteToGraphic(s), real_strconv.QuoteToGraphic(s))
		same("CanBackquote", strconv.CanBackquote(s), real_strconv.CanBackquote(s))
		same("count", list(our8.RuneCountInString(s), our8.RuneCount([]byte(s)), our8.ValidString(s), our8.Valid([]byte(s))),
			list(utf8.RuneCountInString(s), utf8.RuneCount([]byte(s)), utf8.ValidString(s), utf8.Valid([]byte(s))))
		r, n := our8.DecodeLastRuneInString(s)
		r2, n2 := utf8.DecodeLastRuneInString(s)
		same("DecodeLast "+s, list(r, n), list(r2, n2))
		r, n = our8.DecodeRune([]byte(s))
		r2, n2 = utf8.DecodeRune([]byte(s))
		same("DecodeRune", list(r, n), list(r2, n2))
		for i := range s {
			same("FullRune", our8.FullRuneInString(s[i:]), utf8.FullRuneInString(s[i:]))
			if i < len(s) {
				same("FullRune part", our8.FullRuneInString(s[i:i+1]), utf8.FullRuneInString(s[i:i+1]))
			}
		}
		for _, p := range parts {
			what := fmt.Sprintf("(%q,%q)", s, p)
			same("Index"+what, strings.Index(s, p), real.Index(s, p))
			same("LastIndex"+what, strings.LastIndex(s, p), real.LastIndex(s, p))
			same("Any"+what, list(strings.IndexAny(s, p), strings.LastIndexAny(s, p), strings.ContainsAny(s, p)),
				list(real.IndexAny(s, p), real.LastIndexAny(s, p), real.ContainsAny(s, p)))
			same("Count"+what, strings.Count(s, p), real.Count(s, p))
			same("Split"+what, strings.Split(s, p), real.Split(s, p))
			same("SplitAfter"+what, strings.SplitAfter(s, p), real.SplitAfter(s, p))
			same("Trim"+what, list(strings.Trim(s, p), strings.TrimLeft(s, p), strings.TrimRight(s, p)),
				list(real.Trim(s, p), real.TrimLeft(s, p), real.TrimRight(s, p)))
			same("TrimPrefix"+what, list(strings.TrimPrefix(s, p), strings.TrimSuffix(s, p)), list(real.TrimPrefix(s, p), real.TrimSuffix(s, p)))
			a, b, f := strings.Cut(s, p)
			a2, b2, f2 := real.Cut(s, p)
			same("Cut"+what, list(a, b, f), list(a2, b2, f2))
			same("EqualFold"+what, strings.EqualFold(s, real.ToUpper(s)+p), real.EqualFold(s, real.ToUpper(s)+p))
			same("Compare"+what, strings.Compare(s, p), real.Compare(s, p))
			same("bytes"+what, list(bytes.Index([]byte(s), []byte(p)), bytes.Equal([]byte(s), []byte(p)), bytes.Compare([]byte(s), []byte(p)), bytes.Split([]byte(s), []byte(p)), bytes.Fields([]byte(s)), bytes.ReplaceAll([]byte(s), []byte(p), []byte("--"))),
				list(real_bytes.Index([]byte(s), []byte(p)), real_bytes.Equal([]byte(s), []byte(p)), real_bytes.Compare([]byte(s), []byte(p)), real_bytes.Split([]byte(s), []byte(p)), real_bytes.Fields([]byte(s)), real_bytes.ReplaceAll([]byte(s), []byte(p), []byte("--"))))
			for n := -1; n < 4; n++ {
				same("SplitN"+what, strings.SplitN(s, p, n), real.SplitN(s, p, n))
				same("Replace"+what, strings.Replace(s, p, "<>", n), real.Replace(s, p, "<>", n))
			}
			for _, q := range parts {
				same("Replacer"+what+q, strings.NewReplacer(p, "1", q, "22").Replace(s), real.NewReplacer(p, "1", q, "22").Replace(s))
			}
			same("Join", strings.Join([]string{s, p, s}, p), real.Join([]string{s, p, s}, p))
		}
		u, e := strconv.Unquote(real_strconv.Quote(s))
		same("Unquote "+s, list(u, e), list(s, nil))
	}
	quoted := []string{`"a`, `'a'`, `'ab'`, "`raw\r\n`", `"\x41\101\u00e4\U0001f600\n\'"`, `"\'"`, `'\''`, `"\q"`, `"\400"`, `"\ud800"`, `''`, `"\"`, "\"\n\"", `'\u00e4'`, "`a`b`"}
	for _, q := range quoted {
		a, e := strconv.Unquote(q)
		b, e2 := real_strconv.Unquote(q)
		same("Unquote "+q, list(a, fmt.Sprint(e)), list(b, fmt.Sprint(e2)))
	}
	ints := []string{"", "0", "-0", "+5", "12", "-128", "128", "255", "256", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
		"-9223372036854775809", "18446744073709551615", "18446744073709551616", "99999999999999999999999", "0x1F", "0b101", "0o17", "017", "0_1", "1_000", "_1", "1_", "1__0", "0x_1", "0x", "abc", "zz", "-", "+", "1 ", "0xg", "0_x1", "1e3", "0b2"}
	for _, s := range ints {
		for _, base := range []int{0, 2, 8, 10, 16, 36, 37, 1} {
			for _, bits := range []int{0, 8, 16, 32, 64, 65} {
				a, e := strconv.ParseInt(s, base, bits)
				b, e2 := real_strconv.ParseInt(s, base, bits)
				same(fmt.Sprint("ParseInt ", s, base, bits), list(a, fmt.Sprint(e)), list(b, fmt.Sprint(e2)))
				c, e := strconv.ParseUint(s, base, bits)
				d, e2 := real_strconv.ParseUint(s, base, bits)
				same(fmt.Sprint("ParseUint ", s, base, bits), list(c, fmt.Sprint(e)), list(d, fmt.Sprint(e2)))
			}
		}
		a, e := strconv.Atoi(s)
		b, e2 := real_strconv.Atoi(s)
		same("Atoi "+s, list(a, fmt.Sprint(e)), list(b, fmt.Sprint(e2)))
	}
	for _, v := range []int64{0, 1, -1, 9, 10, 99, 100, 12345, -98765, 1 << 62, -1 << 63, 1<<63 - 1} {
		for base := 2; base <= 36; base++ {
			same("FormatInt", strconv.FormatInt(v, base), real_strconv.FormatInt(v, base))
			same("FormatUint", strconv.FormatUint(uint64(v), base), real_strconv.FormatUint(uint64(v), base))
		}
	}
	for _, s := range []string{"1", "1.5", "x", "1e400", "", "inf", "-Inf", "nan", "0x1p4", "1_0", "_1", "1_", "1__0", "1_.5", "1._5", "1.5_0", "0x_1p4", "0x1_fp4", "1e1_0", "1_e1", "-1_0.5", "+_1", "1e_1", "0_1", "0x1p1_0"} {
		a, e := strconv.ParseFloat(s, 64)
		b, e2 := real_strconv.ParseFloat(s, 64)
		same("ParseFloat "+s, list(fmt.Sprint(a), fmt.Sprint(e)), list(fmt.Sprint(b), fmt.Sprint(e2)))
	}
	for r := rune(-2); r <= unicode.MaxRune+2; r++ {
		g := list(our.IsUpper(r), our.IsLower(r), our.IsTitle(r), our.IsLetter(r), our.IsDigit(r), our.IsNumber(r), our.IsSpace(r), our.IsPunct(r), our.IsSymbol(r), our.IsMark(r), our.IsControl(r), our.IsPrint(r), our.IsGraphic(r), our.ToUpper(r), our.ToLower(r), our.ToTitle(r), our.SimpleFold(r), strconv.IsPrint(r), strconv.IsGraphic(r), our8.RuneLen(r), string(our8.AppendRune(nil, r)))
		w := list(unicode.IsUpper(r), unicode.IsLower(r), unicode.IsTitle(r), unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsSpace(r), unicode.IsPunct(r), unicode.IsSymbol(r), unicode.IsMark(r), unicode.IsControl(r), unicode.IsPrint(r), unicode.IsGraphic(r), unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.SimpleFold(r), real_strconv.IsPrint(r), real_strconv.IsGraphic(r), utf8.RuneLen(r), string(utf8.AppendRune(nil, r)))
		for i := range g {
			if g[i] != w[i] {
				same(fmt.Sprintf("rune %x class %d", r, i), g[i], w[i])
			}
		}
	}
	var b strings.Builder
	b.WriteString("ab")
	b.WriteByte('c')
	b.WriteRune('日')
	b.Grow(100)
	fmt.Fprintf(&b, "%d", 5)
	same("Builder", list(b.String(), b.Len()), list("abc日5", 7))
	var buf bytes.Buffer
	buf.WriteString("line one\nline two\nrest")
	l, err := buf.ReadString('\n')
	same("Buffer", list(l, err, buf.Len()), list("line one\n", nil, 13))
	buf.Truncate(4)
	buf.WriteRune('é')
	fmt.Fprint(&buf, 1)
	same("Buffer", buf.String(), "lineé1")
	c, err := buf.ReadByte()
	same("Buffer", list(c, err, string(buf.Next(3)), buf.String()), list(byte('l'), nil, "ine", "é1"))
	if failures > 0 {
		fmt.Println(failures, "failures")
		return
	}
	fmt.Println("ok")
}
