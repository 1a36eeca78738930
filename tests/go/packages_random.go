package main

import (
	"bytes"
	"fmt"
	"math/rand"
	"strconv"
	"strings"
	"time"
	"unicode"
)

var alphabet = []string{"a", "b", "A", " ", "é", "世", "\xff", "\n", "aa", "ab", "-", "_", "'", "1", "ß", "İ", "\t", ".", "", "z", "\u00a0", "ǆ"}

func word(r *rand.Rand, n int) string {
	var sb strings.Builder
	for range r.Intn(n + 1) {
		sb.WriteString(alphabet[r.Intn(len(alphabet))])
	}
	return sb.String()
}

var h uint64 = 14695981039346656037

func add(v any) {
	s := fmt.Sprintf("%q", v)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
}

func main() {
	r := rand.New(rand.NewSource(9))
	for i := range 400 {
		s, t, u := word(r, 12), word(r, 2), word(r, 3)
		n := r.Intn(6) - 1
		isv := func(r rune) bool { return strings.ContainsRune("ab é", r) }
		add(strings.Split(s, t))
		add(strings.SplitN(s, t, n))
		add(strings.SplitAfterN(s, t, n))
		add(strings.Fields(s))
		add(strings.FieldsFunc(s, isv))
		add(strings.Title(s))
		add(strings.ToUpper(s) + strings.ToLower(s) + strings.ToTitle(s))
		add(strings.Replace(s, t, u, n))
		add(strings.NewReplacer(t, u, u, "X", "a", "b").Replace(s))
		add(strings.Trim(s, u) + "|" + strings.TrimLeft(s, u) + "|" + strings.TrimRight(s, u) + "|" + strings.TrimSpace(s))
		add(strings.TrimFunc(s, unicode.IsSpace))
		add([]int{strings.Index(s, t), strings.LastIndex(s, t), strings.IndexAny(s, u), strings.LastIndexAny(s, u), strings.Count(s, t), strings.Compare(s, t)})
		add(strings.EqualFold(s, strings.ToUpper(s)))
		add(strings.ToValidUTF8(s, "?"))
		add(strings.Map(func(r rune) rune {
			if r == 'a' {
				return -1
			}
			return unicode.SimpleFold(r)
		}, s))
		b, sep := []byte(s), []byte(t)
		add(bytes.Split(b, sep))
		add(bytes.SplitAfterN(b, sep, n))
		add(bytes.Fields(b))
		add(bytes.FieldsFunc(b, isv))
		add(bytes.Replace(b, sep, []byte(u), n))
		add(bytes.TrimSpace(b))
		add(bytes.Trim(b, u))
		add(bytes.TrimLeft(b, u))
		add(bytes.TrimFunc(b, isv))
		add(bytes.Title(b))
		add([]int{bytes.Index(b, sep), bytes.LastIndex(b, sep), bytes.IndexAny(b, u), bytes.LastIndexAny(b, u), bytes.Count(b, sep)})
		before, after, ok := bytes.Cut(b, sep)
		add(fmt.Sprint(before, after, ok))
		add(strconv.Quote(s) + strconv.QuoteToASCII(s) + strconv.QuoteToGraphic(s))
		q, err := strconv.Unquote(`"` + s + `"`)
		add(fmt.Sprint(q, err))
		num := fmt.Sprint(r.Int63()>>uint(r.Intn(63)), []string{"", "_1", "x", "e5", ".5", "0x1p3"}[r.Intn(6)])
		x, err := strconv.ParseInt(num, []int{0, 10, 16, 36, 2}[r.Intn(5)], []int{0, 8, 16, 32, 64}[r.Intn(5)])
		add(fmt.Sprint(x, err))
		f, err := strconv.ParseFloat(num, 64)
		add(fmt.Sprint(f, err))
		verbs := "vdsxXqcUbotTeEfFgG%w"
		format := "%" + []string{"", "+", "-", "#", "0", " ", "+#", "-0"}[r.Intn(8)] + []string{"", "5", "12", "*"}[r.Intn(4)] + []string{"", ".2", ".0", ".*", "."}[r.Intn(5)] + string(verbs[r.Intn(len(verbs))]) + " %[1]v"
		arg := []any{42, -7, "héy", 3.25, -0.0, true, nil, []int{1, -2}, []string{"a"}, map[string]int{"k": 1}, 'x', uint8(200), 1e21, struct {
			A int
			B string
		}{1, "b"}, []byte("by"), complex(1, -2), time.Duration(1500), fmt.Errorf("e"), [2]bool{true}, int64(-1 << 63)}[r.Intn(20)]
		add(fmt.Sprintf(format, arg))
		add(fmt.Sprintf(format, 6, arg, arg))
		add(fmt.Sprintf(format, 3, 4, arg))
		if i%100 == 0 {
			fmt.Println(i, h)
		}
		t1 := time.Unix(r.Int63n(1e11)-5e10, r.Int63n(1e9)).UTC()
		lay := []string{time.RFC3339Nano, time.ANSIC, time.RFC850, "06 1 2 3:4:5.000 PM Mon", "Jan _2 __2 002 15h .999"}[r.Intn(5)]
		txt := t1.Format(lay)
		t2, err := time.Parse(lay, txt)
		add(fmt.Sprint(txt, t2, err, t1.Truncate(time.Duration(r.Int63n(1e12)+1)), t1.Round(time.Hour*7), t1.AddDate(r.Intn(9)-4, r.Intn(30)-15, r.Intn(90)-45)))
		y, w := t1.ISOWeek()
		add([]int{y, w, t1.YearDay()})
		cut := r.Intn(len(txt) + 1)
		_, err = time.Parse(lay, txt[:cut]+[]string{"", "x", "9"}[r.Intn(3)]+txt[min(len(txt), cut+1):])
		add(fmt.Sprint(err))
		dur := time.Duration(r.Int63() >> uint(r.Intn(63)))
		d2, err := time.ParseDuration(dur.String())
		add(fmt.Sprint(dur, d2, err, dur.Round(time.Millisecond), dur.Hours()))
	}
	fmt.Println(h)
}
