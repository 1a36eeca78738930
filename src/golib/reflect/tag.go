package reflect

// StructTag is by convention a list key:"value" key:"value".
type StructTag string

//golib:leaks tag=calls tag=mutates
func (tag StructTag) Get(key string) string {
	v, _ := tag.Lookup(key)
	return v
}

//golib:leaks tag=calls tag=mutates
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	s := string(tag)
	for {
		for s != "" && s[0] == ' ' {
			s = s[1:]
		}
		colon := 0
		for colon < len(s) && s[colon] > ' ' && s[colon] != ':' && s[colon] != '"' && s[colon] != 0x7f {
			colon++
		}
		if colon == 0 || colon+1 >= len(s) || s[colon] != ':' || s[colon+1] != '"' {
			return "", false
		}
		end := colon + 2
		plain := true
		for end < len(s) && s[end] != '"' {
			if s[end] == '\\' {
				plain = false
				end++
			}
			end++
		}
		if end >= len(s) {
			return "", false
		}
		if s[:colon] == key {
			if plain {
				return s[colon+2 : end], true
			}
			return unescaped(s[colon+2 : end]), true
		}
		s = s[end+1:]
	}
}

// unescaped knows backslashes before quotes and backslashes.
func unescaped(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		out = append(out, s[i])
	}
	return string(out)
}
