package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
	"sync"
	"time"
)

// Stages joined by channels; a group that collects the first error; a rate limiter on a ticker.

type Group struct {
	wg     sync.WaitGroup
	once   sync.Once
	err    error
	cancel context.CancelFunc
	sem    chan struct{}
}

func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	return &Group{cancel: cancel}, ctx
}

func (g *Group) SetLimit(n int) { g.sem = make(chan struct{}, n) }

func (g *Group) Go(f func() error) {
	if g.sem != nil {
		g.sem <- struct{}{}
	}
	g.wg.Add(1)
	go func() {
		defer func() {
			if g.sem != nil {
				<-g.sem
			}
			g.wg.Done()
		}()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				if g.cancel != nil {
					g.cancel()
				}
			})
		}
	}()
}

func (g *Group) Wait() error {
	g.wg.Wait()
	if g.cancel != nil {
		g.cancel()
	}
	return g.err
}

func source[T any](ctx context.Context, xs ...T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for _, x := range xs {
			select {
			case out <- x:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func stage[A, B any](ctx context.Context, in <-chan A, f func(A) B) <-chan B {
	out := make(chan B)
	go func() {
		defer close(out)
		for a := range in {
			select {
			case out <- f(a):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func merge[T any](cs ...<-chan T) <-chan T {
	var wg sync.WaitGroup
	out := make(chan T, 4)
	for _, c := range cs {
		wg.Go(func() {
			for v := range c {
				out <- v
			}
		})
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

type Limiter struct {
	tokens chan struct{}
	stop   chan struct{}
}

func NewLimiter(rate time.Duration, burst int) *Limiter {
	l := &Limiter{make(chan struct{}, burst), make(chan struct{})}
	for range burst {
		l.tokens <- struct{}{}
	}
	go func() {
		t := time.NewTicker(rate)
		defer t.Stop()
		for {
			select {
			case <-t.C:
				select {
				case l.tokens <- struct{}{}:
				default:
				}
			case <-l.stop:
				return
			}
		}
	}()
	return l
}

func (l *Limiter) Wait(ctx context.Context) error {
	select {
	case <-l.tokens:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	nums := source(ctx, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5)
	squares := stage(ctx, nums, func(n int) int { return n * n })
	words := stage(ctx, squares, func(n int) string { return strings.Repeat("*", n%7) + fmt.Sprint(n) })
	for w := range words {
		fmt.Print(w, " ")
	}
	fmt.Println()

	var all []int
	a, b := source(ctx, 1, 3, 5, 7), source(ctx, 2, 4, 6, 8)
	for v := range merge(a, b, stage(ctx, source(ctx, "x", "yy", "zzz"), func(s string) int { return len(s) * 100 })) {
		all = append(all, v)
	}
	sort.Ints(all)
	fmt.Println(all)

	// Stop early: the stages notice.
	n := 0
	endless := stage(ctx, source(ctx, make([]int, 1000)...), func(int) int { n++; return n })
	for v := range endless {
		if v == 5 {
			cancel()
			break
		}
	}
	for range endless {
	}
	fmt.Println("cancelled", ctx.Err(), n < 1000)

	g, gctx := WithContext(context.Background())
	g.SetLimit(3)
	results := make([]string, 6)
	for i := range results {
		g.Go(func() error {
			if i == 4 {
				return &os.PathError{Op: "open", Path: fmt.Sprintf("file%d", i), Err: os.ErrNotExist}
			}
			results[i] = fmt.Sprintf("r%d", i)
			return nil
		})
	}
	err := g.Wait()
	var pe *os.PathError
	fmt.Println(err, errors.Is(err, os.ErrNotExist), errors.As(err, &pe), gctx.Err())
	results[4], results[5] = "-", "-"
	fmt.Println(results)

	l := NewLimiter(2*time.Millisecond, 3)
	start := time.Now()
	for i := range 8 {
		if err := l.Wait(context.Background()); err != nil {
			fmt.Println(i, err)
		}
	}
	took := time.Since(start)
	fmt.Println("limited:", took >= 8*time.Millisecond, took < 5*time.Second)
	tctx, tcancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer tcancel()
	close(l.stop)
	time.Sleep(3 * time.Millisecond)
	for l.Wait(tctx) == nil {
	}
	fmt.Println(errors.Is(tctx.Err(), context.DeadlineExceeded), tctx.Err())
	d, ok := tctx.Deadline()
	fmt.Println(ok, d.After(start))
}
