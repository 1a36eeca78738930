/* The page heap: hands out runs of pages as spans and takes them back.
 *
 * One contiguous range of address space is reserved per session and committed from the bottom in
 * 4 MiB steps. A page that was never used, or was given back to the OS, counts as released and
 * reads as zero: an allocation made only of such pages needs no zeroing (span.needzero), which is
 * what Go's zeroedBase says and a little more.
 *
 * A span becomes visible by its state, stored last with release; its page map entries are stored
 * before that, and are left behind when it dies.
 *
 * Go: runtime/mheap.go */
#include "mem/heap.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "mem/access.h"
#include "mem/heap_state.h"
#include "mem/memprofile.h"
#include "mem/osmem.h"
#include "mem/sweep.h"
#include "trace/tracer.h"

#include <string.h>

static const uint64_t default_reserve = UINT64_C(64) << 30;
static const uint64_t first_hint = UINT64_C(0xc000000000);
static const uint64_t hint_step = UINT64_C(1) << 40;
enum {
    N_HINTS = 64,
    CHUNK_BYTES = PAGES_PER_CHUNK * PAGE_BYTES,
    /* per arena: page map, two page bitmaps, retained counts and summaries of 16 chunks */
    ARENA_TABLES = HEAP_ARENA_PAGES * 8 + HEAP_ARENA_PAGES / 4 +
                   HEAP_ARENA_PAGES / PAGES_PER_CHUNK * (2 + 2 * 12),
};

static bool
reserve(struct heap *h)
{
    uint64_t want = h->options.reserve_bytes ? h->options.reserve_bytes : default_reserve;
    want = bitops_align_up(want, HEAP_ARENA_BYTES);
    h->lookup.base = osmem_reserve_hinted(first_hint, hint_step, N_HINTS, &want, HEAP_ARENA_BYTES,
                                          HEAP_ARENA_BYTES);
    if (!h->lookup.base) {
        log_warn("the system gives no address space for the heap");
        return false;
    }
    h->lookup.bytes = want;
    uint64_t map_bytes = (want >> PAGE_SHIFT) * sizeof(struct span *);
    uint64_t map = osmem_reserve(0, map_bytes, OSMEM_PAGE_BYTES);
    if (!map || !osmem_commit(map, map_bytes)) {
        log_warn("the system gives no address space for the heap's page map");
        osmem_unmap(h->lookup.base, want);
        if (map)
            osmem_unmap(map, map_bytes);
        return false;
    }
    h->lookup.pagemap = (struct span * _Atomic *)(uintptr_t)map;
    return true;
}

struct heap *
heap_create(const struct heap_options *options)
{
    struct heap *h = xcalloc(1, sizeof *h);
    if (options)
        h->options = *options;
    if (!reserve(h)) {
        free(h);
        return NULL;
    }
    atomic_init(&h->lookup.chunk_base, UINT64_MAX);
    /* 4 and not 0, so that g - 2 of the first cycle is not a zeroed record's value. */
    atomic_init(&h->lookup.sweepgen, 4);
    ensure(uv_mutex_init(&h->lock) == 0, "a mutex can be made");
    pages_init(&h->pages, h->lookup.bytes / CHUNK_BYTES);
    metadata_init(&h->bit_blocks, &h->stats.metadata);
    metadata_init(&h->record_blocks, &h->stats.metadata);
    markbits_init(&h->markbits, &h->bit_blocks);
    h->profile = memprofile_create();
    for (unsigned i = 0; i < SPANCLASS_COUNT; i++)
        central_init(&h->centrals[i]);
    atomic_store(&h->sweep_class, SPANCLASS_COUNT);
    return h;
}

void
heap_destroy(struct heap *h)
{
    if (!h)
        return;
    for (unsigned i = 0; i < SPANCLASS_COUNT; i++)
        central_finish(&h->centrals[i]);
    memprofile_destroy(h->profile);
    markbits_finish(&h->markbits);
    metadata_finish(&h->record_blocks);
    metadata_finish(&h->bit_blocks);
    pages_finish(&h->pages);
    osmem_unmap((uint64_t)(uintptr_t)h->lookup.pagemap,
                (h->lookup.bytes >> PAGE_SHIFT) * sizeof(struct span *));
    osmem_unmap(h->lookup.base, h->lookup.bytes);
    uv_mutex_destroy(&h->lock);
    free(h);
}

struct memprofile *
heap_profile(struct heap *h)
{
    return h->profile;
}

struct heap_stats *
heap_stats(struct heap *h)
{
    return &h->stats;
}

uint64_t
heap_base(const struct heap *h)
{
    return h->lookup.base;
}

uint64_t
heap_grown_bytes(const struct heap *h)
{
    return atomic_load_explicit(&h->grown_bytes, memory_order_relaxed);
}

void
heap_set_marking(struct heap *h, bool marking)
{
    atomic_store(&h->marking, marking);
}

bool
heap_may_map(const struct heap *h, uint64_t bytes)
{
    uint64_t mapped = atomic_load_explicit(&h->grown_bytes, memory_order_relaxed) +
                      atomic_load_explicit(&h->chunk_bytes, memory_order_relaxed);
    return !h->options.max_bytes || mapped + bytes <= h->options.max_bytes;
}

bool
heap_must_fail_locked(struct heap *h)
{
    return ++h->n_page_allocs == h->options.fail_alloc;
}

/* Commits enough whole chunks at the end for a run of npages. */
static bool
grow_locked(struct heap *h, uint64_t npages)
{
    uint64_t n_chunks = (npages + PAGES_PER_CHUNK - 1) / PAGES_PER_CHUNK;
    uint64_t bytes = n_chunks * CHUNK_BYTES, at = atomic_load(&h->grown_bytes);
    if (bytes > h->lookup.bytes - at || !heap_may_map(h, bytes))
        return false;
    if (!osmem_commit(h->lookup.base + at, bytes))
        return false;
    osmem_huge(h->lookup.base + at, bytes);
    pages_grow(&h->pages, n_chunks);
    uint64_t arenas = (at + HEAP_ARENA_BYTES - 1) / HEAP_ARENA_BYTES;
    at += bytes;
    uint64_t arenas_now = (at + HEAP_ARENA_BYTES - 1) / HEAP_ARENA_BYTES;
    heap_count(&h->stats.metadata, (arenas_now - arenas) * ARENA_TABLES);
    heap_count(&h->stats.released, bytes);
    atomic_store(&h->grown_bytes, at);
    return true;
}

static uint64_t
take_pages_locked(struct heap *h, uint64_t npages, uint64_t *n_scavenged)
{
    if (heap_must_fail_locked(h))
        return PAGES_NONE;
    uint64_t first = pages_alloc(&h->pages, npages, n_scavenged);
    if (first == PAGES_NONE && grow_locked(h, npages))
        first = pages_alloc(&h->pages, npages, n_scavenged);
    if (first == PAGES_NONE)
        return PAGES_NONE;
    heap_uncount(&h->stats.released, *n_scavenged * PAGE_BYTES);
    heap_uncount(&h->stats.free, (npages - *n_scavenged) * PAGE_BYTES);
    return first;
}

static const uint32_t records_per_block =
    (METADATA_BLOCK_BYTES - sizeof(struct metadata_block)) / sizeof(struct span);

static struct span *
block_records(struct metadata_block *b)
{
    return (struct span *)(b + 1);
}

struct span *
heap_take_record_locked(struct heap *h)
{
    struct span *s = h->free_records;
    if (s) {
        h->free_records = s->next;
        s->next = NULL;
        return s;
    }
    struct metadata_block *b = atomic_load_explicit(&h->record_blocks.blocks, memory_order_relaxed);
    if (!b || h->record_used == records_per_block) {
        b = metadata_add_block(&h->record_blocks);
        h->record_used = 0;
    }
    return &block_records(b)[h->record_used++];
}

void
heap_drop_record_locked(struct heap *h, struct span *s)
{
    s->next = h->free_records;
    h->free_records = s;
}

/* The slots and bitmaps of a heap span. Small scan spans hold their pointer bitmap themselves. */
static void
init_slots(struct heap *h, struct span *s, unsigned spanclass)
{
    const struct sizeclass *c = &sizeclasses[spanclass >> 1];
    uint64_t bytes = (uint64_t)s->npages * PAGE_BYTES;
    unsigned nelems = sizeclass_slots(spanclass);
    SPAN_SET(s->elem_bytes, c->bytes ? c->bytes : bytes);
    SPAN_SET(s->magic, c->magic);
    SPAN_SET(s->nelems, (uint16_t)nelems);
    SPAN_SET(s->limit, s->base + nelems * s->elem_bytes);
    _Atomic uint64_t *bits = markbits_alloc(&h->markbits, 2 * ((nelems + 63) & ~63u));
    s->alloc_bits = bits;
    SPAN_SET(s->mark_bits, bits + (nelems + 63) / 64);
    s->alloc_cache = UINT64_MAX;
    uint64_t fill = c->bytes == 8 ? UINT64_MAX : 0;
    bool in_span = !(spanclass & 1) && c->bytes && c->bytes <= SIZECLASS_BITMAP_LIMIT;
    if (in_span && (s->needzero || fill)) {
        for (unsigned i = 0; i < PAGE_BYTES / 64 / 8; i++)
            atomic_store_explicit(&span_ptr_bitmap(s)[i], fill, memory_order_relaxed);
    }
}

static void
init_span(struct heap *h, struct span *s, uint64_t base, uint32_t npages, enum span_use use,
          unsigned spanclass)
{
    SPAN_SET(s->base, base);
    SPAN_SET(s->npages, npages);
    SPAN_SET(s->limit, base + (uint64_t)npages * PAGE_BYTES);
    SPAN_SET(s->spanclass, (uint8_t)spanclass);
    SPAN_SET(s->use, (uint8_t)use);
    SPAN_SET(s->freeindex, 0);
    SPAN_SET(s->alloc_count, 0);
    SPAN_SET(s->magic, 0);
    SPAN_SET(s->nelems, 0);
    SPAN_SET(s->elem_bytes, 0);
    s->alloc_count_cached = 0;
    SPAN_SET(s->alloc_cache, 0);
    s->alloc_bits = NULL;
    SPAN_SET(s->mark_bits, NULL);
    s->large_bytes = 0;
    s->arena_id = 0;
    s->arena_chunk = NULL;
    s->next = s->prev = NULL;
    atomic_store_explicit(&s->n_marked, 0, memory_order_relaxed);
    atomic_store_explicit(&s->large_type, NULL, memory_order_relaxed);
    atomic_store_explicit(&s->oblets_left, 0, memory_order_relaxed);
    atomic_store_explicit(&s->sweepgen, heap_sweepgen(h), memory_order_relaxed);
    if (use == SPAN_USE_HEAP)
        init_slots(h, s, spanclass);
    uint64_t first = (base - h->lookup.base) >> PAGE_SHIFT;
    for (uint64_t i = 0; i < npages; i++)
        atomic_store_explicit(&h->lookup.pagemap[first + i], s, memory_order_release);
}

static _Atomic uint64_t *
use_counter(struct heap *h, enum span_use use)
{
    switch (use) {
    case SPAN_USE_HEAP:
        return &h->stats.in_use;
    case SPAN_USE_STACK:
        return &h->stats.stacks;
    case SPAN_USE_WORKBUF:
        return &h->stats.workbufs;
    case SPAN_USE_ARENA:
        break;
    }
    bug("user-arena chunks are no business of the page heap");
}

/* A span that lookups do not find yet: the caller may still set fields before publish_span. */
static struct span *
alloc_unpublished(struct heap *h, uint32_t npages, enum span_use use, unsigned spanclass)
{
    uint64_t n_scavenged;
    uv_mutex_lock(&h->lock);
    uint64_t first = take_pages_locked(h, npages, &n_scavenged);
    struct span *s = first == PAGES_NONE ? NULL : heap_take_record_locked(h);
    uv_mutex_unlock(&h->lock);
    if (!s)
        return NULL;
    s->needzero = n_scavenged != npages;
    init_span(h, s, h->lookup.base + first * PAGE_BYTES, npages, use, spanclass);
    heap_count(use_counter(h, use), (uint64_t)npages * PAGE_BYTES);
    if (use == SPAN_USE_HEAP) {
        heap_count(&h->stats.spans[spanclass], 1);
        heap_count(&h->stats.pages_in_use, npages);
        if (spanclass < 2)
            heap_count(&h->stats.large_in_use, (uint64_t)npages * PAGE_BYTES);
    }
    return s;
}

static void
publish_span(struct tracer *t, struct span *s)
{
    int state = s->use == SPAN_USE_HEAP ? SPAN_IN_USE : SPAN_MANUAL;
    atomic_store_explicit(&s->state, (uint8_t)state, memory_order_release);
    if (t)
        tracer_emit(t, EVENT_SPAN_ALLOC, 0, s->base, (uint64_t)s->npages * PAGE_BYTES,
                    s->spanclass);
}

struct span *
heap_alloc_span(struct heap *h, struct tracer *t, uint32_t npages, enum span_use use,
                unsigned spanclass)
{
    struct span *s = alloc_unpublished(h, npages, use, spanclass);
    if (s)
        publish_span(t, s);
    return s;
}

static void
poison_pages(const struct span *s)
{
    uint64_t bytes = (uint64_t)s->npages * PAGE_BYTES;
    for (uint64_t i = 0; i < bytes; i += 8)
        access_store64(s->base + i, UINT64_C(0xdeadbeefdeadbeef));
}

void
heap_free_span(struct heap *h, struct tracer *t, struct span *s)
{
    ensure(s->alloc_count == 0, "a freed span is empty (%#llx)", (unsigned long long)s->base);
    uint64_t bytes = (uint64_t)s->npages * PAGE_BYTES;
    if (h->options.poison)
        poison_pages(s);
    if (t)
        tracer_emit(t, EVENT_SPAN_FREE, 0, s->base, bytes, s->spanclass);
    heap_uncount(use_counter(h, s->use), bytes);
    if (s->use == SPAN_USE_HEAP) {
        heap_uncount(&h->stats.spans[s->spanclass], 1);
        heap_uncount(&h->stats.pages_in_use, s->npages);
        if (s->spanclass < 2)
            heap_uncount(&h->stats.large_in_use, bytes);
    }
    heap_count(&h->stats.free, bytes);
    atomic_store_explicit(&s->state, SPAN_DEAD, memory_order_release);
    uv_mutex_lock(&h->lock);
    pages_free(&h->pages, (s->base - h->lookup.base) >> PAGE_SHIFT, s->npages);
    heap_drop_record_locked(h, s);
    uv_mutex_unlock(&h->lock);
}

struct span *
heap_alloc_large(struct heap *h, struct tracer *t, uint64_t bytes, const struct typeinfo *type,
                 bool zero)
{
    if (!bytes || bytes > h->lookup.bytes)
        return NULL;
    uint64_t npages = (bytes + PAGE_BYTES - 1) >> PAGE_SHIFT;
    bool noscan = !type || !typeinfo_has_pointers(type);
    sweep_reclaim(h, t, npages);
    struct span *s = alloc_unpublished(h, (uint32_t)npages, SPAN_USE_HEAP, noscan ? 1 : 0);
    if (!s)
        return NULL;
    s->large_bytes = bytes;
    SPAN_SET(s->limit, s->base + bytes);
    SPAN_SET(s->freeindex, 1);
    SPAN_SET(s->alloc_count, 1);
    s->alloc_cache = 0;
    publish_span(t, s);
    heap_count(&h->stats.large_allocs, 1);
    heap_count(&h->stats.large_alloc_bytes, s->elem_bytes);
    heap_count(&h->stats.live, s->elem_bytes);
    if (s->needzero && (zero || !noscan))
        access_zero(s->base, s->elem_bytes);
    if (!noscan)
        atomic_store_explicit(&s->large_type, type, memory_order_release);
    central_put_swept(h, s);
    return s;
}

void
heap_each_span(struct heap *h, bool (*fn)(struct span *s, void *ctx), void *ctx)
{
    struct metadata_block *b = atomic_load_explicit(&h->record_blocks.blocks, memory_order_acquire);
    for (; b; b = b->next) {
        struct span *records = block_records(b);
        for (uint32_t i = 0; i < records_per_block; i++) {
            int state = atomic_load_explicit(&records[i].state, memory_order_acquire);
            if (state != SPAN_DEAD && !fn(&records[i], ctx))
                return;
        }
    }
}
