// Closures made and called, with captured variables that change. ops: 10000000
package main

func counter(step int) func() int {
	n := 0
	return func() int {
		n += step
		return n
	}
}

func apply(f func(int) int, n int) int {
	v := 0
	for i := 0; i < n; i++ {
		v = f(v)
	}
	return v
}

func main() {
	total := 0
	for i := 0; i < 500000; i++ {
		next := counter(i & 3)
		next()
		total += next()
	}
	mask := 1023
	total += apply(func(v int) int { return (v + 3) & mask }, 8000000)
	println(total)
}
