// An integer loop with a remainder and a branch. ops: 50000000
package main

func main() {
	sum := 0
	for i := 0; i < 50000000; i++ {
		if i%3 != 0 {
			sum += i & 7
		}
	}
	println(sum)
}
