// Strings made by concatenation and by appending bytes. ops: 2000000
package main

func main() {
	total := 0
	digits := "0123456789"
	for i := 0; i < 2000000; i++ {
		d := digits[i%10 : i%10+1]
		s := "key-" + d + "/" + digits[:i%7]
		total += len(s)
	}
	var out []byte
	for i := 0; i < 2000000; i++ {
		out = append(out, "ab"...)
		out = append(out, byte('a'+i%26))
	}
	println(total, len(string(out)))
}
