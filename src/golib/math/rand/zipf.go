package rand

import "math"

// Zipf draws k with a probability proportional to (v+k)^-s, by rejection under the curve's integral.
type Zipf struct {
	r                     *Rand
	s, v                  float64
	limit                 float64 // draws of k that deviate less are right at once
	integralMax, integral float64 // at the largest k, and from there to the start
}

// area is the integral of the curve up to x, place its inverse.
func (z *Zipf) area(x float64) float64 {
	return math.Exp((1-z.s)*math.Log(z.v+x)) * (1 / (1 - z.s))
}

func (z *Zipf) place(a float64) float64 {
	return math.Exp(1/(1-z.s)*math.Log((1-z.s)*a)) - z.v
}

// NewZipf wants s > 1 and v >= 1; k is at most imax.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, s: s, v: v}
	z.integralMax = z.area(float64(imax) + 0.5)
	z.integral = z.area(0.5) - math.Exp(math.Log(v)*-s) - z.integralMax
	z.limit = 1 - z.place(z.area(1.5)-math.Exp(-s*math.Log(v+1)))
	return z
}

func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		a := z.integralMax + z.r.Float64()*z.integral
		x := z.place(a)
		k := math.Floor(x + 0.5)
		if k-x <= z.limit || a >= z.area(k+0.5)-math.Exp(-math.Log(k+z.v)*z.s) {
			return uint64(k)
		}
	}
}
