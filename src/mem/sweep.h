/* Sweeping one span: what was not marked becomes free. Go: runtime/mgcsweep.go
 * The caller owns the span (took it from an unswept set, or had it cached) and has set its sweepgen
 * to g - 1. Not while marking. */
#ifndef MEM_SWEEP_H
#define MEM_SWEEP_H

#include <stdbool.h>
#include <stdint.h>

struct heap;
struct span;
struct tracer;

enum sweep_mode {
    SWEEP_KEEP,   /* the caller keeps the span, even when it is empty now */
    SWEEP_SETTLE, /* empty: its pages are freed; else it goes to the central's swept set */
};

/* Returns the pages freed to the heap. */
uint64_t sweep_span(struct heap *h, struct tracer *t, struct span *s, enum sweep_mode mode);
/* A span taken from an unswept set has been swept and put where it belongs. */
void sweep_finished(struct heap *h);
/* While sweeping is not done: sweeps until npages were freed, large objects first, within a bound.
 * What was freed beyond it is credit for the next call. */
void sweep_reclaim(struct heap *h, struct tracer *t, uint64_t npages);

#endif
