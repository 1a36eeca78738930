package main

import (
	realbuf "bufio"
	"bytes"
	rlist "container/list"
	real "fmt"
	rmath "math"
	rbits "math/bits"
	rrand "math/rand"
	rsort "sort"
	"strings"
	rtime "time"
	"x/bufio"
	"x/container/heap"
	"x/container/list"
	"x/container/ring"
	"x/context"
	"x/fmt"
	"x/log"
	"x/math"
	"x/math/bits"
	"x/math/rand"
	"x/sort"
	xstrings "x/strings"
	"x/sync"
	"x/sync/atomic"
	"x/time"
)

var failures int

func same(what string, got, want any) {
	g, w := real.Sprintf("%v", got), real.Sprintf("%v", want)
	if g != w {
		failures++
		if failures < 60 {
			real.Printf("%s: got %.200s, want %.200s\n", what, g, w)
		}
	}
}

func list2(v ...any) []any { return v }

type pair struct{ key, id int }

func sorting() {
	r := rrand.New(rrand.NewSource(1))
	for _, n := range []int{0, 1, 2, 5, 11, 12, 13, 20, 49, 50, 51, 100, 257, 1000, 5000} {
		for _, keys := range []int{1, 2, 10, 1 << 30} {
			for shape := 0; shape < 4; shape++ {
				a := make([]pair, n)
				ints := make([]int, n)
				strs := make([]string, n)
				floats := make([]float64, n)
				for i := range a {
					k := r.Intn(keys)
					switch shape {
					case 1:
						k = i
					case 2:
						k = n - i
					case 3:
						k = i
						if r.Intn(20) == 0 {
							k = r.Intn(n)
						}
					}
					a[i] = pair{k, i}
					ints[i] = k
					strs[i] = real.Sprint(k)
					floats[i] = float64(k)
					if k%7 == 3 {
						floats[i] = rmath.NaN()
					}
				}
				b := append([]pair(nil), a...)
				c := append([]pair(nil), a...)
				d := append([]pair(nil), a...)
				what := real.Sprint("sort ", n, keys, shape)
				sort.Slice(a, func(i, j int) bool { return a[i].key < a[j].key })
				rsort.Slice(b, func(i, j int) bool { return b[i].key < b[j].key })
				same(what, a, b)
				sort.SliceStable(c, func(i, j int) bool { return c[i].key < c[j].key })
				rsort.SliceStable(d, func(i, j int) bool { return d[i].key < d[j].key })
				same(what+" stable", c, d)
				ints2 := append([]int(nil), ints...)
				sort.Sort(sort.Reverse(sort.IntSlice(ints2)))
				rsort.Ints(ints)
				same(what+" reverse", sort.SliceIsSorted(ints2, func(i, j int) bool { return ints2[i] > ints2[j] }), true)
				sort.Ints(ints2)
				same(what+" ints", ints2, ints)
				strs2, floats2 := append([]string(nil), strs...), append([]float64(nil), floats...)
				sort.Strings(strs)
				rsort.Strings(strs2)
				same(what+" strings", strs, strs2)
				sort.Float64s(floats)
				rsort.Float64s(floats2)
				same(what+" floats", floats, floats2)
				same("Search", list2(sort.SearchInts(ints, 3), sort.SearchStrings(strs, "3")), list2(rsort.SearchInts(ints, 3), rsort.SearchStrings(strs, "3")))
			}
		}
	}
}

type intHeap []int

func (h intHeap) Len() int           { return len(h) }
func (h intHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *intHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

func containers() {
	h := &intHeap{5, 2, 8}
	heap.Init(h)
	for _, v := range []int{3, 9, 1, 7} {
		heap.Push(h, v)
	}
	(*h)[2] = 0
	heap.Fix(h, 2)
	heap.Remove(h, 1)
	var out []int
	for h.Len() > 0 {
		out = append(out, heap.Pop(h).(int))
	}
	same("heap", rsort.IntsAreSorted(out) && len(out) == 6, true)

	l, r := list.New(), rlist.New()
	var es []*list.Element
	var rs []*rlist.Element
	for i := 0; i < 10; i++ {
		if i%3 == 0 {
			es, rs = append(es, l.PushFront(i)), append(rs, r.PushFront(i))
		} else {
			es, rs = append(es, l.PushBack(i)), append(rs, r.PushBack(i))
		}
	}
	l.MoveToFront(es[5])
	r.MoveToFront(rs[5])
	l.MoveToBack(es[2])
	r.MoveToBack(rs[2])
	l.Remove(es[7])
	r.Remove(rs[7])
	l.InsertBefore("x", es[4])
	r.InsertBefore("x", rs[4])
	l.MoveAfter(es[0], es[9])
	r.MoveAfter(rs[0], rs[9])
	l.PushBackList(l)
	r.PushBackList(r)
	var a, b []any
	for e := l.Front(); e != nil; e = e.Next() {
		a = append(a, e.Value)
	}
	for e := r.Front(); e != nil; e = e.Next() {
		b = append(b, e.Value)
	}
	same("list", a, b)

	c := ring.New(5)
	for i := 0; i < c.Len(); i++ {
		c.Value = i
		c = c.Next()
	}
	cut := c.Unlink(2)
	sum := 0
	c.Do(func(v any) { sum = sum*10 + v.(int) })
	same("ring", list2(sum, cut.Len(), c.Len()), list2(34, 2, 3))
}

func numbers() {
	for _, x := range []float64{0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 0.49999999999999994, 4503599627370497.5, 1e300, -1e-310, 5e-324, rmath.Inf(1), rmath.Inf(-1), rmath.NaN(), 123.456, rmath.MaxFloat64} {
		same("math", list2(math.Round(x), math.RoundToEven(x), math.Abs(x), math.Signbit(x), math.IsNaN(x), math.IsInf(x, 0), math.Ilogb(x), math.Logb(x)),
			list2(rmath.Round(x), rmath.RoundToEven(x), rmath.Abs(x), rmath.Signbit(x), rmath.IsNaN(x), rmath.IsInf(x, 0), rmath.Ilogb(x), rmath.Logb(x)))
		f, e := math.Frexp(x)
		f2, e2 := rmath.Frexp(x)
		same("Frexp", list2(f, e), list2(f2, e2))
		f, g := math.Modf(x)
		f2, g2 := rmath.Modf(x)
		same(real.Sprint("Modf ", x), list2(f, g), list2(f2, g2))
		for _, n := range []int{-2000, -1080, -1075, -1074, -1060, -53, -1, 0, 1, 60, 1023, 1024, 2100} {
			same(real.Sprint("Ldexp ", x, n), math.Ldexp(x, n), rmath.Ldexp(x, n))
		}
		for _, y := range []float64{0, 1, -1, rmath.Inf(1), rmath.NaN(), 2} {
			same("math2", list2(math.Max(x, y), math.Min(x, y), math.Dim(x, y), math.Copysign(x, y), math.Nextafter(x, y)),
				list2(rmath.Max(x, y), rmath.Min(x, y), rmath.Dim(x, y), rmath.Copysign(x, y), rmath.Nextafter(x, y)))
		}
	}
	same("consts", list2(math.Pi, math.MaxFloat32, math.SmallestNonzeroFloat64, math.Log10E, uint64(math.MaxUint64)), list2(rmath.Pi, rmath.MaxFloat32, rmath.SmallestNonzeroFloat64, rmath.Log10E, uint64(rmath.MaxUint64)))
	r := rrand.New(rrand.NewSource(7))
	for i := 0; i < 300; i++ {
		x, y, k := r.Uint64()>>uint(r.Intn(64)), r.Uint64(), r.Intn(200)-100
		same("bits", list2(bits.Len64(x), bits.LeadingZeros32(uint32(x)), bits.TrailingZeros64(x), bits.TrailingZeros8(uint8(x)), bits.OnesCount64(x), bits.RotateLeft64(x, k), bits.RotateLeft32(uint32(x), k), bits.RotateLeft8(uint8(x), k), bits.Reverse64(x), bits.Reverse8(uint8(x)), bits.ReverseBytes32(uint32(x))),
			list2(rbits.Len64(x), rbits.LeadingZeros32(uint32(x)), rbits.TrailingZeros64(x), rbits.TrailingZeros8(uint8(x)), rbits.OnesCount64(x), rbits.RotateLeft64(x, k), rbits.RotateLeft32(uint32(x), k), rbits.RotateLeft8(uint8(x), k), rbits.Reverse64(x), rbits.Reverse8(uint8(x)), rbits.ReverseBytes32(uint32(x))))
		h, l := bits.Mul64(x, y)
		h2, l2 := rbits.Mul64(x, y)
		same("Mul64", list2(h, l), list2(h2, l2))
		h, l = bits.Add64(x, y, 1)
		h2, l2 = rbits.Add64(x, y, 1)
		same("Add64", list2(h, l), list2(h2, l2))
		h, l = bits.Sub64(x, y, 1)
		h2, l2 = rbits.Sub64(x, y, 1)
		same("Sub64", list2(h, l), list2(h2, l2))
		if x < y {
			h, l = bits.Div64(x, ^x, y)
			h2, l2 = rbits.Div64(x, ^x, y)
			same("Div64", list2(h, l), list2(h2, l2))
		}
	}
	for _, seed := range []int64{0, 1, 42, -5, 1 << 40, 89482311} {
		a, b := rand.New(rand.NewSource(seed)), rrand.New(rrand.NewSource(seed))
		for i := 0; i < 700; i++ {
			same("rand", list2(a.Intn(100), a.Int63(), a.Uint64(), a.Float64(), a.Float32(), a.Int31n(1<<20), a.Intn(1<<40), a.Uint32()),
				list2(b.Intn(100), b.Int63(), b.Uint64(), b.Float64(), b.Float32(), b.Int31n(1<<20), b.Intn(1<<40), b.Uint32()))
		}
		same("Perm", a.Perm(20), b.Perm(20))
		p, q := a.Perm(50), b.Perm(50)
		a.Shuffle(50, func(i, j int) { p[i], p[j] = p[j], p[i] })
		b.Shuffle(50, func(i, j int) { q[i], q[j] = q[j], q[i] })
		same("Shuffle", p, q)
	}
}

func times() {
	for _, d := range []int64{0, 1, -1, 999, 1000, 1001, 1500, 999999, 1000000, 1234567, 1e9, -15e8, 60e9, 3600e9, 3661e9 + 1, 90061e9, -1 << 63, 1<<63 - 1} {
		a, b := time.Duration(d), rtime.Duration(d)
		same("Duration", list2(a.String(), a.Seconds(), a.Minutes(), a.Hours(), a.Milliseconds(), a.Microseconds(), a.Abs().String()),
			list2(b.String(), b.Seconds(), b.Minutes(), b.Hours(), b.Milliseconds(), b.Microseconds(), b.Abs().String()))
		for _, m := range []int64{0, 7, 1000, 60e9} {
			same("Round", list2(a.Round(time.Duration(m)).String(), a.Truncate(time.Duration(m)).String()), list2(b.Round(rtime.Duration(m)).String(), b.Truncate(rtime.Duration(m)).String()))
		}
	}
	layouts := []string{time.Layout, time.ANSIC, time.UnixDate, time.RFC822, time.RFC850, time.RFC1123, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.StampMicro, time.DateTime,
		"2006-1-2 3:4:5.000 pm", "Monday January 002", "06 .99 ,000 Z0700 -07 literal", "15h04m05s.999999"}
	for _, sec := range []int64{0, 1, -1, 951782400, 951868800, 1700000000, -62135596800, -62135596801, 4102444799, 253402300799, -1e10, 1e12} {
		for _, ns := range []int64{0, 1, 123456789, 120000000} {
			a, b := time.Unix(sec, ns).UTC(), rtime.Unix(sec, ns).UTC()
			for _, l := range layouts {
				same(real.Sprint("Format ", sec, l), a.Format(l), b.Format(l))
			}
			y, m, d := a.Date()
			y2, m2, d2 := b.Date()
			same("Date", list2(y, m.String(), d, a.YearDay(), a.Weekday().String(), a.Hour(), a.Unix(), a.UnixNano(), a.UnixMilli(), a.IsZero(), a.String()),
				list2(y2, m2.String(), d2, b.YearDay(), b.Weekday().String(), b.Hour(), b.Unix(), b.UnixNano(), b.UnixMilli(), b.IsZero(), b.String()))
			same("AddDate", a.AddDate(1, -14, 40).String(), b.AddDate(1, -14, 40).String())
			for _, dur := range []int64{1e9, 3600e9, 7e8, 86400e9 * 7, 1} {
				same("Time.Truncate", list2(a.Truncate(time.Duration(dur)).String(), a.Round(time.Duration(dur)).String(), a.Add(time.Duration(dur)).String()),
					list2(b.Truncate(rtime.Duration(dur)).String(), b.Round(rtime.Duration(dur)).String(), b.Add(rtime.Duration(dur)).String()))
			}
			c, e := time.Unix(1234567890, 5), rtime.Unix(1234567890, 5)
			same("Sub", list2(a.Sub(c).String(), c.Sub(a).String(), a.Before(c), a.Equal(a)), list2(b.Sub(e).String(), e.Sub(b).String(), b.Before(e), b.Equal(b)))
		}
	}
	same("Date()", time.Date(2024, 14, 35, 25, 61, 61, 2e9, time.UTC).String(), rtime.Date(2024, 14, 35, 25, 61, 61, 2e9, rtime.UTC).String())
	n, m := time.Now(), rtime.Now()
	same("Now", list2(n.Unix() == m.Unix() || n.Unix() == m.Unix()-1, n.Format("2006-01-02 15")), list2(true, m.UTC().Format("2006-01-02 15")))
	same("Since", time.Since(n) >= 0 && time.Since(n) < time.Second && n.Add(time.Hour).Sub(n) == time.Hour, true)
	var zero time.Time
	same("zero", list2(zero.IsZero(), zero.String()), list2(true, rtime.Time{}.String()))
	same("print", fmt.Sprint(time.Unix(5, 0).UTC(), time.March, time.Sunday, 3*time.Second), real.Sprint(rtime.Unix(5, 0).UTC(), rtime.March, rtime.Sunday, 3*rtime.Second))
}

func syncing() {
	var m sync.Mutex
	var rw sync.RWMutex
	var wg sync.WaitGroup
	var n, reads int
	var total atomic.Int64
	for i := 0; i < 16; i++ {
		wg.Go(func() {
			for j := 0; j < 2000; j++ {
				m.Lock()
				n++
				m.Unlock()
				if j%4 == 0 {
					rw.Lock()
					reads++
					rw.Unlock()
				} else {
					rw.RLock()
					total.Add(int64(reads & 0))
					rw.RUnlock()
				}
			}
		})
	}
	wg.Wait()
	same("mutex", list2(n, reads, m.TryLock(), m.TryLock()), list2(32000, 8000, true, false))
	m.Unlock()
	var once sync.Once
	calls := 0
	for i := 0; i < 3; i++ {
		once.Do(func() { calls++ })
	}
	same("once", calls, 1)
	cond := sync.NewCond(&m)
	ready := 0
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.Lock()
			for ready == 0 {
				cond.Wait()
			}
			ready++
			m.Unlock()
		}()
	}
	time.Sleep(time.Millisecond)
	m.Lock()
	ready = 1
	cond.Broadcast()
	m.Unlock()
	wg.Wait()
	same("cond", ready, 6)
	p := sync.Pool{New: func() any { return "new" }}
	a := p.Get()
	p.Put("old")
	same("pool", list2(a, p.Get(), p.Get()), list2("new", "old", "new"))
	var mp sync.Map
	mp.Store("a", 1)
	v, loaded := mp.LoadOrStore("a", 2)
	w, ok := mp.Load("b")
	mp.Delete("a")
	count := 0
	mp.Range(func(k, v any) bool { count++; return true })
	same("map", list2(v, loaded, w, ok, count), list2(1, true, nil, false, 0))
	var av atomic.Value
	same("value", av.Load(), nil)
	av.Store(5)
	same("value", list2(av.Load(), av.Swap(6), av.CompareAndSwap(6, 7), av.Load()), list2(5, 5, true, 7))
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), "k", "v"))
	child, cancel2 := context.WithTimeout(ctx, time.Hour)
	defer cancel2()
	same("ctx", list2(ctx.Err(), child.Value("k"), real.Sprint(ctx)), list2(nil, "v", "context.Background.WithValue(k, v).WithCancel"))
	cancel()
	<-child.Done()
	same("ctx", list2(ctx.Err(), child.Err(), context.Cause(child)), list2("context canceled", "context canceled", "context canceled"))
	short, cancel3 := context.WithTimeout(context.Background(), time.Millisecond)
	<-short.Done()
	cancel3()
	same("timeout", short.Err(), "context deadline exceeded")
	timer := time.NewTimer(time.Hour)
	same("timer", list2(timer.Stop(), timer.Stop()), list2(true, false))
	fired := make(chan bool)
	time.AfterFunc(time.Millisecond, func() { close(fired) })
	<-fired
	<-time.After(time.Millisecond)
	tick := time.NewTicker(time.Millisecond)
	<-tick.C
	<-tick.C
	tick.Stop()
	f := sync.OnceFunc(func() { calls++ })
	f()
	f()
	same("OnceFunc", calls, 2)
}

func buffers() {
	input := "first line\r\nsecond  line\n\nlast ünd\xff" + strings.Repeat("x", 5000) + "\nend"
	for i, split := range []bufio.SplitFunc{bufio.ScanLines, bufio.ScanWords, bufio.ScanRunes, bufio.ScanBytes} {
		rsplit := []realbuf.SplitFunc{realbuf.ScanLines, realbuf.ScanWords, realbuf.ScanRunes, realbuf.ScanBytes}[i]
		s, r := bufio.NewScanner(xstrings.NewReader(input)), realbuf.NewScanner(strings.NewReader(input))
		s.Split(split)
		r.Split(rsplit)
		for {
			a, b := s.Scan(), r.Scan()
			same("Scan", list2(a, s.Text(), s.Err()), list2(b, r.Text(), r.Err()))
			if !b {
				break
			}
		}
	}
	s, r := bufio.NewScanner(xstrings.NewReader(strings.Repeat("y", 70000))), realbuf.NewScanner(strings.NewReader(strings.Repeat("y", 70000)))
	same("too long", list2(s.Scan(), s.Err()), list2(r.Scan(), r.Err()))
	a, b := bufio.NewReaderSize(xstrings.NewReader(input), 20), realbuf.NewReaderSize(strings.NewReader(input), 20)
	c1, e1 := a.ReadByte()
	c2, e2 := b.ReadByte()
	same("ReadByte", list2(c1, e1, a.UnreadByte()), list2(c2, e2, b.UnreadByte()))
	p1, e1 := a.Peek(5)
	p2, e2 := b.Peek(5)
	same("Peek", list2(string(p1), e1), list2(string(p2), e2))
	for i := 0; i < 5; i++ {
		s1, e1 := a.ReadString('\n')
		s2, e2 := b.ReadString('\n')
		same("ReadString", list2(s1, e1), list2(s2, e2))
	}
	var o1, o2 bytes.Buffer
	w1, w2 := bufio.NewWriterSize(&o1, 10), realbuf.NewWriterSize(&o2, 10)
	for i := 0; i < 30; i++ {
		fmt.Fprintf(w1, "%d,", i*i)
		real.Fprintf(w2, "%d,", i*i)
		w1.WriteRune('ü')
		w2.WriteRune('ü')
		w1.WriteString(strings.Repeat("z", i))
		w2.WriteString(strings.Repeat("z", i))
		w1.WriteByte('!')
		w2.WriteByte('!')
		same("Writer", list2(w1.Buffered(), o1.String()), list2(w2.Buffered(), o2.String()))
	}
	same("Flush", list2(w1.Flush(), o1.String(), w2.Flush()), list2(nil, o2.String()+w2rest(w2, &o2), nil))
	var lg bytes.Buffer
	l := log.New(&lg, "p: ", 0)
	l.Println("a", 1)
	l.Printf("x%d", 2)
	l.SetFlags(log.Lmsgprefix)
	l.Print("y")
	same("log", lg.String(), "p: a 1\np: x2\np: y\n")
}

func w2rest(w *realbuf.Writer, o *bytes.Buffer) string {
	before := o.Len()
	w.Flush()
	return o.String()[before:]
}

func main() {
	sorting()
	containers()
	numbers()
	times()
	syncing()
	buffers()
	if failures > 0 {
		real.Println(failures, "failures")
		return
	}
	real.Println("ok")
}
