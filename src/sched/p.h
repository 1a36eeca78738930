/* A P: the right to run Go code, with all that needs no lock while one thread holds it: run queue,
 * span cache, barrier buffer, stack cache, timers. And an M: a libuv thread. Go: runtime/runtime2.go */
#ifndef SCHED_P_H
#define SCHED_P_H

#include "base/rng.h"
#include "gc/gc.h"
#include "mem/stackpool.h"
#include "sched/g.h"
#include "trace/tracer.h"

#include <setjmp.h>

struct scheduler;

enum { P_RUNQ = 256, P_MAX = 256 };
enum p_status { P_IDLE, P_RUNNING, P_GCSTOP = 3 };

struct p {
    unsigned id;
    _Atomic int status;                /* enum p_status */
    struct scheduler *sched;
    struct gc_p gc;
    struct tracer tracer;
    struct stackpool_cache stacks;
    struct rng rng;
    _Atomic uint32_t runq_head, runq_tail;
    _Atomic(struct g *) runq[P_RUNQ];
    _Atomic(struct g *) runnext;
    _Atomic uint32_t tick;             /* dispatches; sysmon looks for a P stuck on one */
    _Atomic(struct g *) running;       /* NULL between goroutines */
    struct g *free_gs;                 /* dead goroutines kept with their stacks */
    unsigned n_free_gs;
    struct sudog *sudogs;              /* free list */
    struct timers *timers;             /* private to timer.c */
    struct p *idle_link;
    uint64_t ops;                      /* traced mode: operations spent */
};

struct m {
    unsigned id;
    uv_thread_t thread;
    struct scheduler *sched;
    struct p *p;                       /* NULL while parked */
    struct g *g;                       /* running goroutine */
    bool spinning;
    bool traced_retry;                 /* vm/traced.c: the next instruction was already stopped at */
    uv_sem_t note;
    struct m *idle_link;
    /* a fault in program memory jumps here; set by vm_run for as long as it runs */
    sigjmp_buf fault_env;
    volatile sig_atomic_t may_fault;
    volatile uint64_t fault_addr;
    volatile uint64_t fault_pc, fault_sp;
};

/* The M of this thread, NULL on others. Async-signal-safe. */
struct m *m_current(void);

#endif
