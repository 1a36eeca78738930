// The same requests as arena-requests, on the garbage-collected heap.
//
// Watch the collector find and sweep what each request leaves behind; compare the bytes marked
// and the GC's share of CPU with the arena twin. Ends by itself.
package main

import "fmt"

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

func handle(id int) *Session {
	s := new(Session)
	for i := 0; i < 30000; i++ {
		it := new(Item)
		it.name = make([]byte, 40, 40)
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
		s := handle(id)
		grand += audit(s) + s.total
		if id%10 == 9 {
			fmt.Println("served", id+1, "requests, last had", s.count, "items")
		}
	}
	fmt.Println("grand total", grand)
}
