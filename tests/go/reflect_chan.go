package main

import (
	"fmt"
	"reflect"
	"runtime"
	"sync"
)

type item struct {
	n int
	s []string
	p *int
}

func basics() {
	c := reflect.MakeChan(reflect.TypeFor[chan string](), 2)
	c.Send(reflect.ValueOf("a"))
	fmt.Println(c.Len(), c.Cap(), c.TrySend(reflect.ValueOf("b")), c.TrySend(reflect.ValueOf("c")))
	x, ok := c.Recv()
	fmt.Println(x, ok)
	x, ok = c.TryRecv()
	fmt.Println(x, ok)
	x, ok = c.TryRecv()
	fmt.Println(x.IsValid(), ok)
	c.Close()
	x, ok = c.TryRecv()
	fmt.Println(x.IsValid(), x.String() == "", ok)
	x, ok = c.Recv()
	fmt.Println(x.IsValid(), x.Kind(), ok)

	p := reflect.MakeChan(reflect.TypeFor[chan *int](), 1)
	n := 5
	p.Send(reflect.ValueOf(&n))
	q, _ := p.Recv()
	fmt.Println(q.Interface().(*int) == &n, reflect.ValueOf(make(chan error, 3)).Cap())
	e := reflect.MakeChan(reflect.TypeFor[chan any](), 1)
	e.Send(reflect.ValueOf(3))
	v, _ := e.Recv()
	fmt.Println(v.Kind(), v.Elem().Kind(), v.Interface())
	i8 := reflect.MakeChan(reflect.TypeFor[chan int8](), 1)
	i8.Send(reflect.ValueOf(int8(-3)))
	v, _ = i8.Recv()
	fmt.Println(v.Int())
}

// Waiting senders and receivers on both sides, stacks that move and a collector.
func partners() {
	c := make(chan item)
	v := reflect.ValueOf(c)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			k := i
			v.Send(reflect.ValueOf(item{i, []string{fmt.Sprint("s", i)}, &k}))
		}()
		go func() {
			defer wg.Done()
			c <- item{i + 100, nil, &i}
		}()
	}
	sum, texts := 0, 0
	for i := range 40 {
		var it item
		if i%2 == 0 {
			it = <-c
		} else {
			x, _ := v.Recv()
			it = x.Interface().(item)
		}
		if i%10 == 0 {
			runtime.GC()
		}
		sum += it.n + *it.p
		texts += len(it.s)
	}
	wg.Wait()
	fmt.Println(sum, texts)
}

func selects() {
	a, b := make(chan int, 1), make(chan string, 1)
	done := make(chan struct{})
	cases := []reflect.SelectCase{
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(a)},
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(b)},
		{Dir: reflect.SelectRecv, Chan: reflect.Value{}},
		{Dir: reflect.SelectDefault},
	}
	i, x, ok := reflect.Select(cases)
	fmt.Println(i, x.IsValid(), ok)
	b <- "b"
	i, x, ok = reflect.Select(cases)
	fmt.Println(i, x, ok)
	a <- 7
	i, x, ok = reflect.Select(cases[:3])
	fmt.Println(i, x, ok)
	close(a)
	i, x, ok = reflect.Select(cases[:2])
	fmt.Println(i, x, ok)
	i, _, _ = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectSend, Chan: reflect.ValueOf(b), Send: reflect.ValueOf("sent")}})
	fmt.Println(i, <-b)

	unbuffered := make(chan *item)
	go func() {
		for i := range 10 {
			n := i
			unbuffered <- &item{n: i, p: &n}
			runtime.Gosched()
		}
		close(done)
	}()
	cases = []reflect.SelectCase{
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(unbuffered)},
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(done)},
		{Dir: reflect.SelectSend, Chan: reflect.ValueOf(chan<- int(nil)), Send: reflect.ValueOf(1)},
	}
	sum := 0
	for {
		i, x, ok := reflect.Select(cases)
		if i == 1 {
			fmt.Println("done", x.Kind(), ok)
			break
		}
		it := x.Interface().(*item)
		sum += it.n * *it.p
		if it.n == 5 {
			runtime.GC()
		}
	}
	fmt.Println(sum)

	var many []reflect.SelectCase
	for i := range 100 {
		c := make(chan int)
		many = append(many, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c)})
		go func() { c <- i }()
	}
	sum = 0
	for range 100 {
		i, x, _ := reflect.Select(many)
		if int(x.Int()) != i {
			panic("wrong case")
		}
		sum += i
	}
	fmt.Println(sum)
}

func loops() {
	c := make(chan int, 3)
	c <- 1
	c <- 2
	close(c)
	for v := range reflect.ValueOf(c).Seq() {
		fmt.Print(v, " ")
	}
	for v := range reflect.ValueOf(3).Seq() {
		fmt.Print(v, v.Type(), " ")
	}
	for v := range reflect.ValueOf(uint8(2)).Seq() {
		fmt.Print(v, v.Type(), " ")
	}
	for i, v := range reflect.ValueOf([]string{"x", "y"}).Seq2() {
		fmt.Print(i, v, " ")
	}
	for i, v := range reflect.ValueOf(&[2]bool{true}).Seq2() {
		fmt.Print(i, v, " ")
	}
	for i, r := range reflect.ValueOf("aé").Seq2() {
		fmt.Print(i, r, " ")
	}
	for k, v := range reflect.ValueOf(map[string]int{"k": 1}).Seq2() {
		fmt.Print(k, v, " ")
	}
	gen := func(yield func(int, string) bool) {
		for i := range 5 {
			if !yield(i, fmt.Sprint("g", i)) {
				fmt.Print("stopped ")
				return
			}
		}
	}
	for i, s := range reflect.ValueOf(gen).Seq2() {
		fmt.Print(i, s, " ")
		if i.Int() == 2 {
			break
		}
	}
	fmt.Println(reflect.TypeOf(gen).CanSeq(), reflect.TypeOf(gen).CanSeq2(), reflect.TypeOf(c).CanSeq(), reflect.TypeOf(c).CanSeq2(), reflect.TypeOf("").CanSeq())
}

func main() {
	basics()
	partners()
	selects()
	loops()
}
