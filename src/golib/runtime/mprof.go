package runtime

// MemProfileRate: one allocation in so many bytes, on average, is written into the profile; 1 means
// each, 0 none.
var MemProfileRate int = 512 * 1024

// MemProfileRecord is about the allocations of one size that one stack of calls has made.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr // up to the first 0
}

func (r *MemProfileRecord) InUseBytes() int64 {
	return r.AllocBytes - r.FreeBytes
}

func (r *MemProfileRecord) InUseObjects() int64 {
	return r.AllocObjects - r.FreeObjects
}

// Stack is where the objects were allocated, innermost call first.
func (r *MemProfileRecord) Stack() []uintptr {
	n := 0
	for n < len(r.Stack0) && r.Stack0[n] != 0 {
		n++
	}
	return r.Stack0[:n]
}

// MemProfile copies the profile into p if it has room for all n records. It stands as of the end of
// marking in the last cycle but one, or in the last one if GC was called: by then what is dead is
// known to be so. inuseZero: also records of which nothing is alive.
//
//golib:leaks p=mutates
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool)
