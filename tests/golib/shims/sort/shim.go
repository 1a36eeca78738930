package sort

import "reflect"

func swap(slice any, i, j int) { reflect.Swapper(slice)(i, j) }
