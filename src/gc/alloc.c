/* One allocation: charge the assist debt while marking, take a slot by the path its size and type
 * ask for, zero it if it may hold old bytes, write down where its pointers are, and, while marking,
 * make it black at once. Only when a span was taken or the object is large is the trigger looked
 * at.
 *
 * Order of publication: contents and pointer bits are written before the address is returned; the
 * caller stores it somewhere only after that, with a fence in between, and the marker reaches the
 * object only through that store.
 *
 * Go: runtime/malloc.go (mallocgc and the five paths), mbitmap.go (heapSetType) */
#include "gc/alloc.h"

#include "base/bug.h"
#include "gc/assist.h"
#include "gc/grey.h"
#include "gc/pacer.h"
#include "gc/sample.h"
#include "gc/scavenger.h"
#include "gc/sweeper.h"
#include "mem/access.h"
#include "trace/tracer.h"

#ifdef __SANITIZE_THREAD__
#define PUBLISH() ((void)0) /* it knows no fences; every access on both sides is atomic anyway */
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define PUBLISH() ((void)0)
#endif
#endif
#ifndef PUBLISH
#define PUBLISH() atomic_thread_fence(memory_order_release)
#endif

enum { INLINE_ZERO_BYTES = 128 };

void
alloc_set_zerobase(struct gc *gc, uint64_t addr)
{
    gc->zerobase = addr;
}

static inline bool
is_on(const _Atomic bool *flag)
{
    return unlikely(atomic_load_explicit(flag, memory_order_relaxed));
}

/* TRACER_ bits: usually nobody looks. */
static inline unsigned
watchers(const struct gc_p *p)
{
    return atomic_load_explicit(&p->tracer->on, memory_order_relaxed);
}

/* heap live has just grown by a span: a cycle may be due, or the assist ratio may have to change.
 */
static void
heap_grew(struct gc_p *p)
{
    struct gc *gc = p->gc;
    scavenger_obey_limit(gc, p);
    if (atomic_load_explicit(&gc->blacken, memory_order_relaxed))
        pacer_revise(gc->pacer);
    else if (atomic_load_explicit(&heap_stats(gc->heap)->live, memory_order_relaxed) >=
             pacer_trigger(gc->pacer))
        p->wishes |= GC_WISH_START;
}

static __attribute__((noinline)) uint64_t
slot_slow(struct gc_p *p, unsigned spanclass, struct span **s)
{
    uint64_t addr = cache_next_slow(&p->cache, spanclass, s);
    if (addr)
        return addr;
    sweeper_pay(p, (uint64_t)sizeclasses[spanclass >> 1].pages * PAGE_BYTES, 0);
    if (!cache_refill(&p->cache, spanclass))
        return 0;
    heap_grew(p);
    return cache_next_slow(&p->cache, spanclass, s);
}

static inline uint64_t
take_slot(struct gc_p *p, unsigned spanclass, struct span **s)
{
    uint64_t addr = cache_next_fast(&p->cache, spanclass, s);
    return likely(addr != 0) ? addr : slot_slow(p, spanclass, s);
}

static inline void
zero_slot(const struct span *s, uint64_t addr)
{
    uint64_t bytes = s->elem_bytes;
    if (bytes > INLINE_ZERO_BYTES) {
        access_zero(addr, bytes);
        return;
    }
    for (uint64_t i = 0; i < bytes; i += 8)
        access_store64(addr + i, 0);
}

/* Cold halves of finish(). */
static __attribute__((noinline)) void
be_born_black(struct gc_p *p, struct gc_g *g, struct span *s, uint64_t slot, uint64_t bytes)
{
    if (span_mark(s, span_index(s, slot)))
        grey_straight_to_black(p, s);
    if (g) /* what the slot wastes is charged too; no assist for it now */
        g->assist_balance -= (int64_t)(s->elem_bytes - bytes);
}

static __attribute__((noinline)) void
show(struct gc_p *p, struct gc_g *g, enum event_kind kind, uint64_t addr, uint64_t bytes)
{
    tracer_emit(p->tracer, kind, g ? g->goid : 0, addr, bytes, g ? g->pc : 0);
}

static __attribute__((noinline)) void
show_small(struct gc_p *p, struct gc_g *g, struct span *s, uint64_t slot, uint64_t addr)
{
    if (watchers(p) & TRACER_EVENTS)
        show(p, g, EVENT_ALLOC, addr, s->elem_bytes);
    if (watchers(p) & TRACER_ALLOCS)
        sample_alloc(p, g, s, slot);
}

static __attribute__((noinline)) void
show_tiny(struct gc_p *p, struct gc_g *g, uint64_t addr, uint64_t bytes)
{
    if (watchers(p) & TRACER_EVENTS)
        show(p, g, EVENT_ALLOC_TINY, addr, bytes);
    if (watchers(p) & TRACER_ALLOCS)
        sample_tiny(p, g);
}

/* The object is complete: black while marking, and visible from here on. slot: start of its slot.
 */
static inline uint64_t
finish(struct gc_p *p, struct gc_g *g, struct span *s, uint64_t slot, uint64_t addr, uint64_t bytes)
{
    PUBLISH();
    if (is_on(&p->gc->barrier_on))
        be_born_black(p, g, s, slot, bytes);
    if (unlikely(watchers(p)))
        show_small(p, g, s, slot, addr);
    if (unlikely(p->gc->options.stress))
        p->wishes |= GC_WISH_START;
    return addr;
}

static inline unsigned
class_for(const struct gc *gc, uint64_t bytes)
{
    return gc->class_of8[(bytes + 7) / 8];
}

/* Pointer-free, 1 to 15 bytes: several share a block of 16. */
static uint64_t
alloc_tiny(struct gc_p *p, struct gc_g *g, uint64_t bytes)
{
    struct cache *c = &p->cache;
    uint64_t align = bytes & 7 ? bytes & 3 ? bytes & 1 ? 1 : 2 : 4 : 8;
    uint64_t at = (c->tiny_offset + align - 1) & ~(align - 1);
    if (c->tiny && at + bytes <= SIZECLASS_TINY_LIMIT) {
        c->tiny_offset = (uint32_t)(at + bytes);
        c->tiny_allocs++;
        if (unlikely(watchers(p)))
            show_tiny(p, g, c->tiny + at, bytes);
        return c->tiny + at;
    }
    struct span *s;
    uint64_t addr = take_slot(p, SPANCLASS_TINY, &s);
    if (!addr)
        return 0;
    access_store64(addr, 0);
    access_store64(addr + 8, 0);
    if (!c->tiny || bytes < c->tiny_offset) { /* keep the block with more room */
        c->tiny = addr;
        c->tiny_offset = (uint32_t)bytes;
    }
    return finish(p, g, s, addr, addr, bytes);
}

static inline uint64_t
alloc_noscan(struct gc_p *p, struct gc_g *g, uint64_t bytes, bool zero)
{
    struct span *s;
    uint64_t addr = take_slot(p, class_for(p->gc, bytes) << 1 | 1, &s);
    if (unlikely(!addr))
        return 0;
    if (zero && s->needzero)
        zero_slot(s, addr);
    return finish(p, g, s, addr, addr, bytes);
}

/* Pointer bits of `n` words (1 .. 64) of values of the type. */
static inline uint64_t
pointer_bits(const struct typeinfo *type, unsigned n)
{
    uint64_t period = type->mask_period / 8, bits = type->ptrmask[0];
    if (n <= period)
        return bits & scan_low_bits(n);
    uint64_t one = bits & scan_low_bits((unsigned)period);
    bits = 0;
    for (uint64_t i = 0; i < n; i += period)
        bits |= one << i;
    return bits & scan_low_bits(n);
}

/* Only the span's owner writes its bitmap; the marker may read it meanwhile. */
static inline void
put_bits(_Atomic uint64_t *word, uint64_t mask, uint64_t bits)
{
    uint64_t was = atomic_load_explicit(word, memory_order_relaxed);
    atomic_store_explicit(word, (was & ~mask) | bits, memory_order_relaxed);
}

static inline void
write_bitmap(const struct span *s, uint64_t addr, uint64_t bits)
{
    unsigned at = (unsigned)((addr - s->base) / 8), n = (unsigned)(s->elem_bytes / 8);
    unsigned bit = at % 64;
    _Atomic uint64_t *word = span_ptr_bitmap(s) + at / 64;
    uint64_t mask = scan_low_bits(n);
    put_bits(word, mask << bit, bits << bit);
    if (bit + n > 64)
        put_bits(word + 1, mask >> (64 - bit), bits >> (64 - bit));
}

/* With pointers, up to 512 bytes: one bit a word at the end of the span's page. */
static inline uint64_t
alloc_scan(struct gc_p *p, struct gc_g *g, const struct typeinfo *type, uint64_t bytes)
{
    struct span *s;
    uint64_t addr = take_slot(p, class_for(p->gc, bytes) << 1, &s);
    if (unlikely(!addr))
        return 0;
    if (s->needzero)
        zero_slot(s, addr);
    uint64_t bits = pointer_bits(type, (unsigned)((bytes + 7) / 8));
    write_bitmap(s, addr, bits);
    p->cache.scan_alloc += bits ? 8 * (64 - (uint64_t)__builtin_clzll(bits)) : 0;
    return finish(p, g, s, addr, addr, bytes);
}

/* With pointers, up to 32760 bytes: the type in a word before the object. */
static uint64_t
alloc_header(struct gc_p *p, struct gc_g *g, const struct typeinfo *type, uint64_t bytes)
{
    struct span *s;
    uint64_t total = bytes + SIZECLASS_HEADER_BYTES;
    uint64_t slot = take_slot(p, class_for(p->gc, total) << 1, &s);
    if (unlikely(!slot))
        return 0;
    if (s->needzero)
        zero_slot(s, slot);
    access_store64(slot, (uint64_t)(uintptr_t)type);
    p->cache.scan_alloc += s->elem_bytes;
    return finish(p, g, s, slot, slot + SIZECLASS_HEADER_BYTES, bytes);
}

static uint64_t
alloc_large(struct gc_p *p, struct gc_g *g, const struct typeinfo *type, uint64_t bytes, bool zero)
{
    struct gc *gc = p->gc;
    uint64_t pages = bytes / PAGE_BYTES + (bytes % PAGE_BYTES != 0);
    sweeper_pay(p, pages * PAGE_BYTES, pages);
    struct span *s = heap_alloc_large(gc->heap, p->tracer, bytes, type, zero);
    if (!s)
        return 0;
    if (type)
        p->cache.scan_alloc += s->elem_bytes;
    PUBLISH();
    if (is_on(&gc->barrier_on))
        be_born_black(p, g, s, s->base, bytes);
    show(p, g, EVENT_ALLOC_LARGE, s->base, s->elem_bytes);
    if (watchers(p) & TRACER_ALLOCS)
        sample_alloc(p, g, s, s->base);
    heap_grew(p);
    if (gc->options.stress)
        p->wishes |= GC_WISH_START;
    return s->base;
}

void
alloc_charge(struct gc_p *p, struct gc_g *g, uint64_t bytes)
{
    if (g && is_on(&p->gc->blacken))
        assist_charge(p, g, bytes);
    heap_grew(p);
}

uint64_t
alloc_object(struct gc_p *p, struct gc_g *g, const struct typeinfo *type, uint64_t bytes, bool zero)
{
    if (is_on(&p->gc->blacken) && g && bytes)
        assist_charge(p, g, bytes);
    if (!type || !typeinfo_has_pointers(type)) {
        if (likely(bytes >= SIZECLASS_TINY_LIMIT && bytes <= SIZECLASS_SMALL_LIMIT))
            return alloc_noscan(p, g, bytes, zero);
        if (bytes == 0)
            return p->gc->zerobase;
        if (bytes < SIZECLASS_TINY_LIMIT)
            return alloc_tiny(p, g, bytes);
        return alloc_large(p, g, NULL, bytes, zero);
    }
    if (bytes == 0)
        return p->gc->zerobase;
    if (likely(bytes <= SIZECLASS_BITMAP_LIMIT))
        return alloc_scan(p, g, type, bytes);
    if (bytes <= SIZECLASS_SMALL_LIMIT)
        return alloc_header(p, g, type, bytes);
    return alloc_large(p, g, type, bytes, zero);
}
