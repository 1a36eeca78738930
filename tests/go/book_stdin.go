package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

type WordCount struct {
	Word  string
	Count int
}

type ByCount []WordCount

func (b ByCount) Len() int           { return len(b) }
func (b ByCount) Less(i, j int) bool { return b[i].Count > b[j].Count || b[i].Count == b[j].Count && b[i].Word < b[j].Word }
func (b ByCount) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	in := bufio.NewReader(os.Stdin)
	var n int
	if _, err := fmt.Fscanf(in, "%d lines\n", &n); err != nil {
		fmt.Println("no header:", err)
		return
	}
	header := make([]string, 0, n)
	for i := 0; i < n; i++ {
		line, err := in.ReadString('\n')
		if err != nil {
			fmt.Println(err)
			return
		}
		header = append(header, strings.TrimRight(line, "\r\n"))
	}
	fmt.Printf("%q\n", header)
	var a, b float64
	var op string
	for {
		k, err := fmt.Fscanln(in, &a, &op, &b)
		if k == 0 {
			fmt.Println("end of sums:", err)
			break
		}
		fmt.Println(a, op, b, err)
	}
	counts := map[string]int{}
	lines, words, chars, bytes := 0, 0, 0, 0
	sc := bufio.NewScanner(in)
	longest := ""
	for sc.Scan() {
		lines++
		text := sc.Text()
		bytes += len(text) + 1
		chars += utf8.RuneCountInString(text) + 1
		for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
			return !unicode.IsLetter(r) && r != '\''
		}) {
			words++
			counts[w]++
			if utf8.RuneCountInString(w) > utf8.RuneCountInString(longest) {
				longest = w
			}
		}
	}
	fmt.Println(lines, words, chars, bytes, longest, sc.Err())
	var list ByCount
	for w, c := range counts {
		list = append(list, WordCount{w, c})
	}
	sort.Sort(list)
	for _, wc := range list[:min(8, len(list))] {
		fmt.Printf("%-10s %3d %s\n", wc.Word, wc.Count, strings.Repeat("#", wc.Count))
	}
	_, err := in.ReadByte()
	fmt.Println(err == io.EOF)
}
