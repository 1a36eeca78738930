// Variables are dead behind their last use: what only they held goes, though their block has not ended.
package main

import (
	"fmt"
	"runtime"
	"time"
	"weak"
)

type thing struct {
	name string
	next *thing
	pad  [4]int
}

var gone = make(chan string, 100)

//go:noinline
func make1(name string) *thing {
	t := &thing{name: name}
	runtime.SetFinalizer(t, func(t *thing) { gone <- t.name })
	return t
}

//go:noinline
func use(t *thing) int { return len(t.name) }

// collect tells who has gone after some cycles.
func collect() string {
	for i := 0; i < 3; i++ {
		runtime.GC()
		time.Sleep(4 * time.Millisecond)
	}
	all := map[string]bool{}
	for {
		select {
		case n := <-gone:
			all[n] = true
		default:
			return fmt.Sprint(len(all), all)
		}
	}
}

func lastUse() {
	a, b := make1("a"), make1("b")
	use(a)
	fmt.Println("b is still used:", collect())
	use(b)
	fmt.Println("none is:", collect())
}

//go:noinline
func param(t *thing) {
	use(t)
	fmt.Println("a parameter after its last use:", collect())
}

func overwritten() {
	t := make1("old")
	use(t)
	fmt.Println("about to be overwritten:", collect())
	t = make1("new")
	fmt.Println("will be used:", collect())
	use(t)
}

func branches(c bool) {
	t := make1("branch")
	if c {
		fmt.Println("used in this branch:", collect())
		use(t)
	} else {
		fmt.Println("not in this one:", collect())
	}
	fmt.Println("behind both:", collect())
}

func loop() {
	var last *thing
	for i := 0; i < 3; i++ {
		if last != nil {
			use(last)
		}
		last = make1(fmt.Sprint("turn ", i))
		fmt.Println("in the loop:", collect())
	}
	fmt.Println("behind the loop:", collect())
}

func keepAlive() {
	t := make1("kept")
	fmt.Println("kept alive:", collect())
	runtime.KeepAlive(t)
	fmt.Println("no longer:", collect())
}

type pair struct{ x, y *thing }

//go:noinline
func touch(p *pair) { use(p.x) }

// The address of a variable keeps all of it, as long as somebody has it.
func object() {
	p := pair{make1("x"), make1("y")}
	q := &p
	fmt.Println("a pointer leads to both:", collect())
	touch(q)
	fmt.Println("none does any more:", collect())
}

func chain() {
	a := thing{name: "outer"}
	b := thing{next: make1("inner")}
	a.next = &b
	p := &a
	fmt.Println("by way of two variables:", collect())
	use(p.next.next)
	fmt.Println("not any more:", collect())
}

func closure() {
	t := make1("captured")
	n := 0
	f := func() { n += use(t) }
	fmt.Println("a closure has it:", collect())
	f()
	fmt.Println("the closure is not called again:", collect(), n)
}

func deferred() {
	t := make1("deferred")
	defer func() { fmt.Println("in the deferred call:", use(t)) }()
	fmt.Println("the deferred call has it:", collect())
}

func recovered() (r *thing) {
	defer func() {
		recover()
		fmt.Println("in recover:", collect())
	}()
	r = make1("result")
	t := make1("lost in a panic")
	use(t)
	var none *thing
	return none.next
}

func receiver() {
	c, done := make(chan *thing), make(chan bool)
	go func() {
		for t := range c {
			use(t)
		}
		done <- true
	}()
	c <- make1("received")
	time.Sleep(time.Millisecond)
	fmt.Println("the receiver waits for the next:", collect())
	close(c)
	<-done
}

func sender() {
	c := make(chan *thing)
	go func() { c <- make1("sent") }()
	time.Sleep(time.Millisecond)
	fmt.Println("the sender waits:", collect())
	use(<-c)
	fmt.Println("received:", collect())
}

func selected() {
	c, quit := make(chan *thing), make(chan bool)
	go func() {
		for {
			select {
			case t := <-c:
				use(t)
			case <-quit:
				quit <- true
				return
			}
		}
	}()
	c <- make1("selected")
	time.Sleep(time.Millisecond)
	fmt.Println("select waits for the next:", collect())
	quit <- true
	<-quit
}

func boxed() (any, any) { return []*thing{make1("boxed")}, 1 }

func interfaces() {
	var h, _ any = boxed()
	fmt.Println("in an interface:", collect())
	use(h.([]*thing)[0])
	fmt.Println("no longer in an interface:", collect())
}

func weakly() {
	t := &thing{name: "weak"}
	w := weak.Make(t)
	runtime.AddCleanup(t, func(n int) { gone <- fmt.Sprint("cleanup ", n) }, 7)
	fmt.Println("strong:", collect(), w.Value() != nil)
	use(t)
	fmt.Println("weak:", collect(), w.Value() == nil)
}

func text() {
	b := make([]byte, 100)
	runtime.SetFinalizer(&b[0], func(*byte) { gone <- "bytes" })
	n := len(b)
	fmt.Println("of a slice only the length is used:", collect())
	fmt.Println(n)
}

func deep(n int, p *pair) {
	if n > 0 {
		var here [20]int
		here[n%20] = n
		deep(n-1, p)
		return
	}
	fmt.Println("from deep below:", collect())
	touch(p)
}

func main() {
	lastUse()
	param(make1("param"))
	overwritten()
	branches(true)
	branches(false)
	loop()
	keepAlive()
	object()
	chain()
	closure()
	deferred()
	fmt.Println("and after it:", collect())
	fmt.Println(recovered() != nil)
	fmt.Println("and after that:", collect())
	receiver()
	sender()
	selected()
	interfaces()
	weakly()
	text()
	p := pair{make1("p"), make1("q")}
	deep(200, &p)
	fmt.Println("all:", collect())
}
