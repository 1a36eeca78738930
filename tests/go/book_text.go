package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Roman numerals, wrapping, an INI-like configuration, run lengths, a Caesar cipher reader, a template, a JSON-like writer.

var romans = []struct {
	v int
	s string
}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}}

type Roman int

func (r Roman) String() string {
	if r <= 0 || r >= 4000 {
		return "Roman(" + strconv.Itoa(int(r)) + ")"
	}
	var sb strings.Builder
	for _, d := range romans {
		for int(r) >= d.v {
			sb.WriteString(d.s)
			r -= Roman(d.v)
		}
	}
	return sb.String()
}

func ParseRoman(s string) (r Roman, err error) {
	rest := s
	for _, d := range romans {
		for strings.HasPrefix(rest, d.s) {
			r += Roman(d.v)
			rest = rest[len(d.s):]
		}
	}
	if rest != "" || r.String() != s {
		return 0, fmt.Errorf("parse roman %q: %w", s, strconv.ErrSyntax)
	}
	return r, nil
}

func wrap(text string, width int) []string {
	var lines []string
	for _, para := range strings.Split(text, "\n\n") {
		line := ""
		for _, w := range strings.Fields(para) {
			switch {
			case line == "":
				line = w
			case len([]rune(line))+1+len([]rune(w)) <= width:
				line += " " + w
			default:
				lines = append(lines, line)
				line = w
			}
		}
		lines = append(lines, line, "")
	}
	return lines[:len(lines)-1]
}

type Config map[string]map[string]string

type ParseError struct {
	Line int
	Err  error
}

func (e *ParseError) Error() string { return "line " + strconv.Itoa(e.Line) + ": " + e.Err.Error() }
func (e *ParseError) Unwrap() error { return e.Err }

var (
	errNoEquals = errors.New("missing '='")
	errSection  = errors.New("bad section header")
)

func ReadConfig(r io.Reader) (cfg Config, err error) {
	cfg = make(Config)
	section := ""
	sc := bufio.NewScanner(r)
	var errs []error
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if before, _, found := strings.Cut(line, "#"); found {
			line = strings.TrimSpace(before)
		}
		if line == "" {
			continue
		}
		if line[0] == '[' {
			name, ok := strings.CutSuffix(line[1:], "]")
			if !ok || name == "" {
				errs = append(errs, &ParseError{n, errSection})
				continue
			}
			section = name
			continue
		}
		k, v, ok := strings.Cut(line, "=")
		if !ok {
			errs = append(errs, &ParseError{n, errNoEquals})
			continue
		}
		if cfg[section] == nil {
			cfg[section] = map[string]string{}
		}
		v = strings.TrimSpace(v)
		if u, err := strconv.Unquote(v); err == nil {
			v = u
		}
		cfg[section][strings.TrimSpace(k)] = v
	}
	return cfg, errors.Join(append(errs, sc.Err())...)
}

type rot13 struct{ r io.Reader }

func (r rot13) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	for i, c := range p[:n] {
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'm':
			p[i] += 13
		case 'n' <= c|0x20 && c|0x20 <= 'z':
			p[i] -= 13
		}
	}
	return n, err
}

func runLength(s string) string {
	var b bytes.Buffer
	rs := []rune(s)
	for i := 0; i < len(rs); {
		j := i
		for j < len(rs) && rs[j] == rs[i] {
			j++
		}
		if j-i > 1 {
			b.WriteString(strconv.Itoa(j - i))
		}
		b.WriteRune(rs[i])
		i = j
	}
	return b.String()
}

func isPalindrome(s string) bool {
	var rs []rune
	for _, r := range s {
		if unicode.IsLetter(r) {
			rs = append(rs, unicode.ToLower(r))
		}
	}
	rev := slices.Clone(rs)
	slices.Reverse(rev)
	return slices.Equal(rs, rev)
}

type value any

func write(b *bytes.Buffer, v value, depth int) {
	pad := strings.Repeat("  ", depth)
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case string:
		b.WriteString(strconv.Quote(v))
	case bool, int, float64:
		fmt.Fprint(b, v)
	case []value:
		b.WriteString("[\n")
		for i, e := range v {
			b.WriteString(pad + "  ")
			write(b, e, depth+1)
			if i < len(v)-1 {
				b.WriteByte(',')
			}
			b.WriteByte('\n')
		}
		b.WriteString(pad + "]")
	case map[string]value:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		b.WriteString("{\n")
		for i, k := range keys {
			fmt.Fprintf(b, "%s  %q: ", pad, k)
			write(b, v[k], depth+1)
			if i < len(keys)-1 {
				b.WriteByte(',')
			}
			b.WriteByte('\n')
		}
		b.WriteString(pad + "}")
	default:
		panic(fmt.Errorf("cannot write %T", v))
	}
}

func main() {
	for _, n := range []Roman{1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999, 4000, 0} {
		back, err := ParseRoman(n.String())
		fmt.Printf("%v=%d/%v ", n, back, err)
	}
	fmt.Println()
	for _, s := range []string{"IIII", "MCMX", "", "XYZ"} {
		r, err := ParseRoman(s)
		fmt.Println(int(r), err, errors.Is(err, strconv.ErrSyntax))
	}
	for i, l := range wrap("The quick brown fox jumps over the lazy dog and the naïve façade of a résumé.\n\nSecond paragraph, short.", 24) {
		fmt.Printf("%2d|%-24s|\n", i, l)
	}
	cfg, err := ReadConfig(strings.NewReader("top = 1\n[server]\nhost = \"local\\thost\" # comment\nport=8080\n\n[bad\nnoequals\n[paths]\nroot = /var/www\n"))
	fmt.Println(cfg)
	fmt.Println(err)
	var pe *ParseError
	fmt.Println(errors.As(err, &pe), pe.Line, errors.Is(err, errNoEquals))
	out, _ := io.ReadAll(rot13{strings.NewReader("Uryyb, Jbeyq! 123")})
	fmt.Printf("%s\n", out)
	fmt.Println(runLength("aaabccddddé é"), isPalindrome("A man, a plan, a canal: Panamá"), isPalindrome("Was it a car or a cat I saw?"))
	var b bytes.Buffer
	write(&b, map[string]value{"name": "Gö\"pher", "tags": []value{"a", 1, 2.5, nil, true}, "nested": map[string]value{"empty": []value{}}}, 0)
	fmt.Println(b.String())
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		write(&b, struct{}{}, 0)
	}()
	fmt.Printf("%08.3f|%+d|%x|%X|%#o|%e|%10.2f|%-10s|%q|%v|%+v|%T\n", 3.14159, 42, "hi", 255, 8, 123456.789, 2.5, "left", 'x', []string{"a"}, struct {
		A int
		B string
	}{1, "x"}, cfg)
}
