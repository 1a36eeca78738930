/* Mutators, workers and the scheduler's part in real threads: each thread holds a P for good and
 * runs one goroutine that changes a graph together with the others, keeping a shadow of its own
 * part in host memory. The oracle runs at the end of each cycle; the shadow is compared at the end.
 * Meant for ThreadSanitizer. */
#include "gc/alloc.h"

#include "base/bug.h"
#include "base/clock.h"
#include "base/rng.h"
#include "gc/barrier.h"
#include "gc/mark.h"
#include "mem/heap.h"
#include "tests/gc/fake_world.h"
#include "tests/suite.h"

enum { MAX_THREADS = 4, SLOTS = 40, SHARED = 64, OWN = 200 };

struct crowd;

struct member {
    struct crowd *crowd;
    struct gc_p p;
    struct gc_g g;
    struct tracer tracer;
    struct rng rng;
    uv_thread_t thread;
    uint64_t stack[SLOTS]; /* frame slots: precise roots */
    bool scanned;          /* in this cycle; under lock */
    bool asked;            /* to scan itself; under lock */
    bool parked, readied;  /* waiting for credit; under lock */
    unsigned operations;
    uint64_t shadow[OWN]; /* what the nodes of its own list must hold */
};

struct crowd {
    struct heap *heap;
    struct gc *gc;
    struct clock clock;
    unsigned n;
    struct member m[MAX_THREADS];
    uv_mutex_t lock;
    uv_cond_t changed;
    _Atomic bool stop_wanted;
    unsigned n_running; /* members not at a safepoint; under lock */
    bool stopped;       /* under lock */
    uint64_t shared;    /* an array of pointers everybody stores into */
};

static struct fake_type node_type, word_type;

static void
wait_while_stopped_locked(struct crowd *c)
{
    c->n_running--;
    uv_cond_broadcast(&c->changed);
    while (c->stopped)
        uv_cond_wait(&c->changed, &c->lock);
    c->n_running++;
}

static void
crowd_stop(void *s, enum gc_stop_reason why)
{
    struct crowd *c = s;
    (void)why;
    uv_mutex_lock(&c->lock);
    while (c->stopped) /* somebody else stops the world: be stopped first */
        wait_while_stopped_locked(c);
    c->stopped = true;
    atomic_store(&c->stop_wanted, true);
    while (c->n_running > 1)
        uv_cond_wait(&c->changed, &c->lock);
    uv_mutex_unlock(&c->lock);
}

static void
crowd_start(void *s)
{
    struct crowd *c = s;
    uv_mutex_lock(&c->lock);
    c->stopped = false;
    atomic_store(&c->stop_wanted, false);
    uv_cond_broadcast(&c->changed);
    uv_mutex_unlock(&c->lock);
}

static unsigned
crowd_n_procs(void *s)
{
    return ((struct crowd *)s)->n;
}

static struct gc_p *
crowd_proc(void *s, unsigned i)
{
    return &((struct crowd *)s)->m[i].p;
}

static size_t
crowd_begin_stacks(void *s)
{
    struct crowd *c = s;
    for (unsigned i = 0; i < c->n; i++) {
        c->m[i].scanned = c->m[i].asked = false;
        c->m[i].g.assist_balance = 0;
    }
    return c->n;
}

static void
visit_member(struct member *m, gc_visit_fn *visit, void *ctx)
{
    for (int i = 0; i < SLOTS; i++)
        if (m->stack[i])
            visit(ctx, (uint64_t)(uintptr_t)&m->stack[i], m->stack[i]);
}

static enum gc_stack_scan
crowd_scan_stack(void *s, size_t i, struct gc_p *p, gc_visit_fn *visit, void *ctx, uint64_t *bytes)
{
    struct crowd *c = s;
    struct member *m = &c->m[i];
    enum gc_stack_scan done = GC_STACK_DONE;
    uv_mutex_lock(&c->lock);
    if (c->stopped || m->parked || &m->p == p) {
        visit_member(m, visit, ctx);
        *bytes = sizeof m->stack;
        m->scanned = true;
    } else {
        m->asked = true;
        done = GC_STACK_LATER;
    }
    uv_mutex_unlock(&c->lock);
    return done;
}

static uint64_t
crowd_stack_bytes(void *s)
{
    (void)s;
    return 0;
}

static void
crowd_scan_extra(void *s, gc_visit_fn *visit, void *ctx)
{
    struct crowd *c = s;
    visit(ctx, (uint64_t)(uintptr_t)&c->shared, access_load64((uint64_t)(uintptr_t)&c->shared));
}

static void
crowd_ready(void *s, struct gc_g *g)
{
    struct crowd *c = s;
    uv_mutex_lock(&c->lock);
    for (unsigned i = 0; i < c->n; i++)
        if (&c->m[i].g == g)
            c->m[i].readied = true;
    uv_cond_broadcast(&c->changed);
    uv_mutex_unlock(&c->lock);
}

static bool
crowd_spend(void *s, struct gc_p *p, unsigned n, int event)
{
    (void)s, (void)p, (void)n, (void)event;
    return !atomic_load(&((struct crowd *)s)->stop_wanted);
}

static bool
crowd_should_yield(void *s, struct gc_p *p)
{
    (void)p;
    return atomic_load_explicit(&((struct crowd *)s)->stop_wanted, memory_order_relaxed);
}

static int64_t
crowd_now(void *s)
{
    return clock_now_ns(&((struct crowd *)s)->clock);
}

/* The member's P runs whatever the collector wants of it. */
static void
work(struct member *m, bool idle)
{
    struct gc *gc = m->crowd->gc;
    enum gc_worker_mode mode = gc_worker_claim(gc, &m->p, idle);
    if (mode != GC_WORKER_NONE)
        gc_worker_run(gc, &m->p, mode);
    else
        gc_background(gc, &m->p);
}

static void
pause_here(struct member *m)
{
    struct crowd *c = m->crowd;
    bool scan = false;
    uv_mutex_lock(&c->lock);
    while (c->stopped)
        wait_while_stopped_locked(c);
    if (m->asked) {
        m->asked = false;
        scan = m->scanned = true;
    }
    uv_mutex_unlock(&c->lock);
    if (scan) {
        visit_member(m, mark_visit_root, &m->p);
        mark_stack_done(c->gc, &m->p, sizeof m->stack);
    }
}

/* Parked: the P goes on without the goroutine. */
static void
park(struct member *m)
{
    struct crowd *c = m->crowd;
    bool over = false;
    while (!over) {
        pause_here(m);
        uv_mutex_lock(&c->lock);
        over = m->readied;
        if (over)
            m->readied = false;
        uv_mutex_unlock(&c->lock);
        if (!over)
            work(m, true);
    }
}

static void
safepoint(struct member *m)
{
    pause_here(m);
    if (m->p.wishes && gc_safepoint(m->crowd->gc, &m->p, &m->g))
        park(m);
}

static uint64_t
new_node(struct member *m, uint64_t next, uint64_t other, uint64_t value)
{
    uint64_t n = alloc_object(&m->p, &m->g, &node_type.t, 24, true);
    ensure(n, "the test heap is too small");
    barrier_store(&m->p, n, next);
    barrier_store(&m->p, n + 8, other);
    access_store64(n + 16, value);
    return n;
}

static uint64_t
random_slot(struct member *m)
{
    return m->crowd->shared + 8 * (uint64_t)rng_below(&m->rng, SHARED);
}

/* Slot 0 is the member's own array of OWN nodes, of which the shadow knows the values. */
static void
replace_own(struct member *m)
{
    unsigned i = rng_below(&m->rng, OWN);
    uint64_t slot = m->stack[0] + 8 * (uint64_t)i;
    ensure(access_load64(access_load64(slot) + 16) == m->shadow[i], "an own node was lost");
    m->shadow[i] = rng_next(&m->rng);
    barrier_store(&m->p, slot, new_node(m, 0, access_load64(random_slot(m)), m->shadow[i]));
}

static void
operate(struct member *m)
{
    unsigned k = 1 + rng_below(&m->rng, SLOTS - 1);
    switch (rng_below(&m->rng, 8)) {
    case 0: /* a pointer leaves the stack for the heap */
        barrier_store(&m->p, random_slot(m), m->stack[k]);
        break;
    case 1: /* and one leaves the heap for the stack */
        m->stack[k] = access_load64(random_slot(m));
        break;
    case 2: /* hide: the only copy goes to the stack */
        if (m->stack[k]) {
            uint64_t next = access_load64(m->stack[k]);
            barrier_store(&m->p, m->stack[k], 0);
            m->stack[k] = next;
        }
        break;
    case 3:
        m->stack[k] = new_node(m, m->stack[k], access_load64(random_slot(m)), 7);
        break;
    case 4:
        m->stack[k] = 0;
        break;
    case 5: /* garbage of many sizes, some large */
        alloc_object(&m->p, &m->g, rng_below(&m->rng, 2) ? &word_type.t : NULL,
                     8 * (uint64_t)(1 + rng_below(&m->rng, rng_below(&m->rng, 64) ? 200 : 9000)),
                     true);
        break;
    case 6:
        barrier_copy(&m->p, random_slot(m) & ~(uint64_t)0, random_slot(m), &word_type.t, 1);
        break;
    default:
        replace_own(m);
    }
}

static void
run(void *arg)
{
    struct member *m = arg;
    struct crowd *c = m->crowd;
    m->stack[0] = alloc_object(&m->p, &m->g, &word_type.t, 8 * OWN, true);
    for (unsigned i = 0; i < OWN; i++) {
        m->shadow[i] = rng_next(&m->rng);
        uint64_t n = new_node(m, 0, 0, m->shadow[i]);
        barrier_store(&m->p, m->stack[0] + 8 * (uint64_t)i, n);
    }
    for (unsigned i = 0; i < m->operations; i++) {
        operate(m);
        safepoint(m);
        if (i % 64 == 0)
            work(m, false);
        if (m->p.id == 0 && i % 20000 == 10000)
            while (gc_collect(c->gc, &m->p, &m->g))
                park(m);
        if (i % 5000 == 0)
            atomic_store(&c->gc->watched, i % 10000 == 5000 && m->p.id == 1);
    }
    for (unsigned i = 0; i < OWN; i++)
        ensure(access_load64(access_load64(m->stack[0] + 8 * (uint64_t)i) + 16) == m->shadow[i],
               "an own node was lost");
    uv_mutex_lock(&c->lock); /* from now on always stoppable, and scanned by others */
    while (c->stopped)
        wait_while_stopped_locked(c);
    m->parked = true;
    bool scan = m->asked;
    m->asked = false;
    uv_mutex_unlock(&c->lock);
    if (scan) {
        visit_member(m, mark_visit_root, &m->p);
        mark_stack_done(c->gc, &m->p, sizeof m->stack);
    }
    uv_mutex_lock(&c->lock);
    c->n_running--;
    uv_cond_broadcast(&c->changed);
    uv_mutex_unlock(&c->lock);
}

static void
look_on(struct crowd *c) /* a snapshot's questions, from a thread without a P */
{
    struct gc_colours colours;
    struct gc_cycle h[8];
    for (int i = 0; i < 2000; i++) {
        gc_colours(c->gc, &colours);
        gc_history(c->gc, h, 8);
        ensure(gc_trigger_bytes(c->gc) <= gc_heap_goal(c->gc) + (64 << 20), "a wild trigger");
        gc_cpu_fraction(c->gc);
        if (i == 1000)
            gc_set_percent(c->gc, 50);
    }
}

static void
crowd_run(unsigned n, unsigned operations, uint64_t seed)
{
    struct crowd *c = calloc(1, sizeof *c);
    struct heap_options ho = {.reserve_bytes = UINT64_C(4) << 30};
    struct gc_options o = fake_options();
    struct gc_world w = {
        c,
        crowd_stop,
        crowd_start,
        crowd_n_procs,
        crowd_proc,
        crowd_begin_stacks,
        crowd_scan_stack,
        crowd_stack_bytes,
        crowd_scan_extra,
        fake_nothing,
        fake_nothing,
        crowd_ready,
        crowd_spend,
        crowd_should_yield,
        crowd_now,
    };
    clock_init(&c->clock, false);
    c->heap = heap_create(&ho);
    c->n = n;
    c->n_running = n;
    uv_mutex_init(&c->lock);
    uv_cond_init(&c->changed);
    c->gc = gc_create(c->heap, NULL, NULL, NULL, &w, &o);
    for (unsigned i = 0; i < n; i++) {
        struct member *m = &c->m[i];
        m->crowd = c;
        m->operations = operations;
        tracer_init(&m->tracer, &c->clock, (uint16_t)i);
        gc_p_init(&m->p, c->gc, i, &m->tracer);
        rng_init(&m->rng, seed + i);
        m->g.goid = i + 1;
    }
    c->shared = alloc_object(&c->m[0].p, NULL, &word_type.t, 8 * SHARED, true);
    for (unsigned i = 0; i < n; i++)
        uv_thread_create(&c->m[i].thread, run, &c->m[i]);
    look_on(c);
    for (unsigned i = 0; i < n; i++)
        uv_thread_join(&c->m[i].thread);
    c->n_running = 1;
    for (int i = 0; i < 10000 && atomic_load(&c->gc->phase) != GC_OFF; i++)
        work(&c->m[0], true);
    ck_assert_int_eq(atomic_load(&c->gc->phase), GC_OFF);
    ck_assert_uint_ge(atomic_load(&c->gc->n_gc), 2);
    for (unsigned i = n; i-- > 0;) {
        gc_p_finish(&c->m[i].p);
        tracer_finish(&c->m[i].tracer);
    }
    gc_destroy(c->gc);
    heap_destroy(c->heap);
    uv_cond_destroy(&c->changed);
    uv_mutex_destroy(&c->lock);
    free(c);
}

START_TEST(test_nothing_is_lost_with_one_thread)
{
    crowd_run(1, 60000, 1);
}
END_TEST

START_TEST(test_nothing_is_lost_with_two_threads)
{
    crowd_run(2, 40000, 2);
}
END_TEST

START_TEST(test_nothing_is_lost_with_four_threads)
{
    crowd_run(4, 40000, 3);
}
END_TEST

int
main(void)
{
    fake_type(&node_type, 3, 3);
    fake_type(&word_type, 1, 1);
    SUITE_RUN("concurrent", test_nothing_is_lost_with_one_thread,
              test_nothing_is_lost_with_two_threads, test_nothing_is_lost_with_four_threads);
}
