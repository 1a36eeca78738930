package sync

import "sync/atomic"

// Mutex is a lock; the zero value is open. Normally whoever is running gets it, also before
// goroutines that wait. Once a waiter was passed over for more than a millisecond the lock is
// starving: then Unlock hands it on from waiter to waiter until nobody waits that long.
type Mutex struct {
	state int32 // the bits below, and the number of waiters above them
	sema  uint32
}

const (
	mutexLocked   = 1
	mutexWoken    = 2 // a goroutine that Unlock woke is on its way and competes for the lock
	mutexStarving = 4
	mutexWaiter   = 8
	starvingAfter = 1000000 // ns
)

func (m *Mutex) Lock() {
	if atomic.CompareAndSwapInt32(&m.state, 0, mutexLocked) {
		return
	}
	m.lockSlow()
}

func (m *Mutex) TryLock() bool {
	old := atomic.LoadInt32(&m.state)
	return old&(mutexLocked|mutexStarving) == 0 &&
		atomic.CompareAndSwapInt32(&m.state, old, old|mutexLocked)
}

func (m *Mutex) lockSlow() {
	var since int64
	woken := false // this goroutine is the one that mutexWoken speaks of
	for {
		old := atomic.LoadInt32(&m.state)
		next := old
		if woken {
			next &^= mutexWoken
		}
		if old&(mutexLocked|mutexStarving) == 0 {
			if atomic.CompareAndSwapInt32(&m.state, old, next|mutexLocked) {
				return
			}
			continue
		}
		if woken && nanotime()-since > starvingAfter {
			next |= mutexStarving
		}
		if !atomic.CompareAndSwapInt32(&m.state, old, next+mutexWaiter) {
			continue
		}
		if since == 0 {
			since = nanotime()
		}
		semacquire(&m.sema, forMutex)
		if old = atomic.LoadInt32(&m.state); old&mutexStarving != 0 {
			// It was handed to us, still locked.
			if old/mutexWaiter == 0 || nanotime()-since <= starvingAfter {
				atomic.AddInt32(&m.state, -mutexStarving)
			}
			return
		}
		woken = true
	}
}

func (m *Mutex) Unlock() {
	if state := atomic.AddInt32(&m.state, -mutexLocked); state != 0 {
		m.unlockSlow(state)
	}
}

func (m *Mutex) unlockSlow(state int32) {
	if (state+mutexLocked)&mutexLocked == 0 {
		fatal("sync: unlock of unlocked mutex")
	}
	if state&mutexStarving != 0 {
		atomic.AddInt32(&m.state, mutexLocked-mutexWaiter)
		semrelease(&m.sema, true)
		return
	}
	for state/mutexWaiter > 0 && state&(mutexLocked|mutexWoken|mutexStarving) == 0 {
		if atomic.CompareAndSwapInt32(&m.state, state, (state-mutexWaiter)|mutexWoken) {
			semrelease(&m.sema, false)
			return
		}
		state = atomic.LoadInt32(&m.state)
	}
}
