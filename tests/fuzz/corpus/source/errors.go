package main
func main() { var x int = "a"; y := z; for { break L } }
