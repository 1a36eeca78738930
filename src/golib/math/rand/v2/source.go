package rand

import (
	"errors"
	"math/bits"
)

// PCG is a linear congruential generator of 128 bits with its output mixed.
type PCG struct {
	hi, lo uint64
}

func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

func (p *PCG) Seed(seed1, seed2 uint64) { *p = PCG{seed1, seed2} }

func (p *PCG) Uint64() uint64 {
	const (
		factorHi, factorLo = 2549297995355413924, 4865540595714422341
		addHi, addLo       = 6364136223846793005, 1442695040888963407
		mix                = 0xda942042e4dd58b5
	)
	hi, lo := bits.Mul64(p.lo, factorLo)
	hi += p.hi*factorLo + p.lo*factorHi
	lo, carry := bits.Add64(lo, addLo, 0)
	hi += addHi + carry
	p.hi, p.lo = hi, lo
	hi ^= hi >> 32
	hi *= mix
	hi ^= hi >> 48
	return hi * (lo | 1)
}

func appendBig(b []byte, x uint64) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(x>>shift))
	}
	return b
}

func big(b []byte) (x uint64) {
	for _, c := range b[:8] {
		x = x<<8 | uint64(c)
	}
	return x
}

func little(b []byte) uint64 { return bits.ReverseBytes64(big(b)) }

func (p *PCG) AppendBinary(b []byte) ([]byte, error) {
	return appendBig(appendBig(append(b, "pcg:"...), p.hi), p.lo), nil
}

func (p *PCG) MarshalBinary() ([]byte, error) { return p.AppendBinary(make([]byte, 0, 20)) }

func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != 20 || string(data[:4]) != "pcg:" {
		return errors.New("invalid PCG encoding")
	}
	p.hi = big(data[4:])
	p.lo = big(data[12:])
	return nil
}

// ChaCha8 is the stream of the cipher with eight rounds: four blocks at a time, word by word in turn.
// The last 32 bytes of each sixteen blocks are the key of the next.
type ChaCha8 struct {
	words   [64]uint32 // block b's word w is words[4*w+b]
	key     [8]uint32
	next    int // pair of words
	counter uint32
	rest    [8]byte // of a number that Read gave out in part: the last readLen
	restLen int
}

func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

//golib:leaks c=heap
func (c *ChaCha8) Seed(seed [32]byte) {
	*c = ChaCha8{}
	for i := range c.key {
		c.key[i] = uint32(seed[4*i]) | uint32(seed[4*i+1])<<8 | uint32(seed[4*i+2])<<16 |
			uint32(seed[4*i+3])<<24
	}
	c.fill()
}

// end is how many pairs of the present words are given out.
func (c *ChaCha8) end() int {
	if c.counter == 12 {
		return 28
	}
	return 32
}

func (c *ChaCha8) pair(i int) uint64 { return uint64(c.words[2*i]) | uint64(c.words[2*i+1])<<32 }

//golib:leaks c=heap
func (c *ChaCha8) Uint64() uint64 {
	if c.next == c.end() {
		c.counter += 4
		if c.counter == 16 {
			copy(c.key[:], c.words[56:])
			c.counter = 0
		}
		c.fill()
	}
	x := c.pair(c.next)
	c.next++
	return x
}

func quarter(s *[16]uint32, a, b, c, d int) {
	s[a] += s[b]
	s[d] = bits.RotateLeft32(s[d]^s[a], 16)
	s[c] += s[d]
	s[b] = bits.RotateLeft32(s[b]^s[c], 12)
	s[a] += s[b]
	s[d] = bits.RotateLeft32(s[d]^s[a], 8)
	s[c] += s[d]
	s[b] = bits.RotateLeft32(s[b]^s[c], 7)
}

// fill computes four blocks. Only the key is added to the result.
func (c *ChaCha8) fill() {
	for block := range 4 {
		s := [16]uint32{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}
		copy(s[4:], c.key[:])
		s[12] = c.counter + uint32(block)
		for range 4 {
			for i := range 4 {
				quarter(&s, i, 4+i, 8+i, 12+i)
			}
			for i := range 4 {
				quarter(&s, i, 4+(i+1)%4, 8+(i+2)%4, 12+(i+3)%4)
			}
		}
		for i, k := range c.key {
			s[4+i] += k
		}
		for w, v := range s {
			c.words[4*w+block] = v
		}
	}
	c.next = 0
}

// Read gives the bytes of the numbers, least first.
//
//golib:leaks c=heap
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if c.restLen == 0 {
			x := c.Uint64()
			for i := range c.rest {
				c.rest[i] = byte(x >> (8 * i))
			}
			c.restLen = 8
		}
		m := copy(p[n:], c.rest[8-c.restLen:])
		c.restLen -= m
		n += m
	}
	return n, nil
}

func (c *ChaCha8) AppendBinary(b []byte) ([]byte, error) {
	if c.restLen > 0 {
		b = append(b, "readbuf:"...)
		b = append(b, byte(c.restLen))
		b = append(b, c.rest[8-c.restLen:]...)
	}
	b = append(b, "chacha8:"...)
	b = appendBig(b, uint64(c.counter)*8+uint64(c.next))
	for _, k := range c.key {
		b = append(b, byte(k), byte(k>>8), byte(k>>16), byte(k>>24))
	}
	return b, nil
}

func (c *ChaCha8) MarshalBinary() ([]byte, error) { return c.AppendBinary(make([]byte, 0, 64)) }

//golib:leaks c=heap
func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	var rest []byte
	if len(data) >= 8 && string(data[:8]) == "readbuf:" {
		if len(data) < 9 || len(data) < 9+int(data[8]) {
			return errors.New("invalid ChaCha8 Read buffer encoding")
		}
		rest = data[9 : 9+data[8]]
		data = data[9+len(rest):]
	}
	if len(data) != 48 || string(data[:8]) != "chacha8:" {
		return errors.New("invalid ChaCha8 encoding")
	}
	used := big(data[8:])
	if used > 4*32-4 {
		return errors.New("invalid ChaCha8 encoding")
	}
	if len(rest) > 0 {
		c.restLen = copy(c.rest[max(8-len(rest), 0):], rest)
	}
	for i := range 4 {
		x := little(data[16+8*i:])
		c.key[2*i], c.key[2*i+1] = uint32(x), uint32(x>>32)
	}
	c.counter = uint32(used/32) * 4
	c.fill()
	c.next = int(used % 32)
	return nil
}
