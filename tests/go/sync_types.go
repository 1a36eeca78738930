// Package sync: Mutex, RWMutex, WaitGroup, Once, Cond, Pool, Map-less counters with atomic.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) deposit(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance += n
}

type cache struct {
	sync.RWMutex
	m map[int]int
}

func (c *cache) get(k int) int {
	c.RLock()
	v, ok := c.m[k]
	c.RUnlock()
	if ok {
		return v
	}
	c.Lock()
	defer c.Unlock()
	c.m[k] = k * k
	return c.m[k]
}

func main() {
	var acc account
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				acc.deposit(i)
			}
		}()
	}
	wg.Wait()
	fmt.Println(acc.balance)
	c := cache{m: map[int]int{}}
	var sum atomic.Int64
	for i := range 40 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sum.Add(int64(c.get(i % 10)))
		}()
	}
	wg.Wait()
	fmt.Println(sum.Load(), len(c.m))
	var once sync.Once
	var inits int32
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			once.Do(func() { atomic.AddInt32(&inits, 1) })
		}()
	}
	wg.Wait()
	fmt.Println(inits, atomic.LoadInt32(&inits))
	fmt.Println(acc.mu.TryLock(), acc.mu.TryLock())
	acc.mu.Unlock()
	pool := sync.Pool{New: func() any { return new([64]byte) }}
	b := pool.Get().(*[64]byte)
	b[0] = 1
	pool.Put(b)
	fmt.Println(len(pool.Get().(*[64]byte)))
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready, woken := false, 0
	for range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			for !ready {
				cond.Wait()
			}
			woken++
			mu.Unlock()
		}()
	}
	mu.Lock()
	ready = true
	mu.Unlock()
	cond.Broadcast()
	wg.Wait()
	fmt.Println(woken)
	var u atomic.Uint32
	u.Store(5)
	fmt.Println(u.CompareAndSwap(5, 7), u.CompareAndSwap(5, 9), u.Swap(1), u.Add(^uint32(0)))
	var flag atomic.Bool
	flag.Store(true)
	var val atomic.Value
	val.Store([]int{1, 2})
	fmt.Println(flag.Load(), val.Load().([]int)[1])
	wg.Go(func() { sum.Store(-1) })
	wg.Wait()
	fmt.Println(sum.Load())
}
