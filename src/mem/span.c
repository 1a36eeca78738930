/* The slots of one span. Free slots are found 64 at a time: alloc_cache holds the complement of 64
 * alloc bits, shifted so that bit 0 is the slot freeindex; a find shifts past the slot it hands
 * out, and crossing a multiple of 64 loads the next word. Alloc bits are never written while a span
 * is filled: everything below freeindex counts as allocated.
 *
 * Go: runtime/mbitmap.go, malloc.go (nextFreeIndex) */
#include "mem/span.h"

#include "base/bitops.h"
#include "base/bug.h"

void
span_load_cache(struct span *s, unsigned index)
{
    s->alloc_cache = ~atomic_load_explicit(&s->alloc_bits[index / 64], memory_order_relaxed);
}

bool
span_is_allocated(const struct span *s, unsigned index)
{
    if (index < SPAN_GET(s->freeindex))
        return true;
    return atomic_load_explicit(&s->alloc_bits[index / 64], memory_order_relaxed) >> (index % 64) &
           1;
}

unsigned
span_next_free(struct span *s)
{
    unsigned nelems = s->nelems, from = s->freeindex;
    if (from == nelems)
        return nelems;
    while (!s->alloc_cache) {
        from = (from + 64) & ~63u;
        if (from >= nelems) {
            SPAN_SET(s->freeindex, s->nelems);
            return nelems;
        }
        span_load_cache(s, from);
    }
    unsigned skip = bitops_ctz64(s->alloc_cache);
    unsigned index = from + skip;
    if (index >= nelems) {
        SPAN_SET(s->freeindex, s->nelems);
        return nelems;
    }
    s->alloc_cache = skip == 63 ? 0 : s->alloc_cache >> (skip + 1);
    from = index + 1;
    if (from % 64 == 0 && from != nelems)
        span_load_cache(s, from);
    SPAN_SET(s->freeindex, (uint16_t)from);
    return index;
}

static uint64_t
allocated_word(const struct span *s, unsigned w)
{
    uint64_t bits = atomic_load_explicit(&s->alloc_bits[w], memory_order_relaxed);
    unsigned lo = w * 64;
    if (s->freeindex >= lo + 64)
        return UINT64_MAX;
    if (s->freeindex > lo)
        bits |= (UINT64_C(1) << (s->freeindex - lo)) - 1;
    return bits;
}

static uint64_t
slots_mask(const struct span *s, unsigned w)
{
    unsigned left = s->nelems - w * 64;
    return left >= 64 ? UINT64_MAX : (UINT64_C(1) << left) - 1;
}

unsigned
span_count_allocated(const struct span *s)
{
    unsigned n = 0;
    for (unsigned w = 0; w * 64 < s->nelems; w++)
        n += bitops_popcount64(allocated_word(s, w) & slots_mask(s, w));
    return n;
}

unsigned
span_count_marked(const struct span *s)
{
    unsigned n = 0;
    for (unsigned w = 0; w * 64 < s->nelems; w++)
        n += bitops_popcount64(atomic_load_explicit(&s->mark_bits[w], memory_order_relaxed));
    return n;
}

static void
check_bits(const struct span *s)
{
    for (unsigned w = 0; w * 64 < s->nelems; w++) {
        uint64_t marks = atomic_load_explicit(&s->mark_bits[w], memory_order_relaxed);
        ensure(!(marks & ~(allocated_word(s, w) & slots_mask(s, w))),
               "found pointer to free object: span %#llx has marks %#llx on free slots (word %u)",
               (unsigned long long)s->base, (unsigned long long)marks, w);
    }
    ensure(span_count_allocated(s) == s->alloc_count,
           "span %#llx counts %u slots in use and its bits say %u", (unsigned long long)s->base,
           s->alloc_count, span_count_allocated(s));
}

void
span_check(const struct span *s)
{
    int state = atomic_load(&s->state);
    ensure(state == SPAN_IN_USE || state == SPAN_MANUAL, "a checked span is not dead");
    ensure(s->npages > 0 && s->base % PAGE_BYTES == 0, "a span consists of whole pages");
    if (state == SPAN_MANUAL) {
        ensure(s->use == SPAN_USE_STACK || s->use == SPAN_USE_WORKBUF, "a manual span has a use");
        return;
    }
    ensure(s->limit <= s->base + (uint64_t)s->npages * PAGE_BYTES,
           "the slots of span %#llx end inside it", (unsigned long long)s->base);
    if (s->use == SPAN_USE_ARENA)
        return;
    ensure(s->use == SPAN_USE_HEAP, "an in-use span belongs to the heap or to an arena");
    ensure(s->nelems == sizeclass_slots(s->spanclass), "span %#llx has the slots of its class",
           (unsigned long long)s->base);
    ensure(s->freeindex <= s->nelems, "freeindex of span %#llx is not past its slots",
           (unsigned long long)s->base);
    check_bits(s);
    for (unsigned i = 0; s->samples && i < s->nelems; i++)
        ensure(!s->samples[i] || span_is_allocated(s, i),
               "slot %u of span %#llx is free but has a sample", i, (unsigned long long)s->base);
}
