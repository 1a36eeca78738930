/* One round every few milliseconds while any P runs, and at the time of the next timer; while all
 * Ps are idle it sleeps until a timer or until a P becomes active. No system calls are retaken, as
 * natives do not block. Go: runtime/proc.go (sysmon, retake) */
#include "sched/sysmon.h"

#include "base/xalloc.h"
#include "gc/gc.h"
#include "sched/idle.h"
#include "sched/m.h"
#include "sched/timer.h"

#define ROUND_NS    INT64_C(5000000)
#define SLICE_NS    INT64_C(10000000)
#define DEEP_NS     INT64_C(60000000000)
#define MIN_WAIT_NS INT64_C(20000)

struct sysmon {
    uv_thread_t thread;
    struct note note;
    _Atomic int64_t until_ns; /* end of its present sleep; INT64_MIN while it is awake */
    _Atomic bool deep;        /* sleeps because all Ps are idle */
};

/* The same dispatch for longer than a slice: asks its goroutine to yield. A chain of goroutines
 * that inherit the slice from each other counts as one. */
static void
check_slice(struct p *p, int64_t now)
{
    uint32_t tick = atomic_load_explicit(&p->tick, memory_order_relaxed);
    struct g *g = atomic_load_explicit(&p->running, memory_order_acquire);
    if (!g || tick != p->seen_tick) {
        p->seen_tick = tick;
        p->seen_ns = now;
        return;
    }
    if (now - p->seen_ns < SLICE_NS)
        return;
    p->seen_ns = now;
    atomic_store(&g->preempt, true);
    atomic_store(&g->stackguard, STACK_PREEMPT);
}

static void
check_timers(struct scheduler *s, struct p *p, int64_t now)
{
    if (timers_next_ns(p->timers) > now)
        return;
    atomic_store_explicit(&p->timers_due, true, memory_order_relaxed);
    idle_start_p(s, p); /* when it is idle */
}

static void
run_time_gc(struct p *p, void *ctx)
{
    (void)ctx;
    gc_start(p->sched->gc, &p->gc, GC_TRIGGER_TIME);
}

static int64_t
next_timer(struct scheduler *s)
{
    int64_t next = INT64_MAX;
    for (unsigned i = 0; i < s->n_procs; i++) {
        int64_t ns = timers_next_ns(s->ps[i]->timers);
        if (ns < next)
            next = ns;
    }
    return next;
}

static void
sleep_round(struct scheduler *s, struct sysmon *y, int64_t now)
{
    bool deep = atomic_load(&s->n_idle_ps) == s->n_procs;
    atomic_store(&y->deep, deep);
    if (deep && atomic_load(&s->n_idle_ps) != s->n_procs)
        deep = false;
    int64_t until = now + (deep ? DEEP_NS : ROUND_NS);
    /* A timer that is added from now on sees until_ns, an earlier one is seen by next_timer. */
    atomic_store(&y->until_ns, until);
    int64_t next = next_timer(s);
    if (next < until) {
        /* one that is due already waits for its busy P: look again soon, not at once */
        until = next > now + MIN_WAIT_NS ? next : now + (next > now ? MIN_WAIT_NS : ROUND_NS / 5);
        atomic_store(&y->until_ns, until);
    }
    note_sleep_for(&y->note, until - now);
    atomic_store(&y->until_ns, INT64_MIN);
    atomic_store(&y->deep, false);
}

static void
sysmon_main(void *arg)
{
    struct scheduler *s = arg;
    while (atomic_load(&s->end) == SCHEDULER_RUNNING) {
        int64_t now = clock_now_ns(s->clock);
        atomic_store_explicit(&s->coarse_ns, now, memory_order_relaxed);
        for (unsigned i = 0; i < s->n_procs; i++) {
            check_slice(s->ps[i], now);
            check_timers(s, s->ps[i], now);
        }
        if (gc_time_due(s->gc))
            schedule_call(s, run_time_gc, NULL);
        sleep_round(s, s->sysmon, now);
    }
}

bool
sysmon_start(struct scheduler *s)
{
    struct sysmon *y = xcalloc(1, sizeof *y);
    note_init(&y->note);
    atomic_store(&y->until_ns, INT64_MIN);
    s->sysmon = y;
    if (m_thread(&y->thread, sysmon_main, s) == 0)
        return true;
    note_finish(&y->note);
    free(y);
    s->sysmon = NULL;
    return false;
}

void
sysmon_stop(struct scheduler *s)
{
    struct sysmon *y = s->sysmon;
    if (!y)
        return;
    note_wake(&y->note);
    uv_thread_join(&y->thread);
    note_finish(&y->note);
    free(y);
    s->sysmon = NULL;
}

void
sysmon_timer_added(struct scheduler *s, int64_t when_ns)
{
    struct sysmon *y = s->sysmon;
    if (y && when_ns < atomic_load(&y->until_ns))
        note_wake(&y->note);
}

void
sysmon_active(struct scheduler *s)
{
    struct sysmon *y = s->sysmon;
    if (y && atomic_load(&y->deep))
        note_wake(&y->note);
}
