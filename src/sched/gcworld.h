/* What the collector asks of the scheduler (gc/world.h), and the protocol of stack scans.
 * Go: runtime/preempt.go (suspendG), runtime/mgcmark.go (markroot's stack jobs)
 *
 * A goroutine that does not run is scanned by whoever sets its SCAN bit. One that runs is asked to
 * scan itself (scan_me) at its next safepoint. When it stops running before it gets there, scan_me
 * stays set and exactly one of three clears it and does the job: the asker that looks again, the M
 * that the goroutine leaves (gcworld_scan_left), or the next M to run it, at a safepoint. */
#ifndef SCHED_GCWORLD_H
#define SCHED_GCWORLD_H

#include "sched/schedule.h"

void gcworld_fill(struct scheduler *s, struct gc_world *out);
/* m's goroutine g, at a safepoint: scans itself if it was asked to. */
void gcworld_scan_self(struct m *m, struct g *g);
void gcworld_scan_left_slow(struct m *m, struct g *g);
void gcworld_pause(void); /* a turn of a spin loop whose end is near */

/* g has just stopped running on m and may run elsewhere already. */
static inline void
gcworld_scan_left(struct m *m, struct g *g)
{
    if (__builtin_expect(atomic_load(&g->scan_me), 0))
        gcworld_scan_left_slow(m, g);
}

#endif
