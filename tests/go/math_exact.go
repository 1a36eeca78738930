package main

// Programs print all digits of such results: every bit counts.

import (
	"fmt"
	"math"
	"math/rand"
)

var functions = []struct {
	name string
	f    func(float64) float64
}{
	{"exp", math.Exp}, {"exp2", math.Exp2}, {"expm1", math.Expm1}, {"log", math.Log}, {"log2", math.Log2}, {"log10", math.Log10},
	{"log1p", math.Log1p}, {"sin", math.Sin}, {"cos", math.Cos}, {"tan", math.Tan}, {"asin", math.Asin}, {"acos", math.Acos},
	{"atan", math.Atan}, {"sinh", math.Sinh}, {"cosh", math.Cosh}, {"tanh", math.Tanh}, {"asinh", math.Asinh}, {"acosh", math.Acosh},
	{"atanh", math.Atanh}, {"cbrt", math.Cbrt}, {"gamma", math.Gamma}, {"sqrt", math.Sqrt}, {"floor", math.Floor}, {"ceil", math.Ceil},
	{"trunc", math.Trunc}, {"round", math.Round}, {"even", math.RoundToEven},
}

var pairs = []struct {
	name string
	f    func(x, y float64) float64
}{
	{"pow", math.Pow}, {"atan2", math.Atan2}, {"hypot", math.Hypot}, {"mod", math.Mod}, {"remainder", math.Remainder},
	{"max", math.Max}, {"min", math.Min}, {"dim", math.Dim}, {"nextafter", math.Nextafter},
}

var special = []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 2, -2, 3, math.Inf(1), math.Inf(-1), math.NaN(), 1e-300, 5e-324, -5e-324,
	1e300, -1e300, math.MaxFloat64, math.Pi, math.Pi / 2, math.Pi / 4, 0.1, 0.2, 0.3, 100, 709.5, -745, 710, -746, 1 << 29, 1 << 40, 1e22, 0.7, 33.5, 171.6, -3.5, 1<<53 + 1}

func number(r *rand.Rand) float64 {
	switch r.Intn(6) {
	case 0:
		return r.Float64()
	case 1:
		return r.NormFloat64() * 10
	case 2:
		return math.Ldexp(r.Float64()-0.5, r.Intn(120)-60)
	case 3:
		return math.Float64frombits(r.Uint64())
	case 4:
		return float64(r.Intn(2000)-1000) / 8
	}
	return r.Float64()*4 - 2
}

func bits(x float64) uint64 {
	if x != x {
		return 1
	}
	return math.Float64bits(x)
}

func main() {
	for _, f := range functions {
		r := rand.New(rand.NewSource(1))
		h := uint64(14695981039346656037)
		for range 2000 {
			h = (h ^ bits(f.f(number(r)))) * 1099511628211
		}
		fmt.Println(f.name, h)
		for _, x := range special {
			fmt.Print(f.f(x), " ")
		}
		fmt.Println()
	}
	for _, f := range pairs {
		r := rand.New(rand.NewSource(2))
		h := uint64(14695981039346656037)
		for range 3000 {
			h = (h ^ bits(f.f(number(r), number(r)))) * 1099511628211
		}
		fmt.Println(f.name, h)
		for _, x := range special {
			for _, y := range special[:16] {
				h = (h ^ bits(f.f(x, y))) * 1099511628211
			}
		}
		fmt.Println(h, f.f(2, 10), f.f(10, -2), f.f(1.1, 0.1), f.f(-8, 1.0/3))
	}
	for n := -330; n < 312; n += 7 {
		fmt.Print(math.Pow10(n), " ")
	}
	fmt.Println()
	fmt.Printf("%.12g %.12g %.12g %.12g %.12g %.12g\n", math.Erf(0.5), math.Erfc(2), math.Erfinv(0.3), math.Erfinv(-0.9999), math.Erfcinv(1.5), math.J0(3))
	l, sign := math.Lgamma(-2.5)
	fmt.Printf("%.12g %d %.12g %.12g %.12g\n", l, sign, math.J1(2), math.Jn(3, 4), math.Yn(2, 5))
	fmt.Println(math.Nextafter32(1, 2), math.Cos(math.Pi/2), math.Sin(math.Pi), math.Sqrt(2), math.Pow(2, 0.5), math.Log(10), math.Exp(1))
	s, c := math.Sincos(1)
	fmt.Println(s, c, math.Ilogb(10), math.Logb(0.1))
}
