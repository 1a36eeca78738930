// Embedded structs, pointers and interfaces: promoted methods, shadowed ones, decorators, copies against references, and
// comparing by value.
package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

type Logger interface {
	Log(format string, args ...any)
}

type Named struct{ Name string }

func (n Named) Title() string    { return strings.ToUpper(n.Name[:1]) + n.Name[1:] }
func (n *Named) Rename(s string) { n.Name = s }
func (n Named) Describe() string { return "named " + n.Name }

type Account struct {
	Named
	*history
	sync.Mutex
	cents int64
}

type history struct{ entries []entry }

type entry struct {
	what  string
	cents int64
	tags  [2]string
}

func (h *history) add(e entry) int { h.entries = append(h.entries, e); return len(h.entries) }
func (h *history) last() *entry    { return &h.entries[len(h.entries)-1] }
func (h history) total() (t int64) {
	for _, e := range h.entries {
		t += e.cents
	}
	return
}

func Open(name string) *Account { return &Account{Named: Named{name}, history: new(history)} }

func (a *Account) Deposit(c int64) *Account {
	a.Lock()
	defer a.Unlock()
	a.cents += c
	a.add(entry{what: "in", cents: c})
	return a
}

func (a *Account) Describe() string { return a.Named.Describe() + " account" }

type Savings struct {
	*Account
	rate float64
	Logger
}

func (s Savings) Interest() int64 { return int64(float64(s.cents) * s.rate) }

func (s Savings) Deposit(c int64) Savings {
	s.Log("%s +%d", s.Title(), c)
	s.Account.Deposit(c)
	return s
}

type Describer interface{ Describe() string }

type loud struct{ Describer }

func (l loud) Describe() string { return strings.ToUpper(l.Describer.Describe()) + "!" }

type memo struct {
	lines []string
	limit int
}

func (m *memo) Log(format string, args ...any) {
	if len(m.lines) < m.limit {
		m.lines = append(m.lines, fmt.Sprintf(format, args...))
	}
}

type Ledger struct {
	accounts map[string]*Account
	audit    func(*Account, int64) error
}

type limitError struct {
	who   string
	cents int64
}

func (e limitError) Error() string { return fmt.Sprintf("%s: %d is too much", e.who, e.cents) }

func (l *Ledger) Transfer(from, to string, c int64) (err error) {
	a, ok := l.accounts[from]
	b, ok2 := l.accounts[to]
	if !ok || !ok2 {
		return fmt.Errorf("no such account: %q %q", from, to)
	}
	for _, step := range []struct {
		*Account
		c int64
	}{{a, -c}, {b, c}} {
		if err = l.audit(step.Account, step.c); err != nil {
			return
		}
		defer step.Deposit(step.c)
	}
	return nil
}

func main() {
	log := &memo{limit: 2}
	s := Savings{Account: Open("ann"), rate: 0.05, Logger: log}
	s.Deposit(1000).Deposit(500)
	s.Deposit(1)
	fmt.Println(s.Interest(), s.cents, s.total(), log.lines, s.Title())
	s.Rename("anna")
	s.last().tags[1] = "gift"
	copied := *s.history
	copied.add(entry{"fake", 9, [2]string{}})
	fmt.Println(s.Describe(), loud{s}.Describe(), loud{loud{s.Named}}.Describe(), len(s.entries), len(copied.entries))
	fmt.Println(s.entries[2] == entry{"in", 1, [2]string{1: "gift"}}, s.Named == Named{"anna"})

	l := Ledger{accounts: map[string]*Account{"a": Open("a").Deposit(50), "b": Open("b")}}
	l.audit = func(a *Account, c int64) error {
		if a.cents+c < 0 {
			return limitError{a.Name, c}
		}
		return nil
	}
	err := l.Transfer("a", "b", 80)
	_, isLimit := err.(limitError)
	fmt.Println(err, isLimit, l.Transfer("a", "c", 1), l.Transfer("a", "b", 20))
	var names []string
	for k, a := range l.accounts {
		names = append(names, fmt.Sprint(k, "=", a.cents))
	}
	sort.Strings(names)
	fmt.Println(names, limitError{"x", 1} == error(limitError{"x", 1}))

	deposit := l.accounts["a"].Deposit
	describe := Describer.Describe
	total := (*Account).total
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() { deposit(int64(i)) })
	}
	wg.Wait()
	fmt.Println(describe(l.accounts["a"]), total(l.accounts["a"]))
}
