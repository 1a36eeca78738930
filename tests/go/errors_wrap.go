// Errors: values, wrapping, Is, As, custom types, errors in multiple results.
package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
)

var errNotFound = errors.New("not found")

type queryError struct {
	query string
	err   error
}

func (q *queryError) Error() string { return "query " + strconv.Quote(q.query) + ": " + q.err.Error() }
func (q *queryError) Unwrap() error { return q.err }

type code int

func (c code) Error() string        { return "code " + strconv.Itoa(int(c)) }
func (c code) Is(target error) bool { return target == errNotFound && c == 404 }

func find(k string) (int, error) {
	switch k {
	case "a":
		return 1, nil
	case "b":
		return 0, &queryError{k, errNotFound}
	case "c":
		return 0, fmt.Errorf("wrapped twice: %w", &queryError{k, code(404)})
	}
	return 0, code(500)
}

func mayNil(fail bool) error {
	var q *queryError
	if fail {
		q = &queryError{"x", errNotFound}
		return q
	}
	return nil
}

func main() {
	for _, k := range []string{"a", "b", "c", "d"} {
		v, err := find(k)
		if err == nil {
			fmt.Println(v)
			continue
		}
		var q *queryError
		var c code
		fmt.Println(err, errors.Is(err, errNotFound), errors.As(err, &q), errors.As(err, &c), c)
		if q != nil {
			fmt.Println("query was", q.query, errors.Unwrap(q))
		}
	}
	fmt.Println(mayNil(true), mayNil(false), mayNil(false) == nil)
	_, err := strconv.Atoi("12x")
	fmt.Println(err, errors.Is(err, strconv.ErrSyntax))
	_, err = strconv.ParseInt("999999999999999999999", 10, 64)
	fmt.Println(err, errors.Is(err, strconv.ErrRange))
	j := errors.Join(errNotFound, code(1), nil)
	fmt.Println(j, errors.Is(j, errNotFound), errors.Join(nil) == nil)
	e := fmt.Errorf("%w and %w", errNotFound, code(2))
	var c code
	fmt.Println(e, errors.Is(e, errNotFound), errors.As(e, &c), c, errors.Unwrap(e) == nil)
	fmt.Println(errors.New("x") == errors.New("x"), errNotFound == errNotFound)
	fmt.Printf("%v %s %q %T %T\n", errNotFound, errNotFound, errNotFound, errNotFound, e)
	fmt.Fprintln(os.Stderr, "to stderr")
	if err != nil {
		defer fmt.Println("not printed")
		os.Exit(3)
	}
}
