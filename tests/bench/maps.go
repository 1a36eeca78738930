// Integer keys coming and going, and string keys looked up. ops: 4000000
package main

func main() {
	m := make(map[int]int)
	for i := 0; i < 1000000; i++ {
		m[i*7%65536] += i
		delete(m, (i*13+5)%65536)
	}
	words := []string{"red", "green", "blue", "cyan", "magenta", "yellow", "black", "white"}
	count := make(map[string]int)
	for i := 0; i < 2000000; i++ {
		count[words[i&7]]++
	}
	println(len(m), count["cyan"])
}
