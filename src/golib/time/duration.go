// Package time: clocks, durations and timers.
package time

import "internal/number"

// Duration is a number of nanoseconds.
type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

func (d Duration) Nanoseconds() int64  { return int64(d) }
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }

// The whole part is converted apart so that large durations lose nothing to rounding.
func (d Duration) in(unit Duration) float64 {
	return float64(d/unit) + float64(d%unit)/float64(unit)
}

func (d Duration) Seconds() float64 { return d.in(Second) }
func (d Duration) Minutes() float64 { return d.in(Minute) }
func (d Duration) Hours() float64   { return d.in(Hour) }

// Truncate rounds towards zero to a multiple of m.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds to the nearest multiple of m, halfway away from zero.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	rest := d % m
	if d < 0 {
		rest = -rest
		if rest+rest < m {
			return d + rest
		}
		if down := d - m + rest; down < d {
			return down
		}
		return minDuration
	}
	if rest+rest < m {
		return d - rest
	}
	if up := d + m - rest; up > d {
		return up
	}
	return maxDuration
}

func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	}
	return -d
}

// String writes the largest fitting units: 1h15m30.918s, 1.5ms, 0s.
func (d Duration) String() string {
	if d == 0 {
		return "0s"
	}
	var buf [40]byte
	out := buf[:0]
	u := uint64(d)
	if d < 0 {
		u = -u
		out = append(out, '-')
	}
	switch {
	case u < 1000:
		return string(append(number.AppendUint(out, u), "ns"...))
	case u < 1000*1000:
		return string(append(appendDecimal(out, u, 1000), "µs"...))
	case u < 1000*1000*1000:
		return string(append(appendDecimal(out, u, 1000*1000), "ms"...))
	}
	seconds := u / uint64(Second)
	if hours := seconds / 3600; hours > 0 {
		out = append(number.AppendUint(out, hours), 'h')
	}
	if seconds >= 60 {
		out = append(number.AppendUint(out, seconds/60%60), 'm')
	}
	u = seconds%60*uint64(Second) + u%uint64(Second)
	return string(append(appendDecimal(out, u, uint64(Second)), 's'))
}

// appendDecimal appends u/unit, unit a power of ten, without trailing zeros.
func appendDecimal(out []byte, u, unit uint64) []byte {
	out = number.AppendUint(out, u/unit)
	rest := u % unit
	if rest == 0 {
		return out
	}
	out = append(out, '.')
	for rest > 0 {
		unit /= 10
		out = append(out, byte('0'+rest/unit))
		rest %= unit
	}
	return out
}
