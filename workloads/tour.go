// All five memory regions within ten seconds, then on and on until stopped.
//
// Watch:
//   - stacks: divers recurse to different depths and come back; their stacks double on the way down,
//     keep their size on the way up, and are halved by the collector later
//   - heap: trees are planted and felled, so that live heap climbs to the trigger and falls back
//   - GC: each cycle turns white objects grey and then black; what stays white is swept
//   - arenas: each request fills a lane, and all its objects vanish when the lane ends
//   - globals: the forest is a root; what it points to stays alive
package main

import (
	"arena"
	"fmt"
	"sync"
	"time"
)

type Tree struct {
	left, right *Tree
	key         int
}

type Record struct {
	id   int
	body []byte
	next *Record
}

var (
	forest   [8]*Tree           // roots: a tree lives until another takes its place
	ledger   = map[string]int{} // grows a little with every request
	planted  int                // no pointers in here: never scanned
	greeting = "welcome to the tour"
	mu       sync.Mutex // guards ledger
)

// plant allocates a perfect tree: every node escapes to the heap.
func plant(depth, key int) *Tree {
	if depth == 0 {
		return &Tree{key: key}
	}
	return &Tree{plant(depth-1, 2*key), plant(depth-1, 2*key+1), key}
}

func (t *Tree) weight() int {
	if t == nil {
		return 0
	}
	return 1 + t.left.weight() + t.right.weight()
}

// descend needs no heap: its array never escapes, each call puts it on the stack.
func descend(depth int, rest time.Duration) int {
	var frame [12]int
	frame[depth%12] = depth
	if depth == 0 {
		time.Sleep(rest) // at the bottom: look at the stack now
		return 0
	}
	return descend(depth-1, rest) + frame[depth%12]
}

func diver(id, depth int) {
	for {
		descend(depth, 400*time.Millisecond)
		time.Sleep(time.Duration(300+150*id) * time.Millisecond)
	}
}

// serve keeps all that a request needs in one arena, and frees it in one step.
func serve(id int) {
	a := arena.NewArena()
	var list *Record
	total := 0
	for step := 0; step < 12; step++ {
		for i := 0; i < 600; i++ {
			r := arena.New[Record](a)
			r.id = id
			r.body = arena.MakeSlice[byte](a, 100+i, 100+i)
			r.next = list
			list = r
		}
		time.Sleep(60 * time.Millisecond)
	}
	for r := list; r != nil; r = r.next {
		total += len(r.body)
	}
	mu.Lock()
	ledger[fmt.Sprint("request ", id%100)] = total
	mu.Unlock()
	a.Free()
}

func server(requests <-chan int, done chan<- int) {
	for id := range requests {
		serve(id)
		done <- id
	}
}

// relay passes what it gets to the next one: most of the time it waits for a channel.
func relay(in <-chan int, out chan<- int) {
	for v := range in {
		out <- v + 1
	}
}

func main() {
	fmt.Println(greeting)

	for id := 0; id < 5; id++ {
		go diver(id, 20<<uint(id))
	}

	requests, done := make(chan int), make(chan int)
	for i := 0; i < 3; i++ {
		go server(requests, done)
	}

	first := make(chan int)
	last := first
	for i := 0; i < 6; i++ {
		next := make(chan int)
		go relay(last, next)
		last = next
	}

	next, served := 0, 0
	for round := 1; ; round++ {
		for i := 0; i < 20; i++ {
			forest[planted%len(forest)] = plant(11+planted%3, planted)
			planted++
			select {
			case requests <- next:
				next++
			case <-done:
				served++
			default:
			}
			first <- round
			<-last
			time.Sleep(25 * time.Millisecond)
		}
		standing := 0
		for _, t := range forest {
			standing += t.weight()
		}
		fmt.Println("round", round, "planted", planted, "trees,", standing, "nodes stand,", served, "requests served")
	}
}
