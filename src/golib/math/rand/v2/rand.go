// Package rand is the second version: other methods than the first, and sources of two kinds.
package rand

import (
	"internal/ziggurat"
	"math/bits"
)

type Source interface {
	Uint64() uint64
}

// Rand makes numbers of all kinds from those of its source.
type Rand struct {
	src Source
}

func New(src Source) *Rand { return &Rand{src} }

func (r *Rand) Int64() int64   { return int64(r.src.Uint64() &^ (1 << 63)) }
func (r *Rand) Uint32() uint32 { return uint32(r.src.Uint64() >> 32) }
func (r *Rand) Uint64() uint64 { return r.src.Uint64() }
func (r *Rand) Int32() int32   { return int32(r.src.Uint64() >> 33) }
func (r *Rand) Int() int       { return int(r.src.Uint64() << 1 >> 1) }
func (r *Rand) Uint() uint     { return uint(r.src.Uint64()) }

// below is uniform in [0, n): the upper half of a product, drawn again where that would not be even.
func (r *Rand) below(n uint64) uint64 {
	if n&(n-1) == 0 {
		return r.src.Uint64() & (n - 1)
	}
	hi, lo := bits.Mul64(r.src.Uint64(), n)
	if lo < n {
		for least := -n % n; lo < least; {
			hi, lo = bits.Mul64(r.src.Uint64(), n)
		}
	}
	return hi
}

func (r *Rand) belowPositive(n int64, name string) uint64 {
	if n <= 0 {
		panic("invalid argument to " + name)
	}
	return r.below(uint64(n))
}

func (r *Rand) belowUnsigned(n uint64, name string) uint64 {
	if n == 0 {
		panic("invalid argument to " + name)
	}
	return r.below(n)
}

func (r *Rand) Int64N(n int64) int64    { return int64(r.belowPositive(n, "Int64N")) }
func (r *Rand) Int32N(n int32) int32    { return int32(r.belowPositive(int64(n), "Int32N")) }
func (r *Rand) IntN(n int) int          { return int(r.belowPositive(int64(n), "IntN")) }
func (r *Rand) Uint64N(n uint64) uint64 { return r.belowUnsigned(n, "Uint64N") }
func (r *Rand) Uint32N(n uint32) uint32 { return uint32(r.belowUnsigned(uint64(n), "Uint32N")) }
func (r *Rand) UintN(n uint) uint       { return uint(r.belowUnsigned(uint64(n), "UintN")) }

func (r *Rand) Float64() float64 { return float64(r.Uint64()<<11>>11) / (1 << 53) }
func (r *Rand) Float32() float32 { return float32(r.Uint32()<<8>>8) / (1 << 24) }

func (r *Rand) NormFloat64() float64 {
	for {
		u := r.Uint64()
		if x, ok := ziggurat.Normal(int32(u), int(u>>32&0x7F), r.Float64); ok {
			return x
		}
	}
}

func (r *Rand) ExpFloat64() float64 {
	for {
		u := r.Uint64()
		if x, ok := ziggurat.Exponential(uint32(u), int(u>>32&0xFF), r.Float64); ok {
			return x
		}
	}
}

func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	r.Shuffle(n, func(i, j int) { p[i], p[j] = p[j], p[i] })
	return p
}

func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		swap(i, int(r.below(uint64(i+1))))
	}
}

// machine is the machine's own generator, seeded at random (or by the seed of a deterministic run).
type machine struct{}

func random() uint64

func (machine) Uint64() uint64 { return random() }

var global = &Rand{machine{}}

func Int64() int64                       { return global.Int64() }
func Uint32() uint32                     { return global.Uint32() }
func Uint64() uint64                     { return global.Uint64() }
func Int32() int32                       { return global.Int32() }
func Int() int                           { return global.Int() }
func Uint() uint                         { return global.Uint() }
func Int64N(n int64) int64               { return global.Int64N(n) }
func Uint64N(n uint64) uint64            { return global.Uint64N(n) }
func Int32N(n int32) int32               { return global.Int32N(n) }
func Uint32N(n uint32) uint32            { return global.Uint32N(n) }
func IntN(n int) int                     { return global.IntN(n) }
func UintN(n uint) uint                  { return global.UintN(n) }
func Float64() float64                   { return global.Float64() }
func Float32() float32                   { return global.Float32() }
func NormFloat64() float64               { return global.NormFloat64() }
func ExpFloat64() float64                { return global.ExpFloat64() }
func Perm(n int) []int                   { return global.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }

type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// N is uniform in [0, n), for durations too.
func N[Int integer](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(global.below(uint64(n)))
}
