/* Semaphores and condition variables, between goroutines on one and on several Ps. */
#include "sched/sema.h"

#include "tests/sched/harness.h"

static const struct scheduler_options all[] = {
    {.procs = 1}, {.procs = 2}, {.procs = 4}, {.procs = 3, .deterministic = true, .seed = 5}};

enum { WORKERS = 20, TURNS = 300 };

struct shared {
    struct semas *semas;
    uint32_t count __attribute__((aligned(8))); /* the semaphore's word */
    uint32_t notify[2] __attribute__((aligned(8)));
    int64_t inside, most, total; /* guarded by the semaphore */
    _Atomic int64_t done, waiting;
    int64_t order[WORKERS];
};

static int
run(const struct scheduler_options *o, task_fn *fn, struct shared *s)
{
    s->semas = semas_create();
    struct harness *h = harness_create(o, false);
    h->main.arg = s;
    int status = harness_main(h, fn);
    harness_destroy(h);
    semas_destroy(s->semas);
    return status;
}

/* A critical section by a semaphore of 1. */
static enum schedule_exit
enter_and_leave(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    (void)t;
    struct shared *s = t->arg;
    enum schedule_exit why;
    uint64_t word = (uint64_t)(uintptr_t)&s->count;
    for (;;) {
        if (access_load64(harness_slot(g, 4)) == 0) { /* outside */
            if (access_load64(harness_slot(g, 5)) == TURNS)
                break;
            if (harness_poll(m, g, &why))
                return why;
            access_store64(harness_slot(g, 4), 1);
            if (!sema_acquire(s->semas, m, g, word, false, G_WAIT_SEMACQUIRE))
                return SCHEDULE_PARKED;
        }
        if (++s->inside > s->most)
            s->most = s->inside;
        s->total++;
        access_store64(harness_slot(g, 5), access_load64(harness_slot(g, 5)) + 1);
        access_store64(harness_slot(g, 4), 0);
        s->inside--;
        sema_release(s->semas, m, word, false);
    }
    atomic_fetch_add(&s->done, 1);
    return SCHEDULE_DEAD;
}

static enum schedule_exit
spawn(struct harness *h, struct m *m, struct g *g, struct task *t, task_fn *fn)
{
    struct shared *s = t->arg;
    if (t->at == 0) {
        t->at = 1;
        for (int i = 0; i < WORKERS; i++) {
            struct task *child = harness_task(h, fn);
            child->arg = s;
            child->n = i;
            harness_go(m, g, child);
        }
    }
    return atomic_load(&s->done) < WORKERS ? SCHEDULE_YIELD : harness_halt(m, 0);
}

static enum schedule_exit
critical_main(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    return spawn(h, m, g, t, enter_and_leave);
}

START_TEST(one_at_a_time_is_inside)
{
    struct shared s = {.count = 1};
    ck_assert_int_eq(run(&all[_i], critical_main, &s), 0);
    ck_assert_int_eq(s.most, 1);
    ck_assert_int_eq(s.total, WORKERS * TURNS);
    ck_assert_uint_eq(s.count, 1);
}
END_TEST

static enum schedule_exit
wait_in_line(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    struct shared *s = t->arg;
    if (t->at++ == 0) {
        atomic_fetch_add(&s->waiting, 1);
        bool lifo = t->n == WORKERS - 1;
        if (!sema_acquire(s->semas, m, g, (uint64_t)(uintptr_t)&s->count, lifo, G_WAIT_MUTEX))
            return SCHEDULE_PARKED;
    }
    s->order[atomic_fetch_add(&s->done, 1)] = t->n;
    return SCHEDULE_DEAD;
}

/* The next release only after the one before has been seen. */
static enum schedule_exit
line_main(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    struct shared *s = t->arg;
    if (t->i < WORKERS && atomic_load(&s->waiting) == t->i) {
        struct task *child = harness_task(h, wait_in_line);
        child->arg = s;
        child->n = t->i++;
        harness_go(m, g, child);
        return SCHEDULE_YIELD;
    }
    if (atomic_load(&s->waiting) == WORKERS && atomic_load(&s->done) == t->at && t->at < WORKERS &&
        ++t->at)
        sema_release(s->semas, m, (uint64_t)(uintptr_t)&s->count, true);
    return atomic_load(&s->done) < WORKERS ? SCHEDULE_YIELD : harness_halt(m, 0);
}

START_TEST(waiters_are_served_in_order_and_lifo_ones_first)
{
    struct shared s = {0};
    ck_assert_int_eq(run(&all[0], line_main, &s), 0);
    ck_assert_int_eq(s.order[0], WORKERS - 1);
    for (int i = 1; i < WORKERS; i++)
        ck_assert_int_eq(s.order[i], i - 1);
    ck_assert_uint_eq(s.count, 0);
}
END_TEST

static enum schedule_exit
wait_for_signal(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    struct shared *s = t->arg;
    uint64_t list = (uint64_t)(uintptr_t)s->notify;
    if (t->at++ == 0) {
        uint32_t ticket = sema_notify_add(s->semas, list);
        atomic_fetch_add(&s->waiting, 1);
        if (!sema_notify_wait(s->semas, m, g, list, ticket))
            return SCHEDULE_PARKED;
    }
    atomic_fetch_add(&s->done, 1);
    return SCHEDULE_DEAD;
}

static enum schedule_exit
cond_main(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    struct shared *s = t->arg;
    uint64_t list = (uint64_t)(uintptr_t)s->notify;
    if (t->at == 1 && atomic_load(&s->waiting) == WORKERS) {
        ck_assert_int_eq(atomic_load(&s->done), 0);
        for (int i = 0; i < 5; i++)
            sema_notify_one(s->semas, m, list);
        t->at = 2;
        return SCHEDULE_YIELD;
    }
    if (t->at == 2 && atomic_load(&s->done) == 5) {
        sema_notify_all(s->semas, m, list);
        sema_notify_all(s->semas, m, list); /* nobody left: nothing */
        sema_notify_one(s->semas, m, list);
        t->at = 3;
    }
    return spawn(h, m, g, t, wait_for_signal);
}

START_TEST(signal_wakes_one_and_broadcast_all)
{
    struct shared s = {0};
    ck_assert_int_eq(run(&all[_i], cond_main, &s), 0);
    ck_assert_int_eq(s.done, WORKERS);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("sema");
    TCase *tc = suite_case("sema");
    tcase_add_loop_test(tc, one_at_a_time_is_inside, 0, 4);
    tcase_add_test(tc, waiters_are_served_in_order_and_lifo_ones_first);
    tcase_add_loop_test(tc, signal_wakes_one_and_broadcast_all, 0, 4);
    suite_add_tcase(suite, tc);
    return suite_finish(suite);
}
