// fmt: verbs, flags, widths, nested values, pointers to structs, Stringer and Error, bad verbs.
package main

import (
	"errors"
	"fmt"
)

type point struct {
	X, Y int
	name string
}
type temp float64

func (t temp) String() string { return fmt.Sprintf("%.1f°", float64(t)) }

type deep struct {
	P  *point
	M  map[string]int
	S  []point
	I  any
	E  error
	F  func()
	Ch chan int
	A  [2]bool
	T  temp
}

func main() {
	p := point{1, -2, "pt"}
	fmt.Printf("%v|%+v|%#v|%T\n", p, p, p, p)
	fmt.Printf("%v|%+v\n", &p, &p)
	fmt.Printf("%d|%5d|%-5d|%05d|%+d|% d|%x|%X|%o|%O|%b|%#x|%#o\n", 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42)
	fmt.Printf("%f|%.2f|%8.2f|%-8.2f|%08.2f|%e|%g|%G|%+.1f\n", 3.14159, 3.14159, 3.14159, 3.14159, -3.14159, 314.159, 3e20, 3e-20, 2.0)
	fmt.Printf("%s|%10s|%-10s|%.2s|%q|%x|% X|%#q\n", "hello", "hi", "hi", "hello", "q\"t\n", "hex", "hex", "raw")
	fmt.Printf("%t|%5t|%v|%c|%q|%U|%#U\n", true, false, true, 'é', 'é', 'é', 'é')
	fmt.Printf("%v|%d|%s|%x|%q\n", []byte("ab"), []byte("ab"), []byte("ab"), []byte("ab"), []byte("ab"))
	fmt.Printf("%v|%+v|%d|%q|%v\n", []int{1, 2}, []string{"a"}, []int{3}, []string{"a", "b c"}, [][]int{{1}, {}})
	fmt.Printf("%v|%v|%#v|%#v|%#v\n", map[string]int{"b": 2, "a": 1}, map[int]bool{}, map[string]int{"z": 1}, []string{"x"}, []any{1, "a", nil})
	fmt.Printf("%v|%s|%d|%6.2f\n", temp(36.6), temp(1), temp(2), temp(3))
	fmt.Printf("%v|%+v\n", deep{P: nil, T: 1}, deep{M: map[string]int{"k": 1}, S: []point{p}, I: 5, E: errors.New("err"), T: 2})
	fmt.Printf("%d %s|%!|%z|%d\n", "str", 5, 6)
	fmt.Printf("%d|%d %d\n", 1, 2)
	fmt.Printf("extra\n", 1, "x")
	fmt.Printf("%[2]d %[1]d|%*d|%-*d|%.*f|%[3]*.[2]*[1]f\n", 1, 2, 5, 42, 4, 7, 2, 3.14159)
	fmt.Printf("%v %v %v %v\n", nil, error(nil), (*int)(nil) == nil, struct{}{})
	fmt.Printf("%5v|%-5v|%05v|%v|%x|%X\n", 1, 2, 3, -4, -255, "Zz")
	fmt.Printf("%6.3v|%v|%v|%v|%.3g\n", 3.14159, 1e6, 1e21, float32(0.1), 123456.0)
	fmt.Printf("%v|%.2f|%+v\n", 1+2i, 1-2i, complex64(3i))
	fmt.Printf("%t|%s|%v\n", 1, true, 'x')
	fmt.Printf("%p|%v\n", nil, any(nil))
	fmt.Printf("%08b|%3c|%-3c|%x\n", 5, 'x', 'y', []string{"ab", "c"})
	fmt.Printf("%#v|%#v|%#v|%#v|%#v\n", 1.0, "s", uint8(3), struct{ A any }{nil}, [2]string{"a"})
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, nil, 'x'), fmt.Sprintln("end", 1), fmt.Sprint(), fmt.Sprint(nil, nil))
	fmt.Print("a", "b", 1, 2, true, "\n")
	fmt.Println([3]temp{1, 2, 3}, map[temp]string{5: "five"}, &[]int{1}, &map[string]int{"a": 1}, []error{errors.New("e")})
}
