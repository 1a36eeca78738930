// Package maps has the one error of maps that Go's runtime keeps in a package of this name.
package maps

// unhashableTypeError: a look into an empty map with a key that no map can hold. The machine makes
// it by this name.
//
//regionscope:root
type unhashableTypeError struct {
	text string // "hash of unhashable type: []int"
}

func (e unhashableTypeError) RuntimeError() {}

func (e unhashableTypeError) Error() string {
	return e.text
}
