/* A list of equal blocks, pushed with a compare-and-swap and only ever walked, so readers need no
 * lock. What a block holds is its user's business: mark bits or span records.
 *
 * Go: runtime/malloc.go (persistentalloc) */
#include "mem/metadata.h"

#include "base/bug.h"
#include "mem/osmem.h"

void
metadata_init(struct metadata *m, _Atomic uint64_t *total)
{
    atomic_init(&m->blocks, NULL);
    m->total = total;
}

void
metadata_finish(struct metadata *m)
{
    struct metadata_block *b = atomic_load(&m->blocks);
    while (b) {
        struct metadata_block *next = b->next;
        osmem_unmap((uint64_t)(uintptr_t)b, b->bytes);
        b = next;
    }
    atomic_store(&m->blocks, NULL);
}

struct metadata_block *
metadata_add_block(struct metadata *m)
{
    uint64_t addr = osmem_reserve(0, METADATA_BLOCK_BYTES, OSMEM_PAGE_BYTES);
    if (!addr || !osmem_commit(addr, METADATA_BLOCK_BYTES))
        bug_out_of_memory(METADATA_BLOCK_BYTES);
    /* Whoever needs a second block will fill it. */
    if (atomic_load_explicit(&m->blocks, memory_order_relaxed))
        osmem_populate(addr, METADATA_BLOCK_BYTES);
    struct metadata_block *b = (struct metadata_block *)(uintptr_t)addr;
    b->bytes = METADATA_BLOCK_BYTES;
    b->next = atomic_load_explicit(&m->blocks, memory_order_relaxed);
    while (!atomic_compare_exchange_weak_explicit(&m->blocks, &b->next, b, memory_order_release,
                                                  memory_order_relaxed)) {
    }
    atomic_fetch_add_explicit(m->total, METADATA_BLOCK_BYTES, memory_order_relaxed);
    return b;
}

bool
metadata_contains(const struct metadata *m, uint64_t addr)
{
    const struct metadata_block *b = atomic_load_explicit(&m->blocks, memory_order_acquire);
    for (; b; b = b->next)
        if (addr - (uint64_t)(uintptr_t)b < b->bytes)
            return true;
    return false;
}
