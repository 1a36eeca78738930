package number

import (
	"errors"
	"strconv"
)

func FormatFloat(dst []byte, f float64, format byte, prec, bits int) int {
	text := strconv.AppendFloat(nil, f, format, prec, bits)
	if len(text) > len(dst) {
		panic("FormatFloat: buffer too small")
	}
	return copy(dst, text)
}

func ParseFloat(s string, bits int) (f float64, code int) {
	f, err := strconv.ParseFloat(s, bits)
	switch {
	case errors.Is(err, strconv.ErrSyntax):
		return 0, 1
	case err != nil:
		return f, 2
	}
	return f, 0
}
