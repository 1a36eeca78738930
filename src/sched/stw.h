/* Stopping the world: every P at a safepoint. Go: runtime/proc.go (stopTheWorldWithSema,
 * startTheWorldWithSema, gcstopm)
 *
 * The stopper is an M with its P. Idle Ps cannot be taken while it holds the world; the others stop
 * where they are and keep their P. Stoppers queue up, and count as stopped for the one before. */
#ifndef SCHED_STW_H
#define SCHED_STW_H

#include "sched/schedule.h"

void stw_stop(struct scheduler *s, struct p *p);
void stw_start(struct scheduler *s, struct p *p);
/* p stops while somebody wants it to. At a safepoint. */
void stw_wait(struct scheduler *s, struct p *p);
/* p's M leaves for good: the run has ended, and nobody shall wait for p any more. */
void stw_leave(struct scheduler *s, struct p *p);
/* Runs what schedule_call has queued. */
void stw_run_calls(struct scheduler *s, struct p *p);

#endif
