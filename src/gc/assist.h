/* Allocation pays for marking while a cycle runs: each goroutine has a balance of bytes; below zero
 * it takes credit that background workers earned, or marks itself, or waits in a queue until
 * workers pay for it. Go: runtime/mgcmark.go (gcAssistAlloc, gcFlushBgCredit) */
#ifndef GC_ASSIST_H
#define GC_ASSIST_H

#include "gc/gc.h"

enum {
    ASSIST_MIN_WORK = 64 << 10, /* mark at least so much at once, paying ahead */
};

struct gc_assist {
    _Atomic int64_t credit;     /* units of scan work nobody has claimed yet */
    _Atomic unsigned n_waiting; /* length of the queue; readable without the lock */
    uv_mutex_t lock;
    struct gc_g *first, *last; /* who waits, in order; guarded by lock */
};

struct gc_assist *assist_create(void);
void assist_destroy(struct gc_assist *a); /* accepts NULL */

/* The part an allocation may do at once: takes credit. Leaves GC_WISH_ASSIST when debt remains. */
void assist_settle(struct gc_p *p, struct gc_g *g);
/* The rest, at a safepoint: marks, or queues g. True = g waits: park it. may-stop. */
bool assist_pay(struct gc *gc, struct gc_p *p, struct gc_g *g);
/* Background workers hand over `work` units they did. Any P. */
void assist_add_credit(struct gc *gc, int64_t work);
/* World stopped. begin: no credit, nobody waits. end: all who wait are ready. */
void assist_begin_cycle(struct gc *gc);
void assist_end_cycle(struct gc *gc);

/* Charges `bytes` of allocation while marking. */
static inline void
assist_charge(struct gc_p *p, struct gc_g *g, uint64_t bytes)
{
    g->assist_balance -= (int64_t)bytes;
    if (g->assist_balance < 0)
        assist_settle(p, g);
}

#endif
