package unicode

// Cases, as indices of CaseRange.Delta.
const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// UpperLower as a delta: upper and lower case take turns in the range.
const UpperLower = MaxRune + 1

// CaseRange: how far the other cases are from the runes of a range.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta [MaxCase]rune
}

// SpecialCase is what a language does differently.
type SpecialCase []CaseRange

// To maps r to the case.
func To(_case int, r rune) rune {
	switch _case {
	case UpperCase:
		return ToUpper(r)
	case LowerCase:
		return ToLower(r)
	case TitleCase:
		return ToTitle(r)
	}
	return ReplacementChar
}

func (special SpecialCase) to(which int, r rune) rune {
	for _, c := range special {
		if uint32(r) < c.Lo || uint32(r) > c.Hi {
			continue
		}
		if c.Delta[which] != UpperLower {
			return r + c.Delta[which]
		}
		pair := (r - rune(c.Lo)) &^ 1
		return rune(c.Lo) + pair + rune(which&1)
	}
	return To(which, r)
}

func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r) }
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r) }
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r) }

// TurkishCase: the i with a dot and the one without are two letters.
var TurkishCase SpecialCase = SpecialCase{
	{'I', 'I', [MaxCase]rune{0, 'ı' - 'I', 0}},
	{'i', 'i', [MaxCase]rune{'İ' - 'i', 0, 'İ' - 'i'}},
	{'İ', 'İ', [MaxCase]rune{0, 'i' - 'İ', 0}},
	{'ı', 'ı', [MaxCase]rune{'I' - 'ı', 0, 'I' - 'ı'}},
}

var AzeriCase SpecialCase = TurkishCase
