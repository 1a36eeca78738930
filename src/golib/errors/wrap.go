package errors

import "internal/inspect"

type wrapper interface{ Unwrap() error }
type multiWrapper interface{ Unwrap() []error }

// Unwrap returns what err wraps, nil when it wraps nothing or several errors.
func Unwrap(err error) error {
	u, ok := err.(wrapper)
	if !ok {
		return nil
	}
	return u.Unwrap()
}

// Is reports whether err or an error that it wraps is target.
func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	return is(err, target, inspect.Comparable(target))
}

func is(err, target error, comparable bool) bool {
	for err != nil {
		if comparable && err == target {
			return true
		}
		if x, ok := err.(interface{ Is(error) bool }); ok && x.Is(target) {
			return true
		}
		if many, ok := err.(multiWrapper); ok {
			for _, e := range many.Unwrap() {
				if is(e, target, comparable) {
					return true
				}
			}
			return false
		}
		err = Unwrap(err)
	}
	return false
}

// assign sets *target to err when its type allows that: 1 done, 0 other type, -1 the type of
// *target can never hold an error.
func assign(err error, target any) int

// As finds the first error in err's tree that fits into *target, and stores it there.
func As(err error, target any) bool {
	if err == nil {
		return false
	}
	if target == nil {
		panic("errors: target cannot be nil")
	}
	if inspect.Kind(target) != inspect.Pointer || inspect.IsNil(target) {
		panic("errors: target must be a non-nil pointer")
	}
	return as(err, target)
}

func as(err error, target any) bool {
	for err != nil {
		switch assign(err, target) {
		case 1:
			return true
		case -1:
			panic("errors: *target must be interface or implement error")
		}
		if x, ok := err.(interface{ As(any) bool }); ok && x.As(target) {
			return true
		}
		if many, ok := err.(multiWrapper); ok {
			for _, e := range many.Unwrap() {
				if as(e, target) {
					return true
				}
			}
			return false
		}
		err = Unwrap(err)
	}
	return false
}

// AsType finds the first error in err's tree that is of type E.
func AsType[E error](err error) (E, bool) {
	if err == nil {
		var none E
		return none, false
	}
	var found *E
	return asType(err, &found)
}

// asType makes room for a target only when an error asks for one.
func asType[E error](err error, target **E) (e E, ok bool) {
	for err != nil {
		if e, ok := err.(E); ok {
			return e, true
		}
		if x, ok := err.(interface{ As(any) bool }); ok {
			if *target == nil {
				*target = new(E)
			}
			if x.As(*target) {
				return **target, true
			}
		}
		if many, ok := err.(multiWrapper); ok {
			for _, err := range many.Unwrap() {
				if err == nil {
					continue
				}
				if x, ok := asType(err, target); ok {
					return x, true
				}
			}
			return e, false
		}
		err = Unwrap(err)
	}
	return e, false
}
