package reflect

import (
	"internal/inspect"
	"unsafe"
)

// What the machine does for this package. Sizes of arguments are checked before. Types are never freed.

// newObject is zeroed memory for n values of type t.
//
//golib:leaks
func newObject(t *inspect.Type, n int) unsafe.Pointer

// move copies n values of type t; pointers pass the write barrier. From nil it stores zeros.
//
//go:noescape
func move(t *inspect.Type, to, from unsafe.Pointer, n int)

// slot stores a value as the frame of a function has it, which is not on the heap.
//
//go:noescape
func slot(t *inspect.Type, to, from unsafe.Pointer)

// grow makes room for n more elements.
//
//golib:leaks s=quiet+1
func grow(elem *inspect.Type, s slice, n int) slice

// implementation is the table for values of type t in an interface; nil when a method is missing.
func implementation(iface, t *inspect.Type) unsafe.Pointer

// findNamed is the first type of the program from number i on with the name, and the number after it.
func findNamed(name string, i int) (*inspect.Type, int)

//golib:leaks
func makeMap(t *inspect.Type, n int) unsafe.Pointer

// mapGet is nil when the key is not there, else a place that is to be read at once.
//
//golib:leaks m=mutates m=calls key=mutates key=calls
func mapGet(t *inspect.Type, m, key unsafe.Pointer) unsafe.Pointer

// mapSet is where the element is to be stored, which must be done at once.
//
//golib:leaks m=mutates m=calls key=heap+1 key=mutates key=calls
func mapSet(t *inspect.Type, m, key unsafe.Pointer) unsafe.Pointer

//go:noescape
func mapDelete(t *inspect.Type, m, key unsafe.Pointer)

//go:noescape
func mapClear(t *inspect.Type, m unsafe.Pointer)

// mapStart and mapNext want the iterator in a frame.
//
//golib:leaks at=mutates
func mapStart(t *inspect.Type, m unsafe.Pointer, at *position)

//golib:leaks at=mutates
func mapNext(at *position) bool

//golib:leaks
func makeChan(t *inspect.Type, n int) unsafe.Pointer

//golib:leaks c=mutates c=calls
func closeChan(c unsafe.Pointer)

// send and receive: done is false when they would have to wait and may not.
//
//golib:leaks c=mutates c=calls elem=heap
func send(c, elem unsafe.Pointer, wait bool) (done bool)

//golib:leaks c=mutates c=calls elem=heap
func receive(c, elem unsafe.Pointer, wait bool) (done, ok bool)

// choose is a select statement of n cases.
func choose(cases *choice, n int, hasDefault bool) (chosen int, ok bool)

// The functions called by call16 and so on, in code made by the compiler: the arguments, after the
// receiver if there is one, go to the outgoing part of its frame; code, a function value, is called;
// and the results are fetched. Both lie where the pointers of args and results point, or all in
// frame, as in the frame of a function. The number is the words of that part.
func call16(code unsafe.Pointer, t *inspect.Type, recv *unsafe.Pointer, args, results *unsafe.Pointer, frame unsafe.Pointer)
func call128(code unsafe.Pointer, t *inspect.Type, recv *unsafe.Pointer, args, results *unsafe.Pointer, frame unsafe.Pointer)
func call1024(code unsafe.Pointer, t *inspect.Type, recv *unsafe.Pointer, args, results *unsafe.Pointer, frame unsafe.Pointer)
func call8192(code unsafe.Pointer, t *inspect.Type, recv *unsafe.Pointer, args, results *unsafe.Pointer, frame unsafe.Pointer)
func call60000(code unsafe.Pointer, t *inspect.Type, recv *unsafe.Pointer, args, results *unsafe.Pointer, frame unsafe.Pointer)
