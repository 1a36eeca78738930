/* Giving free pages back to the OS: down to what the next cycle's heap will need plus 10 %, and to
 * 95 % of the memory limit. In the background for about 1 % of a CPU; at once when an allocation
 * pushed the process over the limit. Go: runtime/mgcscavenge.go */
#ifndef GC_SCAVENGER_H
#define GC_SCAVENGER_H

#include "gc/gc.h"

struct gc_scavenge {
    _Atomic uint64_t percent_goal; /* retained heap bytes wanted; UINT64_MAX = no goal */
    _Atomic uint64_t limit_goal;   /* mapped bytes wanted; UINT64_MAX = no goal */
    _Atomic int64_t not_before_ns; /* the 1 %: rest until then */
    uint64_t last_in_use;          /* heap in use at the last cycle's end; under gc.lock */
};

struct gc_scavenge *scavenger_create(void);
void scavenger_destroy(struct gc_scavenge *s); /* accepts NULL */
/* New goals. gc.lock held. cycle_ended: remembers what is in use now. */
void scavenger_pace(struct gc *gc, bool cycle_ended);
/* One step. False when no goal asks for it, or when it is not time yet. */
bool scavenger_background(struct gc *gc, struct gc_p *p);
/* After growing: returns pages at once while over the memory limit. */
void scavenger_obey_limit(struct gc *gc, struct gc_p *p);

#endif
