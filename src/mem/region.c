/* One address, one leaf. The order of the questions does not matter, as the ranges are disjoint;
 * inside the heap's range it does: a page belongs to its span if it has one, else the page bitmaps
 * say whether it still has memory, and what was not grown into yet is reserved.
 *
 * Measuring adds up counters that others keep; checking walks the pages and compares.
 *
 * Go: the regions of runtime/mheap.go and cmd/link, as one list */
#include "mem/region.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "mem/heap_state.h"
#include "mem/segment.h"
#include "mem/stackpool.h"
#include "mem/userarena.h"

#include <string.h>

static const struct {
    enum region top;
    const char *text;
} leaves[REGION_LEAF_COUNT] = {
#define REGION_ROW(leaf, top, text) {REGION_##top, text},
    REGION_LEAVES(REGION_ROW)
#undef REGION_ROW
};

enum region
region_top(enum region_leaf leaf)
{
    return leaves[leaf].top;
}

const char *
region_leaf_name(enum region_leaf leaf)
{
    return leaves[leaf].text;
}

const char *
region_name(enum region top)
{
    static const char *const names[REGION_COUNT] = {"stack", "heap",     "arena",  "globals",
                                                    "text",  "metadata", "foreign"};
    return names[top];
}

static enum region_leaf
segment_leaf(enum segment_kind k)
{
    static const enum region_leaf by_kind[SEGMENT_COUNT] = {
        [SEGMENT_TEXT] = REGION_LEAF_TEXT,
        [SEGMENT_RODATA] = REGION_LEAF_RODATA,
        [SEGMENT_NOPTRDATA] = REGION_LEAF_NOPTRDATA,
        [SEGMENT_DATA] = REGION_LEAF_DATA,
        [SEGMENT_BSS] = REGION_LEAF_BSS,
        [SEGMENT_NOPTRBSS] = REGION_LEAF_NOPTRBSS,
    };
    return by_kind[k];
}

static enum region_leaf
span_leaf(const struct span *s, uint64_t addr)
{
    switch (SPAN_GET(s->use)) {
    case SPAN_USE_HEAP:
        return SPAN_GET(s->spanclass) >> 1 ? REGION_LEAF_HEAP_SMALL : REGION_LEAF_HEAP_LARGE;
    case SPAN_USE_STACK:
        return stackpool_is_free_slot(s, addr) ? REGION_LEAF_STACK_FREE : REGION_LEAF_STACK_USED;
    case SPAN_USE_WORKBUF:
        return REGION_LEAF_WORKBUF;
    default:
        bug("a span of the page heap has use %d", s->use);
    }
}

static uint64_t
arena_bytes(const struct heap *h)
{
    return bitops_align_up(heap_grown_bytes(h), HEAP_ARENA_BYTES);
}

/* addr lies in a heap arena that was grown into. */
static enum region_leaf
heap_leaf(const struct heap *h, uint64_t addr)
{
    struct span *s = heap_span_of(h, addr);
    if (s)
        return span_leaf(s, addr);
    uint64_t offset = addr - h->lookup.base;
    if (offset >= heap_grown_bytes(h))
        return REGION_LEAF_HEAP_RESERVED;
    uv_mutex_t *lock = (uv_mutex_t *)&h->lock;
    uv_mutex_lock(lock);
    bool bare = pages_is_scavenged(&h->pages, offset >> PAGE_SHIFT);
    uv_mutex_unlock(lock);
    return bare ? REGION_LEAF_HEAP_RELEASED : REGION_LEAF_HEAP_FREE;
}

static bool
is_metadata(const struct heap *h, uint64_t addr)
{
    uint64_t map = (uint64_t)(uintptr_t)h->lookup.pagemap;
    return addr - map < arena_bytes(h) / PAGE_BYTES * sizeof(struct span *) ||
           metadata_contains(&h->bit_blocks, addr) || metadata_contains(&h->record_blocks, addr);
}

enum region_leaf
region_of(const struct regions *r, uint64_t addr)
{
    enum segment_kind k = r->segments ? segments_find(r->segments, addr) : SEGMENT_COUNT;
    if (k != SEGMENT_COUNT)
        return segment_leaf(k);
    const struct heap *h = r->heap;
    if (h && addr - h->lookup.base < arena_bytes(h))
        return heap_leaf(h, addr);
    enum region_leaf leaf =
        r->userarenas ? userarenas_leaf(r->userarenas, addr) : REGION_LEAF_FOREIGN;
    if (leaf == REGION_LEAF_FOREIGN && h && is_metadata(h, addr))
        return REGION_LEAF_METADATA;
    return leaf;
}

static uint64_t
load(const _Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

void
region_measure(const struct regions *r, struct region_sizes *out)
{
    memset(out, 0, sizeof *out);
    uint64_t *b = out->bytes;
    for (unsigned k = 0; r->segments && k < SEGMENT_COUNT; k++) {
        b[segment_leaf(k)] = r->segments->s[k].mapped;
        out->mapped += r->segments->s[k].mapped;
    }
    if (r->heap) {
        const struct heap_stats *st = &r->heap->stats;
        uint64_t arenas = arena_bytes(r->heap), large = load(&st->large_in_use);
        uint64_t stacks_free = load(&st->stacks_free);
        b[REGION_LEAF_HEAP_RESERVED] = arenas - heap_grown_bytes(r->heap);
        b[REGION_LEAF_HEAP_RELEASED] = load(&st->released);
        b[REGION_LEAF_HEAP_FREE] = load(&st->free);
        b[REGION_LEAF_HEAP_LARGE] = large;
        b[REGION_LEAF_HEAP_SMALL] = load(&st->in_use) - large;
        b[REGION_LEAF_STACK_FREE] = stacks_free;
        b[REGION_LEAF_STACK_USED] = load(&st->stacks) - stacks_free;
        b[REGION_LEAF_WORKBUF] = load(&st->workbufs);
        b[REGION_LEAF_METADATA] = load(&st->metadata);
        out->mapped += arenas + load(&st->metadata);
    }
    if (r->userarenas) {
        struct userarenas_totals t;
        userarenas_totals((struct userarenas *)r->userarenas, &t);
        b[REGION_LEAF_ARENA_LIVE] = t.live_bytes;
        b[REGION_LEAF_ARENA_QUARANTINE] = t.quarantined_bytes;
        b[REGION_LEAF_ARENA_READY] = t.ready_bytes;
        out->mapped += t.taken_bytes;
    }
}

/* Every 2 KiB (the smallest thing there is) of the heap's arenas, by region_of. */
static void
walk_heap(const struct regions *r, struct region_sizes *walked)
{
    const struct heap *h = r->heap;
    uint64_t grown = heap_grown_bytes(h);
    walked->bytes[REGION_LEAF_HEAP_RESERVED] += arena_bytes(h) - grown;
    for (uint64_t at = 0; at < grown;) {
        struct span *s = heap_span_of(h, h->lookup.base + at);
        bool cut = s && s->use == SPAN_USE_STACK && s->elem_bytes;
        uint64_t step = cut ? s->elem_bytes : s ? (uint64_t)s->npages * PAGE_BYTES : PAGE_BYTES;
        walked->bytes[region_of(r, h->lookup.base + at)] += step;
        at += step;
    }
}

void
region_check(const struct regions *r)
{
    struct region_sizes counted, walked = {0};
    region_measure(r, &counted);
    uint64_t sum = 0;
    for (unsigned i = 0; i < REGION_LEAF_COUNT; i++)
        sum += counted.bytes[i];
    ensure(sum == counted.mapped, "the regions add up to %llu bytes of %llu mapped",
           (unsigned long long)sum, (unsigned long long)counted.mapped);
    if (!r->heap)
        return;
    walk_heap(r, &walked);
    for (unsigned i = 0; i < REGION_LEAF_COUNT; i++) {
        if (region_top(i) != REGION_HEAP && region_top(i) != REGION_STACK &&
            i != REGION_LEAF_WORKBUF)
            continue;
        ensure(walked.bytes[i] == counted.bytes[i],
               "\"%s\" is counted as %llu bytes and walked as %llu", region_leaf_name(i),
               (unsigned long long)counted.bytes[i], (unsigned long long)walked.bytes[i]);
    }
}
