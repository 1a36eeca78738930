package runtime

import real "runtime"

func GC()                                 { real.GC() }
func Gosched()                            { real.Gosched() }
func Goexit()                             { real.Goexit() }
func NumGoroutine() int                   { return real.NumGoroutine() }
func NumCPU() int                         { return real.NumCPU() }
func GOMAXPROCS(n int) int                { return real.GOMAXPROCS(n) }
func SetFinalizer(obj any, finalizer any) { real.SetFinalizer(obj, finalizer) }
func ReadMemStats(m *MemStats) {
	var r real.MemStats
	real.ReadMemStats(&r)
	*m = MemStats(r)
}
