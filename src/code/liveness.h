/* Which pointer slots of a frame are live, that is, may still be read. Computed for one function
 * when somebody first looks at a frame of it, from its bytecode, and kept in the image: programs
 * pay for no function whose frames are never scanned. Wait-free once computed; any thread.
 *
 * A map is a bit vector: bit k < n_locals is frame slot first_local + k, and from word args_at on
 * a bit per word of parameters and results. Only bits of slots that can hold pointers are ever set.
 *
 * A slot in a map holds what was last written to it, or the zero of the frame's entry: from there
 * to here it was in every map. A slot that is not may hold anything, freed pointers included. */
#ifndef CODE_LIVENESS_H
#define CODE_LIVENESS_H

#include "base/vec.h"
#include "code/image.h"

struct liveness_object { /* a variable in the frame whose address is taken, with pointers in it */
    uint32_t bit, n;     /* its slots, as bits of a map */
};

struct liveness_block { /* straight code; every safepoint behind a call starts one */
    uint32_t at;        /* words after the function's entry */
    uint32_t map;       /* what is live at its start */
    uint32_t next[2];   /* where it goes on: blocks, LIVENESS_NOWHERE */
};

#define LIVENESS_NOWHERE UINT32_MAX

struct liveness {
    const struct program_func *func;
    const uint64_t *code; /* of the function, in the mapped text */
    uint32_t first_local, n_locals, n_args;
    uint32_t args_at;   /* words of a map before the arguments' */
    uint32_t map_words; /* of a map */
    uint32_t n_blocks, n_maps, n_objects;
    uint32_t in_panic;               /* number of the map of a frame that panics: see below */
    uint64_t *pointers;              /* the map of all slots that can hold pointers */
    uint64_t *maps;                  /* different ones only */
    struct liveness_block *blocks;   /* by address; none: `pointers` is the map everywhere */
    struct liveness_object *objects; /* by bit */
};

typedef VEC(uint64_t) liveness_scratch; /* zeroed by its owner, who vec_finishes it */

/* Borrowed until image_unload. */
const struct liveness *liveness_of(const struct image *im, const struct program_func *f);
/* The map of a frame that goes on at pc: an entry, a return address, or (slow motion) any other
 * instruction. Borrowed, perhaps from the scratch. */
const uint64_t *liveness_at(const struct liveness *l, uint64_t pc, liveness_scratch *scratch);
/* The map of a frame that has called runtime.gopanic in the middle of some instruction: it goes on
 * where deferred calls have been run, or never. */
const uint64_t *liveness_in_panic(const struct liveness *l);

/* The bit of a frame slot; LIVENESS_NOWHERE when it is not in maps. */
uint32_t liveness_bit(const struct liveness *l, uint32_t slot);
/* The frame's object that has this bit; NULL. */
const struct liveness_object *liveness_object_at(const struct liveness *l, uint32_t bit);
/* A variable of the frame that has pointers, none of which is in the map, and that no pointer can
 * lead to. */
bool liveness_is_dead(const struct liveness *l, const uint64_t *map, uint32_t slot, uint32_t words);

void liveness_destroy(struct liveness *l); /* accepts NULL */

#endif
