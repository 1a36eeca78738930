/* Starting and finishing a cycle. gc_start, gc_collect, gc_safepoint: see gc.h.
 * Go: runtime/mgc.go (gcStart, gcMarkDone, gcMarkTermination) */
#ifndef GC_CYCLE_H
#define GC_CYCLE_H

#include "gc/gc.h"

/* No root job, no grey object in any shared place, nobody marking. Buffers of Ps may still hold
 * something: only a stop of the world can tell. Any thread. */
bool cycle_looks_finished(struct gc *gc);
/* Ends the cycle if marking is really over; at a safepoint with P p. may-stop. */
void cycle_try_finish(struct gc *gc, struct gc_p *p);

#endif
