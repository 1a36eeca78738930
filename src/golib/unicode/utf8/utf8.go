// Package utf8 translates between runes and their encoding. Decoding leaves the work to range,
// which the machine does itself.
package utf8

const (
	RuneError = '\uFFFD' // what an invalid encoding decodes to, with size 1
	RuneSelf  = 0x80     // runes below are one byte
	MaxRune   = '\U0010FFFF'
	UTFMax    = 4
)

// RuneLen is -1 for runes that cannot be encoded.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < 0x80:
		return 1
	case r < 0x800:
		return 2
	case r >= 0xD800 && r <= 0xDFFF:
		return -1
	case r < 0x10000:
		return 3
	case r <= MaxRune:
		return 4
	}
	return -1
}

func ValidRune(r rune) bool {
	return RuneLen(r) > 0
}

// AppendRune appends U+FFFD for an invalid rune.
func AppendRune(p []byte, r rune) []byte {
	if uint32(r) < 0x80 {
		return append(p, byte(r))
	}
	switch RuneLen(r) {
	case 2:
		return append(p, 0xC0|byte(r>>6), 0x80|byte(r)&0x3F)
	case 3:
		return append(p, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
	case 4:
		return append(p, 0xF0|byte(r>>18), 0x80|byte(r>>12)&0x3F, 0x80|byte(r>>6)&0x3F,
			0x80|byte(r)&0x3F)
	}
	return append(p, 0xEF, 0xBF, 0xBD)
}

// EncodeRune panics when p is too short.
func EncodeRune(p []byte, r rune) int {
	n := RuneLen(r)
	if n < 0 {
		n = 3
	}
	_ = p[n-1]
	AppendRune(p[:0], r)
	return n
}

// size is the length in bytes of what decoded to r at the start of s.
func size(s string, r rune) int {
	if r == RuneError && (len(s) < 3 || s[0] != 0xEF || s[1] != 0xBF || s[2] != 0xBD) {
		return 1
	}
	return RuneLen(r)
}

func DecodeRuneInString(s string) (rune, int) {
	for _, r := range s {
		return r, size(s, r)
	}
	return RuneError, 0
}

func DecodeRune(p []byte) (rune, int) {
	if len(p) > 0 && p[0] < RuneSelf {
		return rune(p[0]), 1
	}
	if len(p) > UTFMax {
		p = p[:UTFMax]
	}
	return DecodeRuneInString(string(p))
}

func DecodeLastRuneInString(s string) (rune, int) {
	n := len(s)
	if n == 0 {
		return RuneError, 0
	}
	for back := 1; back <= UTFMax && back <= n; back++ {
		if RuneStart(s[n-back]) {
			if r, width := DecodeRuneInString(s[n-back:]); width == back {
				return r, width
			}
			break
		}
	}
	return RuneError, 1
}

func DecodeLastRune(p []byte) (rune, int) {
	if len(p) > UTFMax {
		p = p[len(p)-UTFMax:]
	}
	return DecodeLastRuneInString(string(p))
}

// RuneStart reports whether b can be the first byte of an encoding.
func RuneStart(b byte) bool {
	return b&0xC0 != 0x80
}

func FullRune(p []byte) bool {
	return FullRuneInString(string(p))
}

// FullRuneInString reports whether more bytes could not make another rune of the first ones.
func FullRuneInString(s string) bool {
	if len(s) == 0 {
		return false
	}
	need := 1
	switch c := s[0]; {
	case c >= 0xF0 && c <= 0xF4:
		need = 4
	case c >= 0xE0 && c <= 0xEF:
		need = 3
	case c >= 0xC2 && c <= 0xDF:
		need = 2
	}
	if len(s) >= need {
		return true
	}
	// Too short, unless it is wrong already: complete it in the two extreme ways.
	low := s + "\x80\x80\x80"[:need-len(s)]
	high := s + "\xBF\xBF\xBF"[:need-len(s)]
	return !ValidString(low) && !ValidString(high)
}

func RuneCountInString(s string) (n int) {
	for range s {
		n++
	}
	return n
}

func RuneCount(p []byte) (n int) {
	for i := 0; i < len(p); {
		if p[i] < RuneSelf {
			i++
		} else {
			_, width := DecodeRune(p[i:])
			i += width
		}
		n++
	}
	return n
}

func ValidString(s string) bool {
	for i, r := range s {
		if r == RuneError && size(s[i:], r) == 1 {
			return false
		}
	}
	return true
}

func Valid(p []byte) bool {
	for i := 0; i < len(p); {
		if p[i] < RuneSelf {
			i++
			continue
		}
		r, width := DecodeRune(p[i:])
		if r == RuneError && width == 1 {
			return false
		}
		i += width
	}
	return true
}
