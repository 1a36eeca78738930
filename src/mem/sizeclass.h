/* Go's 68 size classes. Class 0 stands for large objects. A span class is (class << 1) | noscan.
 * Go: internal/runtime/gc/sizeclasses.go */
#ifndef MEM_SIZECLASS_H
#define MEM_SIZECLASS_H

#include <stdbool.h>
#include <stdint.h>

enum {
    PAGE_BYTES = 8192, /* a runtime page */
    PAGE_SHIFT = 13,
    SIZECLASS_COUNT = 68,
    SPANCLASS_COUNT = 136,
    SPANCLASS_TINY = (2 << 1) | 1,
    SIZECLASS_MAX_BYTES = 32768,
    SIZECLASS_SMALL_LIMIT = 32760, /* larger requests are large objects */
    SIZECLASS_BITMAP_LIMIT = 512,  /* up to here the pointer bitmap is in the span */
    SIZECLASS_HEADER_BYTES = 8,    /* type pointer in front of larger scan objects */
    SIZECLASS_TINY_LIMIT = 16,     /* pointer-free sizes below go to the tiny allocator */
};

struct sizeclass {
    uint16_t bytes; /* slot size */
    uint16_t pages; /* of a span of the class */
    uint32_t magic; /* object index = (offset * magic) >> 32 */
};

extern const struct sizeclass sizeclasses[SIZECLASS_COUNT];

/* Smallest class whose slots hold `bytes`, 1 .. 32768. */
unsigned sizeclass_of(uint32_t bytes);
/* Slots of a span of this span class (scan spans up to 512 B lose 128 B to their bitmap). */
unsigned sizeclass_slots(unsigned spanclass);
/* What an allocation of `bytes` really takes: slot size, or whole pages. Used by append's growth.
 */
uint64_t sizeclass_round(uint64_t bytes, bool noscan);

#endif
