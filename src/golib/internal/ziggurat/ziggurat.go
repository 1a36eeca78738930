// Package ziggurat draws from the normal and the exponential distribution by the method of Marsaglia
// and Tsang: the area under the curve is cut into strips of equal area, so that most draws need one
// number, one table entry and one comparison. Both versions of math/rand share it.
package ziggurat

import (
	"math"
	"sync"
)

// strip: draws below `inside` of 1<<31 or 1<<32 are under the curve; `step` scales a draw to x, and
// `height` is the curve at the strip's right end.
type strip struct {
	inside       uint32
	step, height float32
}

const (
	normalRight      = 3.442619855899 // where the lowest strip's box ends
	normalArea       = 9.91256303526217e-3
	exponentialRight = 7.69711747013104972
	exponentialArea  = 3.949659822581572e-3
)

var (
	once        sync.Once
	normal      [128]strip
	exponential [256]strip
)

// fill computes strips from the curve and its inverse.
func fill(strips []strip, right, area, unit float64, curve, inverse func(float64) float64) {
	last := len(strips) - 1
	x, previous := right, right
	box := area / curve(right)
	strips[0] = strip{uint32(right / box * unit), float32(box / unit), 1}
	strips[last].step = float32(right / unit)
	strips[last].height = float32(curve(right))
	for i := last - 1; i >= 1; i-- {
		x = inverse(area/x + curve(x))
		strips[i+1].inside = uint32(x / previous * unit)
		previous = x
		strips[i].height = float32(curve(x))
		strips[i].step = float32(x / unit)
	}
}

func fillBoth() {
	fill(normal[:], normalRight, normalArea, 1<<31,
		func(x float64) float64 { return math.Exp(-.5 * x * x) },
		func(y float64) float64 { return math.Sqrt(-2 * math.Log(y)) })
	fill(exponential[:], exponentialRight, exponentialArea, 1<<32,
		func(x float64) float64 { return math.Exp(-x) },
		func(y float64) float64 { return -math.Log(y) })
}

// Normal tries the draw j in strip i; ok is false when another draw is needed. The rare cases need
// numbers in [0, 1).
func Normal(j int32, i int, uniform func() float64) (x float64, ok bool) {
	once.Do(fillBoth)
	x = float64(j) * float64(normal[i].step)
	size := uint32(j)
	if j < 0 {
		size = -size
	}
	if size < normal[i].inside {
		return x, true
	}
	if i > 0 {
		h := normal[i].height + float32(uniform())*(normal[i-1].height-normal[i].height)
		return x, h < float32(math.Exp(-.5*x*x))
	}
	for { // the tail
		x = -math.Log(uniform()) * (1.0 / normalRight)
		y := -math.Log(uniform())
		if y+y >= x*x {
			break
		}
	}
	if j > 0 {
		return normalRight + x, true
	}
	return -normalRight - x, true
}

// Exponential is like Normal.
func Exponential(j uint32, i int, uniform func() float64) (x float64, ok bool) {
	once.Do(fillBoth)
	x = float64(j) * float64(exponential[i].step)
	if j < exponential[i].inside {
		return x, true
	}
	if i == 0 {
		return exponentialRight - math.Log(uniform()), true
	}
	h := exponential[i].height + float32(uniform())*(exponential[i-1].height-exponential[i].height)
	return x, h < float32(math.Exp(-x))
}
