// A map against a shadow model of two sorted slices: random operations, then the whole compared.
package main

import "fmt"

type shadow struct {
	keys []uint32
	vals []int
}

func (s *shadow) find(k uint32) (int, bool) {
	lo, hi := 0, len(s.keys)
	for lo < hi {
		mid := (lo + hi) / 2
		if s.keys[mid] < k {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(s.keys) && s.keys[lo] == k
}

func (s *shadow) set(k uint32, v int) {
	i, ok := s.find(k)
	if !ok {
		s.keys = append(s.keys[:i], append([]uint32{k}, s.keys[i:]...)...)
		s.vals = append(s.vals[:i], append([]int{v}, s.vals[i:]...)...)
	}
	s.vals[i] = v
}

func (s *shadow) del(k uint32) {
	if i, ok := s.find(k); ok {
		s.keys = append(s.keys[:i], s.keys[i+1:]...)
		s.vals = append(s.vals[:i], s.vals[i+1:]...)
	}
}

type wide struct {
	k   uint32
	pad [20]uint64
}

func compare(m map[uint32]int, s *shadow) {
	seen := map[uint32]bool{}
	for k, v := range m {
		i, ok := s.find(k)
		if !ok || s.vals[i] != v || seen[k] {
			fmt.Println("differs at", k, v, ok)
		}
		seen[k] = true
	}
	if len(seen) != len(s.keys) || len(m) != len(s.keys) {
		fmt.Println("lengths", len(seen), len(m), len(s.keys))
	}
}

func main() {
	rnd := uint32(12345)
	next := func(n uint32) uint32 { rnd = rnd*1664525 + 1013904223; return rnd >> 8 % n }
	for _, space := range []uint32{4, 9, 60, 700, 4000} {
		m, s := map[uint32]int{}, &shadow{}
		strs, wides := map[string]int{}, map[wide]*int{}
		for i := range 6000 {
			k := next(space)
			switch next(8) {
			case 0, 1:
				delete(m, k)
				delete(strs, fmt.Sprint(k))
				delete(wides, wide{k: k})
				s.del(k)
			case 2:
				if j, ok := s.find(k); ok {
					m[k]++
					strs[fmt.Sprint(k)]++
					s.vals[j]++
					*wides[wide{k: k}]++
				}
			default:
				m[k] = i
				strs[fmt.Sprint(k)] = i
				v := i
				wides[wide{k: k}] = &v
				s.set(k, i)
			}
			if next(2000) == 0 {
				clear(m)
				clear(strs)
				clear(wides)
				*s = shadow{}
			}
		}
		compare(m, s)
		sum := 0
		for i, k := range s.keys {
			w, ok := wides[wide{k: k}]
			if strs[fmt.Sprint(k)] != s.vals[i] || !ok || *w != s.vals[i] {
				fmt.Println("other maps differ at", k)
			}
			sum += int(k) * s.vals[i]
		}
		fmt.Println(space, len(m), len(strs) == len(m), len(wides) == len(m), sum)
	}
}
