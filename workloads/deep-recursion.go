// Goroutines recurse to different depths, come back, and do it again: stacks grow by copying.
//
// Watch each stack double as it deepens (used against size), keep its size on the way back, and
// shrink by half at the collections in between. Ends by itself.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type pair struct{ a, b int }

// sink keeps a pointer into its caller's frame: the copy must adjust it.
func down(n int, p *pair) int {
	local := pair{n, n + p.a}
	if n == 0 {
		return p.a + p.b
	}
	r := down(n-1, &local)
	return r + local.b - local.a - p.a
}

func diver(id, depth int, out []int, wg *sync.WaitGroup) {
	defer wg.Done()
	for round := 0; round < 8; round++ {
		start := pair{id, round}
		out[id] += down(depth>>uint(round%4), &start)
		if round%2 == 1 {
			runtime.GC() // an unused half of a stack is given back here
		}
	}
}

func main() {
	var wg sync.WaitGroup
	out := make([]int, 7)
	for id := range out {
		wg.Add(1)
		go diver(id, 100<<uint(id), out, &wg)
	}
	wg.Wait()
	fmt.Println(out)
}
