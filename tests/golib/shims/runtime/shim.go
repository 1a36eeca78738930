package runtime

import (
	real "runtime"
	"unsafe"
)

func GC()                                            { real.GC() }
func Gosched()                                       { real.Gosched() }
func Goexit()                                        { real.Goexit() }
func NumGoroutine() int                              { return real.NumGoroutine() }
func NumCPU() int                                    { return real.NumCPU() }
func GOMAXPROCS(n int) int                           { return real.GOMAXPROCS(n) }
func setFinalizer(obj, finalizer any, runner func()) { real.SetFinalizer(obj, finalizer) }

func nextFinalizer() (obj any, fn func(), takesAny, ok bool) { return }
func ReadMemStats(m *MemStats) {
	var r real.MemStats
	real.ReadMemStats(&r)
	*m = MemStats(r)
}

func addCleanup(obj unsafe.Pointer, fn, runner func()) uint64 { return 0 }
func stopCleanup(id uint64)                                   {}

func Callers(skip int, pc []uintptr) int                           { return real.Callers(skip, pc) }
func Stack(buf []byte, all bool) int                               { return real.Stack(buf, all) }
func find(pc uintptr) (entry uintptr, name, file string, line int) { return }
