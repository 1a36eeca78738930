// Defer and recover as one finds them in servers: rollback, resources in reverse order, errors joined, results changed
// by a deferred function, panics turned to errors and raised again.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
)

type resource struct {
	name string
	log  *strings.Builder
}

func open(name string, log *strings.Builder) (*resource, error) {
	if strings.HasPrefix(name, "!") {
		return nil, &os.PathError{Op: "open", Path: name, Err: os.ErrNotExist}
	}
	fmt.Fprintf(log, "+%s ", name)
	return &resource{name, log}, nil
}

func (r *resource) Close() error {
	fmt.Fprintf(r.log, "-%s ", r.name)
	if strings.HasSuffix(r.name, "?") {
		return fmt.Errorf("close %s: %w", r.name, errBusy)
	}
	return nil
}

var errBusy = errors.New("busy")

func use(log *strings.Builder, names ...string) (n int, err error) {
	for _, name := range names {
		r, oerr := open(name, log)
		if oerr != nil {
			return n, oerr
		}
		defer func() { err = errors.Join(err, r.Close()) }()
		n++
	}
	return n, nil
}

type tx struct {
	undo []func()
	done bool
}

func (t *tx) do(f, undo func()) { f(); t.undo = append(t.undo, undo) }
func (t *tx) commit()           { t.done = true }
func (t *tx) close() {
	if t.done {
		return
	}
	for i := len(t.undo) - 1; i >= 0; i-- {
		t.undo[i]()
	}
}

type account struct{ balance int }

func transfer(from, to *account, n int) (err error) {
	var t tx
	defer t.close()
	defer func() {
		switch r := recover().(type) {
		case nil:
		case runtime.Error:
			err = fmt.Errorf("runtime: %w", r)
		case error:
			err = r
		default:
			panic(r)
		}
	}()
	t.do(func() { from.balance -= n }, func() { from.balance += n })
	if from.balance < 0 {
		panic(fmt.Errorf("only %d", from.balance+n))
	}
	t.do(func() { to.balance += n }, func() { to.balance -= n })
	t.commit()
	return
}

func protect(name string, f func()) (text string) {
	defer func() {
		if r := recover(); r != nil {
			text = fmt.Sprintf("%s: %v", name, r)
		}
	}()
	f()
	return name + ": fine"
}

func nested(depth int) (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint(depth, ",", r)
			if depth > 1 {
				panic(s)
			}
		}
	}()
	if depth == 3 {
		panic("bottom")
	}
	return nested(depth + 1)
}

func main() {
	var log strings.Builder
	n, err := use(&log, "a", "b?", "c")
	fmt.Println(n, err, errors.Is(err, errBusy))
	n, err = use(&log, "x?", "!y", "z")
	var pe *os.PathError
	fmt.Printf("%d %q %v\n", n, err, errors.As(err, &pe) && pe.Path == "!y")
	fmt.Println(log.String())

	a, b := &account{100}, new(account)
	fmt.Println(transfer(a, b, 30), transfer(a, b, 80), *a, *b)
	fmt.Println(transfer(a, nil, 5), a.balance)
	fmt.Println(protect("index", func() { _ = []int{1}[len(os.Args)+5] }) != "")
	fmt.Println(protect("map", func() { var m map[string]int; m["x"]++ }))
	fmt.Println(protect("conv", func() { var x any = "s"; _ = x.(int) }))
	fmt.Println(protect("ok", func() {}))
	fmt.Println(nested(1))
	for i := range 3 {
		defer func(n int) { fmt.Print("deferred ", n, i, "\n") }(i * i)
	}
}
