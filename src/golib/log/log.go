// Package log writes lines with the time in front.
package log

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"time"
)

const (
	Ldate = 1 << iota
	Ltime
	Lmicroseconds
	Llongfile // as the compiler was given it
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

// Output writes s, a newline added when it has none. calldepth 1 stands for the caller's line.
//
//golib:leaks s=calls
func (l *Logger) Output(calldepth int, s string) error { return l.output(calldepth+1, s) }

func (l *Logger) output(depth int, s string) error {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	var line []byte
	if l.flag&Lmsgprefix == 0 {
		line = append(line, l.prefix...)
	}
	if l.flag&LUTC != 0 {
		now = now.UTC()
	}
	if l.flag&Ldate != 0 {
		line = now.AppendFormat(line, "2006/01/02 ")
	}
	if l.flag&Lmicroseconds != 0 {
		line = now.AppendFormat(line, "15:04:05.000000 ")
	} else if l.flag&Ltime != 0 {
		line = now.AppendFormat(line, "15:04:05 ")
	}
	if l.flag&(Lshortfile|Llongfile) != 0 {
		line = l.appendPlace(line, depth+1)
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

// appendPlace writes file and line of a caller.
func (l *Logger) appendPlace(out []byte, depth int) []byte {
	_, file, line, ok := runtime.Caller(depth)
	if !ok {
		file, line = "???", 0
	}
	if l.flag&Lshortfile != 0 {
		for i := len(file) - 1; i > 0; i-- {
			if file[i] == '/' {
				file = file[i+1:]
				break
			}
		}
	}
	out = append(append(out, file...), ':')
	return append(fmt.Append(out, line), ": "...)
}

//golib:leaks v=calls
func (l *Logger) Print(v ...any) { l.output(2, fmt.Sprint(v...)) }

//golib:leaks format=calls v=calls
func (l *Logger) Printf(format string, v ...any) { l.output(2, fmt.Sprintf(format, v...)) }

//golib:leaks v=calls
func (l *Logger) Println(v ...any) { l.output(2, fmt.Sprintln(v...)) }

//golib:leaks v=calls
func (l *Logger) Fatal(v ...any) {
	l.output(2, fmt.Sprint(v...))
	os.Exit(1)
}

//golib:leaks format=calls v=calls
func (l *Logger) Fatalf(format string, v ...any) {
	l.output(2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

//golib:leaks v=calls
func (l *Logger) Fatalln(v ...any) {
	l.output(2, fmt.Sprintln(v...))
	os.Exit(1)
}

func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.output(2, s)
	panic(s)
}

func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.output(2, s)
	panic(s)
}

func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.output(2, s)
	panic(s)
}

//golib:leaks l=calls l=mutates
func (l *Logger) Flags() int { return l.flag }

//golib:leaks l=calls
func (l *Logger) SetFlags(flag int) { l.flag = flag }

//golib:leaks l=heap
func (l *Logger) Prefix() string { return l.prefix }

//golib:leaks l=heap
func (l *Logger) SetPrefix(p string) { l.prefix = p }

//golib:leaks l=heap
func (l *Logger) Writer() io.Writer { return l.out }

//golib:leaks l=heap
func (l *Logger) SetOutput(w io.Writer) { l.out = w }

//golib:leaks v=calls
func Print(v ...any) { std.output(2, fmt.Sprint(v...)) }

//golib:leaks format=calls v=calls
func Printf(format string, v ...any) { std.output(2, fmt.Sprintf(format, v...)) }

//golib:leaks v=calls
func Println(v ...any) { std.output(2, fmt.Sprintln(v...)) }

//golib:leaks v=calls
func Fatal(v ...any) {
	std.output(2, fmt.Sprint(v...))
	os.Exit(1)
}

//golib:leaks format=calls v=calls
func Fatalf(format string, v ...any) {
	std.output(2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

//golib:leaks v=calls
func Fatalln(v ...any) {
	std.output(2, fmt.Sprintln(v...))
	os.Exit(1)
}

func Panic(v ...any) {
	s := fmt.Sprint(v...)
	std.output(2, s)
	panic(s)
}

func Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	std.output(2, s)
	panic(s)
}

func Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	std.output(2, s)
	panic(s)
}

func Flags() int            { return std.Flags() }
func SetFlags(flag int)     { std.SetFlags(flag) }
func Prefix() string        { return std.Prefix() }
func SetPrefix(p string)    { std.SetPrefix(p) }
func Writer() io.Writer     { return std.Writer() }
func SetOutput(w io.Writer) { std.SetOutput(w) }

// Output is the standard logger's.
//
//golib:leaks s=calls
func Output(calldepth int, s string) error { return std.output(calldepth+1, s) }
