// Float64 operations whose operand was made just before: each operand's side, and across jumps.
package main

import "math"

type point struct{ x, y, z, vx float64 }

func chain(a, b, c float64) (float64, float64, float64, float64) {
	s := a*b - c
	d := c - a*b
	q := a / (b + c)
	p := (a - b) / c * (c - a)
	return s, d, q, p
}

func far(p, o *point, dt float64) float64 {
	dx, dy, dz := p.x-o.x, p.y-o.y, p.z-o.z
	d2 := dx*dx + dy*dy + dz*dz
	mag := dt / (d2 * math.Sqrt(d2))
	p.vx -= dx * o.z * mag
	o.vx += (dx + o.y) * (dy - p.z) * p.x
	p.x += dt * p.vx
	return math.Sqrt(math.Sqrt(d2)) - (p.y - d2*mag) + (d2+dt)*o.vx
}

func squares(n int) float64 {
	x, sum := 1.5, 0.0
	for i := 0; i < n; i++ {
		x = x + 0.25
		sum += x * x
		if sum > 100 {
			sum = sum / 3
		}
		sum = sum*x - sum
		x = x - sum/1e6
	}
	return sum
}

func fields(p point) float64 { return (p.x+p.y)*p.z - (p.vx - p.x*p.y) }

func main() {
	a, b, c, d := chain(3.25, -1.5, 0.125)
	println(a, b, c, d)
	p, o := &point{1, 2, 3, 4}, &point{-2, 0.5, 7, 1}
	for i := range 5 {
		println(far(p, o, float64(i)+0.5), p.vx, o.vx)
	}
	println(squares(50), fields(*p))
	println(chain(math.Inf(1), 0, math.NaN()))
}
