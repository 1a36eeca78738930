/* A switch costs two compare-and-swaps of goroutine states and no system call, no clock read and no
 * lock. After a goroutine has parked it may run elsewhere at once: nothing of it is touched but
 * what is atomic. Go: runtime/proc.go (schedule, execute, gopreempt_m, goexit0, gdestroy) */
#include "sched/execute.h"

#include "base/bug.h"
#include "sched/baton.h"
#include "sched/chan.h"
#include "sched/findwork.h"
#include "sched/gcworld.h"
#include "sched/idle.h"
#include "sched/runqueue.h"
#include "sched/stack.h"
#include "sched/stw.h"

enum { FREE_GS_MAX = 64 };

static void
become_running(struct p *p, struct g *g)
{
    for (;;) {
        uint32_t status = G_RUNNABLE;
        /* Also the fence between storing p->running and reading what is wanted. */
        if (atomic_compare_exchange_weak(&g->status, &status, G_RUNNING))
            break;
        ensure((status & ~(uint32_t)G_SCAN) == G_RUNNABLE, "goroutine %u runs in state %u", g->id,
               status);
        gcworld_pause(); /* its stack is being scanned */
    }
    g->p = p;
}

static void
yield_g(struct m *m, struct g *g)
{
    struct scheduler *s = m->sched;
    g->p = NULL;
    atomic_exchange(&g->status, G_RUNNABLE);
    gcworld_scan_left(m, g);
    uv_mutex_lock(&s->lock);
    runqueue_put_global_locked(s, g);
    uv_mutex_unlock(&s->lock);
    idle_wake(s);
}

/* Keeps g with a stack of the smallest size for the next go statement. */
static void
bury_g(struct m *m, struct g *g)
{
    struct p *p = m->p;
    uint64_t bytes = g->stack.hi - g->stack.lo;
    tracer_emit(&p->tracer, EVENT_G_EXIT, g->id, g->id, bytes, 0);
    g->p = NULL;
    g->ctx = 0;
    g->defers = g->panics = 0;
    atomic_exchange(&g->status, G_DEAD);
    gcworld_scan_left(m, g);
    if (bytes != STACK_MIN_BYTES)
        stack_free(p, g);
    p_count(&p->exited);
    g->link = p->free_gs;
    p->free_gs = g;
    if (++p->n_free_gs < FREE_GS_MAX)
        return;
    struct scheduler *s = m->sched;
    uv_mutex_lock(&s->lock);
    for (; p->n_free_gs > FREE_GS_MAX / 2; p->n_free_gs--) {
        struct g *spare = p->free_gs;
        p->free_gs = spare->link;
        spare->link = s->free_gs;
        s->free_gs = spare;
    }
    uv_mutex_unlock(&s->lock);
}

void
execute_g(struct m *m, struct g *g, bool inherit_slice)
{
    struct scheduler *s = m->sched;
    struct p *p = m->p;
    if (!inherit_slice)
        atomic_store_explicit(&p->tick, atomic_load_explicit(&p->tick, memory_order_relaxed) + 1,
                              memory_order_relaxed);
    p_count(&p->switches);
    m->g = g;
    atomic_store_explicit(&p->running, g, memory_order_release);
    become_running(p, g);
    if (g->waiting)
        chan_resume(m, g);
    uint32_t epoch = atomic_load_explicit(&s->epoch, memory_order_relaxed);
    if (g->balance_epoch != epoch) {
        g->balance_epoch = epoch;
        g->gc.assist_balance = 0;
    }
    atomic_store_explicit(&g->preempt, false, memory_order_relaxed);
    if (unlikely(atomic_load(&s->wanted) || s->options.deterministic))
        atomic_store(&g->stackguard, STACK_PREEMPT);
    enum schedule_exit why = s->run(s->vm, m, g);
    atomic_store_explicit(&p->running, NULL, memory_order_relaxed);
    m->g = NULL;
    switch (why) {
    case SCHEDULE_PARKED:
        gcworld_scan_left(m, g);
        break;
    case SCHEDULE_YIELD:
        yield_g(m, g);
        break;
    case SCHEDULE_DEAD:
        bury_g(m, g);
        break;
    case SCHEDULE_HALT:
        ensure(atomic_load(&s->end) != SCHEDULER_RUNNING, "halted without schedule_halt");
        break;
    }
}

/* Once, by the first M that sees the end. */
static void
tell_end(struct scheduler *s)
{
    if (!atomic_exchange(&s->end_told, true) && s->on_end)
        s->on_end(s->on_end_ctx);
}

void
execute_loop(struct m *m)
{
    struct scheduler *s = m->sched;
    m->p = atomic_exchange(&m->next_p, NULL);
    while (m->p && atomic_load_explicit(&s->end, memory_order_acquire) == SCHEDULER_RUNNING) {
        bool inherit = false;
        struct g *g = s->options.deterministic ? baton_next(m, &inherit) : findwork(m, &inherit);
        if (!g)
            continue;
        if (m->spinning)
            idle_stop_spinning(m);
        execute_g(m, g, inherit);
    }
    if (m->p && !s->options.deterministic)
        stw_leave(s, m->p);
    tell_end(s);
}
