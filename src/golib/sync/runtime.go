// Package sync: locks and the like, built on semaphores of the scheduler.
package sync

// semacquire waits until *s > 0 and takes one. Waiters are served in order; a unit that semrelease
// gives to a waiter never shows in *s, so nobody can take it away. Parks; why is what a
// traceback says about it.
func semacquire(s *uint32, why int)

// The reasons, by the machine's numbers (src/sched/g.h).
const (
	forMutex     = 8
	forRLock     = 9
	forRWLock    = 10
	forWaitGroup = 11
	forCond      = 12
)

// semrelease gives a unit to the longest waiting goroutine, or adds one to *s when nobody waits.
// handoff: let that goroutine run at once on this P.
func semrelease(s *uint32, handoff bool)

// nanotime is the monotonic clock.
func nanotime() int64

// fatal ends the program with "fatal error: " + text and status 2.
func fatal(text string)

type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// A Locker can be locked.
type Locker interface {
	Lock()
	Unlock()
}
