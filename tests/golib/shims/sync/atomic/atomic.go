package atomic

import (
	real "sync/atomic"
	"unsafe"
)

func LoadInt32(a *int32) int32                           { return real.LoadInt32(a) }
func StoreInt32(a *int32, v int32)                       { real.StoreInt32(a, v) }
func AddInt32(a *int32, v int32) int32                   { return real.AddInt32(a, v) }
func SwapInt32(a *int32, v int32) int32                  { return real.SwapInt32(a, v) }
func AndInt32(a *int32, v int32) int32                   { return real.AndInt32(a, v) }
func OrInt32(a *int32, v int32) int32                    { return real.OrInt32(a, v) }
func CompareAndSwapInt32(a *int32, old, v int32) bool    { return real.CompareAndSwapInt32(a, old, v) }
func LoadInt64(a *int64) int64                           { return real.LoadInt64(a) }
func StoreInt64(a *int64, v int64)                       { real.StoreInt64(a, v) }
func AddInt64(a *int64, v int64) int64                   { return real.AddInt64(a, v) }
func SwapInt64(a *int64, v int64) int64                  { return real.SwapInt64(a, v) }
func AndInt64(a *int64, v int64) int64                   { return real.AndInt64(a, v) }
func OrInt64(a *int64, v int64) int64                    { return real.OrInt64(a, v) }
func CompareAndSwapInt64(a *int64, old, v int64) bool    { return real.CompareAndSwapInt64(a, old, v) }
func LoadUint32(a *uint32) uint32                        { return real.LoadUint32(a) }
func StoreUint32(a *uint32, v uint32)                    { real.StoreUint32(a, v) }
func AddUint32(a *uint32, v uint32) uint32               { return real.AddUint32(a, v) }
func SwapUint32(a *uint32, v uint32) uint32              { return real.SwapUint32(a, v) }
func AndUint32(a *uint32, v uint32) uint32               { return real.AndUint32(a, v) }
func OrUint32(a *uint32, v uint32) uint32                { return real.OrUint32(a, v) }
func CompareAndSwapUint32(a *uint32, old, v uint32) bool { return real.CompareAndSwapUint32(a, old, v) }
func LoadUint64(a *uint64) uint64                        { return real.LoadUint64(a) }
func StoreUint64(a *uint64, v uint64)                    { real.StoreUint64(a, v) }
func AddUint64(a *uint64, v uint64) uint64               { return real.AddUint64(a, v) }
func SwapUint64(a *uint64, v uint64) uint64              { return real.SwapUint64(a, v) }
func AndUint64(a *uint64, v uint64) uint64               { return real.AndUint64(a, v) }
func OrUint64(a *uint64, v uint64) uint64                { return real.OrUint64(a, v) }
func CompareAndSwapUint64(a *uint64, old, v uint64) bool { return real.CompareAndSwapUint64(a, old, v) }
func LoadUintptr(a *uintptr) uintptr                     { return real.LoadUintptr(a) }
func StoreUintptr(a *uintptr, v uintptr)                 { real.StoreUintptr(a, v) }
func AddUintptr(a *uintptr, v uintptr) uintptr           { return real.AddUintptr(a, v) }
func SwapUintptr(a *uintptr, v uintptr) uintptr          { return real.SwapUintptr(a, v) }
func AndUintptr(a *uintptr, v uintptr) uintptr           { return real.AndUintptr(a, v) }
func OrUintptr(a *uintptr, v uintptr) uintptr            { return real.OrUintptr(a, v) }
func CompareAndSwapUintptr(a *uintptr, old, v uintptr) bool {
	return real.CompareAndSwapUintptr(a, old, v)
}
func LoadPointer(a *unsafe.Pointer) unsafe.Pointer                   { return real.LoadPointer(a) }
func StorePointer(a *unsafe.Pointer, v unsafe.Pointer)               { real.StorePointer(a, v) }
func SwapPointer(a *unsafe.Pointer, v unsafe.Pointer) unsafe.Pointer { return real.SwapPointer(a, v) }
func CompareAndSwapPointer(a *unsafe.Pointer, old, v unsafe.Pointer) bool {
	return real.CompareAndSwapPointer(a, old, v)
}
