package runtime

import "unsafe"

// Callers fills pc with return addresses of the calls that are active, innermost first; 0 skips
// none, and then the first is that of Callers itself.
//
//go:noescape
func Callers(skip int, pc []uintptr) int

// Stack writes the trace of this goroutine, or of all, into buf; how much of it is the result.
func Stack(buf []byte, all bool) int

// find is the function around pc, and the line of what stands before it.
func find(pc uintptr) (entry uintptr, name, file string, line int)

// Caller is where the skip-th function that called this one is.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	var pcs [1]uintptr
	if Callers(skip+2, pcs[:]) == 0 {
		return 0, "", 0, false
	}
	f, _ := CallersFrames(pcs[:]).Next()
	return f.PC, f.File, f.Line, f.PC != 0
}

// Func is a function of the program. Its address is the function's entry: there is nothing behind
// it.
type Func struct {
	_ [0]func()
}

// FuncForPC is the function around pc, or nil.
func FuncForPC(pc uintptr) *Func {
	entry, _, _, _ := find(pc)
	return funcAt(entry)
}

func funcAt(entry uintptr) *Func {
	return *(**Func)(unsafe.Pointer(&entry))
}

// Name is the function's with its package, "main.(*T).m".
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	_, name, _, _ := find(f.Entry())
	return name
}

func (f *Func) Entry() uintptr {
	return uintptr(unsafe.Pointer(f))
}

// FileLine is where in the source the instruction at pc comes from.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	_, _, file, line = find(pc + 1)
	return file, line
}

// Frame is an active call.
type Frame struct {
	PC       uintptr // an address in the call instruction
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// Frames goes through the calls whose return addresses Callers gave.
type Frames struct {
	callers []uintptr
}

func CallersFrames(callers []uintptr) *Frames {
	return &Frames{callers}
}

// Next is the next frame, outwards, and whether there are more.
//
//golib:leaks ci=heap
func (ci *Frames) Next() (frame Frame, more bool) {
	for len(ci.callers) > 0 {
		pc := ci.callers[0]
		ci.callers = ci.callers[1:]
		entry, name, file, line := find(pc)
		if entry != 0 {
			f := Frame{PC: pc - 1, Func: funcAt(entry), Function: name, File: file, Line: line, Entry: entry}
			return f, len(ci.callers) > 0
		}
	}
	return Frame{}, false
}
