// NaN keys: each is an entry of its own that only ranging and clear reach.
package main

import "fmt"

func main() {
	zero := 0.0
	nan := zero / zero
	m := map[float64]int{}
	for i := range 20000 {
		m[nan] = i
		m[float64(i%10)] = i
	}
	sum, n := 0, 0
	for k, v := range m {
		if k != k {
			sum += v
			n++
			delete(m, k)
		}
		if n == 100 {
			m[nan] = 0
		}
	}
	fmt.Println(n >= 20000, sum, len(m) >= 20010, m[3], m[nan])
	c := map[complex128]string{}
	for range 3000 {
		c[complex(1, nan)] = "x"
	}
	s := map[struct {
		a string
		f float32
	}]int{}
	i := map[any]int{}
	for k := range 300 {
		s[struct {
			a string
			f float32
		}{"k", float32(nan)}]++
		i[nan] = k
	}
	fmt.Println(len(c), len(s), len(i))
	clear(m)
	clear(i)
	fmt.Println(len(m), len(i))
}
