/* The page heap and everything under it: the session's reserved address range, 64 MiB heap arenas,
 * the page allocator, span records, centrals, statistics. Go: runtime/mheap.go, mpagealloc.go,
 * mcentral.go
 *
 * One per session, owned by it. heap.lock (rank: after the scheduler's locks, before none) guards
 * pages, span records and lists; statistics are atomics. Addresses are machine addresses. Program
 * memory is always accessed through the helpers of mem/access.h.
 *
 * Identity (region_check): reserved bytes of every arena = sum of the region leaves. */
#ifndef MEM_HEAP_H
#define MEM_HEAP_H

#include "mem/span.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tracer;
struct heap;
struct memprofile;

enum {
    HEAP_ARENA_BYTES = 64 << 20,
    HEAP_ARENA_SHIFT = 26,
    HEAP_ARENA_PAGES = HEAP_ARENA_BYTES / PAGE_BYTES,
};

/* The first member of struct heap, open so that lookups are inline: where the two ranges are and
 * which span each page (general heap) resp. 8 MiB chunk (user arenas) belongs to. Entries may be
 * stale: only a span that is not dead and covers the address counts. */
struct heap_lookup {
    uint64_t base, bytes;          /* of the general heap's range */
    struct span *_Atomic *pagemap; /* by (addr - base) / 8192 */
    _Atomic uint64_t chunk_base;   /* of the user arenas' range; ~0 while there is none */
    uint64_t chunk_bytes;
    struct span *_Atomic *chunkmap; /* by (addr - chunk_base) / 8 MiB */
    _Atomic uint32_t sweepgen;      /* changes only while the world is stopped */
};
enum { HEAP_CHUNK_SHIFT = 23 };

/* Bytes and objects; written with relaxed atomics by many threads, read at any time. */
struct heap_stats {
    _Atomic uint64_t in_use;       /* bytes in heap spans (HeapInuse) */
    _Atomic uint64_t large_in_use; /* of in_use: bytes of large-object spans */
    _Atomic uint64_t free;         /* free pages still backed (HeapIdle - HeapReleased) */
    _Atomic uint64_t released;     /* free pages returned to the OS or never touched */
    _Atomic uint64_t stacks;       /* bytes in stack spans (StackInuse) */
    _Atomic uint64_t workbufs;     /* bytes in work-buffer spans */
    _Atomic uint64_t metadata;     /* host bytes of span records, bitmaps, tables (M1) */
    _Atomic uint64_t large_allocs, large_alloc_bytes; /* cumulative */
    _Atomic uint64_t large_frees, large_free_bytes;
    _Atomic uint64_t small_allocs[SIZECLASS_COUNT]; /* cumulative slots, flushed from caches */
    _Atomic uint64_t small_frees[SIZECLASS_COUNT];  /* cumulative slots freed by sweeping */
    _Atomic uint64_t tiny_allocs;                   /* cumulative objects put into tiny blocks */
    _Atomic uint64_t spans[SPANCLASS_COUNT];        /* spans in existence by span class */
    _Atomic uint64_t scan;         /* Go's heapScan: scannable bytes, added to by the caches */
    _Atomic uint64_t arenas;       /* bytes of user-arena chunks that are not faulted: add them to
                                      in_use for Go's HeapInuse */
    _Atomic uint64_t stacks_free;  /* of stacks: free slots of the global pool */
    _Atomic uint64_t live;         /* Go's heapLive: marked at the last cycle + charged since */
    _Atomic uint64_t pages_in_use; /* pages of heap spans */
    _Atomic uint64_t pages_swept;  /* since the sweep began */
};

struct heap_options {
    uint64_t max_bytes;     /* --max-memory: refuse to map more; 0 = no limit */
    uint64_t reserve_bytes; /* address space of the heap; 0 = 64 GiB, less where refused */
    bool poison;            /* --debug poison: fill freed memory with 0xdeadbeef words */
    uint64_t fail_alloc;    /* --debug failalloc=N: refuse the Nth page allocation; 0 = never */
};

/* NULL when the OS gives no address space (a log line says why). */
struct heap *heap_create(const struct heap_options *options);
void heap_destroy(struct heap *h); /* unmaps everything; accepts NULL */

struct heap_stats *heap_stats(struct heap *h);
struct memprofile *heap_profile(struct heap *h);
uint64_t heap_base(const struct heap *h);        /* first address of the first arena */
uint64_t heap_grown_bytes(const struct heap *h); /* committed so far, from heap_base on */
static inline uint32_t
heap_sweepgen(const struct heap *h) /* changes only while the world is stopped */
{
    return atomic_load_explicit(&((const struct heap_lookup *)h)->sweepgen, memory_order_relaxed);
}

/* A span of n pages. NULL when memory is exhausted. Heap use: zeroed lazily (span.needzero);
 * `spanclass` 0/1 = large. Emits SPAN_ALLOC. t may be NULL. */
struct span *heap_alloc_span(struct heap *h, struct tracer *t, uint32_t npages, enum span_use use,
                             unsigned spanclass);
/* The span must be in no set, and empty and swept resp. manual. */
void heap_free_span(struct heap *h, struct tracer *t, struct span *s);

/* The span that holds addr, or NULL: not ours, free, dead. Any thread, wait-free. */
static inline struct span *
heap_span_of(const struct heap *h, uint64_t addr)
{
    const struct heap_lookup *l = (const struct heap_lookup *)h;
    struct span *s;
    if (addr - l->base < l->bytes) {
        s = atomic_load_explicit(&l->pagemap[(addr - l->base) >> PAGE_SHIFT], memory_order_acquire);
    } else {
        uint64_t base = atomic_load_explicit(&l->chunk_base, memory_order_acquire);
        if (addr < base || addr - base >= l->chunk_bytes)
            return NULL;
        s = atomic_load_explicit(&l->chunkmap[(addr - base) >> HEAP_CHUNK_SHIFT],
                                 memory_order_acquire);
    }
    if (!s || atomic_load_explicit(&s->state, memory_order_acquire) == SPAN_DEAD)
        return NULL;
    if (addr - SPAN_GET(s->base) >= (uint64_t)SPAN_GET(s->npages) << PAGE_SHIFT)
        return NULL;
    return s;
}

/* The in-use heap (or arena chunk) span and slot of a possible pointer; false when it points to no
 * slot. Does not look whether the slot is allocated. */
static inline bool
heap_find_object(const struct heap *h, uint64_t addr, struct span **span, unsigned *index)
{
    struct span *s = heap_span_of(h, addr);
    if (!s || atomic_load_explicit(&s->state, memory_order_relaxed) != SPAN_IN_USE)
        return false;
    uint64_t base = SPAN_GET(s->base);
    if (addr < base || addr >= SPAN_GET(s->limit))
        return false;
    uint32_t magic = SPAN_GET(s->magic);
    *span = s;
    *index = magic ? (unsigned)(((addr - base) * magic) >> 32) : 0;
    return true;
}

/* A large object: its own span, zeroed unless noscan and !zero. NULL when exhausted. Charges
 * stats.live at once. type is published after zeroing; NULL = pointer-free. While sweeping is not
 * done, sweeps at least as many pages free first, if there are any. */
struct span *heap_alloc_large(struct heap *h, struct tracer *t, uint64_t bytes,
                              const struct typeinfo *type, bool zero);

/* Tells the heap that marking runs: new user-arena chunks are then born marked. World stopped.
 * stackpool_set_marking does it too. */
void heap_set_marking(struct heap *h, bool marking);

/* Sweeping. begin: world stopped; sweepgen += 2, all in-use spans become unswept. The sweep before
 * must be done and every cache flushed since it began. Spans still cached are swept when their
 * cache is flushed; heap_sweep_done does not wait for them. */
void heap_sweep_begin(struct heap *h);
/* Takes one unswept span and sweeps it: returns pages swept, 0 = nothing left to take. */
uint64_t heap_sweep_one(struct heap *h, struct tracer *t);
bool heap_sweep_done(const struct heap *h); /* nothing to take and nobody is sweeping */

/* Pages back to the OS, from high addresses down, at most max_bytes; returns bytes released. */
uint64_t heap_scavenge(struct heap *h, struct tracer *t, uint64_t max_bytes);

/* Every span in existence (in use and manual), for the verifier, snapshots and statistics. Stops
 * when fn returns false. World stopped, or the caller tolerates spans that change under it. */
void heap_each_span(struct heap *h, bool (*fn)(struct span *s, void *ctx), void *ctx);

/* The heap cut into n_cells equal parts of its grown address range, for the heap map: bytes in use
 * and marked bytes per cell. O(spans). Tolerates concurrent change. */
struct heap_map_cell {
    uint64_t in_use; /* bytes of allocated slots (estimate: alloc_count * slot) */
    uint64_t marked; /* bytes of marked slots */
    uint64_t stacks; /* bytes in stack spans */
    uint64_t free;   /* bytes of free pages */
};
void heap_map(struct heap *h, struct heap_map_cell *cells, unsigned n_cells, uint64_t *lo,
              uint64_t *hi);

#endif
