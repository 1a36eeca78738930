/* Bump allocation with one atomic add; the lock is taken only to start another arena.
 *
 * Go: runtime/mheap.go (newMarkBits, nextMarkBitArenaEpoch) */
#include "mem/markbits.h"

#include "base/bug.h"

#include <string.h>

struct markbits_arena {
    struct metadata_block block;
    struct markbits_arena *next;
    _Atomic uint32_t used; /* words; may run past the end: then the arena is full */
    _Atomic uint64_t words[];
};

static const uint32_t arena_words =
    (METADATA_BLOCK_BYTES - sizeof(struct markbits_arena)) / sizeof(uint64_t);

void
markbits_init(struct markbits *m, struct metadata *metadata)
{
    memset(m, 0, sizeof *m);
    m->metadata = metadata;
    ensure(uv_mutex_init(&m->lock) == 0, "a mutex can be made");
}

void
markbits_finish(struct markbits *m)
{
    uv_mutex_destroy(&m->lock); /* the arenas belong to metadata */
}

static _Atomic uint64_t *
take(struct markbits_arena *a, uint32_t words)
{
    if (!a || atomic_load_explicit(&a->used, memory_order_relaxed) + words > arena_words)
        return NULL;
    uint32_t at = atomic_fetch_add_explicit(&a->used, words, memory_order_relaxed);
    return at + words <= arena_words ? &a->words[at] : NULL;
}

static struct markbits_arena *
fresh_arena(struct markbits *m)
{
    struct markbits_arena *a = m->free;
    if (!a)
        return (struct markbits_arena *)metadata_add_block(m->metadata);
    m->free = a->next;
    memset((void *)a->words, 0, arena_words * sizeof(uint64_t));
    atomic_store_explicit(&a->used, 0, memory_order_relaxed);
    return a;
}

_Atomic uint64_t *
markbits_alloc(struct markbits *m, unsigned n_bits)
{
    uint32_t words = (n_bits + 63) / 64;
    _Atomic uint64_t *bits = take(atomic_load_explicit(&m->next, memory_order_acquire), words);
    if (bits)
        return bits;
    uv_mutex_lock(&m->lock);
    bits = take(atomic_load_explicit(&m->next, memory_order_relaxed), words);
    if (!bits) {
        struct markbits_arena *a = fresh_arena(m);
        a->next = atomic_load_explicit(&m->next, memory_order_relaxed);
        bits = take(a, words);
        atomic_store_explicit(&m->next, a, memory_order_release);
    }
    uv_mutex_unlock(&m->lock);
    return bits;
}

void
markbits_rotate(struct markbits *m)
{
    uv_mutex_lock(&m->lock);
    while (m->previous) {
        struct markbits_arena *a = m->previous;
        m->previous = a->next;
        a->next = m->free;
        m->free = a;
    }
    m->previous = m->current;
    m->current = atomic_load_explicit(&m->next, memory_order_relaxed);
    atomic_store_explicit(&m->next, NULL, memory_order_relaxed);
    uv_mutex_unlock(&m->lock);
}
