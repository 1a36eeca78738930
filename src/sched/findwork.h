/* Where the next goroutine comes from. Go: runtime/proc.go (findRunnable) */
#ifndef SCHED_FINDWORK_H
#define SCHED_FINDWORK_H

#include "sched/schedule.h"

/* A goroutine for m's P; NULL: m has none (any more, or for now): look again, or the run has ended.
 * Sleeps when there is nothing to do. */
struct g *findwork(struct m *m, bool *inherit);
/* Without sleeping and without giving the P up: this P's queue, the global one, the others'. */
struct g *findwork_try(struct m *m, bool *inherit);
/* Does what others want of this P between two goroutines: stops for the world, runs calls, waits
 * while the run is stopped. */
void findwork_obey(struct m *m);

#endif
