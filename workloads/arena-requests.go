// Requests that keep their memory in a user arena each and free it in one step.
//
// Compare with heap-requests, which does the same on the heap: here the lanes of the arena view
// come and go, the collector marks next to nothing and seldom runs. Ends by itself.
package main

import (
	"arena"
	"fmt"
)

type Item struct {
	name  []byte
	price int
	next  *Item
}

type Session struct {
	items *Item
	count int
	total int
}

func handle(a *arena.Arena, id int) *Session {
	s := arena.New[Session](a)
	for i := 0; i < 30000; i++ {
		it := arena.New[Item](a)
		it.name = arena.MakeSlice[byte](a, 40, 40)
		it.name[0] = byte(id + i)
		it.price = (id*31 + i) % 100
		it.next = s.items
		s.items = it
		s.count++
		s.total += it.price
	}
	return s
}

func audit(s *Session) int {
	sum := 0
	for it := s.items; it != nil; it = it.next {
		sum += it.price + int(it.name[0])
	}
	return sum
}

func main() {
	grand := 0
	for id := 0; id < 60; id++ {
		a := arena.NewArena()
		s := handle(a, id)
		grand += audit(s) + s.total
		if id%10 == 9 {
			fmt.Println("served", id+1, "requests, last had", s.count, "items")
		}
		a.Free()
	}
	fmt.Println("grand total", grand)
}
