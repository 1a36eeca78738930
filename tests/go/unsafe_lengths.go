// unsafe.Slice and unsafe.String look at their lengths; sizes and offsets.
// run: --allow-unsafe
package main

import (
	"fmt"
	"unsafe"
)

type pair struct {
	a int8
	b int64
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	fmt.Println(unsafe.Sizeof(pair{}), unsafe.Offsetof(pair{}.b), unsafe.Alignof(int32(0)))
	var p *int
	var z *struct{}
	b, n, u := byte('x'), -1, ^uint64(0)
	try(func() { fmt.Println(unsafe.Slice(p, 1)) })
	try(func() { fmt.Println(unsafe.Slice(z, 1)) })
	try(func() { fmt.Println(unsafe.Slice(p, n)) })
	try(func() { fmt.Println(unsafe.Slice(&b, n)) })
	try(func() { fmt.Println(len(unsafe.Slice(&b, u))) })
	try(func() { fmt.Println(len(unsafe.Slice(&u, 1<<61))) })
	try(func() { fmt.Println(unsafe.String(&b, n)) })
	try(func() { fmt.Println(unsafe.String(nil, 2)) })
	fmt.Println(unsafe.Slice(p, 0) == nil, unsafe.String(nil, 0) == "", len(unsafe.Slice(&b, uint8(1))))
	a := [4]int32{1, 2, 3, 4}
	s := unsafe.Slice(&a[1], 2)
	s[1] = 7
	fmt.Println(a, len(s), cap(s), *(*int32)(unsafe.Add(unsafe.Pointer(&a), 4)))
	t := []byte("slice")
	fmt.Println(unsafe.String(unsafe.SliceData(t), 3), string(unsafe.Slice(unsafe.StringData("data"), 2)))
}
