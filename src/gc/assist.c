/* Debt and work are exchanged at the pacer's ratio. What a goroutine owes is rounded up to 64 KiB
 * of scan work, so that it does not come back at each allocation.
 *
 * Because allocating never parks (THE RULE), a debt is settled in two steps: credit is taken inside
 * the allocation; marking and waiting happen at the goroutine's next safepoint.
 *
 * Invariants: the queue is empty while the phase is OFF; a queued goroutine's balance is negative
 * and only touched under assist.lock; credit and queue are not both non-zero for long: who queues
 * looks at the credit again after queueing, who adds credit looks at the queue.
 *
 * Go: runtime/mgcmark.go */
#include "gc/assist.h"

#include "base/bug.h"
#include "base/xalloc.h"
#include "gc/cycle.h"
#include "gc/drain.h"
#include "gc/pacer.h"
#include "trace/tracer.h"

struct gc_assist *
assist_create(void)
{
    struct gc_assist *a = xcalloc(1, sizeof *a);
    ensure(uv_mutex_init(&a->lock) == 0, "no mutex for the assist queue");
    return a;
}

void
assist_destroy(struct gc_assist *a)
{
    if (!a)
        return;
    uv_mutex_destroy(&a->lock);
    free(a);
}

static double
ratio(const _Atomic double *r)
{
    return atomic_load_explicit(r, memory_order_relaxed);
}

/* Scan work that g has to do; *debt gets the bytes it pays for. */
static int64_t
work_owed(struct gc *gc, struct gc_g *g, int64_t *debt)
{
    *debt = -g->assist_balance;
    int64_t work = (int64_t)(ratio(&gc->pacer->work_per_byte) * (double)*debt);
    if (work < ASSIST_MIN_WORK) {
        work = ASSIST_MIN_WORK;
        *debt = (int64_t)(ratio(&gc->pacer->bytes_per_work) * (double)work);
    }
    return work;
}

/* Pays from the background credit as far as it goes; returns the work left to do. */
static int64_t
steal_credit(struct gc *gc, struct gc_g *g, int64_t work, int64_t debt)
{
    _Atomic int64_t *credit = &gc->assist->credit;
    int64_t have = atomic_load_explicit(credit, memory_order_relaxed);
    if (have <= 0)
        return work;
    int64_t taken = have < work ? have : work;
    g->assist_balance +=
        taken == work ? debt : 1 + (int64_t)(ratio(&gc->pacer->bytes_per_work) * (double)taken);
    atomic_fetch_sub_explicit(credit, taken, memory_order_relaxed);
    return work - taken;
}

void
assist_settle(struct gc_p *p, struct gc_g *g)
{
    if (limiter_limits(&p->gc->limiter))
        return;
    int64_t debt, work = work_owed(p->gc, g, &debt);
    if (steal_credit(p->gc, g, work, debt) > 0 || g->assist_balance < 0)
        p->wishes |= GC_WISH_ASSIST;
}

/* Queues g unless credit appeared or marking ended. True = queued. */
static bool
wait_for_credit(struct gc *gc, struct gc_g *g)
{
    struct gc_assist *a = gc->assist;
    bool queued = false;
    uv_mutex_lock(&a->lock);
    if (atomic_load(&gc->blacken)) {
        atomic_fetch_add(&a->n_waiting, 1);
        if (atomic_load(&a->credit) > 0) {
            atomic_fetch_sub(&a->n_waiting, 1);
        } else {
            g->next = NULL;
            if (a->last)
                a->last->next = g;
            else
                a->first = g;
            a->last = g;
            queued = true;
        }
    }
    uv_mutex_unlock(&a->lock);
    return queued;
}

static void
mark_for(struct gc *gc, struct gc_p *p, struct gc_g *g, int64_t work)
{
    int64_t began = gc->world.now_ns(gc->world.sched);
    int64_t done = drain_work(gc, p, work);
    int64_t paid = 1 + (int64_t)(ratio(&gc->pacer->bytes_per_work) * (double)done);
    g->assist_balance += paid;
    int64_t now = gc->world.now_ns(gc->world.sched), ns = now - began;
    limiter_add_assist(&gc->limiter, ns);
    if (limiter_is_due(&gc->limiter, now))
        limiter_update(&gc->limiter, now, gc->world.n_procs(gc->world.sched), -1);
    atomic_store_explicit(&p->assist_ns,
                          atomic_load_explicit(&p->assist_ns, memory_order_relaxed) + ns,
                          memory_order_relaxed);
    tracer_emit(p->tracer, EVENT_GC_ASSIST, g->goid, g->goid, (uint64_t)paid, (uint64_t)done);
}

/* Only a stop of the world interrupts an assist: what else waits for the P can wait for 64 KiB. */
static bool
pay(struct gc *gc, struct gc_p *p, struct gc_g *g)
{
    while (g->assist_balance < 0 && !limiter_limits(&gc->limiter)) {
        if (!atomic_load(&gc->blacken)) {
            g->assist_balance = 0;
            break;
        }
        int64_t debt, work = work_owed(gc, g, &debt);
        work = steal_credit(gc, g, work, debt);
        if (work == 0)
            break;
        mark_for(gc, p, g, work);
        cycle_try_finish(gc, p);
        if (g->assist_balance >= 0)
            break;
        if (gc->world.should_yield(gc->world.sched, p)) {
            p->wishes |= GC_WISH_ASSIST; /* preempted: goes on at a later safepoint */
            return false;
        }
        if (wait_for_credit(gc, g))
            return true;
    }
    return false;
}

bool
assist_pay(struct gc *gc, struct gc_p *p, struct gc_g *g)
{
    p->worker_mode = GC_WORKER_ASSIST;
    bool waits = pay(gc, p, g);
    p->worker_mode = GC_WORKER_NONE;
    return waits;
}

static struct gc_g *
pop_waiting_locked(struct gc_assist *a)
{
    struct gc_g *g = a->first;
    a->first = g->next;
    if (!a->first)
        a->last = NULL;
    g->next = NULL;
    return g;
}

/* Pays the queue in order; returns the bytes left over. */
static int64_t
pay_queue_locked(struct gc *gc, int64_t bytes)
{
    struct gc_assist *a = gc->assist;
    while (a->first && bytes > 0) {
        struct gc_g *g = pop_waiting_locked(a);
        if (bytes + g->assist_balance >= 0) {
            bytes += g->assist_balance;
            g->assist_balance = 0;
            atomic_fetch_sub(&a->n_waiting, 1);
            gc->world.ready(gc->world.sched, g);
        } else {
            g->assist_balance += bytes;
            bytes = 0;
            if (a->last)
                a->last->next = g;
            else
                a->first = g;
            a->last = g;
        }
    }
    return bytes;
}

void
assist_add_credit(struct gc *gc, int64_t work)
{
    struct gc_assist *a = gc->assist;
    if (atomic_load(&a->n_waiting) != 0) {
        int64_t bytes = (int64_t)((double)work * ratio(&gc->pacer->bytes_per_work));
        uv_mutex_lock(&a->lock);
        bytes = pay_queue_locked(gc, bytes);
        uv_mutex_unlock(&a->lock);
        work = bytes > 0 ? (int64_t)((double)bytes * ratio(&gc->pacer->work_per_byte)) : 0;
    }
    if (work > 0)
        atomic_fetch_add(&a->credit, work);
}

void
assist_begin_cycle(struct gc *gc)
{
    ensure(!gc->assist->first, "a goroutine waits for credit while no cycle runs");
    atomic_store(&gc->assist->credit, 0);
}

void
assist_end_cycle(struct gc *gc)
{
    struct gc_assist *a = gc->assist;
    uv_mutex_lock(&a->lock);
    while (a->first) {
        struct gc_g *g = pop_waiting_locked(a);
        g->assist_balance = 0;
        gc->world.ready(gc->world.sched, g);
    }
    atomic_store(&a->n_waiting, 0);
    uv_mutex_unlock(&a->lock);
}
