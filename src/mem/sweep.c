/* Sweeping is a change of roles: the mark bits become the alloc bits and a fresh zero bitmap the
 * mark bits. No slot is touched (unless --debug poison asks for it). A marked slot that was not
 * allocated means that a dangling pointer was followed: that is a bug of ours and stops us.
 *
 * Go: runtime/mgcsweep.go, mheap.go (reclaim) */
#include "mem/sweep.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "mem/access.h"
#include "mem/heap_state.h"
#include "mem/memprofile.h"
#include "trace/tracer.h"

enum { RECLAIM_BUDGET = 100 }; /* most small spans swept for one request for pages */

static const uint64_t poison_word = UINT64_C(0xdeadbeefdeadbeef);

/* Counts the marks and makes sure that only allocated slots have one. */
static unsigned
count_marks(const struct span *s)
{
    unsigned n = 0;
    for (unsigned w = 0; w * 64 < s->nelems; w++) {
        uint64_t marks = atomic_load_explicit(&s->mark_bits[w], memory_order_relaxed);
        unsigned lo = w * 64;
        if (s->freeindex < lo + 64) {
            uint64_t bits = atomic_load_explicit(&s->alloc_bits[w], memory_order_relaxed);
            if (s->freeindex > lo)
                bits |= (UINT64_C(1) << (s->freeindex - lo)) - 1;
            ensure(!(marks & ~bits),
                   "found pointer to free object: span %#llx, class %u, word %u, marks %#llx, "
                   "allocated %#llx",
                   (unsigned long long)s->base, s->spanclass, w, (unsigned long long)marks,
                   (unsigned long long)bits);
        }
        n += bitops_popcount64(marks);
    }
    return n;
}

static void
poison(uint64_t addr, uint64_t bytes)
{
    for (uint64_t i = 0; i + 8 <= bytes; i += 8)
        access_store64(addr + i, poison_word);
}

static void
poison_dead_slots(const struct span *s)
{
    for (unsigned i = 0; i < s->nelems; i++)
        if (span_is_allocated(s, i) && !span_is_marked(s, i))
            poison(span_slot(s, i), s->elem_bytes);
}

static void
count_freed(struct heap *h, const struct span *s, unsigned n_freed)
{
    unsigned class = s->spanclass >> 1;
    if (class) {
        heap_count(&h->stats.small_frees[class], n_freed);
    } else if (n_freed) {
        heap_count(&h->stats.large_frees, 1);
        heap_count(&h->stats.large_free_bytes, s->elem_bytes);
    }
}

uint64_t
sweep_span(struct heap *h, struct tracer *t, struct span *s, enum sweep_mode mode)
{
    uint32_t g = heap_sweepgen(h);
    ensure(atomic_load_explicit(&s->sweepgen, memory_order_relaxed) == g - 1,
           "span %#llx is being swept by its owner", (unsigned long long)s->base);
    unsigned n_marked = count_marks(s);
    unsigned n_freed = s->alloc_count - n_marked;
    if (h->options.poison && n_freed)
        poison_dead_slots(s);
    if (s->samples)
        memprofile_swept(h->profile, s);
    heap_count(&h->stats.pages_swept, s->npages);
    count_freed(h, s, n_freed);
    if (t && atomic_load_explicit(&t->on, memory_order_relaxed) & TRACER_EVENTS)
        tracer_emit(t, EVENT_GC_SWEEP, 0, s->base, n_freed, s->spanclass);
    if (!n_marked && mode == SWEEP_SETTLE) {
        uint64_t npages = s->npages;
        SPAN_SET(s->alloc_count, 0);
        heap_free_span(h, t, s);
        return npages;
    }
    SPAN_SET(s->alloc_count, (uint16_t)n_marked);
    SPAN_SET(s->freeindex, 0);
    s->alloc_bits = s->mark_bits;
    SPAN_SET(s->mark_bits, markbits_alloc(&h->markbits, s->nelems));
    atomic_store_explicit(&s->n_marked, 0, memory_order_relaxed);
    span_load_cache(s, 0);
    if (n_freed)
        s->needzero = true;
    atomic_store_explicit(&s->sweepgen, g, memory_order_release);
    if (mode == SWEEP_SETTLE)
        central_put_swept(h, s);
    return 0;
}

void
sweep_finished(struct heap *h)
{
    atomic_fetch_sub_explicit(&h->unswept, 1, memory_order_release);
}

/* Sweeps one unswept span of the class; *npages gets its size, the result what was freed. */
static bool
sweep_class(struct heap *h, struct tracer *t, unsigned spanclass, uint64_t *npages, uint64_t *freed)
{
    struct span *s = central_take_unswept(h, spanclass);
    if (!s)
        return false;
    *npages = s->npages;
    *freed = sweep_span(h, t, s, SWEEP_SETTLE);
    sweep_finished(h);
    return true;
}

uint64_t
heap_sweep_one(struct heap *h, struct tracer *t)
{
    unsigned class = atomic_load_explicit(&h->sweep_class, memory_order_relaxed);
    while (class < SPANCLASS_COUNT) {
        uint64_t npages, freed;
        if (sweep_class(h, t, class, &npages, &freed)) {
            if (freed)
                atomic_fetch_add_explicit(&h->reclaim_credit, (int64_t)freed, memory_order_relaxed);
            return npages;
        }
        /* Nothing is added to an unswept set, so an empty one stays empty. */
        if (atomic_compare_exchange_strong_explicit(&h->sweep_class, &class, class + 1,
                                                    memory_order_relaxed, memory_order_relaxed))
            class ++;
    }
    return 0;
}

/* Takes up to npages of what earlier calls freed beyond their need; returns what is still needed.
 */
static uint64_t
spend_credit(struct heap *h, uint64_t npages)
{
    int64_t credit = atomic_load_explicit(&h->reclaim_credit, memory_order_relaxed);
    while (credit > 0) {
        int64_t take = credit < (int64_t)npages ? credit : (int64_t)npages;
        if (atomic_compare_exchange_weak_explicit(&h->reclaim_credit, &credit, credit - take,
                                                  memory_order_relaxed, memory_order_relaxed))
            return npages - (uint64_t)take;
    }
    return npages;
}

void
sweep_reclaim(struct heap *h, struct tracer *t, uint64_t npages)
{
    if (heap_sweep_done(h))
        return;
    uint64_t need = spend_credit(h, npages), got = 0, swept, freed;
    for (unsigned class = 0; class < 2; class ++)
        while (got < need && sweep_class(h, t, class, &swept, &freed))
            got += freed;
    uint64_t budget = 2 * npages < RECLAIM_BUDGET ? 2 * npages : RECLAIM_BUDGET;
    for (uint64_t i = 0; got < need && i < budget; i++) {
        unsigned class = atomic_load_explicit(&h->sweep_class, memory_order_relaxed);
        if (class >= SPANCLASS_COUNT || !heap_sweep_one(h, t))
            break;
        /* heap_sweep_one books what it frees as credit. */
        need = got + spend_credit(h, need - got);
    }
    if (got > need)
        atomic_fetch_add_explicit(&h->reclaim_credit, (int64_t)(got - need), memory_order_relaxed);
}

void
heap_sweep_begin(struct heap *h)
{
    ensure(heap_sweep_done(h), "the last sweep is done before another begins");
    ensure(atomic_load(&h->stale_cached) == 0,
           "every cache was flushed since the last sweep began (%llu spans were not)",
           (unsigned long long)atomic_load(&h->stale_cached));
    markbits_rotate(&h->markbits);
    atomic_fetch_add(&h->lookup.sweepgen, 2);
    uint64_t n = 0;
    for (unsigned i = 0; i < SPANCLASS_COUNT; i++)
        n += central_count_unswept(h, i);
    atomic_store(&h->unswept, n);
    atomic_store(&h->stale_cached, atomic_load(&h->cached));
    atomic_store(&h->sweep_class, 0);
    atomic_store(&h->reclaim_credit, 0);
    atomic_store(&h->stats.pages_swept, 0);
}

bool
heap_sweep_done(const struct heap *h)
{
    return atomic_load_explicit(&h->unswept, memory_order_acquire) == 0;
}
