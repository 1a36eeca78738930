/* Run queues: a ring of 256 and a place for the next one at each P, and the global queue.
 * Go: runtime/proc.go (runqput, runqget, runqgrab, globrunqget)
 *
 * The owner of a P pushes at the tail and takes from the head; others steal from the head. The
 * goroutine in runnext inherits the time slice of the one that made it runnable. */
#ifndef SCHED_RUNQUEUE_H
#define SCHED_RUNQUEUE_H

#include "sched/schedule.h"

/* Owner. next: g becomes runnext, the old runnext moves to the ring. A full ring spills half of
 * itself to the global queue. */
void runqueue_put(struct p *p, struct g *g, bool next);
/* Owner. NULL = empty. *inherit: it came from runnext. */
struct g *runqueue_get(struct p *p, bool *inherit);
/* Any thread, a guess unless the P is idle. */
bool runqueue_is_empty(const struct p *p);
unsigned runqueue_len(const struct p *p);
/* Takes half of victim's ring into p's (owner of p) and returns one of them to run; with take_next
 * also what waits in runnext. NULL = nothing. */
struct g *runqueue_steal(struct p *p, struct p *victim, bool take_next);
/* The global queue; scheduler.lock is held. */
void runqueue_put_global_locked(struct scheduler *s, struct g *g);
/* One goroutine to run and, as far as max allows, a share of the others for p's ring. */
struct g *runqueue_get_global_locked(struct scheduler *s, struct p *p, unsigned max);
/* Owner: moves everything to the global queue (before a dedicated mark worker takes the P). */
void runqueue_spill(struct p *p);

#endif
