package sync

import "sync/atomic"

// RWMutex is a lock for many readers or one writer. A waiting writer keeps new readers out.
type RWMutex struct {
	w           Mutex // among writers
	writerSem   uint32
	readerSem   uint32
	readerCount int32 // readers holding or waiting; minus rwMaxReaders while a writer is pending
	readerWait  int32 // readers that the pending writer waits for
}

const rwMaxReaders = 1 << 30

func (rw *RWMutex) RLock() {
	if atomic.AddInt32(&rw.readerCount, 1) < 0 {
		semacquire(&rw.readerSem, forRLock)
	}
}

func (rw *RWMutex) TryRLock() bool {
	for {
		n := atomic.LoadInt32(&rw.readerCount)
		if n < 0 {
			return false
		}
		if atomic.CompareAndSwapInt32(&rw.readerCount, n, n+1) {
			return true
		}
	}
}

func (rw *RWMutex) RUnlock() {
	if n := atomic.AddInt32(&rw.readerCount, -1); n < 0 {
		rw.rUnlockSlow(n)
	}
}

func (rw *RWMutex) rUnlockSlow(n int32) {
	if n+1 == 0 || n+1 == -rwMaxReaders {
		fatal("sync: RUnlock of unlocked RWMutex")
	}
	if atomic.AddInt32(&rw.readerWait, -1) == 0 {
		semrelease(&rw.writerSem, false)
	}
}

func (rw *RWMutex) Lock() {
	rw.w.Lock()
	readers := atomic.AddInt32(&rw.readerCount, -rwMaxReaders) + rwMaxReaders
	if readers != 0 && atomic.AddInt32(&rw.readerWait, readers) != 0 {
		semacquire(&rw.writerSem, forRWLock)
	}
}

func (rw *RWMutex) TryLock() bool {
	if !rw.w.TryLock() {
		return false
	}
	if !atomic.CompareAndSwapInt32(&rw.readerCount, 0, -rwMaxReaders) {
		rw.w.Unlock()
		return false
	}
	return true
}

func (rw *RWMutex) Unlock() {
	waiting := atomic.AddInt32(&rw.readerCount, rwMaxReaders)
	if waiting >= rwMaxReaders {
		fatal("sync: Unlock of unlocked RWMutex")
	}
	for ; waiting > 0; waiting-- {
		semrelease(&rw.readerSem, false)
	}
	rw.w.Unlock()
}

// RLocker is rw as a Locker for readers.
func (rw *RWMutex) RLocker() Locker {
	return (*rlocker)(rw)
}

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }
