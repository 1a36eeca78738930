package reflect

import (
	"internal/inspect"
	"internal/number"
	"strconv"
)

// StructOf: the types of embedded fields must have no methods, since there is no code for those of
// the struct that would call them.
func StructOf(fields []StructField) Type {
	list := make([]inspect.FieldInfo, len(fields))
	names := map[string]bool{}
	name := "struct {"
	pkgPath := ""
	for i, f := range fields {
		number := string(number.AppendInt(nil, int64(i)))
		if f.Name == "" {
			panic("reflect.StructOf: field " + number + " has no name")
		}
		if !isName(f.Name) {
			panic("reflect.StructOf: field " + number + " has invalid name")
		}
		if f.Type == nil {
			panic("reflect.StructOf: field " + number + " has no type")
		}
		if f.Anonymous && f.PkgPath != "" {
			panic("reflect.StructOf: field \"" + f.Name + "\" is anonymous but has PkgPath set")
		}
		if !isExported(f.Name) && f.PkgPath == "" {
			panic("reflect.StructOf: field \"" + f.Name + "\" is unexported but missing PkgPath")
		}
		if f.PkgPath != "" {
			if pkgPath != "" && pkgPath != f.PkgPath {
				panic("reflect.Struct: fields with different PkgPath " + pkgPath + " and " + f.PkgPath)
			}
			pkgPath = f.PkgPath
		}
		t := f.Type.descriptor()
		if f.Anonymous && t.NumMethod > 0 {
			panic("reflect: embedded type with methods not implemented")
		}
		if names[f.Name] && f.Name != "_" {
			panic("reflect.StructOf: duplicate field " + f.Name)
		}
		names[f.Name] = true
		list[i] = inspect.FieldInfo{Name: f.Name, Type: t, Tag: string(f.Tag)}
		if i > 0 {
			name += ";"
		}
		name += " "
		if f.Anonymous {
			list[i].Embedded = 1
		} else {
			name += f.Name + " "
		}
		name += t.Name
		if f.Tag != "" {
			name += " " + strconv.Quote(string(f.Tag))
		}
	}
	if len(fields) > 0 {
		name += " "
	}
	t := newStruct(list)
	t.Name = name + "}"
	return canonical(t, func(old *inspect.Type) bool {
		if old.NumField != t.NumField {
			return false
		}
		for i := range int(t.NumField) {
			a, b := old.Field(i), t.Field(i)
			if a.Name != b.Name || a.Type != b.Type || a.Tag != b.Tag || a.Embedded != b.Embedded {
				return false
			}
		}
		return true
	}, func() {})
}

func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return true
}
