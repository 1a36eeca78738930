package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
)

type upper struct{ io.Reader }

func (u upper) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p)
	copy(p, bytes.ToUpper(p[:n]))
	return n, err
}

type slow struct{ text string }

func (s *slow) Read(p []byte) (int, error) {
	if s.text == "" {
		return 0, io.EOF
	}
	n := copy(p[:1], s.text)
	s.text = s.text[n:]
	return n, nil
}

type broken struct{ left int }

var errBroken = errors.New("broken")

func (b *broken) Write(p []byte) (int, error) {
	if b.left < len(p) {
		n := b.left
		b.left = 0
		return n, errBroken
	}
	b.left -= len(p)
	return len(p), nil
}

func readersAndWriters() {
	var out bytes.Buffer
	n, err := io.Copy(&out, upper{strings.NewReader("hello, wörld")})
	fmt.Println(n, err, out.String())
	n, err = io.CopyN(&out, strings.NewReader("abcdef"), 3)
	fmt.Println(n, err, out.String())
	n, err = io.CopyN(&out, strings.NewReader("ab"), 3)
	fmt.Println(n, err, out.String())
	n, err = io.CopyBuffer(&broken{5}, &slow{"longer than five"}, make([]byte, 3))
	fmt.Println(n, err)
	all, err := io.ReadAll(io.LimitReader(&slow{"limited reader"}, 7))
	fmt.Printf("%q %v\n", all, err)
	all, err = io.ReadAll(io.MultiReader(strings.NewReader("one "), strings.NewReader(""), &slow{"two "}, strings.NewReader("three")))
	fmt.Printf("%q %v\n", all, err)
	var copyOf strings.Builder
	all, err = io.ReadAll(io.TeeReader(strings.NewReader("tee"), &copyOf))
	fmt.Printf("%q %v %q\n", all, err, copyOf.String())
	buf := make([]byte, 4)
	k, err := io.ReadFull(strings.NewReader("abc"), buf)
	fmt.Println(k, err)
	k, err = io.ReadFull(strings.NewReader(""), buf)
	fmt.Println(k, err)
	k, err = io.ReadAtLeast(strings.NewReader("abcdef"), buf, 2)
	fmt.Println(k, err)
	k, err = io.ReadAtLeast(strings.NewReader("abcdef"), buf, 5)
	fmt.Println(k, err)
	section := io.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	all, err = io.ReadAll(section)
	fmt.Printf("%q %v %d\n", all, err, section.Size())
	at, err := section.Seek(-2, io.SeekEnd)
	fmt.Println(at, err)
	all, err = io.ReadAll(section)
	fmt.Printf("%q %v\n", all, err)
	k, err = section.ReadAt(buf, 3)
	fmt.Println(k, err, string(buf[:k]))
	rc := io.NopCloser(strings.NewReader("x"))
	fmt.Println(rc.Close())
	var w1, w2 strings.Builder
	io.WriteString(io.MultiWriter(&w1, &w2, io.Discard), "both")
	fmt.Println(w1.String(), w2.String())
}

func pipes() {
	r, w := io.Pipe()
	go func() {
		for i := range 3 {
			fmt.Fprintf(w, "line %d\n", i)
		}
		w.Close()
	}()
	s := bufio.NewScanner(r)
	for s.Scan() {
		fmt.Println("pipe:", s.Text())
	}
	fmt.Println(s.Err())
	r, w = io.Pipe()
	go w.CloseWithError(errBroken)
	_, err := io.ReadAll(r)
	fmt.Println(err)
	r, w = io.Pipe()
	r.Close()
	n, err := w.Write([]byte("x"))
	fmt.Println(n, err)
	r, w = io.Pipe()
	go func() { r.Read(make([]byte, 2)); r.CloseWithError(errBroken) }()
	n, err = w.Write([]byte("abcd"))
	fmt.Println(n, err)
}

func scanners() {
	text := "The quick  brown\nfox jumps\r\n\nover ünïcode 世界\nlast"
	for _, split := range []bufio.SplitFunc{bufio.ScanLines, bufio.ScanWords, bufio.ScanRunes, bufio.ScanBytes} {
		s := bufio.NewScanner(strings.NewReader(text))
		s.Split(split)
		n := 0
		for s.Scan() {
			if n++; n <= 5 {
				fmt.Printf("%q ", s.Text())
			}
		}
		fmt.Println(n, s.Err())
	}
	s := bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100)))
	s.Buffer(make([]byte, 0, 10), 20)
	fmt.Println(s.Scan(), s.Err())
	comma := func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, ','); i >= 0 {
			return i + 1, data[:i], nil
		}
		if atEOF {
			return 0, data, bufio.ErrFinalToken
		}
		return 0, nil, nil
	}
	s = bufio.NewScanner(&slow{"a,bb,,ccc"})
	s.Split(comma)
	for s.Scan() {
		fmt.Printf("%q ", s.Bytes())
	}
	fmt.Println(s.Err())
}

func buffered() {
	r := bufio.NewReader(&slow{"αβγ line one\nline two\nrest"})
	c, size, err := r.ReadRune()
	fmt.Printf("%c %d %v %v\n", c, size, err, r.UnreadRune())
	fmt.Println(r.UnreadRune(), r.UnreadByte())
	c, size, err = r.ReadRune()
	fmt.Printf("%c %d %v\n", c, size, err)
	b, err := r.Peek(4)
	fmt.Printf("%q %v\n", b, err)
	n, err := r.Discard(5)
	fmt.Println(n, err)
	line, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	bs, prefix, err := r.ReadLine()
	fmt.Printf("%q %v %v\n", bs, prefix, err)
	ch, err := r.ReadByte()
	fmt.Println(ch, err, r.UnreadByte(), r.UnreadByte())
	m, err := r.WriteTo(os.Stdout)
	fmt.Println(m, err)
	_, err = r.ReadByte()
	fmt.Println(err)
	small := bufio.NewReaderSize(strings.NewReader("a long line that does not fit\nx"), 16)
	bs, prefix, err = small.ReadLine()
	fmt.Printf("%q %v %v\n", bs, prefix, err)
	bs, err = small.ReadSlice('\n')
	fmt.Printf("%q %v\n", bs, err)
	_, err = small.Peek(17)
	fmt.Println(err)

	var out strings.Builder
	w := bufio.NewWriterSize(&out, 8)
	fmt.Fprintf(w, "%s|%d", "hello", 12345)
	w.WriteByte('!')
	w.WriteRune('é')
	fmt.Println(w.Buffered(), w.Available(), w.Size(), out.String())
	w.ReadFrom(strings.NewReader(" from"))
	w.Write(append(w.AvailableBuffer(), "app"...))
	w.Flush()
	fmt.Println(out.String())
	bad := bufio.NewWriterSize(&broken{3}, 4)
	fmt.Println(bad.WriteString("123456"))
	fmt.Println(bad.Flush(), bad.WriteByte('x'))
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in\n")), bufio.NewWriter(os.Stdout))
	s, _ := rw.ReadString('\n')
	rw.WriteString("rw: " + s)
	rw.Flush()
}

func bytesBuffer() {
	var b bytes.Buffer
	b.WriteString("héllo wörld\nnext")
	c, n, err := b.ReadRune()
	fmt.Println(string(c), n, err, b.UnreadRune(), b.UnreadRune())
	x, err := b.ReadByte()
	fmt.Println(x, err, b.UnreadByte(), b.UnreadByte())
	line, err := b.ReadString('\n')
	fmt.Printf("%q %v %q\n", line, err, b.Next(2))
	p, err := b.Peek(9)
	fmt.Printf("%q %v\n", p, err)
	line, err = b.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	_, err = b.ReadByte()
	fmt.Println(err, b.Len())
	r := bytes.NewReader([]byte("reader"))
	r.Seek(3, io.SeekStart)
	rest, _ := io.ReadAll(r)
	fmt.Printf("%q %d %d\n", rest, r.Len(), r.Size())
	_, err = r.Seek(-1, io.SeekStart)
	fmt.Println(err)
	fmt.Println(r.UnreadRune(), r.UnreadByte())
	sr := strings.NewReader("string")
	got := make([]byte, 3)
	k, err := sr.ReadAt(got, 4)
	fmt.Println(k, err, string(got[:k]))
	m, err := sr.WriteTo(os.Stdout)
	fmt.Println("", m, err)
	fmt.Println(sr.UnreadRune())
}

func bytesFunctions() {
	s := []byte("  The Quick, brown fox; jumps over ünï  ")
	vowel := func(r rune) bool { return strings.ContainsRune("aeiou", r) }
	fmt.Printf("%q\n", bytes.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }))
	fmt.Printf("%q\n", bytes.Fields(s))
	fmt.Printf("%q %q\n", bytes.TrimFunc(s, unicode.IsSpace), bytes.TrimLeftFunc(s, unicode.IsSpace))
	fmt.Println(bytes.IndexFunc(s, vowel), bytes.LastIndexFunc(s, vowel), bytes.LastIndexAny(s, "xyz"), bytes.ContainsFunc(s, unicode.IsDigit))
	after, ok := bytes.CutPrefix(s, []byte("  The"))
	fmt.Printf("%q %v\n", after, ok)
	before, ok := bytes.CutSuffix(s, []byte("x"))
	fmt.Printf("%q %v\n", before, ok)
	fmt.Println(bytes.Runes([]byte("añ")), string(bytes.Title([]byte("some words"))), string(bytes.ToTitle([]byte("ok"))))
	fmt.Printf("%q\n", bytes.ToValidUTF8([]byte("a\xff\xfeb"), []byte("?")))
	for line := range bytes.Lines([]byte("a\nb\n\nc")) {
		fmt.Printf("%q ", line)
	}
	for part := range bytes.SplitSeq([]byte("a,b,,c"), []byte(",")) {
		fmt.Printf("%q ", part)
	}
	for part := range bytes.SplitAfterSeq([]byte("a,b,,c"), []byte(",")) {
		fmt.Printf("%q ", part)
	}
	for f := range bytes.FieldsSeq([]byte(" a bb a ")) {
		fmt.Printf("%q ", f)
	}
	fmt.Println()
}

func stringsIterators() {
	for line := range strings.Lines("one\ntwo\n\nthree") {
		fmt.Printf("%q ", line)
	}
	for p := range strings.SplitSeq("a-b--c", "-") {
		fmt.Printf("%q ", p)
	}
	for p := range strings.SplitAfterSeq("a-b--c", "-") {
		fmt.Printf("%q ", p)
	}
	for p := range strings.SplitSeq("héy", "") {
		fmt.Printf("%q ", p)
	}
	for f := range strings.FieldsSeq("  x  yy zzz ") {
		fmt.Printf("%q ", f)
	}
	for f := range strings.FieldsFuncSeq("1a2bb3", unicode.IsDigit) {
		fmt.Printf("%q ", f)
	}
	fmt.Println()
	strings.NewReplacer("<", "&lt;", ">", "&gt;").WriteString(os.Stdout, "<b>\n")
	fmt.Println(strings.ToUpperSpecial(unicode.TurkishCase, "istanbul ısı"), strings.ToLowerSpecial(unicode.TurkishCase, "IİÇ"))
	for _, s := range []string{"hello world", "it's o'clock", "foo_bar x-y 1st 2nd", "ünï çode", "a.b,c"} {
		fmt.Printf("%q ", strings.Title(s))
	}
	fmt.Println()
}

func main() {
	readersAndWriters()
	pipes()
	scanners()
	buffered()
	bytesBuffer()
	bytesFunctions()
	stringsIterators()
}
