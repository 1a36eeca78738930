/* Symbols of the pacing model, all in bytes:
 *   M heap_marked, S last_stack_scan, G globals_scan   what survived the last cycle and its roots
 *   goal     where the heap should be when the next marking ends: M + (M + S + G) * GOGC / 100
 *   trigger  where marking starts: so much below the goal that, at the measured speed, it is over
 *            when the goal is reached (runway), but within bounds of 45/64 and 61/64 of the way
 *   cons/mark  bytes allocated per byte of scan work when both get a whole CPU, the worst of the
 *            last few cycles
 *   assist ratio  scan work still expected / heap growth still allowed
 *
 * Invariants: trigger <= goal, M <= goal, both ratios positive and finite; with a limit that does
 * not bind, goal >= live at start + 64 KiB.
 *
 * Go: runtime/mgcpacer.go */
#include "gc/pacer.h"

#include <string.h>

#include "base/bug.h"
#include "mem/heap.h"

enum {
    TRIGGER_DEN = 64,
    TRIGGER_MIN_NUM = 45,
    TRIGGER_MAX_NUM = 61,
    SWEEP_MIN_DISTANCE = 1 << 20,
    MIN_RUNWAY = 64 << 10,
    LIMIT_MIN_HEADROOM = 1 << 20,
    LIMIT_HEADROOM_PERCENT = 3,
    MIN_WORK_LEFT = 1000,
    GOGC_FOR_OFF = 100000,
};

#define UTILIZATION   0.25 /* share of all CPUs for background marking */
#define MAX_MIX_ERROR 0.3  /* dedicated workers alone may miss it by so much */
#define MAX_OVERSHOOT 1.1

static uint64_t
load(const _Atomic uint64_t *x)
{
    return atomic_load_explicit(x, memory_order_relaxed);
}

static void
store(_Atomic uint64_t *x, uint64_t v)
{
    atomic_store_explicit(x, v, memory_order_relaxed);
}

static int64_t
load_work(const _Atomic int64_t *x)
{
    return atomic_load_explicit(x, memory_order_relaxed);
}

void
pacer_init(struct gc_pacer *c, struct heap_stats *stats, _Atomic int64_t *heap_work, int gogc,
           int64_t memlimit)
{
    memset(c, 0, sizeof *c);
    c->stats = stats;
    c->heap_work = heap_work;
    atomic_store(&c->memlimit, memlimit);
    store(&c->triggered, UINT64_MAX);
    pacer_set_percent(c, gogc);
    pacer_commit(c, true); /* nothing to sweep yet; a runway of 0 puts the first trigger at 61/64 */
}

void
pacer_set_percent(struct gc_pacer *c, int gogc)
{
    if (gogc < 0)
        gogc = -1;
    /* Off: no minimum either, the percent goal is infinite then. */
    c->heap_minimum = gogc < 0 ? 0 : (uint64_t)PACER_HEAP_MINIMUM * (uint64_t)gogc / 100;
    atomic_store_explicit(&c->gogc, gogc, memory_order_relaxed);
}

static uint64_t
root_bytes(const struct gc_pacer *c)
{
    return c->last_stack_scan + c->globals_scan;
}

void
pacer_commit(struct gc_pacer *c, bool sweep_done)
{
    uint64_t goal = UINT64_MAX, marked = load(&c->heap_marked);
    int gogc = atomic_load_explicit(&c->gogc, memory_order_relaxed);
    if (gogc >= 0)
        goal = marked + (marked + root_bytes(c)) * (uint64_t)gogc / 100;
    if (goal < c->heap_minimum)
        goal = c->heap_minimum;
    store(&c->percent_goal, goal);
    store(&c->sweep_min_trigger, sweep_done ? 0 : load(&c->stats->live) + SWEEP_MIN_DISTANCE);
    double runway = c->cons_mark * (1 - UTILIZATION) / UTILIZATION *
                    (double)(c->last_heap_scan + root_bytes(c));
    store(&c->runway, runway < 1e18 ? (uint64_t)runway : (uint64_t)1e18);
}

uint64_t
pacer_mapped_ready(const struct gc_pacer *c)
{
    const struct heap_stats *s = c->stats;
    return load(&s->in_use) + load(&s->arenas) + load(&s->free) + load(&s->stacks) +
           load(&s->workbufs) + load(&s->metadata);
}

/* Bytes of allocated slots. Frees are read first, so that the difference is never negative. */
static uint64_t
heap_alloc_bytes(const struct heap_stats *s)
{
    uint64_t freed = load(&s->large_free_bytes), allocated = 0;
    for (unsigned i = 1; i < SIZECLASS_COUNT; i++)
        freed += load(&s->small_frees[i]) * sizeclasses[i].bytes;
    for (unsigned i = 1; i < SIZECLASS_COUNT; i++)
        allocated += load(&s->small_allocs[i]) * sizeclasses[i].bytes;
    allocated += load(&s->large_alloc_bytes);
    return allocated > freed ? allocated - freed : 0;
}

/* The heap size at which everything together just fits the memory limit, less some headroom. */
static uint64_t
limit_goal(const struct gc_pacer *c)
{
    uint64_t limit = (uint64_t)atomic_load_explicit(&c->memlimit, memory_order_relaxed);
    if (limit == INT64_MAX)
        return UINT64_MAX;
    uint64_t ready = pacer_mapped_ready(c),
             heap = load(&c->stats->free) + heap_alloc_bytes(c->stats);
    uint64_t marked = load(&c->heap_marked);
    uint64_t other = ready > heap ? ready - heap : 0, overage = ready > limit ? ready - limit : 0;
    if (other + overage >= limit)
        return marked;
    uint64_t goal = limit - (other + overage);
    uint64_t headroom = goal / 100 * LIMIT_HEADROOM_PERCENT;
    if (headroom < LIMIT_MIN_HEADROOM)
        headroom = LIMIT_MIN_HEADROOM;
    goal = goal < 2 * headroom ? headroom : goal - headroom;
    return goal < marked ? marked : goal;
}

/* *min_trigger: what unfinished sweeping demands; 0 when the limit is what binds. */
static uint64_t
goal_and_min_trigger(const struct gc_pacer *c, uint64_t *min_trigger)
{
    uint64_t goal = load(&c->percent_goal), limit = limit_goal(c);
    *min_trigger = 0;
    if (limit < goal)
        return limit;
    uint64_t sweep = load(&c->sweep_min_trigger), triggered = load(&c->triggered);
    if (sweep > goal)
        goal = sweep;
    *min_trigger = sweep;
    if (triggered != UINT64_MAX && goal < triggered + MIN_RUNWAY)
        goal = triggered + MIN_RUNWAY;
    return goal;
}

uint64_t
pacer_goal(const struct gc_pacer *c)
{
    uint64_t unused;
    return goal_and_min_trigger(c, &unused);
}

uint64_t
pacer_trigger(const struct gc_pacer *c)
{
    uint64_t lo, marked = load(&c->heap_marked), goal = goal_and_min_trigger(c, &lo);
    if (marked >= goal)
        return goal;
    uint64_t step = (goal - marked) / TRIGGER_DEN;
    if (lo < marked)
        lo = marked;
    if (lo < marked + step * TRIGGER_MIN_NUM)
        lo = marked + step * TRIGGER_MIN_NUM;
    uint64_t hi = marked + step * TRIGGER_MAX_NUM;
    if (goal > PACER_HEAP_MINIMUM && goal - PACER_HEAP_MINIMUM > hi)
        hi = goal - PACER_HEAP_MINIMUM;
    if (hi < lo)
        hi = lo;
    uint64_t runway = load(&c->runway), trigger = runway > goal ? lo : goal - runway;
    if (trigger < lo)
        trigger = lo;
    if (trigger > hi)
        trigger = hi;
    ensure(trigger <= goal, "the trigger %llu lies above the heap goal %llu",
           (unsigned long long)trigger, (unsigned long long)goal);
    return trigger;
}

/* A quarter of all Ps marks: as many whole ones as come near it, the rest in shares of each P. */
static void
choose_mix(struct gc_pacer *c, unsigned procs)
{
    double want = procs * UTILIZATION;
    int dedicated = (int)(want + 0.5);
    double error = dedicated / want - 1;
    c->fractional_goal = 0;
    if (error < -MAX_MIX_ERROR || error > MAX_MIX_ERROR) {
        if (dedicated > want)
            dedicated--;
        c->fractional_goal = (want - dedicated) / procs;
    }
    c->dedicated_wanted = dedicated;
}

void
pacer_start_cycle(struct gc_pacer *c, unsigned procs)
{
    atomic_store_explicit(c->heap_work, 0, memory_order_relaxed);
    atomic_store_explicit(&c->stack_work, 0, memory_order_relaxed);
    atomic_store_explicit(&c->globals_work, 0, memory_order_relaxed);
    store(&c->triggered, load(&c->stats->live));
    choose_mix(c, procs);
    pacer_revise(c);
}

static int64_t
work_done(const struct gc_pacer *c)
{
    return load_work(c->heap_work) + load_work(&c->stack_work) + load_work(&c->globals_work);
}

void
pacer_revise(struct gc_pacer *c)
{
    int gogc = atomic_load_explicit(&c->gogc, memory_order_relaxed);
    double percent = gogc < 0 ? GOGC_FOR_OFF : gogc;
    double goal = (double)pacer_goal(c), live = (double)load(&c->stats->live);
    double triggered = (double)load(&c->triggered), work = (double)work_done(c);
    double expected = (double)(c->last_heap_scan + root_bytes(c));
    double worst = (double)(load(&c->stats->scan) + load(&c->max_stack_scan) + c->globals_scan);
    if (work > expected) {
        double stretched = expected > 0 ? triggered + (goal - triggered) / expected * worst : 1e300;
        double cap = (1 + percent / 100) * goal;
        goal = stretched < cap ? stretched : cap;
        expected = worst;
    }
    if (live > goal) {
        goal *= MAX_OVERSHOOT;
        expected = worst;
    }
    double work_left = expected - work, heap_left = goal - live;
    if (work_left < MIN_WORK_LEFT)
        work_left = MIN_WORK_LEFT;
    if (heap_left < 1)
        heap_left = 1;
    atomic_store_explicit(&c->work_per_byte, work_left / heap_left, memory_order_relaxed);
    atomic_store_explicit(&c->bytes_per_work, heap_left / work_left, memory_order_relaxed);
}

void
pacer_end_cycle(struct gc_pacer *c, unsigned procs, int64_t mark_ns, int64_t assist_ns,
                int64_t idle_ns)
{
    c->last_goal = pacer_goal(c);
    uint64_t live = load(&c->stats->live), triggered = load(&c->triggered);
    int64_t work = work_done(c);
    if (live <= triggered || work <= 0)
        return;
    double u = UTILIZATION, idle = 0, cpu = (double)mark_ns * procs;
    if (mark_ns > 0) {
        u += (double)assist_ns / cpu;
        idle = (double)idle_ns / cpu;
    }
    if (u >= 1) /* assists everywhere: nothing can be said about the mutator alone */
        return;
    double now = (double)(live - triggered) * (u + idle) / ((double)work * (1 - u));
    c->cons_mark = now;
    for (int i = 0; i < PACER_CONS_MARK_KEPT; i++) {
        if (c->last_cons_mark[i] > c->cons_mark)
            c->cons_mark = c->last_cons_mark[i];
    }
    memmove(c->last_cons_mark, c->last_cons_mark + 1,
            sizeof c->last_cons_mark - sizeof c->last_cons_mark[0]);
    c->last_cons_mark[PACER_CONS_MARK_KEPT - 1] = now;
}

void
pacer_reset_live(struct gc_pacer *c, uint64_t bytes_marked)
{
    store(&c->heap_marked, bytes_marked);
    store(&c->stats->live, bytes_marked);
    c->last_heap_scan = (uint64_t)load_work(c->heap_work);
    c->last_stack_scan = (uint64_t)load_work(&c->stack_work);
    store(&c->stats->scan, c->last_heap_scan);
    store(&c->triggered, UINT64_MAX);
}
