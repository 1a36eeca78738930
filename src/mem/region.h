/* Every mapped byte belongs to exactly one leaf of this list; region_of is total. The screen's
 * region bar, the report and the verifier all use it. Go: go-facts 1.3 names the leaves. */
#ifndef MEM_REGION_H
#define MEM_REGION_H

#include <stdbool.h>
#include <stdint.h>

struct heap;
struct segments;
struct userarenas;

/* X(leaf, top region, text) */
#define REGION_LEAVES(X)                                                                           \
    X(TEXT, TEXT, "text")                                                                          \
    X(RODATA, TEXT, "rodata")                                                                      \
    X(NOPTRDATA, GLOBALS, "noptrdata")                                                             \
    X(DATA, GLOBALS, "data")                                                                       \
    X(BSS, GLOBALS, "bss")                                                                         \
    X(NOPTRBSS, GLOBALS, "noptrbss")                                                               \
    X(HEAP_RESERVED, HEAP, "reserved, never used")                                                 \
    X(HEAP_RELEASED, HEAP, "free, released to the OS")                                             \
    X(HEAP_FREE, HEAP, "free, retained")                                                           \
    X(HEAP_SMALL, HEAP, "small-object spans")                                                      \
    X(HEAP_LARGE, HEAP, "large-object spans")                                                      \
    X(ARENA_LIVE, ARENA, "arena chunks, live")                                                     \
    X(ARENA_QUARANTINE, ARENA, "arena chunks, faulted")                                            \
    X(ARENA_READY, ARENA, "arena chunks, ready")                                                   \
    X(STACK_USED, STACK, "stacks in use")                                                          \
    X(STACK_FREE, STACK, "free stack slots")                                                       \
    X(WORKBUF, METADATA, "GC work buffers")                                                        \
    X(METADATA, METADATA, "runtime metadata")                                                      \
    X(FOREIGN, FOREIGN, "not ours")

enum region_leaf {
#define REGION_ENUM(leaf, top, text) REGION_LEAF_##leaf,
    REGION_LEAVES(REGION_ENUM)
#undef REGION_ENUM
        REGION_LEAF_COUNT
};

enum region {
    REGION_STACK,
    REGION_HEAP,
    REGION_ARENA,
    REGION_GLOBALS,
    REGION_TEXT,
    REGION_METADATA,
    REGION_FOREIGN,
    REGION_COUNT
};

struct regions { /* what region_of looks through; borrowed pointers */
    const struct heap *heap;
    const struct segments *segments;
    const struct userarenas *userarenas;
};

enum region_leaf region_of(const struct regions *r, uint64_t addr);
enum region region_top(enum region_leaf leaf);
const char *region_leaf_name(enum region_leaf leaf);
const char *region_name(enum region top); /* "stack", "heap", ... */

struct region_sizes {
    uint64_t bytes[REGION_LEAF_COUNT]; /* FOREIGN is always 0 */
    uint64_t mapped;                   /* what we asked the OS for, reserved heap ranges included;
                                          equals the sum of bytes (region_check) */
};
/* From counters: O(arenas). Any thread; exact while the world is stopped. */
void region_measure(const struct regions *r, struct region_sizes *out);
/* Walks every page and compares with the counters; aborts with a sentence. World stopped. */
void region_check(const struct regions *r);

#endif
