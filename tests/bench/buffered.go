// A producer and a consumer with a buffered channel. ops: 4000000
package main

func main() {
	c := make(chan int, 128)
	go func() {
		for i := 0; i < 4000000; i++ {
			c <- i
		}
		close(c)
	}()
	sum := 0
	for v := range c {
		sum += v
	}
	println(sum)
}
