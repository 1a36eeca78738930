/* The gctrace line, exactly as Go 1.26 prints it on stderr. Go: runtime/mgc.go */
#ifndef GC_GCTRACE_H
#define GC_GCTRACE_H

#include "gc/gc.h"

struct buf;

/* cpu_percent: share of all CPU since the start, truncated; n_cpus: of the machine. */
void gctrace_format(struct buf *out, const struct gc_cycle *c, int64_t run_start_ns,
                    int cpu_percent, unsigned n_cpus);
void gctrace_print(struct gc *gc, const struct gc_cycle *c); /* to stderr, one write */
void gctrace_print_forced(void); /* the line before a time-triggered cycle */
/* Milliseconds with two significant digits, as in "0.078", "1.5", "12"; truncated. */
void gctrace_format_ms(struct buf *out, int64_t ns);

#endif
