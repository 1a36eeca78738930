package cmplx

import (
	"math"
	"math/bits"
)

// times and over i.
func rotated(x complex128) complex128 { return complex(-imag(x), real(x)) }
func back(x complex128) complex128    { return complex(imag(x), -real(x)) }

// sinhcosh needs one exponential where it is exact enough.
func sinhcosh(x float64) (sh, ch float64) {
	if math.Abs(x) <= 0.5 {
		return math.Sinh(x), math.Cosh(x)
	}
	e := math.Exp(x)
	inverse := 0.5 / e
	e *= 0.5
	return e - inverse, e + inverse
}

// swapped has real and imaginary part exchanged: what turns sines into hyperbolic ones.
func swapped(x complex128) complex128 { return complex(imag(x), real(x)) }

// open says that x is infinite or no number: its sine is unknown.
func open(x float64) bool { return math.IsInf(x, 0) || math.IsNaN(x) }

func Sin(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case open(re) && (im == 0 || math.IsInf(im, 0)):
		return complex(math.NaN(), im)
	case re == 0 && open(im):
		return x
	}
	s, c := math.Sincos(re)
	sh, ch := sinhcosh(im)
	return complex(s*ch, c*sh)
}

func Sinh(x complex128) complex128 { return swapped(Sin(swapped(x))) }

func Cos(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case open(re) && im == 0:
		return complex(math.NaN(), -im*math.Copysign(0, re))
	case open(re) && math.IsInf(im, 0):
		return complex(math.Inf(1), math.NaN())
	case re == 0 && math.IsInf(im, 0):
		return complex(math.Inf(1), -re*math.Copysign(0, im))
	case re == 0 && math.IsNaN(im):
		return complex(math.NaN(), 0)
	}
	s, c := math.Sincos(re)
	sh, ch := sinhcosh(im)
	return complex(c*ch, -s*sh)
}

func Cosh(x complex128) complex128 {
	if imag(x) == 0 && math.IsNaN(real(x)) {
		return complex(math.NaN(), imag(x))
	}
	c := Cos(swapped(x))
	return complex(real(c), -imag(c))
}

func Tan(x complex128) complex128 {
	switch re, im := real(x), imag(x); {
	case math.IsInf(im, 0) && open(re):
		return complex(math.Copysign(0, re), math.Copysign(1, im))
	case math.IsInf(im, 0):
		return complex(math.Copysign(0, math.Sin(2*re)), math.Copysign(1, im))
	case re == 0 && math.IsNaN(im):
		return x
	}
	d := math.Cos(2*real(x)) + math.Cosh(2*imag(x))
	if math.Abs(d) < 0.25 {
		d = series(x)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*real(x))/d, math.Sinh(2*imag(x))/d)
}

func Tanh(x complex128) complex128 {
	switch re, im := real(x), imag(x); {
	case math.IsInf(re, 0) && open(im):
		return complex(math.Copysign(1, re), math.Copysign(0, im))
	case math.IsInf(re, 0):
		return complex(math.Copysign(1, re), math.Copysign(0, math.Sin(2*im)))
	case im == 0 && math.IsNaN(re):
		return x
	}
	d := math.Cosh(2*real(x)) + math.Cos(2*imag(x))
	if d == 0 {
		return Inf()
	}
	return complex(math.Sinh(2*real(x))/d, math.Sin(2*imag(x))/d)
}

func Cot(x complex128) complex128 {
	d := math.Cosh(2*imag(x)) - math.Cos(2*real(x))
	if math.Abs(d) < 0.25 {
		d = series(x)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*real(x))/d, -math.Sinh(2*imag(x))/d)
}

// reduced is x modulo pi, nearest to zero: x - n*pi with pi in three parts, the first two of which
// times n are exact.
func reduced(x float64) float64 {
	if math.Abs(x) >= 1<<30 {
		return math.Pi * turns(x)
	}
	n := float64(int64(x/math.Pi + 0.5))
	return (x - n*3.141592502593994) - n*1.5099578831723193e-07 - n*1.0780605716316238e-14
}

// inversePi is 1/pi, 64 bits behind the point at a time; the first word is what is before it.
var inversePi = [...]uint64{
	0, 0x517cc1b727220a94, 0xfe13abe8fa9a6ee0, 0x6db14acc9e21c820, 0xff28b1d5ef5de2b0,
	0xdb92371d2126e970, 0x0324977504e8c90e, 0x7f0ef58e5894d39f, 0x74411afa975da242,
	0x74ce38135a2fbf20, 0x9cc8eb1cc1a99cfa, 0x4e422fc5defc941d, 0x8ffc4bffef02cc07,
	0xf79788c5ad05368f, 0xb69b3f6793e584db, 0xa7a31fb34f2ff516, 0xba93dd63f5f2f8bd,
	0x9e839cfbc5294975, 0x35fdafd88fc6ae84, 0x2b0198237e3db5d5,
}

// turns is the fraction of |x|/pi, in (-0.5, 0.5], for huge x: 53 bits of x times those 192 bits of
// 1/pi that neither give whole turns only nor are too small to matter.
func turns(x float64) float64 {
	const mantissa = 52
	word := math.Float64bits(x)
	scale := uint(word>>mantissa&0x7ff) - 1023 - mantissa + 64
	m := word&(1<<mantissa-1) | 1<<mantissa
	var window [3]uint64
	for i := range window {
		at := scale/64 + uint(i)
		window[i] = inversePi[at]<<(scale%64) | inversePi[at+1]>>(64-scale%64)
	}
	carry, _ := bits.Mul64(window[2], m)
	high, low := bits.Mul64(window[1], m)
	low, c := bits.Add64(low, carry, 0)
	high, _ = bits.Add64(window[0]*m, high, c)

	zeros := uint(bits.LeadingZeros64(high)) + 1
	digits := (high<<zeros | low>>(64-zeros)) >> (64 - mantissa)
	f := math.Float64frombits(digits | uint64(1023-zeros)<<mantissa)
	if f > 0.5 {
		f--
	}
	return f
}

// series is cosh(2y) - cos(2x), or with cos as x nears a pole of the tangent, without cancellation:
// the sum of ((2y)^k +- (2x)^k) / k! over even k.
func series(z complex128) float64 {
	x := reduced(math.Abs(2 * real(z)))
	x *= x
	y := math.Abs(2 * imag(z))
	y *= y
	xk, yk, factorial, n, d := 1.0, 1.0, 1.0, 0.0, 0.0
	for {
		n++
		factorial *= n
		n++
		factorial *= n
		xk *= x
		yk *= y
		t := (yk + xk) / factorial
		d += t

		n++
		factorial *= n
		n++
		factorial *= n
		xk *= x
		yk *= y
		t = (yk - xk) / factorial
		d += t
		if !(math.Abs(t/d) > 0x1p-53) {
			return d
		}
	}
}

func Asin(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && math.Abs(re) <= 1:
		return complex(math.Asin(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Asinh(im))
	case math.IsNaN(im):
		switch {
		case re == 0:
			return complex(re, math.NaN())
		case math.IsInf(re, 0):
			return complex(math.NaN(), re)
		}
		return NaN()
	case math.IsInf(im, 0):
		switch {
		case math.IsNaN(re):
			return x
		case math.IsInf(re, 0):
			return complex(math.Copysign(math.Pi/4, re), im)
		}
		return complex(math.Copysign(0, re), im)
	case math.IsInf(re, 0):
		return complex(math.Copysign(math.Pi/2, re), math.Copysign(re, im))
	}
	square := x * x
	root := Sqrt(complex(1-real(square), -imag(square)))
	return back(Log(rotated(x) + root))
}

func Acos(x complex128) complex128 {
	w := Asin(x)
	return complex(math.Pi/2-real(w), -imag(w))
}

func Asinh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && math.Abs(re) <= 1:
		return complex(math.Asinh(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Asin(im))
	case math.IsInf(re, 0):
		switch {
		case math.IsInf(im, 0):
			return complex(re, math.Copysign(math.Pi/4, im))
		case math.IsNaN(im):
			return x
		}
		return complex(re, math.Copysign(0, im))
	case math.IsNaN(re):
		switch {
		case im == 0:
			return x
		case math.IsInf(im, 0):
			return complex(im, re)
		}
		return NaN()
	case math.IsInf(im, 0):
		return complex(math.Copysign(im, re), math.Copysign(math.Pi/2, im))
	}
	square := x * x
	return Log(x + Sqrt(complex(1+real(square), imag(square))))
}

func Acosh(x complex128) complex128 {
	if x == 0 {
		return complex(0, math.Copysign(math.Pi/2, imag(x)))
	}
	w := Acos(x)
	if imag(w) <= 0 {
		return rotated(w)
	}
	return back(w)
}

func Atan(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0:
		return complex(math.Atan(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Atanh(im))
	case math.IsInf(im, 0) || math.IsInf(re, 0):
		if math.IsNaN(re) {
			return complex(math.NaN(), math.Copysign(0, im))
		}
		return complex(math.Copysign(math.Pi/2, re), math.Copysign(0, im))
	case math.IsNaN(re) || math.IsNaN(im):
		return NaN()
	}
	square := re * re
	a := 1 - square - im*im
	if a == 0 {
		return NaN()
	}
	w := reduced(0.5 * math.Atan2(2*re, a))
	t := im - 1
	b := square + t*t
	if b == 0 {
		return NaN()
	}
	t = im + 1
	return complex(w, 0.25*math.Log((square+t*t)/b))
}

func Atanh(x complex128) complex128 { return back(Atan(rotated(x))) }
