package reflect

import "iter"

// StructField: Index is for FieldByIndex.
type StructField struct {
	Name      string
	PkgPath   string // of a field that is not exported
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int
	Anonymous bool
}

func (f StructField) IsExported() bool { return f.PkgPath == "" }

func isExported(name string) bool {
	return name != "" && (name[0] >= 'A' && name[0] <= 'Z' || name[0] >= 0x80)
}

func (r *rtype) NumField() int {
	r.must(Struct, "NumField")
	return int(r.t.NumField)
}

func (r *rtype) Field(i int) StructField {
	r.must(Struct, "Field")
	if i < 0 || i >= int(r.t.NumField) {
		panic("reflect: Field index out of bounds")
	}
	f := r.t.Field(i)
	pkgPath := ""
	if !isExported(f.Name) {
		pkgPath = "main"
		if p := r.t.PkgPath; p != "" {
			pkgPath = p
		}
	}
	return StructField{f.Name, pkgPath, typeOf(f.Type), StructTag(f.Tag), f.Offset, []int{i}, f.Embedded != 0}
}

func (r *rtype) Fields() iter.Seq[StructField] {
	r.must(Struct, "Fields")
	return func(yield func(StructField) bool) {
		for i := range r.NumField() {
			if !yield(r.Field(i)) {
				return
			}
		}
	}
}

// FieldByIndex follows embedded pointers.
func (r *rtype) FieldByIndex(index []int) StructField {
	r.must(Struct, "FieldByIndex")
	var f StructField
	var t Type = r
	for i, x := range index {
		if i > 0 && t.Kind() == Pointer && t.Elem().Kind() == Struct {
			t = t.Elem()
		}
		f = t.Field(x)
		t = f.Type
	}
	return f
}

func (r *rtype) FieldByName(name string) (StructField, bool) {
	r.must(Struct, "FieldByName")
	embeds := false
	for i := range int(r.t.NumField) {
		f := r.t.Field(i)
		if f.Name == name && name != "_" {
			return r.Field(i), true
		}
		embeds = embeds || f.Embedded != 0
	}
	if !embeds && name != "_" {
		return StructField{}, false
	}
	return r.find(func(s string) bool { return s == name })
}

func (r *rtype) FieldByNameFunc(match func(string) bool) (StructField, bool) {
	r.must(Struct, "FieldByNameFunc")
	return r.find(match)
}

// find looks into embedded structs level by level; two that match on a level hide each other, as do
// two of the same type.
func (r *rtype) find(match func(string) bool) (StructField, bool) {
	type place struct {
		t     *rtype
		index []int
	}
	level := []place{{r, nil}}
	count := map[*rtype]int{r: 1} // of this level
	seen := map[*rtype]bool{}
	for len(level) > 0 {
		var next []place
		var found StructField
		n := 0
		nextCount := map[*rtype]int{}
		for _, p := range level {
			if seen[p.t] {
				continue
			}
			seen[p.t] = true
			for i := range p.t.NumField() {
				f := p.t.t.Field(i)
				t := f.Type
				if f.Embedded != 0 && kindOf(t) == Pointer {
					t = t.Elem
				}
				if match(f.Name) {
					if found = p.t.Field(i); count[p.t] > 1 || n > 0 {
						return StructField{}, false
					}
					found.Index = append(append([]int(nil), p.index...), i)
					n++
					continue
				}
				if n > 0 || f.Embedded == 0 || kindOf(t) != Struct {
					continue
				}
				inner := typeOf(t).(*rtype)
				if nextCount[inner] > 0 {
					nextCount[inner] = 2
					continue
				}
				nextCount[inner] = 1
				if count[p.t] > 1 {
					nextCount[inner] = 2
				}
				next = append(next, place{inner, append(append([]int(nil), p.index...), i)})
			}
		}
		if n > 0 {
			return found, true
		}
		level, count = next, nextCount
	}
	return StructField{}, false
}

// VisibleFields are those of t and of what it embeds, hidden ones left out, in order of t's text.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	var all []StructField
	byName := map[string]int{} // number in all
	gone := map[int]bool{}
	open := map[Type]bool{}
	var walk func(t Type, index []int)
	walk = func(t Type, index []int) {
		if open[t] {
			return
		}
		open[t] = true
		for i := range t.NumField() {
			f := t.Field(i)
			f.Index = append(append([]int(nil), index...), i)
			add := true
			if old, ok := byName[f.Name]; ok {
				switch depth := len(all[old].Index); {
				case len(f.Index) == depth:
					gone[old] = true
					add = false
				case len(f.Index) < depth:
					gone[old] = true
				default:
					add = false
				}
			}
			if add {
				byName[f.Name] = len(all)
				all = append(all, f)
			}
			if f.Anonymous {
				inner := f.Type
				if inner.Kind() == Pointer {
					inner = inner.Elem()
				}
				if inner.Kind() == Struct {
					walk(inner, f.Index)
				}
			}
		}
		delete(open, t)
	}
	walk(t, nil)
	var list []StructField
	for i, f := range all {
		if !gone[i] {
			list = append(list, f)
		}
	}
	return list
}
