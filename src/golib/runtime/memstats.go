package runtime

// MemStats has the fields and meanings of Go's.
type MemStats struct {
	// all memory
	Alloc      uint64 // bytes of live and not yet swept objects; same as HeapAlloc
	TotalAlloc uint64 // bytes of all objects ever allocated
	Sys        uint64 // sum of the Sys fields below
	Lookups    uint64 // always 0
	Mallocs    uint64 // objects allocated, tiny ones included
	Frees      uint64 // objects freed

	// heap
	HeapAlloc    uint64
	HeapSys      uint64 // address space made usable for the heap
	HeapIdle     uint64 // in spans without objects
	HeapInuse    uint64 // in spans with objects
	HeapReleased uint64 // part of HeapIdle that was given back to the system
	HeapObjects  uint64 // Mallocs - Frees

	// everything else
	StackInuse  uint64
	StackSys    uint64
	MSpanInuse  uint64
	MSpanSys    uint64
	MCacheInuse uint64
	MCacheSys   uint64
	BuckHashSys uint64
	GCSys       uint64
	OtherSys    uint64

	// collector
	NextGC        uint64 // heap size goal of the next cycle
	LastGC        uint64 // end of the last cycle, ns since 1970
	PauseTotalNs  uint64
	PauseNs       [256]uint64 // the last pause is at (NumGC+255)%256
	PauseEnd      [256]uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
	DebugGC       bool

	BySize [61]struct {
		Size    uint32 // largest object of the class
		Mallocs uint64
		Frees   uint64
	}
}

// ReadMemStats stops the world and fills m.
//
//go:noescape
func ReadMemStats(m *MemStats)
