// Package runtime: the program's window on scheduler and collector. Most of it is native.
package runtime

import "unsafe"

const (
	GOOS     = "linux"
	GOARCH   = "amd64"
	Compiler = "gc"
)

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

// SetFinalizer has finalizer called once with obj, a pointer to a whole object, some time after
// nothing else reaches it; nil takes a finalizer away. finalizer is a func of one such pointer or of
// an empty interface; up to 256 words of results are thrown away.
func SetFinalizer(obj any, finalizer any) {
	setFinalizer(obj, finalizer, runFinalizers)
}

// setFinalizer keeps obj, finalizer and runner; when objects have died it starts a goroutine on
// runner.
func setFinalizer(obj, finalizer any, runner func())

// nextFinalizer takes a call that is due: fn's real parameter is obj, or the pointer in it.
func nextFinalizer() (obj any, fn func(), takesAny, ok bool)

// runFinalizers makes the calls that are due. All pointers are passed alike, and room is left for
// results.
func runFinalizers() {
	for {
		obj, fn, takesAny, ok := nextFinalizer()
		if !ok {
			return
		}
		if obj == nil {
			fn() // a cleanup
			continue
		}
		if takesAny {
			(*(*func(any) [256]uintptr)(unsafe.Pointer(&fn)))(obj)
			continue
		}
		p := (*[2]unsafe.Pointer)(unsafe.Pointer(&obj))[1]
		(*(*func(unsafe.Pointer) [256]uintptr)(unsafe.Pointer(&fn)))(p)
	}
}

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
