package fmt

import "internal/inspect"

// Maps print in the order of their keys.

// sortedEntries returns key, value, key, value and so on.
func sortedEntries(m any) []any {
	if inspect.Len(m) == 0 {
		return nil
	}
	list := inspect.MapEntries(m)
	spare := make([]any, len(list))
	for run := 2; run < len(list); run *= 2 {
		for at := 0; at < len(list); at += 2 * run {
			mid := min(at+run, len(list))
			merge(spare[at:], list[at:mid], list[mid:min(mid+run, len(list))])
		}
		list, spare = spare, list
	}
	return list
}

func merge(to, a, b []any) {
	for i := 0; len(a) > 0 || len(b) > 0; i += 2 {
		if len(b) == 0 || len(a) > 0 && compare(a[0], b[0]) <= 0 {
			to[i], to[i+1] = a[0], a[1]
			a = a[2:]
		} else {
			to[i], to[i+1] = b[0], b[1]
			b = b[2:]
		}
	}
}

func order(less bool) int {
	if less {
		return -1
	}
	return 1
}

// compare orders two keys: numbers and strings as usual, NaN first, false before true, structs and
// arrays part by part, nil before everything, values of different types by type.
func compare(a, b any) int {
	if a == nil || b == nil || !inspect.SameType(a, b) {
		return compareTypes(a, b)
	}
	switch kind := inspect.Kind(a); kind {
	case inspect.Int, inspect.Int8, inspect.Int16, inspect.Int32, inspect.Int64:
		x, y := int64(inspect.Integer(a)), int64(inspect.Integer(b))
		if x == y {
			return 0
		}
		return order(x < y)
	case inspect.Bool, inspect.Uint, inspect.Uint8, inspect.Uint16, inspect.Uint32,
		inspect.Uint64, inspect.Uintptr:
		return compareUint(inspect.Integer(a), inspect.Integer(b))
	case inspect.Float32, inspect.Float64:
		return compareFloat(inspect.Float(a), inspect.Float(b))
	case inspect.Complex64, inspect.Complex128:
		x, y := inspect.Complex(a), inspect.Complex(b)
		if c := compareFloat(real(x), real(y)); c != 0 {
			return c
		}
		return compareFloat(imag(x), imag(y))
	case inspect.String:
		x, y := inspect.Text(a), inspect.Text(b)
		if x == y {
			return 0
		}
		return order(x < y)
	case inspect.Struct, inspect.Array:
		n := inspect.Len(a)
		for i := 0; i < n; i++ {
			if c := compare(part(a, i, kind), part(b, i, kind)); c != 0 {
				return c
			}
		}
		return 0
	}
	return compareUint(uint64(inspect.Address(a)), uint64(inspect.Address(b)))
}

func part(v any, i int, kind int) any {
	if kind == inspect.Struct {
		return inspect.Field(v, i)
	}
	return inspect.Index(v, i)
}

func compareTypes(a, b any) int {
	if a == nil && b == nil {
		return 0
	}
	if a == nil || b == nil {
		return order(a == nil)
	}
	return order(inspect.TypeName(a) < inspect.TypeName(b))
}

func compareUint(x, y uint64) int {
	if x == y {
		return 0
	}
	return order(x < y)
}

func compareFloat(x, y float64) int {
	switch {
	case x < y || x != x && y == y:
		return -1
	case x > y || y != y && x == x:
		return 1
	}
	return 0
}
