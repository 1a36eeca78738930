/* A thread without P that watches the others: preempts goroutines that run for 10 ms, wakes Ps for
 * timers, starts time-based collections. Absent from deterministic runs. Go: runtime/proc.go
 * (sysmon) */
#ifndef SCHED_SYSMON_H
#define SCHED_SYSMON_H

#include "sched/schedule.h"

bool sysmon_start(struct scheduler *s);
void sysmon_stop(struct scheduler *s); /* joins it; nothing when it was never started */
/* A timer for when_ns is in place: sysmon must not sleep past it. Any thread. */
void sysmon_timer_added(struct scheduler *s, int64_t when_ns);
/* A P left the idle list: sysmon may be in a deep sleep. Any thread, cheap. */
void sysmon_active(struct scheduler *s);

#endif
