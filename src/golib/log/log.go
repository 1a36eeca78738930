// Package log writes lines with the time in front.
package log

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

const (
	Ldate = 1 << iota
	Ltime
	Lmicroseconds
	Llongfile // files are not known here: "???:0"
	Lshortfile
	LUTC
	Lmsgprefix
	LstdFlags = Ldate | Ltime
)

// Logger writes each message with one Write.
type Logger struct {
	mu     sync.Mutex
	prefix string
	flag   int
	out    io.Writer
}

func New(out io.Writer, prefix string, flag int) *Logger {
	return &Logger{prefix: prefix, flag: flag, out: out}
}

var std = New(os.Stderr, "", LstdFlags)

func Default() *Logger { return std }

// Output writes s, a newline added when it has none. The depth of the caller has no use here.
func (l *Logger) Output(calldepth int, s string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	var line []byte
	if l.flag&Lmsgprefix == 0 {
		line = append(line, l.prefix...)
	}
	now := time.Now()
	if l.flag&Ldate != 0 {
		line = now.AppendFormat(line, "2006/01/02 ")
	}
	if l.flag&Lmicroseconds != 0 {
		line = now.AppendFormat(line, "15:04:05.000000 ")
	} else if l.flag&Ltime != 0 {
		line = now.AppendFormat(line, "15:04:05 ")
	}
	if l.flag&(Lshortfile|Llongfile) != 0 {
		line = append(line, "???:0: "...)
	}
	if l.flag&Lmsgprefix != 0 {
		line = append(line, l.prefix...)
	}
	line = append(line, s...)
	if len(s) == 0 || s[len(s)-1] != '\n' {
		line = append(line, '\n')
	}
	_, err := l.out.Write(line)
	return err
}

func (l *Logger) Print(v ...any)                 { l.Output(2, fmt.Sprint(v...)) }
func (l *Logger) Printf(format string, v ...any) { l.Output(2, fmt.Sprintf(format, v...)) }
func (l *Logger) Println(v ...any)               { l.Output(2, fmt.Sprintln(v...)) }

func (l *Logger) Fatal(v ...any) {
	l.Output(2, fmt.Sprint(v...))
	os.Exit(1)
}

func (l *Logger) Fatalf(format string, v ...any) {
	l.Output(2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

func (l *Logger) Fatalln(v ...any) {
	l.Output(2, fmt.Sprintln(v...))
	os.Exit(1)
}

func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.Output(2, s)
	panic(s)
}

func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.Output(2, s)
	panic(s)
}

func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.Output(2, s)
	panic(s)
}

func (l *Logger) Flags() int            { return l.flag }
func (l *Logger) SetFlags(flag int)     { l.flag = flag }
func (l *Logger) Prefix() string        { return l.prefix }
func (l *Logger) SetPrefix(p string)    { l.prefix = p }
func (l *Logger) Writer() io.Writer     { return l.out }
func (l *Logger) SetOutput(w io.Writer) { l.out = w }

func Print(v ...any)                 { std.Print(v...) }
func Printf(format string, v ...any) { std.Printf(format, v...) }
func Println(v ...any)               { std.Println(v...) }
func Fatal(v ...any)                 { std.Fatal(v...) }
func Fatalf(format string, v ...any) { std.Fatalf(format, v...) }
func Fatalln(v ...any)               { std.Fatalln(v...) }
func Panic(v ...any)                 { std.Panic(v...) }
func Panicf(format string, v ...any) { std.Panicf(format, v...) }
func Panicln(v ...any)               { std.Panicln(v...) }
func Flags() int                     { return std.Flags() }
func SetFlags(flag int)              { std.SetFlags(flag) }
func Prefix() string                 { return std.Prefix() }
func SetPrefix(p string)             { std.SetPrefix(p) }
func Writer() io.Writer              { return std.Writer() }
func SetOutput(w io.Writer)          { std.SetOutput(w) }

// Output is the standard logger's.
func Output(calldepth int, s string) error { return std.Output(calldepth+1, s) }
