package time

// now reads both clocks: the wall clock since 1970 UTC, and the monotonic one.
func now() (sec int64, nsec int32, mono int64)

// nanotime is the monotonic clock, as timers use it; never 0.
func nanotime() int64

// Time is an instant. Two forms share the words:
//
//	read from the clock: wall = 1<<63 | seconds since 1885 << 30 | nanoseconds, ext = monotonic ns
//	all others:          wall = nanoseconds, ext = seconds since the year 1
type Time struct {
	wall uint64
	ext  int64
	loc  *Location // nil is UTC
}

const (
	hasMonotonic = 1 << 63
	nsecMask     = 1<<30 - 1

	daysTo1885 = 1884*365 + 1884/4 - 1884/100 + 1884/400
	daysTo1970 = 1969*365 + 1969/4 - 1969/100 + 1969/400
	secTo1885  = daysTo1885 * 86400
	secTo1970  = daysTo1970 * 86400
)

// start is subtracted so that monotonic readings are small.
var start = nanotime() - 1

func Now() Time {
	sec, nsec, mono := now()
	since1885 := uint64(sec + secTo1970 - secTo1885)
	return Time{hasMonotonic | since1885<<30 | uint64(nsec), mono - start, Local}
}

func (t *Time) sec() int64 {
	if t.wall&hasMonotonic != 0 {
		return secTo1885 + int64(t.wall<<1>>31)
	}
	return t.ext
}

func (t *Time) nsec() int64 {
	return int64(t.wall & nsecMask)
}

// Unix is in the local zone.
func Unix(sec int64, nsec int64) Time { return unixTime(sec, nsec).In(Local) }

func unixTime(sec, nsec int64) Time {
	sec += nsec / 1e9
	nsec %= 1e9
	if nsec < 0 {
		nsec += 1e9
		sec--
	}
	return Time{uint64(nsec), sec + secTo1970, nil}
}

func UnixMilli(msec int64) Time { return Unix(msec/1e3, msec%1e3*1e6) }
func UnixMicro(usec int64) Time { return Unix(usec/1e6, usec%1e6*1e3) }

func (t Time) Unix() int64      { return t.sec() - secTo1970 }
func (t Time) UnixNano() int64  { return t.Unix()*1e9 + t.nsec() }
func (t Time) UnixMicro() int64 { return t.Unix()*1e6 + t.nsec()/1e3 }
func (t Time) UnixMilli() int64 { return t.Unix()*1e3 + t.nsec()/1e6 }
func (t Time) Nanosecond() int  { return int(t.nsec()) }
func (t Time) IsZero() bool     { return t.sec() == 0 && t.nsec() == 0 }

func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

//golib:leaks t=mutates loc=heap
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t.loc = loc
	if loc == &utcLoc {
		t.loc = nil
	}
	return t
}

func (t Time) zone() era { return t.loc.at(t.Unix()) }

// local is seconds since the year 1 on the clocks of t's place.
func (t Time) local() int64 {
	if t.loc == nil {
		return t.sec()
	}
	return t.sec() + int64(t.zone().offset)
}

// Zone is the abbreviation in use, and seconds east of UTC.
//
//golib:leaks t=result0+1
func (t Time) Zone() (name string, offset int) {
	e := t.zone()
	return e.name, e.offset
}

func (t Time) IsDST() bool { return t.zone().isDST }

// ZoneBounds is when the zone in use began and ends; zero when it always was or will be.
//
//golib:leaks t=heap
func (t Time) ZoneBounds() (start, end Time) {
	e := t.zone()
	if e.start != always {
		start = unixTime(e.start, 0).In(t.Location())
	}
	if e.end != never {
		end = unixTime(e.end, 0).In(t.Location())
	}
	return start, end
}

//golib:leaks t=mutates
func (t Time) UTC() Time { return t.In(UTC) }

//golib:leaks t=mutates
func (t Time) Local() Time { return t.In(Local) }

// Add moves the monotonic reading along.
//
//golib:leaks t=mutates
func (t Time) Add(d Duration) Time {
	sec := t.sec() + int64(d/1e9)
	nsec := t.nsec() + int64(d%1e9)
	if nsec >= 1e9 {
		sec++
		nsec -= 1e9
	} else if nsec < 0 {
		sec--
		nsec += 1e9
	}
	since1885 := sec - secTo1885
	if t.wall&hasMonotonic == 0 || since1885 < 0 || since1885 >= 1<<33 {
		return Time{uint64(nsec), sec, t.loc}
	}
	return Time{hasMonotonic | uint64(since1885)<<30 | uint64(nsec), t.ext + int64(d), t.loc}
}

// Sub uses the monotonic readings when both have one.
//
//golib:leaks u=mutates
func (t Time) Sub(u Time) Duration {
	if t.wall&u.wall&hasMonotonic != 0 {
		return Duration(t.ext - u.ext)
	}
	d := Duration(t.sec()-u.sec())*Second + Duration(t.nsec()-u.nsec())
	switch {
	case u.Add(d).Equal(t):
		return d
	case t.Before(u):
		return minDuration
	}
	return maxDuration
}

//golib:leaks t=mutates
func Since(t Time) Duration {
	if t.wall&hasMonotonic != 0 {
		return Duration(nanotime() - start - t.ext)
	}
	return Now().Sub(t)
}

func Until(t Time) Duration {
	return -Since(t)
}

func (t Time) Compare(u Time) int {
	a, b := t.sec(), u.sec()
	if t.wall&u.wall&hasMonotonic != 0 {
		a, b = t.ext, u.ext
	} else if a == b {
		a, b = t.nsec(), u.nsec()
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }
func (t Time) After(u Time) bool  { return t.Compare(u) > 0 }
func (t Time) Equal(u Time) bool  { return t.Compare(u) == 0 }

// Round and Truncate work on the time since the year 1; both drop the monotonic reading.
//
//golib:leaks t=mutates
func (t Time) Truncate(d Duration) Time {
	t = t.stripped()
	if d <= 0 {
		return t
	}
	return t.Add(-t.since(d))
}

//golib:leaks t=mutates
func (t Time) Round(d Duration) Time {
	t = t.stripped()
	if d <= 0 {
		return t
	}
	rest := t.since(d)
	if rest+rest < d {
		return t.Add(-rest)
	}
	return t.Add(d - rest)
}

func (t Time) stripped() Time {
	return Time{uint64(t.nsec()), t.sec(), t.loc}
}

// since is the time since the last multiple of d; the seconds are taken bit by bit so that nothing
// overflows.
func (t Time) since(d Duration) Duration {
	if d%Second == 0 {
		s := int64(d / Second)
		rest := t.sec() % s
		if rest < 0 {
			rest += s
		}
		return Duration(rest)*Second + Duration(t.nsec())
	}
	negative := t.sec() < 0
	sec, nsec := uint64(t.sec()), Duration(t.nsec())
	if negative {
		sec, nsec = -sec, -nsec
	}
	rest := uint64(0)
	unit := uint64(Second) % uint64(d)
	for ; sec > 0; sec >>= 1 {
		if sec&1 != 0 {
			rest = (rest + unit) % uint64(d)
		}
		unit = unit * 2 % uint64(d)
	}
	r := (Duration(rest) + nsec%d) % d
	if r < 0 {
		r += d
	}
	if negative && r != 0 {
		r = d - r
	}
	return r
}
