/* Buckets are found through a hash table of chains. Both only grow: whoever reads a chain needs no
 * lock, adding to one does. A bucket's number is its place in blocks of a fixed size, which never
 * move.
 *
 * Invariants: a slot with a sample is allocated; for each party and bucket, frees <= allocs.
 *
 * Go: runtime/mprof.go, mheap.go (specialprofile) */
#include "mem/memprofile.h"

#include "base/bug.h"
#include "base/xalloc.h"

#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum {
    N_CHAINS = 1 << 16,
    BLOCK = 1024, /* buckets */
    N_BLOCKS = MEMPROFILE_MAX / BLOCK,
    N_FUTURE = 3, /* cycles that are not published yet: C (for a moment), C + 1, C + 2 */
    PARTY_BITS = 2,
};

struct bucket {
    uint64_t *pcs; /* owned */
    uint64_t hash, bytes;
    uint32_t n_pcs, epoch;
    _Atomic bool program;
    uint32_t next;                  /* in the chain: number + 1, 0 = end */
    _Atomic uint64_t allocs, frees; /* the watcher's */
    uint64_t published[2];          /* the program's allocs and frees; under lock */
    _Atomic uint64_t future[N_FUTURE][2];
};

/* The samples of one span, in a list so that they can be freed at the end. */
struct samples {
    struct samples *next, *prev;
    uint32_t slots[];
};

struct memprofile {
    uv_mutex_t lock;                    /* new buckets, published counts, list of samples */
    _Atomic(_Atomic uint32_t *) chains; /* number + 1; NULL until the first allocation */
    _Atomic(struct bucket *) blocks[N_BLOCKS];
    _Atomic uint32_t n;     /* buckets */
    _Atomic uint32_t epoch; /* of the watcher */
    _Atomic uint32_t cycle; /* C; changes while the world is stopped */
    bool flushed;           /* C is published; under lock */
    struct samples samples; /* head of a ring; under lock */
};

struct memprofile *
memprofile_create(void)
{
    struct memprofile *mp = xcalloc(1, sizeof *mp);
    ensure(uv_mutex_init(&mp->lock) == 0, "no mutex for the allocation profile");
    mp->samples.next = mp->samples.prev = &mp->samples;
    return mp;
}

static struct bucket *
at(struct memprofile *mp, uint32_t i)
{
    return atomic_load_explicit(&mp->blocks[i / BLOCK], memory_order_acquire) + i % BLOCK;
}

void
memprofile_destroy(struct memprofile *mp)
{
    if (!mp)
        return;
    for (uint32_t i = 0; i < atomic_load(&mp->n); i++)
        free(at(mp, i)->pcs);
    for (unsigned i = 0; i < N_BLOCKS; i++)
        free(atomic_load(&mp->blocks[i]));
    for (struct samples *s = mp->samples.next, *next; s != &mp->samples; s = next) {
        next = s->next;
        free(s);
    }
    free(atomic_load(&mp->chains));
    uv_mutex_destroy(&mp->lock);
    free(mp);
}

/* --- buckets -------------------------------------------------------------------------------- */

static uint64_t
hash_stack(const uint64_t *pcs, unsigned n, uint64_t bytes, uint32_t epoch)
{
    uint64_t h = bytes * UINT64_C(0x9e3779b97f4a7c15) ^ epoch;
    for (unsigned i = 0; i < n; i++) {
        __uint128_t m = (__uint128_t)(h ^ pcs[i]) * UINT64_C(0xe7037ed1a0b428db);
        h = (uint64_t)m ^ (uint64_t)(m >> 64);
    }
    return h;
}

static struct bucket *
find(struct memprofile *mp, const struct bucket *like, uint32_t *number)
{
    _Atomic uint32_t *chains = atomic_load_explicit(&mp->chains, memory_order_acquire);
    uint32_t k =
        chains ? atomic_load_explicit(&chains[like->hash % N_CHAINS], memory_order_acquire) : 0;
    while (k) {
        struct bucket *b = at(mp, k - 1);
        if (b->hash == like->hash && b->bytes == like->bytes && b->epoch == like->epoch &&
            b->n_pcs == like->n_pcs && memcmp(b->pcs, like->pcs, b->n_pcs * sizeof *b->pcs) == 0) {
            *number = k - 1;
            return b;
        }
        k = b->next;
    }
    return NULL;
}

static struct bucket *
add_locked(struct memprofile *mp, const struct bucket *like, uint32_t *number)
{
    uint32_t n = atomic_load_explicit(&mp->n, memory_order_relaxed);
    if (n == MEMPROFILE_MAX)
        return NULL;
    if (n == 0)
        atomic_store_explicit(&mp->chains, xcalloc(N_CHAINS, sizeof(_Atomic uint32_t)),
                              memory_order_release);
    if (n % BLOCK == 0)
        atomic_store_explicit(&mp->blocks[n / BLOCK], xcalloc(BLOCK, sizeof(struct bucket)),
                              memory_order_release);
    struct bucket *b = at(mp, n);
    b->hash = like->hash;
    b->bytes = like->bytes;
    b->epoch = like->epoch;
    b->n_pcs = like->n_pcs;
    b->pcs = xcalloc(like->n_pcs + 1, sizeof *b->pcs);
    if (like->n_pcs)
        memcpy(b->pcs, like->pcs, like->n_pcs * sizeof *b->pcs);
    _Atomic uint32_t *chain =
        &atomic_load_explicit(&mp->chains, memory_order_relaxed)[b->hash % N_CHAINS];
    b->next = atomic_load_explicit(chain, memory_order_relaxed);
    atomic_store_explicit(&mp->n, n + 1, memory_order_release);
    atomic_store_explicit(chain, n + 1, memory_order_release);
    *number = n;
    return b;
}

static struct bucket *
find_or_add(struct memprofile *mp, const struct bucket *like, uint32_t *number)
{
    struct bucket *b = find(mp, like, number);
    if (b)
        return b;
    uv_mutex_lock(&mp->lock);
    b = find(mp, like, number);
    if (!b)
        b = add_locked(mp, like, number);
    uv_mutex_unlock(&mp->lock);
    return b;
}

static void
count(_Atomic uint64_t *counter)
{
    atomic_fetch_add_explicit(counter, 1, memory_order_relaxed);
}

static _Atomic uint64_t *
future(struct memprofile *mp, struct bucket *b, unsigned ahead)
{
    return b->future[(atomic_load_explicit(&mp->cycle, memory_order_relaxed) + ahead) % N_FUTURE];
}

/* --- allocations and frees ------------------------------------------------------------------ */

static void
remember(struct memprofile *mp, struct span *s, unsigned index, uint32_t word)
{
    if (!s->samples) {
        struct samples *fresh = xcalloc(1, sizeof *fresh + s->nelems * sizeof *fresh->slots);
        uv_mutex_lock(&mp->lock);
        fresh->next = mp->samples.next;
        fresh->prev = &mp->samples;
        fresh->next->prev = mp->samples.next = fresh;
        uv_mutex_unlock(&mp->lock);
        s->samples = fresh->slots;
    }
    ensure(!s->samples[index], "slot %u of span %#llx has a sample before it is allocated", index,
           (unsigned long long)s->base);
    s->samples[index] = word;
}

void
memprofile_alloc(struct memprofile *mp, unsigned parties, const uint64_t *pcs, unsigned n_pcs,
                 uint64_t bytes, struct span *s, unsigned index)
{
    struct bucket like = {.pcs = (uint64_t *)(uintptr_t)pcs, .n_pcs = n_pcs, .bytes = bytes};
    uint32_t number;
    if (parties & MEMPROFILE_WATCHER)
        like.epoch = memprofile_epoch(mp);
    like.hash = hash_stack(pcs, n_pcs, bytes, like.epoch);
    struct bucket *b = find_or_add(mp, &like, &number);
    if (!b)
        return;
    if (parties & MEMPROFILE_WATCHER)
        count(&b->allocs);
    if (parties & MEMPROFILE_PROGRAM) {
        atomic_store_explicit(&b->program, true, memory_order_relaxed);
        count(&future(mp, b, 2)[0]);
    }
    if (s)
        remember(mp, s, index, number << PARTY_BITS | parties);
}

static void
forget(struct memprofile *mp, struct span *s)
{
    struct samples *old =
        (struct samples *)(void *)((char *)s->samples - offsetof(struct samples, slots));
    s->samples = NULL;
    uv_mutex_lock(&mp->lock);
    old->prev->next = old->next;
    old->next->prev = old->prev;
    uv_mutex_unlock(&mp->lock);
    free(old);
}

void
memprofile_swept(struct memprofile *mp, struct span *s)
{
    bool any = false;
    for (unsigned i = 0; i < s->nelems; i++) {
        uint32_t word = s->samples[i];
        if (!word)
            continue;
        if (span_is_marked(s, i)) {
            any = true;
            continue;
        }
        struct bucket *b = at(mp, word >> PARTY_BITS);
        if (word & MEMPROFILE_WATCHER)
            count(&b->frees);
        if (word & MEMPROFILE_PROGRAM)
            count(&future(mp, b, 1)[1]);
        s->samples[i] = 0;
    }
    if (!any)
        forget(mp, s);
}

/* --- cycles --------------------------------------------------------------------------------- */

void
memprofile_restart(struct memprofile *mp)
{
    atomic_fetch_add_explicit(&mp->epoch, 1, memory_order_relaxed);
}

uint32_t
memprofile_epoch(const struct memprofile *mp)
{
    return atomic_load_explicit(&mp->epoch, memory_order_relaxed);
}

static void
publish_locked(struct memprofile *mp, uint32_t cycle)
{
    for (uint32_t i = 0, n = atomic_load_explicit(&mp->n, memory_order_acquire); i < n; i++) {
        struct bucket *b = at(mp, i);
        for (unsigned k = 0; k < 2; k++)
            b->published[k] +=
                atomic_exchange_explicit(&b->future[cycle % N_FUTURE][k], 0, memory_order_relaxed);
    }
}

void
memprofile_next_cycle(struct memprofile *mp)
{
    /* the ring has three places: the number may not jump when it wraps around */
    uint32_t c = atomic_load_explicit(&mp->cycle, memory_order_relaxed) + 1;
    atomic_store_explicit(&mp->cycle, c % (N_FUTURE << 24), memory_order_relaxed);
    uv_mutex_lock(&mp->lock);
    mp->flushed = false;
    uv_mutex_unlock(&mp->lock);
}

void
memprofile_flush(struct memprofile *mp)
{
    uv_mutex_lock(&mp->lock);
    if (!mp->flushed)
        publish_locked(mp, atomic_load_explicit(&mp->cycle, memory_order_relaxed));
    mp->flushed = true;
    uv_mutex_unlock(&mp->lock);
}

void
memprofile_swept_all(struct memprofile *mp)
{
    uv_mutex_lock(&mp->lock);
    publish_locked(mp, atomic_load_explicit(&mp->cycle, memory_order_relaxed) + 1);
    uv_mutex_unlock(&mp->lock);
}

void
memprofile_publish_all(struct memprofile *mp)
{
    uv_mutex_lock(&mp->lock);
    for (uint32_t i = 0; i < N_FUTURE; i++)
        publish_locked(mp, i);
    uv_mutex_unlock(&mp->lock);
}

unsigned
memprofile_count(struct memprofile *mp)
{
    return atomic_load_explicit(&mp->n, memory_order_acquire);
}

void
memprofile_read(struct memprofile *mp, unsigned i, struct memprofile_bucket *out)
{
    struct bucket *b = at(mp, i);
    uint64_t frees = atomic_load_explicit(&b->frees, memory_order_acquire);
    *out = (struct memprofile_bucket){
        .pcs = b->pcs,
        .n_pcs = b->n_pcs,
        .epoch = b->epoch,
        .bytes = b->bytes,
        .program = atomic_load_explicit(&b->program, memory_order_relaxed),
        .frees = frees,
        .allocs = atomic_load_explicit(&b->allocs, memory_order_relaxed),
    };
    uv_mutex_lock(&mp->lock);
    out->published_allocs = b->published[0];
    out->published_frees = b->published[1];
    uv_mutex_unlock(&mp->lock);
}
