/* User arenas: 8 MiB chunks outside the general heap's address range, bump allocation, freed as a
 * whole; freed full chunks lose their memory and fault on use until no pointer into them was found
 * in a whole cycle. Go: runtime/arena.go
 *
 * A userarena belongs to the goroutines that use it, one at a time (Go's rule). The registry below
 * is under userarenas.lock. Life: live -> freed (quarantined chunks) -> gone. Each keeps its times
 * for the lanes of the screen; the last USERARENA_KEPT freed ones are remembered. */
#ifndef MEM_USERARENA_H
#define MEM_USERARENA_H

#include "mem/region.h"
#include "mem/typeinfo.h"

#include <stdbool.h>
#include <stdint.h>

struct heap;
struct span;
struct tracer;
struct userarenas; /* per session */
struct userarena;  /* one arena; host memory, found through an id stored in the Go object */

enum {
    USERARENA_CHUNK_BYTES = 8 << 20,
    USERARENA_CHUNK_PAGES = USERARENA_CHUNK_BYTES / 8192,
    USERARENA_MAX_OBJECT = USERARENA_CHUNK_BYTES / 4, /* larger requests go to the heap */
    USERARENA_KEPT = 64,
};

enum userarena_error {
    USERARENA_OK,
    USERARENA_NO_MEMORY,
    USERARENA_DOUBLE_FREE,
    USERARENA_TOO_LARGE
};

struct userarenas *userarenas_create(struct heap *h);
void userarenas_destroy(struct userarenas *u);

/* Takes a chunk at once and charges it to heap.live (8 MiB less the bitmap). Returns the arena's
 * id, 0 = no memory. */
uint64_t userarena_new(struct userarenas *u, struct tracer *t, uint32_t goid, int64_t now_ns);
/* count objects of the type (1 for New), zeroed; *addr = result, 0 when they have no size (use the
 * zero base). TOO_LARGE: use the heap. DOUBLE_FREE: the arena is freed. Only the arena's user. */
enum userarena_error userarena_alloc(struct userarenas *u, struct tracer *t, uint64_t id,
                                     const struct typeinfo *type, uint64_t count, uint64_t *addr);
/* gc_off: no mark phase is running, so full chunks may be faulted now; else that waits for
 * userarenas_sweep. The last chunk keeps its memory and serves another arena. */
enum userarena_error userarena_free(struct userarenas *u, struct tracer *t, uint64_t id,
                                    bool gc_off, int64_t now_ns);
/* For the collector: calls fn for every chunk span of the live arena with this id, under the lock:
 * fn calls nothing of this file. */
void userarena_each_chunk(struct userarenas *u, uint64_t id, void (*fn)(struct span *s, void *ctx),
                          void *ctx);
/* The same for every chunk that has memory: of live arenas, partly used ones waiting for another
 * arena, and freed ones that are not faulted yet. All of them are roots, as Go's runtime globals
 * keep them reachable: grey them when marking starts, with the world stopped. What is taken later
 * in the mark phase was grey by then or is born marked (heap_set_marking). */
void userarenas_each_chunk(struct userarenas *u, void (*fn)(struct span *s, void *ctx), void *ctx);
/* The extent of pointerful data in a chunk, [base, base + n): what the marker scans, using the
 * chunk's own pointer bitmap. */
uint64_t userarena_scan_bytes(const struct span *chunk);
const uint64_t *userarena_scan_bitmap(const struct span *chunk);
/* After marking, world stopped, heap_set_marking(false) and heap.live already set: quarantined
 * chunks without mark become reusable; pending chunks are faulted; all chunk marks are cleared. */
void userarenas_sweep(struct userarenas *u, struct tracer *t);
/* Is addr inside a faulted chunk? Async-signal-safe. *id gets the arena. */
bool userarenas_is_fault(const struct userarenas *u, uint64_t addr, uint64_t *id);
void userarenas_count_fault(struct userarenas *u, uint64_t id);

struct userarena_info { /* one lane */
    uint64_t id;
    uint32_t goid;             /* creator */
    int64_t born_ns, freed_ns; /* freed_ns 0 = live */
    uint64_t reserved;         /* bytes of its chunks */
    uint64_t used;             /* bytes bumped, pointerful and pointer-free */
    uint64_t objects;
    uint32_t chunks;
    uint32_t quarantined; /* chunks faulted and not yet reusable */
    bool faulted;         /* a use after free hit it */
};
struct userarenas_totals {
    uint64_t created, freed, live;                       /* arenas */
    uint64_t live_bytes, quarantined_bytes, ready_bytes; /* of chunks, by their state */
    uint64_t taken_bytes; /* of address space: the sum of the three */
    uint64_t faults, objects_live;
};
/* Newest first; returns how many were written. Any thread (takes the lock). */
unsigned userarenas_list(struct userarenas *u, struct userarena_info *out, unsigned max);
void userarenas_totals(struct userarenas *u, struct userarenas_totals *out);
/* Which ARENA_ leaf addr is in; FOREIGN = none. Any thread. */
enum region_leaf userarenas_leaf(const struct userarenas *u, uint64_t addr);
/* Aborts with a sentence when an invariant of the chunks is broken. World stopped. */
void userarenas_check(struct userarenas *u);

#endif
