/* Background mark workers: which P runs one, in which mode, for how long. Go: runtime/mgcpacer.go
 * (findRunnableGCWorker), mgc.go (gcBgMarkWorker). gc_worker_claim and gc_worker_run: see gc.h. */
#ifndef GC_WORKER_H
#define GC_WORKER_H

#include "gc/gc.h"

struct gc_workers {
    _Atomic int dedicated_needed; /* dedicated workers still to be started */
    _Atomic int n_idle;           /* idle workers running */
    int max_idle;                 /* of this cycle; written while the world is stopped */
};

struct gc_workers *worker_create(void);
void worker_destroy(struct gc_workers *w); /* accepts NULL */
/* World stopped, after pacer_start_cycle. */
void worker_begin_cycle(struct gc *gc, enum gc_trigger trigger, unsigned procs);
/* Has the fractional worker on this P had its share? (False for the other modes.) */
bool worker_share_is_used(struct gc *gc, struct gc_p *p, enum gc_worker_mode mode);

#endif
