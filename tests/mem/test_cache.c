/* A P's span cache and the sweeping of what it leaves behind. */
#include "mem/cache.h"

#include "mem/access.h"
#include "mem/heap.h"
#include "tests/suite.h"

#include <stdlib.h>

static struct heap *heap;
static struct cache cache;

static void
setup(void)
{
    heap = heap_create(NULL);
    ck_assert_ptr_nonnull(heap);
    cache_init(&cache, heap, NULL);
}

static void
teardown(void)
{
    cache_flush(&cache);
    heap_destroy(heap);
}

static uint64_t
next(unsigned spanclass, struct span **s)
{
    uint64_t addr = cache_next_fast(&cache, spanclass, s);
    if (!addr)
        addr = cache_next_slow(&cache, spanclass, s);
    if (!addr) {
        ck_assert(cache_refill(&cache, spanclass));
        addr = cache_next_slow(&cache, spanclass, s);
    }
    return addr;
}

static void
sweep_all(void)
{
    cache_flush(&cache);
    heap_sweep_begin(heap);
    while (heap_sweep_one(heap, NULL)) {
    }
    ck_assert(heap_sweep_done(heap));
}

START_TEST(test_empty_cache_has_no_slot)
{
    struct span *s;
    for (unsigned i = 2; i < SPANCLASS_COUNT; i++) {
        ck_assert_uint_eq(cache_next_fast(&cache, i, &s), 0);
        ck_assert_uint_eq(cache_next_slow(&cache, i, &s), 0);
    }
}
END_TEST

START_TEST(test_a_span_hands_out_each_slot_once_in_order)
{
    unsigned spanclass = (unsigned)_i;
    struct span *s, *first;
    uint64_t base = next(spanclass, &first);
    ck_assert_uint_eq(base, first->base);
    for (unsigned i = 1; i < sizeclass_slots(spanclass); i++) {
        ck_assert_uint_eq(next(spanclass, &s), span_slot(first, i));
        ck_assert_ptr_eq(s, first);
        ck_assert_uint_eq(span_index(s, span_slot(s, i) + s->elem_bytes - 1), i);
    }
    ck_assert_uint_eq(cache_next_fast(&cache, spanclass, &s), 0);
    ck_assert_uint_eq(cache_next_slow(&cache, spanclass, &s), 0);
    span_check(first);
    next(spanclass, &s);
    ck_assert_ptr_ne(s, first);
}
END_TEST

START_TEST(test_live_is_charged_at_refill_and_corrected_at_flush)
{
    struct heap_stats *st = heap_stats(heap);
    struct span *s;
    next(SPANCLASS_TINY, &s);
    ck_assert_uint_eq(st->live, 8192);
    for (unsigned i = 0; i < 9; i++)
        next(SPANCLASS_TINY, &s);
    ck_assert_uint_eq(st->live, 8192);
    ck_assert_uint_eq(st->small_allocs[2], 0);
    cache_flush(&cache);
    ck_assert_uint_eq(st->live, 160);
    ck_assert_uint_eq(st->small_allocs[2], 10);
    next(SPANCLASS_TINY, &s);
    ck_assert_uint_eq(st->live, 8192);
    ck_assert_uint_eq(s->alloc_count, 11);
}
END_TEST

START_TEST(test_unmarked_slots_come_back_after_sweeping)
{
    struct span *s;
    uint64_t slot[64];
    for (unsigned i = 0; i < 64; i++)
        slot[i] = next(20, &s);
    for (unsigned i = 0; i < 64; i += 2) {
        unsigned index;
        ck_assert(heap_find_object(heap, slot[i] + 3, &s, &index));
        ck_assert(span_mark(s, index));
        ck_assert(!span_mark(s, index));
    }
    sweep_all();
    ck_assert_uint_eq(heap_stats(heap)->small_frees[10], 32);
    for (unsigned i = 1; i < 64; i += 2) {
        ck_assert_uint_eq(next(20, &s), slot[i]);
        ck_assert(s->needzero);
    }
}
END_TEST

START_TEST(test_a_span_without_marks_loses_its_pages)
{
    struct span *s;
    uint64_t addr = next(20, &s);
    sweep_all();
    ck_assert_ptr_null(heap_span_of(heap, addr));
    ck_assert_uint_eq(heap_stats(heap)->in_use, 0);
    ck_assert_uint_eq(heap_stats(heap)->free, 8192);
}
END_TEST

START_TEST(test_a_stale_span_is_swept_when_given_back)
{
    struct span *s;
    uint64_t a = next(20, &s);
    uint64_t b = next(20, &s);
    span_mark(s, 0);
    heap_sweep_begin(heap);
    ck_assert(heap_sweep_done(heap));
    ck_assert_uint_eq(atomic_load(&s->sweepgen), heap_sweepgen(heap) + 1);
    atomic_store(&heap_stats(heap)->live, 128);
    cache_flush(&cache);
    ck_assert_uint_eq(atomic_load(&s->sweepgen), heap_sweepgen(heap));
    ck_assert_uint_eq(heap_stats(heap)->live, 128);
    ck_assert_uint_eq(s->alloc_count, 1);
    ck_assert(span_is_allocated(s, span_index(s, a)));
    ck_assert_uint_eq(next(20, &s), b);
}
END_TEST

START_TEST(test_unswept_spans_are_swept_for_room_before_new_pages)
{
    struct span *s;
    for (unsigned i = 0; i < 3 * sizeclass_slots(20); i++) {
        next(20, &s);
        if (span_index(s, span_slot(s, 0)) == 0)
            span_mark(s, 0);
    }
    cache_flush(&cache);
    heap_sweep_begin(heap);
    uint64_t in_use = heap_stats(heap)->in_use;
    for (unsigned i = 0; i < 3 * (sizeclass_slots(20) - 1); i++)
        next(20, &s);
    ck_assert_uint_eq(heap_stats(heap)->in_use, in_use);
    next(20, &s);
    ck_assert_uint_eq(heap_stats(heap)->in_use, in_use + 8192);
}
END_TEST

START_TEST(test_the_bitmap_of_a_fresh_scan_span_is_clear)
{
    struct span *s;
    for (unsigned class = 1; sizeclasses[class].bytes <= SIZECLASS_BITMAP_LIMIT; class ++) {
        next(class << 1, &s);
        ck_assert_uint_eq(s->limit, s->base + s->nelems * s->elem_bytes);
        ck_assert_uint_le(s->limit, (uint64_t)(uintptr_t)span_ptr_bitmap(s));
        for (unsigned w = 0; w < 16; w++)
            ck_assert_uint_eq(span_ptr_bitmap(s)[w], class == 1 ? UINT64_MAX : 0);
    }
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("cache");
    TCase *t = suite_case("cache");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_empty_cache_has_no_slot);
    tcase_add_loop_test(t, test_a_span_hands_out_each_slot_once_in_order, 2, SPANCLASS_COUNT);
    tcase_add_test(t, test_live_is_charged_at_refill_and_corrected_at_flush);
    tcase_add_test(t, test_unmarked_slots_come_back_after_sweeping);
    tcase_add_test(t, test_a_span_without_marks_loses_its_pages);
    tcase_add_test(t, test_a_stale_span_is_swept_when_given_back);
    tcase_add_test(t, test_unswept_spans_are_swept_for_room_before_new_pages);
    tcase_add_test(t, test_the_bitmap_of_a_fresh_scan_span_is_clear);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
