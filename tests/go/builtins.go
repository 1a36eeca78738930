// Builtins: min, max, clear, copy, append, delete, len, cap, complex, make, new, print to stderr.
package main

import "fmt"

type pair struct{ a, b string }

func main() {
	x, y := 3, 7
	fmt.Println(min(x, y), max(x, y, 5), min(2.5, 1), max("a", "b", "ab"), min(x, 10), max(int8(-3), -5))
	var u8 uint8 = 200
	fmt.Println(max(u8, 100), min("z", "é"), min(-0.0, 0.0))
	s := []int{1, 2, 3, 4, 5}
	fmt.Println(copy(s, s[2:]), s, copy(s[3:], []int{9, 9, 9, 9}), s, copy(s, []int(nil)))
	clear(s[1:3])
	fmt.Println(s)
	m := map[pair]int{{"a", "b"}: 1, {"c", "d"}: 2}
	delete(m, pair{"a", "b"})
	fmt.Println(len(m))
	clear(m)
	fmt.Println(len(m), m)
	bs := []byte("x")
	bs = append(bs, "yz"...)
	bs = append(bs)
	n := copy(bs[1:], "hello")
	fmt.Println(string(bs), n)
	ps := append([]pair(nil), pair{"1", "2"}, pair{})
	ps = append(ps, ps...)
	fmt.Println(ps, len(ps))
	var arr [7]int
	pa := &arr
	fmt.Println(len(arr), cap(pa), len(pa[:3]), cap(arr[2:4]), cap(arr[2:4:5]))
	c := complex(float32(1), 2)
	fmt.Printf("%T %v %v\n", c, real(c), imag(c))
	mk := make([][]string, 2, 4)
	mk[1] = make([]string, 1)
	fmt.Println(len(mk), cap(mk), mk, len(make(map[int]int, 100)), cap(make(chan int, 3)))
	np := new(pair)
	np.b = "new"
	fmt.Println(*np, *new(string) == "")
	ni := new(5 + x)
	fmt.Println(*ni)
	println("stderr", 1, true, "x")
	print("a", 2, "\n")
	defer func() {
		r := recover()
		fmt.Println(r)
		defer func() { fmt.Println(recover()) }()
		var nilm map[string]bool
		clear(nilm)
		delete(nilm, "a")
		var ns []int
		clear(ns)
		fmt.Println(len(nilm), copy(ns, s), append(ns, ns...) == nil)
		l := -x
		_ = make(chan int, l)
	}()
	big := 10
	_ = s[:big]
}
