// Package iter names the functions that range accepts. Go: iter, without Pull
package iter

// Seq calls yield with one value after the other until that returns false.
type Seq[V any] func(yield func(V) bool)

// Seq2 is a Seq of pairs.
type Seq2[K, V any] func(yield func(K, V) bool)
