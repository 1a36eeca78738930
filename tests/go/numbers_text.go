// Numbers as text and back: every format, precision and size on many values.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	values := []float64{0, 1, -1, 0.1, 0.5, 1.5, 2.5, 1.0 / 3, 9.995, 123456, 1234567, 999999.5, 1e5, 1e6, 1e15, 1e20, 1e21, 1e22, 1e23, 123456789012345680, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.0001, 0.00001, 4.35, 0.3, 100, 33909, 622666234635.3213e-320}
	for _, v := range values {
		for _, f := range "efgEGbxX" {
			for _, p := range []int{-1, 0, 1, 3, 17} {
				fmt.Print(strconv.FormatFloat(v, byte(f), p, 64), " ")
			}
			fmt.Print(strconv.FormatFloat(v, byte(f), -1, 32), " ")
		}
		back, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', -1, 64), 64)
		fmt.Println(back == v, err, float32(v), -v)
		fmt.Printf("%v %6.2f %e %g %08.3f %+.3g %-10.1f| %x %G %.0f %10.3e\n", v, v, v, v, v, v, v, v, v, v, v)
	}
	for _, s := range []string{"1", "+1.5e3", "-.5", "1e400", "-1e400", "1e-400", "0x1p-2", "0x1.8", "inf", "-Infinity", "nan", "1_000.5", "", ".", "1e", "12x", "1.7976931348623159e308", "4.9e-324", "2e-324", "00012.500"} {
		f, err := strconv.ParseFloat(s, 64)
		g, err32 := strconv.ParseFloat(s, 32)
		fmt.Println(f, err, g, err32)
	}
	for _, n := range []int64{0, 1, -1, 42, 1 << 62, -1 << 63, 1<<63 - 1, 255, -256} {
		for _, b := range []int{2, 3, 8, 10, 16, 36} {
			s := strconv.FormatInt(n, b)
			back, err := strconv.ParseInt(s, b, 64)
			fmt.Print(s, " ", back == n, err, " ")
		}
		fmt.Printf("|%d|%5d|%-5d|%+d|%x|%X|%o|%b|%#x|%08d|% d|%c|%U\n", n, n, n, n, n, n, n, n, n, n, n, n&0x7f, n&0xffff)
	}
	for _, u := range []uint64{0, 1<<64 - 1, 1 << 63} {
		fmt.Println(u, strconv.FormatUint(u, 16), strconv.FormatUint(u, 2))
	}
}
