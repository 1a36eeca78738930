package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

// An encoder as they are written for JSON.
func encode(b *strings.Builder, v reflect.Value) {
	if v.IsValid() && v.Type().Implements(reflect.TypeFor[fmt.Stringer]()) && !(v.Kind() == reflect.Pointer && v.IsNil()) {
		fmt.Fprintf(b, "%q", v.Interface().(fmt.Stringer).String())
		return
	}
	if v.IsValid() && v.CanAddr() && v.Addr().Type().Implements(reflect.TypeFor[error]()) {
		fmt.Fprintf(b, "%q", v.Addr().Interface().(error).Error())
		return
	}
	switch v.Kind() {
	case reflect.Invalid:
		b.WriteString("null")
	case reflect.Bool:
		b.WriteString(strconv.FormatBool(v.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		b.WriteString(strconv.FormatInt(v.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		b.WriteString(strconv.FormatUint(v.Uint(), 10))
	case reflect.Float32, reflect.Float64:
		b.WriteString(strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits()))
	case reflect.String:
		b.WriteString(strconv.Quote(v.String()))
	case reflect.Slice, reflect.Array:
		b.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				b.WriteByte(',')
			}
			encode(b, v.Index(i))
		}
		b.WriteByte(']')
	case reflect.Map:
		keys := v.MapKeys()
		sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
		b.WriteByte('{')
		for i, k := range keys {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(b, "%q:", k.String())
			encode(b, v.MapIndex(k))
		}
		b.WriteByte('}')
	case reflect.Struct:
		b.WriteByte('{')
		first := true
		for i := range v.NumField() {
			f := v.Type().Field(i)
			name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
			if !f.IsExported() || name == "-" || option == "omitempty" && v.Field(i).IsZero() {
				continue
			}
			if name == "" {
				name = f.Name
			}
			if !first {
				b.WriteByte(',')
			}
			first = false
			fmt.Fprintf(b, "%q:", name)
			encode(b, v.Field(i))
		}
		b.WriteByte('}')
	case reflect.Pointer, reflect.Interface:
		encode(b, v.Elem())
	default:
		fmt.Fprint(b, "?", v.Kind())
	}
}

type level int

func (l level) String() string { return [...]string{"low", "high"}[l] }

type broken struct{ code int }

func (b *broken) Error() string { return fmt.Sprint("code ", b.code) }

type address struct {
	Street string `json:"street"`
	Zip    *int   `json:"zip,omitempty"`
}
type person struct {
	Name    string            `json:"name"`
	Age     uint8             `json:"age"`
	Scores  [3]float32        `json:"scores"`
	Home    address           `json:"home"`
	Others  []*address        `json:"others,omitempty"`
	Attrs   map[string]any    `json:"attrs"`
	Level   level             `json:"level"`
	Err     broken            `json:"err"`
	Skipped string            `json:"-"`
	More    map[string]string `json:",omitempty"`
	secret  int
}

func encoding() {
	zip := 12345
	p := person{Name: "Ann \"A\"", Age: 200, Scores: [3]float32{1.5, 0.1, -2}, Home: address{"Main", &zip}, Others: []*address{{Street: "x"}, nil},
		Attrs: map[string]any{"b": 1, "a": []any{nil, true, "s"}, "c": map[string]int{"z": 1}}, Level: 1, Err: broken{7}, secret: 1}
	var b strings.Builder
	encode(&b, reflect.ValueOf(&p))
	fmt.Println(b.String())
}

// Copies whatever there is, cycles too.
func deepCopy(v reflect.Value, seen map[uintptr]reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		if c, ok := seen[v.Pointer()]; ok {
			return c
		}
		c := reflect.New(v.Type().Elem())
		seen[v.Pointer()] = c
		c.Elem().Set(deepCopy(v.Elem(), seen))
		return c
	case reflect.Slice:
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			c.Index(i).Set(deepCopy(v.Index(i), seen))
		}
		return c
	case reflect.Map:
		c := reflect.MakeMapWithSize(v.Type(), v.Len())
		for it := v.MapRange(); it.Next(); {
			c.SetMapIndex(deepCopy(it.Key(), seen), deepCopy(it.Value(), seen))
		}
		return c
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		return deepCopy(v.Elem(), seen)
	case reflect.Struct:
		c := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			c.Field(i).Set(deepCopy(v.Field(i), seen))
		}
		return c
	}
	return v
}

type node struct {
	Name  string
	Next  *node
	Kids  []*node
	Extra any
	Table map[string]*node
}

func copying() {
	a := &node{Name: "a", Extra: []int{1, 2}}
	a.Next = &node{Name: "b", Next: a, Table: map[string]*node{"self": a}}
	a.Kids = []*node{a.Next, {Name: "c"}}
	c := deepCopy(reflect.ValueOf(a), map[uintptr]reflect.Value{}).Interface().(*node)
	a.Name, a.Next.Name, a.Extra.([]int)[0] = "changed", "changed", 100
	fmt.Println(c.Name, c.Next.Name, c.Next.Next == c, c.Kids[0] == c.Next, c.Kids[1].Name, c.Extra, c.Next.Table["self"] == c)
}

// A registry of services, called by name with arguments from text.
type calculator struct{ memory float64 }

func (c *calculator) Add(a, b float64) float64            { c.memory = a + b; return c.memory }
func (c *calculator) Recall() float64                     { return c.memory }
func (c *calculator) Join(sep string, s ...string) string { return strings.Join(s, sep) }
func (c *calculator) Divide(a, b int) (int, error) {
	if b == 0 {
		return 0, errors.New("division by zero")
	}
	return a / b, nil
}

func parse(s string, t reflect.Type) (reflect.Value, error) {
	v := reflect.New(t).Elem()
	switch {
	case v.CanInt():
		n, err := strconv.ParseInt(s, 10, t.Bits())
		v.SetInt(n)
		return v, err
	case v.CanFloat():
		x, err := strconv.ParseFloat(s, t.Bits())
		v.SetFloat(x)
		return v, err
	case t.Kind() == reflect.String:
		v.SetString(s)
		return v, nil
	}
	return v, fmt.Errorf("no %v from text", t)
}

func dispatch(service any, line string) (out string) {
	defer func() {
		if e := recover(); e != nil {
			out = fmt.Sprint("panic: ", e)
		}
	}()
	words := strings.Fields(line)
	m := reflect.ValueOf(service).MethodByName(words[0])
	if !m.IsValid() {
		return "no method " + words[0]
	}
	t := m.Type()
	var in []reflect.Value
	for i, w := range words[1:] {
		pt := t.In(min(i, t.NumIn()-1))
		if t.IsVariadic() && i >= t.NumIn()-1 {
			pt = pt.Elem()
		}
		v, err := parse(w, pt)
		if err != nil {
			return err.Error()
		}
		in = append(in, v)
	}
	results := m.Call(in)
	if n := len(results); n > 0 && results[n-1].Type() == reflect.TypeFor[error]() {
		if !results[n-1].IsNil() {
			return "error: " + results[n-1].Interface().(error).Error()
		}
		results = results[:n-1]
	}
	for i, r := range results {
		out += fmt.Sprint(i, " ", r, "; ")
	}
	return out + fmt.Sprint(results)
}

func services() {
	c := &calculator{}
	for _, line := range []string{"Add 1.5 2", "Recall", "Divide 7 2", "Divide 7 0", "Divide x 0", "Nope", "Join - a b c", "Join -", "Add 1", "Divide 1 99999999999999999999"} {
		fmt.Println(line, "->", dispatch(c, line))
	}
}

// Wrappers around any function: counting, memory, retries.
func memoize[F any](f F) F {
	v := reflect.ValueOf(f)
	cache := map[string][]reflect.Value{}
	return reflect.MakeFunc(v.Type(), func(in []reflect.Value) []reflect.Value {
		key := fmt.Sprint(in[0])
		if out, ok := cache[key]; ok {
			return out
		}
		out := v.Call(in)
		cache[key] = out
		return out
	}).Interface().(F)
}

func wrappers() {
	n := 0
	var fib func(int) int
	fib = memoize(func(k int) int {
		n++
		if k < 2 {
			return k
		}
		return fib(k-1) + fib(k-2)
	})
	fmt.Println(fib(20), n)
	pair := memoize(func(s string, x int8) (string, int8, error) { n++; return s + s, -x, nil })
	n = 0
	a, b, err := pair("ab", 100)
	a2, b2, _ := pair("ab", 100)
	fmt.Println(a, b, err, a2, b2, n)
}

// Parameters and results of all widths, in all places.
type small struct{ a, b int8 }
type odd [3]byte

func many(a int8, b uint16, c small, d odd, e bool, f complex64, g struct{}, h float32, i *int, j func(int) int, k uintptr, l [20]int, m string, n any, o error, p ...small) (small, odd, bool, int8, complex64, struct{}, []small, [20]int, func(int) int) {
	l[19] += int(a) + int(b) + *i + j(int(k)) + len(m)
	d[2]++
	c.a, c.b = c.b, c.a
	return c, d, !e, a - 1, f * 2, g, p, l, func(x int) int { return x + l[19] }
}

func widths() {
	x := 7
	in := []reflect.Value{}
	for _, v := range []any{int8(-128), uint16(65535), small{1, -2}, odd{253, 254, 255}, true, complex64(1 - 2i), struct{}{}, float32(0.5), &x, func(n int) int { return -n }, uintptr(9), [20]int{19: 1000}, "text", 3.5, errors.New("e"), small{5, 6}, small{-7, 8}} {
		in = append(in, reflect.ValueOf(v))
	}
	out := reflect.ValueOf(many).Call(in)
	for _, v := range out[:8] {
		fmt.Println(v.Type(), v)
	}
	fmt.Println(out[8].Call([]reflect.Value{reflect.ValueOf(1)})[0])
	made := reflect.MakeFunc(reflect.TypeOf(many), func(in []reflect.Value) []reflect.Value {
		return reflect.ValueOf(many).CallSlice(in)
	}).Interface().(func(int8, uint16, small, odd, bool, complex64, struct{}, float32, *int, func(int) int, uintptr, [20]int, string, any, error, ...small) (small, odd, bool, int8, complex64, struct{}, []small, [20]int, func(int) int))
	c, d, e, a, f, _, p, l, g := made(1, 2, small{3, 4}, odd{5, 6, 7}, false, 8i, struct{}{}, 9, &x, func(int) int { return 10 }, 11, [20]int{}, "12", nil, nil, small{13, 14})
	fmt.Println(c, d, e, a, f, p, l[19], g(1))
}

type embedsError struct {
	error
	fmt.Stringer
	*calculator
}

func embedded() {
	e := embedsError{error: errors.New("inside"), calculator: &calculator{3}}
	v := reflect.ValueOf(e)
	fmt.Println(v.NumMethod(), v.MethodByName("Error").Call(nil)[0], v.MethodByName("Recall").Call(nil)[0], v.MethodByName("Add").Type())
	fmt.Println(reflect.TypeOf(&e).NumMethod(), reflect.TypeOf(e).Implements(reflect.TypeFor[error]()))
	for _, f := range reflect.VisibleFields(reflect.TypeOf(e)) {
		fmt.Print(f.Name, f.Index, f.Anonymous, " ")
	}
	fmt.Println()
	var err error = &os.PathError{Op: "open", Path: "/x", Err: errors.New("gone")}
	pv := reflect.ValueOf(err).Elem()
	pv.FieldByName("Path").SetString("/y")
	fmt.Println(err, pv.Addr().MethodByName("Unwrap").Call(nil)[0])
}

func main() {
	encoding()
	copying()
	services()
	wrappers()
	widths()
	embedded()
}
