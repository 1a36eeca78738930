package bytes

import (
	"internal/bytealg"
	"iter"
	"strings"
)

// follow yields the pieces of s that the strings are, in order.
func follow(s []byte, pieces iter.Seq[string]) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		from := 0
		for piece := range pieces {
			from += bytealg.Index(bytealg.Text(s[from:]), piece)
			if !yield(part(s, from, piece)) {
				return
			}
			from += len(piece)
		}
	}
}

func Lines(s []byte) iter.Seq[[]byte] { return follow(s, strings.Lines(bytealg.Text(s))) }

// Between separators the next piece may begin with one, or be empty: here places are counted.
func pieces(s, sep []byte, keep int) iter.Seq[[]byte] {
	texts := strings.SplitSeq(bytealg.Text(s), bytealg.Text(sep))
	if keep > 0 {
		texts = strings.SplitAfterSeq(bytealg.Text(s), bytealg.Text(sep))
	}
	return func(yield func([]byte) bool) {
		from := 0
		for piece := range texts {
			if !yield(part(s, from, piece)) {
				return
			}
			from += len(piece) + len(sep) - keep
		}
	}
}

func SplitSeq(s, sep []byte) iter.Seq[[]byte]      { return pieces(s, sep, 0) }
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] { return pieces(s, sep, len(sep)) }

func FieldsSeq(s []byte) iter.Seq[[]byte] {
	return follow(s, strings.FieldsSeq(bytealg.Text(s)))
}

func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return follow(s, strings.FieldsFuncSeq(bytealg.Text(s), f))
}
