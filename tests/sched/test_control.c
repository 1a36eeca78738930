/* Free, throttled, stopped, stepping: first as plain state, then obeyed by a run. */
#include "sched/control.h"

#include "tests/sched/harness.h"

START_TEST(free_mode_spends_without_limit)
{
    struct control c;
    control_init(&c);
    for (int i = 0; i < 100; i++)
        ck_assert(control_spend(&c, 1000));
    ck_assert_uint_eq(c.ops, 100000);
    control_finish(&c);
}
END_TEST

START_TEST(a_throttled_run_spends_what_was_refilled)
{
    static const struct {
        int64_t rate, elapsed_ns, budget;
    } rows[] = {
        {1000, 33000000, 33},    /* a frame */
        {1000, 500000, 0},       /* less than one operation: carried over */
        {1, 1000000000, 1},      /* slow motion */
        {1000, 5000000000, 100}, /* a late refill: a tenth of a second's worth at most */
        {100000000000, 1000000, 100000000},
    };
    struct control c;
    control_init(&c);
    control_set_mode(&c, CONTROL_THROTTLED, rows[_i].rate);
    ck_assert(!control_spend(&c, 1));
    control_refill(&c, rows[_i].elapsed_ns);
    ck_assert_int_eq(c.budget, rows[_i].budget);
    for (int64_t i = 0; i < rows[_i].budget && i < 1000; i++)
        ck_assert(control_spend(&c, 1));
    if (rows[_i].budget < 1000)
        ck_assert(!control_spend(&c, 1));
    control_finish(&c);
}
END_TEST

START_TEST(small_refills_add_up)
{
    struct control c;
    control_init(&c);
    control_set_mode(&c, CONTROL_THROTTLED, 100);
    for (int i = 0; i < 100; i++)
        control_refill(&c, 1000000); /* a millisecond each */
    ck_assert_int_eq(c.budget, 10);
    control_finish(&c);
}
END_TEST

START_TEST(a_step_ends_with_the_event_it_waits_for)
{
    static const struct {
        enum control_step step;
        enum event_kind no, yes;
    } rows[] = {
        {CONTROL_STEP_LINE, EVENT_ALLOC, EVENT_LINE},
        {CONTROL_STEP_CALL, EVENT_LINE, EVENT_FRAME_PUSH},
        {CONTROL_STEP_ALLOC, EVENT_LINE, EVENT_ALLOC},
        {CONTROL_STEP_ALLOC, EVENT_LINE, EVENT_ALLOC_TINY},
        {CONTROL_STEP_ALLOC, EVENT_LINE, EVENT_ALLOC_LARGE},
        {CONTROL_STEP_MARK, EVENT_GC_GREY, EVENT_GC_BLACK},
        {CONTROL_STEP_PHASE, EVENT_GC_BLACK, EVENT_GC_PHASE},
    };
    struct control c;
    control_init(&c);
    control_set_mode(&c, CONTROL_STOPPED, 0);
    ck_assert(!control_spend(&c, 1));
    control_step(&c, rows[_i].step);
    control_event(&c, rows[_i].no);
    ck_assert(control_spend(&c, 1));
    control_event(&c, rows[_i].yes);
    ck_assert(!control_spend(&c, 1));
    ck_assert_int_eq(c.mode, CONTROL_STOPPED);
    control_finish(&c);
}
END_TEST

START_TEST(a_cycle_step_waits_for_the_end_of_the_cycle)
{
    struct control c;
    control_init(&c);
    control_step(&c, CONTROL_STEP_CYCLE);
    control_event(&c, EVENT_GC_PHASE);
    ck_assert(control_spend(&c, 1));
    control_cycle_end(&c);
    ck_assert(!control_spend(&c, 1));
    control_finish(&c);
}
END_TEST

/* --- a run that obeys ---------------------------------------------------------------------- */

static enum schedule_exit
count_ops(struct harness *h, struct m *m, struct g *g, struct task *t)
{
    (void)h;
    enum schedule_exit why;
    for (;;) {
        while (!control_spend(&m->sched->control, 1))
            if (schedule_safepoint(m, g, &why) == SCHEDULE_GIVE_UP)
                return why;
        control_event(&m->sched->control, EVENT_LINE);
        if (atomic_fetch_add(t->counter, 1) + 1 == t->n)
            return harness_halt(m, 0);
        if (harness_poll(m, g, &why))
            return why;
    }
}

static void
wait_until_stopped(struct harness *h)
{
    while (atomic_load(&h->sched.control.waiting) == 0)
        uv_thread_self(); /* the M is on its way: this cannot take long */
}

START_TEST(a_stopped_run_takes_exactly_the_steps_it_is_told)
{
    _Atomic int64_t counter = 0;
    struct scheduler_options o = {.procs = 1};
    struct harness *h = harness_create(&o, false);
    h->main = (struct task){
        .entry = h->task_entry, .h = h, .step = count_ops, .counter = &counter, .n = 1000};
    control_set_mode(&h->sched.control, CONTROL_STOPPED, 0);
    ck_assert(scheduler_start(&h->sched, h->gc, harness_run, h, h->task_entry));
    for (int i = 0; i < 20; i++) {
        wait_until_stopped(h);
        /* the very first wait is before the goroutine has begun */
        ck_assert_int_eq(atomic_load(&counter), i);
        control_step(&h->sched.control, CONTROL_STEP_LINE);
        while (atomic_load(&h->sched.control.step) != CONTROL_STEP_NONE ||
               atomic_load(&counter) == i)
            uv_thread_self();
    }
    control_set_mode(&h->sched.control, CONTROL_FREE, 0);
    uv_mutex_lock(&h->lock);
    while (!h->ended)
        uv_cond_wait(&h->cond, &h->lock);
    uv_mutex_unlock(&h->lock);
    ck_assert_int_eq(counter, 1000);
    scheduler_stop(&h->sched);
    harness_destroy(h);
}
END_TEST

START_TEST(a_stopped_run_can_be_ended)
{
    _Atomic int64_t counter = 0;
    struct scheduler_options o = {.procs = 2};
    struct harness *h = harness_create(&o, false);
    h->main = (struct task){
        .entry = h->task_entry, .h = h, .step = count_ops, .counter = &counter, .n = 1000};
    control_set_mode(&h->sched.control, CONTROL_STOPPED, 0);
    ck_assert(scheduler_start(&h->sched, h->gc, harness_run, h, h->task_entry));
    wait_until_stopped(h);
    scheduler_stop(&h->sched);
    ck_assert_int_eq(counter, 0);
    harness_destroy(h);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("control");
    TCase *tc = suite_case("control");
    tcase_add_test(tc, free_mode_spends_without_limit);
    tcase_add_loop_test(tc, a_throttled_run_spends_what_was_refilled, 0, 5);
    tcase_add_test(tc, small_refills_add_up);
    tcase_add_loop_test(tc, a_step_ends_with_the_event_it_waits_for, 0, 7);
    tcase_add_test(tc, a_cycle_step_waits_for_the_end_of_the_cycle);
    tcase_add_test(tc, a_stopped_run_takes_exactly_the_steps_it_is_told);
    tcase_add_test(tc, a_stopped_run_can_be_ended);
    suite_add_tcase(suite, tc);
    return suite_finish(suite);
}
