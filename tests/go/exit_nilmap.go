// A write to a nil map, after reads that are fine.
package main

import "fmt"

type config struct{ values map[string][]int }

func main() {
	var c config
	fmt.Println(c.values["x"], len(c.values))
	c.values["x"] = append(c.values["x"], 1)
	fmt.Println("not reached")
}
