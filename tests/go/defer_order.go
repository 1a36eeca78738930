// Defer: order, argument evaluation, loops, named results, closures, methods, in panics.
package main

import "fmt"

func order() {
	for i := 0; i < 4; i++ {
		defer fmt.Print(i, " ")
	}
	defer func() { fmt.Print("last in ") }()
}

func named() (n int, err error) {
	defer func() {
		n *= 2
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered %v", r)
		}
	}()
	n = 21
	if n > 20 {
		panic("big")
	}
	return 1, nil
}

func ret() (n int) {
	defer func() { n++ }()
	return 10
}

func args() {
	x := 1
	defer fmt.Println("deferred x", x)
	x = 2
	defer func(y int) { fmt.Println("y", y, "x", x) }(x)
	x = 3
}

type res struct{ name string }

func (r *res) close()    { fmt.Print("close ", r.name, "; ") }
func (r res) show()      { fmt.Print("show ", r.name, "; ") }
func open(n string) *res { fmt.Print("open ", n, "; "); return &res{n} }

func resources() {
	a := open("a")
	defer a.close()
	b := open("b")
	defer b.close()
	defer b.show()
	b.name = "B"
	a = nil
	_ = a
}

func nested() (s string) {
	defer func() { s += "1" }()
	defer func() {
		defer func() { s += "2" }()
		s += "3"
	}()
	return "r"
}

func many(n int) (sum int) {
	for i := 0; i < n; i++ {
		defer func() { sum += i }()
	}
	return
}

func cond(b bool) {
	if b {
		defer fmt.Println("conditional")
	}
	fmt.Print("body ")
	if !b {
		fmt.Println()
		return
	}
}

func recur(n int) {
	defer fmt.Print(n, " ")
	if n > 0 {
		recur(n - 1)
	}
}

func main() {
	order()
	fmt.Println()
	fmt.Println(named())
	fmt.Println(ret())
	args()
	resources()
	fmt.Println()
	fmt.Println(nested(), many(1000))
	cond(true)
	cond(false)
	recur(5)
	fmt.Println()
	func() {
		defer func() { fmt.Println("recover:", recover()) }()
		var f func()
		defer f()
		fmt.Println("before nil defer runs")
	}()
	var p interface{ show() } = res{"iface"}
	defer p.show()
	defer func() { fmt.Print("end of main ") }()
}
