// A JSON-like encoder without reflection: type switches, appending encoders, an interface that types implement, and a
// small parser for what it wrote.
package main

import (
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

type Appender interface {
	AppendJSON(dst []byte) ([]byte, error)
}

type Point struct{ X, Y int }

func (p Point) AppendJSON(dst []byte) ([]byte, error) {
	dst = append(dst, `{"x":`...)
	dst = strconv.AppendInt(dst, int64(p.X), 10)
	dst = append(append(dst, `,"y":`...), strconv.Itoa(p.Y)...)
	return append(dst, '}'), nil
}

type unsupported struct{ v any }

func (u unsupported) Error() string { return fmt.Sprintf("unsupported %T", u.v) }

func appendValue(dst []byte, v any) (_ []byte, err error) {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...), nil
	case bool:
		return strconv.AppendBool(dst, v), nil
	case string:
		return strconv.AppendQuote(dst, v), nil
	case int:
		return strconv.AppendInt(dst, int64(v), 10), nil
	case float64:
		return strconv.AppendFloat(dst, v, 'g', -1, 64), nil
	case Appender:
		return v.AppendJSON(dst)
	case []any:
		dst = append(dst, '[')
		for i, x := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			if dst, err = appendValue(dst, x); err != nil {
				return nil, fmt.Errorf("[%d]: %w", i, err)
			}
		}
		return append(dst, ']'), nil
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		dst = append(dst, '{')
		for i, k := range keys {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(strconv.AppendQuote(dst, k), ':')
			if dst, err = appendValue(dst, v[k]); err != nil {
				return nil, fmt.Errorf(".%s: %w", k, err)
			}
		}
		return append(dst, '}'), nil
	}
	return nil, unsupported{v}
}

type decoder struct {
	s   string
	err error
}

func (d *decoder) fail(format string, args ...any) any {
	if d.err == nil {
		d.err = fmt.Errorf(format, args...)
	}
	d.s = ""
	return nil
}

func (d *decoder) eat(c byte) bool {
	d.s = strings.TrimLeft(d.s, " \n\t")
	if d.s != "" && d.s[0] == c {
		d.s = d.s[1:]
		return true
	}
	return false
}

func (d *decoder) list(end byte, f func()) {
	for first := true; d.err == nil && !d.eat(end); first = false {
		if !first && !d.eat(',') {
			d.fail("want , or %c before %.5q", end, d.s)
			return
		}
		f()
	}
}

func (d *decoder) text() string {
	q, err := strconv.QuotedPrefix(d.s)
	if err != nil {
		d.fail("string: %w", err)
		return ""
	}
	d.s = d.s[len(q):]
	s, _ := strconv.Unquote(q)
	return s
}

func (d *decoder) value() (v any) {
	switch {
	case d.eat('['):
		list := []any{}
		d.list(']', func() { list = append(list, d.value()) })
		return list
	case d.eat('{'):
		m := map[string]any{}
		d.list('}', func() {
			d.eat(' ')
			k := d.text()
			if !d.eat(':') {
				d.fail("no : after %s", k)
			}
			m[k] = d.value()
		})
		return m
	case strings.HasPrefix(d.s, `"`):
		return d.text()
	}
	for word, v := range map[string]any{"null": nil, "true": true, "false": false} {
		if rest, ok := strings.CutPrefix(d.s, word); ok {
			d.s = rest
			return v
		}
	}
	n := 0
	for n < len(d.s) && strings.IndexByte("+-.e0123456789", d.s[n]) >= 0 {
		n++
	}
	f, err := strconv.ParseFloat(d.s[:n], 64)
	if err != nil {
		return d.fail("number: %w", err)
	}
	d.s = d.s[n:]
	return f
}

func main() {
	doc := map[string]any{
		"name": "gopher", "ok": true, "none": nil, "pi": 3.25,
		"list": []any{1, "two", Point{3, 4}, &Point{5, 6}},
	}
	b, err := appendValue(nil, doc)
	fmt.Println(string(b), err)
	_, err = appendValue(b[:0], map[string]any{"a": []any{1, struct{}{}}})
	var u unsupported
	fmt.Println(err, errors.As(err, &u), u.v)

	for _, s := range []string{string("[1, [2.5, \"x\\n\"], {\"a\": null}]"), "[1 2]", `{"a" 1}`, "[-]", `["abc]`} {
		d := decoder{s: s}
		v := d.value()
		fmt.Println(v, d.err, errors.Is(d.err, strconv.ErrSyntax))
	}
}
