// Allocation of every size from several goroutines while the collector runs; a checksum at the end.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type cell struct {
	size int
	data []byte
	next *cell
}

func churn(seed uint32, steps int) (sum uint64) {
	live := make([]*cell, 64)
	for i := 0; i < steps; i++ {
		seed = seed*1664525 + 1013904223
		n := int(seed >> 8 % 2000)
		if seed>>20%97 == 0 {
			n = 20000 + int(seed>>10%50000)
		}
		c := &cell{size: n, data: make([]byte, n)}
		for j := 0; j < n; j += 97 {
			c.data[j] = byte(n + j)
		}
		k := seed >> 4 % 64
		if seed&1 == 0 {
			c.next = live[(k+1)%64]
			if c.next != nil {
				c.next.next = nil
			}
		}
		if old := live[k]; old != nil {
			for j := 0; j < old.size; j += 97 {
				if old.data[j] != byte(old.size+j) {
					panic("corrupted")
				}
				sum += uint64(old.data[j])
			}
		}
		live[k] = c
	}
	return
}

func main() {
	var wg sync.WaitGroup
	sums := make([]uint64, 6)
	for i := range sums {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sums[i] = churn(uint32(i+1), 1500)
		}()
	}
	for range 3 {
		runtime.GC()
	}
	wg.Wait()
	fmt.Println(sums)
}
