/* What the VM and the session ask of the scheduler: go, park, ready, yield, halt, calls.
 * Go: runtime/proc.go (newproc1, gopark, ready, Gosched) */
#include "sched/schedule.h"

#include "base/bug.h"
#include "base/xalloc.h"
#include "gc/barrier.h"
#include "mem/access.h"
#include "sched/gcworld.h"
#include "sched/idle.h"
#include "sched/runqueue.h"
#include "sched/safepoint.h"
#include "sched/scheduler.h"
#include "sched/stack.h"

enum { GOID_BATCH = 16 };

int64_t
schedule_coarse_ns(const struct scheduler *s)
{
    if (s->options.deterministic)
        return clock_now_ns(s->clock);
    return atomic_load_explicit(&s->coarse_ns, memory_order_relaxed);
}

static uint32_t
new_goid(struct p *p)
{
    if (p->goid_next == p->goid_end) {
        p->goid_next = atomic_fetch_add(&p->sched->next_goid, GOID_BATCH);
        p->goid_end = p->goid_next + GOID_BATCH;
    }
    return p->goid_next++;
}

static struct g *
dead_g(struct p *p)
{
    if (!p->free_gs)
        scheduler_fetch_gs(p);
    struct g *g = p->free_gs;
    p->free_gs = g->link;
    p->n_free_gs--;
    g->link = NULL;
    return g;
}

struct g *
schedule_go(struct p *p, struct g *parent, uint64_t closure, uint64_t go_pc)
{
    struct scheduler *s = p->sched;
    struct g *g = dead_g(p);
    uint64_t entry = access_load64(closure);
    if (!stack_start(p, g, entry)) {
        g->link = p->free_gs;
        p->free_gs = g;
        p->n_free_gs++;
        return NULL;
    }
    uint32_t epoch = atomic_load_explicit(&s->epoch, memory_order_relaxed);
    g->id = new_goid(p);
    g->ctx = closure;
    g->gc = (struct gc_g){.goid = g->id};
    g->scan_epoch = g->balance_epoch = epoch; /* born black: see barrier_shade_value */
    g->start_pc = entry;
    g->go_pc = go_pc;
    g->parent = parent ? parent->id : 0;
    g->system = g->faulted = false;
    g->overflow = 0;
    g->resume = G_RESUME_NONE;
    g->shrink_me = false;
    atomic_store_explicit(&g->wait_reason, G_WAIT_NONE, memory_order_relaxed);
    atomic_store_explicit(&g->born_ns, schedule_coarse_ns(s), memory_order_relaxed);
    atomic_store_explicit(&g->high_water, stack_used(g), memory_order_relaxed);
    atomic_store_explicit(&g->depth, 1, memory_order_relaxed);
    if (atomic_load_explicit(&p->gc.gc->barrier_on, memory_order_relaxed))
        barrier_shade_value(&p->gc, closure);
    atomic_store_explicit(&g->status, G_RUNNABLE, memory_order_release);
    p_count(&p->created);
    tracer_emit(&p->tracer, EVENT_G_CREATE, parent ? parent->id : 0, g->id, entry, g->parent);
    runqueue_put(p, g, true);
    idle_wake(s);
    return g;
}

enum schedule_safepoint_result
schedule_safepoint(struct m *m, struct g *g, enum schedule_exit *why)
{
    return safepoint_slow(m, g, why);
}

void
schedule_gosched(struct m *m, struct g *g)
{
    tracer_emit(&m->p->tracer, EVENT_G_PREEMPT, g->id, g->id, 1, 0);
}

void
schedule_park(struct m *m, struct g *g, enum g_wait_reason why)
{
    tracer_emit(&m->p->tracer, EVENT_G_PARK, g->id, g->id, why, 0);
    atomic_store_explicit(&g->wait_reason, why, memory_order_relaxed);
    atomic_store_explicit(&g->wait_since_ns, schedule_coarse_ns(m->sched), memory_order_relaxed);
    uint64_t used = stack_used(g);
    if (used > atomic_load_explicit(&g->high_water, memory_order_relaxed))
        atomic_store_explicit(&g->high_water, used, memory_order_relaxed);
    g->p = NULL;
    /* A fence as well: the stack scanner sets scan_me and then reads the status, the M stores the
     * status and then reads scan_me. */
    atomic_exchange(&g->status, G_WAITING);
}

void
schedule_ready(struct scheduler *s, struct p *p, struct g *g)
{
    for (;;) {
        uint32_t status = G_WAITING;
        if (atomic_compare_exchange_weak(&g->status, &status, G_RUNNABLE))
            break;
        ensure((status & ~(uint32_t)G_SCAN) == G_WAITING, "goroutine %u made ready in state %u",
               g->id, status);
        gcworld_pause(); /* its stack is being scanned */
    }
    if (p) {
        tracer_emit(&p->tracer, EVENT_G_READY, 0, g->id, 0, 0);
        runqueue_put(p, g, true);
    } else {
        uv_mutex_lock(&s->lock);
        runqueue_put_global_locked(s, g);
        uv_mutex_unlock(&s->lock);
    }
    idle_wake(s);
}

void
schedule_halt(struct scheduler *s, int status)
{
    int running = SCHEDULER_RUNNING;
    atomic_store(&s->exit_status, status);
    if (!atomic_compare_exchange_strong(&s->end, &running, SCHEDULER_EXITED))
        return;
    scheduler_wake_all(s);
}

void
schedule_fatal(struct scheduler *s, const char *text, size_t n)
{
    if (s->fatal)
        s->fatal(s->fatal_ctx, text, n);
    schedule_halt(s, 2);
}

unsigned
schedule_gomaxprocs(struct scheduler *s, struct m *m, int n)
{
    (void)m;
    if (n < 1)
        return atomic_load(&s->gomaxprocs);
    return atomic_exchange(&s->gomaxprocs, (unsigned)n);
}

unsigned
schedule_num_goroutine(struct scheduler *s)
{
    uint64_t created = 0, exited = 0;
    for (unsigned i = 0; i < s->n_procs; i++) {
        exited += atomic_load_explicit(&s->ps[i]->exited, memory_order_relaxed);
        created += atomic_load_explicit(&s->ps[i]->created, memory_order_relaxed);
    }
    return (unsigned)(created - exited);
}

void
schedule_preempt_all(struct scheduler *s)
{
    for (unsigned i = 0; i < s->n_procs; i++) {
        struct g *g = atomic_load(&s->ps[i]->running);
        if (g)
            atomic_store(&g->stackguard, STACK_PREEMPT);
    }
}

void
schedule_call(struct scheduler *s, void (*fn)(struct p *p, void *ctx), void *ctx)
{
    struct schedule_call_entry *call = xmalloc(sizeof *call);
    *call = (struct schedule_call_entry){.fn = fn, .ctx = ctx};
    uv_mutex_lock(&s->lock);
    *s->calls_tail = call;
    s->calls_tail = &call->next;
    atomic_fetch_or(&s->wanted, SCHEDULER_WANT_CALL);
    uv_mutex_unlock(&s->lock);
    schedule_preempt_all(s);
    control_poke(&s->control);
    idle_start_any(s);
}

static void
count_states(struct scheduler *s, struct scheduler_stats *out)
{
    uint32_t n = atomic_load(&s->n_allgs);
    struct g **all = atomic_load(&s->allgs);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t status = atomic_load_explicit(&all[i]->status, memory_order_relaxed);
        status &= ~(uint32_t)G_SCAN;
        out->running += status == G_RUNNING;
        out->runnable += status == G_RUNNABLE;
        out->waiting += status == G_WAITING;
    }
}

void
schedule_stats(struct scheduler *s, bool states, struct scheduler_stats *out)
{
    *out = (struct scheduler_stats){0};
    int64_t bytes = 0;
    for (unsigned i = 0; i < s->n_procs; i++) {
        struct p *p = s->ps[i];
        out->created += atomic_load_explicit(&p->created, memory_order_relaxed);
        out->exited += atomic_load_explicit(&p->exited, memory_order_relaxed);
        out->switches += atomic_load_explicit(&p->switches, memory_order_relaxed);
        out->stack_grows += atomic_load_explicit(&p->stack_grows, memory_order_relaxed);
        out->stack_shrinks += atomic_load_explicit(&p->stack_shrinks, memory_order_relaxed);
        bytes += atomic_load_explicit(&p->stack_bytes, memory_order_relaxed);
    }
    out->stack_bytes = bytes > 0 ? (uint64_t)bytes : 0;
    if (states)
        count_states(s, out);
}
