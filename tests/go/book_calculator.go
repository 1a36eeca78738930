// A tokenizer, a recursive-descent parser and an evaluator for arithmetic with variables.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"math"
	"os"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

type TokenKind int

const (
	EOF TokenKind = iota
	Number
	Ident
	Op
	LParen
	RParen
	Comma
	Assign
)

//go:generate stringer
func (k TokenKind) String() string {
	return [...]string{"EOF", "Number", "Ident", "Op", "LParen", "RParen", "Comma", "Assign"}[k]
}

type Token struct {
	Kind TokenKind
	Text string
	Pos  int
}

type SyntaxError struct {
	Pos int
	Msg string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("%d: %s", e.Pos, e.Msg) }

var ErrDivideByZero = errors.New("division by zero")

func lex(src string) ([]Token, error) {
	var toks []Token
	rs := []rune(src)
	for i := 0; i < len(rs); {
		r := rs[i]
		start := i
		switch {
		case unicode.IsSpace(r):
			i++
			continue
		case unicode.IsDigit(r) || r == '.':
			for i < len(rs) && (unicode.IsDigit(rs[i]) || rs[i] == '.' || rs[i] == 'e') {
				i++
			}
			toks = append(toks, Token{Number, string(rs[start:i]), start})
			continue
		case unicode.IsLetter(r):
			for i < len(rs) && (unicode.IsLetter(rs[i]) || unicode.IsDigit(rs[i])) {
				i++
			}
			toks = append(toks, Token{Ident, string(rs[start:i]), start})
			continue
		case strings.ContainsRune("+-*/^%", r):
			toks = append(toks, Token{Op, string(r), start})
		case r == '(':
			toks = append(toks, Token{LParen, "(", start})
		case r == ')':
			toks = append(toks, Token{RParen, ")", start})
		case r == ',':
			toks = append(toks, Token{Comma, ",", start})
		case r == '=':
			toks = append(toks, Token{Assign, "=", start})
		default:
			return nil, &SyntaxError{start, fmt.Sprintf("unexpected %q", r)}
		}
		i++
	}
	return append(toks, Token{Kind: EOF, Pos: len(rs)}), nil
}

type Node interface {
	Eval(env *Env) (float64, error)
	String() string
}

type (
	Num    float64
	Var    string
	Unary  struct{ X Node }
	Binary struct {
		Op   byte
		L, R Node
	}
	Call struct {
		Fn   string
		Args []Node
	}
)

type Env struct {
	vars  map[string]float64
	funcs map[string]func(...float64) (float64, error)
}

func (n Num) Eval(*Env) (float64, error) { return float64(n), nil }
func (v Var) Eval(e *Env) (float64, error) {
	if x, ok := e.vars[string(v)]; ok {
		return x, nil
	}
	return 0, fmt.Errorf("undefined: %s", string(v))
}
func (u Unary) Eval(e *Env) (float64, error) { x, err := u.X.Eval(e); return -x, err }
func (b Binary) Eval(e *Env) (float64, error) {
	l, err := b.L.Eval(e)
	if err != nil {
		return 0, err
	}
	r, err := b.R.Eval(e)
	if err != nil {
		return 0, err
	}
	switch b.Op {
	case '+':
		return l + r, nil
	case '-':
		return l - r, nil
	case '*':
		return l * r, nil
	case '/':
		if r == 0 {
			return 0, fmt.Errorf("evaluating %v: %w", b, ErrDivideByZero)
		}
		return l / r, nil
	case '%':
		return math.Mod(l, r), nil
	case '^':
		return math.Pow(l, r), nil
	}
	panic("unreachable")
}
func (c Call) Eval(e *Env) (float64, error) {
	f, ok := e.funcs[c.Fn]
	if !ok {
		return 0, fmt.Errorf("no function %s", c.Fn)
	}
	args := make([]float64, 0, len(c.Args))
	for _, a := range c.Args {
		v, err := a.Eval(e)
		if err != nil {
			return 0, err
		}
		args = append(args, v)
	}
	return f(args...)
}

func (n Num) String() string    { return strconv.FormatFloat(float64(n), 'g', -1, 64) }
func (v Var) String() string    { return string(v) }
func (u Unary) String() string  { return "-" + u.X.String() }
func (b Binary) String() string { return fmt.Sprintf("(%v %c %v)", b.L, b.Op, b.R) }
func (c Call) String() string {
	parts := make([]string, len(c.Args))
	for i, a := range c.Args {
		parts[i] = a.String()
	}
	return c.Fn + "(" + strings.Join(parts, ", ") + ")"
}

type parser struct {
	toks []Token
	i    int
}

func (p *parser) peek() Token { return p.toks[p.i] }
func (p *parser) next() Token {
	t := p.toks[p.i]
	p.i++
	return t
}
func (p *parser) fail(format string, args ...any) {
	panic(&SyntaxError{p.peek().Pos, fmt.Sprintf(format, args...)})
}

var prec = map[string]int{"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "^": 3}

func (p *parser) expr(min int) Node {
	left := p.unary()
	for {
		t := p.peek()
		pr, ok := prec[t.Text]
		if t.Kind != Op || !ok || pr < min {
			return left
		}
		p.next()
		nextMin := pr + 1
		if t.Text == "^" {
			nextMin = pr
		}
		left = Binary{t.Text[0], left, p.expr(nextMin)}
	}
}

func (p *parser) unary() Node {
	if t := p.peek(); t.Kind == Op && t.Text == "-" {
		p.next()
		return Unary{p.unary()}
	}
	return p.primary()
}

func (p *parser) primary() Node {
	switch t := p.next(); t.Kind {
	case Number:
		f, err := strconv.ParseFloat(t.Text, 64)
		if err != nil {
			p.i--
			p.fail("%v", err)
		}
		return Num(f)
	case Ident:
		if p.peek().Kind != LParen {
			return Var(t.Text)
		}
		p.next()
		var args []Node
		for p.peek().Kind != RParen {
			args = append(args, p.expr(1))
			if p.peek().Kind != Comma {
				break
			}
			p.next()
		}
		if p.next().Kind != RParen {
			p.i--
			p.fail("expected )")
		}
		return Call{t.Text, args}
	case LParen:
		n := p.expr(1)
		if p.next().Kind != RParen {
			p.i--
			p.fail("expected ), got %v", p.peek().Kind)
		}
		return n
	default:
		p.i--
		p.fail("unexpected %v %q", t.Kind, t.Text)
	}
	return nil
}

func parse(src string) (name string, n Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			se, ok := r.(*SyntaxError)
			if !ok {
				panic(r)
			}
			err = se
		}
	}()
	toks, err := lex(src)
	if err != nil {
		return "", nil, err
	}
	p := &parser{toks: toks}
	if len(toks) > 2 && toks[0].Kind == Ident && toks[1].Kind == Assign {
		name = toks[0].Text
		p.i = 2
	}
	n = p.expr(1)
	if p.peek().Kind != EOF {
		p.fail("trailing %v", p.peek())
	}
	return name, n, nil
}

func main() {
	env := &Env{
		vars: map[string]float64{"pi": math.Pi, "e": math.E},
		funcs: map[string]func(...float64) (float64, error){
			"sqrt": func(a ...float64) (float64, error) {
				if len(a) != 1 {
					return 0, errors.New("sqrt wants one argument")
				}
				return math.Sqrt(a[0]), nil
			},
			"max": func(a ...float64) (float64, error) {
				m := math.Inf(-1)
				for _, x := range a {
					m = math.Max(m, x)
				}
				return m, nil
			},
		},
	}
	input := `1 + 2 * 3
(1 + 2) * 3
2 ^ 3 ^ 2
-2 ^ 2
x = 10 % 4
x * pi
sqrt(x ^ 2 + 12) / 4
max(1, x, sqrt(81), -3)
max()
1 / (x - 2)
1 +
(1 + 2
3 $ 4
foo + 1
bar(2)
sqrt()
1.2.3
2 3
`
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	sc := bufio.NewScanner(strings.NewReader(input))
	for n := 1; sc.Scan(); n++ {
		name, node, err := parse(sc.Text())
		var se *SyntaxError
		if errors.As(err, &se) {
			fmt.Fprintf(w, "%2d  syntax error at %s\n", n, se)
			continue
		}
		v, err := node.Eval(env)
		switch {
		case errors.Is(err, ErrDivideByZero):
			fmt.Fprintln(w, n, "oops:", err)
		case err != nil:
			fmt.Fprintf(w, "%2d  %v\n", n, err)
		default:
			if name != "" {
				env.vars[name] = v
			}
			fmt.Fprintf(w, "%2d  %-22v = %8.4f  %T\n", n, node, v, node)
		}
	}
	names := make([]string, 0, len(env.vars))
	for k := range env.vars {
		names = append(names, k)
	}
	sort.Strings(names)
	fmt.Fprintln(w, names, env.vars)
}
