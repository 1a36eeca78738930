/* The pacer's arithmetic against numbers of the real runtime. */
#include "gc/pacer.h"

#include "mem/heap.h"

#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>

struct setup {
    struct heap_stats stats;
    struct gc_pacer c;
    _Atomic int64_t heap_work;
};

static void
init(struct setup *s, int gogc, int64_t limit)
{
    memset(s, 0, sizeof *s);
    pacer_init(&s->c, &s->stats, &s->heap_work, gogc, limit);
}

START_TEST(test_first_trigger_of_an_empty_heap_is_61_64_of_4_mib)
{
    struct setup s;
    init(&s, 100, INT64_MAX);
    ck_assert_uint_eq(pacer_goal(&s.c), 4194304);
    ck_assert_uint_eq(pacer_trigger(&s.c), 3997696);
}
END_TEST

START_TEST(test_minimum_heap_scales_with_gogc)
{
    static const struct {
        int gogc;
        uint64_t goal;
    } rows[] = {{50, 2097152}, {100, 4194304}, {200, 8388608}, {1000, 41943040}, {0, 0}};
    for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct setup s;
        init(&s, rows[i].gogc, INT64_MAX);
        ck_assert_uint_eq(pacer_goal(&s.c), rows[i].goal);
    }
}
END_TEST

START_TEST(test_gogc_off_never_triggers)
{
    struct setup s;
    init(&s, -1, INT64_MAX);
    ck_assert_uint_gt(pacer_trigger(&s.c), UINT64_C(1) << 62);
}
END_TEST

START_TEST(test_goal_is_marked_plus_marked_and_roots)
{
    struct setup s; /* live 104,906,5xx gave NextGC 210,038,712: 2M + stacks and globals */
    init(&s, 100, INT64_MAX);
    s.c.globals_scan = 223344;
    atomic_store(&s.c.stack_work, 2272);
    pacer_reset_live(&s.c, 104906548);
    pacer_commit(&s.c, true);
    ck_assert_uint_eq(pacer_goal(&s.c), 2 * 104906548 + 223344 + 2272);
}
END_TEST

START_TEST(test_unfinished_sweeping_moves_goal_and_trigger)
{
    struct setup s;
    init(&s, 100, INT64_MAX);
    pacer_reset_live(&s.c, 3 << 20);
    atomic_store(&s.stats.live, 8 << 20);
    pacer_commit(&s.c, false);
    ck_assert_uint_eq(pacer_goal(&s.c), 9 << 20);
    ck_assert_uint_eq(pacer_trigger(&s.c), 9 << 20);
    pacer_commit(&s.c, true);
    ck_assert_uint_eq(pacer_goal(&s.c), 6 << 20);
}
END_TEST

START_TEST(test_started_cycle_gets_a_runway_of_64_kib)
{
    struct setup s;
    init(&s, 100, INT64_MAX);
    atomic_store(&s.stats.live, 5 << 20);
    pacer_start_cycle(&s.c, 2);
    ck_assert_uint_eq(pacer_goal(&s.c), (5 << 20) + 65536);
}
END_TEST

START_TEST(test_memory_limit_lowers_the_goal_but_not_below_marked)
{
    struct setup s;
    init(&s, 100, 100 << 20);
    pacer_reset_live(&s.c, 60 << 20);
    atomic_store(&s.stats.in_use, 70 << 20);
    atomic_store(&s.stats.large_alloc_bytes, 65 << 20);
    pacer_commit(&s.c, true);
    /* not heap: 70 - 65 = 5 MiB; 95 MiB less 3 % headroom */
    uint64_t goal = UINT64_C(95) << 20;
    goal -= goal / 100 * 3;
    ck_assert_uint_eq(pacer_goal(&s.c), goal);
    atomic_store(&s.c.memlimit, 20 << 20);
    ck_assert_uint_eq(pacer_goal(&s.c), 60 << 20);
    ck_assert_uint_eq(pacer_trigger(&s.c), 60 << 20);
}
END_TEST

START_TEST(test_worker_mix_is_a_quarter_of_the_procs)
{
    static const struct {
        unsigned procs;
        int dedicated;
        double fractional;
    } rows[] = {{1, 0, .25}, {2, 0, .25}, {3, 0, .25}, {4, 1, 0},  {5, 1, 0},  {6, 1, .5 / 6},
                {7, 2, 0},   {8, 2, 0},   {10, 3, 0},  {12, 3, 0}, {16, 4, 0}, {256, 64, 0}};
    for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct setup s;
        init(&s, 100, INT64_MAX);
        pacer_start_cycle(&s.c, rows[i].procs);
        ck_assert_int_eq(s.c.dedicated_wanted, rows[i].dedicated);
        ck_assert_double_eq_tol(s.c.fractional_goal, rows[i].fractional, 1e-9);
    }
}
END_TEST

/* One cycle: from `from` to `to` live bytes with `work` units done. */
static void
cycle(struct setup *s, uint64_t from, uint64_t to, int64_t work, uint64_t marked)
{
    atomic_store(&s->stats.live, from);
    pacer_start_cycle(&s->c, 4);
    atomic_store(&s->heap_work, work);
    atomic_store(&s->stats.live, to);
    pacer_end_cycle(&s->c, 4, 1000000, 0, 0);
    pacer_reset_live(&s->c, marked);
    pacer_commit(&s->c, true);
}

START_TEST(test_cons_mark_is_the_worst_of_the_last_cycles)
{
    struct setup s;
    init(&s, 100, INT64_MAX);
    cycle(&s, 4 << 20, 6 << 20, 1 << 20, 4 << 20);
    double first = s.c.cons_mark;
    ck_assert_double_eq_tol(first, 2 * .25 / .75, 1e-9);
    for (int i = 0; i < 4; i++) {
        cycle(&s, 4 << 20, 5 << 20, 1 << 20, 4 << 20);
        ck_assert_double_eq_tol(s.c.cons_mark, first, 1e-9);
    }
    cycle(&s, 4 << 20, 5 << 20, 1 << 20, 4 << 20);
    ck_assert_double_eq_tol(s.c.cons_mark, first / 2, 1e-9);
}
END_TEST

START_TEST(test_no_growth_during_marking_measures_nothing)
{
    struct setup s;
    init(&s, 100, INT64_MAX);
    cycle(&s, 4 << 20, 4 << 20, 1 << 20, 4 << 20);
    ck_assert_double_eq(s.c.cons_mark, 0);
    ck_assert_uint_eq(s.c.last_heap_scan, 1 << 20);
}
END_TEST

START_TEST(test_trigger_stays_between_45_and_61_64)
{
    struct setup s;
    init(&s, 100, INT64_MAX);
    pacer_reset_live(&s.c, 64 << 20);
    s.c.last_heap_scan = 64 << 20;
    pacer_commit(&s.c, true);
    ck_assert_uint_eq(pacer_trigger(&s.c), (64 + 61) << 20);
    s.c.cons_mark = 100;
    pacer_commit(&s.c, true);
    ck_assert_uint_eq(pacer_trigger(&s.c), (64 + 45) << 20);
    s.c.cons_mark = 10.0 / 64 / 3;
    pacer_commit(&s.c, true);
    ck_assert_uint_le(
        (uint64_t)llabs((long long)pacer_trigger(&s.c) - (long long)((128 - 10) << 20)), 16);
}
END_TEST

START_TEST(test_trigger_of_a_large_heap_is_4_mib_before_the_goal)
{
    struct setup s;
    init(&s, 100, INT64_MAX);
    pacer_reset_live(&s.c, 256 << 20);
    pacer_commit(&s.c, true);
    ck_assert_uint_eq(pacer_trigger(&s.c), 508 << 20);
}
END_TEST

START_TEST(test_assist_ratio_is_work_left_over_growth_left)
{
    struct setup s;
    init(&s, 100, INT64_MAX);
    pacer_reset_live(&s.c, 8 << 20);
    s.c.last_heap_scan = 8 << 20;
    atomic_store(&s.stats.scan, 16 << 20);
    pacer_commit(&s.c, true);
    atomic_store(&s.stats.live, 12 << 20);
    pacer_start_cycle(&s.c, 4);
    ck_assert_double_eq_tol(atomic_load(&s.c.work_per_byte), 2.0, 1e-9);
    ck_assert_double_eq_tol(atomic_load(&s.c.bytes_per_work), 0.5, 1e-9);
    atomic_store(&s.heap_work, 6 << 20);
    pacer_revise(&s.c);
    ck_assert_double_eq_tol(atomic_load(&s.c.work_per_byte), 0.5, 1e-9);
    /* more work than expected: the goal stretches to 12 + 4 * 16 / 8 = 20 MiB, work to 16 MiB */
    atomic_store(&s.heap_work, 9 << 20);
    pacer_revise(&s.c);
    ck_assert_double_eq_tol(atomic_load(&s.c.work_per_byte), 7.0 / 8, 1e-9);
    /* above the goal: 10 % more, and never zero or infinite */
    atomic_store(&s.stats.live, 40 << 20);
    pacer_revise(&s.c);
    ck_assert_double_eq_tol(atomic_load(&s.c.work_per_byte), 7.0 * (1 << 20), 1);
}
END_TEST

int
main(void)
{
    SUITE_RUN(
        "pacer", test_first_trigger_of_an_empty_heap_is_61_64_of_4_mib,
        test_minimum_heap_scales_with_gogc, test_gogc_off_never_triggers,
        test_goal_is_marked_plus_marked_and_roots, test_unfinished_sweeping_moves_goal_and_trigger,
        test_started_cycle_gets_a_runway_of_64_kib,
        test_memory_limit_lowers_the_goal_but_not_below_marked,
        test_worker_mix_is_a_quarter_of_the_procs, test_cons_mark_is_the_worst_of_the_last_cycles,
        test_no_growth_during_marking_measures_nothing, test_trigger_stays_between_45_and_61_64,
        test_trigger_of_a_large_heap_is_4_mib_before_the_goal,
        test_assist_ratio_is_work_left_over_growth_left);
}
