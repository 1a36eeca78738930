/* Timers per P, a 4-ary heap each. Go: runtime/time.go */
#ifndef SCHED_TIMER_H
#define SCHED_TIMER_H

#include "sched/schedule.h"

typedef void timer_fn(struct p *p, void *arg, uint64_t data, int64_t now_ns);

/* Parks g for ns (> 0): return SCHEDULE_PARKED. */
void timer_sleep(struct m *m, struct g *g, int64_t ns);
/* fn runs on some P at when_ns (and every period_ns when > 0), at a safepoint, without goroutine.
 * root: address of a Go object that stays alive while the timer does (a channel), 0 = none.
 * Returns the timer's id, never 0; ids are not reused soon, so a stale one does no harm. */
uint64_t timer_start(struct p *p, int64_t when_ns, int64_t period_ns, timer_fn *fn, void *arg,
                     uint64_t data, uint64_t root);
bool timer_stop(struct p *p, uint64_t id); /* false when it had fired or was stopped before */

/* --- for the scheduler ---------------------------------------------------------------------- */
struct timers *timers_create(unsigned proc);
void timers_destroy(struct timers *t);          /* accepts NULL */
int64_t timers_next_ns(const struct timers *t); /* INT64_MAX = none; wait-free */
/* Runs what is due in t on p; true when something ran. */
bool timers_run(struct timers *t, struct p *p, int64_t now_ns);
void timers_visit(struct timers *t, gc_visit_fn *visit, void *ctx); /* roots */

#endif
