package sync

import "sync/atomic"

// Once runs one function once.
type Once struct {
	_    noCopy
	done uint32
	m    Mutex
}

func (o *Once) Do(f func()) {
	if atomic.LoadUint32(&o.done) == 0 {
		o.doSlow(f)
	}
}

func (o *Once) doSlow(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if o.done == 0 {
		defer atomic.StoreUint32(&o.done, 1)
		f()
	}
}

// OnceFunc returns a function that calls f the first time, and panics each time when f did.
func OnceFunc(f func()) func() {
	var once Once
	valid := false
	var value any
	first := func() {
		defer func() {
			value = recover()
			if !valid {
				panic(value)
			}
		}()
		f()
		f = nil
		valid = true
	}
	return func() {
		once.Do(first)
		if !valid {
			panic(value)
		}
	}
}
