package reflect

import (
	"internal/inspect"
	"unsafe"
)

// position is the machine's iterator: the places of key and element, what they are part of, and more.
type position struct {
	key, elem unsafe.Pointer
	parts     [3]unsafe.Pointer
	more      [6]uintptr
	t         unsafe.Pointer
}

func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	t := typ.descriptor()
	return Value{t, makeMap(t, n), flag(Map)}
}

// copyOf is a Value of what is at p, which may change.
func copyOf(f flag, t *inspect.Type, p unsafe.Pointer) Value {
	f |= flag(t.Kind)
	if isDirect(t) {
		return Value{t, *(*unsafe.Pointer)(p), f}
	}
	to := newObject(t, 1)
	move(t, to, p, 1)
	return Value{t, to, f | flagIndir}
}

// MapIndex is the zero Value when the key is not there.
//
//golib:leaks v=calls v=mutates
func (v Value) MapIndex(key Value) Value {
	v.must(Map, "MapIndex")
	key = key.assignTo("reflect.Value.MapIndex", lasting(v.t.Key))
	e := mapGet(v.t, v.pointer(), key.place())
	if e == nil {
		return Value{}
	}
	return copyOf((v.flag | key.flag).ro(), lasting(v.t.Elem), e)
}

// SetMapIndex deletes the key when elem is the zero Value.
func (v Value) SetMapIndex(key, elem Value) {
	v.must(Map, "SetMapIndex")
	v.mustExport("reflect.Value.SetMapIndex")
	key.mustExport("reflect.Value.SetMapIndex")
	key = key.assignTo("reflect.Value.SetMapIndex", lasting(v.t.Key))
	if elem.t == nil {
		mapDelete(v.t, v.pointer(), key.place())
		return
	}
	elem.mustExport("reflect.Value.SetMapIndex")
	elem = elem.assignTo("reflect.Value.SetMapIndex", lasting(v.t.Elem))
	move(v.t.Elem, mapSet(v.t, v.pointer(), key.place()), elem.place(), 1)
}

// MapKeys are in no order.
func (v Value) MapKeys() []Value {
	v.must(Map, "MapKeys")
	t, m := lasting(v.t), v.pointer()
	keys := make([]Value, 0, len(*(*map[int]int)(unsafe.Pointer(&m))))
	var at position
	for mapStart(t, m, &at); mapNext(&at); {
		keys = append(keys, copyOf(v.ro(), lasting(t.Key), at.key))
	}
	return keys
}

// MapIter walks over a map.
type MapIter struct {
	m  Value
	at position
}

func (v Value) MapRange() *MapIter {
	v.must(Map, "MapRange")
	return &MapIter{m: v}
}

func (iter *MapIter) Next() bool {
	if !iter.m.IsValid() {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	at := iter.at // in the frame, where the machine wants it
	if at.t == nil {
		mapStart(iter.m.t, iter.m.pointer(), &at)
	} else if at.key == nil {
		panic("MapIter.Next called on exhausted iterator")
	}
	more := mapNext(&at)
	if !more {
		at.key = nil
	}
	iter.at = at
	return more
}

func (iter *MapIter) check(method string) {
	if iter.at.t == nil {
		panic("MapIter." + method + " called before Next")
	}
	if iter.at.key == nil {
		panic("MapIter." + method + " called on exhausted iterator")
	}
}

//golib:leaks iter=calls+1 iter=mutates+1 iter=result0+2
func (iter *MapIter) Key() Value {
	iter.check("Key")
	return copyOf(iter.m.ro(), iter.m.t.Key, iter.at.key)
}

//golib:leaks iter=calls+1 iter=mutates+1 iter=result0+2
func (iter *MapIter) Value() Value {
	iter.check("Value")
	return copyOf(iter.m.ro(), iter.m.t.Elem, iter.at.elem)
}

// Reset: the zero Value lets go of the map.
func (iter *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.must(Map, "MapRange")
	}
	*iter = MapIter{m: v}
}

// SetIterKey is v.Set(iter.Key()).
func (v Value) SetIterKey(iter *MapIter) {
	iter.check("Value.SetIterKey")
	v.mustAssign("reflect.Value.SetIterKey")
	t := iter.m.t.Key
	k := Value{t, iter.at.key, iter.m.ro() | flag(t.Kind) | flagIndir}
	iter.m.mustExport("reflect.Value.SetIterKey")
	k = k.assignTo("reflect.MapIter.SetKey", v.t)
	move(v.t, v.p, k.place(), 1)
}

// SetIterValue is v.Set(iter.Value()).
func (v Value) SetIterValue(iter *MapIter) {
	iter.check("Value.SetIterValue")
	v.mustAssign("reflect.Value.SetIterValue")
	t := iter.m.t.Elem
	e := Value{t, iter.at.elem, iter.m.ro() | flag(t.Kind) | flagIndir}
	iter.m.mustExport("reflect.Value.SetIterValue")
	e = e.assignTo("reflect.MapIter.SetValue", v.t)
	move(v.t, v.p, e.place(), 1)
}
