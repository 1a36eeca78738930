package io

import "sync"

// A pipe has no buffer: what one side writes the other reads meanwhile.
type pipe struct {
	writers sync.Mutex // one Write after the other
	data    chan []byte
	taken   chan int
	once    sync.Once
	done    chan struct{} // closed with the first side

	mu                sync.Mutex
	readErr, writeErr error // first ones, of the sides that were closed
}

// Pipe connects its two sides.
func Pipe() (*PipeReader, *PipeWriter) {
	p := &pipe{data: make(chan []byte), taken: make(chan int), done: make(chan struct{})}
	return &PipeReader{p}, &PipeWriter{p}
}

func (p *pipe) close(slot *error, err error) {
	p.mu.Lock()
	if *slot == nil {
		*slot = err
	}
	p.mu.Unlock()
	p.once.Do(func() { close(p.done) })
}

// closeError is for the side whose own error is mine.
func (p *pipe) closeError(mine, other *error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if *mine == nil && *other != nil {
		return *other
	}
	return ErrClosedPipe
}

func (p *pipe) closed() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// PipeReader is the reading side.
type PipeReader struct {
	p *pipe
}

//golib:leaks r=heap
func (r *PipeReader) Read(data []byte) (n int, err error) {
	p := r.p
	if p.closed() {
		return 0, p.closeError(&p.readErr, &p.writeErr)
	}
	select {
	case b := <-p.data:
		n = copy(data, b)
		p.taken <- n
		return n, nil
	case <-p.done:
		return 0, p.closeError(&p.readErr, &p.writeErr)
	}
}

// Close makes writes fail with ErrClosedPipe.
//
//golib:leaks r=heap
func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

//golib:leaks r=heap
func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	r.p.close(&r.p.readErr, err)
	return nil
}

// PipeWriter is the writing side.
type PipeWriter struct {
	p *pipe
}

// Write returns when all is read.
//
//golib:leaks w=heap
func (w *PipeWriter) Write(data []byte) (n int, err error) {
	p := w.p
	if p.closed() {
		return 0, p.closeError(&p.writeErr, &p.readErr)
	}
	p.writers.Lock()
	defer p.writers.Unlock()
	for once := true; once || len(data) > 0; once = false {
		select {
		case p.data <- data:
			m := <-p.taken
			data = data[m:]
			n += m
		case <-p.done:
			return n, p.closeError(&p.writeErr, &p.readErr)
		}
	}
	return n, nil
}

// Close makes reads end with EOF.
//
//golib:leaks w=heap
func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

//golib:leaks w=heap
func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	w.p.close(&w.p.writeErr, err)
	return nil
}
