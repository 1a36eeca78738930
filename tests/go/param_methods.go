// Methods of type parameters: called, deferred, as values and as expressions, in closures and loops over functions.
package main

import "fmt"

type closer interface{ Close() error }
type namer[T any] interface {
	*T
	Name(string) string
}

type F struct{ s *string }

func (f *F) Close() error         { return nil }
func (f *F) Name(s string) string { *f.s += s; return s }

func use[C closer](c C, n int) (err error) {
	defer c.Close()
	go c.Close()
	for range n {
		defer func() { err = c.Close() }()
	}
	f := c.Close
	defer f()
	return c.Close()
}

func names[T any, P namer[T]](v []T) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for i := range v {
			if !yield(P(&v[i]).Name("x")) {
				return
			}
			func() {
				defer P(&v[i]).Name("y")
				for s := range names[T, P](nil) {
					P(&v[i]).Name(s)
				}
			}()
		}
	}
}

func expr[T any, P namer[T]](t *T) string {
	f := P.Name
	return f(t, "z") + P.Name(t, "w")
}

func main() {
	s := "a"
	fmt.Println(use(&F{&s}, 2))
	for n := range names([]F{{&s}}) {
		fmt.Println(n)
	}
	fmt.Println(expr(&F{&s}))
}
