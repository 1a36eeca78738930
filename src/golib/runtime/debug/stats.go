package debug

import (
	"runtime"
	"sort"
	"time"
)

// GCStats tells of past collections.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration // the last first
	PauseEnd       []time.Time
	PauseQuantiles []time.Duration // filled when it has room: least, ..., most
}

// ReadGCStats fills stats.
//
//golib:leaks stats=heap
func ReadGCStats(stats *GCStats) {
	m := new(runtime.MemStats)
	runtime.ReadMemStats(m)
	stats.NumGC = int64(m.NumGC)
	stats.PauseTotal = time.Duration(m.PauseTotalNs)
	stats.LastGC = time.Unix(0, int64(m.LastGC))
	n := min(int(m.NumGC), len(m.PauseNs))
	stats.Pause = stats.Pause[:0]
	stats.PauseEnd = stats.PauseEnd[:0]
	for i := range n {
		at := (int(m.NumGC) - 1 - i) % len(m.PauseNs)
		stats.Pause = append(stats.Pause, time.Duration(m.PauseNs[at]))
		stats.PauseEnd = append(stats.PauseEnd, time.Unix(0, int64(m.PauseEnd[at])))
	}
	last := len(stats.PauseQuantiles) - 1
	if last < 0 {
		return
	}
	clear(stats.PauseQuantiles)
	if n == 0 {
		return
	}
	sorted := append([]time.Duration(nil), stats.Pause...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i] < sorted[j] })
	for i := range last {
		stats.PauseQuantiles[i] = sorted[n*i/last]
	}
	stats.PauseQuantiles[last] = sorted[n-1]
}

// BuildInfo would tell which modules a program was built from.
type BuildInfo struct {
	GoVersion string
	Path      string
	Main      Module
	Deps      []*Module
	Settings  []BuildSetting
}

type Module struct {
	Path    string
	Version string
	Sum     string
	Replace *Module
}

type BuildSetting struct {
	Key, Value string
}

// ReadBuildInfo: a program here is not built from modules.
func ReadBuildInfo() (info *BuildInfo, ok bool) { return nil, false }

// SetMaxThreads has no effect; the result is Go's usual limit.
func SetMaxThreads(threads int) int { return 10000 }

// SetTraceback: tracebacks are of the goroutine that fails and of all others, as ever.
//
//golib:leaks level=heap
func SetTraceback(level string) {}
