/* From white to grey: the inline core that the marker's loops, the roots and the barrier share.
 * Colour counters are the P's own: plain load and store, exact sums over all Ps. Owner of the P.
 * Go: runtime/mgcmark.go (greyobject) */
#ifndef GC_GREY_H
#define GC_GREY_H

#include "base/bug.h"
#include "gc/scan.h"
#include "gc/work.h"
#include "mem/heap.h"

enum { GREY_FIRST_LEGAL = 4096 }; /* no pointer lies below */

static inline void
grey_bump(_Atomic uint64_t *counter, uint64_t n)
{
    uint64_t was = atomic_load_explicit(counter, memory_order_relaxed);
    atomic_store_explicit(counter, was + n, memory_order_relaxed);
}

static inline void
grey_count_grey(struct gc_p *p, const struct span *s)
{
    unsigned class = s->spanclass >> 1;
    grey_bump(&p->greyed[class], 1);
    if (class == 0)
        grey_bump(&p->large_greyed_bytes, s->elem_bytes);
}

static inline void
grey_count_black(struct gc_p *p, const struct span *s)
{
    unsigned class = s->spanclass >> 1;
    grey_bump(&p->blackened[class], 1);
    if (class == 0)
        grey_bump(&p->large_blackened_bytes, s->elem_bytes);
}

static inline void
grey_count_span(struct span *s) /* for the heap map; may lose a step between two threads */
{
    uint32_t n = atomic_load_explicit(&s->n_marked, memory_order_relaxed);
    atomic_store_explicit(&s->n_marked, n + 1, memory_order_relaxed);
}

/* A faulted arena chunk: marked, so that its addresses are not reused, but no object any more. */
static inline bool
grey_is_ghost(const struct span *s)
{
    return s->use == SPAN_USE_ARENA && span_noscan(s);
}

/* A slot born black, or found pointer-free: its mark bit was just set. */
static inline void
grey_straight_to_black(struct gc_p *p, struct span *s)
{
    if (unlikely(grey_is_ghost(s)))
        return;
    grey_count_span(s);
    grey_count_grey(p, s);
    grey_count_black(p, s);
}

/* The pieces in which a large object will be scanned. */
static inline void
grey_cut(struct span *s)
{
    uint64_t bytes = scan_large_end(s) - s->base;
    uint64_t n = (bytes + SCAN_OBLET_BYTES - 1) / SCAN_OBLET_BYTES;
    atomic_store_explicit(&s->oblets_left, n ? (uint32_t)n : 1, memory_order_relaxed);
}

/* After setting a mark bit for the first time: counts, and queues what has to be scanned. */
static inline void
grey_marked(struct gc_p *p, struct span *s, unsigned index)
{
    if (span_noscan(s)) {
        grey_straight_to_black(p, s);
        return;
    }
    grey_count_span(s);
    grey_count_grey(p, s);
    if (unlikely(scan_is_large(s)))
        grey_cut(s);
    work_push(p, span_slot(s, index));
}

#endif
