package time

import "internal/number"

type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

const monthNames = "January  February March    April    May      June     " +
	"July     August   SeptemberOctober  November December "
const dayNames = "Sunday   Monday   Tuesday  WednesdayThursday Friday   Saturday "

func nameAt(names string, i int) string {
	name := names[i*9 : i*9+9]
	for name[len(name)-1] == ' ' {
		name = name[:len(name)-1]
	}
	return name
}

func (m Month) String() string {
	if m < January || m > December {
		return "%!Month(" + string(number.AppendInt(nil, int64(m))) + ")"
	}
	return nameAt(monthNames, int(m)-1)
}

func (d Weekday) String() string {
	if d < Sunday || d > Saturday {
		return "%!Weekday(" + string(number.AppendInt(nil, int64(d))) + ")"
	}
	return nameAt(dayNames, int(d))
}

func isLeap(year int) bool {
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

// daysBefore is the number of days from 1 March of the year 0 to the first of the month; years that
// begin in March have their leap day at the end.
func daysBefore(year, month int) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	y := int64(year)
	return y*365 + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400) + int64((153*(month-3)+2)/5)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

const marchToYear1 = 306 // days from 1 March of the year 0 to 1 January of the year 1

// Date normalises values out of range, as in October 32.
//
//golib:leaks loc=heap
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	m := int64(month) - 1
	year += int(floorDiv(m, 12))
	m -= floorDiv(m, 12) * 12
	days := daysBefore(year, int(m)+1) - marchToYear1 + int64(day) - 1
	seconds := days*86400 + int64(hour)*3600 + int64(min)*60 + int64(sec)
	seconds += floorDiv(int64(nsec), 1e9)
	nanos := int64(nsec) - floorDiv(int64(nsec), 1e9)*1e9
	return Time{uint64(nanos), fromLocal(seconds, loc), loc}.In(loc)
}

// fromLocal turns what the clocks at loc show into UTC. Where they show it twice or never, it guesses:
// with the offset that is in use at that time in UTC, unless the result is in another zone's time.
func fromLocal(seconds int64, loc *Location) int64 {
	unix := seconds - secTo1970
	e := loc.at(unix)
	if e.offset != 0 {
		utc := unix - int64(e.offset)
		if utc < e.start || utc >= e.end {
			e = loc.at(utc)
		}
	}
	return seconds - int64(e.offset)
}

func (t Time) days() int64 { return floorDiv(t.local(), 86400) }

func (t Time) Date() (year int, month Month, day int) { return civil(t.days()) }

// civil is the date of a number of days since 1 January of the year 1.
func civil(d int64) (year int, month Month, day int) {
	d += marchToYear1
	era := floorDiv(d, 146097)
	d -= era * 146097
	y := (d - d/1460 + d/36524 - d/146096) / 365
	d -= 365*y + y/4 - y/100
	mp := (5*d + 2) / 153
	day = int(d-(153*mp+2)/5) + 1
	year = int(y + era*400)
	month = Month(mp + 3)
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

func (t Time) Year() int {
	year, _, _ := t.Date()
	return year
}

func (t Time) Month() Month {
	_, month, _ := t.Date()
	return month
}

func (t Time) Day() int {
	_, _, day := t.Date()
	return day
}

func (t Time) YearDay() int {
	year, _, _ := t.Date()
	return int(t.days()-(daysBefore(year, 1)-marchToYear1)) + 1
}

func (t Time) Weekday() Weekday {
	return Weekday((t.days()%7 + 8) % 7) // 1 January of the year 1 was a Monday
}

// ISOWeek: a week belongs to the year that has its Thursday.
func (t Time) ISOWeek() (year, week int) {
	thursday := t.AddDate(0, 0, 4-(int(t.Weekday())+6)%7-1)
	return thursday.Year(), (thursday.YearDay()-1)/7 + 1
}

func (t Time) secOfDay() int { return int(t.local() - t.days()*86400) }

func (t Time) Clock() (hour, min, sec int) {
	s := t.secOfDay()
	return s / 3600, s / 60 % 60, s % 60
}

func (t Time) Hour() int   { return t.secOfDay() / 3600 }
func (t Time) Minute() int { return t.secOfDay() / 60 % 60 }
func (t Time) Second() int { return t.secOfDay() % 60 }

// AddDate adds to the calendar fields and normalises.
//
//golib:leaks t=heap
func (t Time) AddDate(years, months, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, t.Nanosecond(),
		t.Location())
}
