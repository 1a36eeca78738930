// Points of the Mandelbrot set: float64 in variables. ops: 90000
package main

const size = 300

func inside(cr, ci float64) bool {
	zr, zi := 0.0, 0.0
	for i := 0; i < 200; i++ {
		r, m := zr*zr, zi*zi
		if r+m > 4 {
			return false
		}
		zi = 2*zr*zi + ci
		zr = r - m + cr
	}
	return true
}

func main() {
	n := 0
	for y := 0; y < size; y++ {
		for x := 0; x < size; x++ {
			if inside(3*float64(x)/size-2, 2*float64(y)/size-1) {
				n++
			}
		}
	}
	println(n)
}
