package slices

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

type hint int

const (
	unknown hint = iota
	increasing
	decreasing
)

func insertion[E any](data []E, a, b int, cmp func(a, b E) int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && cmp(data[j], data[j-1]) < 0; j-- {
			data[j], data[j-1] = data[j-1], data[j]
		}
	}
}

// sink restores the heap of n elements at base when the one at root may be too small.
func sink[E any](data []E, base, root, n int, cmp func(a, b E) int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && cmp(data[base+child], data[base+child+1]) < 0 {
			child++
		}
		if cmp(data[base+root], data[base+child]) >= 0 {
			return
		}
		data[base+root], data[base+child] = data[base+child], data[base+root]
		root = child
	}
}

func heapsort[E any](data []E, a, b int, cmp func(a, b E) int) {
	n := b - a
	for root := (n - 1) / 2; root >= 0; root-- {
		sink(data, a, root, n, cmp)
	}
	for last := n - 1; last >= 0; last-- {
		data[a], data[a+last] = data[a+last], data[a]
		sink(data, a, 0, last, cmp)
	}
}

func pdq[E any](data []E, a, b, limit int, cmp func(a, b E) int) {
	balanced, partitioned := true, true
	for b-a > insertionMax {
		if limit == 0 {
			heapsort(data, a, b, cmp)
			return
		}
		if !balanced {
			scatter(data, a, b)
			limit--
		}
		pivot, order := choosePivot(data, a, b, cmp)
		if order == decreasing {
			for i, j := a, b-1; i < j; i, j = i+1, j-1 {
				data[i], data[j] = data[j], data[i]
			}
			pivot = b - 1 - (pivot - a)
			order = increasing
		}
		if balanced && partitioned && order == increasing && repair(data, a, b, cmp) {
			return
		}
		if a > 0 && cmp(data[a-1], data[pivot]) >= 0 {
			a = partitionEqual(data, a, b, pivot, cmp) // all here are at least as large as a-1
			continue
		}
		var mid int
		mid, partitioned = partition(data, a, b, pivot, cmp)
		small := (b - a) / 8
		if mid-a < b-mid {
			balanced = mid-a >= small
			pdq(data, a, mid, limit, cmp)
			a = mid + 1
		} else {
			balanced = b-mid >= small
			pdq(data, mid+1, b, limit, cmp)
			b = mid
		}
	}
	insertion(data, a, b, cmp)
}

// partition moves what is less than the pivot before it and returns where the pivot is then;
// done says that nothing had to move.
func partition[E any](data []E, a, b, pivot int, cmp func(a, b E) int) (mid int, done bool) {
	data[a], data[pivot] = data[pivot], data[a]
	i, j := a+1, b-1
	done = true
	for {
		for i <= j && cmp(data[i], data[a]) < 0 {
			i++
		}
		for i <= j && cmp(data[j], data[a]) >= 0 {
			j--
		}
		if i > j {
			data[j], data[a] = data[a], data[j]
			return j, done
		}
		done = false
		data[i], data[j] = data[j], data[i]
		i++
		j--
	}
}

// partitionEqual gathers what equals the pivot at the start and returns where the rest begins.
func partitionEqual[E any](data []E, a, b, pivot int, cmp func(a, b E) int) int {
	data[a], data[pivot] = data[pivot], data[a]
	i, j := a+1, b-1
	for {
		for i <= j && cmp(data[a], data[i]) >= 0 {
			i++
		}
		for i <= j && cmp(data[a], data[j]) < 0 {
			j--
		}
		if i > j {
			return i
		}
		data[i], data[j] = data[j], data[i]
		i++
		j--
	}
}

// repair sorts a range in which few elements are out of order; false when it gives up.
func repair[E any](data []E, a, b int, cmp func(a, b E) int) bool {
	i := a + 1
	for step := 0; step < stepsMax; step++ {
		for i < b && cmp(data[i], data[i-1]) >= 0 {
			i++
		}
		if i == b {
			return true
		}
		if b-a < shiftMin {
			return false
		}
		data[i], data[i-1] = data[i-1], data[i]
		if i-a >= 2 {
			for j := i - 1; j >= 1 && cmp(data[j], data[j-1]) < 0; j-- {
				data[j], data[j-1] = data[j-1], data[j]
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && cmp(data[j], data[j-1]) < 0; j++ {
				data[j], data[j-1] = data[j-1], data[j]
			}
		}
	}
	return false
}

// scatter swaps three elements of the middle with others, chosen by a generator seeded with the
// length.
func scatter[E any](data []E, a, b int) {
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
		data[i], data[a+other] = data[a+other], data[i]
	}
}

func choosePivot[E any](data []E, a, b int, cmp func(a, b E) int) (pivot int, order hint) {
	n := b - a
	swaps := 0
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= ninther {
			i = median(data, i-1, i, i+1, &swaps, cmp)
			j = median(data, j-1, j, j+1, &swaps, cmp)
			k = median(data, k-1, k, k+1, &swaps, cmp)
		}
		j = median(data, i, j, k, &swaps, cmp)
	}
	switch swaps {
	case 0:
		return j, increasing
	case swapsMax:
		return j, decreasing
	}
	return j, unknown
}

func median[E any](data []E, a, b, c int, swaps *int, cmp func(a, b E) int) int {
	if cmp(data[b], data[a]) < 0 {
		*swaps++
		a, b = b, a
	}
	if cmp(data[c], data[b]) < 0 {
		*swaps++
		b = c
	}
	if cmp(data[b], data[a]) < 0 {
		*swaps++
		b = a
	}
	return b
}
