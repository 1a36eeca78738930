/* Arenas and their registry. An arena owns a list of chunks; it allocates from the newest (active)
 * one until something does not fit. Freeing it faults the full chunks and passes the active one on.
 *
 * Ids are handed out in order and are found without a lock in a table indexed by their low bits:
 * an id whose place is taken is skipped. Tables only grow, and old ones are kept until the end,
 * because a reader may still hold them. Records of forgotten arenas are reused, never freed, for
 * the same reason.
 *
 * Go: runtime/arena.go (userArena) */
#include "mem/userarena.h"

#include "base/bug.h"
#include "base/xalloc.h"
#include "mem/arenachunk.h"
#include "mem/heap_state.h"
#include "trace/tracer.h"

#include <string.h>

struct userarena {
    _Atomic uint64_t id; /* 0 = forgotten */
    uint32_t goid;
    int64_t born_ns, freed_ns; /* freed_ns of a live one is 0; guarded by lock */
    _Atomic bool freed;
    struct arenachunk *active; /* newest chunk; its `next` leads to the full ones; owner and lock */
    _Atomic uint64_t used, objects;   /* written by the owner */
    uint32_t n_chunks, n_quarantined; /* guarded by lock */
    uint32_t faults;                  /* guarded by lock */
    struct userarena *newer, *older;  /* all that are remembered, by birth; guarded by lock */
    struct userarena *next_freed;     /* freed ones by time of freeing; also the spare records */
};

struct idtable {
    uint64_t mask;
    struct idtable *smaller; /* the one it replaced */
    _Atomic(struct userarena *) slots[];
};

struct userarenas {
    struct heap *heap; /* borrowed */
    uv_mutex_t lock;   /* ranks before heap.lock */
    struct arenachunks chunks;
    _Atomic(struct idtable *) ids;
    uint64_t last_id, n_known; /* n_known: records in the table */
    struct userarena *newest, *oldest;
    struct userarena *first_freed, *last_freed, *spare;
    unsigned n_freed_kept;
    uint64_t created, freed, faults;
};

static struct idtable *
new_idtable(uint64_t n, struct idtable *smaller)
{
    struct idtable *t = xcalloc(1, sizeof *t + n * sizeof t->slots[0]);
    t->mask = n - 1;
    t->smaller = smaller;
    return t;
}

struct userarenas *
userarenas_create(struct heap *h)
{
    struct userarenas *u = xcalloc(1, sizeof *u);
    u->heap = h;
    ensure(uv_mutex_init(&u->lock) == 0, "a mutex can be made");
    arenachunk_init(&u->chunks, h);
    atomic_init(&u->ids, new_idtable(256, NULL));
    return u;
}

void
userarenas_destroy(struct userarenas *u)
{
    if (!u)
        return;
    while (u->newest) {
        struct userarena *a = u->newest;
        u->newest = a->older;
        free(a);
    }
    while (u->spare) {
        struct userarena *a = u->spare;
        u->spare = a->next_freed;
        free(a);
    }
    struct idtable *t = atomic_load(&u->ids);
    while (t) {
        struct idtable *smaller = t->smaller;
        free(t);
        t = smaller;
    }
    arenachunk_finish(&u->chunks);
    uv_mutex_destroy(&u->lock);
    free(u);
}

static struct userarena *
find(const struct userarenas *u, uint64_t id)
{
    const struct idtable *t = atomic_load_explicit(&u->ids, memory_order_acquire);
    struct userarena *a = atomic_load_explicit(&t->slots[id & t->mask], memory_order_acquire);
    return a && id && atomic_load_explicit(&a->id, memory_order_relaxed) == id ? a : NULL;
}

static struct userarena *
find_live(const struct userarenas *u, uint64_t id)
{
    struct userarena *a = find(u, id);
    return a && !atomic_load_explicit(&a->freed, memory_order_relaxed) ? a : NULL;
}

static void
grow_ids_locked(struct userarenas *u)
{
    struct idtable *old = atomic_load_explicit(&u->ids, memory_order_relaxed);
    struct idtable *t = new_idtable(2 * (old->mask + 1), old);
    for (uint64_t i = 0; i <= old->mask; i++) {
        struct userarena *a = atomic_load_explicit(&old->slots[i], memory_order_relaxed);
        if (a)
            atomic_store_explicit(&t->slots[atomic_load(&a->id) & t->mask], a,
                                  memory_order_relaxed);
    }
    atomic_store_explicit(&u->ids, t, memory_order_release);
}

/* Gives the arena the next id whose place is free and makes it findable. */
static void
register_locked(struct userarenas *u, struct userarena *a)
{
    struct idtable *t = atomic_load_explicit(&u->ids, memory_order_relaxed);
    if (2 * u->n_known > t->mask) {
        grow_ids_locked(u);
        t = atomic_load_explicit(&u->ids, memory_order_relaxed);
    }
    do
        u->last_id++;
    while (atomic_load_explicit(&t->slots[u->last_id & t->mask], memory_order_relaxed));
    u->n_known++;
    atomic_store_explicit(&a->id, u->last_id, memory_order_relaxed);
    atomic_store_explicit(&t->slots[u->last_id & t->mask], a, memory_order_release);
    a->older = u->newest;
    a->newer = NULL;
    if (u->newest)
        u->newest->newer = a;
    else
        u->oldest = a;
    u->newest = a;
}

static void
forget_locked(struct userarenas *u, struct userarena *a)
{
    struct idtable *t = atomic_load_explicit(&u->ids, memory_order_relaxed);
    uint64_t id = atomic_load_explicit(&a->id, memory_order_relaxed);
    atomic_store_explicit(&t->slots[id & t->mask], NULL, memory_order_release);
    atomic_store_explicit(&a->id, 0, memory_order_relaxed);
    u->n_known--;
    if (a->newer)
        a->newer->older = a->older;
    else
        u->newest = a->older;
    if (a->older)
        a->older->newer = a->newer;
    else
        u->oldest = a->newer;
    a->next_freed = u->spare;
    u->spare = a;
}

/* Remembers a freed arena, and forgets the one freed longest ago when there are too many. */
static void
remember_freed_locked(struct userarenas *u, struct userarena *a)
{
    a->next_freed = NULL;
    if (u->last_freed)
        u->last_freed->next_freed = a;
    else
        u->first_freed = a;
    u->last_freed = a;
    if (++u->n_freed_kept <= USERARENA_KEPT)
        return;
    struct userarena *old = u->first_freed;
    u->first_freed = old->next_freed;
    u->n_freed_kept--;
    forget_locked(u, old);
}

static struct userarena *
new_record_locked(struct userarenas *u)
{
    struct userarena *a = u->spare;
    if (!a)
        return xcalloc(1, sizeof *a);
    u->spare = a->next_freed;
    return a;
}

static bool
add_chunk_locked(struct userarenas *u, struct userarena *a, uint64_t id)
{
    struct arenachunk *k = arenachunk_take(&u->chunks, id);
    if (!k)
        return false;
    k->next = a->active;
    a->active = k;
    a->n_chunks++;
    return true;
}

uint64_t
userarena_new(struct userarenas *u, struct tracer *t, uint32_t goid, int64_t now_ns)
{
    uv_mutex_lock(&u->lock);
    struct userarena *a = new_record_locked(u);
    a->goid = goid;
    a->born_ns = now_ns;
    a->freed_ns = 0;
    a->active = NULL;
    a->n_chunks = a->n_quarantined = a->faults = 0;
    a->next_freed = NULL;
    atomic_store_explicit(&a->freed, false, memory_order_relaxed);
    atomic_store_explicit(&a->used, 0, memory_order_relaxed);
    atomic_store_explicit(&a->objects, 0, memory_order_relaxed);
    register_locked(u, a);
    uint64_t id = atomic_load_explicit(&a->id, memory_order_relaxed);
    if (!add_chunk_locked(u, a, id)) {
        forget_locked(u, a);
        id = 0;
    } else {
        u->created++;
    }
    uint64_t addr = id ? a->active->span.base : 0;
    uv_mutex_unlock(&u->lock);
    if (id && t)
        tracer_emit(t, EVENT_ARENA_NEW, goid, id, addr, USERARENA_CHUNK_BYTES);
    return id;
}

/* The active chunk is full: takes another one. */
static bool
refill(struct userarenas *u, struct tracer *t, struct userarena *a, uint64_t id)
{
    uv_mutex_lock(&u->lock);
    bool ok = add_chunk_locked(u, a, id);
    uint64_t addr = ok ? a->active->span.base : 0;
    uv_mutex_unlock(&u->lock);
    if (ok && t)
        tracer_emit(t, EVENT_ARENA_CHUNK, a->goid, id, addr, USERARENA_CHUNK_BYTES);
    return ok;
}

static void
bump_counter(_Atomic uint64_t *counter, uint64_t n)
{
    uint64_t v = atomic_load_explicit(counter, memory_order_relaxed);
    atomic_store_explicit(counter, v + n, memory_order_relaxed);
}

enum userarena_error
userarena_alloc(struct userarenas *u, struct tracer *t, uint64_t id, const struct typeinfo *type,
                uint64_t count, uint64_t *addr)
{
    struct userarena *a = find_live(u, id);
    *addr = 0;
    if (!a)
        return USERARENA_DOUBLE_FREE;
    uint64_t bytes;
    if (__builtin_mul_overflow(type->size, count, &bytes) || bytes > USERARENA_MAX_OBJECT)
        return USERARENA_TOO_LARGE;
    if (!bytes)
        return USERARENA_OK;
    while (!(*addr = arenachunk_bump(a->active, type, bytes)))
        if (!refill(u, t, a, id))
            return USERARENA_NO_MEMORY;
    bump_counter(&a->used, bytes);
    bump_counter(&a->objects, 1);
    if (typeinfo_has_pointers(type))
        heap_count(&u->heap->stats.scan, bytes);
    if (t && atomic_load_explicit(&t->on, memory_order_relaxed) & TRACER_EVENTS)
        tracer_emit(t, EVENT_ARENA_ALLOC, a->goid, id, *addr, bytes);
    return USERARENA_OK;
}

static void
release_chunks_locked(struct userarenas *u, struct userarena *a, bool gc_off)
{
    struct arenachunk *active = a->active, *k = active->next;
    a->active = NULL;
    active->next = NULL;
    arenachunk_keep_for_reuse(&u->chunks, active);
    while (k) {
        struct arenachunk *next = k->next;
        k->next = NULL;
        if (gc_off)
            arenachunk_fault(&u->chunks, k);
        else
            arenachunk_fault_later(&u->chunks, k);
        a->n_quarantined++;
        k = next;
    }
}

enum userarena_error
userarena_free(struct userarenas *u, struct tracer *t, uint64_t id, bool gc_off, int64_t now_ns)
{
    uv_mutex_lock(&u->lock);
    struct userarena *a = find_live(u, id);
    if (!a) {
        uv_mutex_unlock(&u->lock);
        return USERARENA_DOUBLE_FREE;
    }
    atomic_store_explicit(&a->freed, true, memory_order_relaxed);
    a->freed_ns = now_ns;
    release_chunks_locked(u, a, gc_off);
    uint64_t bytes = atomic_load_explicit(&a->used, memory_order_relaxed);
    uint64_t objects = atomic_load_explicit(&a->objects, memory_order_relaxed);
    uint32_t goid = a->goid;
    u->freed++;
    remember_freed_locked(u, a);
    uv_mutex_unlock(&u->lock);
    if (t)
        tracer_emit(t, EVENT_ARENA_FREE, goid, id, bytes, objects);
    return USERARENA_OK;
}

void
userarena_each_chunk(struct userarenas *u, uint64_t id, void (*fn)(struct span *s, void *ctx),
                     void *ctx)
{
    uv_mutex_lock(&u->lock);
    struct userarena *a = find_live(u, id);
    for (struct arenachunk *k = a ? a->active : NULL; k; k = k->next)
        fn(&k->span, ctx);
    uv_mutex_unlock(&u->lock);
}

void
userarenas_each_chunk(struct userarenas *u, void (*fn)(struct span *s, void *ctx), void *ctx)
{
    uv_mutex_lock(&u->lock);
    for (uint64_t i = 0; i < u->chunks.n_taken; i++)
        if (atomic_load(&u->chunks.chunks[i].state) == ARENACHUNK_LIVE)
            fn(&u->chunks.chunks[i].span, ctx);
    uv_mutex_unlock(&u->lock);
}

uint64_t
userarena_scan_bytes(const struct span *chunk)
{
    const struct arenachunk *k = chunk->arena_chunk;
    return atomic_load_explicit(&k->lo, memory_order_acquire);
}

const uint64_t *
userarena_scan_bitmap(const struct span *chunk)
{
    return (const uint64_t *)(uintptr_t)(chunk->base + USERARENA_CHUNK_BYTES -
                                         ARENACHUNK_BITMAP_BYTES);
}

struct sweeping {
    struct userarenas *u;
    struct tracer *t;
};

static void
chunk_is_ready(struct arenachunk *k, void *ctx)
{
    struct sweeping *s = ctx;
    uint64_t id = atomic_load(&k->owner);
    struct userarena *a = find(s->u, id);
    if (a && a->n_quarantined)
        a->n_quarantined--;
    if (s->t)
        tracer_emit(s->t, EVENT_ARENA_REUSE, 0, id, k->span.base, USERARENA_CHUNK_BYTES);
}

void
userarenas_sweep(struct userarenas *u, struct tracer *t)
{
    struct sweeping s = {u, t};
    uv_mutex_lock(&u->lock);
    arenachunk_sweep(&u->chunks, chunk_is_ready, &s);
    uv_mutex_unlock(&u->lock);
}

bool
userarenas_is_fault(const struct userarenas *u, uint64_t addr, uint64_t *id)
{
    struct arenachunk *k = arenachunk_of(&u->chunks, addr);
    if (!k || atomic_load(&k->state) == ARENACHUNK_LIVE || !atomic_load(&k->owner))
        return false;
    *id = atomic_load(&k->owner);
    return true;
}

void
userarenas_count_fault(struct userarenas *u, uint64_t id)
{
    uv_mutex_lock(&u->lock);
    struct userarena *a = find(u, id);
    if (a)
        a->faults++;
    u->faults++;
    uv_mutex_unlock(&u->lock);
}

unsigned
userarenas_list(struct userarenas *u, struct userarena_info *out, unsigned max)
{
    unsigned n = 0;
    uv_mutex_lock(&u->lock);
    for (struct userarena *a = u->newest; a && n < max; a = a->older)
        out[n++] = (struct userarena_info){
            .id = atomic_load(&a->id),
            .goid = a->goid,
            .born_ns = a->born_ns,
            .freed_ns = a->freed_ns,
            .reserved = (uint64_t)a->n_chunks * USERARENA_CHUNK_BYTES,
            .used = atomic_load_explicit(&a->used, memory_order_relaxed),
            .objects = atomic_load_explicit(&a->objects, memory_order_relaxed),
            .chunks = a->n_chunks,
            .quarantined = a->n_quarantined,
            .faulted = a->faults != 0,
        };
    uv_mutex_unlock(&u->lock);
    return n;
}

void
userarenas_totals(struct userarenas *u, struct userarenas_totals *out)
{
    uv_mutex_lock(&u->lock);
    const struct arenachunks *c = &u->chunks;
    uint64_t n_ready = c->n_taken - c->n_live - c->n_quarantined;
    *out = (struct userarenas_totals){
        .created = u->created,
        .freed = u->freed,
        .live = u->created - u->freed,
        .live_bytes = c->n_live * USERARENA_CHUNK_BYTES,
        .quarantined_bytes = c->n_quarantined * USERARENA_CHUNK_BYTES,
        .ready_bytes = n_ready * USERARENA_CHUNK_BYTES,
        .taken_bytes = c->n_taken * USERARENA_CHUNK_BYTES,
        .faults = u->faults,
    };
    for (struct userarena *a = u->newest; a; a = a->older)
        if (!atomic_load_explicit(&a->freed, memory_order_relaxed))
            out->objects_live += atomic_load_explicit(&a->objects, memory_order_relaxed);
    uv_mutex_unlock(&u->lock);
}

enum region_leaf
userarenas_leaf(const struct userarenas *u, uint64_t addr)
{
    struct arenachunk *k = arenachunk_of(&u->chunks, addr);
    switch (k ? atomic_load(&k->state) : ARENACHUNK_NONE) {
    case ARENACHUNK_LIVE:
        return REGION_LEAF_ARENA_LIVE;
    case ARENACHUNK_QUARANTINE:
        return REGION_LEAF_ARENA_QUARANTINE;
    case ARENACHUNK_READY:
        return REGION_LEAF_ARENA_READY;
    default:
        return REGION_LEAF_FOREIGN;
    }
}

void
userarenas_check(struct userarenas *u)
{
    uint64_t n[ARENACHUNK_QUARANTINE + 1] = {0};
    uv_mutex_lock(&u->lock);
    for (uint64_t i = 0; i < u->chunks.n_taken; i++) {
        struct arenachunk *k = &u->chunks.chunks[i];
        int state = atomic_load(&k->state);
        n[state]++;
        ensure((state == ARENACHUNK_READY) == (atomic_load(&k->span.state) != SPAN_IN_USE),
               "a chunk has a span unless it is ready");
        ensure(state == ARENACHUNK_READY ||
                   (state == ARENACHUNK_QUARANTINE) == span_noscan(&k->span),
               "quarantined chunks and only they are pointer-free");
        ensure(state != ARENACHUNK_LIVE || atomic_load(&k->lo) <= k->hi,
               "the cursors of a chunk do not cross");
    }
    ensure(n[ARENACHUNK_LIVE] == u->chunks.n_live, "live chunks are counted");
    ensure(n[ARENACHUNK_QUARANTINE] == u->chunks.n_quarantined, "quarantined chunks are counted");
    ensure(n[ARENACHUNK_LIVE] * USERARENA_CHUNK_BYTES == atomic_load(&u->heap->stats.arenas),
           "the heap counts the bytes of live chunks");
    uv_mutex_unlock(&u->lock);
}
