// Quicksort of a million integers. ops: 1000000
package main

func quicksort(v []int) {
	for len(v) > 12 {
		pivot := v[len(v)/2]
		i, j := 0, len(v)-1
		for i <= j {
			for v[i] < pivot {
				i++
			}
			for v[j] > pivot {
				j--
			}
			if i <= j {
				v[i], v[j] = v[j], v[i]
				i++
				j--
			}
		}
		quicksort(v[:j+1])
		v = v[i:]
	}
	for i := 1; i < len(v); i++ {
		x, j := v[i], i
		for j > 0 && v[j-1] > x {
			v[j] = v[j-1]
			j--
		}
		v[j] = x
	}
}

func main() {
	v := make([]int, 1000000)
	x := 42
	for i := range v {
		x = (x*16807 + 11) % 2147483647
		v[i] = x
	}
	quicksort(v)
	println(v[0], v[len(v)/2], v[len(v)-1])
}
