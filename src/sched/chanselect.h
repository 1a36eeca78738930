/* The select statement. Go: runtime/select.go. chan.h's chan_select is the way in. */
#ifndef SCHED_CHANSELECT_H
#define SCHED_CHANSELECT_H

#include "sched/chan.h"

enum chan_result chanselect_run(struct m *m, struct g *g, uint64_t cases_addr, unsigned n,
                                bool has_default, uint64_t result_addr);
/* After a select has waited: g is off all queues, its results are written. True when the chosen
 * case was a send to a channel that had been closed. */
bool chanselect_finish(struct m *m, struct g *g);

#endif
