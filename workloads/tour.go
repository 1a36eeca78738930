// All five memory regions in ten seconds, then again until stopped.
//
// Watch, in this order:
//   - stacks: recursion doubles the stack of one goroutine; later a GC shrinks it again
//   - heap: a tree is built and dropped, so live heap climbs to the trigger and falls
//   - colours: each cycle turns white objects grey and then black
//   - arenas: a request's memory appears as a lane and is freed at once
//   - globals: `cache` is a root, and what it points to stays alive
package main

import (
	"arena"
	"fmt"
	"sync"
	"time"
)

type Node struct {
	left, right *Node
	key         int
}

type Request struct {
	id   int
	body []byte
	next *Request
}

var (
	cache    = map[string]*Node{} // a root: entries live until they are replaced
	visits   int                  // no pointer: never scanned
	greeting = "tour"
)

// build allocates a perfect tree of the given depth: every node escapes to the heap.
func build(depth, key int) *Node {
	if depth == 0 {
		return &Node{key: key}
	}
	return &Node{build(depth-1, 2*key), build(depth-1, 2*key+1), key}
}

func (n *Node) sum() int {
	if n == nil {
		return 0
	}
	return n.key + n.left.sum() + n.right.sum()
}

// descend uses the stack only: its array never escapes.
func descend(depth int) int {
	var frame [16]int
	frame[depth%16] = depth
	if depth == 0 {
		return 0
	}
	return descend(depth-1) + frame[depth%16]
}

// serve handles one request in an arena: all of it is freed in one step.
func serve(id int) int {
	a := arena.NewArena()
	defer a.Free()
	var list *Request
	total := 0
	for i := 0; i < 2000; i++ {
		r := arena.New[Request](a)
		r.id = id*2000 + i
		r.body = arena.MakeSlice[byte](a, 64+i%512, 64+i%512)
		r.next = list
		list = r
		total += len(r.body)
	}
	for r := list; r != nil; r = r.next {
		total += r.id % 7
	}
	return total
}

func worker(id int, jobs <-chan int, results chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	for job := range jobs {
		results <- job*job + id
	}
}

func pool() int {
	jobs := make(chan int)
	results := make(chan int, 64)
	var wg sync.WaitGroup
	for i := 0; i < 12; i++ {
		wg.Add(1)
		go worker(i, jobs, results, &wg)
	}
	go func() {
		for i := 0; i < 400; i++ {
			jobs <- i
			if i%20 == 0 {
				time.Sleep(2 * time.Millisecond)
			}
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	sum := 0
	for r := range results {
		sum += r
	}
	return sum
}

func main() {
	for round := 1; ; round++ {
		visits++
		fmt.Println(greeting, "round", round)

		fmt.Println("  stack:  descend", descend(200*round%4000+500))
		time.Sleep(200 * time.Millisecond)

		for i := 0; i < 6; i++ {
			name := fmt.Sprintf("tree %d", i%3)
			cache[name] = build(13, i)
			fmt.Println("  heap:   tree", i, "sum", cache[name].sum())
			time.Sleep(100 * time.Millisecond)
		}

		fmt.Println("  gorout: pool", pool())

		for i := 0; i < 4; i++ {
			fmt.Println("  arena:  request", i, "bytes", serve(i))
			time.Sleep(150 * time.Millisecond)
		}
	}
}
