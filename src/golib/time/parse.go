package time

import (
	"errors"
	"internal/bytealg"
)

// ParseError says where a text does not fit its layout.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

func (e *ParseError) Error() string {
	text := "parsing time " + quoted(e.Value)
	if e.Message != "" {
		return text + e.Message
	}
	return text + " as " + quoted(e.Layout) + ": cannot parse " + quoted(e.ValueElem) + " as " +
		quoted(e.LayoutElem)
}

// quoted escapes quotes, backslashes and what is no printable ASCII.
func quoted(s string) string {
	const hex = "0123456789abcdef"
	out := []byte{'"'}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			out = append(out, '\\', c)
		case c < ' ' || c >= 0x80:
			out = append(out, '\\', 'x', hex[c>>4], hex[c&15])
		default:
			out = append(out, c)
		}
	}
	return string(append(out, '"'))
}

// parser collects the fields of a time. -1: not given.
type parser struct {
	value                string // not read yet
	year, month, day     int
	yearDay              int
	hour, min, sec, nsec int
	am, pm               bool
	loc                  *Location
	offset               int
	zoneName             string
	bad                  bool   // it does not fit
	outOfRange           string // or what is too large
}

func isDigit(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

// digits reads n of them, or as many as there are up to -n.
func (p *parser) digits(n int) int {
	most := n
	if n < 0 {
		most = -n
	}
	v, got := 0, 0
	for got < most && isDigit(p.value, got) {
		v = v*10 + int(p.value[got]-'0')
		got++
	}
	if got == 0 || n > 0 && got < n {
		p.bad = true
		return 0
	}
	p.value = p.value[got:]
	return v
}

func (p *parser) skip(c byte) bool {
	if p.value != "" && p.value[0] == c {
		p.value = p.value[1:]
		return true
	}
	return false
}

func (p *parser) within(v, least, most int, what string) int {
	if !p.bad && (v < least || v > most) {
		p.outOfRange = what
	}
	return v
}

// name finds one of the 9-letter names, or the first `size` letters of one; 0 when none is there.
func (p *parser) name(names string, size int) int {
	for i := 0; i*9 < len(names); i++ {
		name := nameAt(names, i)
		if size > 0 {
			name = name[:size]
		}
		if len(p.value) >= len(name) && sameLetters(p.value[:len(name)], name) {
			p.value = p.value[len(name):]
			return i + 1
		}
	}
	p.bad = true
	return 0
}

func sameLetters(a, b string) bool {
	for i := 0; i < len(a); i++ {
		if a[i] != b[i] && (a[i]|32 != b[i]|32 || a[i]|32 < 'a' || a[i]|32 > 'z') {
			return false
		}
	}
	return true
}

// literal matches text between elements; spaces match any number of them, also none at the end.
func (p *parser) literal(text string) bool {
	for text != "" {
		if text[0] == ' ' {
			if p.value != "" && p.value[0] != ' ' {
				return false
			}
			for text != "" && text[0] == ' ' {
				text = text[1:]
			}
			for p.skip(' ') {
			}
			continue
		}
		if !p.skip(text[0]) {
			return false
		}
		text = text[1:]
	}
	return true
}

// fraction reads a point or comma and n digits.
func (p *parser) fraction(n int) {
	if len(p.value) < n+1 || p.value[0] != '.' && p.value[0] != ',' {
		p.bad = true
		return
	}
	v := 0
	for i := 1; i <= max(n, 9); i++ {
		d := 0
		if i <= n {
			if !isDigit(p.value, i) {
				p.bad = true
				return
			}
			d = int(p.value[i] - '0')
		}
		if i <= 9 {
			v = v*10 + d
		}
	}
	p.nsec = v
	p.value = p.value[n+1:]
}

// anyFraction reads one if it is there.
func (p *parser) anyFraction() {
	if p.value != "" && (p.value[0] == '.' || p.value[0] == ',') && isDigit(p.value, 1) {
		n := 1
		for isDigit(p.value, n+1) {
			n++
		}
		p.fraction(n)
	}
}

func (p *parser) half(am, pm string) {
	switch {
	case hasPrefix(p.value, pm):
		p.pm = true
	case hasPrefix(p.value, am):
		p.am = true
	default:
		p.bad = true
		return
	}
	p.value = p.value[2:]
}

// zoneOffset is in the form of the element: [Z]-07[[:]00[[:]00]].
func (p *parser) zoneOffset(e string) {
	if e[0] == 'Z' && p.skip('Z') {
		p.loc = UTC
		return
	}
	negative := p.skip('-')
	if !negative && !p.skip('+') {
		p.bad = true
		return
	}
	form := e[1:]
	units := [3]int{3600, 60, 1}
	limits := [3]int{24, 60, 60}
	names := [3]string{"time zone offset hour", "time zone offset minute", "time zone offset second"}
	offset := 0
	for i := 0; form != "" && !p.bad; i++ {
		if form[0] == ':' {
			form = form[1:]
			if !p.skip(':') {
				p.bad = true
			}
		}
		offset += p.within(p.digits(2), 0, limits[i], names[i]) * units[i]
		form = form[2:]
	}
	if negative {
		offset = -offset
	}
	p.offset = offset
}

// abbreviation reads the name of a zone.
func (p *parser) abbreviation() {
	if hasPrefix(p.value, "UTC") {
		p.value = p.value[3:]
		p.loc = UTC
		return
	}
	n := zoneNameLen(p.value)
	if n == 0 {
		p.bad = true
		return
	}
	p.zoneName = p.value[:n]
	p.value = p.value[n:]
}

func zoneNameLen(s string) int {
	switch {
	case len(s) < 3:
		return 0
	case hasPrefix(s, "ChST") || hasPrefix(s, "MeST"):
		return 4
	case hasPrefix(s, "GMT"):
		return 3 + signedHours(s[3:])
	case s[0] == '+' || s[0] == '-':
		return signedHours(s)
	}
	n := 0
	for n < 6 && n < len(s) && s[n] >= 'A' && s[n] <= 'Z' {
		n++
	}
	if n == 3 || n == 5 && s[4] == 'T' || n == 4 && (s[3] == 'T' || s[:4] == "WITA") {
		return n
	}
	return 0
}

// signedHours is the length of something like -3, up to 23.
func signedHours(s string) int {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0
	}
	n, hours := 1, 0
	for isDigit(s, n) && hours < 24 {
		hours = hours*10 + int(s[n]-'0')
		n++
	}
	if n == 1 || hours > 23 {
		return 0
	}
	return n
}

// element reads what e stands for; layout follows it.
func (p *parser) element(e, layout string) {
	switch e {
	case "06":
		p.year = p.digits(2) + 1900
		if p.year < 1969 {
			p.year += 100
		}
	case "2006":
		p.year = p.digits(4)
	case "Jan":
		p.month = p.name(monthNames, 3)
	case "January":
		p.month = p.name(monthNames, 0)
	case "1":
		p.month = p.within(p.digits(-2), 1, 12, "month")
	case "01":
		p.month = p.within(p.digits(2), 1, 12, "month")
	case "Mon":
		p.name(dayNames, 3)
	case "Monday":
		p.name(dayNames, 0)
	case "_2":
		p.skip(' ')
		p.day = p.digits(-2)
	case "2":
		p.day = p.digits(-2)
	case "02":
		p.day = p.digits(2)
	case "__2":
		if p.skip(' ') {
			p.skip(' ')
		}
		p.yearDay = p.digits(-3)
	case "002":
		p.yearDay = p.digits(3)
	case "15":
		p.hour = p.within(p.digits(-2), 0, 23, "hour")
	case "3":
		p.hour = p.within(p.digits(-2), 0, 12, "hour")
	case "03":
		p.hour = p.within(p.digits(2), 0, 12, "hour")
	case "4":
		p.min = p.within(p.digits(-2), 0, 59, "minute")
	case "04":
		p.min = p.within(p.digits(2), 0, 59, "minute")
	case "5", "05":
		n := 2
		if e == "5" {
			n = -2
		}
		p.sec = p.within(p.digits(n), 0, 59, "second")
		if !p.bad && p.outOfRange == "" && !fractionComes(layout) {
			p.anyFraction()
		}
	case "PM":
		p.half("AM", "PM")
	case "pm":
		p.half("am", "pm")
	case "MST":
		p.abbreviation()
	default:
		switch {
		case e[0] == '-' || e[0] == 'Z':
			p.zoneOffset(e)
		case e[1] == '0':
			p.fraction(len(e) - 1)
		default:
			p.anyFraction()
		}
	}
}

// fractionComes: is a fraction the next element of the layout?
func fractionComes(layout string) bool {
	for ; layout != ""; layout = layout[1:] {
		if e := element(layout); e != "" {
			return e[0] == '.' || e[0] == ','
		}
	}
	return false
}

// Parse takes times without a zone to be in UTC.
//
//golib:leaks layout=heap
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

// ParseInLocation takes them to be in loc, whose zones also explain abbreviations.
//
//golib:leaks layout=heap loc=heap
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

func parse(layout, value string, usual, local *Location) (Time, error) {
	p := &parser{value: bytealg.ReadOnly(value), month: -1, day: -1, yearDay: -1, offset: -1}
	rest := layout
	for {
		from := rest
		e := ""
		for rest != "" {
			if e = element(rest); e != "" {
				break
			}
			rest = rest[1:]
		}
		text := from[:len(from)-len(rest)]
		if !p.literal(text) {
			return Time{}, failed(layout, value, text, p.value, "")
		}
		if e == "" {
			break
		}
		rest = rest[len(e):]
		hold := p.value
		p.element(e, rest)
		if p.outOfRange != "" {
			return Time{}, failed(layout, value, e, p.value, ": "+p.outOfRange+" out of range")
		}
		if p.bad {
			return Time{}, failed(layout, value, e, hold, "")
		}
	}
	if p.value != "" {
		return Time{}, failed(layout, value, "", p.value, ": extra text: "+quoted(p.value))
	}
	if what := p.finishDate(); what != "" {
		return Time{}, failed(layout, value, "", p.value, ": "+what)
	}
	if p.pm && p.hour < 12 {
		p.hour += 12
	} else if p.am && p.hour == 12 {
		p.hour = 0
	}
	return p.time(usual, local), nil
}

// failed copies the texts, so that arguments of the functions do not escape.
func failed(layout, value, layoutElem, valueElem, message string) error {
	clone := func(s string) string { return string([]byte(s)) }
	return &ParseError{clone(layout), clone(value), clone(layoutElem), clone(valueElem), message}
}

func daysIn(m Month, year int) int {
	switch m {
	case February:
		if isLeap(year) {
			return 29
		}
		return 28
	case April, June, September, November:
		return 30
	}
	return 31
}

// finishDate makes month and day of a day of the year, and returns what is wrong.
func (p *parser) finishDate() string {
	if p.yearDay >= 0 {
		if p.yearDay < 1 || p.yearDay > 366 || p.yearDay == 366 && !isLeap(p.year) {
			return "day-of-year out of range"
		}
		_, m, d := Date(p.year, January, p.yearDay, 0, 0, 0, 0, UTC).Date()
		if p.month >= 0 && p.month != int(m) {
			return "day-of-year does not match month"
		}
		if p.day >= 0 && p.day != d {
			return "day-of-year does not match day"
		}
		p.month, p.day = int(m), d
	}
	if p.month < 0 {
		p.month = 1
	}
	if p.day < 0 {
		p.day = 1
	}
	if p.day < 1 || p.day > daysIn(Month(p.month), p.year) {
		return "day out of range"
	}
	return ""
}

func (p *parser) time(usual, local *Location) Time {
	date := func(loc *Location) Time {
		return Date(p.year, Month(p.month), p.day, p.hour, p.min, p.sec, p.nsec, loc)
	}
	if p.loc != nil {
		return date(p.loc)
	}
	if p.offset != -1 {
		t := date(UTC).Add(-Duration(p.offset) * Second)
		if e := local.at(t.Unix()); e.offset == p.offset && (p.zoneName == "" || e.name == p.zoneName) {
			return t.In(local)
		}
		return t.In(FixedZone(string([]byte(p.zoneName)), p.offset))
	}
	if p.zoneName != "" {
		t := date(UTC)
		offset, ok := local.byName(p.zoneName, t.Unix())
		if ok {
			return t.Add(-Duration(offset) * Second).In(local)
		}
		if hasPrefix(p.zoneName, "GMT") && len(p.zoneName) > 3 {
			for _, c := range p.zoneName[4:] {
				offset = offset*10 + int(c-'0')
			}
			offset *= 3600
			if p.zoneName[3] == '-' {
				offset = -offset
			}
		}
		return t.In(FixedZone(string([]byte(p.zoneName)), offset))
	}
	return date(usual)
}

// ParseDuration reads numbers with units: 1h15m30.918s.
//
//golib:leaks s=heap
func ParseDuration(s string) (Duration, error) {
	rest := s
	negative := rest != "" && rest[0] == '-'
	if negative || rest != "" && rest[0] == '+' {
		rest = rest[1:]
	}
	if rest == "0" {
		return 0, nil
	}
	bad := func() (Duration, error) {
		return 0, errors.New("time: invalid duration " + quoted(s))
	}
	if rest == "" {
		return bad()
	}
	sum := uint64(0)
	for rest != "" {
		whole, n := uint64(0), 0
		for ; isDigit(rest, n); n++ {
			if whole > 1<<63/10 {
				return bad()
			}
			if whole = whole*10 + uint64(rest[n]-'0'); whole > 1<<63 {
				return bad()
			}
		}
		digits := n
		rest = rest[n:]
		fraction, scale := uint64(0), 1.0
		if rest != "" && rest[0] == '.' {
			full := false
			for n = 1; isDigit(rest, n); n++ {
				digits++
				if full = full || fraction > (1<<63-1)/10; full {
					continue
				}
				next := fraction*10 + uint64(rest[n]-'0')
				if full = next > 1<<63; full {
					continue
				}
				fraction = next
				scale *= 10
			}
			rest = rest[n:]
		}
		if digits == 0 {
			return bad()
		}
		n = 0
		for n < len(rest) && rest[n] != '.' && !isDigit(rest, n) {
			n++
		}
		if n == 0 {
			return 0, errors.New("time: missing unit in duration " + quoted(s))
		}
		unit := unitOf(rest[:n])
		if unit == 0 {
			return 0, errors.New("time: unknown unit " + quoted(rest[:n]) + " in duration " + quoted(s))
		}
		rest = rest[n:]
		if whole > 1<<63/unit {
			return bad()
		}
		whole *= unit
		if fraction > 0 {
			whole += uint64(float64(fraction) * (float64(unit) / scale))
			if whole > 1<<63 {
				return bad()
			}
		}
		if sum += whole; sum > 1<<63 {
			return bad()
		}
	}
	if negative {
		return -Duration(sum), nil
	}
	if sum > 1<<63-1 {
		return bad()
	}
	return Duration(sum), nil
}

func unitOf(s string) uint64 {
	switch s {
	case "ns":
		return uint64(Nanosecond)
	case "us", "µs", "μs":
		return uint64(Microsecond)
	case "ms":
		return uint64(Millisecond)
	case "s":
		return uint64(Second)
	case "m":
		return uint64(Minute)
	case "h":
		return uint64(Hour)
	}
	return 0
}
