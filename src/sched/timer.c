/* A 4-ary heap of slot numbers ordered by time, then by age; timers live in slots, so that an id
 * can name one for good: generation, P and slot. One lock a P; a timer stays at the P that made it,
 * but any P may run it. Go: runtime/time.go (timers, siftUpTimer) */
#include "sched/timer.h"

#include "base/vec.h"
#include "gc/barrier.h"
#include "sched/sysmon.h"

enum { ARITY = 4, GEN_BITS = 24 };

struct timer {
    int64_t when_ns, period_ns;
    uint64_t seq; /* order of starting: breaks ties */
    timer_fn *fn;
    void *arg;
    uint64_t data, root;
    uint32_t at;        /* place in the heap + 1; 0 = not active */
    uint32_t gen;       /* of the slot: counts its uses */
    uint32_t next_free; /* slot + 1 */
};

struct timers {
    uv_mutex_t lock;
    unsigned proc;
    _Atomic int64_t next_ns; /* of the earliest, INT64_MAX = none; written under lock */
    VEC(struct timer) slots;
    VEC(uint32_t) heap;
    uint32_t free_slots; /* slot + 1; 0 = none */
    uint64_t seq;
};

struct timers *
timers_create(unsigned proc)
{
    struct timers *t = xcalloc(1, sizeof *t);
    uv_mutex_init(&t->lock);
    t->proc = proc;
    atomic_store_explicit(&t->next_ns, INT64_MAX, memory_order_relaxed);
    return t;
}

void
timers_destroy(struct timers *t)
{
    if (!t)
        return;
    vec_finish(&t->slots);
    vec_finish(&t->heap);
    uv_mutex_destroy(&t->lock);
    free(t);
}

int64_t
timers_next_ns(const struct timers *t)
{
    return atomic_load(&t->next_ns);
}

/* --- the heap; lock held ------------------------------------------------------------------- */

static bool
before(const struct timers *t, uint32_t a, uint32_t b)
{
    const struct timer *x = &t->slots.v[a], *y = &t->slots.v[b];
    return x->when_ns != y->when_ns ? x->when_ns < y->when_ns : x->seq < y->seq;
}

static void
place(struct timers *t, size_t i, uint32_t slot)
{
    t->heap.v[i] = slot;
    t->slots.v[slot].at = (uint32_t)i + 1;
}

static void
sift_up(struct timers *t, size_t i)
{
    uint32_t slot = t->heap.v[i];
    while (i > 0 && before(t, slot, t->heap.v[(i - 1) / ARITY])) {
        place(t, i, t->heap.v[(i - 1) / ARITY]);
        i = (i - 1) / ARITY;
    }
    place(t, i, slot);
}

static void
sift_down(struct timers *t, size_t i)
{
    uint32_t slot = t->heap.v[i];
    for (;;) {
        size_t first = i * ARITY + 1, best = first;
        if (first >= t->heap.n)
            break;
        for (size_t c = first + 1; c < first + ARITY && c < t->heap.n; c++)
            if (before(t, t->heap.v[c], t->heap.v[best]))
                best = c;
        if (!before(t, t->heap.v[best], slot))
            break;
        place(t, i, t->heap.v[best]);
        i = best;
    }
    place(t, i, slot);
}

static void
update_next(struct timers *t)
{
    atomic_store(&t->next_ns, t->heap.n ? t->slots.v[t->heap.v[0]].when_ns : INT64_MAX);
}

static void
heap_remove(struct timers *t, uint32_t slot)
{
    size_t i = t->slots.v[slot].at - 1;
    t->slots.v[slot].at = 0;
    uint32_t last = vec_pop(&t->heap);
    if (last != slot) {
        t->heap.v[i] = last;
        sift_up(t, i);
        sift_down(t, t->slots.v[last].at - 1);
    }
    update_next(t);
}

static void
free_slot(struct timers *t, uint32_t slot)
{
    struct timer *x = &t->slots.v[slot];
    x->gen = (x->gen + 1) & ((1u << GEN_BITS) - 1);
    x->root = 0;
    x->next_free = t->free_slots;
    t->free_slots = slot + 1;
}

static uint32_t
add_locked(struct timers *t, struct timer timer)
{
    uint32_t slot;
    if (t->free_slots) {
        slot = t->free_slots - 1;
        t->free_slots = t->slots.v[slot].next_free;
    } else {
        slot = (uint32_t)t->slots.n;
        vec_push(&t->slots, (struct timer){0});
    }
    timer.gen = t->slots.v[slot].gen;
    timer.seq = t->seq++;
    t->slots.v[slot] = timer;
    vec_push(&t->heap, slot);
    sift_up(t, t->heap.n - 1);
    update_next(t);
    return slot;
}

/* --- starting, stopping, running ----------------------------------------------------------- */

static void
wake_sleeper(struct p *p, void *arg, uint64_t data, int64_t now_ns)
{
    (void)data;
    (void)now_ns;
    schedule_ready(p->sched, p, arg);
}

void
timer_sleep(struct m *m, struct g *g, int64_t ns)
{
    struct timers *t = m->p->timers;
    int64_t now = clock_now_ns(m->sched->clock);
    int64_t when = ns < INT64_MAX - 1 - now ? now + ns : INT64_MAX - 1;
    uv_mutex_lock(&t->lock);
    add_locked(t, (struct timer){.when_ns = when, .fn = wake_sleeper, .arg = g});
    schedule_park(m, g, G_WAIT_SLEEP); /* under the lock: nobody can wake g before */
    uv_mutex_unlock(&t->lock);
    sysmon_timer_added(m->sched, when);
}

uint64_t
timer_start(struct p *p, int64_t when_ns, int64_t period_ns, timer_fn *fn, void *arg, uint64_t data,
            uint64_t root)
{
    struct timers *t = p->timers;
    if (when_ns == INT64_MAX)
        when_ns--;
    if (root && atomic_load_explicit(&p->gc.gc->barrier_on, memory_order_relaxed))
        barrier_shade_value(&p->gc, root);
    uv_mutex_lock(&t->lock);
    uint32_t slot = add_locked(t, (struct timer){.when_ns = when_ns,
                                                 .period_ns = period_ns,
                                                 .fn = fn,
                                                 .arg = arg,
                                                 .data = data,
                                                 .root = root});
    uint64_t id = (uint64_t)t->slots.v[slot].gen << 40 | (uint64_t)t->proc << 32 | (slot + 1);
    uv_mutex_unlock(&t->lock);
    sysmon_timer_added(p->sched, when_ns);
    return id;
}

bool
timer_stop(struct p *p, uint64_t id)
{
    unsigned proc = id >> 32 & 0xff;
    uint32_t slot = (uint32_t)id - 1;
    if (id == 0 || proc >= p->sched->n_procs)
        return false;
    struct timers *t = p->sched->ps[proc]->timers;
    uv_mutex_lock(&t->lock);
    bool active = slot < t->slots.n && t->slots.v[slot].gen == id >> 40 && t->slots.v[slot].at;
    if (active) {
        heap_remove(t, slot);
        free_slot(t, slot);
    }
    uv_mutex_unlock(&t->lock);
    return active;
}

/* Takes the earliest timer when it is due; a periodic one is set again without drifting. */
static bool
take_due(struct timers *t, int64_t now_ns, struct timer *out)
{
    uv_mutex_lock(&t->lock);
    bool due = t->heap.n > 0 && t->slots.v[t->heap.v[0]].when_ns <= now_ns;
    if (due) {
        uint32_t slot = t->heap.v[0];
        struct timer *x = &t->slots.v[slot];
        *out = *x;
        if (x->period_ns > 0) {
            int64_t late = now_ns - x->when_ns;
            x->when_ns += x->period_ns * (1 + late / x->period_ns);
            sift_down(t, 0);
            update_next(t);
        } else {
            heap_remove(t, slot);
            free_slot(t, slot);
        }
    }
    uv_mutex_unlock(&t->lock);
    return due;
}

bool
timers_run(struct timers *t, struct p *p, int64_t now_ns)
{
    bool ran = false;
    struct timer timer;
    while (timers_next_ns(t) <= now_ns && take_due(t, now_ns, &timer)) {
        timer.fn(p, timer.arg, timer.data, now_ns);
        ran = true;
    }
    return ran;
}

void
timers_visit(struct timers *t, gc_visit_fn *visit, void *ctx)
{
    uv_mutex_lock(&t->lock);
    for (size_t i = 0; i < t->heap.n; i++) {
        uint64_t root = t->slots.v[t->heap.v[i]].root;
        if (root)
            visit(ctx, 0, root);
    }
    uv_mutex_unlock(&t->lock);
}
