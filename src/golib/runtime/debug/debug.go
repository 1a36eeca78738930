// Package debug: the collector's knobs, and traces.
package debug

import (
	"os"
	"runtime"
)

// SetGCPercent sets GOGC and returns the old value; negative turns the collector off.
func SetGCPercent(percent int) int

// SetMemoryLimit sets GOMEMLIMIT in bytes and returns the old value; a negative limit only asks.
func SetMemoryLimit(limit int64) int64

// FreeOSMemory collects, then gives all free pages back to the system. Parks.
func FreeOSMemory()

// SetMaxStack sets the largest stack in bytes and returns the old value.
func SetMaxStack(bytes int) int

// PrintStack prints Stack on the standard error output.
func PrintStack() {
	os.Stderr.Write(Stack())
}

// Stack is the trace of this goroutine.
func Stack() []byte {
	buf := make([]byte, 1024)
	for {
		n := runtime.Stack(buf, false)
		if n < len(buf) {
			return buf[:n]
		}
		buf = make([]byte, 2*len(buf))
	}
}
