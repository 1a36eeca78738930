/* The write barrier: Yuasa deletion plus Dijkstra insertion, through a buffer per P. Every store of
 * a pointer that does not go to the storing goroutine's own current frame passes here; the VM tests
 * gc->barrier_on first. Go: runtime/mwbbuf.go, mbarrier.go. Owner of P only. */
#ifndef GC_BARRIER_H
#define GC_BARRIER_H

#include "gc/gc.h"
#include "mem/access.h"

void barrier_shade(struct gc_p *p, uint64_t slot_addr,
                   uint64_t new_value); /* buffers old and new */
void barrier_flush(struct gc_p *p);     /* shades everything buffered */

/* *slot = value with the barrier. */
static inline void
barrier_store(struct gc_p *p, uint64_t slot_addr, uint64_t value)
{
    if (__builtin_expect(atomic_load_explicit(&p->gc->barrier_on, memory_order_relaxed), 0))
        barrier_shade(p, slot_addr, value);
    access_store64(slot_addr, value);
}

/* Before copying `count` values of a type over dst: shades dst's old pointers and src's new ones.
 * src 0 = dst is about to be cleared. Then the caller copies (access_copy / access_zero). */
void barrier_bulk(struct gc_p *p, uint64_t dst, uint64_t src, const struct typeinfo *type,
                  uint64_t count);

/* memmove of `count` values with the barrier when it is on. */
static inline void
barrier_copy(struct gc_p *p, uint64_t dst, uint64_t src, const struct typeinfo *type,
             uint64_t count)
{
    if (__builtin_expect(atomic_load_explicit(&p->gc->barrier_on, memory_order_relaxed), 0) &&
        type->ptrdata)
        barrier_bulk(p, dst, src, type, count);
    access_copy(dst, src, type->size * count);
}

/* Shades one pointer at once (a goroutine's closure at go, a value handed to another stack). */
void barrier_shade_value(struct gc_p *p, uint64_t value);

#endif
