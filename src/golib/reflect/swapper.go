package reflect

// Swapper swaps elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.kind() != Slice {
		panic(&ValueError{Method: "Swapper", Kind: v.kind()})
	}
	t, n := v.t.Elem, v.Len()
	plain := t.Size <= 8 && t.Size&(t.Size-1) == 0 || kindOf(t) == String // Go swaps these as if written out
	spare := newObject(t, 1)
	return func(i, j int) {
		if uint(i) >= uint(n) || uint(j) >= uint(n) {
			if t.Size == 0 || n <= 1 || !plain {
				panic("reflect: slice index out of range")
			}
			outOfRange(j, n)
			outOfRange(i, n)
		}
		a, b := v.Index(i).p, v.Index(j).p
		move(t, spare, a, 1)
		move(t, a, b, 1)
		move(t, b, spare, 1)
		move(t, spare, nil, 1)
	}
}
