/* What the collector sees of a goroutine: the live slots of its frames (code/liveness.h), the
 * variables in its frames that live pointers lead to, its defer records, the closure it is about to
 * enter. Threads: who may walk the frames. Go: runtime/mgcmark.go (scanstack), mgcstack.go */
#ifndef SCHED_STACKROOTS_H
#define SCHED_STACKROOTS_H

#include "code/liveness.h"
#include "sched/framewalk.h"

#include <stdbool.h>

/* Dead slots are filled with this under --debug clobberdead; in a live one it is a bug. */
#define STACKROOTS_DEAD UINT64_C(0xdeaddeaddeaddead)

/* Visits every live pointer of g, with the address of its slot (0 = in no slot). clobber: and
 * spoils all that is dead. Returns bytes between sp and hi. */
uint64_t stackroots_visit(const struct image *im, struct g *g, bool clobber, gc_visit_fn *visit,
                          void *ctx);
/* The map of the frame at w, one of l; borrowed as from liveness_at. */
const uint64_t *stackroots_map(const struct framewalk *w, const struct liveness *l,
                               liveness_scratch *scratch);
/* Owner, at a safepoint: spoils dead slots of the innermost frame and its caller, values whose
 * address is taken apart. Those further out were spoilt when they made their calls. */
void stackroots_clobber(const struct image *im, const struct g *g);

#endif
