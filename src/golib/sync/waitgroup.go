package sync

import "sync/atomic"

// WaitGroup waits until its counter is zero.
type WaitGroup struct {
	noCopy noCopy
	state  uint64 // counter in the upper half, waiters in the lower
	sema   uint32
}

func (wg *WaitGroup) Add(delta int) {
	state := atomic.AddUint64(&wg.state, uint64(delta)<<32)
	counter := int32(state >> 32)
	waiters := uint32(state)
	if counter < 0 {
		panic("sync: negative WaitGroup counter")
	}
	if counter > 0 || waiters == 0 {
		return
	}
	// Only waiters are left, and none can join them: the counter is zero for them already.
	if atomic.LoadUint64(&wg.state) != state {
		panic("sync: WaitGroup misuse: Add called concurrently with Wait")
	}
	atomic.StoreUint64(&wg.state, 0)
	for ; waiters > 0; waiters-- {
		semrelease(&wg.sema, false)
	}
}

func (wg *WaitGroup) Done() {
	wg.Add(-1)
}

func (wg *WaitGroup) Wait() {
	for {
		state := atomic.LoadUint64(&wg.state)
		if state>>32 == 0 {
			return
		}
		if atomic.CompareAndSwapUint64(&wg.state, state, state+1) {
			semacquire(&wg.sema, forWaitGroup)
			if atomic.LoadUint64(&wg.state) != 0 {
				panic("sync: WaitGroup is reused before previous Wait has returned")
			}
			return
		}
	}
}

// Go runs f in a goroutine that the group counts.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		// When f panics the program ends, and before anybody learns that f is done.
		defer func() {
			if x := recover(); x != nil {
				panic(x)
			}
			wg.Done()
		}()
		f()
	}()
}
