package main

import (
	"fmt"
	str "strings"
)

type (
	pair[K comparable, V any] struct {
		key K
		val V `json:"v"`
	}
	shape interface {
		~int | ~string
		Area(float64) (w, h float64)
	}
	fn = func(...int) <-chan error
)

const (
	a, b = iota, 1 << iota
	_, _
	c, d
)

func (p *pair[K, V]) get(other ...V) (out V, err error) {
outer:
	for i := range 10 {
		switch x := any(i).(type) {
		case int, string:
			continue outer
		default:
			_ = x
			goto done
		}
	}
done:
	select {
	case v, ok := <-make(chan int):
		fmt.Println(v, ok)
	case nil <- 1:
	default:
	}
	defer func() { recover() }()
	go fmt.Print(str.Repeat("x", 3)[1:2:3], [...]int{2: 1, 4}, map[string]pair[int, int]{"a": {1, 2}})
	if v, err := out, err; err != nil {
		return v, err
	} else if a &^ b == -c*d^1 {
		fallthrough
	}
	for ; ; a++ {
		break
	}
	return
}
