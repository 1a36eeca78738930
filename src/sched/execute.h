/* An M's life: find a goroutine, run it, deal with why it came back. Go: runtime/proc.go (schedule,
 * execute, goexit0) */
#ifndef SCHED_EXECUTE_H
#define SCHED_EXECUTE_H

#include "sched/schedule.h"

void execute_loop(struct m *m); /* until the run ends */
/* Runs g on m's P until it gives up. */
void execute_g(struct m *m, struct g *g, bool inherit_slice);

#endif
