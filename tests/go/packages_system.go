package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
)

func environment() {
	os.Clearenv()
	fmt.Println(len(os.Environ()))
	fmt.Println(os.Setenv("NAME", "gopher"), os.Setenv("EMPTY", ""), os.Setenv("", "x"), os.Setenv("A=B", "x"))
	v, ok := os.LookupEnv("EMPTY")
	fmt.Printf("%q %v %q %q\n", v, ok, os.Getenv("NAME"), os.Getenv("NONE"))
	os.Setenv("NAME", "other")
	env := os.Environ()
	slices.Sort(env)
	fmt.Printf("%q\n", env)
	for _, s := range []string{"$NAME ${NAME}! $NONE-", "no variables", "$", "a$", "$$ ${} ${ $1 ${*}x", "${NAME", "$NAME_x $NAME.x", "100%$"} {
		fmt.Printf("%q ", os.ExpandEnv(s))
	}
	fmt.Println(os.Expand("$a $b ${c}", strings.ToUpper))
	os.Unsetenv("NAME")
	_, ok = os.LookupEnv("NAME")
	fmt.Println(ok, os.Environ(), os.Getpid() > 0, os.Getppid() >= 0, os.Getuid() >= 0, os.Getpagesize())
	fmt.Println(len(os.Args), os.Stdout.Name(), os.Stderr.Name(), os.Stdin.Fd())
	err := fmt.Errorf("wrapped: %w", &os.PathError{Op: "open", Path: "x", Err: os.ErrNotExist})
	fmt.Println(err, os.IsNotExist(err), os.IsNotExist(errors.Unwrap(err)), errors.Is(err, os.ErrNotExist), os.IsExist(os.ErrExist))
}

func collections() {
	old := debug.SetGCPercent(50)
	fmt.Println(old, debug.SetGCPercent(old))
	runtime.GC()
	runtime.GC()
	var stats debug.GCStats
	stats.PauseQuantiles = make([]time.Duration, 5)
	debug.ReadGCStats(&stats)
	q := stats.PauseQuantiles
	fmt.Println(stats.NumGC >= 2, len(stats.Pause) >= 2, len(stats.PauseEnd) == len(stats.Pause), stats.PauseTotal >= 0, q[0] <= q[2], q[2] <= q[4], !stats.LastGC.IsZero())
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(m.NumGC >= 2, m.NumForcedGC >= 2, m.HeapAlloc > 0, m.Sys >= m.HeapSys, m.Mallocs >= m.Frees)
	fmt.Println(runtime.GOOS, runtime.GOARCH, runtime.Compiler, runtime.NumGoroutine(), runtime.NumCPU() > 0, runtime.GOMAXPROCS(0) > 0, strings.HasPrefix(runtime.Version(), "go1."))
	var p runtime.Pinner
	p.Pin(&m)
	p.Unpin()
	debug.FreeOSMemory()
	fmt.Println(debug.SetMemoryLimit(-1) > 0)
}

func conversions() {
	for _, s := range []string{`"a\tb" rest`, "`raw` x", `'x'y`, `''`, `'xy'`, `"open`, "x", "", `"é"世`, "\"a\nb\""} {
		p, err := strconv.QuotedPrefix(s)
		u, uerr := strconv.Unquote(s)
		fmt.Printf("%q %v %q %v; ", p, err, u, uerr)
	}
	fmt.Println(string(strconv.AppendQuoteRuneToGraphic(nil, '\u00a0')))
	for _, s := range []string{"1+2i", "(3-4i)", "5", "6i", "-1.5e3+Infi", "1+", "i", "1+i", "(1", "1e400i", "0x1p-2+1_0i", "NaN", "1++2i", ""} {
		c, err := strconv.ParseComplex(s, 128)
		fmt.Print(c, " ", err, "; ")
	}
	fmt.Println(strconv.FormatComplex(1-2.5i, 'f', 2, 128), strconv.FormatComplex(complex(1e20, 0.1), 'g', -1, 64))
}

func main() {
	environment()
	collections()
	conversions()
}
