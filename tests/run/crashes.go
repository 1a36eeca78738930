// Ways to die: each argument names one, no argument lists them. The texts on stderr are compared
// with those of the same program built by the real go.
//
// crashes: arguments
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type Point struct{ X, Y int }
type Err struct{ s string }

func (e Err) Error() string { return "Err:" + e.s }

type PtrErr struct{ n int }

func (e *PtrErr) Error() string { return fmt.Sprint("PtrErr ", e.n) }

type Str int

func (s Str) String() string { return "Str!" + fmt.Sprint(int(s)) }

type BadErr struct{}

func (BadErr) Error() string { panic("inner") }

type BadErr2 struct{}

func (BadErr2) Error() string { panic(Point{1, 2}) }

type NilErr struct{ p *int }

func (e *NilErr) Error() string { return fmt.Sprint(*e.p) }

type MyInt int
type MyUint8 uint8
type MyString string
type MyFloat float64
type MyFloat32 float32
type MyBool bool
type MyComplex complex128
type MyComplex64 complex64
type Plain interface{ Foo() }

var (
	zero, two, three, nine, neg      = 0, 2, 3, 9, -1
	neg8                        int8 = -3
	five                             = []int{1, 2, 3, 4, 5}
	word                             = "hello"
	array                       [4]int
	nilMap                      map[string]int
	nilFunc                     func()
	nilPoint                    *Point
	nilChan                     chan int
	nilError                    error
	anyInt                      any = 1
	anyNil                      any
	stringer                    fmt.Stringer = Str(1)
	sink                        any
	nilStringer                 fmt.Stringer = (*Str)(nil)
)

//go:noinline
func depth(n int, f func()) {
	if n == 0 {
		f()
		return
	}
	depth(n-1, f)
}

//go:noinline
func overflow(n int) int {
	return overflow(n+1) + 1
}

//go:noinline
func args(a int, b string, c []int, d Point, e *int, f bool) {
	panic("args")
}

//go:noinline
func manyArgs(a, b, c, d, e, f, g, h, i, j, k, l int) {
	panic("many")
}

func (p Point) Method(n int) { panic(n) }

func (p *Point) PtrMethod() int { return p.Y }

type Embeds struct{ *Point }

func generic[T any](x T) { panic(x) }

func deferred() {
	defer fmt.Println("deferred")
	panic("with defers")
}

func repanic() {
	defer func() {
		panic(recover())
	}()
	panic("first")
}

func repanicOther() {
	defer func() {
		r := recover()
		panic(fmt.Sprint("second after ", r))
	}()
	panic("first")
}

func nested() {
	defer func() {
		panic("second")
	}()
	panic("first")
}

func nested3() {
	defer func() { panic("third") }()
	defer func() { panic("second") }()
	panic("first")
}

func nestedErrors() {
	defer func() { panic(Err{"b"}) }()
	panic(&PtrErr{7})
}

func repanicError() {
	defer func() {
		if r := recover(); r != nil {
			panic(r)
		}
	}()
	var m map[string]int
	m["a"] = 1
}

func repanicThenOther() {
	defer func() { panic("last") }()
	defer func() { panic(recover()) }()
	panic("first")
}

func recoveredThenPanic() {
	func() {
		defer func() { recover() }()
		panic("gone")
	}()
	panic("second")
}

func goexitPanic() {
	defer func() { panic("in goexit") }()
	runtime.Goexit()
}

//go:noinline
func variadic(n int, s ...string) { panic(n) }

//go:noinline
func results(n int) (a, b int) {
	defer func() { panic(a) }()
	return n, n
}

//go:noinline
func returns(n int) (a, b int) {
	defer func() {
		if n == 2 {
			panic("first deferred")
		}
	}()
	defer func() {
		if n == 3 {
			panic("last deferred")
		}
	}()
	if n == 3 {
		return n,
			n
	}
	return
}

//go:noinline
func (p Point) Self() Point { return p }

//go:noinline
func (p Point) Bad(n int) Point {
	panic(n)
}

//go:noinline
func small(a int8, b uint16, c bool, d rune, e float64, f float32, g uint) { panic("small") }

type list struct{ next *list }

//go:noinline
func (l *list) walk(n int) {
	if n == 0 {
		panic("end of list")
	}
	l.walk(n - 1)
}

func wait(wg *sync.WaitGroup) { wg.Wait() }

var cases = map[string]func(){
	"race clear": func() {
		m := map[int]int{}
		go func() {
			for {
				m[1]++
			}
		}()
		for {
			clear(m)
		}
	},
	"race delete": func() {
		m := map[int]int{}
		go func() {
			for {
				m[1]++
			}
		}()
		for {
			delete(m, 1)
		}
	},
	"unlock with others": func() {
		c := make(chan int)
		go func() { <-c }()
		go func() { select {} }()
		time.Sleep(10 * time.Millisecond)
		var mu sync.Mutex
		mu.Unlock()
	},
	"panic with others": func() {
		c := make(chan int)
		go func() { <-c }()
		runtime.Gosched()
		panic("alone")
	},
	"signal stays": func() {
		func() {
			defer func() { recover() }()
			nilPoint.X = 1
		}()
		panic("later")
	},
	"nil map read of func key": func() { var m map[any]int; sink = m[five] },
	"delete unhashable":        func() { m := map[any]int{}; delete(m, any(five)) },
	"go nil with arguments": func() {
		var f func(int)
		go f(1)
		time.Sleep(time.Second)
	},
	"go nil interface": func() {
		var s fmt.Stringer
		go s.String()
		time.Sleep(time.Second)
	},
	"defer nil interface": func() {
		var s fmt.Stringer
		defer s.String()
		fmt.Println("not here")
	},
	"defer nil method": func() {
		defer nilPoint.Method(1)
		fmt.Println("not here")
	},
	"waitgroup go": func() {
		var wg sync.WaitGroup
		wg.Go(func() { panic("in wg") })
		wg.Wait()
	},
	"select closed 2": func() {
		c, d := make(chan int), make(chan int)
		close(c)
		select {
		case <-d:
		case c <- 1:
		}
	},
	"send closed later": func() {
		c := make(chan int)
		go func() {
			time.Sleep(time.Millisecond)
			close(c)
		}()
		c <- 1
	},
	"select closed later": func() {
		c, d := make(chan int), make(chan int)
		go func() {
			time.Sleep(time.Millisecond)
			close(c)
		}()
		select {
		case <-d:
		case c <- 1:
		}
	},
	"multi line call": func() {
		args(
			1,
			word[nine:],
			nil, Point{},
			nil, true)
	},
	"multi line expr": func() {
		sink = five[0] +
			five[three]*
				five[nine]
	},
	"composite": func() {
		sink = []int{
			1,
			five[nine],
		}
	},
	"return line": func() {
		f := func() (int,
			int) {
			return five[0],
				five[nine]
		}
		sink, _ = f()
	},
	"if line": func() {
		if zero == 0 &&
			five[nine] == 1 {
			return
		}
	},
	"for post": func() {
		for i := 0; i < 3; i += five[nine] {
			sink = i
		}
	},
	"range line": func() {
		for i := range nilError.Error() {
			sink = i
		}
	},
	"switch line": func() {
		switch two {
		case five[zero]:
		case five[nine]:
		}
	},
	"defer line": func() {
		defer func() {
			panic("in defer")
		}()
		sink = 1
	},
	"defer loop": func() {
		for i := range 3 {
			defer func() {
				if i == 1 {
					panic(i)
				}
			}()
		}
	},
	"assign op": func() {
		five[nine] +=
			1
	},
	"method chain": func() {
		strings.NewReplacer("a", "b").
			Replace(word[:2])
		nilPoint.
			Method(1)
	},
	"method chain 2": func() {
		Point{1, 2}.
			Self().
			Self().
			Method(
				3)
	},
	"method chain 3": func() {
		sink = (&Point{1, 2}).Self().
			Bad(3).
			Self()
	},
	"defer return":   func() { sink, _ = returns(3) },
	"defer return 2": func() { sink, _ = returns(2) },
	"range func": func() {
		seq := func(yield func(int) bool) {
			yield(1)
			yield(2)
		}
		for i := range seq {
			if i == 1 {
				break
			}
		}
	},
	"range func panic": func() {
		seq := func(yield func(int) bool) { yield(7) }
		for i := range seq {
			panic(i)
		}
	},
	"error in method": func() { panic(fmt.Sprint(&PtrErr{2})) },
	"min max":         func() { sink = min(two, five[nine]) },
	"closure args":    func() { f := func(a int, s string) { panic(s) }; f(two, word) },
	"variadic":        func() { variadic(1, "a", "b") },
	"named results":   func() { sink, _ = results(3) },
	"small args":      func() { small(1, 2, true, 'x', 1.5, 2.5, 3) },
	"recursive type":  func() { (&list{}).walk(2) },

	"string":          func() { panic("hello") },
	"string empty":    func() { panic("") },
	"string newline":  func() { panic("two\nlines\n") },
	"string invalid":  func() { panic("a\xffb\x00c") },
	"int":             func() { panic(42) },
	"int8":            func() { panic(int8(-4)) },
	"uint64":          func() { panic(uint64(1 << 63)) },
	"uintptr":         func() { panic(uintptr(77)) },
	"rune":            func() { panic('x') },
	"float":           func() { panic(1.5) },
	"float32":         func() { panic(float32(0.1)) },
	"float big":       func() { panic(1e100) },
	"complex":         func() { panic(1 + 2i) },
	"complex64":       func() { panic(complex64(1 - 2i)) },
	"bool":            func() { panic(true) },
	"nil":             func() { panic(nil) },
	"struct":          func() { panic(Point{1, 2}) },
	"pointer":         func() { panic(&Point{1, 2}) },
	"slice":           func() { panic([]int{1}) },
	"map":             func() { panic(map[string]int{}) },
	"func":            func() { panic(func() {}) },
	"chan":            func() { panic(make(chan int)) },
	"array":           func() { panic([2]int{1, 2}) },
	"anonymous":       func() { panic(struct{ a int }{1}) },
	"named int":       func() { panic(MyInt(-3)) },
	"named uint8":     func() { panic(MyUint8(3)) },
	"named string":    func() { panic(MyString("a\nb")) },
	"named float":     func() { panic(MyFloat(2.5)) },
	"named float32":   func() { panic(MyFloat32(2.5)) },
	"named bool":      func() { panic(MyBool(true)) },
	"named complex":   func() { panic(MyComplex(2i)) },
	"named complex64": func() { panic(MyComplex64(2i)) },
	"error":           func() { panic(errors.New("an error")) },
	"error newline":   func() { panic(errors.New("an\nerror")) },
	"error wrapped":   func() { panic(fmt.Errorf("x: %w", os.ErrExist)) },
	"error value":     func() { panic(Err{"v"}) },
	"error pointer":   func() { panic(&PtrErr{3}) },
	"error bad":       func() { panic(BadErr{}) },
	"error bad2":      func() { panic(BadErr2{}) },
	"error nil deref": func() { panic(&NilErr{}) },
	"error nil ptr":   func() { panic((*PtrErr)(nil)) },
	"stringer":        func() { panic(Str(5)) },
	"joined":          func() { panic(errors.Join(errors.New("a"), errors.New("b"))) },
	"runtime error":   func() { defer func() { panic(fmt.Errorf("w: %w", recover().(error))) }(); nilPoint.X = 1 },

	"divide":           func() { sink = 1 / zero },
	"modulo":           func() { sink = 1 % zero },
	"index":            func() { sink = five[nine] },
	"index neg":        func() { sink = five[neg] },
	"index string":     func() { sink = word[nine] },
	"index array":      func() { sink = array[nine] },
	"index store":      func() { five[nine] = 1 },
	"slice hi":         func() { sink = five[:nine] },
	"slice lo":         func() { sink = five[nine:] },
	"slice lohi":       func() { sink = five[three:two] },
	"slice 3":          func() { sink = five[0:two:nine] },
	"slice 3b":         func() { sink = five[0:three:two] },
	"slice 3c":         func() { sink = five[three:two:two] },
	"slice string":     func() { sink = word[nine:] },
	"slice array":      func() { sink = array[:nine] },
	"to array":         func() { sink = [9]int(five) },
	"nil map":          func() { nilMap["a"] = 1 },
	"nil func":         func() { nilFunc() },
	"nil pointer":      func() { sink = nilPoint.Y },
	"nil store":        func() { nilPoint.X = 1 },
	"nil error":        func() { sink = nilError.Error() },
	"nil method":       func() { sink = nilPoint.PtrMethod() },
	"nil value call":   func() { nilPoint.Method(1) },
	"nil embedded":     func() { var e Embeds; sink = e.PtrMethod() },
	"nil array":        func() { var p *[10]int; sink = p[three] },
	"nil far":          func() { var p *[1 << 20]int; sink = p[1<<19+zero] },
	"nil wrapper":      func() { sink = nilStringer.String() },
	"nil method value": func() { sink = nilStringer.String },
	"nil method expr":  func() { f := (*Str).String; sink = f((*Str)(nilStringer.(*Str))) },
	"close nil":        func() { close(nilChan) },
	"close closed":     func() { c := make(chan int); close(c); close(c) },
	"send closed":      func() { c := make(chan int); close(c); c <- 1 },
	"select closed": func() {
		c := make(chan int)
		close(c)
		select {
		case c <- 1:
		default:
		}
	},
	"make slice":      func() { sink = make([]int, neg) },
	"make slice cap":  func() { sink = make([]int, 0, neg) },
	"make slice two":  func() { sink = make([]int, three, two) },
	"make slice huge": func() { sink = make([]int, 1<<62+zero) },
	"make chan":       func() { sink = make(chan int, neg) },
	"shift":           func() { sink = 1 << neg },
	"shift8":          func() { sink = 1 >> neg8 },
	"assert":          func() { sink = anyInt.(string) },
	"assert nil":      func() { sink = anyNil.(string) },
	"assert iface":    func() { sink = anyInt.(fmt.Stringer) },
	"assert nil i":    func() { sink = anyNil.(fmt.Stringer) },
	"assert stringer": func() { sink = stringer.(Plain) },
	"hash":            func() { m := map[any]int{}; m[[]int{1}] = 2 },
	"hash get":        func() { m := map[any]int{}; sink = m[[]int{1}] },
	"hash get full":   func() { m := map[any]int{1: 1}; sink = m[func() {}] },
	"compare":         func() { var a, b any = []int{1}, []int{1}; sink = a == b },
	"repeat":          func() { sink = strings.Repeat("x", neg) },

	"depth":                func() { depth(3, func() { panic("deep") }) },
	"depth 120":            func() { depth(120, func() { panic("deep") }) },
	"arguments":            func() { args(1, "ab", five[:2:3], Point{3, 4}, nil, true) },
	"many arguments":       func() { manyArgs(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) },
	"method":               func() { Point{1, 2}.Method(7) },
	"generic":              func() { generic(MyInt(4)) },
	"generic string":       func() { generic("s") },
	"deferred":             deferred,
	"repanic":              repanic,
	"repanic other":        repanicOther,
	"nested":               nested,
	"nested 3":             nested3,
	"nested errors":        nestedErrors,
	"repanic error":        repanicError,
	"repanic then":         repanicThenOther,
	"recovered then panic": recoveredThenPanic,
	"goexit panic":         goexitPanic,
	"goexit":               func() { runtime.Goexit() },
	"goexit deferred":      func() { defer fmt.Println("bye"); runtime.Goexit() },
	"exit 3":               func() { os.Exit(3) },
	"exit deferred":        func() { defer os.Exit(4); panic("not seen") },
	"method value":         func() { f := Point{1, 2}.Method; f(8) },
	"defer nil":            func() { defer nilFunc(); fmt.Println("first") },
	"go nil":               func() { go nilFunc(); time.Sleep(time.Second) },
	"sort callback":        func() { sort.Slice(five, func(i, j int) bool { panic("in less") }) },
	"closure":              func() { x := 1; depth(1, func() { depth(1, func() { panic(x) }) }) },
	"in init order":        func() { f := func() int { panic("f") }; sink = f() },

	"stack overflow": func() { sink = overflow(1) },
	"deadlock":       func() { <-make(chan int) },
	"deadlock send":  func() { make(chan int) <- 1 },
	"deadlock nil":   func() { <-nilChan },
	"deadlock nil s": func() { nilChan <- 1 },
	"deadlock select": func() {
		select {}
	},
	"deadlock select 2": func() {
		a, b := make(chan int), make(chan int)
		select {
		case <-a:
		case b <- 1:
		}
	},
	"deadlock mutex": func() { var mu sync.Mutex; mu.Lock(); mu.Lock() },
	"deadlock rw":    func() { var mu sync.RWMutex; mu.Lock(); mu.RLock() },
	"deadlock rw 2":  func() { var mu sync.RWMutex; mu.RLock(); mu.Lock() },
	"deadlock wait":  func() { var wg sync.WaitGroup; wg.Add(1); wait(&wg) },
	"deadlock cond":  func() { var mu sync.Mutex; mu.Lock(); sync.NewCond(&mu).Wait() },
	"deadlock range": func() {
		for range make(chan int) {
		}
	},
	"deadlock others": func() {
		c := make(chan int)
		for range 3 {
			go func() { c <- 1 }()
		}
		runtime.Gosched()
		select {}
	},
	"deadlock main exits": func() {
		c := make(chan int)
		go func() { <-c }()
		runtime.Goexit()
	},
	"unlock":       func() { var mu sync.Mutex; mu.Unlock() },
	"runlock":      func() { var mu sync.RWMutex; mu.RUnlock() },
	"rw unlock":    func() { var mu sync.RWMutex; mu.Unlock() },
	"waitgroup":    func() { var wg sync.WaitGroup; wg.Done() },
	"unlock defer": func() { defer func() { recover() }(); var mu sync.Mutex; mu.Unlock() },
	"atomic value": func() { var v atomic.Value; v.Store(1); v.Store("a") },
	"atomic nil":   func() { var v atomic.Value; v.Store(nil) },
	"once":         func() { var o sync.Once; o.Do(func() { panic("once") }) },

	"goroutine": func() {
		go func() { panic("in goroutine") }()
		select {}
	},
	"goroutine named": func() {
		go args(1, "ab", nil, Point{3, 4}, nil, true)
		select {}
	},
	"goroutine of goroutine": func() {
		go func() {
			go nested()
			select {}
		}()
		select {}
	},
	"goroutine method": func() {
		go Point{5, 6}.Method(1)
		select {}
	},
	"goroutine nil": func() {
		var p *Point
		go p.Method(1)
		select {}
	},
	"timer": func() {
		time.AfterFunc(time.Millisecond, func() { panic("timer") })
		select {}
	},
	"race write write": func() {
		m := map[int]int{}
		go func() {
			for {
				m[1]++
			}
		}()
		for {
			m[2]++
		}
	},
	"race read write": func() {
		m := map[int]int{}
		go func() {
			for {
				m[1]++
			}
		}()
		for {
			sink2 += m[2]
		}
	},
	"race iterate write": func() {
		m := map[int]int{}
		for i := range 100 {
			m[i] = i
		}
		go func() {
			for {
				m[1]++
			}
		}()
		for {
			for k := range m {
				sink2 += k
			}
		}
	},
}

var sink2 int

func main() {
	if len(os.Args) > 1 {
		cases[os.Args[1]]()
		return
	}
	for name := range cases {
		fmt.Println(name)
	}
}
