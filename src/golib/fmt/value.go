package fmt

import "internal/inspect"

// printValue prints a value by its kind. depth is 0 for an operand itself.
func (p *pp) printValue(v any, verb rune, depth int) {
	p.arg = v
	switch kind := inspect.Kind(v); kind {
	case inspect.Bool:
		p.printBool(inspect.Integer(v) != 0, verb)
	case inspect.Int, inspect.Int8, inspect.Int16, inspect.Int32, inspect.Int64:
		p.printInteger(inspect.Integer(v), true, verb)
	case inspect.Uint, inspect.Uint8, inspect.Uint16, inspect.Uint32, inspect.Uint64,
		inspect.Uintptr:
		p.printInteger(inspect.Integer(v), false, verb)
	case inspect.Float32:
		p.printFloat(inspect.Float(v), 32, verb)
	case inspect.Float64:
		p.printFloat(inspect.Float(v), 64, verb)
	case inspect.Complex64:
		p.printComplex(inspect.Complex(v), 64, verb)
	case inspect.Complex128:
		p.printComplex(inspect.Complex(v), 128, verb)
	case inspect.String:
		p.printString(inspect.Text(v), verb)
	case inspect.Map:
		p.printMap(v, verb, depth)
	case inspect.Struct:
		if inspect.IsReflectValue(v) {
			p.printReflectValue(v, verb, depth)
			return
		}
		p.printStruct(v, verb, depth)
	case inspect.Array, inspect.Slice:
		if verb == 's' || verb == 'q' || verb == 'x' || verb == 'X' {
			if inspect.ElemKind(v) == inspect.Uint8 {
				p.printString(string(bytesOf(v)), verb)
				return
			}
		}
		p.printList(v, verb, depth)
	case inspect.Pointer:
		if depth == 0 && !inspect.IsNil(v) {
			switch inspect.ElemKind(v) {
			case inspect.Array, inspect.Slice, inspect.Struct, inspect.Map:
				p.buf = append(p.buf, '&')
				p.printPart(inspect.Elem(v), verb, depth+1)
				return
			}
		}
		p.printPointer(v, verb)
	case inspect.Chan, inspect.Func, inspect.UnsafePointer:
		p.printPointer(v, verb)
	case inspect.Invalid:
		if verb == 'v' {
			p.buf = append(p.buf, "<nil>"...)
		} else {
			p.badVerb(verb)
		}
	}
}

// printReflectValue prints what a reflect.Value stands for.
func (p *pp) printReflectValue(v any, verb rune, depth int) {
	held, valid := inspect.ReflectValue(v)
	switch {
	case !valid && depth == 0:
		p.buf = append(p.buf, "<invalid reflect.Value>"...)
	case !valid:
		p.buf = append(p.buf, "<nil>"...)
	case held == nil:
		p.buf = append(p.buf, "<nil>"...)
	default:
		p.printPart(held, verb, depth)
	}
}

// printPart prints a part whose methods may be used.
func (p *pp) printPart(v any, verb rune, depth int) {
	p.arg = v
	if depth > 0 && inspect.IsReflectValue(v) && !p.erroring && !p.hidden && !p.sharpV {
		switch verb {
		case 'v', 's', 'x', 'X', 'q': // inside of something, it is a Stringer like any other
			p.callString(v.(Stringer), verb)
			return
		}
	}
	if !p.handleMethods(verb) {
		p.printValue(v, verb, depth)
	}
}

// printNil prints a nil in a place of an interface type.
func (p *pp) printNil(typeName string) {
	if p.sharpV {
		p.buf = append(p.buf, typeName...)
		p.buf = append(p.buf, "(nil)"...)
	} else {
		p.buf = append(p.buf, "<nil>"...)
	}
}

func (p *pp) separate() {
	if p.sharpV {
		p.buf = append(p.buf, ',')
	}
	p.buf = append(p.buf, ' ')
}

func (p *pp) printStruct(v any, verb rune, depth int) {
	if p.sharpV {
		p.buf = append(p.buf, inspect.TypeName(v)...)
	}
	p.buf = append(p.buf, '{')
	n := inspect.Len(v)
	for i := 0; i < n; i++ {
		if i > 0 {
			p.separate()
		}
		name := inspect.FieldName(v, i)
		if p.plusV || p.sharpV {
			p.buf = append(p.buf, name...)
			p.buf = append(p.buf, ':')
		}
		p.printField(v, i, isExported(name), verb, depth+1)
	}
	p.buf = append(p.buf, '}')
}

// printField: what is in an unexported field, at any depth, prints without its methods.
func (p *pp) printField(v any, i int, exported bool, verb rune, depth int) {
	field := inspect.Field(v, i)
	if field == nil {
		p.printNil(inspect.FieldType(v, i))
		return
	}
	hidden := p.hidden
	p.hidden = hidden || !exported
	p.printPart(field, verb, depth)
	p.hidden = hidden
}

func isExported(name string) bool {
	for _, r := range name {
		return r >= 'A' && r <= 'Z' || r >= 0x80 && isUpper(r)
	}
	return false
}

// isUpper covers Latin-1, Greek and Cyrillic.
func isUpper(r rune) bool {
	return r >= 0xC0 && r <= 0xDE && r != 0xD7 || r >= 0x391 && r <= 0x3A9 ||
		r >= 0x400 && r <= 0x42F
}

// bytesOf is for slices and arrays of bytes.
func bytesOf(v any) []byte {
	if inspect.Kind(v) == inspect.Slice {
		return inspect.Bytes(v)
	}
	b := make([]byte, inspect.Len(v))
	for i := range b {
		b[i] = byte(inspect.Integer(inspect.Index(v, i)))
	}
	return b
}

func (p *pp) printList(v any, verb rune, depth int) {
	if p.sharpV {
		p.buf = append(p.buf, inspect.TypeName(v)...)
		if inspect.Kind(v) == inspect.Slice && inspect.IsNil(v) {
			p.buf = append(p.buf, "(nil)"...)
			return
		}
		p.buf = append(p.buf, '{')
	} else {
		p.buf = append(p.buf, '[')
	}
	n := inspect.Len(v)
	for i := 0; i < n; i++ {
		if i > 0 {
			p.separate()
		}
		e := inspect.Index(v, i)
		if e == nil {
			p.printNil(inspect.ElemType(v))
		} else {
			p.printPart(e, verb, depth+1)
		}
	}
	if p.sharpV {
		p.buf = append(p.buf, '}')
	} else {
		p.buf = append(p.buf, ']')
	}
}

func (p *pp) printMap(v any, verb rune, depth int) {
	if p.sharpV {
		p.buf = append(p.buf, inspect.TypeName(v)...)
		if inspect.IsNil(v) {
			p.buf = append(p.buf, "(nil)"...)
			return
		}
		p.buf = append(p.buf, '{')
	} else {
		p.buf = append(p.buf, "map["...)
	}
	entries := sortedEntries(v)
	for i, e := range entries {
		if i%2 == 1 {
			p.buf = append(p.buf, ':')
		} else if i > 0 {
			p.separate()
		}
		if e != nil {
			p.printPart(e, verb, depth+1)
		} else if i%2 == 0 {
			p.printNil(inspect.KeyType(v))
		} else {
			p.printNil(inspect.ElemType(v))
		}
	}
	if p.sharpV {
		p.buf = append(p.buf, '}')
	} else {
		p.buf = append(p.buf, ']')
	}
}
