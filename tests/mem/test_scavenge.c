/* Memory goes back from the top, no more than asked for, and is told. */
#include "base/clock.h"
#include "mem/access.h"
#include "mem/heap.h"
#include "mem/verify.h"
#include "tests/suite.h"
#include "trace/tracer.h"

static struct heap *heap;

static void
setup(void)
{
    heap = heap_create(NULL);
}

static void
teardown(void)
{
    verify_heap(heap);
    heap_destroy(heap);
}

START_TEST(test_the_highest_free_pages_go_first)
{
    struct span *s[300];
    for (unsigned i = 0; i < 300; i++) {
        s[i] = heap_alloc_span(heap, NULL, 1, SPAN_USE_STACK, 0);
        access_store64(s[i]->base, i + 1);
    }
    uint64_t base = s[0]->base;
    for (unsigned i = 0; i < 300; i++)
        if (i != 150)
            heap_free_span(heap, NULL, s[i]);
    ck_assert_uint_eq(heap_scavenge(heap, NULL, 149 * 8192), 149 * 8192);
    ck_assert_uint_eq(access_load64(base + 150 * 8192), 151);
    ck_assert_uint_eq(access_load64(base + 149 * 8192), 150);
    ck_assert_uint_eq(access_load64(base + 151 * 8192), 0);
    ck_assert_uint_eq(access_load64(base + 299 * 8192), 0);
}
END_TEST

START_TEST(test_less_than_a_page_is_nothing)
{
    heap_free_span(heap, NULL, heap_alloc_span(heap, NULL, 5, SPAN_USE_STACK, 0));
    ck_assert_uint_eq(heap_scavenge(heap, NULL, 0), 0);
    ck_assert_uint_eq(heap_scavenge(heap, NULL, 8191), 0);
    ck_assert_uint_eq(heap_scavenge(heap, NULL, 8193), 8192);
}
END_TEST

START_TEST(test_each_batch_is_an_event)
{
    struct clock clock;
    clock_init(&clock, true);
    struct tracer t;
    tracer_init(&t, &clock, 0);
    heap_free_span(heap, NULL, heap_alloc_span(heap, NULL, 1000, SPAN_USE_STACK, 0));
    ck_assert_uint_eq(heap_scavenge(heap, &t, UINT64_MAX), 1000 * 8192);
    ck_assert_uint_eq(t.counts[EVENT_GC_SCAVENGE], 1000 / 64 + 1);
    struct heap_stats *st = heap_stats(heap);
    ck_assert_uint_eq(st->free, 0);
    ck_assert_uint_eq(st->released, heap_grown_bytes(heap));
    tracer_finish(&t);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("scavenge");
    TCase *t = suite_case("scavenge");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_the_highest_free_pages_go_first);
    tcase_add_test(t, test_less_than_a_page_is_nothing);
    tcase_add_test(t, test_each_batch_is_an_event);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
