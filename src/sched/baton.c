/* The thread that holds the baton goes from P to P. A P with something to run is chosen at random;
 * one after the other is tried when the chosen one has nothing. Without work anywhere the
 * collector's idle work is done, then time moves to the next timer, then it is a deadlock. Go has
 * nothing like it; the order of choices follows runtime/proc.go (findRunnable). */
#include "sched/baton.h"

#include "gc/gc.h"
#include "sched/findwork.h"
#include "sched/idle.h"
#include "sched/runqueue.h"
#include "sched/timer.h"

void
baton_init(struct scheduler *s)
{
    rng_init(&s->rng, s->options.seed);
    s->control.slice_ops = BATON_SLICE_OPS; /* counted by the VM in traced mode only */
    atomic_store(&s->control.traced, true);
    atomic_store(&s->control.slice_left, BATON_SLICE_OPS);
}

/* Moves time by what was spent of the slice and starts a new one. */
static void
start_slice(struct scheduler *s)
{
    int64_t spent = BATON_SLICE_OPS - atomic_load(&s->control.slice_left);
    clock_advance(s->virtual_clock, spent * BATON_NS_PER_OP + BATON_NS_PER_SWITCH);
    atomic_store(&s->control.slice_left, BATON_SLICE_OPS);
}

bool
baton_slice_over(struct scheduler *s)
{
    if (atomic_fetch_sub_explicit(&s->control.slice_left, BATON_OPS_PER_SAFEPOINT,
                                  memory_order_relaxed) > BATON_OPS_PER_SAFEPOINT)
        return false;
    start_slice(s);
    return true;
}

static bool
run_timers(struct scheduler *s, struct p *p)
{
    int64_t now = clock_now_ns(s->clock);
    bool ran = false;
    for (unsigned i = 0; i < s->n_procs; i++)
        ran |= timers_run(s->ps[i]->timers, p, now);
    return ran;
}

static struct g *
try_all(struct m *m, bool *inherit)
{
    struct scheduler *s = m->sched;
    unsigned first = s->n_procs > 1 ? rng_below(&s->rng, s->n_procs) : 0;
    for (unsigned i = 0; i < s->n_procs; i++) {
        m->p = s->ps[(first + i) % s->n_procs];
        struct g *g = findwork_try(m, inherit);
        if (g)
            return g;
    }
    return NULL;
}

static bool
idle_work(struct scheduler *s, struct p *p)
{
    if (atomic_load(&s->gc->blacken)) {
        enum gc_worker_mode mode = gc_worker_claim(s->gc, &p->gc, true);
        if (mode != GC_WORKER_NONE) {
            gc_worker_run(s->gc, &p->gc, mode);
            return true;
        }
    }
    return gc_background(s->gc, &p->gc);
}

/* Time stands still while all wait: it jumps to the first timer. False: there is none. */
static bool
skip_to_timer(struct scheduler *s)
{
    int64_t next = INT64_MAX;
    for (unsigned i = 0; i < s->n_procs; i++) {
        int64_t ns = timers_next_ns(s->ps[i]->timers);
        if (ns < next)
            next = ns;
    }
    if (next == INT64_MAX)
        return false;
    int64_t now = clock_now_ns(s->clock);
    if (next > now)
        clock_advance(s->virtual_clock, next - now);
    return true;
}

struct g *
baton_next(struct m *m, bool *inherit)
{
    struct scheduler *s = m->sched;
    findwork_obey(m);
    if (atomic_load(&s->end) != SCHEDULER_RUNNING)
        return NULL;
    start_slice(s);
    run_timers(s, m->p);
    if (gc_time_due(s->gc))
        gc_start(s->gc, &m->p->gc, GC_TRIGGER_TIME);
    if (atomic_load(&s->gc->blacken)) {
        enum gc_worker_mode mode = gc_worker_claim(s->gc, &m->p->gc, false);
        if (mode != GC_WORKER_NONE) {
            gc_worker_run(s->gc, &m->p->gc, mode);
            return NULL;
        }
    }
    struct g *g = try_all(m, inherit);
    if (g)
        return g;
    if (idle_work(s, m->p) || skip_to_timer(s))
        return NULL;
    idle_deadlock(s);
    return NULL;
}
