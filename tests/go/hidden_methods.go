// Notes about interfaces without a name that hide methods.
package main

import "fmt"

type T int

func (T) foo()     {}
func (T) Bar() int { return 1 }

var sink any

func main() {
	x := interface {
		foo()
		Bar() int
	}(T(3))
	x.foo()
	fmt.Println(x.Bar())
	sink = []interface{ foo() }{T(1)}
	sink = map[string]interface{ Bar() int }{}
	sink = struct{ f interface{ foo() } }{T(2)}
	sink = func(i interface{ foo() }) { i.foo() }
	sink = new(interface{ foo() })
	y := any(x).(interface{ foo() })
	y.foo()
}
