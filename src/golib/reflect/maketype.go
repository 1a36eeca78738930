package reflect

import (
	"internal/inspect"
	"internal/number"
	"sync"
	"unsafe"
)

// made are the types that were asked for, by their text; different types can share one.
var made struct {
	sync.Mutex
	types    map[string][]*inspect.Type
	pointers map[*inspect.Type]*inspect.Type // by element
}

// canonical is the type with t's text that is like t, of the program or made before; else t itself,
// completed by finish.
func canonical(t *inspect.Type, same func(old *inspect.Type) bool, finish func()) Type {
	made.Lock()
	defer made.Unlock()
	for _, old := range made.types[t.Name] {
		if old.Kind == t.Kind && same(old) {
			return typeOf(old)
		}
	}
	if old := ofProgram(t, same); old != nil {
		t = old
	} else {
		finish()
		t.Hash = 2166136261
		for i := range len(t.Name) {
			t.Hash = (t.Hash ^ uint32(t.Name[i])) * 16777619
		}
	}
	if made.types == nil {
		made.types = map[string][]*inspect.Type{}
	}
	made.types[t.Name] = append(made.types[t.Name], t)
	return typeOf(t)
}

func ofProgram(t *inspect.Type, same func(old *inspect.Type) bool) *inspect.Type {
	for i := 0; ; {
		var old *inspect.Type
		if old, i = findNamed(t.Name, i); old == nil {
			return nil
		}
		if old.Kind == t.Kind && !isNamed(old) && same(old) {
			return old
		}
	}
}

var onePointer = []uint64{1}

// pointerLike are types of one word, or a word that comes first.
func pointerLike(t *inspect.Type) {
	t.PtrBytes, t.Align, t.PtrMask = 8, 8, &onePointer[0]
	if t.Size == 0 {
		t.Size = 8
		t.Flags |= typeDirect
	}
	t.MaskPeriod = t.Size
}

// PtrTo is the old name of PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

func PointerTo(t Type) Type { return pointerTo(t.descriptor()) }

func pointerTo(e *inspect.Type) Type {
	made.Lock()
	known := made.pointers[e]
	made.Unlock()
	if known != nil {
		return typeOf(known)
	}
	t := &inspect.Type{Kind: uint8(Pointer), Name: "*" + e.Name, Elem: e, Flags: typeComparable | typePlainEqual}
	p := canonical(t, func(old *inspect.Type) bool { return old.Elem == e }, func() { pointerLike(t) })
	made.Lock()
	defer made.Unlock()
	if made.pointers == nil {
		made.pointers = map[*inspect.Type]*inspect.Type{}
	}
	made.pointers[e] = p.descriptor()
	return p
}

func SliceOf(t Type) Type {
	e := t.descriptor()
	s := &inspect.Type{Kind: uint8(Slice), Name: "[]" + e.Name, Elem: e, Size: 24}
	return canonical(s, func(old *inspect.Type) bool { return old.Elem == e }, func() { pointerLike(s) })
}

func ChanOf(dir ChanDir, t Type) Type {
	e := t.descriptor()
	if e.Size >= 1<<16 {
		panic("reflect.ChanOf: element size too large")
	}
	c := &inspect.Type{Kind: uint8(Chan), Elem: e, Flags: typeComparable | typePlainEqual}
	switch dir {
	case SendDir:
		c.Name, c.Len = "chan<- "+e.Name, 1
	case RecvDir:
		c.Name, c.Len = "<-chan "+e.Name, 2
	case BothDir:
		c.Name = "chan " + e.Name
		if e.Name[0] == '<' {
			c.Name = "chan (" + e.Name + ")"
		}
	default:
		panic("reflect.ChanOf: invalid dir")
	}
	return canonical(c, func(old *inspect.Type) bool { return old.Elem == e && old.Len == c.Len }, func() { pointerLike(c) })
}

func MapOf(key, elem Type) Type {
	k, e := key.descriptor(), elem.descriptor()
	if k.Flags&typeComparable == 0 {
		panic("reflect.MapOf: invalid key type " + k.Name)
	}
	t := &inspect.Type{Kind: uint8(Map), Name: "map[" + k.Name + "]" + e.Name, Key: k, Elem: e}
	return canonical(t, func(old *inspect.Type) bool { return old.Key == k && old.Elem == e }, func() {
		pointerLike(t)
		t.Slot = newStruct([]inspect.FieldInfo{{Name: "key", Type: k}, {Name: "elem", Type: e}})
	})
}

// FuncOf: the last of in is a slice when variadic is true.
func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	if len(in)+len(out) > 128 {
		panic("reflect.FuncOf: too many arguments")
	}
	list := make([]inspect.FieldInfo, len(in)+len(out)+1)
	name := "func("
	for i, p := range in {
		list[i].Type = p.descriptor()
		if i > 0 {
			name += ", "
		}
		if variadic && i == len(in)-1 {
			name += "..." + p.Elem().String()
		} else {
			name += p.String()
		}
	}
	name += ")"
	results := ""
	for i, r := range out {
		list[len(in)+i].Type = r.descriptor()
		if i > 0 {
			results += ", "
		}
		results += r.String()
	}
	if len(out) == 1 {
		name += " " + results
	} else if len(out) > 1 {
		name += " (" + results + ")"
	}
	t := &inspect.Type{Kind: uint8(Func), Name: name, Fields: unsafe.Pointer(&list[0]),
		NumField: uint32(len(in) + len(out)), NumIn: uint32(len(in))}
	if variadic {
		t.Flags |= typeVariadic
	}
	return canonical(t, func(old *inspect.Type) bool {
		if old.NumIn != t.NumIn || old.NumField != t.NumField || isVariadic(old) != variadic {
			return false
		}
		for i := range int(t.NumField) {
			if old.Field(i).Type != t.Field(i).Type {
				return false
			}
		}
		return true
	}, func() { pointerLike(t) })
}

const addressSpace = 1 << 48

func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	e := elem.descriptor()
	if e.Size > 0 && uint64(length) > (1<<64-1)/e.Size {
		panic("reflect.ArrayOf: array size would exceed virtual address space")
	}
	name := "[" + string(number.AppendInt(nil, int64(length))) + "]" + e.Name
	t := &inspect.Type{Kind: uint8(Array), Name: name, Elem: e, Len: uint64(length), Align: e.Align,
		Size: e.Size * uint64(length), Flags: e.Flags & (typeComparable | typePlainEqual)}
	return canonical(t, func(old *inspect.Type) bool { return old.Elem == e && old.Len == t.Len }, func() {
		if length == 1 {
			t.Flags |= e.Flags & typeDirect
		}
		if length > 0 && e.PtrBytes > 0 {
			t.PtrBytes = t.Size - e.Size + e.PtrBytes
			t.MaskPeriod, t.PtrMask = e.MaskPeriod, e.PtrMask
		}
	})
}

// layout gives the fields of t their places, and t what follows from them.
func layout(t *inspect.Type, list []inspect.FieldInfo) {
	t.Align = 1
	t.Flags |= typeComparable | typePlainEqual
	end := uint64(0)
	for i := range list {
		f := &list[i]
		align := uint64(f.Type.Align)
		at := (end + align - 1) / align * align
		if at != end || f.Name == "_" || f.Type.Flags&typePlainEqual == 0 {
			t.Flags &^= typePlainEqual
		}
		if f.Type.Flags&typeComparable == 0 {
			t.Flags &^= typeComparable | typePlainEqual
		}
		f.Offset = uintptr(at)
		end = at + f.Type.Size
		if end < at || end > addressSpace {
			panic("reflect.StructOf: struct size would exceed virtual address space")
		}
		if f.Type.PtrBytes > 0 {
			t.PtrBytes = at + f.Type.PtrBytes
		}
		t.Align = max(t.Align, f.Type.Align)
	}
	if n := len(list); n > 0 && end > 0 && list[n-1].Type.Size == 0 {
		end++ // its address must be inside
	}
	t.Size = (end + uint64(t.Align) - 1) / uint64(t.Align) * uint64(t.Align)
	if t.Size != end {
		t.Flags &^= typePlainEqual
	}
	if len(list) == 1 {
		t.Flags |= list[0].Type.Flags & typeDirect
	}
	if t.PtrBytes == 0 {
		return
	}
	mask := make([]uint64, (t.Size/8+63)/64)
	for i := range list {
		f := list[i].Type
		for at := uint64(0); at < f.PtrBytes; at += 8 {
			word := at % f.MaskPeriod / 8
			bits := *(*uint64)(unsafe.Add(unsafe.Pointer(f.PtrMask), word/64*8))
			if bits>>(word%64)&1 != 0 {
				to := (uint64(list[i].Offset) + at) / 8
				mask[to/64] |= 1 << (to % 64)
			}
		}
	}
	t.MaskPeriod, t.PtrMask = t.Size, &mask[0]
}

func newStruct(list []inspect.FieldInfo) *inspect.Type {
	t := &inspect.Type{Kind: uint8(Struct), NumField: uint32(len(list))}
	if len(list) > 0 {
		t.Fields = unsafe.Pointer(&list[0])
	}
	layout(t, list)
	return t
}
