/* Timers per P, a 4-ary heap each. Go: runtime/time.go */
#ifndef SCHED_TIMER_H
#define SCHED_TIMER_H

#include "sched/schedule.h"

struct timer; /* host memory */
typedef void timer_fn(struct p *p, void *arg, uint64_t data, int64_t now_ns);

/* Parks g for ns (> 0): return SCHEDULE_PARKED. */
void timer_sleep(struct m *m, struct g *g, int64_t ns);
/* fn runs on some P at when_ns (and every period_ns when > 0), at a safepoint, without goroutine.
 * root: address of a Go object that stays alive while the timer does (a channel), 0 = none. */
struct timer *timer_start(struct p *p, int64_t when_ns, int64_t period_ns, timer_fn *fn, void *arg,
                          uint64_t data, uint64_t root);
bool timer_stop(struct p *p, struct timer *t); /* false when it had fired; frees t */
/* Runs what is due on p; returns when the next one is due, INT64_MAX = none. */
int64_t timers_run(struct p *p, int64_t now_ns);

#endif
