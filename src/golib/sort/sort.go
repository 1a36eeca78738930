// Package sort sorts slices and whatever can compare and swap its elements.
package sort

import (
	"internal/inspect"
	"math/bits"
)

// Interface is a list that can be sorted in place.
type Interface interface {
	Len() int
	Less(i, j int) bool
	Swap(i, j int)
}

// Sort does not keep the order of equal elements.
func Sort(data Interface) {
	if n := data.Len(); n > 1 {
		pdq(lessSwap{data.Less, data.Swap}, 0, n, bits.Len(uint(n)))
	}
}

func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

type reverse struct {
	Interface
}

func (r reverse) Less(i, j int) bool { return r.Interface.Less(j, i) }

func Reverse(data Interface) Interface { return &reverse{data} }

type IntSlice []int

func (x IntSlice) Len() int           { return len(x) }
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x IntSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x IntSlice) Sort()              { Sort(x) }

type StringSlice []string

func (x StringSlice) Len() int           { return len(x) }
func (x StringSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x StringSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x StringSlice) Sort()              { Sort(x) }

// Float64Slice orders NaN first.
type Float64Slice []float64

func (x Float64Slice) Len() int           { return len(x) }
func (x Float64Slice) Less(i, j int) bool { return x[i] < x[j] || x[i] != x[i] && x[j] == x[j] }
func (x Float64Slice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x Float64Slice) Sort()              { Sort(x) }

func IntsAreSorted(x []int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if x[i] < x[i-1] {
			return false
		}
	}
	return true
}

func StringsAreSorted(x []string) bool {
	for i := len(x) - 1; i > 0; i-- {
		if x[i] < x[i-1] {
			return false
		}
	}
	return true
}

func Float64sAreSorted(x []float64) bool {
	for i := len(x) - 1; i > 0; i-- {
		if Float64Slice(x).Less(i, i-1) {
			return false
		}
	}
	return true
}

// swap exchanges elements i and j of a slice of any type; the indices are in range.
func swap(slice any, i, j int)

func check(x any) {
	if inspect.Kind(x) != inspect.Slice {
		panic("reflect: call of Swapper on " + inspect.TypeName(x) + " Value")
	}
}

func Slice(x any, less func(i, j int) bool) {
	check(x)
	n := inspect.Len(x)
	pdq(lessSwap{less, func(i, j int) { swap(x, i, j) }}, 0, n, bits.Len(uint(n)))
}

func SliceStable(x any, less func(i, j int) bool) {
	check(x)
	stable(lessSwap{less, func(i, j int) { swap(x, i, j) }}, inspect.Len(x))
}

//golib:leaks x=calls x=mutates
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	for i := inspect.Len(x) - 1; i > 0; i-- {
		if less(i, i-1) {
			return false
		}
	}
	return true
}
