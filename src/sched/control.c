/* Whether the run may go on: a mode, a pending step and a budget, all atomics that a running M
 * reads without a lock; the lock and its condition only carry the sleep of those who must wait. */
#include "sched/control.h"

#include "base/bug.h"

enum { NS_PER_S = 1000000000 };

void
control_init(struct control *c)
{
    *c = (struct control){.ops_per_second = 1};
    ensure(uv_mutex_init(&c->lock) == 0 && uv_cond_init(&c->cond) == 0, "no lock for the control");
}

void
control_finish(struct control *c)
{
    uv_cond_destroy(&c->cond);
    uv_mutex_destroy(&c->lock);
}

static void
wake_all(struct control *c)
{
    uv_cond_broadcast(&c->cond);
    uv_mutex_unlock(&c->lock);
}

void
control_set_mode(struct control *c, enum control_mode mode, int64_t ops_per_second)
{
    uv_mutex_lock(&c->lock);
    if (ops_per_second < 1)
        ops_per_second = 1;
    atomic_store(&c->ops_per_second, ops_per_second);
    atomic_store(&c->budget, 0);
    c->carry = 0;
    atomic_store(&c->step, CONTROL_STEP_NONE);
    atomic_store(&c->mode, mode);
    atomic_store(&c->traced, mode != CONTROL_FREE || c->slice_ops != 0);
    wake_all(c);
}

void
control_step(struct control *c, enum control_step step)
{
    uv_mutex_lock(&c->lock);
    atomic_store(&c->mode, CONTROL_STOPPED);
    atomic_store(&c->traced, true);
    atomic_store(&c->step, step);
    wake_all(c);
}

/* A budget is worth a tenth of a second at most: what was not spent then is not saved up. */
void
control_refill(struct control *c, int64_t elapsed_ns)
{
    uv_mutex_lock(&c->lock);
    int64_t rate = atomic_load(&c->ops_per_second);
    if (elapsed_ns > NS_PER_S)
        elapsed_ns = NS_PER_S;
    if (elapsed_ns < 0)
        elapsed_ns = 0;
    int64_t most = rate / 10 > 0 ? rate / 10 : 1;
    int64_t whole = rate / NS_PER_S * elapsed_ns;
    c->carry += rate % NS_PER_S * elapsed_ns;
    whole += c->carry / NS_PER_S;
    c->carry %= NS_PER_S;
    int64_t room = most - atomic_load(&c->budget);
    if (whole > room)
        whole = room > 0 ? room : 0;
    atomic_fetch_add(&c->budget, whole);
    wake_all(c);
}

void
control_stop_waiting(struct control *c)
{
    uv_mutex_lock(&c->lock);
    c->stopping = true;
    wake_all(c);
}

void
control_poke(struct control *c)
{
    uv_mutex_lock(&c->lock);
    wake_all(c);
}

static bool
spend_budget(struct control *c, unsigned n)
{
    int64_t left = atomic_load_explicit(&c->budget, memory_order_relaxed);
    do {
        if (left <= 0)
            return false;
    } while (!atomic_compare_exchange_weak_explicit(&c->budget, &left, left - n,
                                                    memory_order_relaxed, memory_order_relaxed));
    return true;
}

static bool
allowed(struct control *c, unsigned n)
{
    switch ((enum control_mode)atomic_load_explicit(&c->mode, memory_order_relaxed)) {
    case CONTROL_FREE:
        return true;
    case CONTROL_THROTTLED:
        return n ? spend_budget(c, n) : atomic_load(&c->budget) > 0;
    case CONTROL_STOPPED:
        return atomic_load_explicit(&c->step, memory_order_relaxed) != CONTROL_STEP_NONE;
    }
    return true;
}

bool
control_spend(struct control *c, unsigned n)
{
    if (!allowed(c, n))
        return false;
    atomic_fetch_add_explicit(&c->ops, n, memory_order_relaxed);
    if (c->slice_ops == 0)
        return true;
    return atomic_fetch_sub_explicit(&c->slice_left, n, memory_order_relaxed) > (int64_t)n;
}

bool
control_wait(struct control *c, bool (*want_out)(void *ctx), void *ctx)
{
    bool out = false;
    if (atomic_load_explicit(&c->mode, memory_order_relaxed) == CONTROL_FREE)
        return true;
    uv_mutex_lock(&c->lock);
    atomic_fetch_add(&c->waiting, 1);
    while (!c->stopping && !allowed(c, 0) && !(out = want_out(ctx)))
        uv_cond_wait(&c->cond, &c->lock);
    atomic_fetch_sub(&c->waiting, 1);
    out = out || c->stopping;
    uv_mutex_unlock(&c->lock);
    return !out;
}

static bool
ends_step(enum control_step step, enum event_kind kind)
{
    switch (step) {
    case CONTROL_STEP_NONE:
    case CONTROL_STEP_CYCLE: /* see control_cycle_end */
        return false;
    case CONTROL_STEP_EVENT:
        return true;
    case CONTROL_STEP_LINE:
        return kind == EVENT_LINE;
    case CONTROL_STEP_CALL:
        return kind == EVENT_FRAME_PUSH;
    case CONTROL_STEP_ALLOC:
        return kind == EVENT_ALLOC || kind == EVENT_ALLOC_TINY || kind == EVENT_ALLOC_LARGE;
    case CONTROL_STEP_MARK:
        return kind == EVENT_GC_BLACK;
    case CONTROL_STEP_PHASE:
        return kind == EVENT_GC_PHASE;
    }
    return false;
}

/* A step is over once: the first of several Ms to get there takes it. */
static void
end_step(struct control *c, int step)
{
    atomic_compare_exchange_strong(&c->step, &step, CONTROL_STEP_NONE);
}

void
control_event(struct control *c, enum event_kind kind)
{
    int step = atomic_load_explicit(&c->step, memory_order_relaxed);
    if (step != CONTROL_STEP_NONE && ends_step((enum control_step)step, kind))
        end_step(c, step);
}

void
control_cycle_end(struct control *c)
{
    end_step(c, CONTROL_STEP_CYCLE);
}
