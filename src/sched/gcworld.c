/* The world as the collector sees it. A scan epoch numbers the calls of begin_stacks: a goroutine
 * whose scan_epoch is the present one needs no scan, which makes the beginning of a cycle O(Ps) and
 * not O(goroutines). Go: runtime/preempt.go, runtime/mgcmark.go, runtime/mgc.go (gcResetMarkState)
 */
#include "sched/gcworld.h"

#include <sched.h>
#include <stddef.h>

#include "base/bug.h"
#include "gc/mark.h"
#include "sched/findwork.h"
#include "sched/idle.h"
#include "sched/runqueue.h"
#include "sched/stack.h"
#include "sched/stackroots.h"
#include "sched/stw.h"
#include "sched/timer.h"

void
gcworld_pause(void)
{
    sched_yield();
}

static struct p *
own_p(void)
{
    struct m *m = m_current();
    ensure(m && m->p, "the collector runs on a thread without P");
    return m->p;
}

static struct p *
p_of(struct gc_p *p)
{
    return (struct p *)(void *)((char *)p - offsetof(struct p, gc));
}

/* --- stacks -------------------------------------------------------------------------------- */

/* The caller holds g: SCAN bit, owner, or the world is stopped. False: already done in this cycle.
 */
static bool
scan_held(struct scheduler *s, struct g *g, gc_visit_fn *visit, void *ctx, uint64_t *bytes)
{
    uint32_t epoch = atomic_load_explicit(&s->epoch, memory_order_relaxed);
    if (g->scan_epoch == epoch)
        return false;
    g->scan_epoch = epoch;
    *bytes += stackroots_visit(s->image, g, s->options.clobber_dead, visit, ctx);
    return true;
}

/* Takes the SCAN bit of a goroutine that does not run. Returns the status it had, or G_RUNNING or
 * G_DEAD without having taken anything. */
static uint32_t
hold(struct g *g)
{
    for (;;) {
        uint32_t status = atomic_load(&g->status);
        if (status == G_RUNNING || status == G_DEAD || status == G_IDLE)
            return status == G_IDLE ? G_DEAD : status;
        if (!(status & G_SCAN) &&
            atomic_compare_exchange_strong(&g->status, &status, status | G_SCAN))
            return status;
        gcworld_pause();
    }
}

static void
let_go(struct g *g, uint32_t status)
{
    atomic_store(&g->status, status);
}

/* A goroutine that waits is also the one whose stack can shrink now. */
static bool
scan_waiting(struct scheduler *s, struct p *p, struct g *g, gc_visit_fn *visit, void *ctx,
             uint64_t *bytes)
{
    bool done = scan_held(s, g, visit, ctx, bytes);
    if (done)
        stack_shrink(p, g);
    return done;
}

static size_t
begin_stacks(void *sched)
{
    struct scheduler *s = sched;
    uint32_t epoch = atomic_fetch_add(&s->epoch, 1) + 1;
    for (unsigned i = 0; i < s->n_procs; i++) {
        struct g *g = atomic_load(&s->ps[i]->running);
        if (g) {
            g->gc.assist_balance = 0;
            g->balance_epoch = epoch;
        }
    }
    return atomic_load(&s->n_allgs);
}

static enum gc_stack_scan
scan_stopped(struct scheduler *s, struct g *g, gc_visit_fn *visit, void *ctx, uint64_t *bytes)
{
    uint32_t status = atomic_load(&g->status);
    if (status == G_DEAD || status == G_IDLE)
        return GC_STACK_GONE;
    return scan_held(s, g, visit, ctx, bytes) ? GC_STACK_DONE : GC_STACK_GONE;
}

static enum gc_stack_scan
scan_stack(void *sched, size_t i, struct gc_p *gp, gc_visit_fn *visit, void *ctx, uint64_t *bytes)
{
    struct scheduler *s = sched;
    struct p *p = p_of(gp);
    struct g *g = atomic_load(&s->allgs)[i];
    if (s->stopper == p)
        return scan_stopped(s, g, visit, ctx, bytes);
    if (atomic_load_explicit(&p->running, memory_order_relaxed) == g) {
        /* an assist comes upon its own goroutine, which is at a safepoint */
        bool mine = scan_held(s, g, visit, ctx, bytes);
        g->shrink_me |= mine;
        return mine ? GC_STACK_DONE : GC_STACK_GONE;
    }
    uint32_t status = hold(g);
    if (status == G_RUNNING) {
        atomic_store(&g->scan_me, true);
        atomic_store(&g->stackguard, STACK_PREEMPT);
        status = hold(g);
        if (status == G_RUNNING)
            return GC_STACK_LATER;
        if (!atomic_exchange(&g->scan_me, false)) { /* somebody else does or did it */
            if (status != G_DEAD)
                let_go(g, status);
            return GC_STACK_LATER;
        }
    }
    if (status == G_DEAD)
        return GC_STACK_GONE;
    bool done = scan_waiting(s, p, g, visit, ctx, bytes);
    let_go(g, status);
    return done ? GC_STACK_DONE : GC_STACK_GONE;
}

void
gcworld_scan_self(struct m *m, struct g *g)
{
    struct scheduler *s = m->sched;
    if (!atomic_exchange(&g->scan_me, false))
        return;
    uint64_t bytes = 0;
    if (scan_held(s, g, mark_visit_root, &m->p->gc, &bytes))
        g->shrink_me = true;
    mark_stack_done(s->gc, &m->p->gc, bytes);
}

void
gcworld_scan_left_slow(struct m *m, struct g *g)
{
    struct scheduler *s = m->sched;
    uint32_t status = hold(g);
    if (status == G_RUNNING) /* runs again, with the guard still set: it will look */
        return;
    if (atomic_exchange(&g->scan_me, false)) {
        uint64_t bytes = 0;
        if (status != G_DEAD)
            scan_waiting(s, m->p, g, mark_visit_root, &m->p->gc, &bytes);
        mark_stack_done(s->gc, &m->p->gc, bytes);
    }
    if (status != G_DEAD)
        let_go(g, status);
}

static uint64_t
stack_bytes(void *sched)
{
    struct scheduler_stats stats;
    schedule_stats(sched, false, &stats);
    return stats.stack_bytes;
}

static void
scan_extra(void *sched, gc_visit_fn *visit, void *ctx)
{
    struct scheduler *s = sched;
    for (unsigned i = 0; i < s->n_procs; i++)
        timers_visit(s->ps[i]->timers, visit, ctx);
    if (s->visit_extra)
        s->visit_extra(s->vm, visit, ctx);
}

/* --- the rest ------------------------------------------------------------------------------ */

static void
stop(void *sched, enum gc_stop_reason why)
{
    (void)why;
    stw_stop(sched, own_p());
}

static void
start(void *sched)
{
    stw_start(sched, own_p());
}

static unsigned
n_procs(void *sched)
{
    return ((struct scheduler *)sched)->n_procs;
}

static struct gc_p *
proc(void *sched, unsigned i)
{
    return &((struct scheduler *)sched)->ps[i]->gc;
}

static void
wake_workers(void *sched)
{
    struct scheduler *s = sched;
    atomic_store(&s->gc_work, true);
    if (!s->options.deterministic)
        idle_wake(s);
}

static void
ready(void *sched, struct gc_g *gc_g)
{
    struct scheduler *s = sched;
    struct g *g = (struct g *)(void *)((char *)gc_g - offsetof(struct g, gc));
    while (atomic_load(&g->status) == G_RUNNING)
        gcworld_pause(); /* it is on its way to park */
    struct m *m = m_current();
    schedule_ready(s, m && m->sched == s ? m->p : NULL, g);
}

static bool
must_stop(struct scheduler *s)
{
    return atomic_load(&s->wanted) != 0;
}

static bool
want_out(void *ctx)
{
    return must_stop(ctx);
}

static bool
spend(void *sched, struct gc_p *p, unsigned n, int event)
{
    struct scheduler *s = sched;
    (void)p;
    while (!control_spend(&s->control, n)) {
        if (s->options.deterministic && atomic_load(&s->control.slice_left) <= 0)
            return false; /* the scheduler's loop starts the next slice */
        if (!control_wait(&s->control, want_out, s))
            return false;
    }
    control_event(&s->control, (enum event_kind)event);
    return true;
}

static bool
should_yield(void *sched, struct gc_p *gp)
{
    struct scheduler *s = sched;
    if (must_stop(s))
        return true;
    if (gp->worker_mode == GC_WORKER_DEDICATED || gp->worker_mode == GC_WORKER_ASSIST)
        return false;
    struct p *p = p_of(gp);
    return atomic_load_explicit(&s->runq_size, memory_order_relaxed) != 0 ||
           !runqueue_is_empty(p) || atomic_load_explicit(&p->timers_due, memory_order_relaxed);
}

static int64_t
now_ns(void *sched)
{
    return clock_now_ns(((struct scheduler *)sched)->clock);
}

static unsigned
callers(void *sched, struct gc_g *gc_g, bool whole, uint64_t *pcs, unsigned max)
{
    struct scheduler *s = sched;
    struct g *g = (struct g *)(void *)((char *)gc_g - offsetof(struct g, gc));
    struct framewalk w;
    unsigned n = 0;
    framewalk_init(&w, s->image, g);
    for (bool more = w.func != NULL; more && n < max; more = framewalk_next(&w)) {
        if (w.func->flags & FUNC_WRAPPER)
            continue;
        pcs[n++] = w.pc;
        if (!whole && !(w.func->flags & (FUNC_GOLIB | FUNC_RUNTIME)))
            break;
    }
    return n;
}

void
gcworld_fill(struct scheduler *s, struct gc_world *out)
{
    *out = (struct gc_world){
        .sched = s,
        .stop = stop,
        .start = start,
        .n_procs = n_procs,
        .callers = callers,
        .proc = proc,
        .begin_stacks = begin_stacks,
        .scan_stack = scan_stack,
        .stack_bytes = stack_bytes,
        .scan_extra = scan_extra,
        .wake_workers = wake_workers,
        .wake_background = wake_workers,
        .ready = ready,
        .spend = spend,
        .should_yield = should_yield,
        .now_ns = now_ns,
    };
}
