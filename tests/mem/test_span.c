/* Slots of one span: finding free ones among alloc bits, counting, and the check itself. */
#include "mem/span.h"

#include "base/bitops.h"
#include "base/rng.h"
#include "mem/heap.h"
#include "tests/suite.h"

#include <signal.h>

static struct heap *heap;

static void
setup(void)
{
    heap = heap_create(NULL);
}

static void
teardown(void)
{
    heap_destroy(heap);
}

START_TEST(test_free_slots_are_those_with_a_zero_bit)
{
    struct rng rng;
    rng_init(&rng, 11 + (uint64_t)_i);
    unsigned spanclass = 2 + rng_below(&rng, SPANCLASS_COUNT - 2);
    struct span *s =
        heap_alloc_span(heap, NULL, sizeclasses[spanclass >> 1].pages, SPAN_USE_HEAP, spanclass);
    uint64_t used[16] = {0};
    unsigned n_used = 0, density = rng_below(&rng, 101);
    for (unsigned i = 0; i < s->nelems; i++)
        if (rng_below(&rng, 100) < density) {
            bitops_set(used, i);
            n_used++;
        }
    for (unsigned w = 0; w * 64 < s->nelems; w++)
        atomic_store(&s->alloc_bits[w], used[w]);
    s->alloc_count = (uint16_t)n_used;
    span_load_cache(s, 0);
    span_check(s);
    for (unsigned i = 0; i < s->nelems; i++) {
        ck_assert_int_eq(span_is_allocated(s, i), bitops_get(used, i));
        if (bitops_get(used, i))
            continue;
        ck_assert_uint_eq(span_next_free(s), i);
        s->alloc_count++;
        ck_assert(span_is_allocated(s, i));
    }
    ck_assert_uint_eq(span_next_free(s), s->nelems);
    ck_assert_uint_eq(s->alloc_count, s->nelems);
    ck_assert_uint_eq(span_count_allocated(s), s->nelems);
    span_check(s);
}
END_TEST

START_TEST(test_marks_are_counted)
{
    struct span *s = heap_alloc_span(heap, NULL, 1, SPAN_USE_HEAP, 2 << 1 | 1);
    for (unsigned i = 0; i < 300; i++)
        span_next_free(s);
    s->alloc_count = 300;
    for (unsigned i = 0; i < 300; i += 3)
        ck_assert(span_mark(s, i));
    ck_assert_uint_eq(span_count_marked(s), 100);
    ck_assert(span_is_marked(s, 99) && !span_is_marked(s, 100));
    span_check(s);
}
END_TEST

START_TEST(test_a_mark_on_a_free_slot_is_a_bug)
{
    struct span *s = heap_alloc_span(heap, NULL, 1, SPAN_USE_HEAP, 2 << 1 | 1);
    span_mark(s, 5);
    span_check(s);
}
END_TEST

START_TEST(test_a_wrong_count_is_a_bug)
{
    struct span *s = heap_alloc_span(heap, NULL, 1, SPAN_USE_HEAP, 2 << 1 | 1);
    s->alloc_count = 1;
    span_check(s);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("span");
    TCase *t = suite_case("span");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, test_free_slots_are_those_with_a_zero_bit, 0, 60);
    tcase_add_test(t, test_marks_are_counted);
    if (suite_forks()) {
        tcase_add_test_raise_signal(t, test_a_mark_on_a_free_slot_is_a_bug, SIGABRT);
        tcase_add_test_raise_signal(t, test_a_wrong_count_is_a_bug, SIGABRT);
    }
    suite_add_tcase(s, t);
    return suite_finish(s);
}
