// The primes below five million, twice. ops: 24243654
package main

const limit = 5000000

func count() int {
	composite := make([]bool, limit)
	n := 0
	for i := 2; i < limit; i++ {
		if composite[i] {
			continue
		}
		n++
		for j := i * i; j < limit; j += i {
			composite[j] = true
		}
	}
	return n
}

func main() { println(count(), count()) }
