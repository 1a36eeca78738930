// Maps: all the operations, key types, iteration with changes, NaN keys, struct values.
package main

import "fmt"

type key struct {
	s string
	n int
}

func sortedKeys(m map[string]int) []string {
	var ks []string
	for k := range m {
		ks = append(ks, k)
	}
	for i := range ks {
		for j := i + 1; j < len(ks); j++ {
			if ks[j] < ks[i] {
				ks[i], ks[j] = ks[j], ks[i]
			}
		}
	}
	return ks
}

func main() {
	m := map[string]int{"one": 1, "two": 2, "three": 3}
	m["four"] = 4
	m["one"] += 10
	m["new"]++
	delete(m, "two")
	delete(m, "absent")
	v, ok := m["two"]
	w, ok2 := m["one"]
	fmt.Println(m, len(m), v, ok, w, ok2, m["absent"])
	fmt.Println(sortedKeys(m))
	var n map[string]int
	fmt.Println(n["x"], len(n), n == nil)
	delete(n, "x")
	for range n {
		fmt.Println("never")
	}
	big := make(map[int]int)
	for i := 0; i < 10000; i++ {
		big[i*7] = i
	}
	for i := 0; i < 10000; i += 2 {
		delete(big, i*7)
	}
	sum, cnt := 0, 0
	for k, v := range big {
		if k != v*7 {
			fmt.Println("bad", k, v)
		}
		sum += v
		cnt++
	}
	fmt.Println(sum, cnt, len(big))
	for k := range big {
		delete(big, k)
	}
	fmt.Println(len(big))
	for i := 0; i < 100; i++ {
		big[i] = i
	}
	seen := 0
	for k := range big {
		if k < 100 {
			seen++
			delete(big, k)
			big[k+1000] = 1
		}
	}
	fmt.Println(seen, len(big))
	sk := map[key][]int{{"a", 1}: {1}}
	sk[key{"a", 1}] = append(sk[key{"a", 1}], 2)
	sk[key{"b", 2}] = append(sk[key{"b", 2}], 3)
	fmt.Println(sk[key{"a", 1}], sk[key{"b", 2}], len(sk))
	zero := 0.0
	nan := zero / zero
	fm := map[float64]string{nan: "a", 1: "b"}
	fm[nan] = "c"
	fm[-zero] = "z"
	_, has := fm[nan]
	fmt.Println(len(fm), has, fm[0])
	clear(fm)
	fmt.Println(len(fm))
	im := map[interface{}]string{1: "int", "1": "string", 1.5: "float", key{"k", 1}: "struct", [2]int{1, 2}: "array", nil: "nil", true: "bool"}
	fmt.Println(im[1], im["1"], im[1.5], im[key{"k", 1}], im[[2]int{1, 2}], im[nil], im[true], im[int8(1)] == "", len(im))
	nested := map[string]map[string]int{"x": {"y": 1}}
	nested["x"]["z"] = 2
	nested["q"] = map[string]int{}
	fmt.Println(nested, len(nested["none"]))
	type pt struct{ x, y int }
	mp := map[string]*pt{"p": {1, 2}}
	mp["p"].x = 99
	fmt.Println(*mp["p"])
	bm := map[bool]int{true: 1}
	bm[1 > 2]--
	cm := map[rune]int{}
	for _, r := range "mississippi" {
		cm[r]++
	}
	fmt.Println(bm, cm, map[[3]byte]int8{{1, 2, 3}: -4})
}
