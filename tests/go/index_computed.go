// Notes about indices that need no check, where the compiler computes them before: append, two results.
package main

import "fmt"

var tab [8][]int
var arr [16]int

type S struct{ a [16]int }

func f(i int, u uint8, m map[int]int, c chan int) {
	const digits = "0123456789abcdef"
	var b []byte
	b = append(b, digits[u>>4], digits[u&15])
	tab[i&7] = append(tab[i&7], arr[i&15])
	tab[i&7] = append(tab[u&7], arr[i&15]+1)
	x := append([]int(nil), arr[i&15], int(digits[u&15]), -arr[u>>4])
	var ok bool
	arr[i&15], ok = m[i]
	arr[i&15], ok = <-c
	arr[i&15], arr[u&15] = g()
	var e any = 1
	arr[i&15], ok = e.(int)
	s := &S{}
	y := append(x, s.a[i&15], arr[arr[i&15]&15])
	arr[i&15] += arr[i&3]
	b = append(b, string(digits[u&15])...)
	copy(tab[i&7], tab[i&3])
	fmt.Println(min(arr[i&1], arr[u&1]), len(tab[u&7]), x, y, ok)
	for k := range tab[i&7] {
		_ = k
	}
	switch arr[i&3] {
	case arr[u&3]:
	}
	if arr[i&3] == 0 && s.a[u&3] > 1 {
		return
	}
}

func g() (int, int) { return 1, 2 }

func main() {
	c := make(chan int, 1)
	c <- 5
	f(1, 2, map[int]int{1: 7}, c)
}
