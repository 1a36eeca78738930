package iter

import "runtime"

// A puller runs an iterator in a goroutine of its own; it and the one that pulls take turns.
type puller struct {
	resume, pause chan bool
	waiting       bool // next is called and has no value yet
	done          bool
	panicked      any
	goexit        bool
}

// run calls each once it is resumed.
func (p *puller) run(each func()) {
	<-p.resume
	finished := false
	defer func() {
		p.panicked = recover()
		p.goexit = p.panicked == nil && !finished
		p.done = true
		p.pause <- true
	}()
	if !p.done {
		each()
	}
	finished = true
}

// yielded hands over to the one that pulls, until it comes back.
func (p *puller) yielded() bool {
	p.pause <- true
	<-p.resume
	return !p.done
}

// mayYield is false when nothing more is wanted.
func (p *puller) mayYield() bool {
	if p.done {
		return false
	}
	if !p.waiting {
		panic("iter.Pull: yield called again before next")
	}
	p.waiting = false
	return true
}

// turn lets the iterator go on.
func (p *puller) turn() {
	p.resume <- true
	<-p.pause
	if p.panicked != nil {
		v := p.panicked
		p.panicked = nil
		panic(v)
	}
	if p.goexit {
		runtime.Goexit()
	}
}

func (p *puller) stop() {
	if !p.done {
		p.done = true
		p.turn()
	}
}

// Pull turns an iterator inside out: next gives its values one by one, stop ends it.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := &puller{resume: make(chan bool), pause: make(chan bool)}
	var value V
	ok := false
	each := func() {
		seq(func(v V) bool {
			if !p.mayYield() {
				return false
			}
			value, ok = v, true
			return p.yielded()
		})
	}
	go p.run(each)
	next = func() (V, bool) {
		var none V
		value, ok = none, false
		if !p.done {
			p.waiting = true
			p.turn()
		}
		return value, ok
	}
	return next, p.stop
}

func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	type pair struct {
		k K
		v V
	}
	one, stop := Pull(func(yield func(pair) bool) {
		seq(func(k K, v V) bool { return yield(pair{k, v}) })
	})
	next = func() (K, V, bool) {
		p, ok := one()
		return p.k, p.v, ok
	}
	return next, stop
}
