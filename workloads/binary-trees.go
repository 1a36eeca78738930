// Trees of many depths are built and dropped: the classic test of allocation and marking.
//
// Watch the heap's 24-byte class fill and empty, and how a long-lived tree stays black in each
// cycle while the short-lived ones die white. Ends by itself.
package main

import "fmt"

type Tree struct{ L, R *Tree }

func bottomUp(depth int) *Tree {
	if depth <= 0 {
		return &Tree{}
	}
	return &Tree{bottomUp(depth - 1), bottomUp(depth - 1)}
}

func (t *Tree) check() int {
	if t.L == nil {
		return 1
	}
	return 1 + t.L.check() + t.R.check()
}

func main() {
	const minDepth, maxDepth = 4, 14
	stretch := maxDepth + 1
	fmt.Printf("stretch tree of depth %d\t check: %d\n", stretch, bottomUp(stretch).check())
	longLived := bottomUp(maxDepth)
	for depth := minDepth; depth <= maxDepth; depth += 2 {
		n := 1 << uint(maxDepth-depth+minDepth)
		check := 0
		for i := 0; i < n; i++ {
			check += bottomUp(depth).check()
		}
		fmt.Printf("%d\t trees of depth %d\t check: %d\n", n, depth, check)
	}
	fmt.Printf("long lived tree of depth %d\t check: %d\n", maxDepth, longLived.check())
}
