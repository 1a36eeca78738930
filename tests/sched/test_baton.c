/* Deterministic runs: the same seed gives the same events at the same virtual times, another seed
 * others. */
#include "sched/baton.h"

#include "tests/sched/harness.h"
#include "trace/ring.h"

enum { WORKERS = 8, ROUNDS = 200, MAX_EVENTS = 60000 };

/* Sends its number to the next in the circle or sleeps or yields, as its own generator says. */
static enum schedule_exit
wander(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    enum schedule_exit why;
    while (t->i < ROUNDS) {
        if (harness_poll(m, g, &why))
            return why;
        t->i++;
        alloc_object(&m->p->gc, &g->gc, NULL, 4096, true);
        switch ((t->n * 7 + t->i * 3) % 5) {
        case 0:
            timer_sleep(m, g, 1000 * (1 + t->i % 7));
            return SCHEDULE_PARKED;
        case 1:
            schedule_gosched(m, g);
            return SCHEDULE_YIELD;
        case 2:
            for (int k = 0; k < 3000; k++)
                if (!control_spend(&m->sched->control, 1) &&
                    schedule_safepoint(m, g, &why) == SCHEDULE_GIVE_UP)
                    return why;
            break;
        default:
            access_store64(harness_slot(g, 1), (uint64_t)t->n);
            chan_send(m, g, t->chan, harness_slot(g, 1), false);
            chan_recv(m, g, t->chan, harness_slot(g, 2), 0, false);
        }
    }
    atomic_fetch_add(t->counter, 1);
    return SCHEDULE_DEAD;
}

static enum schedule_exit
wander_main(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    if (t->at == 0) {
        t->at = 1;
        t->chan = harness_chan(m, g, 2);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT), t->chan);
        for (int i = 0; i < WORKERS; i++) {
            struct task *child = harness_task(h, wander);
            child->chan = t->chan;
            child->n = i;
            child->counter = t->counter;
            harness_go(m, g, child);
        }
    }
    if (atomic_load(t->counter) < WORKERS) {
        timer_sleep(m, g, 5000);
        return SCHEDULE_PARKED;
    }
    return harness_halt(m, 0);
}

struct trace {
    struct trace_event *events;
    size_t n;
    int64_t end_ns;
    uint64_t cycles;
};

static struct trace
record(unsigned procs, uint64_t seed)
{
    struct trace t = {.events = xcalloc(MAX_EVENTS, sizeof(struct trace_event))};
    struct scheduler_options o = {.procs = procs, .deterministic = true, .seed = seed};
    _Atomic int64_t counter = 0;
    struct harness *h = harness_create(&o, false);
    h->main.counter = &counter;
    for (unsigned i = 0; i < procs; i++) {
        ring_destroy(h->sched.ps[i]->tracer.ring); /* the usual one is too small */
        h->sched.ps[i]->tracer.ring = ring_create(MAX_EVENTS);
        atomic_store(&h->sched.ps[i]->tracer.on, TRACER_EVENTS);
    }
    ck_assert_int_eq(harness_main(h, wander_main), 0);
    for (unsigned i = 0; i < procs; i++)
        t.n += ring_drain(h->sched.ps[i]->tracer.ring, t.events + t.n, MAX_EVENTS - t.n);
    t.end_ns = clock_now_ns(&h->clock);
    t.cycles = atomic_load(&h->gc->n_gc);
    harness_destroy(h);
    return t;
}

/* Addresses differ from run to run within one process: everything else must not. */
static bool
same(const struct trace *a, const struct trace *b)
{
    if (a->n != b->n || a->end_ns != b->end_ns)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (a->events[i].time_ns != b->events[i].time_ns ||
            a->events[i].kind != b->events[i].kind || a->events[i].goid != b->events[i].goid ||
            a->events[i].proc != b->events[i].proc)
            return false;
    return true;
}

START_TEST(a_seed_means_one_sequence_of_events)
{
    static const unsigned procs[] = {1, 2, 5};
    struct trace a = record(procs[_i], 11), b = record(procs[_i], 11);
    ck_assert_uint_gt(a.n, 1000);
    ck_assert_uint_gt(a.cycles, 0);
    ck_assert_uint_eq(a.n, b.n);
    ck_assert_int_eq(a.end_ns, b.end_ns);
    ck_assert(same(&a, &b));
    free(a.events);
    free(b.events);
}
END_TEST

START_TEST(another_seed_means_another_sequence)
{
    struct trace a = record(4, 1), b = record(4, 2);
    ck_assert(!same(&a, &b));
    free(a.events);
    free(b.events);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("baton");
    TCase *tc = suite_case("baton");
    tcase_add_loop_test(tc, a_seed_means_one_sequence_of_events, 0, 3);
    tcase_add_test(tc, another_seed_means_another_sequence);
    suite_add_tcase(suite, tc);
    return suite_finish(suite);
}
