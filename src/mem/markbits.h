/* Bitmaps for spans: one bit a slot, in 64 KiB arenas that are thrown away as a whole.
 *
 * A bitmap is born as mark bits, becomes the alloc bits when its span is swept, and is dropped at
 * the sweep after that: it lives through two rotations at most. So arenas move next -> current ->
 * previous -> free, one step at each start of sweeping, when nobody looks at a dropped bitmap.
 * Go: runtime/mheap.go (gcBitsArena)
 *
 * Threads: markbits_alloc any; markbits_rotate with the world stopped and all spans swept. */
#ifndef MEM_MARKBITS_H
#define MEM_MARKBITS_H

#include "mem/metadata.h"

#include <stdint.h>
#include <uv.h>

struct markbits_arena;

struct markbits {
    struct metadata *metadata;             /* borrowed */
    uv_mutex_t lock;                       /* the lists; ranks last */
    _Atomic(struct markbits_arena *) next; /* bump allocation happens in its first arena */
    struct markbits_arena *current, *previous, *free;
};

void markbits_init(struct markbits *m, struct metadata *metadata);
void markbits_finish(struct markbits *m);
/* Zeroed words for n_bits bits. Never NULL. */
_Atomic uint64_t *markbits_alloc(struct markbits *m, unsigned n_bits);
void markbits_rotate(struct markbits *m);

#endif
