// Package utf16 converts runes to 16-bit units: those above 0xFFFF become a pair of surrogates.
package utf16

const (
	replacement = '\uFFFD'
	highFirst   = 0xd800
	lowFirst    = 0xdc00
	lowEnd      = 0xe000
	pairsFrom   = 0x10000
	maxRune     = '\U0010FFFF'
)

func IsSurrogate(r rune) bool { return r >= highFirst && r < lowEnd }

// DecodeRune joins a pair.
func DecodeRune(r1, r2 rune) rune {
	if r1 >= highFirst && r1 < lowFirst && r2 >= lowFirst && r2 < lowEnd {
		return (r1-highFirst)<<10 | (r2 - lowFirst) + pairsFrom
	}
	return replacement
}

// EncodeRune makes a pair, or two replacement characters when r needs none.
func EncodeRune(r rune) (r1, r2 rune) {
	if r < pairsFrom || r > maxRune {
		return replacement, replacement
	}
	r -= pairsFrom
	return highFirst + r>>10, lowFirst + r&0x3ff
}

// RuneLen is the number of units, -1 for what is no valid rune.
func RuneLen(r rune) int {
	switch {
	case r < 0 || r > maxRune || IsSurrogate(r):
		return -1
	case r < pairsFrom:
		return 1
	}
	return 2
}

func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 1:
		return append(a, uint16(r))
	case 2:
		r1, r2 := EncodeRune(r)
		return append(a, uint16(r1), uint16(r2))
	}
	return append(a, replacement)
}

func Encode(s []rune) []uint16 {
	n := len(s)
	for _, r := range s {
		if r >= pairsFrom {
			n++
		}
	}
	a := make([]uint16, 0, n)
	for _, r := range s {
		a = AppendRune(a, r)
	}
	return a
}

func Decode(s []uint16) []rune {
	a := make([]rune, 0, len(s))
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			second := rune(0)
			if i+1 < len(s) {
				second = rune(s[i+1])
			}
			r = DecodeRune(r, second)
			if r != replacement {
				i++
			}
		}
		a = append(a, r)
	}
	return a
}
