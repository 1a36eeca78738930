/* The marker's loops: take a grey object, scan it, it is black. Go: runtime/mgcmark.go (gcDrain) */
#ifndef GC_DRAIN_H
#define GC_DRAIN_H

#include "gc/gc.h"

/* A background worker's run: root jobs, then objects, until nothing is left, the scheduler wants
 * the P, or the mode's share is used up. What it marks becomes assist credit. */
void drain_worker(struct gc *gc, struct gc_p *p, enum gc_worker_mode mode);
/* An assist: objects first, root jobs only when there are none; stops after `work` units of scan
 * work. Returns the units done. */
int64_t drain_work(struct gc *gc, struct gc_p *p, int64_t work);
/* World stopped: everything there is, without asking anybody. */
void drain_all(struct gc *gc, struct gc_p *p);

#endif
