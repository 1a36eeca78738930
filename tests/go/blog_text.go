// Text processing: word counts, justified paragraphs, an edit distance, run lengths, a template, CSV by hand, ciphers.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"unicode"
)

type count struct {
	word string
	n    int
}

type byCount []count

func (b byCount) Len() int      { return len(b) }
func (b byCount) Swap(i, j int) { b[i], b[j] = b[j], b[i] }
func (b byCount) Less(i, j int) bool {
	return b[i].n > b[j].n || b[i].n == b[j].n && b[i].word < b[j].word
}

func words(r io.Reader) (list []count) {
	m := map[string]*count{}
	sc := bufio.NewScanner(r)
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		w := strings.ToLower(strings.TrimFunc(sc.Text(), func(r rune) bool { return !unicode.IsLetter(r) }))
		if c := m[w]; c != nil {
			c.n++
		} else if w != "" {
			m[w] = &count{w, 1}
		}
	}
	for _, c := range m {
		list = append(list, *c)
	}
	sort.Sort(byCount(list))
	return
}

func justify(text string, width int) []string {
	var lines []string
	var line []string
	n := 0
	flush := func(last bool) {
		if len(line) == 0 {
			return
		}
		gaps := len(line) - 1
		var b strings.Builder
		for i, w := range line {
			b.WriteString(w)
			if i < gaps {
				pad := 1
				if !last {
					pad = (width - n) / gaps
					if i < (width-n)%gaps {
						pad++
					}
				}
				b.WriteString(strings.Repeat(" ", pad))
			}
		}
		lines, line, n = append(lines, b.String()), line[:0], 0
	}
	for _, w := range strings.Fields(text) {
		if n+len(w)+len(line) > width {
			flush(false)
		}
		line = append(line, w)
		n += len(w)
	}
	flush(true)
	return lines
}

func distance(a, b string) int {
	ra, rb := []rune(a), []rune(b)
	prev := make([]int, len(rb)+1)
	for j := range prev {
		prev[j] = j
	}
	for i, x := range ra {
		cur := append(make([]int, 0, len(prev)), i+1)
		for j, y := range rb {
			cost := 1
			if x == y {
				cost = 0
			}
			cur = append(cur, min(prev[j]+cost, prev[j+1]+1, cur[j]+1))
		}
		prev = cur
	}
	return prev[len(rb)]
}

func runs(s string) string {
	var b []byte
	for len(s) > 0 {
		n := len(s) - len(strings.TrimLeft(s, s[:1]))
		b = fmt.Appendf(b, "%d%c", n, s[0])
		s = s[n:]
	}
	return string(b)
}

func expand(tmpl string, vars map[string]any) string {
	return os.Expand(tmpl, func(k string) string {
		switch v := vars[k].(type) {
		case nil:
			return "?"
		case func() string:
			return v()
		case fmt.Stringer:
			return v.String()
		default:
			return fmt.Sprint(v)
		}
	})
}

func csv(line string) (fields []string) {
	var field []byte
	quoted := false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '"' && quoted && i+1 < len(line) && line[i+1] == '"':
			field = append(field, c)
			i++
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			fields, field = append(fields, string(field)), nil
		default:
			field = append(field, c)
		}
	}
	return append(fields, string(field))
}

type cipher struct{ table [256]byte }

func caesar(shift byte) (c cipher) {
	for i := range c.table {
		b := byte(i)
		switch {
		case 'a' <= b && b <= 'z':
			b = 'a' + (b-'a'+shift)%26
		case 'A' <= b && b <= 'Z':
			b = 'A' + (b-'A'+shift)%26
		}
		c.table[i] = b
	}
	return
}

func (c *cipher) Write(p []byte) (int, error) {
	q := make([]byte, len(p))
	for i, b := range p {
		q[i] = c.table[b]
	}
	return os.Stdout.Write(q)
}

func hex(b []byte) string {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, 2*len(b))
	for _, x := range b {
		out = append(out, digits[x>>4], digits[x&15])
	}
	return string(out)
}

func main() {
	const text = "The quick brown fox jumps over the lazy dog. The dog, being lazy, does not mind the fox."
	fmt.Println(words(strings.NewReader(text))[:4])
	for _, l := range justify(text, 24) {
		fmt.Printf("|%-24s|\n", l)
	}
	fmt.Println(distance("kitten", "sitting"), distance("größe", "grosse"), runs("aaabccd"))
	fmt.Println(expand("$name is ${n} ${what} $$", map[string]any{
		"name": func() string { return "answer" }, "n": 42, "what": bytes.NewBufferString("indeed"),
	}))
	fmt.Printf("%q\n", csv(`a,"b,""c""",,d`))
	c := caesar(13)
	fmt.Fprintf(&c, "Uryyb, %s!\n", "Jbeyq")
	fmt.Println(hex([]byte("Go\xff")))
	if r := bufio.NewReader(strings.NewReader("one\ntwo")); r != nil {
		for {
			line, err := r.ReadString('\n')
			fmt.Printf("%q %v ", line, err)
			if err == io.EOF {
				break
			}
		}
	}
	fmt.Println()
}
