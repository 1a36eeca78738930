/* The slow half of every safepoint; schedule.h's schedule_safepoint is the way in. Go:
 * runtime/stack.go (newstack's preemption part), runtime/preempt.go */
#ifndef SCHED_SAFEPOINT_H
#define SCHED_SAFEPOINT_H

#include "sched/schedule.h"

enum schedule_safepoint_result safepoint_slow(struct m *m, struct g *g, enum schedule_exit *why);

#endif
