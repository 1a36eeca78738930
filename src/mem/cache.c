/* The slow half of small allocation. heapLive is charged when a span is cached, with all of its
 * free part, as if it were going to be filled; what is still free when it leaves the cache is taken
 * back, unless a cycle has begun sweeping in between, because that set heapLive anew.
 *
 * Go: runtime/mcache.go */
#include "mem/cache.h"

#include "base/bug.h"
#include "mem/central.h"
#include "mem/heap_state.h"
#include "trace/tracer.h"

#include <string.h>

void
cache_init(struct cache *c, struct heap *h, struct tracer *t)
{
    memset(c, 0, sizeof *c);
    c->heap = h;
    c->tracer = t;
    c->flush_gen = heap_sweepgen(h);
    for (unsigned i = 0; i < SPANCLASS_COUNT; i++)
        c->spans[i] = &h->dummy;
}

static void
publish_counters(struct cache *c)
{
    struct heap_stats *stats = &c->heap->stats;
    if (c->tiny_allocs)
        heap_count(&stats->tiny_allocs, c->tiny_allocs);
    if (c->scan_alloc)
        heap_count(&stats->scan, c->scan_alloc);
    c->tiny_allocs = 0;
    c->scan_alloc = 0;
}

/* The cached span of the class goes back; the dummy takes its place. */
static void
give_back(struct cache *c, unsigned spanclass)
{
    struct heap *h = c->heap;
    struct span *s = c->spans[spanclass];
    if (s == &h->dummy)
        return;
    unsigned used = s->alloc_count - s->alloc_count_cached;
    heap_count(&h->stats.small_allocs[spanclass >> 1], used);
    bool stale = atomic_load_explicit(&s->sweepgen, memory_order_relaxed) == heap_sweepgen(h) + 1;
    if (!stale && s->alloc_count < s->nelems)
        heap_uncount(&h->stats.live, (uint64_t)(s->nelems - s->alloc_count) * s->elem_bytes);
    s->alloc_count_cached = 0;
    c->spans[spanclass] = &h->dummy;
    heap_uncount(&h->cached, 1);
    central_give(h, c->tracer, s);
}

void
cache_flush(struct cache *c)
{
    for (unsigned i = 0; i < SPANCLASS_COUNT; i++)
        give_back(c, i);
    c->tiny = 0;
    c->tiny_offset = 0;
    publish_counters(c);
    c->flush_gen = heap_sweepgen(c->heap);
}

bool
cache_refill(struct cache *c, unsigned spanclass)
{
    struct heap *h = c->heap;
    give_back(c, spanclass);
    publish_counters(c);
    struct span *s = central_take(h, c->tracer, spanclass);
    if (!s)
        return false;
    ensure(s->alloc_count < s->nelems, "a span taken for a cache has room");
    atomic_store_explicit(&s->sweepgen, heap_sweepgen(h) + 3, memory_order_relaxed);
    s->alloc_count_cached = s->alloc_count;
    heap_count(&h->cached, 1);
    heap_count(&h->stats.live,
               (uint64_t)s->npages * PAGE_BYTES - (uint64_t)s->alloc_count * s->elem_bytes);
    c->spans[spanclass] = s;
    if (c->tracer)
        tracer_emit(c->tracer, EVENT_SPAN_REFILL, 0, s->base, spanclass, c->tracer->proc);
    return true;
}

uint64_t
cache_next_slow(struct cache *c, unsigned spanclass, struct span **out)
{
    struct span *s = c->spans[spanclass];
    *out = s;
    unsigned index = span_next_free(s);
    if (index == s->nelems)
        return 0;
    SPAN_SET(s->alloc_count, (uint16_t)(s->alloc_count + 1));
    return span_slot(s, index);
}
