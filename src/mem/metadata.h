/* The manager's own memory (leaf METADATA): span records, mark bits, page tables. Mapped in blocks
 * that are never given back before the end, so that every byte stays classifiable.
 * Go: runtime/malloc.go (persistentalloc), mfixalloc.go. Threads: any. */
#ifndef MEM_METADATA_H
#define MEM_METADATA_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { METADATA_BLOCK_BYTES = 64 << 10 };

struct metadata_block { /* first bytes of each block; what follows is aligned to 64 */
    _Alignas(64) struct metadata_block *next;
    size_t bytes; /* of the whole block */
};

struct metadata {
    _Atomic(struct metadata_block *) blocks;
    _Atomic uint64_t *total; /* borrowed counter: heap_stats.metadata */
};

void metadata_init(struct metadata *m, _Atomic uint64_t *total);
void metadata_finish(struct metadata *m); /* unmaps all blocks */
/* A zeroed block with METADATA_BLOCK_BYTES, its head already filled in. Aborts when the host has no
 * memory left. */
struct metadata_block *metadata_add_block(struct metadata *m);
bool metadata_contains(const struct metadata *m, uint64_t addr);

#endif
