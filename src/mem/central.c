/* Handing out spans with room. The order matters: first what is swept and has room, then what may
 * have room once swept, and fresh pages only when a bounded search (SWEEP_BUDGET spans) found
 * nothing, so that garbage is reused before the heap grows and no allocation pays for a long walk.
 *
 * Go: runtime/mcentral.go (cacheSpan, uncacheSpan) */
#include "mem/central.h"

#include "base/bug.h"
#include "mem/heap_state.h"
#include "mem/sweep.h"

enum { SWEEP_BUDGET = 100 };

void
central_init(struct central *c)
{
    *c = (struct central){.partial = {{0}}};
    ensure(uv_mutex_init(&c->lock) == 0, "a mutex can be made");
}

void
central_finish(struct central *c)
{
    uv_mutex_destroy(&c->lock);
}

static unsigned
swept_index(const struct heap *h)
{
    return heap_sweepgen(h) / 2 % 2;
}

static struct span *
pop(struct central_set *set)
{
    struct span *s = set->head;
    if (s) {
        set->head = s->next;
        set->n--;
        s->next = NULL;
    }
    return s;
}

static struct span *
take_from(struct central *c, struct central_set *set)
{
    uv_mutex_lock(&c->lock);
    struct span *s = pop(set);
    uv_mutex_unlock(&c->lock);
    return s;
}

static void
put_into(struct central *c, struct central_set *set, struct span *s)
{
    uv_mutex_lock(&c->lock);
    s->next = set->head;
    set->head = s;
    set->n++;
    uv_mutex_unlock(&c->lock);
}

void
central_put_swept(struct heap *h, struct span *s)
{
    struct central *c = &h->centrals[s->spanclass];
    unsigned swept = swept_index(h);
    bool room = s->alloc_count < s->nelems;
    put_into(c, room ? &c->partial[swept] : &c->full[swept], s);
}

static struct span *
begin_sweep(struct heap *h, struct span *s)
{
    if (!s)
        return NULL;
    uint32_t g = heap_sweepgen(h);
    uint32_t was = atomic_load_explicit(&s->sweepgen, memory_order_relaxed);
    ensure(was == g - 2, "span %#llx in an unswept set has sweepgen %u at %u",
           (unsigned long long)s->base, was, g);
    atomic_store_explicit(&s->sweepgen, g - 1, memory_order_relaxed);
    return s;
}

struct span *
central_take_unswept(struct heap *h, unsigned spanclass)
{
    struct central *c = &h->centrals[spanclass];
    unsigned unswept = 1 - swept_index(h);
    uv_mutex_lock(&c->lock);
    struct span *s = pop(&c->full[unswept]);
    if (!s)
        s = pop(&c->partial[unswept]);
    uv_mutex_unlock(&c->lock);
    return begin_sweep(h, s);
}

uint64_t
central_count_unswept(struct heap *h, unsigned spanclass)
{
    struct central *c = &h->centrals[spanclass];
    unsigned unswept = 1 - swept_index(h);
    return c->partial[unswept].n + c->full[unswept].n;
}

/* Sweeps spans of one unswept set until one has room; full ones go to the swept set. */
static struct span *
sweep_for_room(struct heap *h, struct tracer *t, struct central *c, struct central_set *unswept,
               unsigned *budget)
{
    for (; *budget; --*budget) {
        struct span *s = begin_sweep(h, take_from(c, unswept));
        if (!s)
            return NULL;
        sweep_span(h, t, s, SWEEP_KEEP);
        sweep_finished(h);
        if (s->alloc_count < s->nelems)
            return s;
        central_put_swept(h, s);
    }
    return NULL;
}

struct span *
central_take(struct heap *h, struct tracer *t, unsigned spanclass)
{
    struct central *c = &h->centrals[spanclass];
    unsigned swept = swept_index(h), budget = SWEEP_BUDGET;
    struct span *s = take_from(c, &c->partial[swept]);
    if (!s && !heap_sweep_done(h)) {
        s = sweep_for_room(h, t, c, &c->partial[1 - swept], &budget);
        if (!s)
            s = sweep_for_room(h, t, c, &c->full[1 - swept], &budget);
    }
    if (!s) {
        uint32_t npages = sizeclasses[spanclass >> 1].pages;
        sweep_reclaim(h, t, npages);
        s = heap_alloc_span(h, t, npages, SPAN_USE_HEAP, spanclass);
    }
    if (!s)
        return NULL;
    span_load_cache(s, s->freeindex & ~63u);
    s->alloc_cache >>= s->freeindex % 64;
    return s;
}

void
central_give(struct heap *h, struct tracer *t, struct span *s)
{
    uint32_t g = heap_sweepgen(h);
    uint32_t was = atomic_load_explicit(&s->sweepgen, memory_order_relaxed);
    if (was == g + 1) { /* cached since before this sweep began */
        atomic_store_explicit(&s->sweepgen, g - 1, memory_order_relaxed);
        atomic_fetch_sub_explicit(&h->stale_cached, 1, memory_order_release);
        sweep_span(h, t, s, SWEEP_SETTLE);
        return;
    }
    ensure(was == g + 3, "a span given back was cached (sweepgen %u at %u)", was, g);
    atomic_store_explicit(&s->sweepgen, g, memory_order_relaxed);
    central_put_swept(h, s);
}
