// Scopes: shadowed packages, types, builtins and variables; := that reuses; blocks of if and for.
package main

import "fmt"

type T int

func (T) name() string { return "outer T" }

var x = "global"

func f() (x int, err error) {
	if x, err := 5, fmt.Errorf("inner"); x > 3 {
		_ = err
	}
	x, y := 1, 2
	_ = y
	return
}

func main() {
	fmt.Println(x)
	x := 1
	{
		x := x + 1
		x, y := x+1, "new"
		fmt.Println(x, y)
	}
	fmt.Println(x)
	type T struct{ v int }
	t := T{3}
	fmt.Println(t)
	if x := x * 10; x > 5 {
		fmt.Println("if", x)
	} else if y := x; y > 0 {
		fmt.Println("else", x, y)
	}
	for x := 0; x < 2; x++ {
		x := x * 100
		fmt.Print(x, " ")
	}
	for x := range 2 {
		fmt.Print(x, " ")
	}
	fmt.Println(x)
	len := func(s string) int { return -1 }
	fmt.Println(len("abc"))
	true := false
	nil := 0
	int := "a type name"
	fmt.Println(true, nil, int)
	switch x := any(x).(type) {
	case string:
		fmt.Println("string", x)
	default:
		x = "replaced"
		fmt.Println(x)
	}
	fmt.Println(f())
	a, err := 1, error(fmt.Errorf("e1"))
	b, err := 2, error(fmt.Errorf("e2"))
	fmt.Println(a, b, err)
	fn := func() {
		a := a
		a++
		b++
		fmt.Print(a, b, " ")
	}
	fn()
	fmt.Println(a, b)
	{
		fmt := "shadowed package"
		_ = fmt
	}
	var main = func() string { return "not recursion" }
	fmt.Println(main())
	select {
	case x := <-func() chan string { c := make(chan string, 1); c <- "sel"; return c }():
		fmt.Println(x)
	}
	c := any(1)
	c, d := "again", c
	fmt.Println(c, d)
}
