/* A span: a run of pages with one use. Heap spans hold slots of one size class or one large object;
 * manual spans hold stacks or the collector's work buffers. Go: runtime/mheap.go (mspan),
 * mbitmap.go
 *
 * Invariants (span_check): limit <= base + 8192 * npages; freeindex <= nelems; a slot is free iff
 * its index >= freeindex and its alloc bit is 0; while unswept, marks are a subset of the allocated
 * slots; a slot with a sample is allocated. sweepgen relative to the heap's g: g-2 needs sweeping,
 * g-1 being swept, g swept, g+1 cached before this sweep and needs it, g+3 swept then cached.
 *
 * Owner of the plain fields: the P that has it cached, else whoever took it off a central's set or
 * is sweeping it. state, sweepgen and mark bits are atomic: the marker reads them at any time. */
#ifndef MEM_SPAN_H
#define MEM_SPAN_H

#include "mem/sizeclass.h"
#include "mem/typeinfo.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* Fields that another thread may read while they change (a lookup by a stale address, the heap map)
 * are written, and read by such readers, through these two. Plain access is for the owner. */
#define SPAN_GET(field)    __atomic_load_n(&(field), __ATOMIC_RELAXED)
#define SPAN_SET(field, v) __atomic_store_n(&(field), (v), __ATOMIC_RELAXED)

enum span_state { SPAN_DEAD, SPAN_IN_USE, SPAN_MANUAL };
enum span_use { SPAN_USE_HEAP, SPAN_USE_STACK, SPAN_USE_WORKBUF, SPAN_USE_ARENA };

/* 128 bytes, the first 64 of them what the marker needs; records lie on 64-byte boundaries. */
struct span {
    uint64_t base;  /* address of the first byte */
    uint64_t limit; /* end of the slots */
    uint32_t npages;
    uint8_t spanclass;
    _Atomic uint8_t state; /* enum span_state; published last, with release */
    uint8_t use;           /* enum span_use */
    bool needzero;         /* slots may hold old bytes */
    uint64_t elem_bytes;   /* slot size; large: npages * 8192 */
    uint32_t magic;        /* of the class; 0 for large */
    uint16_t nelems;
    uint16_t freeindex;
    uint16_t alloc_count;        /* slots in use (of a cached span: as of the last look) */
    uint16_t alloc_count_cached; /* alloc_count when it was cached */
    _Atomic uint32_t n_marked;   /* approximate while marking (for the heap map); exact after */
    _Atomic uint64_t *mark_bits;
    _Atomic uint32_t sweepgen;
    _Atomic uint32_t oblets_left; /* large objects: pieces the marker has not scanned yet */
    uint64_t alloc_cache;         /* complement of 64 alloc bits from freeindex on */
                                  /* (stackpool: bit set = stack slot free) */
    _Atomic uint64_t *alloc_bits; /* nelems bits, host memory of the heap's bitmap arenas */
    _Atomic(const struct typeinfo *) large_type; /* large scan objects; NULL until zeroed */
    uint64_t large_bytes;                        /* requested bytes of a large object */
    struct span *next, *prev;                    /* list links, guarded by the list's lock */
    uint64_t arena_id;                           /* user-arena chunks: the arena's id */
    union {
        void *arena_chunk; /* user-arena chunks: struct of userarena.c */
        uint32_t *samples; /* heap spans: who allocated which slot, see memprofile.h; NULL: none */
    };
};

static inline bool
span_noscan(const struct span *s)
{
    return s->spanclass & 1;
}

/* Slot number of an address in [base, limit). */
static inline unsigned
span_index(const struct span *s, uint64_t addr)
{
    return s->magic ? (unsigned)(((addr - s->base) * s->magic) >> 32) : 0;
}

static inline uint64_t
span_slot(const struct span *s, unsigned index)
{
    return s->base + (uint64_t)index * s->elem_bytes;
}

/* Scan spans up to 512 B: start of the in-span pointer bitmap (bit i = word i of the span). */
static inline _Atomic uint64_t *
span_ptr_bitmap(const struct span *s)
{
    return (_Atomic uint64_t *)(uintptr_t)(s->base + PAGE_BYTES - PAGE_BYTES / 64);
}

/* Sets the mark bit; true when it was not set before. Any thread. */
static inline bool
span_mark(struct span *s, unsigned index)
{
    _Atomic uint64_t *word = &s->mark_bits[index / 64];
    uint64_t bit = UINT64_C(1) << (index % 64);
    if (atomic_load_explicit(word, memory_order_relaxed) & bit)
        return false;
    return !(atomic_fetch_or_explicit(word, bit, memory_order_relaxed) & bit);
}

static inline bool
span_is_marked(const struct span *s, unsigned index)
{
    return atomic_load_explicit(&s->mark_bits[index / 64], memory_order_relaxed) >> (index % 64) &
           1;
}

/* Is the slot allocated? Exact only for the owner or while the world is stopped. */
bool span_is_allocated(const struct span *s, unsigned index);
/* Next free slot's index, or nelems when full; advances freeindex. Owner only. */
unsigned span_next_free(struct span *s);
/* Loads alloc_cache with the 64 alloc bits of slots index .. index + 63; index % 64 == 0. Owner. */
void span_load_cache(struct span *s, unsigned index);
/* Slots that are allocated, counted from the bits. Owner, or world stopped. */
unsigned span_count_allocated(const struct span *s);
unsigned span_count_marked(const struct span *s);
/* Aborts with a sentence when an invariant is broken. Owner, or world stopped. */
void span_check(const struct span *s);

#endif
