package rand

// The additive lagged Fibonacci generator of Go's NewSource: x[n] = x[n-607] + x[n-273] mod 2^64.

const (
	lag  = 607
	tap  = 273
	mask = 1<<63 - 1
)

// Source is a generator of 63 random bits.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

type Source64 interface {
	Source
	Uint64() uint64
}

func NewSource(seed int64) Source {
	s := new(lagged)
	s.Seed(seed)
	return s
}

type lagged struct {
	tap, feed int // both run downwards
	vec       [lag]uint64
}

// next of the Lehmer generator that spreads the seed: 48271 * x mod 2^31-1.
func next(x uint64) uint64 {
	return x * 48271 % (1<<31 - 1)
}

// initial is number i of the state that Go's authors got by running the generator for a long time.
func initial(i int) uint64 {
	u := uint64(0)
	for _, c := range []byte(cooked[i*8 : i*8+8]) {
		u = u<<8 | uint64(c)
	}
	return u
}

func (s *lagged) Seed(seed int64) {
	s.tap = 0
	s.feed = lag - tap
	seed %= 1<<31 - 1
	if seed < 0 {
		seed += 1<<31 - 1
	}
	if seed == 0 {
		seed = 89482311
	}
	x := uint64(seed)
	for i := 0; i < 20; i++ {
		x = next(x)
	}
	for i := range s.vec {
		a := next(x)
		b := next(a)
		x = next(b)
		s.vec[i] = a<<40 ^ b<<20 ^ x ^ initial(i)
	}
}

func (s *lagged) Uint64() uint64 {
	s.tap--
	if s.tap < 0 {
		s.tap += lag
	}
	s.feed--
	if s.feed < 0 {
		s.feed += lag
	}
	x := s.vec[s.feed] + s.vec[s.tap]
	s.vec[s.feed] = x
	return x
}

func (s *lagged) Int63() int64 {
	return int64(s.Uint64() & mask)
}

// machine is the machine's own generator, seeded at random (or by the seed of a deterministic run).
type machine struct{}

func random() uint64

func (machine) Int63() int64   { return int64(random() & mask) }
func (machine) Uint64() uint64 { return random() }
func (machine) Seed(int64)     {}
