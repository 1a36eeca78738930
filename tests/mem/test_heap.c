/* Spans from pages, large objects, limits, lookups by address. */
#include "mem/heap.h"

#include "mem/access.h"
#include "tests/suite.h"

#include <stdlib.h>

static struct heap *heap;
static const uint64_t mask[] = {1};
static const struct typeinfo node = {
    .size = 16, .ptrdata = 8, .mask_period = 16, .ptrmask = mask, .align = 8};

static void
setup(void)
{
    heap = heap_create(NULL);
    ck_assert_ptr_nonnull(heap);
}

static void
teardown(void)
{
    heap_destroy(heap);
}

START_TEST(test_two_heaps_do_not_overlap)
{
    struct heap *other = heap_create(NULL);
    ck_assert_ptr_nonnull(other);
    struct span *a = heap_alloc_span(heap, NULL, 1, SPAN_USE_HEAP, 5);
    struct span *b = heap_alloc_span(other, NULL, 1, SPAN_USE_HEAP, 5);
    ck_assert_uint_ne(a->base, b->base);
    ck_assert_ptr_null(heap_span_of(heap, b->base));
    ck_assert_ptr_null(heap_span_of(other, a->base));
    ck_assert_ptr_eq(heap_span_of(other, b->base + 8191), b);
    heap_destroy(other);
}
END_TEST

START_TEST(test_growth_is_in_steps_of_4_MiB)
{
    struct heap_stats *st = heap_stats(heap);
    heap_alloc_span(heap, NULL, 1, SPAN_USE_HEAP, 5);
    ck_assert_uint_eq(heap_grown_bytes(heap), 4 << 20);
    ck_assert_uint_eq(st->released, (4 << 20) - 8192);
    heap_alloc_span(heap, NULL, 600, SPAN_USE_HEAP, 1);
    ck_assert_uint_eq(heap_grown_bytes(heap), 12 << 20);
    ck_assert_uint_eq(st->in_use + st->released, 12 << 20);
    ck_assert_uint_eq(st->free, 0);
}
END_TEST

START_TEST(test_fresh_pages_need_no_zeroing_and_reused_ones_do)
{
    struct span *s = heap_alloc_span(heap, NULL, 2, SPAN_USE_STACK, 0);
    ck_assert(!s->needzero);
    access_store64(s->base, 7);
    heap_free_span(heap, NULL, s);
    s = heap_alloc_span(heap, NULL, 3, SPAN_USE_HEAP, 1);
    ck_assert(s->needzero);
    s = heap_alloc_span(heap, NULL, 1, SPAN_USE_HEAP, 1);
    ck_assert(!s->needzero);
    ck_assert_uint_eq(access_load64(s->base), 0);
}
END_TEST

START_TEST(test_a_released_page_reads_as_zero)
{
    struct span *s = heap_alloc_span(heap, NULL, 4, SPAN_USE_STACK, 0);
    uint64_t base = s->base;
    access_store64(base, 7);
    heap_free_span(heap, NULL, s);
    struct heap_stats *st = heap_stats(heap);
    ck_assert_uint_eq(heap_scavenge(heap, NULL, 8192), 8192);
    ck_assert_uint_eq(st->free, 3 * 8192);
    ck_assert_uint_eq(heap_scavenge(heap, NULL, UINT64_MAX), 3 * 8192);
    ck_assert_uint_eq(heap_scavenge(heap, NULL, UINT64_MAX), 0);
    s = heap_alloc_span(heap, NULL, 4, SPAN_USE_STACK, 0);
    ck_assert_uint_eq(s->base, base);
    ck_assert(!s->needzero);
    ck_assert_uint_eq(access_load64(base), 0);
}
END_TEST

START_TEST(test_a_dead_span_is_not_found)
{
    struct span *s = heap_alloc_span(heap, NULL, 3, SPAN_USE_HEAP, 1);
    uint64_t base = s->base;
    ck_assert_ptr_eq(heap_span_of(heap, base + 3 * 8192 - 1), s);
    ck_assert_ptr_null(heap_span_of(heap, base + 3 * 8192));
    heap_free_span(heap, NULL, s);
    ck_assert_ptr_null(heap_span_of(heap, base));
    struct span *t = heap_alloc_span(heap, NULL, 1, SPAN_USE_STACK, 0);
    ck_assert_uint_eq(t->base, base);
    ck_assert_ptr_null(heap_span_of(heap, base + 8192));
    struct span *found;
    unsigned index;
    ck_assert(!heap_find_object(heap, base, &found, &index));
    ck_assert_ptr_null(heap_span_of(heap, 0));
    ck_assert_ptr_null(heap_span_of(heap, UINT64_MAX));
}
END_TEST

START_TEST(test_objects_are_found_by_inner_pointers_but_not_in_the_tail)
{
    struct span *s = heap_alloc_span(heap, NULL, 1, SPAN_USE_HEAP, 11 << 1 | 1), *found;
    unsigned index;
    ck_assert(heap_find_object(heap, s->base + 144 * 55 + 143, &found, &index));
    ck_assert_ptr_eq(found, s);
    ck_assert_uint_eq(index, 55);
    ck_assert(!heap_find_object(heap, s->base + 144 * 56, &found, &index));
}
END_TEST

START_TEST(test_large_objects_are_zero_and_counted)
{
    struct heap_stats *st = heap_stats(heap);
    struct span *s = heap_alloc_large(heap, NULL, 40000, &node, true), *found;
    unsigned index;
    ck_assert_uint_eq(s->npages, 5);
    ck_assert_uint_eq(s->spanclass, 0);
    ck_assert_ptr_eq(atomic_load(&s->large_type), &node);
    ck_assert_uint_eq(st->live, 40960);
    ck_assert_uint_eq(st->large_allocs, 1);
    ck_assert_uint_eq(st->large_alloc_bytes, 40960);
    ck_assert(heap_find_object(heap, s->base + 39999, &found, &index));
    ck_assert_uint_eq(index, 0);
    ck_assert(!heap_find_object(heap, s->base + 40000, &found, &index));
    access_store64(s->base + 800, 1);
    uint64_t base = s->base;
    heap_sweep_begin(heap);
    ck_assert_uint_eq(heap_sweep_one(heap, NULL), 5);
    ck_assert_uint_eq(heap_sweep_one(heap, NULL), 0);
    ck_assert_uint_eq(st->large_frees, 1);
    ck_assert_uint_eq(st->large_free_bytes, 40960);
    ck_assert_uint_eq(st->in_use, 0);
    s = heap_alloc_large(heap, NULL, 32761, NULL, true);
    ck_assert_uint_eq(s->base, base);
    ck_assert_uint_eq(s->spanclass, 1);
    ck_assert_uint_eq(access_load64(base + 800), 0);
}
END_TEST

START_TEST(test_large_allocation_reclaims_dead_large_objects_first)
{
    for (unsigned i = 0; i < 10; i++)
        heap_alloc_large(heap, NULL, 1 << 20, NULL, false);
    uint64_t grown = heap_grown_bytes(heap);
    heap_sweep_begin(heap);
    for (unsigned i = 0; i < 10; i++)
        heap_alloc_large(heap, NULL, 1 << 20, NULL, false);
    ck_assert_uint_eq(heap_grown_bytes(heap), grown);
}
END_TEST

START_TEST(test_marked_large_objects_survive)
{
    struct span *s = heap_alloc_large(heap, NULL, 50000, NULL, true);
    for (unsigned cycle = 0; cycle < 5; cycle++) {
        ck_assert(span_mark(s, 0));
        heap_sweep_begin(heap);
        ck_assert_uint_eq(heap_sweep_one(heap, NULL), 7);
        ck_assert(!span_is_marked(s, 0));
        ck_assert_ptr_eq(heap_span_of(heap, s->base), s);
    }
}
END_TEST

START_TEST(test_memory_limit_is_honoured)
{
    struct heap_options o = {.max_bytes = 8 << 20};
    struct heap *small = heap_create(&o);
    ck_assert_ptr_nonnull(heap_alloc_large(small, NULL, 4 << 20, NULL, true));
    ck_assert_ptr_nonnull(heap_alloc_large(small, NULL, 4 << 20, NULL, true));
    ck_assert_ptr_null(heap_alloc_large(small, NULL, 1 << 20, NULL, true));
    ck_assert_ptr_null(heap_alloc_span(small, NULL, 1, SPAN_USE_STACK, 0));
    heap_destroy(small);
}
END_TEST

START_TEST(test_one_allocation_fails_on_request)
{
    struct heap_options o = {.fail_alloc = 3};
    struct heap *h = heap_create(&o);
    for (unsigned i = 1; i < 10; i++) {
        struct span *s = heap_alloc_span(h, NULL, 1, SPAN_USE_STACK, 0);
        ck_assert_int_eq(s != NULL, i != 3);
    }
    heap_destroy(h);
}
END_TEST

START_TEST(test_absurd_sizes_fail)
{
    ck_assert_ptr_null(heap_alloc_large(heap, NULL, UINT64_C(1) << 48, NULL, true));
    ck_assert_ptr_null(heap_alloc_large(heap, NULL, UINT64_MAX, NULL, true));
}
END_TEST

static bool
count_span(struct span *s, void *ctx)
{
    (void)s;
    return ++*(unsigned *)ctx < 100;
}

START_TEST(test_each_span_visits_the_living)
{
    for (unsigned i = 0; i < 20; i++) {
        struct span *s = heap_alloc_span(heap, NULL, 1 + i % 3, SPAN_USE_HEAP, 1);
        if (i % 4 == 0)
            heap_free_span(heap, NULL, s);
    }
    unsigned n = 0;
    heap_each_span(heap, count_span, &n);
    ck_assert_uint_eq(n, 15);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("heap");
    TCase *t = suite_case("heap");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_two_heaps_do_not_overlap);
    tcase_add_test(t, test_growth_is_in_steps_of_4_MiB);
    tcase_add_test(t, test_fresh_pages_need_no_zeroing_and_reused_ones_do);
    tcase_add_test(t, test_a_released_page_reads_as_zero);
    tcase_add_test(t, test_a_dead_span_is_not_found);
    tcase_add_test(t, test_objects_are_found_by_inner_pointers_but_not_in_the_tail);
    tcase_add_test(t, test_large_objects_are_zero_and_counted);
    tcase_add_test(t, test_large_allocation_reclaims_dead_large_objects_first);
    tcase_add_test(t, test_marked_large_objects_survive);
    tcase_add_test(t, test_memory_limit_is_honoured);
    tcase_add_test(t, test_one_allocation_fails_on_request);
    tcase_add_test(t, test_absurd_sizes_fail);
    tcase_add_test(t, test_each_span_visits_the_living);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
