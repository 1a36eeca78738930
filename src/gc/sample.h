/* Which allocations are written into the allocation profile (mem/memprofile.h). Two parties ask for
 * samples, each at its own rate, which is the mean distance of two samples in bytes: the program,
 * whose rate is its variable runtime.MemProfileRate, and the watcher. A rate of 1 means every
 * allocation, 0 none. Go: runtime/malloc.go (profilealloc, nextSample)
 *
 * The fast path pays nothing: it looks at tracer.on anyway, and here the bit TRACER_ALLOCS of it
 * decides. Whoever switches a party on or off sets those bits (sample_wanted tells). */
#ifndef GC_SAMPLE_H
#define GC_SAMPLE_H

#include "gc/gc.h"

enum { SAMPLE_DEFAULT_RATE = 512 * 1024 }; /* of a program */

/* The program profiles itself; rate_addr: address of its rate, an int; 0 = it has none and `rate`
 * holds. Before the program runs. */
void sample_for_program(struct gc *gc, uint64_t rate_addr, uint64_t rate);
/* The watcher's rate from now on. From 0 to something: counting begins anew. Any thread, one at a
 * time. */
void sample_for_watcher(struct gc *gc, uint64_t rate);
uint64_t sample_watcher_rate(const struct gc *gc);
/* Must allocations be shown to sample_alloc? */
bool sample_wanted(const struct gc *gc);

/* The slot at that address, in s, has just been allocated, complete. Owner of p and s. */
void sample_alloc(struct gc_p *p, struct gc_g *g, struct span *s, uint64_t slot);
/* An object went into a block that was shown to sample_alloc when its first object was allocated.
 */
void sample_tiny(struct gc_p *p, struct gc_g *g);

#endif
