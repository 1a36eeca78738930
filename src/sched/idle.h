/* Idle Ps and Ms: giving them up, waking them, and noticing that nothing can ever run again.
 * Go: runtime/proc.go (wakep, startm, stopm, pidleget, checkdead)
 *
 * A P is idle (in scheduler.idle_ps), or held by an M, or handed over to an M that is about to
 * wake. Wake-ups are rare by rule: making a goroutine runnable wakes an M only if there is an idle
 * P and no M is already looking for work (spinning). The last spinning M to find some wakes
 * another, so that no work is left lying while a P idles. */
#ifndef SCHED_IDLE_H
#define SCHED_IDLE_H

#include "sched/schedule.h"

void idle_wake_slow(struct scheduler *s);

/* There is more work than before: wakes one M if the rules say so. Any thread. */
static inline void
idle_wake(struct scheduler *s)
{
    if (atomic_load(&s->n_idle_ps) != 0 && atomic_load(&s->n_spinning) == 0)
        idle_wake_slow(s);
}

/* Puts p to work if it is idle (its timers are due). Any thread. */
void idle_start_p(struct scheduler *s, struct p *p);
/* As idle_wake, but whether or not somebody spins: calls, the end of a stop. Any thread. */
void idle_start_any(struct scheduler *s);
void idle_wake_all_ms(struct scheduler *s); /* the run ends */

/* m found nothing: gives its P up and sleeps until it has one again. Returns with a P, or without
 * one when the run has ended. */
void idle_release(struct m *m);
/* m found work and spun until then. */
void idle_stop_spinning(struct m *m);
/* Adds p to the idle list; scheduler.lock is held. */
void idle_put_p_locked(struct scheduler *s, struct p *p);
/* Nothing runs and nothing will: reports Go's deadlock and ends the run. */
void idle_deadlock(struct scheduler *s);

#endif
