/* A flag under a mutex with a condition variable: libuv's semaphore has no timed wait, and sleeping
 * Ms and sysmon need one. Go: runtime/lock_futex.go (note) */
#include "sched/note.h"

#include "base/bug.h"

void
note_init(struct note *n)
{
    ensure(uv_mutex_init(&n->lock) == 0 && uv_cond_init(&n->cond) == 0, "no lock for a note");
    n->set = false;
}

void
note_finish(struct note *n)
{
    uv_cond_destroy(&n->cond);
    uv_mutex_destroy(&n->lock);
}

void
note_wake(struct note *n)
{
    uv_mutex_lock(&n->lock);
    n->set = true;
    uv_cond_signal(&n->cond);
    uv_mutex_unlock(&n->lock);
}

void
note_sleep(struct note *n)
{
    uv_mutex_lock(&n->lock);
    while (!n->set)
        uv_cond_wait(&n->cond, &n->lock);
    n->set = false;
    uv_mutex_unlock(&n->lock);
}

/* A spurious wake shortens the wait: all callers look at the world again afterwards. */
bool
note_sleep_for(struct note *n, int64_t ns)
{
    uv_mutex_lock(&n->lock);
    if (!n->set && ns > 0)
        uv_cond_timedwait(&n->cond, &n->lock, (uint64_t)ns);
    bool woken = n->set;
    n->set = false;
    uv_mutex_unlock(&n->lock);
    return woken;
}
