package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"strings"
)

type stamp struct{ bytes.Buffer }

func helper(l *log.Logger) { l.Output(2, "from helper's caller") }

func main() {
	var b bytes.Buffer
	l := log.New(&b, "app: ", log.Lshortfile)
	l.Print("one", 2, 3, "four")
	l.Printf("%05.2f", 3.14159)
	l.Println("line", true)
	l.SetFlags(log.Lshortfile | log.Lmsgprefix)
	l.SetPrefix("[p] ")
	l.Print("no newline")
	l.Print("newline\n")
	l.Print("")
	helper(l)
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		l.Panicf("bad %d", 7)
	}()
	fmt.Print(b.String())
	b.Reset()
	l.SetFlags(log.LstdFlags | log.LUTC | log.Lmicroseconds)
	l.Print("x")
	parts := strings.Fields(b.String())
	fmt.Println(len(parts), len(parts[0]), len(parts[1]), len(parts[2]), parts[3], l.Flags(), l.Prefix(), l.Writer() == &b)
	log.SetOutput(os.Stdout)
	log.SetFlags(log.Lshortfile)
	log.SetPrefix("std ")
	log.Print("a")
	log.Println("b", 1)
	log.Printf("%q", "c")
	log.Output(1, "d")
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		log.Panicln("e", 5)
	}()
	log.Default().Print("default")
	defer fmt.Println("never")
	log.Fatalf("fatal %v", []int{1})
}
