package sync

import "sync/atomic"

// Cond is a meeting point for goroutines that wait for something to happen.
type Cond struct {
	noCopy  noCopy
	L       Locker
	waiters uint32 // not yet signalled
	sema    uint32
}

func NewCond(l Locker) *Cond {
	return &Cond{L: l}
}

// Wait opens L, waits for a signal and locks L again.
func (c *Cond) Wait() {
	atomic.AddUint32(&c.waiters, 1)
	c.L.Unlock()
	semacquire(&c.sema, forCond)
	c.L.Lock()
}

func (c *Cond) Signal() {
	for {
		n := atomic.LoadUint32(&c.waiters)
		if n == 0 {
			return
		}
		if atomic.CompareAndSwapUint32(&c.waiters, n, n-1) {
			semrelease(&c.sema, false)
			return
		}
	}
}

func (c *Cond) Broadcast() {
	for n := atomic.SwapUint32(&c.waiters, 0); n > 0; n-- {
		semrelease(&c.sema, false)
	}
}
