/* Goroutine traces in Go's words: "goroutine 1 [running]:" and a pair of lines a frame.
 * Go: runtime/traceback.go */
#ifndef SCHED_TRACEBACK_H
#define SCHED_TRACEBACK_H

#include "base/buf.h"
#include "sched/schedule.h"

/* One goroutine: header and frames (50 innermost, elided, 50 outermost), "created by". */
void traceback_g(struct scheduler *s, const struct g *g, struct buf *out);
/* All others than `except` that are not dead and not ours; blank line before each. World stopped or
 * halted. */
void traceback_others(struct scheduler *s, const struct g *except, struct buf *out);

#endif
