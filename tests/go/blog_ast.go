// A little language: an AST behind interfaces, embedded ones too, visitors, an environment of closures, and a printer.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type Pos struct{ line, col int }

func (p Pos) Where() string { return fmt.Sprintf("%d:%d", p.line, p.col) }

type Node interface {
	Where() string
	Accept(Visitor) Value
}

type (
	Num struct {
		Pos
		v float64
	}
	Var struct {
		Pos
		name string
	}
	Bin struct {
		Pos
		op   byte
		l, r Node
	}
	Fun struct {
		*Pos
		params []string
		body   Node
	}
	Call struct {
		Pos
		fn   Node
		args []Node
	}
	Let struct {
		Pos
		name    string
		val, in Node
	}
)

type Visitor interface {
	Num(*Num) Value
	Var(*Var) Value
	Bin(*Bin) Value
	Fun(Fun) Value
	Call(*Call) Value
	Let(Let) Value
}

func (n *Num) Accept(v Visitor) Value  { return v.Num(n) }
func (n *Var) Accept(v Visitor) Value  { return v.Var(n) }
func (n *Bin) Accept(v Visitor) Value  { return v.Bin(n) }
func (n Fun) Accept(v Visitor) Value   { return v.Fun(n) }
func (n *Call) Accept(v Visitor) Value { return v.Call(n) }
func (n Let) Accept(v Visitor) Value   { return v.Let(n) }

type Value any

type closure func(args []Value) Value

type env struct {
	name   string
	value  Value
	parent *env
}

type failure struct {
	Node
	msg string
}

func (f failure) Error() string { return f.Where() + ": " + f.msg }

type eval struct {
	*env
	steps *int
	io.Writer
}

func (e eval) with(name string, v Value) eval { e.env = &env{name, v, e.env}; return e }

func (e eval) Num(n *Num) Value { *e.steps++; return n.v }

func (e eval) Var(n *Var) Value {
	for s := e.env; s != nil; s = s.parent {
		if s.name == n.name {
			return s.value
		}
	}
	panic(failure{n, "unknown " + n.name})
}

func (e eval) Bin(n *Bin) Value {
	*e.steps++
	l, lok := n.l.Accept(e).(float64)
	r, rok := n.r.Accept(e).(float64)
	if !lok || !rok {
		panic(failure{n, "not numbers"})
	}
	switch n.op {
	case '+':
		return l + r
	case '*':
		return l * r
	case '<':
		return l < r
	}
	panic(&failure{n, fmt.Sprintf("operator %c", n.op)})
}

func (e eval) Fun(n Fun) Value {
	return closure(func(args []Value) Value {
		inner := e
		for i, p := range n.params {
			inner = inner.with(p, args[i])
		}
		return n.body.Accept(inner)
	})
}

func (e eval) Call(n *Call) Value {
	f, ok := n.fn.Accept(e).(closure)
	if !ok {
		panic(failure{Node: n, msg: "not a function"})
	}
	args := make([]Value, len(n.args))
	for i, a := range n.args {
		args[i] = a.Accept(e)
	}
	fmt.Fprint(e, "call ", n.Where(), " ")
	return f(args)
}

func (e eval) Let(n Let) Value { return n.in.Accept(e.with(n.name, n.val.Accept(e))) }

type printer struct{ strings.Builder }

func (p *printer) add(parts ...any) Value {
	for _, x := range parts {
		switch x := x.(type) {
		case Node:
			x.Accept(p)
		case []Node:
			for i, n := range x {
				if i > 0 {
					p.WriteString(", ")
				}
				n.Accept(p)
			}
		case byte:
			p.WriteByte(x)
		default:
			fmt.Fprint(p, x)
		}
	}
	return nil
}

func (p *printer) Num(n *Num) Value   { return p.add(n.v) }
func (p *printer) Var(n *Var) Value   { return p.add(n.name) }
func (p *printer) Bin(n *Bin) Value   { return p.add("(", n.l, n.op, n.r, ")") }
func (p *printer) Fun(n Fun) Value    { return p.add("fn(", strings.Join(n.params, ","), ") ", n.body) }
func (p *printer) Call(n *Call) Value { return p.add(n.fn, "(", n.args, ")") }
func (p *printer) Let(n Let) Value    { return p.add("let ", n.name, " = ", n.val, " in ", n.in) }

func run(n Node, out io.Writer) (v Value, steps int, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case failure:
			err = r
		case error:
			err = fmt.Errorf("other: %w", r)
		}
	}()
	e := eval{steps: &steps, Writer: out}
	return n.Accept(e), steps, nil
}

func at(l, c int) Pos { return Pos{l, c} }

func main() {
	num := func(v float64) Node { return &Num{v: v} }
	name := func(s string) Node { return &Var{at(1, len(s)), s} }
	p := at(2, 1)
	add := Fun{&p, []string{"a", "b"}, &Bin{op: '+', l: name("a"), r: name("b")}}
	prog := Let{val: add, name: "add", in: &Call{at(3, 4), name("add"), []Node{num(1), &Bin{at(3, 9), '*', num(2), num(3.5)}}}}
	var pr printer
	prog.Accept(&pr)
	fmt.Println(pr.String())
	fmt.Println(run(prog, os.Stdout))
	for _, bad := range []Node{
		name("nobody"),
		&Call{fn: num(1)},
		&Bin{at(9, 9), '+', num(1), add},
		&Bin{op: '?', l: num(1), r: num(2)},
		Fun{body: nil, Pos: nil},
	} {
		v, _, err := run(bad, io.Discard)
		var f failure
		_, isFun := v.(closure)
		fmt.Println(err, errors.As(err, &f), isFun)
	}
}
