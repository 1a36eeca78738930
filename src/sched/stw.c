/* Every stop has a number. A P that stops counts itself once for each number it sees: it may sleep
 * through the end of one stop and the beginning of the next.
 * Go: runtime/proc.go (stopTheWorldWithSema, startTheWorldWithSema, gcstopm, preemptall) */
#include "sched/stw.h"

#include "base/bug.h"
#include "base/xalloc.h"
#include "gc/gc.h"
#include "sched/idle.h"

enum { RETRY_NS = 100000 };

static void
want(struct scheduler *s, uint32_t bit, bool on)
{
    if (on)
        atomic_fetch_or(&s->wanted, bit);
    else
        atomic_fetch_and(&s->wanted, ~bit);
}

static void
wait_locked(struct scheduler *s, struct p *p)
{
    atomic_store(&p->status, P_GCSTOP);
    while (s->stopper && s->stopper != p) {
        uint64_t gen = s->stop_gen;
        if (--s->stop_wait == 0)
            uv_cond_signal(&s->stop_cond);
        while (s->stopper && s->stop_gen == gen)
            uv_cond_wait(&s->start_cond, &s->lock);
    }
    atomic_store(&p->status, P_RUNNING);
}

void
stw_wait(struct scheduler *s, struct p *p)
{
    uv_mutex_lock(&s->lock);
    wait_locked(s, p);
    uv_mutex_unlock(&s->lock);
}

void
stw_leave(struct scheduler *s, struct p *p)
{
    uv_mutex_lock(&s->lock);
    if (s->stopper && s->stopper != p && --s->stop_wait == 0)
        uv_cond_signal(&s->stop_cond);
    idle_put_p_locked(s, p);
    uv_mutex_unlock(&s->lock);
}

static void
wake_lingering_locked(struct scheduler *s)
{
    for (unsigned i = 0; i < s->n_ms; i++)
        if (atomic_load(&s->ms[i]->lingers))
            note_wake(&s->ms[i]->note);
}

void
stw_stop(struct scheduler *s, struct p *p)
{
    uv_mutex_lock(&s->lock);
    wait_locked(s, p);
    s->stopper = p;
    s->stop_gen++;
    s->stop_wait = s->options.deterministic ? 0 : s->n_procs - 1 - atomic_load(&s->n_idle_ps);
    want(s, SCHEDULER_WANT_STOP, true);
    wake_lingering_locked(s);
    while (s->stop_wait > 0) {
        schedule_preempt_all(s);
        control_poke(&s->control);
        uv_cond_timedwait(&s->stop_cond, &s->lock, RETRY_NS);
    }
    uv_mutex_unlock(&s->lock);
}

/* The collector changes phase only while the world is stopped: the place to tell steppers. */
static void
tell_phase(struct scheduler *s)
{
    int phase = atomic_load(&s->gc->phase);
    if (phase == s->last_phase)
        return;
    s->last_phase = phase;
    control_event(&s->control, EVENT_GC_PHASE);
    if (phase == GC_OFF)
        control_cycle_end(&s->control);
}

void
stw_start(struct scheduler *s, struct p *p)
{
    tell_phase(s);
    uv_mutex_lock(&s->lock);
    ensure(s->stopper == p, "the world is started by somebody who did not stop it");
    s->stopper = NULL;
    want(s, SCHEDULER_WANT_STOP, false);
    uv_cond_broadcast(&s->start_cond);
    uv_mutex_unlock(&s->lock);
    if (!s->options.deterministic)
        idle_wake(s);
}

void
stw_run_calls(struct scheduler *s, struct p *p)
{
    uv_mutex_lock(&s->lock);
    struct schedule_call_entry *call = s->calls;
    s->calls = NULL;
    s->calls_tail = &s->calls;
    want(s, SCHEDULER_WANT_CALL, false);
    uv_mutex_unlock(&s->lock);
    while (call) {
        struct schedule_call_entry *next = call->next;
        call->fn(p, call->ctx);
        free(call);
        call = next;
    }
}
