/* The scheduler as a whole: making it, starting and stopping its threads, and the table of all
 * goroutines. Internal: the public functions are in schedule.h. */
#ifndef SCHED_SCHEDULER_H
#define SCHED_SCHEDULER_H

#include "sched/schedule.h"

/* Fills p's empty list of dead goroutines: from the global list, else with new ones. */
void scheduler_fetch_gs(struct p *p);
/* The run has ended (scheduler.end is set): all Ms leave wherever they are. */
void scheduler_wake_all(struct scheduler *s);

#endif
