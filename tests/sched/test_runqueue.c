/* The ring, runnext, spilling and stealing. No threads. */
#include "sched/runqueue.h"

#include "tests/sched/harness.h"

struct queues {
    struct harness *h;
    struct p *p, *q;
    struct g gs[600];
};

static struct queues *
setup(void)
{
    struct queues *x = xcalloc(1, sizeof *x);
    struct scheduler_options o = {.procs = 2};
    x->h = harness_create(&o, false);
    x->p = x->h->sched.ps[0];
    x->q = x->h->sched.ps[1];
    for (unsigned i = 0; i < 600; i++)
        x->gs[i].id = i;
    return x;
}

static void
teardown(struct queues *x)
{
    harness_destroy(x->h);
    free(x);
}

START_TEST(the_ring_is_first_in_first_out_behind_runnext)
{
    struct queues *x = setup();
    bool inherit;
    for (unsigned i = 0; i < 5; i++)
        runqueue_put(x->p, &x->gs[i], false);
    runqueue_put(x->p, &x->gs[5], true);
    runqueue_put(x->p, &x->gs[6], true); /* kicks 5 to the tail */
    ck_assert_uint_eq(runqueue_len(x->p), 7);
    static const unsigned order[] = {6, 0, 1, 2, 3, 4, 5};
    for (unsigned i = 0; i < 7; i++) {
        ck_assert_uint_eq(runqueue_get(x->p, &inherit)->id, order[i]);
        ck_assert_int_eq(inherit, i == 0);
    }
    ck_assert_ptr_null(runqueue_get(x->p, &inherit));
    ck_assert(runqueue_is_empty(x->p));
    teardown(x);
}
END_TEST

START_TEST(a_full_ring_spills_half_and_the_newcomer)
{
    struct queues *x = setup();
    for (unsigned i = 0; i < 257; i++)
        runqueue_put(x->p, &x->gs[i], false);
    ck_assert_uint_eq(runqueue_len(x->p), 128);
    ck_assert_uint_eq(x->h->sched.runq_size, 129);
    ck_assert_uint_eq(x->h->sched.runq_head->id, 0);
    ck_assert_uint_eq(x->h->sched.runq_tail->id, 256);
    teardown(x);
}
END_TEST

START_TEST(a_thief_takes_half_rounded_up)
{
    static const struct {
        unsigned n, taken;
    } rows[] = {{1, 1}, {2, 1}, {3, 2}, {10, 5}, {255, 128}, {256, 128}};
    struct queues *x = setup();
    for (unsigned i = 0; i < rows[_i].n; i++)
        runqueue_put(x->p, &x->gs[i], false);
    struct g *g = runqueue_steal(x->q, x->p, false);
    ck_assert_uint_eq(g->id, rows[_i].taken - 1); /* the last of those taken runs */
    ck_assert_uint_eq(runqueue_len(x->q), rows[_i].taken - 1);
    ck_assert_uint_eq(runqueue_len(x->p), rows[_i].n - rows[_i].taken);
    teardown(x);
}
END_TEST

START_TEST(runnext_is_stolen_only_as_the_last_resort)
{
    struct queues *x = setup();
    runqueue_put(x->p, &x->gs[0], true);
    ck_assert_ptr_null(runqueue_steal(x->q, x->p, false));
    ck_assert_ptr_eq(runqueue_steal(x->q, x->p, true), &x->gs[0]);
    ck_assert(runqueue_is_empty(x->p));
    teardown(x);
}
END_TEST

START_TEST(the_global_queue_gives_each_p_a_share)
{
    struct queues *x = setup();
    struct scheduler *s = &x->h->sched;
    uv_mutex_lock(&s->lock);
    for (unsigned i = 0; i < 600; i++)
        runqueue_put_global_locked(s, &x->gs[i]);
    ck_assert_uint_eq(runqueue_get_global_locked(s, x->p, 1)->id, 0);
    ck_assert_uint_eq(runqueue_len(x->p), 0);
    ck_assert_uint_eq(runqueue_get_global_locked(s, x->p, UINT32_MAX)->id, 1);
    ck_assert_uint_eq(runqueue_len(x->p), 127); /* 128 at most */
    ck_assert_uint_eq(s->runq_size, 600 - 129);
    unsigned got = 0;
    while (runqueue_get_global_locked(s, x->q, 1))
        got++;
    ck_assert_uint_eq(got, 600 - 129);
    ck_assert_ptr_null(s->runq_head);
    ck_assert_ptr_null(s->runq_tail);
    uv_mutex_unlock(&s->lock);
    runqueue_spill(x->p);
    ck_assert_uint_eq(s->runq_size, 127);
    teardown(x);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("runqueue");
    TCase *tc = suite_case("runqueue");
    tcase_add_test(tc, the_ring_is_first_in_first_out_behind_runnext);
    tcase_add_test(tc, a_full_ring_spills_half_and_the_newcomer);
    tcase_add_loop_test(tc, a_thief_takes_half_rounded_up, 0, 6);
    tcase_add_test(tc, runnext_is_stolen_only_as_the_last_resort);
    tcase_add_test(tc, the_global_queue_gives_each_p_a_share);
    suite_add_tcase(suite, tc);
    return suite_finish(suite);
}
