package fmt

import "errors"

// Errorf returns an error that wraps the operands of %w.
func Errorf(format string, a ...any) error {
	if len(a) == 0 && plain(format) {
		return errors.New(format)
	}
	p := newPrinter()
	p.wrapErrs = true
	p.doPrintf(format, a)
	text := string(p.buf)
	err := wrap(text, a, p.wrapped)
	p.free()
	return err
}

func plain(format string) bool {
	for i := 0; i < len(format); i++ {
		if format[i] == '%' {
			return false
		}
	}
	return true
}

func wrap(text string, a []any, wrapped []int) error {
	switch len(wrapped) {
	case 0:
		return errors.New(text)
	case 1:
		err, _ := a[wrapped[0]].(error)
		return &wrapError{text, err}
	}
	e := &wrapErrors{msg: text}
	for arg := range a { // in the order of the arguments, each once
		for _, w := range wrapped {
			if w == arg {
				if err, ok := a[arg].(error); ok {
					e.errs = append(e.errs, err)
				}
				break
			}
		}
	}
	return e
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.msg }
func (e *wrapErrors) Unwrap() []error { return e.errs }
