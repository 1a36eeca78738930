package weak

import "unsafe"

func handle(obj unsafe.Pointer) unsafe.Pointer { return obj }
func load(h unsafe.Pointer) unsafe.Pointer     { return h }
