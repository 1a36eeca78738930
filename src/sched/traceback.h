/* Goroutine traces in Go's words: "goroutine 1 [running]:" and a pair of lines a frame.
 * Go: runtime/traceback.go */
#ifndef SCHED_TRACEBACK_H
#define SCHED_TRACEBACK_H

#include "base/buf.h"
#include "sched/schedule.h"

/* In a frame of runtime.gopanic: the slot of its flags, and the flag that says that it stands for
 * runtime.Goexit (vm/panic.h). */
enum { TRACEBACK_PANIC_FLAGS = 6, TRACEBACK_PANIC_GOEXIT = 2 };

/* What a dying program prints: GOTRACEBACK. */
enum traceback_extent {
    TRACEBACK_SINGLE, /* the goroutine that failed; all when the runtime itself is at its end */
    TRACEBACK_NONE,
    TRACEBACK_ALL
};

/* One goroutine: header and frames (50 innermost, elided, 50 outermost), "created by". */
void traceback_g(struct scheduler *s, const struct g *g, struct buf *out);
/* All others than `except` that are not dead and not ours; blank line before each. Of those that
 * run only the header. Any thread. */
void traceback_others(struct scheduler *s, const struct g *except, struct buf *out);

#endif
