// Floats and complex numbers: arithmetic, infinities, NaN, conversions, printing.
package main

import "fmt"

//go:noinline
func div(a, b float64) float64 { return a / b }

func main() {
	inf := div(1, 0)
	nan := div(0, 0)
	fmt.Println(inf, -inf, nan, nan == nan, nan != nan, nan < 1, !(nan < 1), inf > 1e308)
	nz := div(-1, inf)
	fmt.Println(nz, nz == 0, div(1, nz))
	var f32 float32 = 16777216
	fmt.Println(f32+1 == f32, f32*f32, float32(0.1), float64(float32(0.1)), 0.1+0.2)
	var x float32 = 3.5e38 / 2
	x *= 4
	fmt.Println(x, float32(1e-46), 5e-324, 5e-324/2)
	for _, f := range []float64{0, 1, 1.5, -2.25, 100000, 1e6, 1e20, 1e21, 123456789, 1e-4, 1e-5, 3.141592653589793} {
		fmt.Println(f, int(f) == int(int64(f)), float32(f))
	}
	fmt.Println(int(1.9+div(0, 1)), int(-1.9-div(0, 1)), int64(div(1e15, 1)), uint8(div(200, 1)), uint64(div(1<<63, 1)))
	var i int64 = 1<<53 + 1
	fmt.Println(float64(i), float32(i), int64(float64(i)), float64(uint64(1<<63)), float64(uint8(7)))
	fmt.Printf("%f %.2f %8.3f|%-8.1f|%+.1f %e %.3e %g %G %v %08.3f\n", 3.14159, 2.005, 1.5, 1.5, 2.0, 12345.678, 0.00012, 1e21, 1e-7, 1e6, -3.14159)
	sum := 0.0
	for i := 1; i <= 1000; i++ {
		sum += 1 / float64(i*i)
	}
	fmt.Println(sum)
	s := 2.0
	for i := 0; i < 6; i++ {
		s = (s + 2/s) / 2
	}
	fmt.Println(s, s*s)
	c := complex(1, 2)
	d := complex(float64(3), -1)
	fmt.Println(c+d, c-d, c*d, c/d, real(c), imag(d), c == complex(1, 2), c != d, -c)
	var c64 complex64 = 1 + 2i
	c64 *= c64
	fmt.Println(c64, complex128(c64), real(c64))
	fmt.Printf("%v %.1f %T %T\n", c, c, c64, c)
	a, b := 1.5, 2.5
	a, b = b, a
	a += 1
	b /= 2
	fmt.Println(a, b, a > b, a >= b, -a, min(a, b, 0.5), max(a, nan))
	fmt.Println(1e100, 1e-100, float32(1e10), 12345678.9, float32(12345678.9), 1.0)
	println(1.5, float32(2.25), c)
}
