/* The pace is pages to sweep per byte of heap growth. It is charged by the span, at the same moment
 * as heap live, so that the debt is known exactly: whoever takes a span first sweeps until
 * pages swept >= pace * (live + span - basis).
 *
 * Go: runtime/mgcsweep.go (deductSweepCredit, gcPaceSweeper, bgsweep) */
#include "gc/sweeper.h"

#include <sched.h>

#include "base/xalloc.h"
#include "mem/heap.h"

enum {
    FINISH_EARLY_BYTES = 1 << 20, /* be done so long before the trigger */
    BACKGROUND_SPANS = 10,        /* per call of sweeper_background */
};

struct gc_sweep *
sweeper_create(void)
{
    return xcalloc(1, sizeof(struct gc_sweep));
}

void
sweeper_destroy(struct gc_sweep *s)
{
    free(s);
}

static uint64_t
load(const _Atomic uint64_t *x)
{
    return atomic_load_explicit(x, memory_order_relaxed);
}

void
sweeper_pace(struct gc *gc, uint64_t trigger)
{
    struct heap_stats *stats = heap_stats(gc->heap);
    struct gc_sweep *w = gc->sweep;
    double pace = 0;
    if (!heap_sweep_done(gc->heap)) {
        uint64_t live = load(&stats->live), swept = load(&stats->pages_swept);
        uint64_t in_use = load(&stats->pages_in_use);
        uint64_t distance = PAGE_BYTES;
        if (trigger > live && trigger - live > FINISH_EARLY_BYTES + PAGE_BYTES)
            distance = trigger - live - FINISH_EARLY_BYTES;
        if (in_use > swept)
            pace = (double)(in_use - swept) / (double)distance;
        atomic_store_explicit(&w->live_basis, live, memory_order_relaxed);
        atomic_store_explicit(&w->pages_basis, swept, memory_order_relaxed);
    }
    atomic_store_explicit(&w->pages_per_byte, pace, memory_order_relaxed);
}

void
sweeper_pay(struct gc_p *p, uint64_t bytes, uint64_t own_pages)
{
    struct gc *gc = p->gc;
    struct gc_sweep *w = gc->sweep;
    double pace = atomic_load_explicit(&w->pages_per_byte, memory_order_relaxed);
    if (pace == 0)
        return;
    struct heap_stats *stats = heap_stats(gc->heap);
    uint64_t live = load(&stats->live), basis = load(&w->live_basis);
    uint64_t grown = bytes + (live > basis ? live - basis : 0);
    int64_t due = (int64_t)(pace * (double)grown) - (int64_t)own_pages;
    while (due > (int64_t)(load(&stats->pages_swept) - load(&w->pages_basis))) {
        if (heap_sweep_one(gc->heap, p->tracer) == 0) {
            atomic_store_explicit(&w->pages_per_byte, 0, memory_order_relaxed);
            break;
        }
    }
}

void
sweeper_finish(struct gc *gc, struct gc_p *p)
{
    while (heap_sweep_one(gc->heap, p->tracer))
        ;
    while (!heap_sweep_done(gc->heap)) /* somebody is in the middle of one span */
        sched_yield();
}

bool
sweeper_background(struct gc *gc, struct gc_p *p)
{
    if (heap_sweep_done(gc->heap))
        return false;
    unsigned n = 0;
    while (n < BACKGROUND_SPANS && heap_sweep_one(gc->heap, p->tracer))
        n++;
    return n != 0;
}
