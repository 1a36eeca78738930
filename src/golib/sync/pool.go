package sync

// Pool keeps objects for reuse. The collector empties it in two steps: at the start of a cycle what
// is in `local` moves to `victim`, and what was in `victim` is dropped.
type Pool struct {
	noCopy noCopy
	local  []any // the machine knows these two fields: they come first
	victim []any
	known  bool // registered with the collector
	m      Mutex
	New    func() any
}

// registerPool makes the collector clear p at the start of each cycle, as said above, while the
// world is stopped and before marking. It must not keep p alive.
func registerPool(p *Pool)

func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.m.Lock()
	if !p.known {
		p.known = true
		registerPool(p)
	}
	p.local = append(p.local, x)
	p.m.Unlock()
}

func (p *Pool) Get() any {
	p.m.Lock()
	x := take(&p.local)
	if x == nil {
		x = take(&p.victim)
	}
	p.m.Unlock()
	if x == nil && p.New != nil {
		x = p.New()
	}
	return x
}

func take(list *[]any) any {
	n := len(*list)
	if n == 0 {
		return nil
	}
	x := (*list)[n-1]
	(*list)[n-1] = nil
	*list = (*list)[:n-1]
	return x
}
