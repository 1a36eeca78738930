/* The 8 MiB chunks user arenas are made of: their address range, their memory, their bump cursors.
 * Go: runtime/arena.go (mspan parts), mheap.userArena. For userarena.c and region.c only.
 *
 * A chunk is READY (reserved address space), LIVE (memory; of an arena, on the reuse list, or freed
 * while marking and waiting to be faulted) or in QUARANTINE (no memory, any access faults, until a
 * whole cycle found no pointer into it). Each chunk of a 64 MiB group once taken is in exactly one
 * of these lists. All but the cursors is guarded by userarenas.lock. */
#ifndef MEM_ARENACHUNK_H
#define MEM_ARENACHUNK_H

#include "mem/span.h"
#include "mem/userarena.h"

#include <stdatomic.h>

struct heap;

enum arenachunk_state { ARENACHUNK_NONE, ARENACHUNK_READY, ARENACHUNK_LIVE, ARENACHUNK_QUARANTINE };

enum {
    ARENACHUNK_BITMAP_BYTES = USERARENA_CHUNK_BYTES / 64,
    /* What objects can use: Go keeps room for the bitmap and for one type descriptor. */
    ARENACHUNK_USABLE = USERARENA_CHUNK_BYTES - ARENACHUNK_BITMAP_BYTES - 48,
    ARENACHUNK_GROUP = 8, /* chunks per 64 MiB of address space */
};

struct arenachunk {
    struct span span;                       /* what lookups and the marker see; one slot */
    _Atomic uint64_t mark_word, alloc_word; /* its bitmaps */
    _Atomic uint8_t state;                  /* enum arenachunk_state; read by the fault handler */
    _Atomic uint64_t owner;                 /* id of the arena that has it or had it last */
    _Atomic uint64_t lo;     /* offset: end of the objects with pointers; owner writes */
    uint64_t hi;             /* offset: start of those without; owner only */
    struct arenachunk *next; /* in one list */
};

struct arenachunks {
    struct heap *heap;     /* borrowed */
    _Atomic uint64_t base; /* of the range; 0 = not reserved yet */
    uint64_t bytes;
    struct arenachunk *chunks; /* by number, for the whole range; owned */
    struct span *_Atomic *map; /* what heap lookups use; owned */
    uint64_t n_taken;          /* chunks of groups in use, from number 0 */
    uint64_t n_live, n_quarantined;
    struct arenachunk *ready, *reuse, *pending, *quarantine;
};

void arenachunk_init(struct arenachunks *c, struct heap *h);
void arenachunk_finish(struct arenachunks *c);
/* A live chunk for arena `id`: a partly used one, a ready one, or new address space. NULL when
 * memory is exhausted. */
struct arenachunk *arenachunk_take(struct arenachunks *c, uint64_t id);
/* Bumps for `bytes` (> 0, <= USERARENA_MAX_OBJECT) bytes of the type: from the low end when it has
 * pointers, else from the high end; 0 = no room. The owner of the arena only, no lock. */
uint64_t arenachunk_bump(struct arenachunk *k, const struct typeinfo *type, uint64_t bytes);
void arenachunk_keep_for_reuse(struct arenachunks *c, struct arenachunk *k);
void arenachunk_fault_later(struct arenachunks *c, struct arenachunk *k);
/* Live -> quarantine: memory gone, pointer-free from now on. Not while marking. */
void arenachunk_fault(struct arenachunks *c, struct arenachunk *k);
/* Quarantined and not marked -> ready. Calls freed(chunk, ctx) for each. World stopped. */
void arenachunk_sweep(struct arenachunks *c, void (*freed)(struct arenachunk *k, void *ctx),
                      void *ctx);
struct arenachunk *arenachunk_of(const struct arenachunks *c, uint64_t addr); /* or NULL */

#endif
