/* Per span class: the spans with and without free slots, swept and unswept, that no P has cached.
 * Go: runtime/mcentral.go. Used by cache.c (refill) and by sweep.c.
 *
 * Two sets of each kind: the one with index sweepgen / 2 % 2 holds swept spans, the other unswept
 * ones, so they swap roles by themselves when sweepgen grows by 2. A span in an unswept set has
 * sweepgen g - 2; whoever takes it out owns it and must sweep it. */
#ifndef MEM_CENTRAL_H
#define MEM_CENTRAL_H

#include <stdint.h>
#include <uv.h>

struct heap;
struct span;
struct tracer;

struct central_set { /* a stack, linked by span.next */
    struct span *head;
    uint64_t n;
};

struct central {
    uv_mutex_t lock;               /* guards the sets; ranks before heap.lock, never nested */
    struct central_set partial[2]; /* some free slot */
    struct central_set full[2];    /* none */
};

void central_init(struct central *c);
void central_finish(struct central *c);

/* A swept span with at least one free slot, now the caller's to cache; sweeps unswept spans on the
 * way and takes fresh pages when none has room. NULL when memory is exhausted. */
struct span *central_take(struct heap *h, struct tracer *t, unsigned spanclass);
/* Gives a cached span back (sweeping it first when it is stale). */
void central_give(struct heap *h, struct tracer *t, struct span *s);

/* A swept span that nobody owns goes to the set it belongs in. */
void central_put_swept(struct heap *h, struct span *s);
/* Takes an unswept span out (full ones first), marked as being swept; NULL = none. */
struct span *central_take_unswept(struct heap *h, unsigned spanclass);
/* How many unswept spans there are, right after the sets swapped roles. World stopped. */
uint64_t central_count_unswept(struct heap *h, unsigned spanclass);

#endif
