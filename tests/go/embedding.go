// Embedding: interfaces in structs, overriding, depth rules, pointers, method sets through levels.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type logger interface{ log(string) }
type prefix struct{ p string }

func (l prefix) log(s string) { fmt.Print(l.p, s, " ") }

type service struct {
	logger
	sync.Mutex
	name  string
	calls int
}

func (s *service) call() {
	s.Lock()
	defer s.Unlock()
	s.calls++
	s.log(s.name)
}

type loud struct{ logger }

func (l loud) log(s string) { l.logger.log(s + "!") }

type A struct{ v int }
type B struct{ v string }
type C struct {
	A
	B
	w float64
}
type D struct {
	*C
	v bool
}

func (a A) who() string   { return fmt.Sprint("A", a.v) }
func (a *A) set(v int)    { a.v = v }
func (b B) only() string  { return "B" + b.v }
func (c C) whole() string { return c.who() + c.only() }

type setter interface{ set(int) }
type whoer interface{ who() string }
type stringMap map[string]int
type withMap struct {
	stringMap
	extra int
}

func (m stringMap) inc(k string) { m[k]++ }

type wrapErr struct{ error }
type chain struct {
	wrapErr
	next *chain
}

func main() {
	s := service{logger: prefix{"> "}, name: "svc"}
	s.call()
	s.logger = loud{s.logger}
	s.call()
	s.logger = loud{loud{prefix{"# "}}}
	s.call()
	fmt.Println(s.calls)
	d := D{&C{A{1}, B{"b"}, 2.5}, true}
	fmt.Println(d.v, d.A.v, d.B.v, d.w, d.who(), d.only(), d.whole())
	d.set(42)
	var st setter = d
	st.set(d.A.v + 1)
	var w whoer = d
	fmt.Println(w.who(), d.C.A.who())
	c := *d.C
	c.set(7)
	fmt.Println(d.who(), c.who())
	set := d.set
	d.C = &C{}
	set(1000)
	fmt.Println(d.who())
	m := withMap{stringMap{}, 1}
	m.inc("k")
	m.stringMap["z"] = 5
	fmt.Println(m.stringMap, len(m.stringMap))
	e := chain{wrapErr{errors.New("base")}, &chain{wrapErr: wrapErr{errors.New("next")}}}
	fmt.Println(e.Error(), e.next.Error())
	anon := struct {
		prefix
		*sync.Once
	}{prefix{"anon "}, new(sync.Once)}
	anon.Do(func() { anon.log("once") })
	anon.Do(func() { anon.log("twice") })
	fmt.Println()
	defer func() { fmt.Println("recovered:", recover() != nil) }()
	var none service
	none.log("x")
}
