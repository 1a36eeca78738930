package sync

import (
	real "sync"
	"time"
)

// Semaphores as the machine has them: a unit goes to the longest waiter or into *s.
var lock real.Mutex
var waiting = map[*uint32][]chan bool{}

func semacquire(s *uint32, why int) {
	lock.Lock()
	if *s > 0 {
		*s--
		lock.Unlock()
		return
	}
	c := make(chan bool)
	waiting[s] = append(waiting[s], c)
	lock.Unlock()
	<-c
}

func semrelease(s *uint32, handoff bool) {
	lock.Lock()
	if list := waiting[s]; len(list) > 0 {
		waiting[s] = list[1:]
		lock.Unlock()
		close(list[0])
		return
	}
	*s++
	lock.Unlock()
}

var start = time.Now()

func nanotime() int64 { return int64(time.Since(start)) + 1 }

func fatal(text string) { panic("fatal error: " + text) }

func registerPool(p *Pool) {}
