// Package debug: the collector's knobs.
package debug

// SetGCPercent sets GOGC and returns the old value; negative turns the collector off.
func SetGCPercent(percent int) int

// SetMemoryLimit sets GOMEMLIMIT in bytes and returns the old value; a negative limit only asks.
func SetMemoryLimit(limit int64) int64

// FreeOSMemory collects, then gives all free pages back to the system. Parks.
func FreeOSMemory()

// SetMaxStack sets the largest stack in bytes and returns the old value.
func SetMaxStack(bytes int) int
