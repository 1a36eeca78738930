package unicode

const Version = "15.0.0"

// RangeTable is a set of runes. Those of this package are packed: their R16 and R32 are empty.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int // how many of R16 end at or below MaxLatin1
	packed      string
}

// Range16 is Lo, Lo+Stride and so on up to Hi.
type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

func Is(rangeTab *RangeTable, r rune) bool {
	if rangeTab.packed != "" {
		return inPacked(rangeTab.packed, r)
	}
	for _, span := range rangeTab.R16 {
		if r <= rune(span.Hi) {
			if r < rune(span.Lo) {
				return false
			}
			return (r-rune(span.Lo))%rune(span.Stride) == 0
		}
	}
	for _, span := range rangeTab.R32 {
		if r <= rune(span.Hi) {
			if r < rune(span.Lo) {
				return false
			}
			return (r-rune(span.Lo))%rune(span.Stride) == 0
		}
	}
	return false
}

// inPacked searches ranges that are packed as two numbers each: how many runes lie between the end of
// the last range and this one, and how many follow its first. Digits are in base 46, the last first:
// a digit is a place in the alphabet, digits, letters, punctuation, and 46 more when others follow.
//
//golib:leaks
func inPacked(packed string, r rune) bool

// In reports whether r is in one of the tables.
func In(r rune, ranges ...*RangeTable) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

func IsOneOf(ranges []*RangeTable, r rune) bool { return In(r, ranges...) }

var GraphicRanges = []*RangeTable{L, M, N, P, S, Zs}

var PrintRanges = []*RangeTable{L, M, N, P, S}
