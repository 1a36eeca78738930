// Two leaks: a global map that only grows, and goroutines that wait for ever.
//
// Watch live heap after each cycle: it never falls back. The map is a root in the globals strip;
// the forgotten goroutines pile up in "chan receive". Runs until stopped.
package main

import (
	"fmt"
	"time"
)

type Session struct {
	user  string
	state [256]byte
}

var sessions = map[int]*Session{} // nobody ever deletes

func login(id int) {
	s := &Session{user: fmt.Sprint("user-", id)}
	sessions[id] = s
}

// notify forgets to close done: its goroutine can never end.
func notify(id int) chan struct{} {
	done := make(chan struct{})
	go func() {
		<-done
		fmt.Println("never printed", id)
	}()
	return done
}

func main() {
	for id := 0; ; id++ {
		login(id)
		if id%8 == 0 {
			notify(id)
		}
		if id%2000 == 1999 {
			fmt.Println(len(sessions), "sessions kept")
			time.Sleep(20 * time.Millisecond)
		}
	}
}
