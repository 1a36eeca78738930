package runtime

import real "runtime"

func GC()                                 { real.GC() }
func Gosched()                            { real.Gosched() }
func Goexit()                             { real.Goexit() }
func NumGoroutine() int                   { return real.NumGoroutine() }
func NumCPU() int                         { return real.NumCPU() }
func GOMAXPROCS(n int) int                { return real.GOMAXPROCS(n) }
func setFinalizer(obj, finalizer any, runner func()) { real.SetFinalizer(obj, finalizer) }

func nextFinalizer() (obj any, fn func(), takesAny, ok bool) { return }
func ReadMemStats(m *MemStats) {
	var r real.MemStats
	real.ReadMemStats(&r)
	*m = MemStats(r)
}
