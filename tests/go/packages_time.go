package main

import (
	"errors"
	"fmt"
	"time"
)

func parse() {
	for _, c := range [][2]string{
		{time.RFC3339, "2024-02-29T13:04:05Z"},
		{time.RFC3339, "2024-02-29T13:04:05.123456789+02:00"},
		{time.RFC3339, "2023-02-29T13:04:05Z"},
		{time.RFC3339, "2023-13-01T13:04:05Z"},
		{time.RFC3339, "2023-12-01T25:04:05Z"},
		{time.RFC3339, "2023-12-01 05:04:05Z"},
		{time.RFC3339Nano, "2023-12-01T05:04:05.5-07:30"},
		{time.DateOnly, "1999-12-31"},
		{time.DateOnly, "1999-12-31 rest"},
		{time.DateOnly, "99-12-31"},
		{time.DateOnly, ""},
		{time.DateTime, "2000-01-02 03:04:05"},
		{time.TimeOnly, "23:59:60"},
		{time.TimeOnly, "23:59:59.25"},
		{time.Kitchen, "3:04PM"},
		{time.Kitchen, "12:30AM"},
		{time.Kitchen, "13:04PM"},
		{time.Kitchen, "3:04XM"},
		{time.ANSIC, "Mon Jan  2 15:04:05 2006"},
		{time.UnixDate, "Thu May 17 09:08:07 MST 2029"},
		{time.UnixDate, "Thu May 17 09:08:07 UTC 2029"},
		{time.RubyDate, "Mon Jan 02 15:04:05 -0700 2006"},
		{time.RFC822, "02 Jan 69 15:04 GMT"},
		{time.RFC822Z, "02 Jan 68 15:04 +0130"},
		{time.RFC850, "Monday, 02-Jan-06 15:04:05 CEST"},
		{time.RFC1123, "mon, 02 JAN 2006 15:04:05 GMT+3"},
		{time.RFC1123Z, "Mon, 02 Jan 2006 15:04:05 +2500"},
		{time.StampMicro, "Mar  7 01:02:03.000045"},
		{time.StampMilli, "Mar  7 01:02:03.04"},
		{"2006 002", "2024 060"},
		{"2006 __2", "2023   9"},
		{"2006 002", "2023 366"},
		{"January 2, 2006", "March 5, 2021"},
		{"January 2, 2006", "Marsh 5, 2021"},
		{"2 Jan 06 3pm", "5 apr 21 11am"},
		{"15h04", "7h5"},
		{"2006-01-02 -07", "2021-03-04 +09"},
		{"2006-01-02 Z07:00:00", "2021-03-04 -01:02:03"},
		{"2006-01-02 Z070000", "2021-03-04 Z"},
		{"15:04:05.000", "01:02:03.5"},
		{"15:04:05.999", "01:02:03.5"},
		{"15:04:05,000", "01:02:03,500"},
		{"Month 01", "Month 5"},
		{"1/2", "13/1"},
		{"1/2", "4/31"},
		{"\"x\\\" 2006", "nö"},
	} {
		t, err := time.Parse(c[0], c[1])
		fmt.Printf("%q %q: %v %v\n", c[0], c[1], t, err)
		var pe *time.ParseError
		if errors.As(err, &pe) {
			fmt.Printf("  %q %q %q\n", pe.LayoutElem, pe.ValueElem, pe.Message)
		}
	}
}

func durations() {
	for _, s := range []string{"1h15m30.918s", "-1.5h", "0", "+5s", "1us2µs3ns", ".5s", "1.s", "", "3", "1x", "s", "-", "1h-5m", "9223372036854775807ns", "9223372036854775808ns", "-9223372036854775808ns", "2562048h", "1.23456789012345678901h", "100ms200", "1d\xff"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
	d := 3*time.Hour + 25*time.Minute + 45*time.Second + 500*time.Millisecond
	fmt.Println(d.Round(time.Hour), d.Truncate(time.Minute), d.Hours(), d.Minutes(), d.Seconds(), d.Milliseconds(), (-d).Abs())
	fmt.Printf("%v %d %s %T %.1f\n", d, d, d, d, d.Minutes())
}

func formats() {
	t := time.Date(2009, time.November, 5, 7, 8, 9, 123456000, time.UTC)
	for _, l := range []string{time.Layout, time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z,
		time.RFC3339, time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro, time.StampNano, time.DateTime, time.DateOnly, time.TimeOnly,
		"Monday, 2 January 2006", "Janet Mondays Jan Mon", "002 __2", "06-1-2 3:4:5 pm", "15:04:05.000000", "15:04:05.999999999", "_2006 _2", ".00 ,99 .0001", "-07 -0700 -07:00 -07:00:00 Z07 Z0700", "2006-01-02T15:04:05.000Z"} {
		fmt.Println(t.Format(l), "|", t.In(time.FixedZone("ABC", -(5*3600+30*60+15))).Format(l))
	}
	fmt.Printf("%v %s %#v %+v %T\n", t, t, t, t, t)
	fmt.Printf("%#v\n", t.In(time.FixedZone("X\"Y", 60)))
	fmt.Println(t.In(time.FixedZone("", 3600)), t.In(time.FixedZone("", -3600*2-1800)))
	fmt.Println(time.Time{}, time.Time{}.IsZero(), time.Time{}.Unix(), time.Time{}.Weekday())
	b, err := t.MarshalJSON()
	fmt.Println(string(b), err)
	b, err = t.In(time.FixedZone("", 3600)).MarshalText()
	fmt.Println(string(b), err)
	_, err = t.AddDate(9000, 0, 0).MarshalText()
	fmt.Println(err)
	var u time.Time
	fmt.Println(u.UnmarshalJSON([]byte(`"2020-05-06T07:08:09.5+01:00"`)), u)
	fmt.Println(u.UnmarshalText([]byte("2020-05-06")))
	fmt.Println(u.UnmarshalJSON([]byte("5")), u.UnmarshalJSON([]byte("null")))
}

func calendar() {
	t := time.Date(2024, time.January, 31, 12, 0, 0, 0, time.UTC)
	fmt.Println(t.AddDate(0, 1, 0), t.AddDate(-1, 0, 30), t.Add(36*time.Hour), t.YearDay(), t.Weekday())
	fmt.Println(time.Date(2023, 14, -3, 25, 61, -1, 1e9+5, time.UTC))
	for y := 2003; y < 2013; y++ {
		for _, d := range []int{1, 2, 3, 4} {
			yy, w := time.Date(y, 1, d, 0, 0, 0, 0, time.UTC).ISOWeek()
			zz, v := time.Date(y, 12, 27+d, 0, 0, 0, 0, time.UTC).ISOWeek()
			fmt.Print(yy, w, zz, v, " ")
		}
	}
	fmt.Println()
	a := time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)
	b := time.Date(2023, 12, 25, 10, 30, 0, 0, time.UTC)
	fmt.Println(a.Sub(b), b.Before(a), a.After(b), a.Equal(a.In(time.FixedZone("Z", 7200))), a == a.In(time.FixedZone("Z", 7200)), a.Compare(b))
	fmt.Println(a.Truncate(24*time.Hour), b.Round(time.Hour), a.Unix(), a.UnixMilli(), a.UnixNano())
	fmt.Println(time.Unix(1700000000, 5).UTC(), time.UnixMilli(1700000000123).UTC(), time.UnixMicro(-1).UTC())
	h, m, s := b.Clock()
	fmt.Println(h, m, s, b.Nanosecond(), time.March, time.Saturday, time.Month(13), time.Weekday(9))
}

func big(b []byte, n int64, size int) []byte {
	for i := size - 1; i >= 0; i-- {
		b = append(b, byte(n>>(8*i)))
	}
	return b
}

// zoneFile makes a file of the zone database: LMT until 1900, then EST and EDT.
func zoneFile(rule string) []byte {
	when := []int64{-2208988800, 1205046000, 1225602000}
	index := []byte{1, 2, 1}
	names := "LMT\x00EST\x00EDT\x00"
	part := func(size int) []byte {
		b := append([]byte("TZif2"), make([]byte, 15)...)
		for _, n := range []int{0, 0, 0, len(when), 3, len(names)} {
			b = big(b, int64(n), 4)
		}
		for _, w := range when {
			b = big(b, w, size)
		}
		b = append(b, index...)
		for i, z := range []int64{-17762, -18000, -14400} {
			b = big(b, z, 4)
			b = append(b, byte(i/2), byte(i*4))
		}
		return append(b, names...)
	}
	return append(append(part(4), part(8)...), "\n"+rule+"\n"...)
}

func zones() {
	for _, rule := range []string{"EST5EDT,M3.2.0,M11.1.0", "EST5EDT", "<-03>3", "NZST-12NZDT,M9.5.0,M4.1.0/3", "AAA-1:30BBB-2,J60/0,300/-1", ""} {
		loc, err := time.LoadLocationFromTZData("Test/"+rule, zoneFile(rule))
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(loc)
		for _, y := range []int{1850, 1943, 2008, 2024, 2100} {
			for _, m := range []time.Month{1, 3, 7, 11} {
				t := time.Date(y, m, 9, 2, 30, 0, 0, loc)
				n, off := t.Zone()
				fmt.Print(t.Format("2006-01-02 15:04 MST "), t.UTC().Format("02 15:04:05 "), n, off, t.IsDST(), " ")
			}
			fmt.Println()
		}
		start, end := time.Date(2035, 6, 1, 0, 0, 0, 0, loc).ZoneBounds()
		fmt.Println(start, end)
		start, end = time.Date(1800, 6, 1, 0, 0, 0, 0, loc).ZoneBounds()
		fmt.Println(start, end)
		fmt.Println(time.ParseInLocation("2006-01-02 15:04", "2008-07-04 09:00", loc))
		fmt.Println(time.ParseInLocation("2006-01-02 15:04 MST", "2008-07-04 09:00 EST", loc))
		fmt.Println(time.ParseInLocation(time.RFC3339, "2008-07-04T09:00:00-04:00", loc))
	}
	for _, name := range []string{"UTC", "", "Nowhere/Land", "../x", "/etc", "Local"} {
		loc, err := time.LoadLocation(name)
		fmt.Println(name, loc == time.UTC, loc == time.Local, err)
	}
	_, err := time.LoadLocationFromTZData("x", []byte("TZif2"))
	fmt.Println(err)
	ny, _ := time.LoadLocationFromTZData("NY", zoneFile("EST5EDT,M3.2.0,M11.1.0"))
	fmt.Println(time.Date(2024, 3, 10, 2, 30, 0, 0, ny), time.Date(2024, 11, 3, 1, 30, 0, 0, ny), time.Date(2024, 11, 3, 2, 0, 0, 0, ny))
	fmt.Println(time.Date(2024, 3, 10, 1, 59, 59, 0, ny).Add(time.Second), time.Date(2024, 6, 1, 0, 0, 0, 0, ny).Truncate(24*time.Hour))
}

func main() {
	parse()
	durations()
	formats()
	calendar()
	zones()
}
