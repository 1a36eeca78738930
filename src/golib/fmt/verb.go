package fmt

import "internal/inspect"

func (p *pp) printBool(v bool, verb rune) {
	if verb != 't' && verb != 'v' {
		p.badVerb(verb)
	} else if v {
		p.padString("true")
	} else {
		p.padString("false")
	}
}

// formatHex64 writes v in hexadecimal with or without 0x, whatever the sharp flag says.
func (p *pp) formatHex64(v uint64, prefix bool) {
	sharp, any := p.sharp, p.any
	p.sharp, p.any = prefix, true
	p.formatInteger(v, 16, false, 'v', lowerDigits)
	p.sharp, p.any = sharp, any
}

func (p *pp) printInteger(v uint64, signed bool, verb rune) {
	switch verb {
	case 'v':
		if p.sharpV && !signed {
			p.formatHex64(v, true)
		} else {
			p.formatInteger(v, 10, signed, verb, lowerDigits)
		}
	case 'd':
		p.formatInteger(v, 10, signed, verb, lowerDigits)
	case 'b':
		p.formatInteger(v, 2, signed, verb, lowerDigits)
	case 'o', 'O':
		p.formatInteger(v, 8, signed, verb, lowerDigits)
	case 'x':
		p.formatInteger(v, 16, signed, verb, lowerDigits)
	case 'X':
		p.formatInteger(v, 16, signed, verb, upperDigits)
	case 'c':
		p.formatRune(v)
	case 'q':
		p.formatQuotedRune(v)
	case 'U':
		p.formatUnicode(v)
	default:
		p.badVerb(verb)
	}
}

func (p *pp) printFloat(v float64, bits int, verb rune) {
	switch verb {
	case 'v':
		p.formatFloat(v, bits, 'g', -1)
	case 'b', 'g', 'G', 'x', 'X':
		p.formatFloat(v, bits, verb, -1)
	case 'f', 'e', 'E':
		p.formatFloat(v, bits, verb, 6)
	case 'F':
		p.formatFloat(v, bits, 'f', 6)
	default:
		p.badVerb(verb)
	}
}

// printComplex: the imaginary part always has a sign.
func (p *pp) printComplex(v complex128, bits int, verb rune) {
	switch verb {
	case 'v', 'b', 'g', 'G', 'x', 'X', 'f', 'F', 'e', 'E':
		plus := p.plus
		p.buf = append(p.buf, '(')
		p.printFloat(real(v), bits/2, verb)
		p.plus = true
		p.printFloat(imag(v), bits/2, verb)
		p.buf = append(p.buf, "i)"...)
		p.plus = plus
	default:
		p.badVerb(verb)
	}
}

func (p *pp) printString(v string, verb rune) {
	switch verb {
	case 'v':
		if p.sharpV {
			p.formatQuoted(v)
		} else {
			p.formatString(v)
		}
	case 's':
		p.formatString(v)
	case 'x':
		p.formatHex(v, lowerDigits)
	case 'X':
		p.formatHex(v, upperDigits)
	case 'q':
		p.formatQuoted(v)
	default:
		p.badVerb(verb)
	}
}

func (p *pp) printBytes(v []byte, verb rune, typeName string) {
	switch verb {
	case 'v', 'd':
		p.printByteList(v, verb, typeName)
	case 's', 'x', 'X', 'q':
		p.printString(string(v), verb)
	default:
		p.printList(p.arg, verb, 0)
	}
}

func (p *pp) printByteList(v []byte, verb rune, typeName string) {
	if !p.sharpV {
		p.buf = append(p.buf, '[')
		for i, c := range v {
			if i > 0 {
				p.buf = append(p.buf, ' ')
			}
			p.formatInteger(uint64(c), 10, false, verb, lowerDigits)
		}
		p.buf = append(p.buf, ']')
		return
	}
	p.buf = append(p.buf, typeName...)
	if v == nil {
		p.buf = append(p.buf, "(nil)"...)
		return
	}
	p.buf = append(p.buf, '{')
	for i, c := range v {
		if i > 0 {
			p.buf = append(p.buf, ", "...)
		}
		p.formatHex64(uint64(c), true)
	}
	p.buf = append(p.buf, '}')
}

func (p *pp) printPointer(v any, verb rune) {
	switch inspect.Kind(v) {
	case inspect.Chan, inspect.Func, inspect.Map, inspect.Pointer, inspect.Slice,
		inspect.UnsafePointer:
	default:
		p.badVerb(verb)
		return
	}
	u := uint64(inspect.Address(v))
	switch verb {
	case 'v':
		switch {
		case p.sharpV:
			p.buf = append(p.buf, '(')
			p.buf = append(p.buf, inspect.TypeName(v)...)
			p.buf = append(p.buf, ")("...)
			if u == 0 {
				p.buf = append(p.buf, "nil"...)
			} else {
				p.formatHex64(u, true)
			}
			p.buf = append(p.buf, ')')
		case u == 0:
			p.padString("<nil>")
		default:
			p.formatHex64(u, !p.sharp)
		}
	case 'p':
		p.formatHex64(u, !p.sharp)
	case 'b', 'o', 'd', 'x', 'X':
		p.printInteger(u, false, verb)
	default:
		p.badVerb(verb)
	}
}
