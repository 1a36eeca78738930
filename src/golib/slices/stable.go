package slices

// Sorted blocks, merged in place by rotation (SymMerge, Kim and Kutzner).
func stable[E any](data []E, n int, cmp func(a, b E) int) {
	const block = 20
	for a := 0; a < n; a += block {
		insertion(data, a, min(a+block, n), cmp)
	}
	for width := block; width < n; width *= 2 {
		for a := 0; a+width < n; a += 2 * width {
			merge(data, a, a+width, min(a+2*width, n), cmp)
		}
	}
}

// merge joins the sorted ranges [a, m) and [m, b).
func merge[E any](data []E, a, m, b int, cmp func(a, b E) int) {
	switch {
	case a >= m || m >= b:
		return
	case m-a == 1:
		at := m // first of the right range that is not less than element a
		for end := b; at < end; {
			if h := int(uint(at+end) / 2); cmp(data[h], data[a]) < 0 {
				at = h + 1
			} else {
				end = h
			}
		}
		for k := a; k < at-1; k++ {
			data[k], data[k+1] = data[k+1], data[k]
		}
		return
	case b-m == 1:
		at := a // first of the left range that is greater than element m
		for end := m; at < end; {
			if h := int(uint(at+end) / 2); cmp(data[m], data[h]) >= 0 {
				at = h + 1
			} else {
				end = h
			}
		}
		for k := m; k > at; k-- {
			data[k], data[k-1] = data[k-1], data[k]
		}
		return
	}
	mid := int(uint(a+b) / 2)
	start, end := a, m
	if m > mid {
		start, end = mid+m-b, mid
	}
	for start < end { // what is to be exchanged lies symmetrically around mid
		c := int(uint(start+end) / 2)
		if cmp(data[mid+m-1-c], data[c]) >= 0 {
			start = c + 1
		} else {
			end = c
		}
	}
	end = mid + m - start
	if start < m && m < end {
		rotate(data, start, m, end)
	}
	merge(data, a, start, mid, cmp)
	merge(data, mid, end, b, cmp)
}

func swapRange[E any](data []E, a, b, n int) {
	for i := 0; i < n; i++ {
		data[a+i], data[b+i] = data[b+i], data[a+i]
	}
}

// rotate exchanges the neighbours [a, m) and [m, b).
func rotate[E any](data []E, a, m, b int) {
	left, right := m-a, b-m
	for left != right {
		if left > right {
			swapRange(data, m-left, m, right)
			left -= right
		} else {
			swapRange(data, m-left, m+right-left, left)
			right -= left
		}
	}
	swapRange(data, m-left, m, left)
}
