/* The inside of struct heap, for the files of this folder only. Who may touch what: pages, records
 * and grown under heap.lock; centrals under their own locks; the rest is atomic or constant. */
#ifndef MEM_HEAP_STATE_H
#define MEM_HEAP_STATE_H

#include "mem/central.h"
#include "mem/heap.h"
#include "mem/markbits.h"
#include "mem/metadata.h"
#include "mem/pages.h"

struct heap {
    struct heap_lookup lookup; /* first: the inline lookups of heap.h rely on it */
    struct heap_options options;
    struct heap_stats stats;
    uv_mutex_t lock;
    struct pages pages;            /* guarded by lock */
    _Atomic uint64_t grown_bytes;  /* of the range, committed so far; changes under lock */
    _Atomic uint64_t chunk_bytes;  /* committed for user arenas; counts against max_bytes */
    uint64_t n_page_allocs;        /* for fail_alloc; guarded by lock */
    struct span *free_records;     /* linked by next; guarded by lock */
    struct metadata bit_blocks;    /* mark bits */
    struct metadata record_blocks; /* span records, see heap_each_span */
    uint32_t record_used;          /* records handed out of the newest block; guarded by lock */
    struct markbits markbits;
    struct memprofile *profile;
    struct central centrals[SPANCLASS_COUNT];
    struct span dummy; /* full, in no page: what an empty cache holds */
    _Atomic bool marking;
    _Atomic uint64_t unswept;       /* spans in unswept sets or taken from them and not finished */
    _Atomic uint64_t cached;        /* spans in caches */
    _Atomic uint64_t stale_cached;  /* of those: cached since before this sweep began */
    _Atomic unsigned sweep_class;   /* where heap_sweep_one looks next */
    _Atomic int64_t reclaim_credit; /* pages freed by sweeping beyond what was asked for */
};

static inline void
heap_count(_Atomic uint64_t *counter, uint64_t n)
{
    atomic_fetch_add_explicit(counter, n, memory_order_relaxed);
}

static inline void
heap_uncount(_Atomic uint64_t *counter, uint64_t n)
{
    atomic_fetch_sub_explicit(counter, n, memory_order_relaxed);
}

/* A fresh record, zeroed but for what stale lookups read; lock held. */
struct span *heap_take_record_locked(struct heap *h);
void heap_drop_record_locked(struct heap *h, struct span *s);
/* May `bytes` more be mapped under --max-memory? */
bool heap_may_map(const struct heap *h, uint64_t bytes);
/* Should this page allocation fail (--debug failalloc)? Lock held. */
bool heap_must_fail_locked(struct heap *h);

#endif
