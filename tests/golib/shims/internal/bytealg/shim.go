package bytealg

import "strings"

func IndexByte(s string, c byte) int { return strings.IndexByte(s, c) }
func Index(s, sub string) int        { return strings.Index(s, sub) }
func Compare(a, b string) int        { return strings.Compare(a, b) }
