/* Timers: order with virtual time, periodic ones, stopping, sleeping goroutines; real time too. */
#include "sched/timer.h"

#include "tests/sched/harness.h"

static const struct scheduler_options det = {.procs = 2, .deterministic = true, .seed = 3},
                                      one = {.procs = 1}, four = {.procs = 4};

enum { MAX_LOG = 64 };

struct log {
    struct {
        uint64_t data;
        int64_t ns;
    } at[MAX_LOG];
    unsigned n;
};

static void
note(struct p *p, void *arg, uint64_t data, int64_t now_ns)
{
    (void)p;
    struct log *log = arg;
    ck_assert_uint_lt(log->n, MAX_LOG);
    log->at[log->n].data = data;
    log->at[log->n++].ns = now_ns;
}

/* --- the queue itself, without threads ----------------------------------------------------- */

START_TEST(timers_fire_by_time_and_then_by_age)
{
    struct scheduler_options o = {.procs = 1, .deterministic = true};
    struct harness *h = harness_create(&o, false);
    struct p *p = h->sched.ps[0];
    gc_p_init(&p->gc, h->gc, 0, &p->tracer);
    struct log log = {0};
    static const int64_t whens[] = {50, 10, 40, 10, 30, 20, 10, 60};
    uint64_t ids[8];
    for (unsigned i = 0; i < 8; i++)
        ids[i] = timer_start(p, whens[i], 0, note, &log, i, 0);
    ck_assert_int_eq(timers_next_ns(p->timers), 10);
    ck_assert(timer_stop(p, ids[2]));
    ck_assert(!timer_stop(p, ids[2]));
    ck_assert(timers_run(p->timers, p, 30));
    ck_assert(!timers_run(p->timers, p, 30));
    ck_assert_int_eq(timers_next_ns(p->timers), 50);
    ck_assert(!timer_stop(p, ids[1])); /* it has fired */
    timers_run(p->timers, p, 100);
    static const uint64_t order[] = {1, 3, 6, 5, 4, 0, 7};
    ck_assert_uint_eq(log.n, 7);
    for (unsigned i = 0; i < 7; i++)
        ck_assert_uint_eq(log.at[i].data, order[i]);
    ck_assert_int_eq(timers_next_ns(p->timers), INT64_MAX);
    h->sched.gc = h->gc;
    scheduler_stop(&h->sched);
    harness_destroy(h);
}
END_TEST

START_TEST(a_periodic_timer_keeps_its_rhythm)
{
    struct scheduler_options o = {.procs = 1, .deterministic = true};
    struct harness *h = harness_create(&o, false);
    struct p *p = h->sched.ps[0];
    gc_p_init(&p->gc, h->gc, 0, &p->tracer);
    struct log log = {0};
    uint64_t id = timer_start(p, 10, 10, note, &log, 1, 0);
    timers_run(p->timers, p, 10);
    ck_assert_int_eq(timers_next_ns(p->timers), 20);
    timers_run(p->timers, p, 47); /* late: it fires once and skips what was missed */
    ck_assert_uint_eq(log.n, 2);
    ck_assert_int_eq(timers_next_ns(p->timers), 50);
    ck_assert(timer_stop(p, id));
    ck_assert_int_eq(timers_next_ns(p->timers), INT64_MAX);
    h->sched.gc = h->gc;
    scheduler_stop(&h->sched);
    harness_destroy(h);
}
END_TEST

START_TEST(many_timers_come_out_in_order)
{
    struct scheduler_options o = {.procs = 1, .deterministic = true};
    struct harness *h = harness_create(&o, false);
    struct p *p = h->sched.ps[0];
    gc_p_init(&p->gc, h->gc, 0, &p->tracer);
    struct rng rng;
    rng_init(&rng, 1);
    struct log log = {0};
    uint64_t ids[1000];
    unsigned left = 0;
    for (unsigned i = 0; i < 1000; i++)
        ids[i] = timer_start(p, rng_below(&rng, 5000), 0, note, &log, i, 0);
    for (unsigned i = 0; i < 1000; i++)
        if (i % 3)
            ck_assert(timer_stop(p, ids[i]));
        else
            left++;
    int64_t last = 0;
    for (int64_t next; (next = timers_next_ns(p->timers)) != INT64_MAX;) {
        ck_assert_int_ge(next, last);
        last = next;
        log.n = 0; /* room */
        ck_assert(timers_run(p->timers, p, next));
        left -= log.n;
    }
    ck_assert_uint_eq(left, 0);
    h->sched.gc = h->gc;
    scheduler_stop(&h->sched);
    harness_destroy(h);
}
END_TEST

/* --- sleeping ------------------------------------------------------------------------------ */

struct sleepers {
    _Atomic int64_t n_awake;
    int64_t order[16];
};

static enum schedule_exit
sleeper(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    struct sleepers *s = t->arg;
    if (t->at == 0) {
        t->at = 1;
        timer_sleep(m, g, t->n);
        return SCHEDULE_PARKED;
    }
    s->order[atomic_fetch_add(&s->n_awake, 1)] = t->n;
    return SCHEDULE_DEAD;
}

/* Starts ten sleepers, the longest first, and sleeps until all are awake. */
static enum schedule_exit
sleep_main(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    struct sleepers *s = t->arg;
    if (t->at == 0) {
        t->at = 1;
        for (int i = 10; i > 0; i--) {
            struct task *child = harness_task(h, sleeper);
            child->arg = s;
            child->n = i * t->n;
            harness_go(m, g, child);
        }
    }
    if (atomic_load(&s->n_awake) < 10) {
        timer_sleep(m, g, 12 * t->n);
        return SCHEDULE_PARKED;
    }
    return harness_halt(m, 0);
}

START_TEST(sleepers_wake_in_order_and_time_jumps)
{
    struct sleepers s = {0};
    struct harness *h = harness_create(&det, false);
    h->main.arg = &s;
    h->main.n = INT64_C(3600000000000); /* hours, which take no time */
    ck_assert_int_eq(harness_main(h, sleep_main), 0);
    for (int i = 0; i < 10; i++)
        ck_assert_int_eq(s.order[i], (i + 1) * h->main.n);
    ck_assert_int_ge(clock_now_ns(&h->clock), 12 * h->main.n);
    ck_assert_int_lt(clock_now_ns(&h->clock), 13 * h->main.n);
    harness_destroy(h);
}
END_TEST

START_TEST(sleepers_wake_in_real_time)
{
    const struct scheduler_options *os[] = {&one, &four};
    struct sleepers s = {0};
    struct harness *h = harness_create(os[_i], false);
    h->main.arg = &s;
    h->main.n = 1000000;
    ck_assert_int_eq(harness_main(h, sleep_main), 0);
    ck_assert_int_eq(s.n_awake, 10);
    ck_assert_int_ge(clock_now_ns(&h->clock), 12 * h->main.n);
    harness_destroy(h);
}
END_TEST

/* A busy P runs its timers too. */
static enum schedule_exit
busy(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    enum schedule_exit why;
    if (t->at++ == 0) {
        struct task *child = harness_task(h, sleeper);
        child->arg = t->arg;
        child->n = 1000000;
        harness_go(m, g, child);
    }
    while (atomic_load(&((struct sleepers *)t->arg)->n_awake) == 0)
        if (harness_poll(m, g, &why))
            return why;
    return harness_halt(m, 0);
}

START_TEST(a_busy_p_runs_its_timers)
{
    struct sleepers s = {0};
    struct harness *h = harness_create(&one, false);
    h->main.arg = &s;
    ck_assert_int_eq(harness_main(h, busy), 0);
    harness_destroy(h);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("timer");
    TCase *tc = suite_case("timer");
    tcase_add_test(tc, timers_fire_by_time_and_then_by_age);
    tcase_add_test(tc, a_periodic_timer_keeps_its_rhythm);
    tcase_add_test(tc, many_timers_come_out_in_order);
    tcase_add_test(tc, sleepers_wake_in_order_and_time_jumps);
    tcase_add_loop_test(tc, sleepers_wake_in_real_time, 0, 2);
    tcase_add_test(tc, a_busy_p_runs_its_timers);
    suite_add_tcase(suite, tc);
    return suite_finish(suite);
}
