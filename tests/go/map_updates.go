// Entries changed in place, keys of all kinds from small maps to large ones, and remainders by
// constants of any size.
package main

import (
	"fmt"
	"math"
	"strings"
)

type pair struct {
	a int32
	b string
}

func words(n int) {
	count := make(map[string]int)
	key := func(i int) string { return strings.Repeat("k", i%5) + fmt.Sprint(i%n) }
	for i := range 3 * n {
		count[key(i)]++
		count[""] += i
	}
	for i := 0; i < n; i += 2 {
		delete(count, key(i))
	}
	sum := 0
	for k, v := range count {
		sum += len(k) * v
	}
	_, found := count[key(0)]
	fmt.Println(n, len(count), sum, count[key(1)], found, count[""])
}

func numbers() {
	m := map[int]int{}
	f := map[float64]int{}
	s := map[int32]string{}
	x := map[any]int{}
	p := map[pair][]int{}
	for i := range 3000 {
		m[i%100*65536] += i
		m[-i] -= 1
		m[i%7] *= 3
		f[float64(i%50)/4]++
		f[math.NaN()] += 2
		s[int32(i%9)-4] += "x"
		x[i%20]++
		x[fmt.Sprint(i%20)] |= i
		p[pair{int32(i % 3), "b"}] = append(p[pair{int32(i % 3), "b"}], i)
	}
	for i := 0; i < 3000; i += 3 {
		delete(m, -i)
	}
	sum := 0
	for k, v := range m {
		sum += k ^ v
	}
	fmt.Println(len(m), sum, len(f), len(s[-4]), len(x), x[3], x["3"], len(p), p[pair{1, "b"}][999])
	f[0] = 1
	f[math.Copysign(0, -1)] += 1
	for k := range f {
		if k == 0 {
			fmt.Println(f[k], math.Signbit(k))
		}
	}
	clear(m)
	m[5] ^= 9
	m[5] &^= 8
	m[6]++
	fmt.Println(m)
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func panics() {
	var none map[string]int
	zero, minus, some := 0, -1, map[int]int{1: 1}
	try("nil", func() { none["a"] += 1 })
	try("divide", func() { some[2] /= zero })
	try("shift", func() { some[3] <<= minus })
	try("key", func() { map[any]int{}[[]int{}]++ })
	fmt.Println(none["a"], some)
}

//go:noinline
func remainders(n int, u uint32) (r [12]int) {
	return [12]int{n / 65536, n % 65536, n / 1000000007, n % 1000000007, n / (1<<62 + 1), n % (1<<62 + 1),
		n % (1 << 62), n / (1 << 62), n / math.MaxInt64, n % math.MaxInt64, int(u / 3000000019), int(u % 3000000019)}
}

func main() {
	for _, n := range []int{3, 8, 9, 100, 5000} {
		words(n)
	}
	numbers()
	panics()
	for _, n := range []int{0, 1, -1, 65535, 65536, -65537, 1 << 40, math.MaxInt64, math.MinInt64, math.MinInt64 + 1} {
		fmt.Println(remainders(n, uint32(n)))
	}
}
