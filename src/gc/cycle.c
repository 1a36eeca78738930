/* The state machine: OFF -> (stop) MARK -> (stop) MARK_TERMINATION -> OFF, all changes made by one
 * thread while the world is stopped. Whoever wants to change the phase takes gc.transition by a
 * compare-and-swap; who does not get it goes on, because the holder is doing the same thing.
 *
 * Invariants: sweeping is over before a cycle starts; the barrier is on, and every P knows it,
 * before anything is marked; a cycle ends only when roots, queues, Ps' buffers and barrier buffers
 * are empty at one stop of the world. When the stop finds something, the world goes on and marking
 * with it; after FINISH_ATTEMPTS of that the rest is marked inside the stop.
 *
 * Go: runtime/mgc.go */
#include "gc/cycle.h"

#include <string.h>

#include "base/bug.h"
#include "gc/assist.h"
#include "gc/barrier.h"
#include "gc/drain.h"
#include "gc/finalize.h"
#include "gc/gctrace.h"
#include "gc/pacer.h"
#include "gc/roots.h"
#include "gc/scavenger.h"
#include "gc/sweeper.h"
#include "gc/verify_gc.h"
#include "gc/work.h"
#include "gc/worker.h"
#include "mem/heap.h"
#include "mem/memprofile.h"
#include "mem/stackpool.h"
#include "trace/tracer.h"

enum {
    FINISH_ATTEMPTS = 4,
};

#define BACKGROUND_SHARE 0.25 /* of all CPUs, while marking */

static int64_t
now_ns(struct gc *gc)
{
    return gc->world.now_ns(gc->world.sched);
}

static bool
phase_is(struct gc *gc, enum gc_phase phase)
{
    return atomic_load_explicit(&gc->phase, memory_order_acquire) == (int)phase;
}

static uint64_t
live_bytes(struct gc *gc)
{
    return atomic_load_explicit(&heap_stats(gc->heap)->live, memory_order_relaxed);
}

static unsigned
n_procs(struct gc *gc)
{
    return gc->world.n_procs(gc->world.sched);
}

static struct gc_p *
proc(struct gc *gc, unsigned i)
{
    return gc->world.proc(gc->world.sched, i);
}

static bool
begin_transition(struct gc *gc)
{
    bool expected = false;
    return atomic_compare_exchange_strong(&gc->transition, &expected, true);
}

/* Whoever waits for a cycle and found us in the way looks again. */
static void
end_transition(struct gc *gc)
{
    atomic_store(&gc->transition, false);
    if (!phase_is(gc, GC_OFF))
        return;
    uv_mutex_lock(&gc->lock);
    struct gc_g *g = gc->cycle_waiters;
    gc->cycle_waiters = NULL;
    uv_mutex_unlock(&gc->lock);
    while (g) {
        struct gc_g *next = g->next; /* g may run, and wait elsewhere, as soon as it is ready */
        g->next = NULL;
        gc->world.ready(gc->world.sched, g);
        g = next;
    }
}

static void
show_phase(struct gc *gc, struct gc_p *p)
{
    tracer_emit(p->tracer, EVENT_GC_PHASE, 0, (uint64_t)atomic_load(&gc->phase),
                atomic_load(&gc->cycles), 0);
}

static bool
is_due(struct gc *gc, enum gc_trigger trigger)
{
    if (!phase_is(gc, GC_OFF))
        return false;
    switch (trigger) {
    case GC_TRIGGER_HEAP:
        return gc->options.stress || live_bytes(gc) >= pacer_trigger(gc->pacer);
    case GC_TRIGGER_TIME:
        return gc_time_due(gc);
    case GC_TRIGGER_USER:
        break;
    }
    return true;
}

/* ---- start ---- */

static void
reset_proc(struct gc_p *p)
{
    for (unsigned i = 0; i < SIZECLASS_COUNT; i++) {
        atomic_store_explicit(&p->greyed[i], 0, memory_order_relaxed);
        atomic_store_explicit(&p->blackened[i], 0, memory_order_relaxed);
    }
    atomic_store_explicit(&p->large_greyed_bytes, 0, memory_order_relaxed);
    atomic_store_explicit(&p->large_blackened_bytes, 0, memory_order_relaxed);
    atomic_store_explicit(&p->dedicated_ns, 0, memory_order_relaxed);
    atomic_store_explicit(&p->fractional_ns, 0, memory_order_relaxed);
    atomic_store_explicit(&p->idle_ns, 0, memory_order_relaxed);
    atomic_store_explicit(&p->assist_ns, 0, memory_order_relaxed);
    p->wishes &= ~(unsigned)GC_WISH_START;
    ensure(p->n_barrier == 0, "a barrier buffer holds pointers while the barrier is off");
}

/* Everything of a new cycle that must be in place before the first object is marked. */
static void
set_up_cycle(struct gc *gc, enum gc_trigger trigger)
{
    unsigned procs = n_procs(gc);
    for (unsigned i = 0; i < procs; i++)
        reset_proc(proc(gc, i));
    assist_begin_cycle(gc);
    gc->pacer->globals_scan = roots_globals_bytes(gc);
    atomic_store(&gc->pacer->max_stack_scan, gc->world.stack_bytes(gc->world.sched));
    pacer_start_cycle(gc->pacer, procs);
    worker_begin_cycle(gc, trigger, procs);
    gc->finish_attempts = 0;
    if (gc->stackpool)
        stackpool_set_marking(gc->stackpool, NULL, true);
    heap_set_marking(gc->heap, true);
}

static void
start_cycle(struct gc *gc, struct gc_p *p, enum gc_trigger trigger)
{
    struct gc_cycle *c = &gc->current;
    int64_t began = now_ns(gc);
    tracer_emit(p->tracer, EVENT_GC_TRIGGER, 0, trigger, live_bytes(gc), pacer_trigger(gc->pacer));
    if (trigger == GC_TRIGGER_TIME && gc->options.trace)
        gctrace_print_forced();
    gc->world.stop(gc->world.sched, GC_STOP_SWEEP_TERMINATION);
    limiter_update(&gc->limiter, began, n_procs(gc), 1);
    sweeper_finish(gc, p);
    uv_mutex_lock(&gc->lock);
    memset(c, 0, sizeof *c);
    c->number = atomic_fetch_add(&gc->cycles, 1) + 1;
    c->trigger = trigger;
    c->start_ns = began;
    c->heap_at_start = live_bytes(gc);
    c->trigger_bytes = pacer_trigger(gc->pacer);
    c->procs = n_procs(gc);
    if (gc->world.clear_pools)
        gc->world.clear_pools(gc->world.pools);
    set_up_cycle(gc, trigger);
    uv_mutex_unlock(&gc->lock);
    atomic_store(&gc->phase, GC_MARK);
    atomic_store(&gc->barrier_on, true);
    roots_prepare(gc, p);
    work_publish(p);
    c->mark_start_ns = now_ns(gc);
    atomic_store(&gc->blacken, true);
    show_phase(gc, p);
    limiter_update(&gc->limiter, c->mark_start_ns, n_procs(gc), BACKGROUND_SHARE);
    gc->world.start(gc->world.sched);
    c->pause1_ns = now_ns(gc) - began;
    tracer_emit(p->tracer, EVENT_GC_PAUSE, 0, (uint64_t)c->pause1_ns, GC_STOP_SWEEP_TERMINATION, 0);
    gc->world.wake_workers(gc->world.sched);
}

void
cycle_try_start(struct gc *gc, struct gc_p *p, enum gc_trigger trigger, uint64_t want)
{
    while (is_due(gc, trigger) && heap_sweep_one(gc->heap, p->tracer))
        ;
    if (!is_due(gc, trigger) || !begin_transition(gc))
        return;
    if (is_due(gc, trigger) && (!want || atomic_load(&gc->cycles) + 1 == want)) {
        start_cycle(gc, p, trigger);
        if (trigger == GC_TRIGGER_USER)
            atomic_fetch_add(&gc->n_forced, 1);
    }
    end_transition(gc);
}

/* ---- finish ---- */

bool
cycle_looks_finished(struct gc *gc)
{
    return phase_is(gc, GC_MARK) && atomic_load(&gc->n_draining) == 0 && !work_has_global(gc) &&
           !roots_has_job(gc) && roots_done(gc);
}

/* World stopped: what Ps still hold goes to the global list. True when there was any. */
static bool
collect_leftovers(struct gc *gc)
{
    for (unsigned i = 0; i < n_procs(gc); i++) {
        struct gc_p *other = proc(gc, i);
        barrier_flush(other);
        work_publish(other);
    }
    return work_has_global(gc);
}

static uint64_t
add_up_marked(struct gc *gc, uint64_t *objects)
{
    uint64_t bytes = 0;
    *objects = 0;
    for (unsigned i = 0; i < n_procs(gc); i++) {
        const struct gc_p *p = proc(gc, i);
        for (unsigned k = 0; k < SIZECLASS_COUNT; k++) {
            uint64_t n = atomic_load_explicit(&p->greyed[k], memory_order_relaxed);
            *objects += n;
            bytes += n * sizeclasses[k].bytes;
        }
        bytes += atomic_load_explicit(&p->large_greyed_bytes, memory_order_relaxed);
    }
    return bytes;
}

static void
add_up_times(struct gc *gc, struct gc_cycle *c)
{
    for (unsigned i = 0; i < n_procs(gc); i++) {
        const struct gc_p *p = proc(gc, i);
        c->dedicated_ns += atomic_load_explicit(&p->dedicated_ns, memory_order_relaxed);
        c->fractional_ns += atomic_load_explicit(&p->fractional_ns, memory_order_relaxed);
        c->idle_ns += atomic_load_explicit(&p->idle_ns, memory_order_relaxed);
        c->assist_ns += atomic_load_explicit(&p->assist_ns, memory_order_relaxed);
    }
}

/* Numbers of the cycle and of the pacer, before anything is swept. */
static void
account(struct gc *gc)
{
    struct gc_cycle *c = &gc->current;
    struct gc_pacer *pacer = gc->pacer;
    add_up_times(gc, c);
    c->heap_at_mark_end = live_bytes(gc);
    pacer_end_cycle(pacer, c->procs, c->mark_end_ns - c->mark_start_ns, c->assist_ns, c->idle_ns);
    c->goal = pacer->last_goal;
    c->heap_marked = add_up_marked(gc, &c->objects_marked);
    c->scan_work = (uint64_t)atomic_load(&gc->scan_work);
    c->stack_bytes = (uint64_t)atomic_load(&pacer->stack_work);
    c->globals_bytes = pacer->globals_scan;
}

static void
flush_caches(struct gc *gc)
{
    for (unsigned i = 0; i < n_procs(gc); i++)
        cache_flush(&proc(gc, i)->cache);
}

/* Marks become allocations; goal, trigger and the paces of sweeping and scavenging follow. */
static void
set_up_sweep(struct gc *gc, struct gc_p *p)
{
    pacer_reset_live(gc->pacer, gc->current.heap_marked);
    finalize_sweep(gc, p);
    atomic_store(&gc->bytes_marked, gc->current.heap_marked);
    heap_sweep_begin(gc->heap);
    pacer_commit(gc->pacer, heap_sweep_done(gc->heap));
    sweeper_pace(gc, pacer_trigger(gc->pacer));
    scavenger_pace(gc, true);
}

static void
finish_marking(struct gc *gc, struct gc_p *p)
{
    atomic_store(&gc->blacken, false);
    gc->current.mark_end_ns = now_ns(gc);
    atomic_store(&gc->phase, GC_MARK_TERMINATION);
    show_phase(gc, p);
    work_check_empty(gc);
    finalize_end_marking(gc, p);
    assist_end_cycle(gc);
    if (gc->options.verify)
        verify_gc_marks(gc, p);
    uv_mutex_lock(&gc->lock);
    account(gc);
    flush_caches(gc);
    atomic_store(&gc->phase, GC_OFF);
    atomic_store(&gc->barrier_on, false);
    if (gc->stackpool)
        stackpool_set_marking(gc->stackpool, p->tracer, false);
    heap_set_marking(gc->heap, false);
    memprofile_next_cycle(heap_profile(gc->heap));
    set_up_sweep(gc, p);
    uv_mutex_unlock(&gc->lock);
    if (gc->options.verify)
        verify_gc_heap(gc);
    show_phase(gc, p);
}

/* After the world runs again: closes the books. */
static void
record(struct gc *gc, struct gc_p *p, int64_t stopped_at)
{
    uv_mutex_lock(&gc->lock);
    struct gc_cycle *c = &gc->current;
    c->end_ns = now_ns(gc);
    c->pause2_ns += c->end_ns - stopped_at;
    int64_t cpu = c->assist_ns + c->dedicated_ns + c->fractional_ns +
                  (int64_t)c->procs * (c->pause1_ns + c->pause2_ns);
    atomic_fetch_add(&gc->gc_cpu_ns, cpu);
    atomic_fetch_add(&gc->pause_total_ns, c->pause1_ns + c->pause2_ns);
    atomic_store(&gc->last_gc_ns, c->end_ns ? c->end_ns : 1);
    gc->history[c->number % GC_HISTORY] = *c;
    atomic_store(&gc->n_gc, c->number);
    uv_mutex_unlock(&gc->lock);
    tracer_emit(p->tracer, EVENT_GC_PAUSE, 0, (uint64_t)c->pause2_ns, GC_STOP_MARK_TERMINATION, 0);
    if (gc->options.trace)
        gctrace_print(gc, c);
}

/* True when the cycle is over; false when the stop found work and the world goes on marking. */
static bool
stop_and_finish(struct gc *gc, struct gc_p *p)
{
    int64_t began = now_ns(gc);
    gc->world.stop(gc->world.sched, GC_STOP_MARK_TERMINATION);
    limiter_update(&gc->limiter, began, n_procs(gc), 1);
    bool leftovers = collect_leftovers(gc);
    if (leftovers && ++gc->finish_attempts < FINISH_ATTEMPTS) {
        limiter_update(&gc->limiter, now_ns(gc), n_procs(gc), BACKGROUND_SHARE);
        gc->world.start(gc->world.sched);
        gc->current.pause2_ns += now_ns(gc) - began;
        gc->world.wake_workers(gc->world.sched);
        return false;
    }
    while (leftovers) {
        drain_all(gc, p);
        leftovers = collect_leftovers(gc);
    }
    finish_marking(gc, p);
    limiter_update(&gc->limiter, now_ns(gc), n_procs(gc), 0);
    gc->world.start(gc->world.sched);
    memprofile_flush(heap_profile(gc->heap));
    record(gc, p, began);
    return true;
}

void
cycle_try_finish(struct gc *gc, struct gc_p *p)
{
    if (!cycle_looks_finished(gc) || !begin_transition(gc))
        return;
    bool over = cycle_looks_finished(gc) && stop_and_finish(gc, p);
    end_transition(gc);
    if (!over)
        return;
    gc->world.wake_background(gc->world.sched);
    if (gc->world.run_finalizers && finalize_is_due(gc))
        gc->world.run_finalizers(gc->world.pools);
}
