/* Requests are flags set before the guard is raised. The guard is lowered first and the flags are
 * looked at afterwards, so what arrives meanwhile raises it again and is seen at the next check.
 * Go: runtime/stack.go (newstack), runtime/proc.go (gopreempt_m, gcstopm) */
#include "sched/safepoint.h"

#include "gc/gc.h"
#include "sched/baton.h"
#include "sched/findwork.h"
#include "sched/framewalk.h"
#include "sched/gcworld.h"
#include "sched/stack.h"
#include "sched/stackroots.h"
#include "sched/stw.h"

static bool
want_out(void *ctx)
{
    struct scheduler *s = ctx;
    return atomic_load(&s->wanted) != 0;
}

static void
publish(struct scheduler *s, struct g *g)
{
    uint64_t used = stack_used(g);
    if (used > atomic_load_explicit(&g->high_water, memory_order_relaxed))
        atomic_store_explicit(&g->high_water, used, memory_order_relaxed);
    if (atomic_load_explicit(&g->publish_me, memory_order_relaxed)) {
        atomic_store(&g->publish_me, false);
        atomic_store_explicit(&g->depth, framewalk_depth(s->image, g), memory_order_relaxed);
    }
}

/* Whatever other threads want of this goroutine's stack or of its P. */
static void
serve_others(struct m *m, struct g *g)
{
    struct scheduler *s = m->sched;
    uint32_t wanted = atomic_load(&s->wanted);
    if (wanted & SCHEDULER_WANT_STOP)
        stw_wait(s, m->p);
    if (wanted & SCHEDULER_WANT_CALL)
        stw_run_calls(s, m->p);
    if (atomic_load(&g->scan_me))
        gcworld_scan_self(m, g);
    if (g->shrink_me) {
        g->shrink_me = false;
        stack_shrink(m->p, g);
    }
}

/* Waits while the user holds the run or its budget is used up. */
static void
obey_control(struct m *m, struct g *g)
{
    struct scheduler *s = m->sched;
    if (atomic_load_explicit(&s->control.mode, memory_order_relaxed) == CONTROL_FREE)
        return;
    publish(s, g);
    for (;;) {
        g_offer(g);
        bool go = control_wait(&s->control, want_out, s);
        g_withdraw(g);
        if (go || atomic_load(&s->end) != SCHEDULER_RUNNING)
            return;
        serve_others(m, g);
    }
}

static enum schedule_safepoint_result
give_up(enum schedule_exit *why, enum schedule_exit reason)
{
    *why = reason;
    return SCHEDULE_GIVE_UP;
}

enum schedule_safepoint_result
safepoint_slow(struct m *m, struct g *g, enum schedule_exit *why)
{
    struct scheduler *s = m->sched;
    bool preempt = atomic_exchange(&g->preempt, false);
    if (s->options.deterministic)
        preempt = baton_slice_over(s);
    stack_reset_guard(s, g);
    if (s->options.clobber_dead)
        stackroots_clobber(s->image, g);
    serve_others(m, g);
    publish(s, g);
    if (m->p->gc.wishes && gc_safepoint(s->gc, &m->p->gc, &g->gc)) {
        schedule_park(m, g, G_WAIT_GC_ASSIST);
        return give_up(why, SCHEDULE_PARKED);
    }
    obey_control(m, g);
    if (s->options.stack_move)
        stack_copy(m->p, g, g->stack.hi - g->stack.lo, 0);
    if (atomic_load(&s->end) != SCHEDULER_RUNNING)
        return give_up(why, SCHEDULE_HALT);
    if (preempt) {
        tracer_emit(&m->p->tracer, EVENT_G_PREEMPT, g->id, g->id, 0, 0);
        return give_up(why, SCHEDULE_YIELD);
    }
    return SCHEDULE_CONTINUE;
}
