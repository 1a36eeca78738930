// State functions, a table of transitions, and a lexer that sends its items over a channel.
package main

import (
	"fmt"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

type itemKind int

const (
	itemError itemKind = iota
	itemNumber
	itemWord
	itemMark
)

func (k itemKind) String() string { return [...]string{"error", "number", "word", "mark"}[k] }

type item struct {
	kind itemKind
	text string
}

type stateFn func(*lexer) stateFn

type lexer struct {
	in         string
	start, pos int
	out        chan item
}

func (l *lexer) next() (r rune) {
	if l.pos >= len(l.in) {
		l.pos++
		return -1
	}
	r, w := utf8.DecodeRuneInString(l.in[l.pos:])
	l.pos += w
	return r
}

func (l *lexer) accept(ok func(rune) bool) {
	for l.pos < len(l.in) {
		r, w := utf8.DecodeRuneInString(l.in[l.pos:])
		if !ok(r) {
			break
		}
		l.pos += w
	}
}

func (l *lexer) emit(k itemKind) {
	l.out <- item{k, l.in[l.start:l.pos]}
	l.start = l.pos
}

func (l *lexer) errorf(format string, args ...any) stateFn {
	l.out <- item{itemError, fmt.Sprintf(format, args...)}
	return nil
}

func lexStart(l *lexer) stateFn {
	switch r := l.next(); {
	case r < 0:
		return nil
	case unicode.IsSpace(r):
		l.start = l.pos
		return lexStart
	case unicode.IsDigit(r):
		return lexWhile(itemNumber, unicode.IsDigit)
	case unicode.IsLetter(r):
		return lexWhile(itemWord, func(r rune) bool { return unicode.IsLetter(r) || r == '_' })
	case strings.ContainsRune("+-*/()=", r):
		l.emit(itemMark)
		return lexStart
	default:
		return l.errorf("bad character %q at %d", r, l.pos)
	}
}

func lexWhile(k itemKind, ok func(rune) bool) stateFn {
	return func(l *lexer) stateFn {
		l.accept(ok)
		l.emit(k)
		return lexStart
	}
}

func lex(in string) <-chan item {
	l := &lexer{in: in, out: make(chan item, 2)}
	go func() {
		defer close(l.out)
		for state := stateFn(lexStart); state != nil; {
			state = state(l)
		}
	}()
	return l.out
}

type door struct {
	state string
	log   []string
}

type key struct{ state, event string }

var table = map[key]func(*door) string{
	{"closed", "open"}:   func(d *door) string { d.log = append(d.log, "creak"); return "opened" },
	{"opened", "close"}:  func(d *door) string { return "closed" },
	{"closed", "lock"}:   (*door).lock,
	{"locked", "unlock"}: func(*door) string { return "closed" },
}

func (d *door) lock() string { d.log = append(d.log, "click"); return "locked" }

func (d *door) fire(event string) error {
	f := table[key{d.state, event}]
	if f == nil {
		return &badEvent{d.state, event}
	}
	d.state = f(d)
	return nil
}

type badEvent struct{ state, event string }

func (e *badEvent) Error() string { return "no " + e.event + " when " + e.state }

func main() {
	for it := range lex("total = 3*(x_1 + 42) - ñandú # rest") {
		fmt.Fprintf(os.Stdout, "%v:%q ", it.kind, it.text)
	}
	fmt.Println()
	d := door{state: "closed"}
	for _, e := range strings.Split("open,close,lock,open,unlock", ",") {
		if err := d.fire(e); err != nil {
			fmt.Println("error:", err)
			continue
		}
		fmt.Println(e, "->", d.state)
	}
	fmt.Println(d.log, len(table))
}
