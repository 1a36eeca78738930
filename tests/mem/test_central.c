/* Spans given back and taken again: which one comes, and what is swept for it. */
#include "mem/central.h"

#include "mem/cache.h"
#include "mem/heap.h"
#include "mem/verify.h"
#include "tests/suite.h"

static struct heap *heap;
static struct cache cache;
enum { CLASS_128 = 20 };

static void
setup(void)
{
    heap = heap_create(NULL);
    cache_init(&cache, heap, NULL);
}

static void
teardown(void)
{
    cache_flush(&cache);
    verify_heap(heap);
    heap_destroy(heap);
}

static uint64_t
next(void)
{
    struct span *s;
    uint64_t addr = cache_next_fast(&cache, CLASS_128, &s);
    if (!addr)
        addr = cache_next_slow(&cache, CLASS_128, &s);
    if (!addr && cache_refill(&cache, CLASS_128))
        addr = cache_next_slow(&cache, CLASS_128, &s);
    ck_assert_uint_ne(addr, 0);
    return addr;
}

/* n full spans whose slots are marked as `marked` says, given back; then a sweep begins. */
static void
fill_spans(unsigned n, unsigned marked_per_span)
{
    for (unsigned i = 0; i < n * sizeclass_slots(CLASS_128); i++) {
        uint64_t addr = next();
        struct span *s;
        unsigned index;
        ck_assert(heap_find_object(heap, addr, &s, &index));
        if (index < marked_per_span)
            span_mark(s, index);
    }
    cache_flush(&cache);
    heap_sweep_begin(heap);
}

START_TEST(test_a_span_given_back_with_room_is_continued)
{
    unsigned n = 1 + (unsigned)_i * 9;
    uint64_t base = next();
    for (unsigned i = 1; i < n; i++)
        next();
    cache_flush(&cache);
    for (unsigned i = n; i < sizeclass_slots(CLASS_128); i++)
        ck_assert_uint_eq(next(), base + i * 128);
}
END_TEST

START_TEST(test_a_full_span_is_not_handed_out)
{
    fill_spans(1, 64);
    struct span *s = central_take(heap, NULL, CLASS_128);
    ck_assert_uint_eq(s->alloc_count, 0);
    ck_assert_uint_eq(heap_stats(heap)->pages_in_use, 2);
    ck_assert(heap_sweep_done(heap));
    central_put_swept(heap, s);
}
END_TEST

START_TEST(test_the_search_for_room_is_bounded)
{
    fill_spans(150, 64);
    next();
    ck_assert(!heap_sweep_done(heap));
    ck_assert_uint_ge(heap_stats(heap)->pages_swept, 100);
    ck_assert_uint_lt(heap_stats(heap)->pages_swept, 110);
    ck_assert_uint_eq(heap_stats(heap)->pages_in_use, 151);
    while (heap_sweep_one(heap, NULL)) {
    }
}
END_TEST

START_TEST(test_an_empty_span_is_kept_by_who_sweeps_it)
{
    fill_spans(1, 0);
    struct span *s = central_take(heap, NULL, CLASS_128);
    ck_assert_uint_eq(heap_stats(heap)->pages_in_use, 1);
    ck_assert_uint_eq(s->alloc_count, 0);
    ck_assert_uint_eq(atomic_load(&s->sweepgen), heap_sweepgen(heap));
    central_put_swept(heap, s);
}
END_TEST

START_TEST(test_exhaustion_gives_no_span)
{
    struct heap_options o = {.max_bytes = 4 << 20};
    struct heap *small = heap_create(&o);
    struct cache c;
    cache_init(&c, small, NULL);
    unsigned n = 0;
    for (; cache_refill(&c, CLASS_128); n++) {
        struct span *s;
        while (cache_next_fast(&c, CLASS_128, &s) || cache_next_slow(&c, CLASS_128, &s)) {
        }
    }
    ck_assert_uint_eq(n, 512);
    struct span *s;
    ck_assert_uint_eq(cache_next_fast(&c, CLASS_128, &s), 0);
    cache_flush(&c);
    verify_heap(small);
    heap_destroy(small);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("central");
    TCase *t = suite_case("central");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, test_a_span_given_back_with_room_is_continued, 0, 7);
    tcase_add_test(t, test_a_full_span_is_not_handed_out);
    tcase_add_test(t, test_the_search_for_room_is_bounded);
    tcase_add_test(t, test_an_empty_span_is_kept_by_who_sweeps_it);
    tcase_add_test(t, test_exhaustion_gives_no_span);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
