/* What sweeping frees, counts, poisons and refuses. */
#include "mem/sweep.h"

#include "base/clock.h"
#include "mem/access.h"
#include "mem/cache.h"
#include "mem/heap.h"
#include "mem/verify.h"
#include "tests/suite.h"
#include "trace/tracer.h"

#include <signal.h>

static struct heap *heap;
static struct cache cache;

static void
setup(void)
{
    struct heap_options o = {.poison = true};
    heap = heap_create(&o);
    cache_init(&cache, heap, NULL);
}

static void
teardown(void)
{
    cache_flush(&cache);
    heap_destroy(heap);
}

static uint64_t
take(unsigned spanclass, struct span **s)
{
    uint64_t addr = cache_next_slow(&cache, spanclass, s);
    if (!addr && cache_refill(&cache, spanclass))
        addr = cache_next_slow(&cache, spanclass, s);
    return addr;
}

START_TEST(test_dead_slots_are_poisoned_and_live_ones_are_not)
{
    struct span *s;
    uint64_t a = take(20, &s), b = take(20, &s), c = take(20, &s);
    access_store64(a, 1);
    access_store64(b, 2);
    access_store64(c, 3);
    span_mark(s, 1);
    cache_flush(&cache);
    heap_sweep_begin(heap);
    ck_assert_uint_eq(heap_sweep_one(heap, NULL), 1);
    ck_assert_uint_eq(access_load64(a), UINT64_C(0xdeadbeefdeadbeef));
    ck_assert_uint_eq(access_load64(a + 120), UINT64_C(0xdeadbeefdeadbeef));
    ck_assert_uint_eq(access_load64(b), 2);
    ck_assert_uint_eq(access_load64(c), UINT64_C(0xdeadbeefdeadbeef));
    ck_assert_uint_eq(access_load64(c + 128), 0);
}
END_TEST

START_TEST(test_counters_follow)
{
    struct clock clock;
    clock_init(&clock, true);
    struct tracer t;
    tracer_init(&t, &clock, 0);
    struct span *s;
    for (unsigned i = 0; i < 100; i++) {
        take(20, &s);
        if (i < 10)
            span_mark(s, i);
    }
    heap_alloc_large(heap, &t, 100000, NULL, true);
    cache_flush(&cache);
    heap_sweep_begin(heap);
    ck_assert(!heap_sweep_done(heap));
    uint64_t pages = 0, n;
    while ((n = heap_sweep_one(heap, &t)))
        pages += n;
    struct heap_stats *st = heap_stats(heap);
    ck_assert_uint_eq(pages, 2 + 13);
    ck_assert_uint_eq(st->pages_swept, pages);
    ck_assert_uint_eq(st->small_frees[10], 90);
    ck_assert_uint_eq(st->large_frees, 1);
    ck_assert_uint_eq(st->spans[20], 1);
    ck_assert_uint_eq(t.counts[EVENT_SPAN_ALLOC], 1);
    ck_assert_uint_eq(t.counts[EVENT_SPAN_FREE], 2);
    verify_heap(heap);
    tracer_finish(&t);
}
END_TEST

START_TEST(test_many_cycles_keep_what_is_marked)
{
    struct span *s;
    uint64_t addr = take(21 & ~1, &s);
    access_store64(addr, 42);
    for (unsigned cycle = 0; cycle < 50; cycle++) {
        unsigned index;
        for (unsigned i = 0; i < 70; i++)
            access_store64(take(20, &s), 7);
        ck_assert(heap_find_object(heap, addr, &s, &index));
        span_mark(s, index);
        cache_flush(&cache);
        while (heap_sweep_one(heap, NULL)) {
        }
        heap_sweep_begin(heap);
        ck_assert_uint_eq(access_load64(addr), 42);
    }
    verify_heap(heap);
}
END_TEST

START_TEST(test_what_is_reclaimed_beyond_the_need_is_credit)
{
    for (unsigned i = 0; i < 4; i++)
        heap_alloc_large(heap, NULL, 100 * 8192, NULL, true);
    heap_sweep_begin(heap);
    struct heap_stats *st = heap_stats(heap);
    sweep_reclaim(heap, NULL, 30);
    ck_assert_uint_eq(st->pages_in_use, 300);
    sweep_reclaim(heap, NULL, 70);
    ck_assert_uint_eq(st->pages_in_use, 300);
    sweep_reclaim(heap, NULL, 1);
    ck_assert_uint_eq(st->pages_in_use, 200);
    while (heap_sweep_one(heap, NULL)) {
    }
    ck_assert_uint_eq(st->pages_in_use, 0);
}
END_TEST

START_TEST(test_a_marked_free_slot_stops_the_program)
{
    struct span *s;
    take(20, &s);
    span_mark(s, 7);
    cache_flush(&cache);
    heap_sweep_begin(heap);
    heap_sweep_one(heap, NULL);
}
END_TEST

START_TEST(test_sweeping_cannot_begin_before_caches_were_flushed)
{
    struct span *s;
    take(20, &s);
    span_mark(s, 0);
    heap_sweep_begin(heap);
    heap_sweep_begin(heap);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("sweep");
    TCase *t = suite_case("sweep");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_dead_slots_are_poisoned_and_live_ones_are_not);
    tcase_add_test(t, test_counters_follow);
    tcase_add_test(t, test_many_cycles_keep_what_is_marked);
    tcase_add_test(t, test_what_is_reclaimed_beyond_the_need_is_credit);
    if (suite_forks()) {
        tcase_add_test_raise_signal(t, test_a_marked_free_slot_stops_the_program, SIGABRT);
        tcase_add_test_raise_signal(t, test_sweeping_cannot_begin_before_caches_were_flushed,
                                    SIGABRT);
    }
    suite_add_tcase(s, t);
    return suite_finish(s);
}
