/* The ring: head is advanced by compare-and-swap by whoever takes, tail only by the owner; entries
 * in [head, tail) are valid, and a taker that loses the race for head throws away what it read.
 * Go: runtime/proc.go (runqput, runqputslow, runqget, runqgrab, runqsteal, globrunqget) */
#include "sched/runqueue.h"

#include "base/bug.h"

static struct g *
ring_at(const struct p *p, uint32_t i)
{
    return atomic_load_explicit(&p->runq[i % P_RUNQ], memory_order_relaxed);
}

static void
ring_set(struct p *p, uint32_t i, struct g *g)
{
    atomic_store_explicit(&p->runq[i % P_RUNQ], g, memory_order_relaxed);
}

void
runqueue_put_global_locked(struct scheduler *s, struct g *g)
{
    g->link = NULL;
    if (s->runq_tail)
        s->runq_tail->link = g;
    else
        s->runq_head = g;
    s->runq_tail = g;
    atomic_store_explicit(&s->runq_size,
                          atomic_load_explicit(&s->runq_size, memory_order_relaxed) + 1,
                          memory_order_relaxed);
}

/* Half of the full ring and g go to the global queue; false when a thief made room meanwhile. */
static bool
spill_half(struct p *p, struct g *g, uint32_t head, uint32_t tail)
{
    struct g *batch[P_RUNQ / 2 + 1];
    uint32_t n = (tail - head) / 2;
    ensure(n == P_RUNQ / 2, "the ring of a P is not full");
    for (uint32_t i = 0; i < n; i++)
        batch[i] = ring_at(p, head + i);
    if (!atomic_compare_exchange_strong_explicit(&p->runq_head, &head, head + n,
                                                 memory_order_release, memory_order_relaxed))
        return false;
    batch[n] = g;
    uv_mutex_lock(&p->sched->lock);
    for (uint32_t i = 0; i <= n; i++)
        runqueue_put_global_locked(p->sched, batch[i]);
    uv_mutex_unlock(&p->sched->lock);
    return true;
}

static void
put_ring(struct p *p, struct g *g)
{
    for (;;) {
        uint32_t head = atomic_load_explicit(&p->runq_head, memory_order_acquire);
        uint32_t tail = atomic_load_explicit(&p->runq_tail, memory_order_relaxed);
        if (tail - head < P_RUNQ) {
            ring_set(p, tail, g);
            atomic_store_explicit(&p->runq_tail, tail + 1, memory_order_release);
            return;
        }
        if (spill_half(p, g, head, tail))
            return;
    }
}

void
runqueue_put(struct p *p, struct g *g, bool next)
{
    if (next) {
        g = atomic_exchange_explicit(&p->runnext, g, memory_order_acq_rel);
        if (!g)
            return;
    }
    put_ring(p, g);
}

struct g *
runqueue_get(struct p *p, bool *inherit)
{
    *inherit = true;
    struct g *g = atomic_load_explicit(&p->runnext, memory_order_relaxed);
    /* Only the owner sets runnext, others only clear it: one try is enough. */
    if (g && atomic_compare_exchange_strong_explicit(&p->runnext, &g, NULL, memory_order_acq_rel,
                                                     memory_order_relaxed))
        return g;
    *inherit = false;
    for (;;) {
        uint32_t head = atomic_load_explicit(&p->runq_head, memory_order_acquire);
        uint32_t tail = atomic_load_explicit(&p->runq_tail, memory_order_relaxed);
        if (head == tail)
            return NULL;
        g = ring_at(p, head);
        if (atomic_compare_exchange_strong_explicit(&p->runq_head, &head, head + 1,
                                                    memory_order_release, memory_order_relaxed))
            return g;
    }
}

unsigned
runqueue_len(const struct p *p)
{
    uint32_t head = atomic_load_explicit(&p->runq_head, memory_order_acquire);
    uint32_t tail = atomic_load_explicit(&p->runq_tail, memory_order_acquire);
    bool next = atomic_load_explicit(&p->runnext, memory_order_relaxed) != NULL;
    return (tail - head <= P_RUNQ ? tail - head : 0) + next;
}

bool
runqueue_is_empty(const struct p *p)
{
    /* runnext may be kicked into the ring between two looks: an unmoved tail proves it was not. */
    for (;;) {
        uint32_t head = atomic_load_explicit(&p->runq_head, memory_order_acquire);
        uint32_t tail = atomic_load_explicit(&p->runq_tail, memory_order_acquire);
        struct g *next = atomic_load_explicit(&p->runnext, memory_order_acquire);
        if (tail == atomic_load_explicit(&p->runq_tail, memory_order_acquire))
            return head == tail && !next;
    }
}

/* Half, rounded up, of victim's ring into batch; returns how many. */
static uint32_t
grab(struct p *victim, struct g **batch, bool take_next)
{
    for (;;) {
        uint32_t head = atomic_load_explicit(&victim->runq_head, memory_order_acquire);
        uint32_t tail = atomic_load_explicit(&victim->runq_tail, memory_order_acquire);
        uint32_t n = tail - head;
        n -= n / 2;
        if (n == 0) {
            struct g *next = atomic_load_explicit(&victim->runnext, memory_order_acquire);
            if (!take_next || !next)
                return 0;
            if (!atomic_compare_exchange_strong_explicit(
                    &victim->runnext, &next, NULL, memory_order_acq_rel, memory_order_relaxed))
                continue;
            batch[0] = next;
            return 1;
        }
        if (n > P_RUNQ / 2) /* head and tail belong to different moments */
            continue;
        for (uint32_t i = 0; i < n; i++)
            batch[i] = ring_at(victim, head + i);
        if (atomic_compare_exchange_strong_explicit(&victim->runq_head, &head, head + n,
                                                    memory_order_acq_rel, memory_order_relaxed))
            return n;
    }
}

struct g *
runqueue_steal(struct p *p, struct p *victim, bool take_next)
{
    struct g *batch[P_RUNQ / 2];
    uint32_t n = grab(victim, batch, take_next);
    if (n == 0)
        return NULL;
    for (uint32_t i = 0; i + 1 < n; i++)
        put_ring(p, batch[i]);
    return batch[n - 1];
}

struct g *
runqueue_get_global_locked(struct scheduler *s, struct p *p, unsigned max)
{
    uint32_t size = atomic_load_explicit(&s->runq_size, memory_order_relaxed);
    if (size == 0)
        return NULL;
    uint32_t n = size / s->n_procs + 1;
    if (n > size)
        n = size;
    if (n > max)
        n = max;
    if (n > P_RUNQ / 2)
        n = P_RUNQ / 2;
    struct g *first = s->runq_head;
    struct g *g = first->link;
    for (uint32_t i = 1; i < n; i++) {
        struct g *next = g->link;
        put_ring(p, g);
        g = next;
    }
    s->runq_head = g;
    if (!g)
        s->runq_tail = NULL;
    atomic_store_explicit(&s->runq_size, size - n, memory_order_relaxed);
    return first;
}

void
runqueue_spill(struct p *p)
{
    struct scheduler *s = p->sched;
    bool inherit;
    uv_mutex_lock(&s->lock);
    for (struct g *g; (g = runqueue_get(p, &inherit));)
        runqueue_put_global_locked(s, g);
    uv_mutex_unlock(&s->lock);
}
