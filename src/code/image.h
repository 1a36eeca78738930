/* A program mapped into a session: real pages, relocated, text and rodata sealed.
 * Lookups by address are wait-free and usable from any thread. */
#ifndef CODE_IMAGE_H
#define CODE_IMAGE_H

#include "code/program.h"

#include <stdatomic.h>

struct liveness;

struct image {
    const struct program *program; /* borrowed */
    struct segments segments;
    uint64_t text; /* address of text */
    uint64_t rodata;
    _Atomic(struct liveness *) *liveness; /* owned; per function, NULL until asked for */
};

/* False when the OS refuses the mappings. */
bool image_load(struct image *im, const struct program *p);
void image_unload(struct image *im);
/* NULL when pc is in no function. pc may be a return address (just after a call). */
const struct program_func *image_find_func(const struct image *im, uint64_t pc);
/* The real line, which the sources have. */
uint32_t image_line(const struct image *im, const struct program_func *f, uint64_t pc);
struct image_place {
    const char *file; /* borrowed from the program; "?" when unknown */
    uint32_t line;
    bool directive; /* a line directive has set it: the name is shown as it is */
};
/* The place that people are told; pc at the entry itself: that of the function. */
struct image_place image_place(const struct image *im, const struct program_func *f, uint64_t pc);
/* The instruction there has an index of an unsigned type of 64 bits. */
bool image_unsigned_index(const struct image *im, const struct program_func *f, uint64_t pc);
uint64_t image_known(const struct image *im, uint64_t rodata_offset); /* address of a known type */

static inline const struct func_header *
image_header(uint64_t entry)
{
    return (const struct func_header *)(uintptr_t)(entry - FUNC_HEADER_WORDS * 8);
}

#endif
