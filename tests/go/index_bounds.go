// Indices that need no check, by mask, shift, division and type: notes of escape analysis name them. And assignments
// that nobody sees.
package main

import "fmt"

var tab [256]int
var small [8]string

type mat [4][4]int

func f(s string, i int, u uint, b byte, p *mat) (n int) {
	for j := 0; j < len(s); j++ {
		tab[s[j]]++
		tab[s[j]] += 2
		n += tab[b]
		n += tab[u%256]
		n += tab[u>>56]
		n += tab[u>>55]
		n += tab[i&255]
		n += tab[i&^-8]
		n += tab[255&i]
		tab[i&3], tab[u%4] = tab[u%4], tab[i&3]
		tab[f2(i)&7]++
		n += len(small[i&7])
		n += p[i&3][u&3]
		n += int("abcdefgh"[i&7])
		n += int("0123456789abcdef"[b>>4])
		n += tab[u/4]
		n += tab[b/2]
		x := &tab[b]
		*x = 3
		n += [...]int{1, 2, 3, 4}[i&3]
		n += int(b & 3)
		n += tab[int(b)&0xf]
		n += tab[int(b)]
		sl := tab[:]
		n += sl[b]
		delete(m, tab[b])
		m[tab[b]] = tab[b&1]
		done := make(chan int, 1)
		go func() { done <- tab[b] }()
		n += <-done
		defer func() { n += tab[b] }()
		small[i&1] += "x"
	}
	return
}

func f2(i int) int { return i }

var m = map[int]int{}

type P interface{ ~int | ~uint8 }

func g[T P](a *[256]T, t T) T { return a[t] + a[t&3] }

func dead(p, q *int) (a int) {
	p = q
	x, _ := two()
	return x
}

func two() (int, *int) { return 1, nil }

func main() {
	var a [256]int
	var b [256]uint8
	fmt.Println(g(&a, 1), g(&b, 2))
	fmt.Println(f("ab", 1, 2, 3, &mat{}))
	y := 1
	func() { y = 2 }()
	dead(&y, &y)
	var k, v = two()
	_, _ = k, v
	for i := range 4 {
		a[i&255] = i
		for j, c := range "xyz" {
			a[c&127], _ = j, c
		}
	}
}
