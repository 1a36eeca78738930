/* retained = bytes in heap spans + free pages still backed. After each cycle the goals are computed
 * anew; each background step returns up to 64 KiB quanta for at most a millisecond and then rests
 * for ninety-nine times as long as it took.
 *
 * Go: runtime/mgcscavenge.go (gcPaceScavenger, bgscavenge), mheap.go (allocSpan) */
#include "gc/scavenger.h"

#include "base/bitops.h"
#include "base/xalloc.h"
#include "gc/pacer.h"
#include "mem/heap.h"

enum {
    QUANTUM = 64 << 10,
    MIN_STEP_NS = 1000000,
    REST_FACTOR = 99, /* 1 % of one CPU */
    OS_PAGE_BYTES = 4096,
    PAGE_NS = 10000, /* cost assumed for an OS page when the clock did not move */
};

struct gc_scavenge *
scavenger_create(void)
{
    struct gc_scavenge *v = xcalloc(1, sizeof *v);
    atomic_store(&v->percent_goal, UINT64_MAX);
    atomic_store(&v->limit_goal, UINT64_MAX);
    return v;
}

void
scavenger_destroy(struct gc_scavenge *s)
{
    free(s);
}

static uint64_t
load(const _Atomic uint64_t *x)
{
    return atomic_load_explicit(x, memory_order_relaxed);
}

static uint64_t
retained(struct gc *gc)
{
    struct heap_stats *stats = heap_stats(gc->heap);
    return load(&stats->in_use) + load(&stats->arenas) + load(&stats->free);
}

static uint64_t
percent_goal(struct gc *gc)
{
    const struct gc_pacer *c = gc->pacer;
    if (c->last_goal == 0)
        return UINT64_MAX;
    double ratio = (double)pacer_goal(c) / (double)c->last_goal;
    double want = (double)gc->scavenge->last_in_use * ratio;
    if (want > 1e18)
        return UINT64_MAX;
    uint64_t goal = (uint64_t)want;
    goal = bitops_align_up(goal + goal / 10, OS_PAGE_BYTES);
    uint64_t now = retained(gc);
    return now <= goal || now - goal < OS_PAGE_BYTES ? UINT64_MAX : goal;
}

static uint64_t
limit_goal(struct gc *gc)
{
    int64_t limit = atomic_load_explicit(&gc->pacer->memlimit, memory_order_relaxed);
    if (limit == INT64_MAX)
        return UINT64_MAX;
    uint64_t goal = (uint64_t)((double)limit * 0.95);
    return pacer_mapped_ready(gc->pacer) <= goal ? UINT64_MAX : goal;
}

void
scavenger_pace(struct gc *gc, bool cycle_ended)
{
    struct gc_scavenge *v = gc->scavenge;
    if (cycle_ended)
        v->last_in_use = load(&heap_stats(gc->heap)->in_use) + load(&heap_stats(gc->heap)->arenas);
    atomic_store_explicit(&v->percent_goal, percent_goal(gc), memory_order_relaxed);
    atomic_store_explicit(&v->limit_goal, limit_goal(gc), memory_order_relaxed);
}

static bool
wanted(struct gc *gc)
{
    const struct gc_scavenge *v = gc->scavenge;
    uint64_t percent = load(&v->percent_goal), limit = load(&v->limit_goal);
    return (percent != UINT64_MAX && retained(gc) > percent) ||
           (limit != UINT64_MAX && pacer_mapped_ready(gc->pacer) > limit);
}

bool
scavenger_background(struct gc *gc, struct gc_p *p)
{
    struct gc_scavenge *v = gc->scavenge;
    if (!wanted(gc))
        return false;
    int64_t began = gc->world.now_ns(gc->world.sched), spent = 0;
    if (began < atomic_load_explicit(&v->not_before_ns, memory_order_relaxed))
        return false;
    uint64_t released = 0;
    while (spent < MIN_STEP_NS && wanted(gc)) {
        uint64_t n = heap_scavenge(gc->heap, p->tracer, QUANTUM);
        if (n == 0) { /* nothing left that could be returned: no goal until the next cycle */
            atomic_store_explicit(&v->percent_goal, UINT64_MAX, memory_order_relaxed);
            atomic_store_explicit(&v->limit_goal, UINT64_MAX, memory_order_relaxed);
            break;
        }
        released += n;
        spent = gc->world.now_ns(gc->world.sched) - began;
        if (spent == 0)
            spent = (int64_t)(released / OS_PAGE_BYTES) * PAGE_NS;
    }
    atomic_store_explicit(&v->not_before_ns, began + spent + spent * REST_FACTOR,
                          memory_order_relaxed);
    return released != 0;
}

void
scavenger_obey_limit(struct gc *gc, struct gc_p *p)
{
    int64_t limit = atomic_load_explicit(&gc->pacer->memlimit, memory_order_relaxed);
    if (limit == INT64_MAX || limiter_limits(&gc->limiter))
        return;
    uint64_t ready = pacer_mapped_ready(gc->pacer);
    if (ready > (uint64_t)limit)
        heap_scavenge(gc->heap, p->tracer, ready - (uint64_t)limit);
}
