// Select loops: a ticker made of channels, a semaphore, fan-in, a broadcaster, cancellation, and a default that polls.
package main

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"
	"time"
)

type job struct {
	id    int
	reply chan<- string
}

type server struct {
	jobs chan job
	quit chan struct{}
	wg   sync.WaitGroup
	seen map[int]bool
	mu   sync.Mutex
}

func newServer(workers int) *server {
	s := &server{jobs: make(chan job), quit: make(chan struct{}), seen: map[int]bool{}}
	for i := 0; i < workers; i++ {
		s.wg.Add(1)
		go s.work(i)
	}
	return s
}

func (s *server) work(int) {
	defer s.wg.Done()
	for {
		select {
		case j := <-s.jobs:
			s.mu.Lock()
			s.seen[j.id] = true
			s.mu.Unlock()
			j.reply <- fmt.Sprintf("job %d", j.id)
		case <-s.quit:
			return
		}
	}
}

func (s *server) stop() { close(s.quit); s.wg.Wait() }

func merge[T any](in ...<-chan T) <-chan T {
	out := make(chan T)
	var wg sync.WaitGroup
	for _, c := range in {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}()
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

func numbers(ctx context.Context, from, to int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := from; i < to; i++ {
			select {
			case c <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return c
}

type topic struct {
	mu   sync.RWMutex
	subs map[string]chan string
}

func (t *topic) subscribe(name string, size int) <-chan string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.subs == nil {
		t.subs = make(map[string]chan string)
	}
	c := make(chan string, size)
	t.subs[name] = c
	return c
}

func (t *topic) publish(msg string) (dropped []string) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	for name, c := range t.subs {
		select {
		case c <- msg:
		default:
			dropped = append(dropped, name)
		}
	}
	sort.Strings(dropped)
	return
}

func retry(ctx context.Context, n int, f func(int) error) (err error) {
	for i := range n {
		if err = f(i); err == nil {
			return nil
		}
		select {
		case <-time.After(time.Millisecond):
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		}
	}
	return fmt.Errorf("after %d: %w", n, err)
}

func main() {
	s := newServer(3)
	replies := make(chan string, 4)
	for i := range 4 {
		s.jobs <- job{i, replies}
	}
	var got []string
	for range cap(replies) {
		got = append(got, <-replies)
	}
	s.stop()
	sort.Strings(got)
	fmt.Println(got, len(s.seen))

	ctx, cancel := context.WithCancel(context.Background())
	sum := 0
	for v := range merge(numbers(ctx, 0, 5), numbers(ctx, 100, 105)) {
		sum += v
	}
	cancel()
	fmt.Println(sum, ctx.Err())

	var t topic
	a, b := t.subscribe("a", 1), t.subscribe("b", 3)
	for _, m := range []string{"x", "y", "z"} {
		fmt.Print(m, t.publish(m), " ")
	}
	fmt.Println(<-a, <-b, len(b))

	tries := 0
	fmt.Println(retry(context.Background(), 5, func(i int) error {
		tries++
		if i < 2 {
			return fmt.Errorf("try %d", i)
		}
		return nil
	}), tries)
	fmt.Println(retry(ctx, 3, func(int) error { return errors.New("no") }) != nil)
	var none <-chan int
	select {
	case <-none:
	case <-time.After(2 * time.Millisecond):
		fmt.Println("timeout")
	}
}
