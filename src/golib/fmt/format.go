package fmt

import (
	"internal/number"
	"strconv"
	"unicode/utf8"
)

// Text is written to the end of the buffer first and padded there.

const (
	lowerDigits = "0123456789abcdefx"
	upperDigits = "0123456789ABCDEFX"
)

// flags are what stands between % and the verb.
type flags struct {
	wid, prec               int
	widPresent, precPresent bool
	minus, plus, sharp      bool
	space, zero             bool
	plusV, sharpV           bool // %+v and %#v: for the whole value, not for its parts
	any                     bool // one of the above is set
}

const (
	spaces = "                                "
	zeros  = "00000000000000000000000000000000"
)

// insert puts n bytes c, a space, zero or point, in at p.buf[at].
func (p *pp) insert(at, n int, c byte) {
	if n <= 0 {
		return
	}
	fill := spaces
	if c != ' ' {
		fill = zeros
	}
	end := len(p.buf)
	for left := n; left > 0; left -= len(fill) {
		p.buf = append(p.buf, fill[:min(left, len(fill))]...)
	}
	if at < end {
		copy(p.buf[at+n:], p.buf[at:end])
		for i := at; i < at+n; i += len(fill) {
			copy(p.buf[i:at+n], fill)
		}
	}
	if c == '.' {
		p.buf[at] = c
	}
}

// pad widens what was written since start to the width asked for.
func (p *pp) pad(start int, zero bool) {
	if !p.widPresent || p.wid == 0 {
		return
	}
	missing := p.wid - utf8.RuneCount(p.buf[start:])
	if p.minus {
		p.insert(len(p.buf), missing, ' ')
	} else if zero && p.zero {
		p.insert(start, missing, '0')
	} else {
		p.insert(start, missing, ' ')
	}
}

func (p *pp) padString(s string) {
	start := len(p.buf)
	p.buf = append(p.buf, s...)
	p.pad(start, true)
}

// truncated cuts s to the precision, in runes.
func (p *pp) truncated(s string) string {
	if p.precPresent {
		n := p.prec
		for i := range s {
			if n == 0 {
				return s[:i]
			}
			n--
		}
	}
	return s
}

func (p *pp) formatString(s string) {
	if !p.any {
		p.buf = append(p.buf, s...)
		return
	}
	p.padString(p.truncated(s))
}

func (p *pp) formatQuoted(s string) {
	s = p.truncated(s)
	start := len(p.buf)
	switch {
	case p.sharp && strconv.CanBackquote(s):
		p.buf = append(p.buf, '`')
		p.buf = append(p.buf, s...)
		p.buf = append(p.buf, '`')
	case p.plus:
		p.buf = strconv.AppendQuoteToASCII(p.buf, s)
	default:
		p.buf = strconv.AppendQuote(p.buf, s)
	}
	p.pad(start, true)
}

// formatHex writes the bytes of s: flags space and sharp for "0x61 0x62".
func (p *pp) formatHex(s string, digits string) {
	if p.precPresent && p.prec < len(s) {
		s = s[:p.prec]
	}
	start := len(p.buf)
	for i := 0; i < len(s); i++ {
		if i > 0 && p.space {
			p.buf = append(p.buf, ' ')
		}
		if p.sharp && (i == 0 || p.space) {
			p.buf = append(p.buf, '0', digits[16])
		}
		p.buf = append(p.buf, digits[s[i]>>4], digits[s[i]&15])
	}
	p.pad(start, true)
}

func (p *pp) formatRune(u uint64) {
	start := len(p.buf)
	p.buf = utf8.AppendRune(p.buf, toRune(u))
	p.pad(start, true)
}

func (p *pp) formatQuotedRune(u uint64) {
	start := len(p.buf)
	if p.plus {
		p.buf = strconv.AppendQuoteRuneToASCII(p.buf, toRune(u))
	} else {
		p.buf = strconv.AppendQuoteRune(p.buf, toRune(u))
	}
	p.pad(start, true)
}

func toRune(u uint64) rune {
	if u > utf8.MaxRune {
		return utf8.RuneError
	}
	return rune(u)
}

// formatUnicode writes U+0041, with the sharp flag U+0041 'A'.
func (p *pp) formatUnicode(u uint64) {
	start := len(p.buf)
	p.buf = append(p.buf, 'U', '+')
	at := len(p.buf)
	p.appendDigits(u, 16, upperDigits)
	least := 4
	if p.precPresent && p.prec > least {
		least = p.prec
	}
	p.insert(at, least-(len(p.buf)-at), '0')
	if p.sharp && u <= utf8.MaxRune && strconv.IsPrint(rune(u)) {
		p.buf = append(p.buf, ' ', '\'')
		p.buf = utf8.AppendRune(p.buf, rune(u))
		p.buf = append(p.buf, '\'')
	}
	p.pad(start, false)
}

func (p *pp) appendDigits(u uint64, base int, digits string) {
	at := len(p.buf)
	p.buf = number.AppendBase(p.buf, u, base)
	if base == 16 && digits[10] == 'A' {
		for i := at; i < len(p.buf); i++ {
			if p.buf[i] >= 'a' {
				p.buf[i] -= 'a' - 'A'
			}
		}
	}
}

func (p *pp) formatInteger(u uint64, base int, signed bool, verb rune, digits string) {
	if !p.any && base == 10 {
		if signed {
			p.buf = number.AppendInt(p.buf, int64(u))
		} else {
			p.buf = number.AppendUint(p.buf, u)
		}
		return
	}
	negative := signed && int64(u) < 0
	if negative {
		u = -u
	}
	start := len(p.buf)
	least := 0 // digits
	if p.precPresent {
		least = p.prec
		if least == 0 && u == 0 {
			p.pad(start, false)
			return
		}
	} else if p.zero && !p.minus && p.widPresent {
		least = p.wid
		if negative || p.plus || p.space {
			least--
		}
	}
	switch {
	case negative:
		p.buf = append(p.buf, '-')
	case p.plus:
		p.buf = append(p.buf, '+')
	case p.space:
		p.buf = append(p.buf, ' ')
	}
	if verb == 'O' {
		p.buf = append(p.buf, '0', 'o')
	}
	if p.sharp && base == 2 {
		p.buf = append(p.buf, '0', 'b')
	} else if p.sharp && base == 16 {
		p.buf = append(p.buf, '0', digits[16])
	}
	at := len(p.buf)
	p.appendDigits(u, base, digits)
	p.insert(at, least-(len(p.buf)-at), '0')
	if p.sharp && base == 8 && p.buf[at] != '0' {
		p.insert(at, 1, '0')
	}
	p.pad(start, false)
}

// formatFloat: prec is the verb's default precision.
func (p *pp) formatFloat(f float64, bits int, verb rune, prec int) {
	if p.precPresent {
		prec = p.prec
	}
	start := len(p.buf)
	p.buf = append(p.buf, '+')
	p.buf = number.AppendFloat(p.buf, f, byte(verb), prec, bits)
	if c := p.buf[start+1]; c == '-' || c == '+' {
		p.dropByte(start)
	}
	sign, first := p.buf[start], p.buf[start+1]
	keepSign := p.plus || p.space || sign == '-' || first == 'I'
	if sign == '+' && p.space && !p.plus {
		p.buf[start] = ' '
	}
	finite := first != 'I' && first != 'N'
	if finite && p.sharp && verb != 'b' {
		p.sharpFloat(start, verb, prec)
	}
	if !keepSign {
		p.dropByte(start)
	}
	if keepSign && finite && p.zero && !p.minus && p.widPresent {
		p.insert(start+1, p.wid-utf8.RuneCount(p.buf[start:]), '0')
	}
	p.pad(start, finite)
}

func (p *pp) dropByte(at int) {
	copy(p.buf[at:], p.buf[at+1:])
	p.buf = p.buf[:len(p.buf)-1]
}

// sharpFloat adds a decimal point, and for %g the zeros up to the precision. The number is at start,
// behind its sign.
func (p *pp) sharpFloat(start int, verb rune, prec int) {
	missing := 0 // digits still to be shown
	switch verb {
	case 'v', 'g', 'G', 'x':
		missing = prec
		if missing < 0 {
			missing = 6
		}
	}
	point, significant := false, false
	end := len(p.buf) // of the mantissa
	for i := start + 1; i < end; i++ {
		switch c := p.buf[i]; {
		case c == '.':
			point = true
		case c == 'p' || c == 'P' || (c == 'e' || c == 'E') && verb != 'x' && verb != 'X':
			end = i
		default:
			if c != '0' {
				significant = true
			}
			if significant {
				missing--
			}
		}
	}
	if !point {
		if end-start == 2 && p.buf[start+1] == '0' {
			missing--
		}
		p.insert(end, 1, '.')
		end++
	}
	p.insert(end, missing, '0')
}
