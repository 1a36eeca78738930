// Functions: variadics, multiple results, evaluation order, recursion, function types, shadowing.
package main

import "fmt"

func sum(base int, xs ...int) (t int) {
	t = base
	for _, x := range xs {
		t += x
	}
	if len(xs) > 0 {
		xs[0] = -1
	}
	return
}

func divmod(a, b int) (q, r int, ok bool) {
	if b == 0 {
		return
	}
	return a / b, a % b, true
}

func three() (int, string, []int)          { return 1, "two", []int{3} }
func take(n int, s string, l []int) string { return fmt.Sprint(n, s, l) }
func any3(xs ...any) int                   { return len(xs) }
func trace(s string, v int) int            { fmt.Print(s, " "); return v }

func ackermann(m, n int) int {
	switch {
	case m == 0:
		return n + 1
	case n == 0:
		return ackermann(m-1, 1)
	}
	return ackermann(m-1, ackermann(m, n-1))
}

func hanoi(n int, a, b, c string, move func(string, string)) {
	if n == 0 {
		return
	}
	hanoi(n-1, a, c, b, move)
	move(a, c)
	hanoi(n-1, b, a, c, move)
}

func many(a int8, b float32, c string, d []byte, e [3]int16, f bool, g func() int, h map[string]int) (int8, float32, string, int, [3]int16, bool, int, int) {
	return -a, b * 2, c + "!", len(d), [3]int16{e[2], e[1], e[0]}, !f, g(), len(h)
}

var global = 1

func shadow(global string) (x int) {
	x = len(global)
	if x := x * 2; x > 4 {
		x := "inner"
		global := x + global
		fmt.Print(global, " ")
	} else if y := x + 1; y > 0 {
		fmt.Print(x, y, " ")
	}
	{
		x := 100
		x++
	}
	return
}

func main() {
	xs := []int{1, 2, 3}
	fmt.Println(sum(10), sum(10, 1), sum(10, xs...), xs, sum(0, xs[1:]...), xs)
	q, r, ok := divmod(17, 5)
	_, _, bad := divmod(1, 0)
	fmt.Println(q, r, ok, bad)
	fmt.Println(three())
	fmt.Println(take(three()), any3(three()), any3(), any3(nil), any3(nil, nil))
	a, b, c := 1, 2, 3
	a, b, c = c, a, b
	fmt.Println(a, b, c)
	arr := []int{0, 0, 0}
	i := 0
	i, arr[i] = 2, 9
	fmt.Println(i, arr)
	fmt.Println(trace("a", 1)+trace("b", 2)*trace("c", 3), trace("d", 0) == 1 && trace("no", 1) == 1, trace("e", 1) == 1 || trace("no", 1) == 1)
	m := map[int]int{trace("k1", 1): trace("v1", 2), trace("k2", 3): trace("v2", 4)}
	fmt.Println(len(m))
	fmt.Println(ackermann(2, 9))
	moves := 0
	hanoi(10, "a", "b", "c", func(x, y string) { moves++ })
	fmt.Println(moves)
	fmt.Println(many(5, 1.25, "s", []byte("xyz"), [3]int16{1, 2, 3}, true, func() int { return global }, map[string]int{"a": 1}))
	fmt.Println(shadow("abc"), shadow("a"), global)
	f := sum
	g := func(f func(int, ...int) int, xs ...int) int { return f(100, xs...) }
	fmt.Println(g(f, 1, 2), f != nil)
	func(args ...string) { fmt.Println(len(args), args == nil) }()
	_ = func() (int, error) { return 0, nil }
	var ff func(int) func(int) int = func(a int) func(int) int { return func(b int) int { return a - b } }
	fmt.Println(ff(10)(3))
}
