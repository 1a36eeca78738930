/* What the collector asks of the scheduler, as a struct of functions filled in by the session: the
 * only upward call of this layer. Every function gets `sched` back as its first argument. */
#ifndef GC_WORLD_H
#define GC_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gc_p;
struct gc_g;

/* Called for every word of a goroutine's frames that may hold a pointer. */
typedef void gc_visit_fn(void *ctx, uint64_t slot_addr, uint64_t value);

enum gc_stack_scan {
    GC_STACK_DONE,  /* scanned; bytes were added */
    GC_STACK_LATER, /* the goroutine is running: it was asked to scan itself at its next safepoint;
                       there it passes its pointers to mark_visit_root and calls mark_stack_done.
                       Never while the world is stopped */
    GC_STACK_GONE   /* dead, or already scanned in this cycle */
};

enum gc_stop_reason { GC_STOP_SWEEP_TERMINATION, GC_STOP_MARK_TERMINATION, GC_STOP_OTHER };

struct gc_world {
    void *sched;
    /* Stops every P but the caller's; returns when all are at a safepoint. The caller holds a P and
     * is itself at a safepoint. may-stop. Nests not. */
    void (*stop)(void *sched, enum gc_stop_reason why);
    void (*start)(void *sched);
    unsigned (*n_procs)(void *sched); /* GOMAXPROCS */
    struct gc_p *(*proc)(void *sched, unsigned i);
    /* World stopped: fixes the list of goroutines whose stacks are roots of this cycle, clears
     * their scanned flags and assist balances; returns how many. Once per cycle, and again by the
     * verifier at its end: what is due once per cycle (emptying pools) goes by gc.cycles. */
    size_t (*begin_stacks)(void *sched);
    enum gc_stack_scan (*scan_stack)(void *sched, size_t i, struct gc_p *p, gc_visit_fn *visit,
                                     void *ctx, uint64_t *bytes);
    uint64_t (*stack_bytes)(void *sched); /* allocated stack bytes in all (maxStackScan) */
    /* Extra roots outside stacks and globals (timers, wait records, defer records in host memory,
     * globals of natives): visit each pointer. Any time during mark. */
    void (*scan_extra)(void *sched, gc_visit_fn *visit, void *ctx);
    void (*wake_workers)(void *sched);    /* there is mark work: idle Ps should look for it */
    void (*wake_background)(void *sched); /* the sweeper or scavenger has work */
    /* Goroutines parked for assist credit or for the end of a cycle, by gc_g. May come before the
     * goroutine has finished parking (gc_safepoint returned true a moment ago): it must not be
     * lost. May be called with gc.lock or the assist queue's lock held: takes only the scheduler's
     * locks. */
    void (*ready)(void *sched, struct gc_g *g);
    /* Slow motion: spends n operations of the throttle's budget; blocks or returns false when the
     * worker should give its P back (stopped, out of budget, stop-the-world requested). Called only
     * while gc.watched is set. `event` is what is about to be done, for stepping. */
    bool (*spend)(void *sched, struct gc_p *p, unsigned n, int event);
    /* The P has something else to do or must stop. While p->worker_mode is GC_WORKER_DEDICATED or
     * _ASSIST only "must stop" counts (Go's dedicated workers are not preempted). */
    bool (*should_yield)(void *sched, struct gc_p *p);
    int64_t (*now_ns)(void *sched);
    /* Where g, the caller's own goroutine, is: return addresses, innermost first; at most max. Not
     * whole: no further than to the first frame of the program's own code. NULL = nobody knows. */
    unsigned (*callers)(void *sched, struct gc_g *g, bool whole, uint64_t *pcs, unsigned max);
    /* World stopped, before marking: empties what may not survive a cycle unused (sync.Pool). NULL
     * = nothing to empty; `pools` is its argument. */
    void (*clear_pools)(void *pools);
    void *pools;
    /* World running, a cycle is over and finalizers are due. NULL = nobody runs them; argument:
     * pools. */
    void (*run_finalizers)(void *pools);
};

#endif
