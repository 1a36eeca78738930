package fmt

import (
	"internal/inspect"
	"unicode/utf8"
)

const tooLarge = 1000000 // for a width or precision

// parseNumber reads digits at format[i:]; ok is false when there are none or far too many.
func parseNumber(format string, i int) (n int, ok bool, next int) {
	for ; i < len(format) && format[i] >= '0' && format[i] <= '9'; i++ {
		if n > tooLarge {
			return 0, false, len(format)
		}
		n = n*10 + int(format[i]-'0')
		ok = true
	}
	return n, ok, i
}

// argIndex reads an index like [3] at format[i:], if there is one.
func (p *pp) argIndex(arg int, format string, i, n int) (newArg, next int, found bool) {
	if i >= len(format) || format[i] != '[' {
		return arg, i, false
	}
	p.reordered = true
	close := i + 1
	for close < len(format) && format[close] != ']' {
		close++
	}
	if close == len(format) || len(format)-i < 3 {
		p.badIndex = true
		return arg, i + 1, false
	}
	index, ok, end := parseNumber(format[:close], i+1)
	if !ok || end != close {
		p.badIndex = true
		return arg, close + 1, false
	}
	if index < 1 || index > n {
		p.badIndex = true
		return arg, close + 1, true
	}
	return index - 1, close + 1, true
}

// intArg takes a width or precision from the arguments.
func intArg(a []any, arg int) (n int, ok bool, newArg int) {
	if arg >= len(a) {
		return 0, false, arg
	}
	kind := inspect.Kind(a[arg])
	if kind >= inspect.Int && kind <= inspect.Uintptr {
		n = int(inspect.Integer(a[arg]))
		ok = (kind <= inspect.Int64 || n >= 0) && n <= tooLarge && n >= -tooLarge
	}
	if !ok {
		n = 0
	}
	return n, ok, arg + 1
}

// width reads what stands for the width at format[i:].
func (p *pp) width(format string, i int, a []any, arg *int, afterIndex *bool) int {
	if i < len(format) && format[i] == '*' {
		p.wid, p.widPresent, *arg = intArg(a, *arg)
		if !p.widPresent {
			p.buf = append(p.buf, "%!(BADWIDTH)"...)
		}
		if p.wid < 0 {
			p.wid = -p.wid
			p.minus = true
			p.zero = false
		}
		*afterIndex = false
		return i + 1
	}
	p.wid, p.widPresent, i = parseNumber(format, i)
	if *afterIndex && p.widPresent {
		p.badIndex = true // the index must be just before the verb
	}
	return i
}

// precision is called behind the point.
func (p *pp) precision(format string, i int, a []any, arg *int, afterIndex *bool) int {
	if *afterIndex {
		p.badIndex = true
	}
	*arg, i, *afterIndex = p.argIndex(*arg, format, i, len(a))
	if i < len(format) && format[i] == '*' {
		p.prec, p.precPresent, *arg = intArg(a, *arg)
		if p.prec < 0 {
			p.prec = 0
			p.precPresent = false
		}
		if !p.precPresent {
			p.buf = append(p.buf, "%!(BADPREC)"...)
		}
		*afterIndex = false
		return i + 1
	}
	p.prec, p.precPresent, i = parseNumber(format, i)
	if !p.precPresent {
		p.prec = 0
		p.precPresent = true
	}
	return i
}

func (p *pp) doPrintf(format string, a []any) {
	arg := 0
	p.reordered = false
	for i := 0; i < len(format); {
		from := i
		for i < len(format) && format[i] != '%' {
			i++
		}
		if i > from {
			p.buf = append(p.buf, format[from:i]...)
		}
		if i < len(format) {
			i, arg = p.directive(format, i+1, a, arg)
		}
	}
	if !p.reordered && arg < len(a) {
		p.extraArgs(a[arg:])
	}
}

// directive prints one, which begins at format[i:] behind its %.
func (p *pp) directive(format string, i int, a []any, arg int) (next, newArg int) {
	p.flags = flags{}
	p.badIndex = false
	from := i
	i = p.readFlags(format, i)
	if i < len(format) && format[i] >= 'a' && format[i] <= 'z' && arg < len(a) {
		p.any = i > from
		p.verb(rune(format[i]), a, arg)
		return i + 1, arg + 1
	}
	var afterIndex bool
	arg, i, afterIndex = p.argIndex(arg, format, i, len(a))
	i = p.width(format, i, a, &arg, &afterIndex)
	if i+1 < len(format) && format[i] == '.' {
		i = p.precision(format, i+1, a, &arg, &afterIndex)
	}
	if !afterIndex {
		arg, i, afterIndex = p.argIndex(arg, format, i, len(a))
	}
	if i >= len(format) {
		p.buf = append(p.buf, "%!(NOVERB)"...)
		return i, arg
	}
	p.any = true
	verb, size := utf8.DecodeRuneInString(format[i:])
	i += size
	switch {
	case verb == '%':
		p.buf = append(p.buf, '%')
	case p.badIndex:
		p.badArgument(verb, "(BADINDEX)")
	case arg >= len(a):
		p.badArgument(verb, "(MISSING)")
	default:
		p.verb(verb, a, arg)
		arg++
	}
	return i, arg
}

func (p *pp) readFlags(format string, i int) int {
	for ; i < len(format); i++ {
		switch format[i] {
		case '#':
			p.sharp = true
		case '0':
			p.zero = true
		case '+':
			p.plus = true
		case '-':
			p.minus = true
		case ' ':
			p.space = true
		default:
			return i
		}
	}
	return i
}

func (p *pp) verb(verb rune, a []any, arg int) {
	if verb == 'w' {
		p.wrapped = append(p.wrapped, arg)
	}
	if verb == 'v' || verb == 'w' {
		p.sharpV, p.sharp = p.sharp, false
		p.plusV, p.plus = p.plus, false
	}
	p.printArg(a[arg], verb)
}

func (p *pp) badArgument(verb rune, what string) {
	p.buf = append(p.buf, "%!"...)
	p.buf = utf8.AppendRune(p.buf, verb)
	p.buf = append(p.buf, what...)
}

func (p *pp) extraArgs(a []any) {
	p.flags = flags{}
	p.buf = append(p.buf, "%!(EXTRA "...)
	for i, arg := range a {
		if i > 0 {
			p.buf = append(p.buf, ", "...)
		}
		if arg == nil {
			p.buf = append(p.buf, "<nil>"...)
		} else {
			p.buf = append(p.buf, inspect.TypeName(arg)...)
			p.buf = append(p.buf, '=')
			p.printArg(arg, 'v')
		}
	}
	p.buf = append(p.buf, ')')
}
