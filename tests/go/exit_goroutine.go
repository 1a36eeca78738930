// A panic in a goroutine ends everything, with a custom error as its value.
package main

import "fmt"

type failure struct{ code int }

func (f failure) Error() string { return fmt.Sprint("failure ", f.code) }

func main() {
	fmt.Println("start")
	done := make(chan bool)
	go func() {
		defer fmt.Println("deferred in goroutine")
		panic(failure{7})
	}()
	<-done
}
