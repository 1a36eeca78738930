package sort

// Slices of ordered types: which algorithm sorts them cannot be seen, so it is a plain one without
// calls of methods: quicksort around the median of three, insertion for short ranges.

const shortRange = 16

func Ints(x []int) {
	for len(x) > shortRange {
		n := len(x)
		a, b, c := x[0], x[n/2], x[n-1]
		pivot := max(min(a, b), min(max(a, b), c))
		i, j := 0, n-1
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for x[j] > pivot {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		if j+1 < n-i { // the shorter part first: then depth is logarithmic
			Ints(x[:j+1])
			x = x[i:]
		} else {
			Ints(x[i:])
			x = x[:j+1]
		}
	}
	for i := 1; i < len(x); i++ {
		v := x[i]
		j := i
		for j > 0 && x[j-1] > v {
			x[j] = x[j-1]
			j--
		}
		x[j] = v
	}
}

func Strings(x []string) {
	for len(x) > shortRange {
		n := len(x)
		a, b, c := x[0], x[n/2], x[n-1]
		pivot := max(min(a, b), min(max(a, b), c))
		i, j := 0, n-1
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for x[j] > pivot {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		if j+1 < n-i {
			Strings(x[:j+1])
			x = x[i:]
		} else {
			Strings(x[i:])
			x = x[:j+1]
		}
	}
	for i := 1; i < len(x); i++ {
		for j := i; j > 0 && x[j-1] > x[j]; j-- {
			x[j-1], x[j] = x[j], x[j-1] // no other store, so that nothing seems to leak
		}
	}
}

// Float64s puts NaN first.
func Float64s(x []float64) {
	from := 0
	for i, v := range x {
		if v != v {
			x[i], x[from] = x[from], v
			from++
		}
	}
	floats(x[from:])
}

func floats(x []float64) {
	for len(x) > shortRange {
		n := len(x)
		a, b, c := x[0], x[n/2], x[n-1]
		pivot := max(min(a, b), min(max(a, b), c))
		i, j := 0, n-1
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for x[j] > pivot {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		if j+1 < n-i {
			floats(x[:j+1])
			x = x[i:]
		} else {
			floats(x[i:])
			x = x[:j+1]
		}
	}
	for i := 1; i < len(x); i++ {
		v := x[i]
		j := i
		for j > 0 && x[j-1] > v {
			x[j] = x[j-1]
			j--
		}
		x[j] = v
	}
}
