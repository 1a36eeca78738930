// Package context tells goroutines that nobody waits for their work any more.
package context

import (
	"errors"
	"internal/inspect"
	"sync"
	"time"
)

// Context carries a deadline, a cancellation and values.
type Context interface {
	Deadline() (deadline time.Time, ok bool)
	Done() <-chan struct{}
	Err() error
	Value(key any) any
}

type CancelFunc func()
type CancelCauseFunc func(cause error)

var Canceled = errors.New("context canceled")

var DeadlineExceeded error = deadlineExceededError{}

type deadlineExceededError struct{}

func (deadlineExceededError) Error() string   { return "context deadline exceeded" }
func (deadlineExceededError) Timeout() bool   { return true }
func (deadlineExceededError) Temporary() bool { return true }

type emptyCtx struct{}

func (emptyCtx) Deadline() (deadline time.Time, ok bool) { return }
func (emptyCtx) Done() <-chan struct{}                   { return nil }
func (emptyCtx) Err() error                              { return nil }
func (emptyCtx) Value(key any) any                       { return nil }

type backgroundCtx struct{ emptyCtx }
type todoCtx struct{ emptyCtx }

func (backgroundCtx) String() string { return "context.Background" }
func (todoCtx) String() string       { return "context.TODO" }

func Background() Context { return backgroundCtx{} }
func TODO() Context       { return todoCtx{} }

func name(c Context) string {
	if s, ok := c.(interface{ String() string }); ok {
		return s.String()
	}
	return inspect.TypeName(c)
}

// cancelCtx is done when it or its parent is cancelled. mu guards what follows it.
type cancelCtx struct {
	Context // the parent
	done    chan struct{}
	mu      sync.Mutex
	err     error
	cause   error
	// those to be cancelled with it
	children map[*cancelCtx]bool
}

// cancelKey asks a context for the nearest cancelCtx.
type cancelKeyType struct{}

var cancelKey any = &cancelKeyType{}

func (c *cancelCtx) Value(key any) any {
	if key == cancelKey {
		return c
	}
	return c.Context.Value(key)
}

func (c *cancelCtx) Done() <-chan struct{} { return c.done }
func (c *cancelCtx) String() string        { return name(c.Context) + ".WithCancel" }

func (c *cancelCtx) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

func (c *cancelCtx) cancel(err, cause error) {
	if cause == nil {
		cause = err
	}
	c.mu.Lock()
	if c.err != nil {
		c.mu.Unlock()
		return
	}
	c.err = err
	c.cause = cause
	close(c.done)
	children := c.children
	c.children = nil
	c.mu.Unlock()
	for child := range children {
		child.cancel(err, cause)
	}
	if parent, ok := c.Context.Value(cancelKey).(*cancelCtx); ok {
		parent.mu.Lock()
		delete(parent.children, c)
		parent.mu.Unlock()
	}
}

func newCancel(parent Context) *cancelCtx {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return &cancelCtx{Context: parent, done: make(chan struct{})}
}

// follow makes c end with its parent.
func (c *cancelCtx) follow() {
	done := c.Context.Done()
	if done == nil {
		return
	}
	p, ok := c.Context.Value(cancelKey).(*cancelCtx)
	if !ok || p.done != done { // some other implementation
		go func() {
			select {
			case <-done:
				c.cancel(c.Context.Err(), Cause(c.Context))
			case <-c.done:
			}
		}()
		return
	}
	p.mu.Lock()
	err, cause := p.err, p.cause
	if err == nil {
		if p.children == nil {
			p.children = make(map[*cancelCtx]bool)
		}
		p.children[c] = true
	}
	p.mu.Unlock()
	if err != nil {
		c.cancel(err, cause)
	}
}

func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := newCancel(parent)
	c.follow()
	return c, func() { c.cancel(Canceled, nil) }
}

func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := newCancel(parent)
	c.follow()
	return c, func(cause error) { c.cancel(Canceled, cause) }
}

// Cause is why c was cancelled.
func Cause(c Context) error {
	if cc, ok := c.Value(cancelKey).(*cancelCtx); ok {
		cc.mu.Lock()
		defer cc.mu.Unlock()
		if cc.cause != nil {
			return cc.cause
		}
	}
	return c.Err()
}

type timerCtx struct {
	*cancelCtx
	deadline time.Time
}

func (c *timerCtx) Deadline() (deadline time.Time, ok bool) { return c.deadline, true }

func (c *timerCtx) String() string {
	return name(c.cancelCtx.Context) + ".WithDeadline(" + c.deadline.String() + " [" +
		time.Until(c.deadline).String() + "])"
}

func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if earlier, ok := parent.Deadline(); ok && earlier.Before(d) {
		return WithCancel(parent)
	}
	c := &timerCtx{newCancel(parent), d}
	c.follow()
	wait := time.Until(d)
	if wait <= 0 {
		c.cancel(DeadlineExceeded, cause)
		return c, func() { c.cancel(Canceled, nil) }
	}
	timer := time.AfterFunc(wait, func() { c.cancel(DeadlineExceeded, cause) })
	return c, func() {
		c.cancel(Canceled, nil)
		timer.Stop()
	}
}

func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadline(parent, time.Now().Add(timeout))
}

func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}

type valueCtx struct {
	Context
	key, val any
}

func (c *valueCtx) Value(key any) any {
	if c.key == key {
		return c.val
	}
	return c.Context.Value(key)
}

func (c *valueCtx) String() string {
	return name(c.Context) + ".WithValue(" + text(c.key) + ", " + text(c.val) + ")"
}

func text(v any) string {
	switch v := v.(type) {
	case interface{ String() string }:
		return v.String()
	case string:
		return v
	case nil:
		return "<nil>"
	}
	return inspect.TypeName(v)
}

func WithValue(parent Context, key, val any) Context {
	switch {
	case parent == nil:
		panic("cannot create context from nil parent")
	case key == nil:
		panic("nil key")
	case !inspect.Comparable(key):
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

type withoutCancelCtx struct {
	c Context
}

func (withoutCancelCtx) Deadline() (deadline time.Time, ok bool) { return }
func (withoutCancelCtx) Done() <-chan struct{}                   { return nil }
func (withoutCancelCtx) Err() error                              { return nil }
func (c withoutCancelCtx) String() string                        { return name(c.c) + ".WithoutCancel" }

func (c withoutCancelCtx) Value(key any) any {
	if key == cancelKey {
		return nil
	}
	return c.c.Value(key)
}

func WithoutCancel(parent Context) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return withoutCancelCtx{parent}
}

// AfterFunc runs f in a goroutine once ctx is done; stop keeps it from that.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	var once sync.Once
	stopped := make(chan struct{})
	go func() {
		select {
		case <-ctx.Done():
			once.Do(func() { go f() })
		case <-stopped:
		}
	}()
	return func() bool {
		first := false
		once.Do(func() {
			first = true
			close(stopped)
		})
		return first
	}
}
