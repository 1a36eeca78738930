package time

import "internal/bytealg"

// Rules as in the variable TZ: "CET-1CEST,M3.5.0,M10.5.0/3".

// ruleText takes parts off its front; ok turns false when one is not there.
type ruleText struct {
	rest string
	ok   bool
}

func (t *ruleText) skip(c byte) bool {
	if t.rest != "" && t.rest[0] == c {
		t.rest = t.rest[1:]
		return true
	}
	return false
}

func (t *ruleText) number(least, most int) int {
	n, digits := 0, 0
	for t.rest != "" && t.rest[0] >= '0' && t.rest[0] <= '9' && digits < 5 {
		n = n*10 + int(t.rest[0]-'0')
		t.rest = t.rest[1:]
		digits++
	}
	if digits == 0 || n < least || n > most {
		t.ok = false
	}
	return n
}

// name is of letters, or of anything between < and >.
func (t *ruleText) name() string {
	quoted := t.skip('<')
	i := 0
	for i < len(t.rest) {
		c := t.rest[i]
		letter := c|32 >= 'a' && c|32 <= 'z'
		if quoted && c == '>' || !quoted && !letter {
			break
		}
		i++
	}
	name := t.rest[:i]
	t.rest = t.rest[i:]
	if quoted && !t.skip('>') || !quoted && len(name) < 3 {
		t.ok = false
	}
	return name
}

// clock is hours, minutes and seconds, in seconds.
func (t *ruleText) clock() int {
	negative := t.skip('-')
	if !negative {
		t.skip('+')
	}
	s := t.number(0, 24*7) * 3600
	if t.skip(':') {
		s += t.number(0, 59) * 60
		if t.skip(':') {
			s += t.number(0, 59)
		}
	}
	if negative {
		return -s
	}
	return s
}

// day says when in a year the clock is changed: in week of month, the last when 5, on a weekday; or
// on a day of the year, which with 'J' never counts 29 February.
type day struct {
	kind             byte // 'M', 'J' or 0
	month, week, day int
	clock            int
}

func (t *ruleText) day() (d day) {
	d.clock = 2 * 3600
	switch {
	case t.skip('M'):
		d.kind = 'M'
		d.month = t.number(1, 12)
		t.ok = t.skip('.') && t.ok
		d.week = t.number(1, 5)
		t.ok = t.skip('.') && t.ok
		d.day = t.number(0, 6)
	case t.skip('J'):
		d.kind = 'J'
		d.day = t.number(1, 365)
	default:
		d.day = t.number(0, 365)
	}
	if t.skip('/') {
		d.clock = t.clock()
	}
	return d
}

// in returns the second of the year, by the clock before the change.
func (d day) in(year int) int {
	days := d.day
	switch d.kind {
	case 'J':
		days--
		if isLeap(year) && d.day >= 60 {
			days++
		}
	case 'M':
		first := daysBefore(year, d.month)
		weekday := int((first - marchToYear1 + 1) % 7)
		inMonth := (d.day-weekday+7)%7 + (d.week-1)*7
		if inMonth >= daysIn(Month(d.month), year) {
			inMonth -= 7
		}
		days = int(first-daysBefore(year, 1)) + inMonth
	}
	return days*86400 + d.clock
}

// byRule finds the era of an instant behind the last change.
func byRule(rule string, lastChange, unix int64) (e era, ok bool) {
	t := &ruleText{bytealg.ReadOnly(rule), true}
	standard := zone{name: t.name()}
	standard.offset = -t.clock()
	if t.rest == "" || t.rest[0] == ',' || !t.ok {
		return era{standard, lastChange, never}, t.ok
	}
	summer := zone{t.name(), standard.offset + 3600, true}
	if t.rest != "" && t.rest[0] != ',' {
		summer.offset = -t.clock()
	}
	if t.rest == "" {
		t.rest = ",M3.2.0,M11.1.0"
	}
	t.ok = t.skip(',') && t.ok
	begin := t.day()
	t.ok = t.skip(',') && t.ok
	end := t.day()
	if !t.ok || t.rest != "" {
		return era{}, false
	}
	// In the year of the instant: what was before the first change, between the two, and after.
	year, _, _ := civil(floorDiv(unix+int64(standard.offset)+secTo1970, 86400))
	jan1 := newYear(year)
	first := jan1 + int64(begin.in(year)-standard.offset)
	second := jan1 + int64(end.in(year)-summer.offset)
	outside, inside := standard, summer
	if second < first {
		first, second = second, first
		outside, inside = summer, standard
	}
	switch {
	case unix < first:
		return era{outside, jan1, first}, true
	case unix < second:
		return era{inside, first, second}, true
	}
	return era{outside, second, newYear(year + 1)}, true
}

// newYear is in seconds since 1970.
func newYear(year int) int64 {
	return (daysBefore(year, 1)-marchToYear1)*86400 - secTo1970
}
