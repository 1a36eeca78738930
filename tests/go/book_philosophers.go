package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// Dining philosophers, three ways: ordered forks, a waiter channel, TryLock with back-off.

type Fork struct {
	sync.Mutex
	id int
}

type Philosopher struct {
	name        string
	left, right *Fork
	meals       int
}

var names = [...]string{"Plato", "Kant", "Hume", "Marx", "Russell"}

func setup() []*Philosopher {
	forks := make([]*Fork, len(names))
	for i := range forks {
		forks[i] = &Fork{id: i}
	}
	ps := make([]*Philosopher, len(names))
	for i, n := range names {
		ps[i] = &Philosopher{name: n, left: forks[i], right: forks[(i+1)%len(forks)]}
	}
	return ps
}

func (p *Philosopher) dineOrdered(n int, wg *sync.WaitGroup) {
	defer wg.Done()
	a, b := p.left, p.right
	if a.id > b.id {
		a, b = b, a
	}
	for ; n > 0; n-- {
		a.Lock()
		b.Lock()
		p.meals++
		runtime.Gosched()
		b.Unlock()
		a.Unlock()
	}
}

func (p *Philosopher) dineWaiter(n int, seats chan struct{}, wg *sync.WaitGroup) {
	defer wg.Done()
	for range n {
		seats <- struct{}{}
		p.left.Lock()
		p.right.Lock()
		p.meals++
		p.right.Unlock()
		p.left.Unlock()
		<-seats
	}
}

func (p *Philosopher) dineTry(ctx context.Context, n int, retries *atomic.Int64) error {
	for p.meals < n {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		default:
		}
		p.left.Lock()
		if !p.right.TryLock() {
			p.left.Unlock()
			retries.Add(1)
			time.Sleep(10 * time.Microsecond)
			continue
		}
		p.meals++
		p.right.Unlock()
		p.left.Unlock()
	}
	return nil
}

func report(how string, ps []*Philosopher) {
	total := 0
	fmt.Printf("%-8s", how)
	for _, p := range ps {
		fmt.Printf(" %s:%d", p.name, p.meals)
		total += p.meals
	}
	fmt.Println(" =", total)
}

func main() {
	var wg sync.WaitGroup
	ps := setup()
	for _, p := range ps {
		wg.Add(1)
		go p.dineOrdered(50, &wg)
	}
	wg.Wait()
	report("ordered", ps)

	ps = setup()
	seats := make(chan struct{}, len(ps)-1)
	wg.Add(len(ps))
	for _, p := range ps {
		go p.dineWaiter(40, seats, &wg)
	}
	wg.Wait()
	report("waiter", ps)

	ps = setup()
	var retries atomic.Int64
	ctx, cancel := context.WithTimeoutCause(context.Background(), 30*time.Second, errors.New("starved"))
	defer cancel()
	errs := make(chan error, len(ps))
	for _, p := range ps {
		go func() { errs <- p.dineTry(ctx, 30, &retries) }()
	}
	for range ps {
		if err := <-errs; err != nil {
			fmt.Println(err)
		}
	}
	report("trylock", ps)
	fmt.Println(retries.Load() >= 0, ctx.Err())

	ctx2, cancel2 := context.WithCancelCause(context.WithValue(ctx, "who", names[2]))
	cancel2(fmt.Errorf("%v left", ctx2.Value("who")))
	fmt.Println(ctx2.Err(), "/", context.Cause(ctx2), "/", setup()[0].dineTry(ctx2, 1, &retries))
}
