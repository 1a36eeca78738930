/* Marking: from roots and grey objects. Go: runtime/mgcmark.go
 *
 * A running goroutine that was asked to scan itself (GC_STACK_LATER) walks its frames at its next
 * safepoint, passes each pointer to mark_visit_root and then calls mark_stack_done.
 * All functions: owner of P p, phase MARK. */
#ifndef GC_MARK_H
#define GC_MARK_H

#include "gc/gc.h"

/* gc_visit_fn with ctx = the struct gc_p that marks: greys what value points to. */
void mark_visit_root(void *ctx, uint64_t slot_addr, uint64_t value);
/* The asked goroutine has scanned itself: `bytes` of stack. Completes its root job. */
void mark_stack_done(struct gc *gc, struct gc_p *p, uint64_t bytes);
/* Greys the object that addr points into, if any; true when it was white. */
bool mark_grey(struct gc_p *p, uint64_t addr, uint64_t from);

#endif
