// Goto, labels, break and continue out of nested loops, switch and select.
package main

import "fmt"

func prime(n int) bool {
	if n < 2 {
		return false
	}
	i := 2
again:
	if i*i > n {
		return true
	}
	if n%i == 0 {
		goto no
	}
	i++
	goto again
no:
	return false
}

func main() {
	for i := range 30 {
		if prime(i) {
			fmt.Print(i, " ")
		}
	}
	fmt.Println()
outer:
	for i := 0; i < 5; i++ {
		for j := 0; ; j++ {
			switch {
			case j == 3:
				continue outer
			case i == 3:
				break outer
			case i == j:
				break
			default:
				fmt.Print(i, j, " ")
			}
		}
	}
	fmt.Println()
	var fs []func() int
	i := 0
loop:
	if i < 3 {
		x := i * 10
		fs = append(fs, func() int { x++; return x })
		i++
		goto loop
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
sw:
	switch i {
	case 3:
		for {
			break sw
		}
		fmt.Println("not reached")
	}
words:
	for _, w := range []string{"alpha", "beta", "gamma"} {
		for _, r := range w {
			if r == 'm' {
				fmt.Println("found m in", w)
				break words
			}
			if r == 'b' {
				continue words
			}
		}
		fmt.Println("no b or m in", w)
	}
	n := 0
	m := map[int]bool{1: true, 2: true, 3: true}
mapLoop:
	for k := range m {
		for range 10 {
			n += k
			continue mapLoop
		}
	}
	fmt.Println(n)
	c := make(chan int, 5)
	for i := range 5 {
		c <- i
	}
	close(c)
recv:
	for {
		select {
		case v, ok := <-c:
			if !ok {
				break recv
			}
			if v%2 == 0 {
				continue recv
			}
			fmt.Print(v, " ")
		}
	}
	fmt.Println()
	k := 0
	for k < 10 {
		k++
		if k%2 == 0 {
			continue
		}
		if k > 7 {
			break
		}
		fmt.Print(k, " ")
	}
	fmt.Println(k)
}
