// Package unicode: classes of runes. The tables are strings: ranges in order, three bytes a rune.
package unicode

const (
	MaxRune         = '\U0010FFFF'
	ReplacementChar = '\uFFFD'
	MaxASCII        = '\u007F'
	MaxLatin1       = '\u00FF'
)

func runeAt(table string, at int) rune {
	return rune(table[at])<<16 | rune(table[at+1])<<8 | rune(table[at+2])
}

// find returns where the entry that may hold r begins: the last with a first rune at or below r.
// -1 when there is none.
func find(table string, size int, r rune) int {
	lo, hi := 0, len(table)/size
	for lo < hi {
		mid := (lo + hi) / 2
		if runeAt(table, mid*size) <= r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return (lo - 1) * size
}

func in(table string, r rune) bool {
	at := find(table, 6, r)
	return at >= 0 && r <= runeAt(table, at+3)
}

func isASCIILower(r rune) bool { return r >= 'a' && r <= 'z' }
func isASCIIUpper(r rune) bool { return r >= 'A' && r <= 'Z' }

func IsUpper(r rune) bool {
	if r < 0x80 {
		return isASCIIUpper(r)
	}
	return in(upper, r)
}

func IsLower(r rune) bool {
	if r < 0x80 {
		return isASCIILower(r)
	}
	return in(lower, r)
}

func IsLetter(r rune) bool {
	if r < 0x80 {
		return isASCIILower(r | 32)
	}
	return in(letter, r)
}

func IsDigit(r rune) bool {
	if r < 0x80 {
		return r >= '0' && r <= '9'
	}
	return in(digit, r)
}

func IsNumber(r rune) bool {
	if r < 0x80 {
		return r >= '0' && r <= '9'
	}
	return in(numeral, r)
}

func IsSpace(r rune) bool {
	if r < 0x80 {
		return r == ' ' || r >= '\t' && r <= '\r'
	}
	switch r {
	case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

func IsPunct(r rune) bool   { return in(punct, r) }
func IsSymbol(r rune) bool  { return in(symbol, r) }
func IsMark(r rune) bool    { return in(mark, r) }
func IsTitle(r rune) bool   { return in(title, r) }
func IsControl(r rune) bool { return r >= 0 && r < ' ' || r >= 0x7F && r < 0xA0 }

func IsPrint(r rune) bool {
	return r == ' ' || IsLetter(r) || IsMark(r) || IsNumber(r) || IsPunct(r) || IsSymbol(r)
}

func IsGraphic(r rune) bool {
	return IsPrint(r) || IsSpace(r) && r >= 0xA0 && r != 0x2028 && r != 0x2029
}

// convert: entries of a case table are first rune, last rune, step, and the distance plus 0x800000.
func convert(table string, r rune) rune {
	at := find(table, 10, r)
	if at < 0 || r > runeAt(table, at+3) || (r-runeAt(table, at))%rune(table[at+6]) != 0 {
		return r
	}
	return r + runeAt(table, at+7) - 0x800000
}

func ToUpper(r rune) rune {
	if r < 0x80 {
		if isASCIILower(r) {
			return r - 32
		}
		return r
	}
	return convert(toUpper, r)
}

func ToLower(r rune) rune {
	if r < 0x80 {
		if isASCIIUpper(r) {
			return r + 32
		}
		return r
	}
	return convert(toLower, r)
}

func ToTitle(r rune) rune {
	if r < 0x80 {
		return ToUpper(r)
	}
	return convert(toTitle, r)
}

// SimpleFold goes round the runes that are equal but for their case: the next larger one, or the
// smallest.
func SimpleFold(r rune) rune {
	return convert(fold, r)
}
