/* The order of things against lost wake-ups: who adds work first adds it and then looks for
 * spinning Ms; who stops spinning first lowers the count and then looks at all queues once more.
 * Go: runtime/proc.go (wakep, startm, stopm, findRunnable's end, checkdead) */
#include "sched/idle.h"

#include "base/buf.h"
#include "base/bug.h"
#include "gc/gc.h"
#include "sched/runqueue.h"
#include "sched/sysmon.h"
#include "sched/timer.h"
#include "sched/traceback.h"

void
idle_put_p_locked(struct scheduler *s, struct p *p)
{
    atomic_store(&p->status, P_IDLE);
    p->idle_link = s->idle_ps;
    s->idle_ps = p;
    atomic_fetch_add(&s->n_idle_ps, 1);
}

/* `want` NULL: any. While the world is stopped, and at the end, idle Ps stay
 * where they are. */
static struct p *
take_p_locked(struct scheduler *s, const struct p *want)
{
    if (s->stopper || atomic_load(&s->end) != SCHEDULER_RUNNING)
        return NULL;
    for (struct p **at = &s->idle_ps; *at; at = &(*at)->idle_link) {
        struct p *p = *at;
        if (want && p != want)
            continue;
        *at = p->idle_link;
        p->idle_link = NULL;
        atomic_fetch_sub(&s->n_idle_ps, 1);
        atomic_store(&p->status, P_RUNNING);
        return p;
    }
    return NULL;
}

/* Hands p to a sleeping or a new M. Wakes it after the lock is released: *wake. */
static bool
start_m_locked(struct scheduler *s, struct p *p, bool spinning, struct m **wake)
{
    struct m *m = s->idle_ms;
    if (!m) {
        *wake = NULL;
        return m_create_locked(s, p, spinning);
    }
    s->idle_ms = m->idle_link;
    m->idle_link = NULL;
    m->spinning = spinning;
    atomic_store(&m->next_p, p);
    *wake = m;
    return true;
}

static void
start(struct scheduler *s, const struct p *want, bool spinning)
{
    struct m *wake = NULL;
    uv_mutex_lock(&s->lock);
    struct p *p = take_p_locked(s, want);
    if (p && !start_m_locked(s, p, spinning, &wake)) {
        idle_put_p_locked(s, p);
        p = NULL;
    }
    uv_mutex_unlock(&s->lock);
    if (!p && spinning)
        atomic_fetch_sub(&s->n_spinning, 1);
    if (wake)
        note_wake(&wake->note);
    if (p)
        sysmon_active(s);
}

void
idle_wake_slow(struct scheduler *s)
{
    uint32_t none = 0;
    if (atomic_compare_exchange_strong(&s->n_spinning, &none, 1))
        start(s, NULL, true);
}

void
idle_start_p(struct scheduler *s, struct p *p)
{
    if (atomic_load(&p->status) == P_IDLE)
        start(s, p, false);
}

void
idle_start_any(struct scheduler *s)
{
    if (atomic_load(&s->n_idle_ps))
        start(s, NULL, false);
}

void
idle_wake_all_ms(struct scheduler *s)
{
    uv_mutex_lock(&s->lock);
    for (unsigned i = 0; i < s->n_ms; i++)
        note_wake(&s->ms[i]->note);
    uv_mutex_unlock(&s->lock);
}

void
idle_stop_spinning(struct m *m)
{
    m->spinning = false;
    uint32_t before = atomic_fetch_sub(&m->sched->n_spinning, 1);
    ensure(before > 0, "more Ms stopped spinning than began to");
    idle_wake(m->sched);
}

/* --- deadlock ------------------------------------------------------------------------------ */

static bool
is_dead_locked(struct scheduler *s)
{
    if (atomic_load(&s->n_idle_ps) != s->n_procs || atomic_load(&s->runq_size) || s->calls ||
        s->stopper || atomic_load(&s->end) != SCHEDULER_RUNNING)
        return false;
    if (atomic_load(&s->gc->phase) != GC_OFF || atomic_load(&s->gc_work))
        return false;
    for (unsigned i = 0; i < s->n_procs; i++)
        if (timers_next_ns(s->ps[i]->timers) != INT64_MAX || !runqueue_is_empty(s->ps[i]))
            return false;
    return true;
}

void
idle_deadlock(struct scheduler *s)
{
    struct buf text = {0};
    buf_add_str(&text, schedule_num_goroutine(s) == 0
                           ? "fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n"
                           : "fatal error: all goroutines are asleep - deadlock!\n");
    if (s->options.traceback != TRACEBACK_NONE)
        traceback_others(s, NULL, &text);
    schedule_fatal(s, buf_cstr(&text), text.len);
    buf_finish(&text);
}

/* --- giving up a P ------------------------------------------------------------------------- */

/* Something that the owner of an idle P could do. */
static bool
work_exists(struct scheduler *s)
{
    if (atomic_load(&s->runq_size) || atomic_load(&s->wanted) || atomic_load(&s->gc_work))
        return true;
    for (unsigned i = 0; i < s->n_procs; i++)
        if (!runqueue_is_empty(s->ps[i]))
            return true;
    return false;
}

static bool
take_back(struct m *m)
{
    struct scheduler *s = m->sched;
    uv_mutex_lock(&s->lock);
    struct p *p = take_p_locked(s, NULL);
    uv_mutex_unlock(&s->lock);
    if (!p)
        return false;
    m->p = p;
    m->spinning = true;
    atomic_fetch_add(&s->n_spinning, 1);
    return true;
}

/* In the idle list until somebody takes m from it and hands it a P; other wakes mean nothing. */
static void
sleep_without_p(struct m *m)
{
    struct scheduler *s = m->sched;
    uv_mutex_lock(&s->lock);
    if (atomic_load(&s->end) != SCHEDULER_RUNNING) {
        uv_mutex_unlock(&s->lock);
        return;
    }
    bool dead = is_dead_locked(s);
    if (!dead) {
        m->idle_link = s->idle_ms;
        s->idle_ms = m;
    }
    uv_mutex_unlock(&s->lock);
    if (dead) {
        idle_deadlock(s);
        return;
    }
    do
        note_sleep(&m->note);
    while (!atomic_load(&m->next_p) && atomic_load(&s->end) == SCHEDULER_RUNNING);
    m->p = atomic_exchange(&m->next_p, NULL);
}

void
idle_release(struct m *m)
{
    struct scheduler *s = m->sched;
    uv_mutex_lock(&s->lock);
    if (atomic_load(&s->wanted) || atomic_load(&s->runq_size)) {
        uv_mutex_unlock(&s->lock);
        return;
    }
    bool spun = m->spinning;
    m->spinning = false;
    idle_put_p_locked(s, m->p);
    m->p = NULL;
    if (spun)
        atomic_fetch_sub(&s->n_spinning, 1);
    uv_mutex_unlock(&s->lock);
    if (work_exists(s) && take_back(m))
        return;
    sleep_without_p(m);
}
