// Functional options, middleware chains, named function types with methods, an event bus, method values and expressions.
package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"time"
)

type Request struct {
	Path   string
	Header map[string][]string
	vars   [4]struct{ k, v string }
	n      int
}

func (r *Request) Set(k, v string) *Request {
	if r.n < len(r.vars) {
		r.vars[r.n] = struct{ k, v string }{k, v}
		r.n++
	}
	return r
}

func (r Request) Var(k string) (v string, ok bool) {
	for _, p := range r.vars[:r.n] {
		if p.k == k {
			return p.v, true
		}
	}
	return
}

type Handler interface {
	Serve(w *strings.Builder, r *Request) error
}

type HandlerFunc func(*strings.Builder, *Request) error

func (f HandlerFunc) Serve(w *strings.Builder, r *Request) error { return f(w, r) }

type Middleware func(Handler) Handler

func Chain(h Handler, m ...Middleware) Handler {
	for i := len(m) - 1; i >= 0; i-- {
		h = m[i](h)
	}
	return h
}

func Prefix(p string) Middleware {
	return func(next Handler) Handler {
		return HandlerFunc(func(w *strings.Builder, r *Request) error {
			rest, ok := strings.CutPrefix(r.Path, p)
			if !ok {
				return &notFound{path: r.Path}
			}
			c := *r
			c.Path = rest
			return next.Serve(w, &c)
		})
	}
}

func Recovered(next Handler) Handler {
	return HandlerFunc(func(w *strings.Builder, r *Request) (err error) {
		defer func() {
			if v := recover(); v != nil {
				err = fmt.Errorf("panic: %v", v)
			}
		}()
		return next.Serve(w, r)
	})
}

type notFound struct{ path string }

func (n *notFound) Error() string        { return n.path + " not found" }
func (n *notFound) Is(target error) bool { return target == errGone }

var errGone = errors.New("gone")

type Mux struct {
	routes map[string]Handler
	log    []string
	*options
}

type options struct {
	name    string
	timeout time.Duration
	hooks   []func(string)
}

type Option func(*options)

func Name(s string) Option                   { return func(o *options) { o.name = s } }
func Timeout(d time.Duration) Option         { return func(o *options) { o.timeout = d } }
func Hook(f func(string)) Option             { return func(o *options) { o.hooks = append(o.hooks, f) } }
func (o *options) String() string            { return fmt.Sprintf("%s/%v/%d", o.name, o.timeout, len(o.hooks)) }
func (m *Mux) note(s string)                 { m.log = append(m.log, s) }
func (m *Mux) Handle(path string, h Handler) { m.routes[path] = h }

func NewMux(opts ...Option) *Mux {
	m := &Mux{routes: map[string]Handler{}, options: &options{name: "mux", timeout: time.Second}}
	for _, o := range opts {
		o(m.options)
	}
	return m
}

func (m *Mux) Serve(w *strings.Builder, r *Request) error {
	parts := strings.Split(strings.Trim(r.Path, "/"), "/")
	h, ok := m.routes[parts[0]]
	if !ok {
		return &notFound{r.Path}
	}
	for i, p := range parts[1:] {
		r.Set(fmt.Sprint("p", i), p)
	}
	for _, f := range m.hooks {
		f(parts[0])
	}
	return h.Serve(w, r)
}

type counter map[string]int

func (c counter) Serve(w *strings.Builder, r *Request) error {
	id, _ := r.Var("p0")
	c[id]++
	_, err := fmt.Fprintf(w, "%s=%d", id, c[id])
	return err
}

type Bus[T any] struct{ subs map[string][]func(T) }

func (b *Bus[T]) On(name string, f func(T)) (off func()) {
	if b.subs == nil {
		b.subs = make(map[string][]func(T))
	}
	b.subs[name] = append(b.subs[name], f)
	i := len(b.subs[name]) - 1
	return func() { b.subs[name][i] = nil }
}

func (b *Bus[T]) Emit(name string, v T) (n int) {
	for _, f := range b.subs[name] {
		if f != nil {
			f(v)
			n++
		}
	}
	return
}

func main() {
	m := NewMux(Name("api"), Timeout(2*time.Second))
	Hook(m.note)(m.options)
	m.Handle("count", counter{})
	m.Handle("echo", HandlerFunc(func(w *strings.Builder, r *Request) error {
		for i := 0; i < r.n; i++ {
			w.WriteString(r.vars[i].v + ";")
		}
		return nil
	}))
	m.Handle("boom", HandlerFunc(func(*strings.Builder, *Request) error { panic("boom") }))
	h := Chain(m, Recovered, Prefix("/v1"))
	for _, p := range []string{"/v1/count/a", "/v1/count/a", "/v1/echo/x/y", "/v1/boom", "/v2/x", "/v1/none"} {
		var w strings.Builder
		err := h.Serve(&w, &Request{Path: p})
		fmt.Printf("%q %v %v\n", w.String(), err, errors.Is(err, errGone))
	}
	sort.Strings(m.log)
	fmt.Println(m.options, m.log)

	var b Bus[*Request]
	set := (*Request).Set
	off := b.On("x", func(r *Request) { set(r, "seen", "1") })
	b.On("x", func(r *Request) { r.Set("again", r.Path) })
	r := new(Request)
	n := b.Emit("x", r)
	off()
	n += b.Emit("x", r) + b.Emit("y", r)
	get := Request.Var
	v, ok := get(*r, "again")
	fmt.Println(n, r.n, v == "", ok)
}
