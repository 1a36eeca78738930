package time

// Sleep parks the goroutine for at least d.
func Sleep(d Duration)

// timer is what the scheduler knows of a timer. When it expires the scheduler sends the time on c
// without waiting, or, when c is nil, starts a goroutine that runs f; with a period it is set again.
type timer struct {
	handle uintptr // the scheduler's; 0 when it never ran
	c      chan Time
	f      func()
	loc    *Location // with c: of the times sent
	start  int64     // with c: the clock when the program began
}

// startTimer sets t to expire when nanotime reaches `when`, also when it is set already. The
// scheduler keeps t, and so c and f, alive while it is set.
func startTimer(t *timer, when, period int64)

// stopTimer reports whether t was set.
func stopTimer(t *timer) bool

// deadline is the clock d from now, without overflow.
func deadline(d Duration) int64 {
	now := nanotime()
	if d <= 0 {
		return now
	}
	if t := now + int64(d); t > 0 {
		return t
	}
	return 1<<63 - 1
}

// Timer is one event in the future.
type Timer struct {
	C <-chan Time
	r timer
}

func NewTimer(d Duration) *Timer {
	c := make(chan Time, 1)
	t := &Timer{C: c, r: timer{c: c, loc: &localLoc, start: start}}
	startTimer(&t.r, deadline(d), 0)
	return t
}

// AfterFunc runs f in a goroutine of its own after d.
func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{r: timer{f: f}}
	startTimer(&t.r, deadline(d), 0)
	return t
}

// Stop reports whether the timer was still to expire. No old time stays in C.
func (t *Timer) Stop() bool {
	if t.r.c == nil && t.r.f == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	active := stopTimer(&t.r)
	if drain(t.r.c) {
		active = true
	}
	return active
}

func (t *Timer) Reset(d Duration) bool {
	if t.r.c == nil && t.r.f == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	active := t.Stop()
	startTimer(&t.r, deadline(d), 0)
	return active
}

func drain(c chan Time) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// After returns the channel of a new timer.
func After(d Duration) <-chan Time {
	return NewTimer(d).C
}

// Ticker is an event that repeats.
type Ticker struct {
	C <-chan Time
	r timer
}

func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := make(chan Time, 1)
	t := &Ticker{C: c, r: timer{c: c, loc: &localLoc, start: start}}
	startTimer(&t.r, deadline(d), int64(d))
	return t
}

func (t *Ticker) Stop() {
	stopTimer(&t.r)
	drain(t.r.c)
}

func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	t.Stop()
	startTimer(&t.r, deadline(d), int64(d))
}

// Tick returns the channel of a ticker that is never stopped.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
