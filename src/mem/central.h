/* Per span class: the spans with and without free slots, swept and unswept, that no P has cached.
 * Go: runtime/mcentral.go. Used by cache.c (refill) and by heap.c (sweeping). */
#ifndef MEM_CENTRAL_H
#define MEM_CENTRAL_H

struct heap;
struct span;
struct tracer;

/* A swept span with at least one free slot, now the caller's to cache; sweeps unswept spans on the
 * way and takes fresh pages when none has room. NULL when memory is exhausted. */
struct span *central_take(struct heap *h, struct tracer *t, unsigned spanclass);
/* Gives a cached span back (sweeping it first when it is stale). */
void central_give(struct heap *h, struct tracer *t, struct span *s);

#endif
