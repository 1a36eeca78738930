// Packages strings and bytes: searching, splitting, building, mapping.
package main

import (
	"bytes"
	"fmt"
	"strings"
)

func main() {
	s := "the quick brown fox jumps over the lazy dog"
	fmt.Println(strings.Contains(s, "fox"), strings.Index(s, "the"), strings.LastIndex(s, "the"), strings.Index(s, "cat"), strings.IndexByte(s, 'q'), strings.Count(s, "o"), strings.Count("abc", ""))
	fmt.Println(strings.Fields("  a b\t c\n"), len(strings.Split("a,b,,c", ",")), strings.Split("abc", ""), strings.SplitN("a:b:c", ":", 2), strings.Join([]string{"x", "y", "z"}, "--"))
	fmt.Println(strings.ToUpper(s[:9]), strings.ToLower("ÀBC"), strings.Title("x"), strings.Repeat("ab", 3), strings.Replace(s, "the", "a", 1), strings.ReplaceAll("aaa", "a", "bb"))
	fmt.Println(strings.HasPrefix(s, "the"), strings.HasSuffix(s, "dog"), strings.TrimSpace("  \tx y\n "), strings.Trim("xxhixx", "x"), strings.TrimLeft("xxhi", "x"), strings.TrimSuffix("a.go", ".go"), strings.TrimPrefix("a.go", "b"))
	fmt.Println(strings.EqualFold("Go", "GO"), strings.Compare("a", "b"), strings.ContainsRune("é", 'é'), strings.IndexRune("chicken", 'k'), strings.IndexAny("golang", "ny"), strings.ContainsAny("x", "yz"))
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'o' {
			return '0'
		}
		if r == ' ' {
			return -1
		}
		return r
	}, s))
	var b strings.Builder
	for i := range 5 {
		fmt.Fprintf(&b, "%d,", i)
		b.WriteByte('x')
		b.WriteRune('é')
		b.WriteString("|")
	}
	fmt.Println(b.String(), b.Len())
	before, after, found := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, found)
	r := strings.NewReplacer("a", "1", "b", "2")
	fmt.Println(r.Replace("abcab"))
	f := strings.FieldsFunc("a1b2c3", func(r rune) bool { return r >= '0' && r <= '9' })
	fmt.Println(f, len(f))
	var buf bytes.Buffer
	buf.WriteString("hello ")
	buf.Write([]byte("world"))
	fmt.Fprint(&buf, 42)
	fmt.Println(buf.String(), buf.Len(), bytes.Equal([]byte("a"), []byte("a")), bytes.Contains(buf.Bytes(), []byte("wor")))
	p := make([]byte, 5)
	n, err := buf.Read(p)
	fmt.Println(n, err, string(p), bytes.ToUpper(p), bytes.Compare([]byte("a"), []byte("b")))
	for _, part := range strings.SplitAfter("p-q-r", "-") {
		fmt.Print(part, ";")
	}
	fmt.Println(strings.LastIndexByte("hello", 'l'), strings.TrimFunc("123abc456", func(r rune) bool { return r < 'a' }))
}
