// Package runtime: the program's window on scheduler and collector. Most of it is native.
package runtime

const (
	GOOS     = "linux"
	GOARCH   = "amd64"
	Compiler = "gc"
)

// MemProfileRate has no effect here: there is no sampling profile.
var MemProfileRate int = 512 * 1024

// GC runs a whole collection and returns when it is swept. Parks.
func GC()

// Gosched lets other goroutines run.
func Gosched()

// Goexit runs the deferred calls of this goroutine and ends it.
func Goexit()

func NumGoroutine() int
func NumCPU() int

// GOMAXPROCS sets the number of Ps when n > 0 and returns the old one.
func GOMAXPROCS(n int) int

// SetFinalizer: obj is a pointer to a whole object, finalizer a func of one such pointer or nil.
func SetFinalizer(obj any, finalizer any)

// Version of Go whose behaviour is the model here.
func Version() string {
	return "go1.26"
}

func GOROOT() string {
	return ""
}

// KeepAlive: being an argument is what keeps x alive.
//
//go:noinline
func KeepAlive(x any) {
}

// Breakpoint would stop a debugger; there is none.
func Breakpoint() {}

func LockOSThread()   {}
func UnlockOSThread() {}

func NumCgoCall() int64 {
	return 0
}
