// Maps with keys of every plain size, coming and going: as many entries, sums and absences as Go's.
package main

import "fmt"

type pair struct{ a, b int32 }

type number interface {
	~int8 | ~uint8 | ~int16 | ~uint16 | ~int32 | ~uint32 | ~int64 | ~uint64 | ~int
}

func churn[K number](n int) {
	m := map[K]int{}
	for i := 0; i < n; i++ {
		m[K(i*7)] += i
		if i%3 == 0 {
			delete(m, K(i*13+5))
		}
	}
	sum, hits := 0, 0
	for i := 0; i < n; i++ {
		if v, ok := m[K(i)]; ok {
			sum += v
			hits++
		}
	}
	total := 0
	for k, v := range m {
		total += v
		if k%2 == 0 {
			delete(m, k)
		}
	}
	fmt.Printf("%T: %d left, sum %d, hits %d, total %d\n", K(0), len(m), sum, hits, total)
	clear(m)
	m[1]++
	fmt.Println(len(m), m[1], m[2])
}

func values() {
	a := map[int]string{}
	b := map[uint32]bool{}
	c := map[pair]struct{}{}
	d := map[*int][3]int{}
	e := map[int][20]int{} // a value that lies outside the table
	f := map[[2]bool]int8{}
	at := [2]int{}
	for i := range 3000 {
		a[i%700] += "x"
		b[uint32(i)<<16] = i%5 == 0
		c[pair{int32(i), int32(-i)}] = struct{}{}
		d[&at[i%2]] = [3]int{i, i, i}
		e[i%50] = [20]int{19: i}
		f[[2]bool{i%2 == 0, i%3 == 0}]--
		if i%2 == 0 {
			delete(a, i%701)
			delete(b, uint32(i-4)<<16)
			delete(c, pair{int32(i / 2), int32(-i / 2)})
			delete(e, i%49)
		}
	}
	fmt.Println(len(a), len(a[699]), len(a[-1]), len(b), b[5<<16], len(c), len(d), d[&at[1]], d[nil])
	fmt.Println(len(e), e[7][19], e[-7][19], len(f), f[[2]bool{true, true}])
}

func main() {
	churn[int8](4000)
	churn[uint8](4000)
	churn[int16](20000)
	churn[uint16](90000)
	churn[int32](50000)
	churn[uint32](50000)
	churn[int64](200000)
	churn[uint64](5)
	churn[int](9)
	values()
	var none map[int]int
	delete(none, 1)
	fmt.Println(none[1], len(none))
	defer func() { fmt.Println(recover()) }()
	none[2] = 3
}
