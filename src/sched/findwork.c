/* Go's order: stop requests, timers, a mark worker's share, every 61st time the global queue, the
 * own queue, the global queue, stealing, idle marking, background work, sleep.
 * Go: runtime/proc.go (findRunnable, stealWork) */
#include "sched/findwork.h"

#include <limits.h>
#include <sched.h>

#include "gc/gc.h"
#include "sched/idle.h"
#include "sched/runqueue.h"
#include "sched/stw.h"
#include "sched/timer.h"

enum { GLOBAL_EVERY = 61, CLOCK_EVERY = 16, STEAL_ROUNDS = 4, LINGER_NS = 50000 };

static bool
want_out(void *ctx)
{
    struct scheduler *s = ctx;
    return atomic_load(&s->wanted) != 0;
}

void
findwork_obey(struct m *m)
{
    struct scheduler *s = m->sched;
    uint32_t wanted = atomic_load(&s->wanted);
    if (wanted & SCHEDULER_WANT_STOP)
        stw_wait(s, m->p);
    if (wanted & SCHEDULER_WANT_CALL)
        stw_run_calls(s, m->p);
    if (!(wanted & SCHEDULER_WANT_END) && atomic_load(&s->control.mode) == CONTROL_STOPPED)
        control_wait(&s->control, want_out, s);
}

static bool
run_timers(struct scheduler *s, struct p *p, struct timers *t)
{
    if (timers_next_ns(t) == INT64_MAX)
        return false;
    int64_t now = clock_now_ns(s->clock);
    atomic_store_explicit(&s->coarse_ns, now, memory_order_relaxed);
    return timers_run(t, p, now);
}

/* A busy P reads the clock for its timers only now and then: sysmon tells when one is due. */
static void
check_timers(struct p *p)
{
    if (timers_next_ns(p->timers) == INT64_MAX)
        return;
    uint32_t tick = atomic_load_explicit(&p->tick, memory_order_relaxed);
    if (tick % CLOCK_EVERY == 0 || atomic_load_explicit(&p->timers_due, memory_order_relaxed) ||
        runqueue_is_empty(p)) {
        atomic_store_explicit(&p->timers_due, false, memory_order_relaxed);
        run_timers(p->sched, p, p->timers);
    }
}

/* True when a mark worker ran: the queues may look different now. */
static bool
run_marker(struct scheduler *s, struct p *p, bool idle)
{
    struct gc *gc = s->gc;
    if (!atomic_load_explicit(&gc->blacken, memory_order_relaxed))
        return false;
    enum gc_worker_mode mode = gc_worker_claim(gc, &p->gc, idle);
    if (mode == GC_WORKER_NONE)
        return false;
    if (mode == GC_WORKER_DEDICATED && !runqueue_is_empty(p)) {
        runqueue_spill(p);
        idle_wake(s);
    }
    gc_worker_run(gc, &p->gc, mode);
    return true;
}

static struct g *
take_global(struct scheduler *s, struct p *p, unsigned max)
{
    if (atomic_load_explicit(&s->runq_size, memory_order_relaxed) == 0)
        return NULL;
    uv_mutex_lock(&s->lock);
    struct g *g = runqueue_get_global_locked(s, p, max);
    uv_mutex_unlock(&s->lock);
    return g;
}

/* Random start, then every P once; the last round also takes what others are about to run next and
 * runs their timers. */
static struct g *
steal(struct m *m, unsigned rounds, bool *timers_ran)
{
    struct scheduler *s = m->sched;
    struct p *p = m->p;
    for (unsigned round = 0; round < rounds; round++) {
        bool last = round + 1 == rounds;
        unsigned at = rng_below(&p->rng, s->n_procs);
        for (unsigned i = 0; i < s->n_procs; i++, at++) {
            struct p *victim = s->ps[at % s->n_procs];
            if (victim == p)
                continue;
            if (last && run_timers(s, p, victim->timers)) {
                *timers_ran = true;
                bool inherit;
                struct g *g = runqueue_get(p, &inherit);
                if (g)
                    return g;
            }
            struct g *g = runqueue_steal(p, victim, last);
            if (g)
                return g;
        }
    }
    return NULL;
}

struct g *
findwork_try(struct m *m, bool *inherit)
{
    struct scheduler *s = m->sched;
    struct p *p = m->p;
    struct g *g = NULL;
    *inherit = false;
    if (atomic_load_explicit(&p->tick, memory_order_relaxed) % GLOBAL_EVERY == 0)
        g = take_global(s, p, 1);
    if (!g)
        g = runqueue_get(p, inherit);
    if (!g)
        g = take_global(s, p, UINT_MAX);
    return g;
}

/* Only a few Ms spin at a time: at most half as many as there are busy Ps. */
static bool
may_spin(struct m *m)
{
    struct scheduler *s = m->sched;
    if (s->n_procs == 1)
        return false;
    if (m->spinning)
        return true;
    if (2 * atomic_load(&s->n_spinning) >= s->n_procs - atomic_load(&s->n_idle_ps))
        return false;
    m->spinning = true;
    atomic_fetch_add(&s->n_spinning, 1);
    return true;
}

/* While it lingers an M counts as spinning, so that a stream of short messages between two
 * goroutines of one P does not wake a thread each time. Go sleeps 3 us in its last round of
 * stealing, which lasts some 50 us on Linux; the note makes ours end at once at the end of the run.
 */
static struct g *
steal_patiently(struct m *m, bool *timers_ran)
{
    struct g *g = steal(m, STEAL_ROUNDS - 1, timers_ran);
    if (g || *timers_ran)
        return g;
    atomic_store(&m->lingers, true);
    if (!atomic_load(&m->sched->wanted))
        note_sleep_for(&m->note, LINGER_NS);
    atomic_store(&m->lingers, false);
    return steal(m, 1, timers_ran);
}

struct g *
findwork(struct m *m, bool *inherit)
{
    struct scheduler *s = m->sched;
    struct p *p = m->p;
    *inherit = false;
    if (atomic_load(&s->wanted) || atomic_load(&s->control.mode) == CONTROL_STOPPED) {
        findwork_obey(m);
        if (atomic_load(&s->end) != SCHEDULER_RUNNING)
            return NULL;
    }
    check_timers(p);
    if (run_marker(s, p, false))
        return NULL;
    struct g *g = findwork_try(m, inherit);
    if (g)
        return g;
    if (may_spin(m)) {
        bool timers_ran = false;
        g = steal_patiently(m, &timers_ran);
        if (g || timers_ran)
            return g;
    }
    atomic_exchange(&s->gc_work, false);
    if (run_marker(s, p, true) || gc_background(s->gc, &p->gc))
        return NULL;
    if (!atomic_load(&s->gc_work))
        idle_release(m);
    return NULL;
}
