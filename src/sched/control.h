/* The user's hand on a run: free, throttled, stopped, stepping. Written by the session's thread,
 * obeyed by all Ms and by the collector's workers. Full speed costs nothing: the VM looks here only
 * in traced mode or at slow safepoints.
 *
 * Traced mode (throttled, stepping, or an event log is open): the VM uses its second dispatch
 * table, spends one operation an instruction, emits TRACE events, and stops only at statement
 * starts and safepoints, so that a stopped goroutine's frame maps are valid. */
#ifndef SCHED_CONTROL_H
#define SCHED_CONTROL_H

#include "trace/event.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

enum control_mode { CONTROL_FREE, CONTROL_THROTTLED, CONTROL_STOPPED };

/* What a stopped run is asked to reach before it stops again. */
enum control_step {
    CONTROL_STEP_NONE,
    CONTROL_STEP_EVENT, /* any event */
    CONTROL_STEP_LINE,  /* another source line of any goroutine */
    CONTROL_STEP_CALL,
    CONTROL_STEP_ALLOC,
    CONTROL_STEP_MARK,  /* one object blackened */
    CONTROL_STEP_PHASE, /* the next GC phase change */
    CONTROL_STEP_CYCLE  /* the end of the next cycle */
};

struct control {
    _Atomic int mode;    /* enum control_mode */
    _Atomic int step;    /* enum control_step; back to NONE when reached */
    _Atomic bool traced; /* the VM must use its traced table; set here: always but in free mode,
                          and in every deterministic run */
    _Atomic int64_t ops_per_second; /* throttled: >= 1 */
    _Atomic int64_t budget;         /* operations left; refilled by the session's timer */
    _Atomic uint64_t ops;           /* spent since start, traced mode only */
    _Atomic unsigned waiting;       /* Ms blocked in control_wait */
    int64_t slice_ops;              /* deterministic runs: operations of a time slice; 0 = none */
    _Atomic int64_t slice_left;     /* control_spend answers false when it is used up */
    int64_t carry;                  /* of control_refill: operations * 1e9 not yet given */
    uv_mutex_t lock;
    uv_cond_t cond; /* mode, step or budget changed */
    bool stopping;  /* the run ends: nobody waits any more; guarded by lock */
};

void control_init(struct control *c);
void control_finish(struct control *c);
/* Session's side; wakes waiters. The session must also ask for safepoints (schedule_preempt_all) so
 * that running goroutines notice. */
void control_set_mode(struct control *c, enum control_mode mode, int64_t ops_per_second);
void control_step(struct control *c, enum control_step step);
void control_refill(struct control *c, int64_t elapsed_ns);
void control_stop_waiting(struct control *c); /* at the end of the run */
/* Runtime's side, traced mode. Spends n operations; false = none left or stopped: the caller goes
 * to a place where it may stop and calls control_wait. */
bool control_spend(struct control *c, unsigned n);
/* Blocks while stopped or out of budget; returns false when the caller must look at its scheduler
 * first (a stop-the-world is wanted, or the run ends). want_out: polled, wakes by control_poke. */
bool control_wait(struct control *c, bool (*want_out)(void *ctx), void *ctx);
void control_poke(struct control *c);
/* An event happened: ends a step that waited for it (mode becomes STOPPED again). */
void control_event(struct control *c, enum event_kind kind);
void control_cycle_end(struct control *c); /* the same for the end of a GC cycle */

#endif
