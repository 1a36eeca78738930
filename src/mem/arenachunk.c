/* Memory of user arenas. The range lies far above the general heap and is reserved at the first
 * use; chunks are taken from it in groups of eight, lowest first, as Go cuts its 64 MiB arenas.
 *
 * The pointer bitmap (a bit per word) is at the end of the chunk's own memory, so faulting drops it
 * too. Bits are stored before the cursor moves past them, with release: a marker that reads the
 * cursor sees the bits of everything below it.
 *
 * Go: runtime/arena.go */
#include "mem/arenachunk.h"

#include "base/bitops.h"
#include "base/bug.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "mem/access.h"
#include "mem/heap_state.h"
#include "mem/osmem.h"

#include <string.h>

static const uint64_t first_hint = UINT64_C(0x40c000000000);
static const uint64_t hint_step = UINT64_C(1) << 40;
static const uint64_t range_bytes = UINT64_C(64) << 30;
enum { N_HINTS = 63, GROUP_BYTES = ARENACHUNK_GROUP * USERARENA_CHUNK_BYTES };

void
arenachunk_init(struct arenachunks *c, struct heap *h)
{
    memset(c, 0, sizeof *c);
    c->heap = h;
}

void
arenachunk_finish(struct arenachunks *c)
{
    uint64_t base = atomic_load(&c->base);
    if (!base)
        return;
    atomic_store(&c->heap->lookup.chunk_base, UINT64_MAX);
    osmem_unmap(base, c->bytes);
    free(c->chunks);
    free((void *)c->map);
    memset(c, 0, sizeof *c);
}

static bool
reserve_range(struct arenachunks *c)
{
    uint64_t bytes = range_bytes;
    uint64_t base =
        osmem_reserve_hinted(first_hint, hint_step, N_HINTS, &bytes, GROUP_BYTES, HEAP_ARENA_BYTES);
    if (!base) {
        log_warn("the system gives no address space for user arenas");
        return false;
    }
    uint64_t n = bytes / USERARENA_CHUNK_BYTES;
    c->bytes = bytes;
    c->chunks = xcalloc(n, sizeof *c->chunks);
    c->map = xcalloc(n, sizeof *c->map);
    atomic_store_explicit(&c->base, base, memory_order_release);
    struct heap_lookup *l = &c->heap->lookup;
    l->chunkmap = c->map;
    l->chunk_bytes = bytes;
    atomic_store_explicit(&l->chunk_base, base, memory_order_release);
    return true;
}

static void
push(struct arenachunk **list, struct arenachunk *k)
{
    k->next = *list;
    *list = k;
}

static struct arenachunk *
pop(struct arenachunk **list)
{
    struct arenachunk *k = *list;
    if (k) {
        *list = k->next;
        k->next = NULL;
    }
    return k;
}

static uint64_t
chunk_addr(const struct arenachunks *c, const struct arenachunk *k)
{
    return atomic_load_explicit(&c->base, memory_order_relaxed) +
           (uint64_t)(k - c->chunks) * USERARENA_CHUNK_BYTES;
}

/* Another 64 MiB of the range; its chunks become ready, the lowest on top. */
static bool
take_group(struct arenachunks *c)
{
    if (!atomic_load_explicit(&c->base, memory_order_relaxed) && !reserve_range(c))
        return false;
    if (c->n_taken + ARENACHUNK_GROUP > c->bytes / USERARENA_CHUNK_BYTES)
        return false;
    for (unsigned i = ARENACHUNK_GROUP; i-- > 0;) {
        struct arenachunk *k = &c->chunks[c->n_taken + i];
        atomic_store(&k->state, ARENACHUNK_READY);
        push(&c->ready, k);
    }
    c->n_taken += ARENACHUNK_GROUP;
    heap_count(&c->heap->stats.metadata, ARENACHUNK_GROUP * (sizeof *c->chunks + sizeof *c->map));
    return true;
}

static void
init_span(struct arenachunks *c, struct arenachunk *k, uint64_t base, uint64_t id)
{
    struct span *s = &k->span;
    struct heap *h = c->heap;
    /* What is taken while marking runs holds nothing yet: it is born black. */
    atomic_store(&k->mark_word, atomic_load(&h->marking) ? 1 : 0);
    atomic_store(&k->alloc_word, 1);
    SPAN_SET(s->base, base);
    SPAN_SET(s->limit, base + ARENACHUNK_USABLE);
    SPAN_SET(s->npages, (uint32_t)USERARENA_CHUNK_PAGES);
    SPAN_SET(s->spanclass, (uint8_t)0);
    SPAN_SET(s->use, (uint8_t)SPAN_USE_ARENA);
    SPAN_SET(s->elem_bytes, (uint64_t)ARENACHUNK_USABLE);
    SPAN_SET(s->nelems, (uint16_t)1);
    SPAN_SET(s->freeindex, (uint16_t)1);
    SPAN_SET(s->alloc_count, (uint16_t)1);
    s->large_bytes = ARENACHUNK_USABLE;
    s->alloc_bits = &k->alloc_word;
    SPAN_SET(s->mark_bits, &k->mark_word);
    s->arena_id = id;
    s->arena_chunk = k;
    atomic_store_explicit(&s->n_marked, (uint32_t)atomic_load(&k->mark_word), memory_order_relaxed);
    atomic_store_explicit(&s->sweepgen, heap_sweepgen(h), memory_order_relaxed);
    atomic_store_explicit(&c->map[k - c->chunks], s, memory_order_release);
    atomic_store_explicit(&s->state, SPAN_IN_USE, memory_order_release);
}

/* Books a chunk as one large object: taken (Go counts it when the arena gets it) or gone. */
static void
book_taken(struct arenachunks *c)
{
    struct heap_stats *st = &c->heap->stats;
    c->n_live++;
    heap_count(&c->heap->chunk_bytes, USERARENA_CHUNK_BYTES);
    heap_count(&st->arenas, USERARENA_CHUNK_BYTES);
    heap_count(&st->large_allocs, 1);
    heap_count(&st->large_alloc_bytes, ARENACHUNK_USABLE);
    heap_count(&st->live, ARENACHUNK_USABLE);
}

static void
book_gone(struct arenachunks *c)
{
    struct heap_stats *st = &c->heap->stats;
    c->n_live--;
    heap_uncount(&c->heap->chunk_bytes, USERARENA_CHUNK_BYTES);
    heap_uncount(&st->arenas, USERARENA_CHUNK_BYTES);
    heap_count(&st->large_frees, 1);
    heap_count(&st->large_free_bytes, ARENACHUNK_USABLE);
    uint64_t live = atomic_load_explicit(&st->live, memory_order_relaxed), to;
    do { /* a cycle may have set live without the chunk */
        to = live > ARENACHUNK_USABLE ? live - ARENACHUNK_USABLE : 0;
    } while (!atomic_compare_exchange_weak(&st->live, &live, to));
}

/* May a chunk get memory: the limit, and the failure on request. */
static bool
may_commit(struct heap *h)
{
    uv_mutex_lock(&h->lock);
    bool may = !heap_must_fail_locked(h) && heap_may_map(h, USERARENA_CHUNK_BYTES);
    uv_mutex_unlock(&h->lock);
    return may;
}

struct arenachunk *
arenachunk_take(struct arenachunks *c, uint64_t id)
{
    struct arenachunk *k = pop(&c->reuse);
    if (k) {
        atomic_store(&k->owner, id);
        k->span.arena_id = id;
        return k;
    }
    if (!may_commit(c->heap) || (!c->ready && !take_group(c)))
        return NULL;
    k = c->ready;
    uint64_t base = chunk_addr(c, k);
    if (!osmem_commit(base, USERARENA_CHUNK_BYTES))
        return NULL;
    /* Small arenas touch only the ends, so those keep small pages. */
    osmem_huge(base + USERARENA_CHUNK_BYTES / 4, USERARENA_CHUNK_BYTES / 2);
    pop(&c->ready);
    atomic_store(&k->lo, 0);
    k->hi = ARENACHUNK_USABLE;
    atomic_store(&k->owner, id);
    init_span(c, k, base, id);
    atomic_store(&k->state, ARENACHUNK_LIVE);
    book_taken(c);
    return k;
}

static uint64_t
bitmap_addr(const struct arenachunk *k)
{
    return k->span.base + USERARENA_CHUNK_BYTES - ARENACHUNK_BITMAP_BYTES;
}

/* Copies the type's mask over the words of [offset, offset + bytes). */
static void
set_pointer_bits(struct arenachunk *k, uint64_t offset, uint64_t bytes, const struct typeinfo *t)
{
    uint64_t period = t->mask_period / 8, first = offset / 8, map = bitmap_addr(k);
    for (uint64_t w = 0, in_mask = 0; w < bytes / 8; w++) {
        if (bitops_get(t->ptrmask, in_mask)) {
            uint64_t at = map + (first + w) / 64 * 8;
            access_store64(at, access_load64(at) | UINT64_C(1) << (first + w) % 64);
        }
        if (++in_mask == period)
            in_mask = 0;
    }
}

uint64_t
arenachunk_bump(struct arenachunk *k, const struct typeinfo *type, uint64_t bytes)
{
    uint64_t align = type->align ? type->align : 1;
    uint64_t lo = atomic_load_explicit(&k->lo, memory_order_relaxed);
    if (!typeinfo_has_pointers(type)) {
        if (bytes > k->hi || ((k->hi - bytes) & ~(align - 1)) < lo)
            return 0;
        k->hi = (k->hi - bytes) & ~(align - 1);
        return k->span.base + k->hi;
    }
    uint64_t at = bitops_align_up(lo, align);
    if (at > k->hi || bytes > k->hi - at)
        return 0;
    set_pointer_bits(k, at, bytes, type);
    atomic_store_explicit(&k->lo, at + bytes, memory_order_release);
    return k->span.base + at;
}

void
arenachunk_keep_for_reuse(struct arenachunks *c, struct arenachunk *k)
{
    push(&c->reuse, k);
}

void
arenachunk_fault_later(struct arenachunks *c, struct arenachunk *k)
{
    push(&c->pending, k);
}

void
arenachunk_fault(struct arenachunks *c, struct arenachunk *k)
{
    ensure(!atomic_load(&c->heap->marking), "no chunk is faulted while the collector marks");
    SPAN_SET(k->span.spanclass, (uint8_t)1);
    atomic_store(&k->state, ARENACHUNK_QUARANTINE);
    osmem_fault(k->span.base, USERARENA_CHUNK_BYTES);
    book_gone(c);
    c->n_quarantined++;
    push(&c->quarantine, k);
}

static void
clear_mark(struct arenachunk *k)
{
    atomic_store_explicit(&k->mark_word, 0, memory_order_relaxed);
    atomic_store_explicit(&k->span.n_marked, 0, memory_order_relaxed);
}

void
arenachunk_sweep(struct arenachunks *c, void (*freed)(struct arenachunk *k, void *ctx), void *ctx)
{
    struct arenachunk *list = c->quarantine, *k;
    c->quarantine = NULL;
    while ((k = pop(&list))) {
        if (atomic_load_explicit(&k->mark_word, memory_order_relaxed)) {
            push(&c->quarantine, k);
            continue;
        }
        c->n_quarantined--;
        atomic_store(&k->span.state, SPAN_DEAD);
        atomic_store(&k->state, ARENACHUNK_READY);
        freed(k, ctx);
        push(&c->ready, k);
    }
    while ((k = pop(&c->pending)))
        arenachunk_fault(c, k);
    for (uint64_t i = 0; i < c->n_taken; i++)
        clear_mark(&c->chunks[i]);
}

struct arenachunk *
arenachunk_of(const struct arenachunks *c, uint64_t addr)
{
    uint64_t base = atomic_load_explicit(&c->base, memory_order_acquire);
    if (!base || addr < base || addr - base >= c->bytes)
        return NULL;
    return &c->chunks[(addr - base) / USERARENA_CHUNK_BYTES];
}
