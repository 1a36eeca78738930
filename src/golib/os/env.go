package os

import "sync"

// The environment is the system's at the start; the program changes a copy of its own, which it makes
// the first time. guarded by envLock: nil until then.
var (
	envLock sync.Mutex
	envs    []string // "key=value", in the order of the system; "" when unset
)

// environ are the variables of the system, "key=value".
func environ() []string

// change copies the environment and returns the index of key, -1 when it is not set. envLock is held.
func change(key string) int {
	if envs == nil {
		envs = append(make([]string, 0, 64), environ()...)
	}
	for i, kv := range envs {
		if len(kv) > len(key) && kv[len(key)] == '=' && kv[:len(key)] == key {
			return i
		}
	}
	return -1
}

func Getenv(key string) string {
	value, _ := LookupEnv(key)
	return value
}

func LookupEnv(key string) (string, bool) {
	envLock.Lock()
	defer envLock.Unlock()
	if envs == nil {
		return getenv(key)
	}
	if i := change(key); i >= 0 {
		return envs[i][len(key)+1:], true
	}
	return "", false
}

type setenvError struct{}

func (setenvError) Error() string { return "invalid argument" }

//golib:leaks key=heap value=heap
func Setenv(key, value string) error {
	bad := key == ""
	for i := 0; i < len(key); i++ {
		bad = bad || key[i] == '=' || key[i] == 0
	}
	for i := 0; i < len(value); i++ {
		bad = bad || value[i] == 0
	}
	if bad {
		return NewSyscallError("setenv", setenvError{})
	}
	envLock.Lock()
	defer envLock.Unlock()
	kv := key + "=" + value
	if i := change(key); i >= 0 {
		envs[i] = kv
	} else {
		envs = append(envs, kv)
	}
	return nil
}

//golib:leaks key=heap
func Unsetenv(key string) error {
	envLock.Lock()
	defer envLock.Unlock()
	if i := change(key); i >= 0 {
		envs[i] = ""
	}
	return nil
}

func Clearenv() {
	envLock.Lock()
	envs = make([]string, 0, 1)
	envLock.Unlock()
}

func Environ() []string {
	envLock.Lock()
	defer envLock.Unlock()
	change("")
	list := make([]string, 0, len(envs))
	for _, kv := range envs {
		if kv != "" {
			list = append(list, kv)
		}
	}
	return list
}

func ExpandEnv(s string) string { return Expand(s, Getenv) }

// Expand replaces $name, ${name} and $1, $* and the like.
func Expand(s string, mapping func(string) string) string {
	var out []byte
	from := 0
	for i := 0; i+1 < len(s); i++ {
		if s[i] != '$' {
			continue
		}
		out = append(out, s[from:i]...)
		name, n := variable(s[i+1:])
		switch {
		case name != "":
			out = append(out, mapping(name)...)
		case n == 0:
			out = append(out, '$')
		}
		i += n
		from = i + 1
	}
	if out == nil && from == 0 {
		return s
	}
	return string(append(out, s[from:]...))
}

func isSpecial(c byte) bool {
	switch c {
	case '*', '#', '$', '@', '!', '?', '-':
		return true
	}
	return c >= '0' && c <= '9'
}

func isNameByte(c byte) bool { return c == '_' || c >= '0' && c <= '9' || c|32 >= 'a' && c|32 <= 'z' }

// variable is the name that s begins with, and how many bytes it takes there. Broken syntax has no
// name but a length.
func variable(s string) (name string, n int) {
	if s[0] == '{' {
		if len(s) > 2 && isSpecial(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				if i == 1 {
					return "", 2
				}
				return s[1:i], i + 1
			}
		}
		return "", 1
	}
	if isSpecial(s[0]) {
		return s[:1], 1
	}
	for n < len(s) && isNameByte(s[n]) {
		n++
	}
	return s[:n], n
}
