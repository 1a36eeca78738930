package time

import "internal/number"

const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// elements are the parts of the reference time; of two that start alike the longer is first.
var elements = [...]string{
	"January", "Jan", "Monday", "Mon", "MST", "2006", "-07:00:00", "-070000", "-07:00", "-0700", "-07",
	"Z07:00:00", "Z070000", "Z07:00", "Z0700", "Z07", "01", "02", "03", "04", "05", "06", "002", "15",
	"PM", "pm", "__2", "_2", "1", "2", "3", "4", "5",
}

func hasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

// element is the part that the layout begins with, "" for literal text.
func element(layout string) string {
	switch c := layout[0]; {
	case c == '.' || c == ',':
		n := 1
		for n < len(layout) && layout[n] == layout[1] && (layout[1] == '0' || layout[1] == '9') {
			n++
		}
		if n > 1 && !isDigit(layout, n) {
			return layout[:n]
		}
		return ""
	case c >= '0' && c <= '6' || c == 'J' || c == 'M' || c == 'P' || c == 'p' || c == '-' ||
		c == 'Z' || c == '_':
		if hasPrefix(layout, "_2006") {
			return ""
		}
		for _, e := range elements {
			if hasPrefix(layout, e) && !(len(e) == 3 && (c == 'J' || e == "Mon") && lowerFollows(layout)) {
				return e
			}
		}
	}
	return ""
}

// lowerFollows: Jan and Mon are no elements when they begin a longer word.
func lowerFollows(layout string) bool {
	return len(layout) > 3 && layout[3] >= 'a' && layout[3] <= 'z'
}

func appendPadded(out []byte, n, width int) []byte {
	if n < 0 {
		out = append(out, '-')
		n = -n
	}
	for limit := 10; width > 1; width-- {
		if n < limit {
			for w := width; w > 1; w-- {
				out = append(out, '0')
			}
			break
		}
		limit *= 10
	}
	return number.AppendUint(out, uint64(n))
}

func (t Time) Format(layout string) string {
	var buf [64]byte
	return string(t.AppendFormat(buf[:0], layout))
}

func (t Time) AppendFormat(out []byte, layout string) []byte {
	for len(layout) > 0 {
		e := element(layout)
		if e == "" {
			out = append(out, layout[0])
			layout = layout[1:]
			continue
		}
		layout = layout[len(e):]
		out = t.appendElement(out, e)
	}
	return out
}

func (t Time) appendElement(out []byte, e string) []byte {
	if e[0] == '.' || e[0] == ',' {
		return t.appendFraction(out, e)
	}
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	switch e {
	case "2006":
		return appendPadded(out, year, 4)
	case "06":
		return appendPadded(out, year%100, 2)
	case "January":
		return append(out, month.String()...)
	case "Jan":
		return append(out, month.String()[:3]...)
	case "1":
		return appendPadded(out, int(month), 1)
	case "01":
		return appendPadded(out, int(month), 2)
	case "Monday":
		return append(out, t.Weekday().String()...)
	case "Mon":
		return append(out, t.Weekday().String()[:3]...)
	case "2":
		return appendPadded(out, day, 1)
	case "_2":
		if day < 10 {
			out = append(out, ' ')
		}
		return appendPadded(out, day, 1)
	case "02":
		return appendPadded(out, day, 2)
	case "002":
		return appendPadded(out, t.YearDay(), 3)
	case "15":
		return appendPadded(out, hour, 2)
	case "3":
		return appendPadded(out, (hour+11)%12+1, 1)
	case "03":
		return appendPadded(out, (hour+11)%12+1, 2)
	case "4":
		return appendPadded(out, min, 1)
	case "04":
		return appendPadded(out, min, 2)
	case "5":
		return appendPadded(out, sec, 1)
	case "05":
		return appendPadded(out, sec, 2)
	case "PM", "pm":
		half := e[0] - 'P' + 'A'
		if hour >= 12 {
			half = e[0]
		}
		return append(out, half, e[1])
	case "__2":
		yearDay := t.YearDay()
		for limit := 100; limit > 1 && yearDay < limit; limit /= 10 {
			out = append(out, ' ')
		}
		return appendPadded(out, yearDay, 1)
	case "MST":
		zone := t.zone()
		if zone.name != "" {
			return append(out, zone.name...)
		}
		return appendOffset(out, zone.offset, "-0700")
	}
	if e[0] == '-' || e[0] == 'Z' {
		offset := t.zone().offset
		if e[0] == 'Z' && offset == 0 {
			return append(out, 'Z')
		}
		return appendOffset(out, offset, e)
	}
	return out
}

// appendOffset writes it in the form -07[[:]00[[:]00]].
func appendOffset(out []byte, offset int, form string) []byte {
	sign := byte('+')
	if offset < 0 {
		sign = '-'
		offset = -offset
	}
	out = append(out, sign)
	unit := 3600
	for i := 1; i < len(form); i += 2 {
		if form[i] == ':' {
			out = append(out, ':')
			i++
		}
		n := offset / unit
		if unit < 3600 {
			n %= 60
		}
		out = appendPadded(out, n, 2)
		unit /= 60
	}
	return out
}

// appendFraction: e is a point or comma and zeros, or nines, which drop trailing zeros.
func (t Time) appendFraction(out []byte, e string) []byte {
	from := len(out)
	out = append(out, e[0])
	n := t.Nanosecond()
	for unit := 100000000; len(out)-from < len(e) && unit > 0; unit /= 10 {
		out = append(out, byte('0'+n/unit%10))
	}
	if e[1] == '9' {
		for out[len(out)-1] == '0' {
			out = out[:len(out)-1]
		}
		if len(out) == from+1 {
			out = out[:from]
		}
	}
	return out
}

// String adds the monotonic reading as m=+0.000000000.
func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.wall&hasMonotonic == 0 {
		return s
	}
	sign := " m=+"
	mono := t.ext
	if mono < 0 {
		sign = " m=-"
		mono = -mono
	}
	out := append([]byte(s), sign...)
	out = number.AppendInt(out, mono/1e9)
	out = append(out, '.')
	return string(appendPadded(out, int(mono%1e9), 9))
}

// GoString is the call of Date that makes t.
func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	out := number.AppendInt([]byte("time.Date("), int64(year))
	out = append(append(out, ", time."...), month.String()...)
	for _, n := range [...]int{day, hour, min, sec, t.Nanosecond()} {
		out = number.AppendInt(append(out, ", "...), int64(n))
	}
	switch t.Location() {
	case UTC:
		out = append(out, ", time.UTC)"...)
	case Local:
		out = append(out, ", time.Local)"...)
	default:
		out = append(out, ", time.Location("...)
		out = append(append(out, quoted(t.loc.String())...), "))"...)
	}
	return string(out)
}
