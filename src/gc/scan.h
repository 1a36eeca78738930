/* The pointer words of an object: the one place that knows the three layouts of pointer information
 * (bitmap in the span up to 512 bytes, type header in the slot up to 32 KiB, type in the span
 * record for large objects) and user-arena chunks with their own bitmap. Go: runtime/mbitmap.go
 *
 * Always inlined with a constant visit function: the marker's loop and the verifier share it.
 * Program memory is read with relaxed atomics; a concurrent mutator may change it at any time. */
#ifndef GC_SCAN_H
#define GC_SCAN_H

#include "mem/access.h"
#include "mem/span.h"
#include "mem/userarena.h"

enum { SCAN_OBLET_BYTES = 128 << 10 }; /* larger objects are scanned in pieces of this size */

typedef void scan_visit_fn(void *ctx, uint64_t slot_addr, uint64_t value);

#define SCAN_INLINE static inline __attribute__((always_inline))

static inline uint64_t
scan_low_bits(unsigned n) /* n: 1 .. 64 */
{
    return ~UINT64_C(0) >> (64 - n);
}

/* Is it one object in a span of its own (large object, arena chunk)? */
static inline bool
scan_is_large(const struct span *s)
{
    return s->magic == 0;
}

/* End of what may hold pointers in a large scan object or arena chunk. */
static inline uint64_t
scan_large_end(const struct span *s)
{
    if (s->use == SPAN_USE_ARENA)
        return s->base + userarena_scan_bytes(s);
    return s->base + s->large_bytes;
}

/* Visits the words at base + 8 * (set bits). */
SCAN_INLINE void
scan_bits(uint64_t base, uint64_t bits, scan_visit_fn *visit, void *ctx)
{
    for (; bits; bits &= bits - 1) {
        uint64_t slot = base + 8 * (uint64_t)__builtin_ctzll(bits);
        visit(ctx, slot, access_load64(slot));
    }
}

/* [lo, hi) of values of type t that start at base (lo >= base), the mask repeating all the way.
 * Returns the scan work: bytes from lo to the end of the last pointer word. */
SCAN_INLINE uint64_t
scan_typed(uint64_t base, uint64_t lo, uint64_t hi, const struct typeinfo *t, scan_visit_fn *visit,
           void *ctx)
{
    uint64_t period = t->mask_period, last = lo;
    if (period == 0)
        return 0;
    uint64_t at = (lo - base) % period; /* offset of lo in the mask's period */
    for (uint64_t a = lo; a < hi;) {
        uint64_t bit = at / 8 % 64, n = 64 - bit;
        if (n > (period - at + 7) / 8)
            n = (period - at + 7) / 8;
        if (n > (hi - a) / 8)
            n = (hi - a) / 8;
        if (n == 0)
            break;
        uint64_t bits = t->ptrmask[at / 512] >> bit & scan_low_bits((unsigned)n);
        scan_bits(a, bits, visit, ctx);
        if (bits)
            last = a + 8 * (64 - (uint64_t)__builtin_clzll(bits));
        a += n * 8;
        at += n * 8;
        if (at >= period)
            at = 0;
    }
    return last - lo;
}

/* [lo, hi) by a bitmap whose bit 0 describes the word at base. */
SCAN_INLINE uint64_t
scan_bitmap(uint64_t base, uint64_t lo, uint64_t hi, const uint64_t *bitmap, scan_visit_fn *visit,
            void *ctx)
{
    uint64_t last = lo;
    for (uint64_t a = lo; a < hi;) {
        uint64_t word = (a - base) / 8, n = 64 - word % 64;
        if (n > (hi - a) / 8)
            n = (hi - a) / 8;
        if (n == 0)
            break;
        uint64_t bits = __atomic_load_n(&bitmap[word / 64], __ATOMIC_RELAXED) >> (word % 64) &
                        scan_low_bits((unsigned)n);
        scan_bits(a, bits, visit, ctx);
        if (bits)
            last = a + 8 * (64 - (uint64_t)__builtin_clzll(bits));
        a += n * 8;
    }
    return last - lo;
}

/* An object of at most 512 bytes: its bits straddle at most two words of the span's bitmap. */
SCAN_INLINE uint64_t
scan_small(const struct span *s, uint64_t obj, scan_visit_fn *visit, void *ctx)
{
    _Atomic uint64_t *map = span_ptr_bitmap(s);
    unsigned word = (unsigned)((obj - s->base) / 8), n = s->elem_bytes / 8, bit = word % 64;
    uint64_t bits = atomic_load_explicit(&map[word / 64], memory_order_relaxed) >> bit;
    if (bit + n > 64)
        bits |= atomic_load_explicit(&map[word / 64 + 1], memory_order_relaxed) << (64 - bit);
    bits &= scan_low_bits(n);
    if (bits == 0)
        return 0;
    scan_bits(obj, bits, visit, ctx);
    return 8 * (64 - (uint64_t)__builtin_clzll(bits));
}

/* A piece [lo, hi) of a large object or chunk. */
SCAN_INLINE uint64_t
scan_large(const struct span *s, uint64_t lo, uint64_t hi, scan_visit_fn *visit, void *ctx)
{
    if (s->use == SPAN_USE_ARENA)
        return scan_bitmap(s->base, lo, hi, userarena_scan_bitmap(s), visit, ctx);
    const struct typeinfo *t = atomic_load_explicit(&s->large_type, memory_order_acquire);
    return t ? scan_typed(s->base, lo, hi, t, visit, ctx) : 0;
}

/* A whole small object of a scan span; obj = start of its slot. */
SCAN_INLINE uint64_t
scan_slot(const struct span *s, uint64_t obj, scan_visit_fn *visit, void *ctx)
{
    if (s->elem_bytes <= SIZECLASS_BITMAP_LIMIT)
        return scan_small(s, obj, visit, ctx);
    const struct typeinfo *t = (const void *)(uintptr_t)access_load64(obj);
    if (!t)
        return 0;
    return scan_typed(obj + SIZECLASS_HEADER_BYTES, obj + SIZECLASS_HEADER_BYTES,
                      obj + s->elem_bytes, t, visit, ctx) +
           SIZECLASS_HEADER_BYTES;
}

#endif
