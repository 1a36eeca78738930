// Package os: the standard streams, arguments, environment and exit.
package os

import (
	"errors"
	"io"
	"io/fs"
)

// write sends p to a file descriptor, 1 or 2, and returns how much went, or -1.
//
//golib:leaks p=mutates
func write(fd int, p []byte) int

// read reads from descriptor 0: 0 at the end, -1 on failure. It blocks as a system call does.
//
//golib:leaks p=mutates
func read(fd int, p []byte) int

// exit ends the program at once. Buffered output of the machine is written first.
func exit(code int)

// args are the program's name and arguments.
func args() []string

// getenv looks up one variable.
func getenv(key string) (value string, found bool)

var (
	ErrInvalid    = fs.ErrInvalid
	ErrPermission = fs.ErrPermission
	ErrExist      = fs.ErrExist
	ErrNotExist   = fs.ErrNotExist
	ErrClosed     = fs.ErrClosed

	ErrNoDeadline       = errors.New("file type does not support deadline")
	ErrDeadlineExceeded = errors.New("i/o timeout")
)

var Args = args()

// File is one of the standard streams.
type File struct {
	*file
}

type file struct {
	fd   int
	name string
}

var (
	Stdin  = &File{&file{0, "/dev/stdin"}}
	Stdout = &File{&file{1, "/dev/stdout"}}
	Stderr = &File{&file{2, "/dev/stderr"}}
)

func (f *File) Name() string { return f.name }

//golib:leaks f=heap+1
func (f *File) Fd() uintptr { return uintptr(f.fd) }

//golib:leaks f=heap+1
func (f *File) Close() error { return nil }

//golib:leaks f=heap+1
func (f *File) Sync() error { return nil }

//golib:leaks b=mutates
func (f *File) Write(b []byte) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	n = write(f.fd, b)
	if n != len(b) {
		return max(n, 0), &PathError{Op: "write", Path: f.name, Err: io.ErrShortWrite}
	}
	return n, nil
}

//golib:leaks s=mutates
func (f *File) WriteString(s string) (n int, err error) {
	return f.Write([]byte(s))
}

//golib:leaks b=mutates
func (f *File) Read(b []byte) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	if len(b) == 0 {
		return 0, nil
	}
	n = read(f.fd, b)
	switch {
	case n == 0:
		return 0, io.EOF
	case n < 0:
		return 0, &PathError{Op: "read", Path: f.name, Err: ErrInvalid}
	}
	return n, nil
}

// PathError says what went wrong with which file.
type PathError = fs.PathError

// Exit runs no deferred calls.
func Exit(code int) {
	exit(code)
}

// IsExist and the like do not look into wrapped errors, except PathError, LinkError and SyscallError.
func IsExist(err error) bool      { return underlying(err) == ErrExist }
func IsNotExist(err error) bool   { return underlying(err) == ErrNotExist }
func IsPermission(err error) bool { return underlying(err) == ErrPermission }

func IsTimeout(err error) bool {
	t, ok := underlying(err).(interface{ Timeout() bool })
	return ok && t.Timeout()
}

func underlying(err error) error {
	switch e := err.(type) {
	case *PathError:
		return e.Err
	case *SyscallError:
		return e.Err
	}
	return err
}

// SyscallError says which call to the system failed.
type SyscallError struct {
	Syscall string
	Err     error
}

func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }
func (e *SyscallError) Unwrap() error { return e.Err }

func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}
