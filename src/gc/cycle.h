/* Starting and finishing a cycle. The caller holds P p and is at a safepoint.
 * Go: runtime/mgc.go (gcStart, gcMarkDone, gcMarkTermination) */
#ifndef GC_CYCLE_H
#define GC_CYCLE_H

#include "gc/gc.h"

/* No root job, no grey object in any shared place, nobody marking. Buffers of Ps may still hold
 * something: only a stop of the world can tell. Any thread. */
bool cycle_looks_finished(struct gc *gc);
/* Starts a cycle if the trigger holds, after sweeping what the last one left. want: number of the
 * cycle to start, 0 = any. may-stop. */
void cycle_try_start(struct gc *gc, struct gc_p *p, enum gc_trigger trigger, uint64_t want);
/* Ends the cycle if marking is really over. may-stop. */
void cycle_try_finish(struct gc *gc, struct gc_p *p);

#endif
