/* A P: the right to run Go code, with all that needs no lock while one thread holds it: run queue,
 * span cache, barrier buffer, stack cache, timers. And an M: a libuv thread. Go:
 * runtime/runtime2.go */
#ifndef SCHED_P_H
#define SCHED_P_H

#include "base/rng.h"
#include "gc/gc.h"
#include "mem/stackpool.h"
#include "sched/g.h"
#include "sched/note.h"
#include "trace/tracer.h"

#include <setjmp.h>

struct scheduler;

enum { P_RUNQ = 256, P_MAX = 256 };
enum p_status { P_IDLE, P_RUNNING, P_GCSTOP = 3 };

struct p {
    unsigned id;
    _Atomic int status; /* enum p_status */
    struct scheduler *sched;
    struct gc_p gc;
    struct tracer tracer;
    struct stackpool_cache stacks;
    struct rng rng;
    _Atomic uint32_t runq_head, runq_tail;
    _Atomic(struct g *) runq[P_RUNQ];
    _Atomic(struct g *) runnext;
    _Atomic uint32_t tick;       /* dispatches; sysmon looks for a P stuck on one */
    _Atomic(struct g *) running; /* NULL between goroutines */
    struct g *free_gs;           /* dead goroutines kept with their stacks */
    unsigned n_free_gs;
    uint32_t goid_next, goid_end; /* ids taken from scheduler.next_goid and not yet given out */
    struct sudog *sudogs;         /* free list */
    unsigned n_sudogs;
    struct timers *timers;   /* private to timer.c */
    _Atomic bool timers_due; /* sysmon: look at the clock */
    /* counted by the owner, summed up by schedule_stats */
    _Atomic uint64_t created, exited, switches, stack_grows, stack_shrinks;
    _Atomic int64_t stack_bytes; /* given to goroutines here minus taken back here */
    uint32_t seen_tick;          /* sysmon's: tick at its last look, and when it changed */
    int64_t seen_ns;
    struct p *idle_link;
    uint64_t ops; /* traced mode: operations spent */
};

enum { M_MAP_PACES = 16 };

struct map_pace { /* how the keys of a map instruction follow each other: a hint (vm/mapfast.h) */
    uint64_t key, step; /* the last key, and what it is above the one before */
};

struct m {
    unsigned id;
    uv_thread_t thread;
    struct scheduler *sched;
    struct p *p; /* NULL while parked */
    struct g *g; /* running goroutine */
    bool spinning;
    bool traced_retry; /* vm/traced.c: the next instruction was already stopped at */
    bool started;      /* thread exists and must be joined */
    struct note note;
    _Atomic(struct p *) next_p; /* handed over by whoever wakes it */
    _Atomic bool lingers;       /* sleeps shortly with its P: wake it to stop the world */
    struct m *idle_link;
    /* a fault in program memory jumps here; set by vm_run for as long as it runs */
    sigjmp_buf fault_env;
    volatile sig_atomic_t may_fault;
    volatile uint64_t fault_addr;
    volatile uint64_t fault_pc, fault_sp;   /* 0: unknown */
    volatile int fault_code;                /* the signal's si_code */
    struct map_pace map_paces[M_MAP_PACES]; /* by the address of the instruction */
};

/* Adds to one of P's own counters: owner only, so no read-modify-write is needed. */
static inline void
p_count(_Atomic uint64_t *counter)
{
    atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + 1,
                          memory_order_relaxed);
}

struct p *p_create(struct scheduler *s, unsigned id);
void p_destroy(struct p *p); /* accepts NULL */

/* A thread for the scheduler's loop, with P p to start with. scheduler.lock is held. False when the
 * OS has no thread. */
bool m_create_locked(struct scheduler *s, struct p *p, bool spinning);
void m_join(struct m *m); /* waits for its thread and frees it */

/* The M of this thread, NULL on others. Async-signal-safe. */
struct m *m_current(void);

#endif
