// Methods called through an interface. ops: 10000000
package main

type shape interface{ area() int }

type square struct{ side int }
type box struct{ w, h int }

func (s *square) area() int { return s.side * s.side }
func (b *box) area() int    { return b.w * b.h }

func main() {
	shapes := []shape{&square{3}, &box{2, 5}, &square{4}, &box{1, 7}}
	sum := 0
	for i := 0; i < 10000000; i++ {
		sum += shapes[i&3].area()
	}
	println(sum)
}
