package rand

import "math/rand/v2"

func random() uint64 { return rand.Uint64() }
