// Small algorithms together: sieve, queens, matrix, edit distance, primes, permutations, knapsack.
package main

import "fmt"

func sieve(n int) (primes []int) {
	composite := make([]bool, n+1)
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		primes = append(primes, i)
		for j := i * i; j <= n; j += i {
			composite[j] = true
		}
	}
	return
}

func queens(n, row int, cols, d1, d2 uint) int {
	if row == n {
		return 1
	}
	count := 0
	for free := ^(cols | d1 | d2) & (1<<n - 1); free != 0; free &= free - 1 {
		bit := free & -free
		count += queens(n, row+1, cols|bit, (d1|bit)<<1, (d2|bit)>>1)
	}
	return count
}

type matrix [4][4]float64

func (a matrix) mul(b *matrix) (c matrix) {
	for i := range a {
		for j := range b[0] {
			for k := range b {
				c[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	return
}

func distance(a, b string) int {
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur := make([]int, len(b)+1)
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
		}
		prev = cur
	}
	return prev[len(b)]
}

func permute(xs []int, k int, visit func([]int)) {
	if k == len(xs) {
		visit(xs)
		return
	}
	for i := k; i < len(xs); i++ {
		xs[k], xs[i] = xs[i], xs[k]
		permute(xs, k+1, visit)
		xs[k], xs[i] = xs[i], xs[k]
	}
}

func crc(data []byte) uint32 {
	c := ^uint32(0)
	for _, b := range data {
		c ^= uint32(b)
		for range 8 {
			c = c>>1 ^ 0xedb88320&-(c&1)
		}
	}
	return ^c
}

func main() {
	p := sieve(1000)
	fmt.Println(len(p), p[len(p)-1], queens(7, 0, 0, 0, 0))
	m := matrix{{1, 2}, {3, 4}, {0, 0, 1}, {3: 0.5}}
	r := m
	for range 5 {
		r = r.mul(&m)
	}
	fmt.Println(r)
	fmt.Println(distance("kitten", "sitting"), distance("", "abc"), distance("flaw", "lawn"))
	sum, n := 0, 0
	permute([]int{1, 2, 3, 4, 5, 6}, 0, func(x []int) { n++; sum += x[0]*x[5] - x[2] })
	fmt.Println(n, sum, crc([]byte("The quick brown fox")))
}
