package time

import (
	"errors"
	"sync"
)

// Location is a set of offsets from UTC, and the instants from which each is in use.
type Location struct {
	name    string
	zones   []zone
	changes []change
	rule    string // for what lies behind the last change, as in the environment variable TZ
}

type zone struct {
	name   string
	offset int // seconds east of UTC
	isDST  bool
}

type change struct {
	when int64 // seconds since 1970
	zone uint8
}

// era is a stretch of time with one zone.
type era struct {
	zone
	start, end int64
}

const (
	always = -1 << 63
	never  = 1<<63 - 1
)

var utcLoc = Location{name: "UTC"}
var localLoc Location
var localOnce sync.Once

var UTC *Location = &utcLoc
var Local *Location = &localLoc

// get fills in Local when it is needed first.
func (l *Location) get() *Location {
	if l == nil {
		return &utcLoc
	}
	if l == &localLoc {
		localOnce.Do(loadLocal)
	}
	return l
}

func (l *Location) String() string { return l.get().name }

// FixedZone is always the same number of seconds east of UTC.
func FixedZone(name string, offset int) *Location {
	return &Location{
		name:    name,
		zones:   []zone{{name, offset, false}},
		changes: []change{{always, 0}},
	}
}

// at returns what is in use at an instant.
func (l *Location) at(unix int64) era {
	l = l.get()
	if len(l.zones) == 0 {
		return era{zone{"UTC", 0, false}, always, never}
	}
	if len(l.changes) == 0 || unix < l.changes[0].when {
		end := int64(never)
		if len(l.changes) > 0 {
			end = l.changes[0].when
		}
		return era{l.zones[l.firstZone()], always, end}
	}
	lo, hi := 0, len(l.changes) // the last change at or before unix
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		if unix < l.changes[mid].when {
			hi = mid
		} else {
			lo = mid
		}
	}
	e := era{l.zones[l.changes[lo].zone], l.changes[lo].when, never}
	if hi < len(l.changes) {
		e.end = l.changes[hi].when
	} else if l.rule != "" {
		if by, ok := byRule(l.rule, e.start, unix); ok {
			return by
		}
	}
	return e
}

// firstZone is for the time before all changes: zone 0 if no change leads to it, else one that is no
// summer time.
func (l *Location) firstZone() int {
	used := false
	for _, c := range l.changes {
		used = used || c.zone == 0
	}
	if !used {
		return 0
	}
	if len(l.changes) > 0 && l.zones[l.changes[0].zone].isDST {
		for i := int(l.changes[0].zone) - 1; i >= 0; i-- {
			if !l.zones[i].isDST {
				return i
			}
		}
	}
	for i, z := range l.zones {
		if !z.isDST {
			return i
		}
	}
	return 0
}

// byName finds the offset of an abbreviation, best one in use at the time given.
func (l *Location) byName(name string, unix int64) (offset int, ok bool) {
	l = l.get()
	for _, z := range l.zones {
		if z.name == name {
			if e := l.at(unix - int64(z.offset)); e.name == name {
				return e.offset, true
			}
		}
	}
	for _, z := range l.zones {
		if z.name == name {
			return z.offset, true
		}
	}
	return 0, false
}

// getenv looks up one variable.
func getenv(key string) (value string, found bool)

// readZone reads a file of a zone into buf: its length, or -1.
//
//go:noescape
func readZone(path string, buf []byte) int

func loadLocal() {
	localLoc.name = "UTC"
	tz, ok := getenv("TZ")
	if ok && tz != "" && tz[0] == ':' {
		tz = tz[1:]
	}
	if !ok {
		tz = "/etc/localtime"
	}
	if tz == "" || tz == "UTC" {
		return
	}
	var l *Location
	if tz[0] == '/' {
		l = loadFile(tz, tz)
		if l != nil && tz == "/etc/localtime" {
			l.name = "Local"
		}
	} else {
		l, _ = loadNamed(tz)
	}
	if l != nil {
		localLoc = *l
	}
}

// LoadLocation knows UTC, Local and what the system's zone files say.
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	wrong := name[0] == '/' || name[0] == '\\'
	for i := 1; i < len(name); i++ {
		wrong = wrong || name[i-1] == '.' && name[i] == '.'
	}
	if wrong {
		return nil, errors.New("time: invalid location name")
	}
	return loadNamed(name)
}

func loadNamed(name string) (*Location, error) {
	own, _ := getenv("ZONEINFO")
	for _, folder := range []string{own, "/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ",
		"/etc/zoneinfo"} {
		if folder != "" {
			if l := loadFile(name, folder+"/"+name); l != nil {
				return l, nil
			}
		}
	}
	return nil, errors.New("unknown time zone " + name)
}

func loadFile(name, path string) *Location {
	buf := make([]byte, 4096)
	n := readZone(path, buf)
	if n > len(buf) {
		buf = make([]byte, n)
		n = readZone(path, buf)
	}
	if n < 0 || n > len(buf) {
		return nil
	}
	l, err := LoadLocationFromTZData(name, buf[:n])
	if err != nil {
		return nil
	}
	return l
}

// zoneFile reads a file of format TZif; bad says that it was too short.
type zoneFile struct {
	rest []byte
	bad  bool
}

func (f *zoneFile) bytes(n int) []byte {
	if n < 0 || n > len(f.rest) {
		f.bad = true
		n = 0
	}
	b := f.rest[:n]
	f.rest = f.rest[n:]
	return b
}

func number64(b []byte) (x int64) {
	for _, c := range b {
		x = x<<8 | int64(c)
	}
	return x
}

func (f *zoneFile) number() int { return int(int32(number64(f.bytes(4)))) }

// LoadLocationFromTZData understands the files of the zone database, version 2 and later.
//
//golib:leaks data=calls
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	bad := errors.New("malformed time zone information")
	f := &zoneFile{rest: data}
	var n [6]int // UTC and standard indicators, leap seconds, changes, zones, characters
	size := 4
	for pass := 0; pass < 2; pass++ {
		if string(f.bytes(4)) != "TZif" {
			return nil, bad
		}
		version := f.bytes(16)
		for i := range n {
			n[i] = f.number()
		}
		if pass == 0 && len(version) > 0 && version[0] >= '2' {
			f.bytes(n[3]*5 + n[4]*6 + n[5] + n[2]*8 + n[1] + n[0]) // the same in 32 bits
			size = 8
			continue
		}
		break
	}
	times := f.bytes(n[3] * size)
	indices := f.bytes(n[3])
	zones := f.bytes(n[4] * 6)
	names := f.bytes(n[5])
	f.bytes(n[2]*(size+4) + n[1] + n[0])
	if f.bad || n[4] == 0 {
		return nil, bad
	}
	l := &Location{name: name}
	if len(f.rest) > 2 && f.rest[0] == '\n' && f.rest[len(f.rest)-1] == '\n' {
		l.rule = string(f.rest[1 : len(f.rest)-1])
	}
	l.zones = make([]zone, n[4])
	for i := range l.zones {
		z := zones[i*6 : i*6+6]
		from := int(z[5])
		to := from
		for to < len(names) && names[to] != 0 {
			to++
		}
		if from > to {
			return nil, bad
		}
		l.zones[i] = zone{string(names[from:to]), int(int32(number64(z[:4]))), z[4] != 0}
	}
	l.changes = make([]change, n[3])
	for i := range l.changes {
		when := number64(times[i*size : i*size+size])
		if size == 4 {
			when = int64(int32(when))
		}
		if int(indices[i]) >= n[4] {
			return nil, bad
		}
		l.changes[i] = change{when, indices[i]}
	}
	if len(l.changes) == 0 {
		l.changes = []change{{always, 0}}
	}
	return l, nil
}
