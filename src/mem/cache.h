/* A P's cache of spans, one per span class, and its tiny block: the allocation fast path without a
 * lock. Go: runtime/mcache.go. Owned by the P; only the thread that holds the P touches it. */
#ifndef MEM_CACHE_H
#define MEM_CACHE_H

#include "mem/span.h"

#include <stdbool.h>
#include <stdint.h>

struct heap;
struct tracer;

struct cache {
    struct heap *heap;
    struct tracer *tracer;               /* the P's; NULL allowed */
    struct span *spans[SPANCLASS_COUNT]; /* never NULL: a full dummy span at first */
    uint64_t tiny;                       /* current 16-byte block, 0 = none */
    uint32_t tiny_offset;                /* bytes used of it */
    uint64_t tiny_allocs;                /* since the last flush */
    uint64_t scan_alloc;                 /* scannable bytes allocated; goes to stats.scan at each
                                            refill and flush */
    uint32_t flush_gen;                  /* heap sweepgen of the last flush */
};

void cache_init(struct cache *c, struct heap *h, struct tracer *t);
/* Gives all spans back, drops the tiny block, publishes the counters. World stopped, or owner. */
void cache_flush(struct cache *c);

/* Slow half of a small allocation: swaps the full span for one with room. Charges stats.live with
 * the free part. False when memory is exhausted. */
bool cache_refill(struct cache *c, unsigned spanclass);

/* A free slot of the class: address, and the span it is in; 0 = the span is full (refill). The
 * memory is not zeroed; see span->needzero. */
static inline uint64_t
cache_next_fast(struct cache *c, unsigned spanclass, struct span **out)
{
    struct span *s = c->spans[spanclass];
    *out = s;
    if (s->alloc_cache) {
        unsigned skip = (unsigned)__builtin_ctzll(s->alloc_cache);
        unsigned index = s->freeindex + skip;
        if (index < s->nelems) {
            unsigned next = index + 1;
            if (next % 64 != 0 || next == s->nelems) {
                s->alloc_cache = skip == 63 ? 0 : s->alloc_cache >> (skip + 1);
                SPAN_SET(s->freeindex, (uint16_t)next);
                SPAN_SET(s->alloc_count, (uint16_t)(s->alloc_count + 1));
                return span_slot(s, index);
            }
        }
    }
    return 0;
}

/* The same without the fast path's limits: walks on to the next 64 alloc bits. 0 = full. */
uint64_t cache_next_slow(struct cache *c, unsigned spanclass, struct span **out);

#endif
