// Many arenas at once, large slices in them, from several goroutines; heap objects only they reach.
package main

import (
	"arena"
	"fmt"
	"runtime"
	"sync"
)

type item struct {
	next *item
	data []byte
}

func work(id int) (sum int) {
	a := arena.NewArena()
	defer a.Free()
	var head *item
	for i := range 200 {
		it := arena.New[item](a)
		it.next, head = head, it
		if i%3 == 0 {
			it.data = make([]byte, 100+i)
		} else {
			it.data = arena.MakeSlice[byte](a, 100+i, 100+i)
		}
		it.data[i%100] = byte(id + i)
		if i%64 == 0 {
			runtime.Gosched()
		}
	}
	big := arena.MakeSlice[int](a, 100000, 100000)
	big[99999] = id
	for it := head; it != nil; it = it.next {
		for _, b := range it.data {
			sum += int(b)
		}
	}
	return sum + big[99999] + big[5]
}

func main() {
	var wg sync.WaitGroup
	sums := make([]int, 12)
	for i := range sums {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sums[i] = work(i)
		}()
	}
	runtime.GC()
	wg.Wait()
	fmt.Println(sums)
}
