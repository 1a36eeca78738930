// Switch: expressions, none, fallthrough, lists, init statements, types, break, duplicates by value.
package main

import "fmt"

type color int

const (
	red color = iota
	green
	blue
)

func name(c color) string {
	switch c {
	case red:
		return "red"
	case green, blue:
		return "not red"
	}
	return "unknown"
}

func grade(n int) (s string) {
	switch {
	case n >= 90:
		s = "A"
	case n >= 80:
		s = "B"
		fallthrough
	case n == 0:
		s += "-low"
		fallthrough
	default:
		s += "?"
	}
	return
}

func f(n int) int { fmt.Print("f", n, " "); return n }

func kind(x any) string {
	switch x := x.(type) {
	case int:
		x++
		return fmt.Sprint("int ", x)
	case float64, float32:
		return fmt.Sprintf("float %v", x)
	case nil:
		return "nil"
	case []any:
		s := ""
		for _, e := range x {
			s += kind(e) + ","
		}
		return "[" + s + "]"
	case func():
		x()
		return "called"
	}
	return "?"
}

func dense(n int) int {
	switch n {
	case 0:
		return 10
	case 1:
		return 11
	case 2:
		return 12
	case 3:
		return 13
	case 4:
		return 14
	case 5, 6, 7:
		return 20
	case -1:
		return 1
	case 1000000:
		return 99
	}
	return -1
}

func main() {
	fmt.Println(name(red), name(blue), name(7))
	for _, n := range []int{95, 85, 0, 50} {
		fmt.Print(grade(n), " ")
	}
	fmt.Println()
	switch x := f(2); x {
	case f(1), f(2), f(3):
		fmt.Println("matched")
	case f(4):
		fmt.Println("no")
	}
	switch s := "go"; s {
	case "rust", "c":
		fmt.Println("other")
	default:
		fmt.Println("default", s)
	case "gopher":
		fmt.Println("long")
	}
	switch f(9) {
	}
	switch {
	default:
		for i := range 5 {
			if i == 2 {
				break
			}
			fmt.Print(i, " ")
		}
		fmt.Println("loop left")
	}
	for i := -2; i < 9; i++ {
		fmt.Print(dense(i), " ")
	}
	fmt.Println(dense(1000000))
	fmt.Println(kind(1), kind(1.5), kind(float32(2)), kind(nil), kind([]any{1, "x", nil}), kind(func() { fmt.Print("! ") }), kind('x'))
	var i interface{} = 5
	switch i {
	case "5":
		fmt.Println("string")
	case 5.0:
		fmt.Println("float")
	case 5:
		fmt.Println("int")
	}
	switch p := [2]int{1, 2}; p {
	case [2]int{1, 2}:
		fmt.Println("array equal")
	}
	switch x := 5.5; {
	case x > 5 && x < 6:
		fmt.Println("between")
	}
	switch f := func() bool { return true }; f() {
	case false:
		fmt.Println("false")
	case true:
		fmt.Println("true")
	}
	words := map[string]int{}
	for _, w := range []string{"a", "bb", "ccc", "dd", "e", "ffff"} {
		switch len(w) {
		case 1:
			words["one"]++
		case 2:
			words["two"]++
		default:
			words["more"]++
		}
	}
	fmt.Println(words)
}
