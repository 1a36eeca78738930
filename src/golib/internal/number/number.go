// Package number turns numbers into digits and back, for strconv, fmt and runtime.
package number

// FormatFloat writes f into dst as strconv.AppendFloat would (format e E f g G b x X, prec -1 for
// the shortest text that reads back) and returns the number of bytes. dst must have room for
// 330 + max(prec, 0) + 20 bytes.
//
//go:noescape
func FormatFloat(dst []byte, f float64, format byte, prec, bits int) int

// ParseFloat reads the whole of s, as strconv.ParseFloat does. code: 0 done, 1 syntax error,
// 2 out of range (then f is infinite).
//
//golib:leaks
func ParseFloat(s string, bits int) (f float64, code int)

const digitPairs = "00010203040506070809" +
	"10111213141516171819" +
	"20212223242526272829" +
	"30313233343536373839" +
	"40414243444546474849" +
	"50515253545556575859" +
	"60616263646566676869" +
	"70717273747576777879" +
	"80818283848586878889" +
	"90919293949596979899"

// AppendUint appends u in decimal.
func AppendUint(dst []byte, u uint64) []byte {
	if u < 10 {
		return append(dst, byte('0'+u))
	}
	if u < 100 {
		return append(dst, digitPairs[u*2], digitPairs[u*2+1])
	}
	var buf [20]byte
	i := len(buf)
	for u >= 100 {
		pair := u % 100 * 2
		u /= 100
		i -= 2
		buf[i+1] = digitPairs[pair+1]
		buf[i] = digitPairs[pair]
	}
	if u >= 10 {
		i -= 2
		buf[i+1] = digitPairs[u*2+1]
		buf[i] = digitPairs[u*2]
	} else {
		i--
		buf[i] = byte('0' + u)
	}
	return append(dst, buf[i:]...)
}

// AppendInt appends i in decimal.
func AppendInt(dst []byte, i int64) []byte {
	if i < 0 {
		return AppendUint(append(dst, '-'), -uint64(i))
	}
	return AppendUint(dst, uint64(i))
}

// AppendBase appends u in the base, 2 to 36, with lower-case digits.
func AppendBase(dst []byte, u uint64, base int) []byte {
	if base == 10 {
		return AppendUint(dst, u)
	}
	const digits = "0123456789abcdefghijklmnopqrstuvwxyz"
	var buf [64]byte
	i := len(buf)
	b := uint64(base)
	for u >= b {
		i--
		buf[i] = digits[u%b]
		u /= b
	}
	i--
	buf[i] = digits[u]
	return append(dst, buf[i:]...)
}

// AppendFloat is strconv.AppendFloat.
func AppendFloat(dst []byte, f float64, format byte, prec, bits int) []byte {
	var small [384]byte
	buf := small[:]
	if prec > 30 {
		buf = make([]byte, 360+prec)
	}
	n := FormatFloat(buf, f, format, prec, bits)
	return append(dst, buf[:n]...)
}
