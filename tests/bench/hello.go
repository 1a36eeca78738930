// How long it takes to start and stop. ops: 1
package main

import "fmt"

func main() { fmt.Println("hello") }
