package runtime

import (
	"internal/inspect"
	"unsafe"
)

// Cleanup names a call to AddCleanup.
type Cleanup struct {
	id uint64
}

// addCleanup has fn called once obj is dead; the result is 0 if it never dies. runner as for
// setFinalizer.
func addCleanup(obj unsafe.Pointer, fn, runner func()) uint64

func stopCleanup(id uint64)

// AddCleanup has cleanup called with arg some time after nothing reaches the object at ptr any more.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if ptr == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	if unsafe.Pointer(ptr) == pointerIn(arg) {
		panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
	}
	return Cleanup{addCleanup(unsafe.Pointer(ptr), func() { cleanup(arg) }, runFinalizers)}
}

// pointerIn is v if that is a pointer.
func pointerIn(v any) unsafe.Pointer {
	switch inspect.Kind(v) {
	case inspect.Pointer, inspect.UnsafePointer:
		return inspect.Data(v)
	}
	return nil
}

// Stop keeps the call from being made, unless it is due already.
func (c Cleanup) Stop() {
	if c.id != 0 {
		stopCleanup(c.id)
	}
}

// Pinner: nothing ever moves here.
type Pinner struct {
	pinned []any
}

func (p *Pinner) Pin(pointer any) { p.pinned = append(p.pinned, pointer) }

//golib:leaks p=heap+1
func (p *Pinner) Unpin() { p.pinned = nil }
