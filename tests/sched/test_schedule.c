/* Whole runs: going, parking, yielding, ending, many goroutines, deadlock. */
#include "sched/schedule.h"

#include "tests/sched/harness.h"

static const struct scheduler_options one = {.procs = 1}, two = {.procs = 2}, four = {.procs = 4},
                                      det = {.procs = 1, .deterministic = true, .seed = 7};

static enum schedule_exit
halt_at_once(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    (void)g;
    (void)t;
    return harness_halt(m, 3);
}

START_TEST(the_exit_status_is_the_programs)
{
    struct harness *h = harness_create(&one, false);
    ck_assert_int_eq(harness_main(h, halt_at_once), 3);
    harness_destroy(h);
}
END_TEST

/* --- spawn and count ----------------------------------------------------------------------- */

static enum schedule_exit
count_and_die(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    (void)m;
    (void)g;
    atomic_fetch_add(t->counter, 1);
    return SCHEDULE_DEAD;
}

/* Starts h->main.n goroutines, yields until all have counted, halts. */
static enum schedule_exit
spawn_and_wait(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    if (t->at == 0) {
        t->arg = harness_task(h, count_and_die);
        ((struct task *)t->arg)->counter = t->counter;
        t->at = 1;
    }
    while (t->i < t->n) {
        harness_go(m, g, t->arg);
        t->i++;
        if (t->i % 100 == 0)
            break;
    }
    if (atomic_load(t->counter) < t->n) {
        schedule_gosched(m, g);
        return SCHEDULE_YIELD;
    }
    return harness_halt(m, 0);
}

static void
spawn_many(const struct scheduler_options *o, int64_t n)
{
    _Atomic int64_t counter = 0;
    struct harness *h = harness_create(o, false);
    h->main.n = n;
    h->main.counter = &counter;
    ck_assert_int_eq(harness_main(h, spawn_and_wait), 0);
    struct scheduler_stats stats;
    schedule_stats(&h->sched, true, &stats);
    ck_assert_int_eq(counter, n);
    ck_assert_uint_eq(stats.created, (uint64_t)n + 1);
    ck_assert_uint_eq(stats.exited, (uint64_t)n);
    harness_destroy(h);
}

START_TEST(every_goroutine_runs_once_on_one_p)
{
    spawn_many(&one, 20000);
}
END_TEST

START_TEST(every_goroutine_runs_once_on_four_ps)
{
    spawn_many(&four, 20000);
}
END_TEST

START_TEST(every_goroutine_runs_once_in_a_deterministic_run)
{
    spawn_many(&det, 20000);
}
END_TEST

/* --- many parked --------------------------------------------------------------------------- */

static enum schedule_exit
wait_for_close(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    if (!access_load64(harness_slot(g, 4))) {
        access_store64(harness_slot(g, 4), 1);
        atomic_fetch_add(t->counter, 1);
        if (harness_recv(m, g, t->chan) == CHAN_PARKED)
            return SCHEDULE_PARKED;
    }
    ck_assert(!harness_ok(g));
    atomic_fetch_sub(t->counter, 1);
    return SCHEDULE_DEAD;
}

static enum schedule_exit
park_many(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    if (t->at == 0) {
        struct task *child = harness_task(h, wait_for_close);
        child->counter = t->counter;
        child->chan = harness_chan(m, g, 0);
        access_store64(harness_slot(g, HARNESS_PTR_SLOT), child->chan);
        t->arg = child;
        t->at = 1;
    }
    struct task *child = t->arg;
    enum schedule_exit why;
    while (t->i < t->n) {
        harness_go(m, g, child);
        t->i++;
        if (harness_poll(m, g, &why))
            return why;
        if (t->i % 1000 == 0)
            return SCHEDULE_YIELD;
    }
    if (t->at == 1) {
        if (atomic_load(t->counter) < t->n)
            return SCHEDULE_YIELD;
        ck_assert_uint_eq(schedule_num_goroutine(m->sched), (unsigned)t->n + 1);
        t->at = 2;
        ck_assert_int_eq(chan_close(m, child->chan), CHAN_DONE);
    }
    if (atomic_load(t->counter) > 0)
        return SCHEDULE_YIELD;
    return harness_halt(m, 0);
}

START_TEST(a_hundred_thousand_parked_goroutines_are_ordinary)
{
    const struct scheduler_options *os[] = {&one, &two};
    _Atomic int64_t counter = 0;
    struct harness *h = harness_create(os[_i], false);
    h->main.n = 100000;
    h->main.counter = &counter;
    ck_assert_int_eq(harness_main(h, park_many), 0);
    harness_destroy(h);
}
END_TEST

/* --- deadlock ------------------------------------------------------------------------------ */

static enum schedule_exit
wait_forever(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    (void)t;
    ck_assert_int_eq(harness_recv(m, g, 0), CHAN_PARKED);
    return SCHEDULE_PARKED;
}

static enum schedule_exit
all_wait(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    if (t->at++ == 0) {
        t->arg = harness_task(h, wait_forever);
        harness_go(m, g, t->arg);
    }
    ck_assert_int_eq(chan_select(m, g, 0, 0, false, 0), CHAN_PARKED);
    return SCHEDULE_PARKED;
}

START_TEST(when_all_wait_it_is_gos_deadlock)
{
    const struct scheduler_options *os[] = {&one, &two, &four, &det};
    struct harness *h = harness_create(os[_i], false);
    ck_assert_int_eq(harness_main(h, all_wait), 2);
    ck_assert_str_eq(buf_cstr(&h->fatal), "fatal error: all goroutines are asleep - deadlock!\n"
                                          "\n"
                                          "goroutine 1 [select (no cases)]:\n"
                                          "main.task()\n"
                                          "\t/tmp/task.go:10 +0x0\n"
                                          "\n"
                                          "goroutine 6 [chan receive (nil chan)]:\n"
                                          "main.task()\n"
                                          "\t/tmp/task.go:10 +0x0\n"
                                          "created by main.task in goroutine 1\n"
                                          "\t/tmp/task.go:10 +0x0\n");
    harness_destroy(h);
}
END_TEST

static enum schedule_exit
main_exits(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    (void)m;
    (void)g;
    (void)t;
    return SCHEDULE_DEAD;
}

START_TEST(when_main_has_left_by_goexit_the_deadlock_says_so)
{
    struct harness *h = harness_create(&two, false);
    ck_assert_int_eq(harness_main(h, main_exits), 2);
    ck_assert_str_eq(buf_cstr(&h->fatal),
                     "fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n");
    harness_destroy(h);
}
END_TEST

/* --- preemption ---------------------------------------------------------------------------- */

static enum schedule_exit
spin_until_told(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    enum schedule_exit why;
    while (atomic_load(t->counter) == 0)
        if (harness_poll(m, g, &why))
            return why;
    return harness_halt(m, 0);
}

static enum schedule_exit
tell(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    (void)m;
    (void)g;
    atomic_store(t->counter, 1);
    return SCHEDULE_DEAD;
}

static enum schedule_exit
start_and_spin(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    if (t->at++ == 0) {
        struct task *child = harness_task(h, tell);
        child->counter = t->counter;
        t->arg = child;
        harness_go(m, g, child);
    }
    return spin_until_told(h, m, g, t);
}

START_TEST(a_loop_gives_way_after_its_time_slice)
{
    _Atomic int64_t told = 0;
    struct harness *h = harness_create(&one, false);
    h->main.counter = &told;
    ck_assert_int_eq(harness_main(h, start_and_spin), 0);
    harness_destroy(h);
}
END_TEST

/* --- calls and the end ---------------------------------------------------------------------- */

static void
set_told(struct p *p, void *ctx)
{
    ck_assert_ptr_nonnull(p);
    atomic_store((_Atomic int64_t *)ctx, 1);
}

START_TEST(a_call_runs_at_a_safepoint_of_a_busy_p)
{
    _Atomic int64_t told = 0;
    struct harness *h = harness_create(&one, false);
    h->main.counter = &told;
    schedule_call(&h->sched, set_told, &told);
    ck_assert_int_eq(harness_main(h, spin_until_told), 0);
    harness_destroy(h);
}
END_TEST

static enum schedule_exit
sleep_long(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    (void)t;
    timer_sleep(m, g, INT64_C(3600000000000));
    return SCHEDULE_PARKED;
}

START_TEST(a_sleeping_and_a_spinning_run_can_be_stopped)
{
    task_fn *steps[] = {sleep_long, spin_until_told};
    _Atomic int64_t told = 0;
    struct harness *h = harness_create(&two, false);
    h->main = (struct task){.entry = h->task_entry, .h = h, .step = steps[_i], .counter = &told};
    ck_assert(scheduler_start(&h->sched, h->gc, harness_run, h, h->task_entry));
    scheduler_stop(&h->sched);
    ck_assert_int_eq(atomic_load(&h->sched.end), SCHEDULER_FAILED);
    harness_destroy(h);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("schedule");
    TCase *tc = suite_case("schedule");
    tcase_add_test(tc, the_exit_status_is_the_programs);
    tcase_add_test(tc, every_goroutine_runs_once_on_one_p);
    tcase_add_test(tc, every_goroutine_runs_once_on_four_ps);
    tcase_add_test(tc, every_goroutine_runs_once_in_a_deterministic_run);
    tcase_add_loop_test(tc, a_hundred_thousand_parked_goroutines_are_ordinary, 0, 2);
    tcase_add_loop_test(tc, when_all_wait_it_is_gos_deadlock, 0, 4);
    tcase_add_test(tc, when_main_has_left_by_goexit_the_deadlock_says_so);
    tcase_add_test(tc, a_loop_gives_way_after_its_time_slice);
    tcase_add_test(tc, a_call_runs_at_a_safepoint_of_a_busy_p);
    tcase_add_loop_test(tc, a_sleeping_and_a_spinning_run_can_be_stopped, 0, 2);
    suite_add_tcase(suite, tc);
    return suite_finish(suite);
}
