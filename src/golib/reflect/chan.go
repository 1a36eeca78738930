package reflect

import "unsafe"

func MakeChan(typ Type, buffer int) Value {
	if typ.Kind() != Chan {
		panic("reflect.MakeChan of non-chan type")
	}
	if buffer < 0 {
		panic("reflect.MakeChan: negative buffer size")
	}
	if typ.ChanDir() != BothDir {
		panic("reflect.MakeChan: unidirectional channel type")
	}
	t := typ.descriptor()
	return Value{t, makeChan(t, buffer), flag(Chan)}
}

//golib:leaks v=calls v=mutates
func (v Value) Close() {
	v.must(Chan, "Close")
	v.mustExport("reflect.Value.Close")
	if dirOf(v.t)&SendDir == 0 {
		panic("reflect: close of receive-only channel")
	}
	closeChan(v.pointer())
}

func (v Value) send(x Value, method string, wait bool) bool {
	v.must(Chan, method)
	v.mustExport("reflect.Value." + method)
	if dirOf(v.t)&SendDir == 0 {
		panic("reflect: send on recv-only channel")
	}
	x.mustExport("reflect.Value." + method)
	x = x.assignTo("reflect.Value.Send", lasting(v.t.Elem))
	if x.flag&flagIndir == 0 {
		word := x.p
		x.p = unsafe.Pointer(&word)
	}
	return send(v.pointer(), x.p, wait)
}

//golib:leaks v=calls v=mutates
func (v Value) Send(x Value) { v.send(x, "Send", true) }

//golib:leaks v=calls v=mutates
func (v Value) TrySend(x Value) bool { return v.send(x, "TrySend", false) }

func (v Value) receive(method string, wait bool) (Value, bool) {
	v.must(Chan, method)
	v.mustExport("reflect.Value." + method)
	if dirOf(v.t)&RecvDir == 0 {
		panic("reflect: recv on send-only channel")
	}
	t := lasting(v.t.Elem)
	p := newObject(t, 1)
	done, ok := receive(v.pointer(), p, wait)
	if !done {
		return Value{}, false
	}
	x := Value{t, p, flagIndir | flag(t.Kind)}
	if isDirect(t) {
		x.p = *(*unsafe.Pointer)(p)
		x.flag &^= flagIndir
	}
	return x, ok
}

// Recv: ok is false when the channel is closed.
//
//golib:leaks v=calls v=mutates
func (v Value) Recv() (x Value, ok bool) { return v.receive("Recv", true) }

//golib:leaks v=calls v=mutates
func (v Value) TryRecv() (x Value, ok bool) { return v.receive("TryRecv", false) }

type SelectDir int

const (
	_ SelectDir = iota
	SelectSend
	SelectRecv
	SelectDefault
)

// SelectCase: Send is for SelectSend. A case with the zero Value as Chan is never chosen.
type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value
}

// choice is a case as the machine has it.
type choice struct {
	c    unsafe.Pointer
	send uintptr
	elem unsafe.Pointer
}

func (c *SelectCase) choice() (k choice) {
	ch := c.Chan
	if c.Dir == SelectSend {
		if ch.IsValid() {
			ch.must(Chan, "Select")
			ch.mustExport("reflect.Select")
			if dirOf(ch.t)&SendDir == 0 {
				panic("reflect.Select: SendDir case using recv-only channel")
			}
			if !c.Send.IsValid() {
				panic("reflect.Select: SendDir case missing Send value")
			}
			c.Send.mustExport("reflect.Select")
			x := c.Send.assignTo("reflect.Select", ch.t.Elem)
			k = choice{ch.pointer(), 1, x.place()}
			if x.flag&flagIndir == 0 {
				word := x.p
				k.elem = unsafe.Pointer(&word)
			}
		}
		return k
	}
	if c.Send.IsValid() {
		panic("reflect.Select: RecvDir case has Send value")
	}
	if ch.IsValid() {
		ch.must(Chan, "Select")
		ch.mustExport("reflect.Select")
		if dirOf(ch.t)&RecvDir == 0 {
			panic("reflect.Select: RecvDir case using send-only channel")
		}
		k = choice{ch.pointer(), 0, newObject(ch.t.Elem, 1)}
	}
	return k
}

// Select is the statement. recv and recvOK are what a chosen receive gives.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	if len(cases) > 65536 {
		panic("reflect.Select: too many cases (max 65536)")
	}
	list := make([]choice, 1, len(cases)+1)
	number := make([]int, 1, len(cases)+1) // of each choice
	hasDefault := false
	for i := range cases {
		c := &cases[i]
		switch c.Dir {
		case SelectDefault:
			if hasDefault {
				panic("reflect.Select: multiple default cases")
			}
			hasDefault = true
			number[0] = i
			if c.Chan.IsValid() {
				panic("reflect.Select: default case has Chan value")
			}
			if c.Send.IsValid() {
				panic("reflect.Select: default case has Send value")
			}
		case SelectSend, SelectRecv:
			list = append(list, c.choice())
			number = append(number, i)
		default:
			panic("reflect.Select: invalid Dir")
		}
	}
	n, ok := choose(unsafe.SliceData(list[1:]), len(list)-1, hasDefault)
	chosen = number[n+1]
	if n >= 0 && cases[chosen].Dir == SelectRecv {
		recvOK = ok
		recv = copyOf(0, cases[chosen].Chan.t.Elem, list[n+1].elem)
	}
	return chosen, recv, recvOK
}
