/* Deterministic runs: one thread carries all Ps, one after the other, in an order drawn from the
 * seed; time is virtual and moves with the operations spent and, when every goroutine waits, to the
 * next timer. So the same seed gives the same events at any number of Ps, on any machine. */
#ifndef SCHED_BATON_H
#define SCHED_BATON_H

#include "sched/schedule.h"

enum {
    BATON_SLICE_OPS = 20000,
    BATON_OPS_PER_SAFEPOINT = 10, /* calls and turns of loops are what is counted at full speed */
    BATON_NS_PER_OP = 10,
    BATON_NS_PER_SWITCH = 200
};

void baton_init(struct scheduler *s);
/* The next goroutine, after giving m the P it is on. NULL: look again, or the run has ended. */
struct g *baton_next(struct m *m, bool *inherit);
/* At a safepoint, and in deterministic runs every one is taken: counts it; when the slice is used
 * up moves the clock by the operations spent and says true. */
bool baton_slice_over(struct scheduler *s);

#endif
