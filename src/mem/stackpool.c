/* Small stacks are slots of 32 KiB spans, one list of spans with free slots per order (2, 4, 8,
 * 16 KiB); which slots are free is a bit mask in the span record (alloc_cache), so a free slot's
 * memory is not touched. A P's cache holds up to 32 KiB per order and is filled and emptied to half
 * of that, so the lock is taken once for many stacks.
 *
 * While the collector marks, spans that become empty stay (a stack scan may be looking at them);
 * the end of marking frees them.
 *
 * Go: runtime/stack.go (stackpoolalloc, stackcacherefill, stackLarge) */
#include "mem/stackpool.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "base/xalloc.h"
#include "mem/access.h"
#include "mem/heap_state.h"

#include <string.h>

enum {
    POOL_SPAN_BYTES = 32 << 10,
    CACHE_BYTES = 32 << 10, /* most a P keeps per order */
    N_LARGE = 24,           /* by log2 of the pages: 32 KiB << 23 is far above any limit */
};

struct stackpool {
    struct heap *heap; /* borrowed */
    uv_mutex_t lock;   /* guards the rest; ranks before heap.lock */
    bool marking;
    struct span *pool[STACKPOOL_ORDERS]; /* spans with a free slot, doubly linked */
    struct span *large[N_LARGE];         /* free spans kept while marking, by log2(npages) */
};

struct stackpool *
stackpool_create(struct heap *h)
{
    struct stackpool *p = xcalloc(1, sizeof *p);
    p->heap = h;
    ensure(uv_mutex_init(&p->lock) == 0, "a mutex can be made");
    return p;
}

void
stackpool_destroy(struct stackpool *p)
{
    if (!p)
        return;
    uv_mutex_destroy(&p->lock);
    free(p); /* the spans go with the heap */
}

static unsigned
order_of(uint64_t bytes)
{
    return bitops_ctz64(bytes / STACK_MIN_BYTES);
}

static uint64_t
all_free(unsigned order)
{
    unsigned n = POOL_SPAN_BYTES / STACK_MIN_BYTES >> order;
    return (UINT64_C(1) << n) - 1;
}

static void
link_span(struct span **list, struct span *s)
{
    s->prev = NULL;
    s->next = *list;
    if (s->next)
        s->next->prev = s;
    *list = s;
}

static void
unlink_span(struct span **list, struct span *s)
{
    if (s->prev)
        s->prev->next = s->next;
    else
        *list = s->next;
    if (s->next)
        s->next->prev = s->prev;
    s->next = s->prev = NULL;
}

static struct span *
new_pool_span(struct stackpool *p, struct tracer *t, unsigned order)
{
    struct span *s = heap_alloc_span(p->heap, t, POOL_SPAN_BYTES / PAGE_BYTES, SPAN_USE_STACK, 0);
    if (!s)
        return NULL;
    SPAN_SET(s->elem_bytes, (uint64_t)STACK_MIN_BYTES << order);
    SPAN_SET(s->alloc_cache, all_free(order));
    heap_count(&p->heap->stats.stacks_free, POOL_SPAN_BYTES);
    link_span(&p->pool[order], s);
    return s;
}

static uint64_t
pool_alloc_locked(struct stackpool *p, struct tracer *t, unsigned order)
{
    struct span *s = p->pool[order];
    if (!s)
        s = new_pool_span(p, t, order);
    if (!s)
        return 0;
    unsigned slot = bitops_ctz64(s->alloc_cache);
    SPAN_SET(s->alloc_cache, s->alloc_cache & (s->alloc_cache - 1));
    heap_uncount(&p->heap->stats.stacks_free, s->elem_bytes);
    if (!s->alloc_cache)
        unlink_span(&p->pool[order], s);
    return s->base + slot * s->elem_bytes;
}

static void
pool_free_locked(struct stackpool *p, struct tracer *t, uint64_t addr, unsigned order)
{
    struct span *s = heap_span_of(p->heap, addr);
    ensure(s && s->use == SPAN_USE_STACK && s->elem_bytes == (uint64_t)STACK_MIN_BYTES << order,
           "a freed stack lies in a pool span of its size (%#llx)", (unsigned long long)addr);
    uint64_t bit = UINT64_C(1) << (addr - s->base) / s->elem_bytes;
    ensure(!(s->alloc_cache & bit), "a stack is freed once (%#llx)", (unsigned long long)addr);
    if (!s->alloc_cache)
        link_span(&p->pool[order], s);
    SPAN_SET(s->alloc_cache, s->alloc_cache | bit);
    heap_count(&p->heap->stats.stacks_free, s->elem_bytes);
    if (s->alloc_cache == all_free(order) && !p->marking) {
        unlink_span(&p->pool[order], s);
        heap_uncount(&p->heap->stats.stacks_free, POOL_SPAN_BYTES);
        heap_free_span(p->heap, t, s);
    }
}

static void
cache_fill(struct stackpool *p, struct stackpool_cache *cache, struct tracer *t, unsigned order)
{
    struct stackpool_order *o = &cache->orders[order];
    uint64_t bytes = (uint64_t)STACK_MIN_BYTES << order;
    uv_mutex_lock(&p->lock);
    while (o->bytes < CACHE_BYTES / 2) {
        uint64_t addr = pool_alloc_locked(p, t, order);
        if (!addr)
            break;
        access_store64(addr, o->list);
        o->list = addr;
        o->bytes += bytes;
    }
    uv_mutex_unlock(&p->lock);
}

static uint64_t
cache_pop(struct stackpool_order *o, uint64_t bytes)
{
    uint64_t addr = o->list;
    if (addr) {
        o->list = access_load64(addr);
        o->bytes -= bytes;
    }
    return addr;
}

/* Gives stacks back until at most `keep` bytes are left. */
static void
cache_drain(struct stackpool *p, struct stackpool_cache *cache, struct tracer *t, unsigned order,
            uint64_t keep)
{
    struct stackpool_order *o = &cache->orders[order];
    if (o->bytes <= keep)
        return;
    uv_mutex_lock(&p->lock);
    while (o->bytes > keep)
        pool_free_locked(p, t, cache_pop(o, (uint64_t)STACK_MIN_BYTES << order), order);
    uv_mutex_unlock(&p->lock);
}

static uint64_t
alloc_small(struct stackpool *p, struct stackpool_cache *cache, struct tracer *t, uint64_t bytes)
{
    unsigned order = order_of(bytes);
    if (!cache) {
        uv_mutex_lock(&p->lock);
        uint64_t addr = pool_alloc_locked(p, t, order);
        uv_mutex_unlock(&p->lock);
        return addr;
    }
    if (!cache->orders[order].list)
        cache_fill(p, cache, t, order);
    return cache_pop(&cache->orders[order], bytes);
}

static uint64_t
alloc_large(struct stackpool *p, struct tracer *t, uint64_t bytes)
{
    uint64_t npages = bytes / PAGE_BYTES;
    unsigned log2 = bitops_ctz64(npages);
    ensure(log2 < N_LARGE, "a stack of %llu bytes is beyond all limits", (unsigned long long)bytes);
    uv_mutex_lock(&p->lock);
    struct span *s = p->large[log2];
    if (s) {
        unlink_span(&p->large[log2], s);
        SPAN_SET(s->alloc_cache, 0);
        heap_uncount(&p->heap->stats.stacks_free, bytes);
    }
    uv_mutex_unlock(&p->lock);
    if (!s) {
        s = heap_alloc_span(p->heap, t, (uint32_t)npages, SPAN_USE_STACK, 0);
        if (s)
            SPAN_SET(s->elem_bytes, bytes);
    }
    return s ? s->base : 0;
}

uint64_t
stackpool_alloc(struct stackpool *p, struct stackpool_cache *cache, struct tracer *t,
                uint64_t bytes)
{
    ensure(bitops_is_pow2(bytes) && bytes >= STACK_MIN_BYTES, "%llu is a stack size",
           (unsigned long long)bytes);
    if (bytes < POOL_SPAN_BYTES)
        return alloc_small(p, cache, t, bytes);
    return alloc_large(p, t, bytes);
}

static void
free_large(struct stackpool *p, struct tracer *t, uint64_t addr, uint64_t bytes)
{
    struct span *s = heap_span_of(p->heap, addr);
    ensure(s && s->base == addr && s->use == SPAN_USE_STACK && s->elem_bytes == bytes,
           "a freed large stack is a span (%#llx)", (unsigned long long)addr);
    uv_mutex_lock(&p->lock);
    bool keep = p->marking;
    if (keep) {
        SPAN_SET(s->alloc_cache, 1);
        heap_count(&p->heap->stats.stacks_free, bytes);
        link_span(&p->large[bitops_ctz64(s->npages)], s);
    }
    uv_mutex_unlock(&p->lock);
    if (!keep)
        heap_free_span(p->heap, t, s);
}

void
stackpool_free(struct stackpool *p, struct stackpool_cache *cache, struct tracer *t, uint64_t addr,
               uint64_t bytes)
{
    ensure(bitops_is_pow2(bytes) && bytes >= STACK_MIN_BYTES, "%llu is a stack size",
           (unsigned long long)bytes);
    if (bytes >= POOL_SPAN_BYTES) {
        free_large(p, t, addr, bytes);
        return;
    }
    unsigned order = order_of(bytes);
    if (!cache) {
        uv_mutex_lock(&p->lock);
        pool_free_locked(p, t, addr, order);
        uv_mutex_unlock(&p->lock);
        return;
    }
    struct stackpool_order *o = &cache->orders[order];
    if (o->bytes >= CACHE_BYTES)
        cache_drain(p, cache, t, order, CACHE_BYTES / 2);
    access_store64(addr, o->list);
    o->list = addr;
    o->bytes += bytes;
}

void
stackpool_flush_cache(struct stackpool *p, struct stackpool_cache *cache, struct tracer *t)
{
    for (unsigned order = 0; order < STACKPOOL_ORDERS; order++)
        cache_drain(p, cache, t, order, 0);
}

static void
free_empty_spans_locked(struct stackpool *p, struct tracer *t)
{
    for (unsigned order = 0; order < STACKPOOL_ORDERS; order++)
        for (struct span *s = p->pool[order], *next; s; s = next) {
            next = s->next;
            if (s->alloc_cache != all_free(order))
                continue;
            unlink_span(&p->pool[order], s);
            heap_uncount(&p->heap->stats.stacks_free, POOL_SPAN_BYTES);
            heap_free_span(p->heap, t, s);
        }
    for (unsigned i = 0; i < N_LARGE; i++)
        while (p->large[i]) {
            struct span *s = p->large[i];
            unlink_span(&p->large[i], s);
            heap_uncount(&p->heap->stats.stacks_free, s->elem_bytes);
            heap_free_span(p->heap, t, s);
        }
}

void
stackpool_set_marking(struct stackpool *p, struct tracer *t, bool marking)
{
    heap_set_marking(p->heap, marking);
    uv_mutex_lock(&p->lock);
    p->marking = marking;
    if (!marking)
        free_empty_spans_locked(p, t);
    uv_mutex_unlock(&p->lock);
}

bool
stackpool_is_free_slot(const struct span *s, uint64_t addr)
{
    uint64_t bytes = SPAN_GET(s->elem_bytes);
    uint64_t slot = bytes ? (addr - SPAN_GET(s->base)) / bytes : 0;
    return slot < 64 && SPAN_GET(s->alloc_cache) >> slot & 1;
}
