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

// attempt runs f once and panics each time when f did.
type attempt struct {
	once  Once
	f     func()
	done  bool
	value any // of the panic
}

func (a *attempt) first() {
	defer func() {
		a.f = nil
		if !a.done {
			a.value = recover()
			panic(a.value)
		}
	}()
	a.f()
	a.done = true
}

func (a *attempt) run() {
	a.once.Do(a.first)
	if !a.done {
		panic(a.value)
	}
}

// OnceFunc returns a function that calls f the first time, and panics each time when f did.
func OnceFunc(f func()) func() {
	a := &attempt{f: f}
	return a.run
}

// OnceValue returns a function that calls f the first time and always gives its value.
func OnceValue[T any](f func() T) func() T {
	var value T
	a := &attempt{}
	a.f = func() { value = f() }
	return func() T {
		a.run()
		return value
	}
}

func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var value1 T1
	var value2 T2
	a := &attempt{}
	a.f = func() { value1, value2 = f() }
	return func() (T1, T2) {
		a.run()
		return value1, value2
	}
}
