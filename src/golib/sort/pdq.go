package sort

import "math/bits"

// Pattern-defeating quicksort (Orson Peters) with the choices Go makes, so that elements that compare
// equal end up in the same order as there. It adapts: a run that seems sorted is finished by
// insertion, a run that seems reversed is turned round, and after badly split partitions it first
// shuffles a little, and in the end falls back to heapsort.

const (
	insertionMax = 12 // shorter ranges are sorted by insertion
	ninther      = 50 // from here on the pivot is a median of medians
	stepsMax     = 5  // out-of-order pairs that an almost sorted range may have
	shiftMin     = 50 // shorter ranges are not repaired
	swapsMax     = 12 // comparisons of choosePivot that may find two elements reversed
)

// lessSwap is a list to be sorted. Two functions and no interface, because then a function literal
// given to Slice need not escape.
type lessSwap struct {
	less func(i, j int) bool
	swap func(i, j int)
}

type hint int

const (
	unknown hint = iota
	increasing
	decreasing
)

func insertion(data lessSwap, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && data.less(j, j-1); j-- {
			data.swap(j, j-1)
		}
	}
}

// sink restores the heap of n elements at base when the one at root may be too small.
func sink(data lessSwap, base, root, n int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && data.less(base+child, base+child+1) {
			child++
		}
		if !data.less(base+root, base+child) {
			return
		}
		data.swap(base+root, base+child)
		root = child
	}
}

func heapsort(data lessSwap, a, b int) {
	n := b - a
	for root := (n - 1) / 2; root >= 0; root-- {
		sink(data, a, root, n)
	}
	for last := n - 1; last >= 0; last-- {
		data.swap(a, a+last)
		sink(data, a, 0, last)
	}
}

func pdq(data lessSwap, a, b, limit int) {
	balanced, partitioned := true, true
	for b-a > insertionMax {
		if limit == 0 {
			heapsort(data, a, b)
			return
		}
		if !balanced {
			scatter(data, a, b)
			limit--
		}
		pivot, order := choosePivot(data, a, b)
		if order == decreasing {
			for i, j := a, b-1; i < j; i, j = i+1, j-1 {
				data.swap(i, j)
			}
			pivot = b - 1 - (pivot - a)
			order = increasing
		}
		if balanced && partitioned && order == increasing && repair(data, a, b) {
			return
		}
		if a > 0 && !data.less(a-1, pivot) {
			a = partitionEqual(data, a, b, pivot) // all here are at least as large as a-1
			continue
		}
		var mid int
		mid, partitioned = partition(data, a, b, pivot)
		small := (b - a) / 8
		if mid-a < b-mid {
			balanced = mid-a >= small
			pdq(data, a, mid, limit)
			a = mid + 1
		} else {
			balanced = b-mid >= small
			pdq(data, mid+1, b, limit)
			b = mid
		}
	}
	insertion(data, a, b)
}

// partition moves what is less than the pivot before it and returns where the pivot is then;
// done says that nothing had to move.
func partition(data lessSwap, a, b, pivot int) (mid int, done bool) {
	data.swap(a, pivot)
	i, j := a+1, b-1
	done = true
	for {
		for i <= j && data.less(i, a) {
			i++
		}
		for i <= j && !data.less(j, a) {
			j--
		}
		if i > j {
			data.swap(j, a)
			return j, done
		}
		done = false
		data.swap(i, j)
		i++
		j--
	}
}

// partitionEqual gathers what equals the pivot at the start and returns where the rest begins.
func partitionEqual(data lessSwap, a, b, pivot int) int {
	data.swap(a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !data.less(a, i) {
			i++
		}
		for i <= j && data.less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		data.swap(i, j)
		i++
		j--
	}
}

// repair sorts a range in which few elements are out of order; false when it gives up.
func repair(data lessSwap, a, b int) bool {
	i := a + 1
	for step := 0; step < stepsMax; step++ {
		for i < b && !data.less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < shiftMin {
			return false
		}
		data.swap(i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1 && data.less(j, j-1); j-- {
				data.swap(j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && data.less(j, j-1); j++ {
				data.swap(j, j-1)
			}
		}
	}
	return false
}

// scatter swaps three elements of the middle with others, chosen by a generator seeded with the
// length.
func scatter(data lessSwap, a, b int) {
	n := b - a
	if n < 8 {
		return
	}
	random := uint64(n)
	mask := uint(1)<<uint(bits.Len(uint(n))) - 1
	middle := a + n/4*2
	for i := middle - 1; i <= middle+1; i++ {
		random ^= random << 13
		random ^= random >> 7
		random ^= random << 17
		other := int(uint(random) & mask)
		if other >= n {
			other -= n
		}
		data.swap(i, a+other)
	}
}

func choosePivot(data lessSwap, a, b int) (pivot int, order hint) {
	n := b - a
	swaps := 0
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= ninther {
			i = median(data, i-1, i, i+1, &swaps)
			j = median(data, j-1, j, j+1, &swaps)
			k = median(data, k-1, k, k+1, &swaps)
		}
		j = median(data, i, j, k, &swaps)
	}
	switch swaps {
	case 0:
		return j, increasing
	case swapsMax:
		return j, decreasing
	}
	return j, unknown
}

func median(data lessSwap, a, b, c int, swaps *int) int {
	if data.less(b, a) {
		*swaps++
		a, b = b, a
	}
	if data.less(c, b) {
		*swaps++
		b = c
	}
	if data.less(b, a) {
		*swaps++
		b = a
	}
	return b
}
