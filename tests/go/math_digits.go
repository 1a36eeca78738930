// Every digit of package math's and math/cmplx's results.
package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

func main() {
	one := map[string]func(float64) float64{
		"Acos": math.Acos, "Acosh": math.Acosh, "Asin": math.Asin, "Asinh": math.Asinh, "Atan": math.Atan, "Atanh": math.Atanh,
		"Cbrt": math.Cbrt, "Ceil": math.Ceil, "Cos": math.Cos, "Cosh": math.Cosh, "Erf": math.Erf, "Erfc": math.Erfc, "Erfinv": math.Erfinv,
		"Erfcinv": math.Erfcinv, "Exp": math.Exp, "Exp2": math.Exp2, "Expm1": math.Expm1, "Floor": math.Floor, "Gamma": math.Gamma,
		"J0": math.J0, "J1": math.J1, "Y0": math.Y0, "Y1": math.Y1, "Log": math.Log, "Log10": math.Log10, "Log1p": math.Log1p, "Log2": math.Log2, "Logb": math.Logb,
		"Round": math.Round, "RoundToEven": math.RoundToEven, "Sin": math.Sin, "Sinh": math.Sinh, "Sqrt": math.Sqrt, "Tan": math.Tan, "Tanh": math.Tanh, "Trunc": math.Trunc,
		"Lgamma": func(x float64) float64 { y, s := math.Lgamma(x); return y * float64(s) },
		"J3":     func(x float64) float64 { return math.Jn(3, x) }, "Y4": func(x float64) float64 { return math.Yn(4, x) }, "J-2": func(x float64) float64 { return math.Jn(-2, x) },
		"J50": func(x float64) float64 { return math.Jn(50, x) }, "Y50": func(x float64) float64 { return math.Yn(50, x) },
	}
	names := []string{"Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Cbrt", "Ceil", "Cos", "Cosh", "Erf", "Erfc", "Erfinv", "Erfcinv", "Exp", "Exp2", "Expm1", "Floor", "Gamma", "J0", "J1", "Y0", "Y1", "Log", "Log10", "Log1p", "Log2", "Logb", "Round", "RoundToEven", "Sin", "Sinh", "Sqrt", "Tan", "Tanh", "Trunc", "Lgamma", "J3", "Y4", "J-2", "J50", "Y50"}
	var xs []float64
	seed := uint64(12345)
	for i := 0; i < 120; i++ {
		seed = seed*6364136223846793005 + 1442695040888963407
		u := float64(seed>>11) / (1 << 53)
		switch i % 8 {
		case 0:
			xs = append(xs, u)
		case 1:
			xs = append(xs, -u)
		case 2:
			xs = append(xs, u*10)
		case 3:
			xs = append(xs, (u-0.5)*200)
		case 4:
			xs = append(xs, u*1e5)
		case 5:
			xs = append(xs, math.Ldexp(u, int(seed>>20%100)-50))
		case 6:
			xs = append(xs, 1+u*1e-3)
		case 7:
			xs = append(xs, math.Float64frombits(seed))
		}
	}
	xs = append(xs, 0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), 1, -1, 2, -2, 0.5, 1e300, 1e-300, 5e-324, 3, 171, 172, -170.5, 1<<53)
	for _, n := range names {
		f := one[n]
		for _, x := range xs {
			fmt.Println(n, x, math.Float64bits(f(x)), f(x))
		}
	}
	for i := 0; i+1 < len(xs); i++ {
		x, y := xs[i], xs[i+1]
		a, b := math.Frexp(x)
		c, d := math.Modf(x)
		s, co := math.Sincos(x)
		fmt.Println("2", x, y, math.Pow(x, y), math.Atan2(x, y), math.Hypot(x, y), math.Mod(x, y), math.Remainder(x, y), math.Dim(x, y), math.Nextafter(x, y), math.FMA(x, y, 0.5), a, b, c, d, s, co, math.Max(x, y), math.Min(x, y), math.Ilogb(x), math.Pow10(int(y)%400))
		z, w := complex(x, y), complex(y, 0.5)
		fmt.Println("c", cmplx.Exp(z), cmplx.Log(z), cmplx.Sqrt(z), cmplx.Sin(z), cmplx.Tan(z), cmplx.Pow(z, w), cmplx.Abs(z), cmplx.Atan(z), cmplx.Asin(z), cmplx.Acosh(z), cmplx.Tanh(z), cmplx.Cot(z), z*w, z/w)
	}
}

func init() {
	vs := []float64{0, math.Copysign(0, -1), 1, -1.5, math.Inf(1), math.Inf(-1), math.NaN(), 1e300, 0.25}
	for _, a := range vs {
		for _, b := range vs {
			z := complex(a, b)
			fmt.Println("sp", z, cmplx.Sin(z), cmplx.Cos(z), cmplx.Tan(z), cmplx.Sinh(z), cmplx.Cosh(z), cmplx.Tanh(z), cmplx.Cot(z), cmplx.Asin(z), cmplx.Acos(z), cmplx.Atan(z), cmplx.Asinh(z), cmplx.Acosh(z), cmplx.Atanh(z), cmplx.Exp(z), cmplx.Log(z), cmplx.Log10(z), cmplx.Sqrt(z), cmplx.Phase(z), cmplx.Abs(z), cmplx.Conj(z), cmplx.Inf(), cmplx.IsNaN(z), cmplx.IsInf(z))
			for _, c := range vs {
				w := complex(c, a)
				fmt.Println("pow", z, w, cmplx.Pow(z, w), z*w, z/w, z+w, z == w)
			}
		}
	}
}
