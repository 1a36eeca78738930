/* Sweeping in three speeds: allocating Ps sweep in proportion to what they allocate (so that it is
 * over before the next cycle starts), idle Ps sweep in the background, and a cycle's start or
 * runtime.GC() sweeps the rest. Go: runtime/mgcsweep.go */
#ifndef GC_SWEEPER_H
#define GC_SWEEPER_H

#include "gc/gc.h"

struct gc_sweep {
    _Atomic double pages_per_byte; /* to sweep before taking a byte of span; 0 = nothing to do */
    _Atomic uint64_t live_basis;   /* heap live when the ratio was computed */
    _Atomic uint64_t pages_basis;  /* pages swept at that time */
};

struct gc_sweep *sweeper_create(void);
void sweeper_destroy(struct gc_sweep *s); /* accepts NULL */
/* Sets the pace so that sweeping ends 1 MiB before live reaches `trigger`. gc.lock held. */
void sweeper_pace(struct gc *gc, uint64_t trigger);
/* Before taking a span of `bytes`: sweeps what is due. own_pages: pages the caller sweeps itself.
 */
void sweeper_pay(struct gc_p *p, uint64_t bytes, uint64_t own_pages);
/* Sweeps everything that is left; waits for spans others are sweeping right now. */
void sweeper_finish(struct gc *gc, struct gc_p *p);
/* A few spans. False when there was nothing. */
bool sweeper_background(struct gc *gc, struct gc_p *p);

#endif
