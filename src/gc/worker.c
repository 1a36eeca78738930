/* A quarter of the Ps' time goes to marking. As many Ps as fit whole into that quarter are
 * dedicated (marking until nothing is left); if that misses it by more than 30 %, every P also
 * gives a fraction of its own time; and a P with nothing else to do marks as an idle worker, beyond
 * the quarter.
 *
 * A worker is claimed only when there is something to mark, or when marking looks finished and
 * somebody has to say so.
 *
 * Go: runtime/mgcpacer.go, mgc.go */
#include "gc/worker.h"

#include "base/xalloc.h"
#include "gc/cycle.h"
#include "gc/drain.h"
#include "gc/pacer.h"
#include "gc/roots.h"
#include "gc/work.h"

#define FRACTIONAL_SLACK 1.2 /* a running fractional worker may exceed its goal by so much */

struct gc_workers *
worker_create(void)
{
    return xcalloc(1, sizeof(struct gc_workers));
}

void
worker_destroy(struct gc_workers *w)
{
    free(w);
}

void
worker_begin_cycle(struct gc *gc, enum gc_trigger trigger, unsigned procs)
{
    struct gc_workers *w = gc->workers;
    int dedicated = gc->pacer->dedicated_wanted;
    atomic_store(&w->dedicated_needed, dedicated);
    atomic_store(&w->n_idle, 0);
    if (trigger == GC_TRIGGER_TIME)
        w->max_idle = dedicated ? 0 : 1;
    else
        w->max_idle = (int)procs - dedicated;
}

/* Takes one of `counter` down to the floor of 0. */
static bool
take_one(_Atomic int *counter)
{
    int n = atomic_load(counter);
    while (n > 0)
        if (atomic_compare_exchange_weak(counter, &n, n - 1))
            return true;
    return false;
}

static bool
join_idle(struct gc_workers *w)
{
    int n = atomic_load(&w->n_idle);
    while (n < w->max_idle)
        if (atomic_compare_exchange_weak(&w->n_idle, &n, n + 1))
            return true;
    return false;
}

static int64_t
now_ns(struct gc *gc)
{
    return gc->world.now_ns(gc->world.sched);
}

static bool
fractional_is_due(struct gc *gc, struct gc_p *p)
{
    double goal = gc->pacer->fractional_goal;
    if (goal == 0)
        return false;
    int64_t elapsed = now_ns(gc) - gc->current.mark_start_ns;
    int64_t own = atomic_load_explicit(&p->fractional_ns, memory_order_relaxed);
    return elapsed <= 0 || (double)own / (double)elapsed <= goal;
}

enum gc_worker_mode
gc_worker_claim(struct gc *gc, struct gc_p *p, bool idle)
{
    if (!atomic_load(&gc->blacken))
        return GC_WORKER_NONE;
    if (cycle_looks_finished(gc))
        return GC_WORKER_FRACTIONAL;
    if (!work_has_global(gc) && !roots_has_job(gc))
        return GC_WORKER_NONE;
    if (take_one(&gc->workers->dedicated_needed))
        return GC_WORKER_DEDICATED;
    if (fractional_is_due(gc, p))
        return GC_WORKER_FRACTIONAL;
    if (idle && join_idle(gc->workers))
        return GC_WORKER_IDLE;
    return GC_WORKER_NONE;
}

bool
worker_share_is_used(struct gc *gc, struct gc_p *p, enum gc_worker_mode mode)
{
    if (mode != GC_WORKER_FRACTIONAL)
        return false;
    int64_t now = now_ns(gc), elapsed = now - gc->current.mark_start_ns;
    int64_t own =
        atomic_load_explicit(&p->fractional_ns, memory_order_relaxed) + now - p->worker_started_ns;
    return elapsed > 0 &&
           (double)own / (double)elapsed > FRACTIONAL_SLACK * gc->pacer->fractional_goal;
}

static void
add_time(_Atomic int64_t *sum, int64_t ns)
{
    atomic_store_explicit(sum, atomic_load_explicit(sum, memory_order_relaxed) + ns,
                          memory_order_relaxed);
}

static void
settle(struct gc *gc, struct gc_p *p, enum gc_worker_mode mode)
{
    int64_t now = now_ns(gc), ns = now - p->worker_started_ns;
    if (limiter_is_due(&gc->limiter, now))
        limiter_update(&gc->limiter, now, gc->world.n_procs(gc->world.sched), -1);
    switch (mode) {
    case GC_WORKER_DEDICATED:
        add_time(&p->dedicated_ns, ns);
        atomic_fetch_add(&gc->workers->dedicated_needed, 1);
        break;
    case GC_WORKER_FRACTIONAL:
        add_time(&p->fractional_ns, ns);
        break;
    case GC_WORKER_IDLE:
        add_time(&p->idle_ns, ns);
        atomic_fetch_sub(&gc->workers->n_idle, 1);
        break;
    case GC_WORKER_ASSIST:
    case GC_WORKER_NONE:
        break;
    }
}

void
gc_worker_run(struct gc *gc, struct gc_p *p, enum gc_worker_mode mode)
{
    p->worker_mode = mode;
    p->worker_started_ns = now_ns(gc);
    drain_worker(gc, p, mode);
    settle(gc, p, mode);
    p->worker_mode = GC_WORKER_NONE;
    p->wishes &= ~(unsigned)GC_WISH_MARK_DONE;
    cycle_try_finish(gc, p);
}
