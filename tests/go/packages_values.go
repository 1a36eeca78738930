package main

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"math/bits"
	"math/cmplx"
	"math/rand"
	randv2 "math/rand/v2"
	"sync"
	"unicode"
	"unicode/utf16"
)

type codeError struct{ code int }

func (e codeError) Error() string { return fmt.Sprint("code ", e.code) }

type asks struct{}

func (asks) Error() string { return "asks" }
func (asks) As(target any) bool {
	if p, ok := target.(*codeError); ok {
		p.code = 77
		return true
	}
	return false
}

func errorTypes() {
	err := fmt.Errorf("outer: %w", errors.Join(errors.New("first"), fmt.Errorf("in: %w", codeError{5})))
	e, ok := errors.AsType[codeError](err)
	fmt.Println(e, ok)
	_, ok = errors.AsType[*codeError](err)
	fmt.Println(ok)
	e, ok = errors.AsType[codeError](fmt.Errorf("x: %w", asks{}))
	fmt.Println(e, ok)
	e, ok = errors.AsType[codeError](nil)
	fmt.Println(e, ok)
}

func once() {
	n := 0
	f := sync.OnceFunc(func() { n++ })
	f()
	f()
	v := sync.OnceValue(func() int { n++; return n * 10 })
	a, b := sync.OnceValues(func() (string, error) { n++; return "v", errors.New("e") })()
	fmt.Println(n, v(), v(), a, b, n)
	bad := sync.OnceValue(func() int { n++; panic("no value") })
	for range 2 {
		func() {
			defer func() { fmt.Println("recovered", recover(), n) }()
			bad()
		}()
	}
}

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("count ends")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func pull() {
	next, stop := iter.Pull(count(3))
	for {
		v, ok := next()
		if !ok {
			break
		}
		fmt.Println("pulled", v)
	}
	fmt.Println(next())
	stop()
	next, stop = iter.Pull(count(10))
	fmt.Println(next())
	stop()
	fmt.Println(next())
	_, stop = iter.Pull(count(10))
	stop()
	next2, stop2 := iter.Pull2(func(yield func(string, int) bool) {
		_ = yield("a", 1) && yield("b", 2)
	})
	defer stop2()
	fmt.Println(next2())
	fmt.Println(next2())
	fmt.Println(next2())
	next, stop = iter.Pull(func(yield func(int) bool) {
		yield(1)
		panic("inside")
	})
	fmt.Println(next())
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		next()
	}()
	fmt.Println(next())
	stop()
	// Two iterators in step.
	n1, s1 := iter.Pull(count(4))
	n2, s2 := iter.Pull(count(2))
	defer s1()
	defer s2()
	for {
		a, ok1 := n1()
		b, ok2 := n2()
		fmt.Println(a, ok1, b, ok2)
		if !ok1 || !ok2 {
			break
		}
	}
}

func unicodeTables() {
	for name, r := range map[string]rune{"han": '世', "greek": 'Ω', "latin": 'é', "digit": '٣', "emoji": '😀', "turkish": 'İ'} {
		_ = name
		_ = r
	}
	sets := []*unicode.RangeTable{unicode.Han, unicode.Greek, unicode.Latin, unicode.Cyrillic, unicode.Hiragana, unicode.Nd,
		unicode.Lu, unicode.Letter, unicode.Punct, unicode.Symbol, unicode.Space, unicode.White_Space, unicode.Sc, unicode.Mn,
		unicode.Arabic, unicode.Common, unicode.Dash, unicode.ASCII_Hex_Digit, unicode.Co, unicode.Cn, unicode.Sentence_Terminal}
	for _, t := range sets {
		n, sum := 0, uint32(0)
		for r := rune(0); r <= 0x20000; r += 1 + r/256 {
			if unicode.Is(t, r) {
				n++
				sum = sum*31 + uint32(r)
			}
		}
		fmt.Print(n, ":", sum, " ")
	}
	fmt.Println()
	own := &unicode.RangeTable{R16: []unicode.Range16{{Lo: 'a', Hi: 'z', Stride: 5}}, R32: []unicode.Range32{{Lo: 0x10000, Hi: 0x10010, Stride: 2}}}
	fmt.Println(unicode.Is(own, 'f'), unicode.Is(own, 'g'), unicode.Is(own, 0x10002), unicode.Is(own, 0x10003), unicode.In('x', unicode.Han, unicode.Latin))
	fmt.Println(len(unicode.Scripts), len(unicode.Categories), len(unicode.Properties), unicode.Is(unicode.Scripts["Thai"], 'ก'), unicode.CategoryAliases["Letter"])
	fmt.Println(string(unicode.To(unicode.UpperCase, 'ß')), string(unicode.TurkishCase.ToUpper('i')), string(unicode.TurkishCase.ToLower('I')), unicode.Version)
	e := utf16.Encode([]rune("a世😀\U0010FFFF"))
	fmt.Printf("%x %q %x\n", e, string(utf16.Decode(e)), utf16.AppendRune(nil, '😀'))
	fmt.Println(utf16.IsSurrogate(0xd800), utf16.RuneLen('x'), utf16.RuneLen('😀'), utf16.RuneLen(0xd800), string(utf16.Decode([]uint16{0xd800, 'a', 0xdc00})))
}

func bitOperations() {
	hi, lo := bits.Mul64(math.MaxUint64, 0x123456789abcdef)
	fmt.Println(hi, lo)
	fmt.Println(bits.Div64(5, 12345, 77777777))
	fmt.Println(bits.Rem64(1<<60, 5, 97), bits.Rem32(7, 8, 9), bits.Rem(1, 2, 3))
	fmt.Println(bits.Add32(math.MaxUint32, 1, 1))
	fmt.Println(bits.Sub32(0, 1, 1))
	fmt.Println(bits.Mul32(math.MaxUint32, 3))
	fmt.Println(bits.Div32(1, 2, 3))
	fmt.Println(bits.Add(math.MaxUint, 0, 1))
	fmt.Println(bits.Sub(0, 0, 1))
	fmt.Println(bits.Mul(1<<63, 4))
	for _, f := range []func(){func() { bits.Div64(3, 0, 2) }, func() { bits.Div(3, 0, 0) }, func() { bits.Div32(3, 0, 3) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}

func complexes() {
	show := func(name string, z complex128) { fmt.Printf("%s(%.10f %.10f) ", name, real(z), imag(z)) }
	for _, z := range []complex128{1 + 2i, -3 + 0.5i, 0.25 - 4i, 2i, -1, 0} {
		r, th := cmplx.Polar(z)
		fmt.Printf("%.10f %.10f ", r, th)
		show("sqrt", cmplx.Sqrt(z))
		show("exp", cmplx.Exp(z))
		show("sin", cmplx.Sin(z))
		show("cos", cmplx.Cos(z))
		show("tan", cmplx.Tan(z))
		show("sinh", cmplx.Sinh(z))
		show("cosh", cmplx.Cosh(z))
		show("tanh", cmplx.Tanh(z))
		show("asin", cmplx.Asin(z))
		show("acos", cmplx.Acos(z))
		show("atan", cmplx.Atan(z))
		show("asinh", cmplx.Asinh(z))
		show("acosh", cmplx.Acosh(z))
		show("atanh", cmplx.Atanh(z))
		if z != 0 {
			show("log", cmplx.Log(z))
			show("log10", cmplx.Log10(z))
			show("cot", cmplx.Cot(z))
		}
		show("pow", cmplx.Pow(z, 1.5-1i))
		show("conj", cmplx.Conj(z))
		fmt.Println()
	}
	fmt.Println(cmplx.Inf(), cmplx.IsNaN(cmplx.NaN()), cmplx.IsInf(complex(1, math.Inf(-1))))
	fmt.Printf("%.3f\n", cmplx.Exp(1i*math.Pi)+1)
}

func chance() {
	r := rand.New(rand.NewSource(42))
	for range 6 {
		fmt.Printf("%.6f %.6f %d %d ", r.NormFloat64(), r.ExpFloat64(), r.Intn(100), r.Int31n(1000))
	}
	b := make([]byte, 5)
	r.Read(b)
	fmt.Print(b)
	r.Read(b)
	fmt.Println(b, r.Perm(8))
	sum := 0.0
	for range 2000 {
		sum += r.NormFloat64() + r.ExpFloat64()
	}
	fmt.Printf("%.6f\n", sum)
	z := rand.NewZipf(r, 1.5, 2, 100)
	fmt.Println(z.Uint64(), z.Uint64(), z.Uint64(), z.Uint64())

	p := randv2.New(randv2.NewPCG(1, 2))
	fmt.Println(p.Uint64(), p.IntN(10), p.IntN(1<<40), p.Int32N(7), p.Uint32N(1000), p.Int64N(1e15), p.Uint64N(3), p.UintN(12), p.Int(), p.Int32(), p.Uint32(), p.Uint())
	fmt.Println(p.Float64(), p.Float32(), p.Perm(6), p.NormFloat64(), p.ExpFloat64())
	c := randv2.NewChaCha8([32]byte([]byte("an example seed of 32 bytes long")))
	sum64 := uint64(0)
	for i := range 1000 {
		v := c.Uint64()
		sum64 = sum64*3 + v
		if i < 3 {
			fmt.Print(v, " ")
		}
	}
	buf := make([]byte, 13)
	c.Read(buf)
	fmt.Println(sum64, buf)
	state, _ := c.MarshalBinary()
	var d randv2.ChaCha8
	fmt.Println(d.UnmarshalBinary(state), c.Uint64() == d.Uint64(), len(state))
	pcg := randv2.NewPCG(5, 6)
	pcg.Uint64()
	state, _ = pcg.MarshalBinary()
	fmt.Printf("%q\n", state)
	words := []string{"ink", "runs", "from", "the", "corners"}
	randv2.New(randv2.NewPCG(3, 4)).Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	fmt.Println(words, randv2.N(int8(1)), randv2.IntN(1))
}

func main() {
	errorTypes()
	once()
	pull()
	unicodeTables()
	bitOperations()
	complexes()
	chance()
}
