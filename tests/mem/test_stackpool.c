/* Stacks of all sizes, their caches, and spans kept while marking. */
#include "mem/stackpool.h"

#include "mem/access.h"
#include "mem/heap.h"
#include "tests/suite.h"

#include <stdlib.h>

static struct heap *heap;
static struct stackpool *pool;
static struct stackpool_cache cache;

static void
setup(void)
{
    heap = heap_create(NULL);
    pool = stackpool_create(heap);
    cache = (struct stackpool_cache){0};
}

static void
teardown(void)
{
    stackpool_destroy(pool);
    heap_destroy(heap);
}

static uint64_t
stacks(void)
{
    return atomic_load(&heap_stats(heap)->stacks);
}

START_TEST(test_stacks_of_all_sizes_are_apart_and_aligned)
{
    uint64_t addr[20], bytes[20];
    for (unsigned i = 0; i < 20; i++) {
        bytes[i] = UINT64_C(2048) << i % 10;
        addr[i] = stackpool_alloc(pool, i % 2 ? &cache : NULL, NULL, bytes[i]);
        ck_assert_uint_ne(addr[i], 0);
        ck_assert_uint_eq(addr[i] % 2048, 0);
        access_store64(addr[i], i);
        access_store64(addr[i] + bytes[i] - 8, i);
    }
    for (unsigned i = 0; i < 20; i++) {
        ck_assert_uint_eq(access_load64(addr[i]), i);
        ck_assert_uint_eq(access_load64(addr[i] + bytes[i] - 8), i);
        stackpool_free(pool, i % 2 ? &cache : NULL, NULL, addr[i], bytes[i]);
    }
    stackpool_flush_cache(pool, &cache, NULL);
    ck_assert_uint_eq(stacks(), 0);
    ck_assert_uint_eq(heap_stats(heap)->stacks_free, 0);
}
END_TEST

START_TEST(test_small_stacks_share_a_32_KiB_span)
{
    for (unsigned i = 0; i < 16; i++)
        stackpool_alloc(pool, NULL, NULL, 2048);
    ck_assert_uint_eq(stacks(), 32768);
    ck_assert_uint_eq(heap_stats(heap)->stacks_free, 0);
    stackpool_alloc(pool, NULL, NULL, 2048);
    ck_assert_uint_eq(stacks(), 65536);
    ck_assert_uint_eq(heap_stats(heap)->stacks_free, 15 * 2048);
}
END_TEST

START_TEST(test_a_cache_is_filled_by_half)
{
    stackpool_alloc(pool, &cache, NULL, 4096);
    ck_assert_uint_eq(cache.orders[1].bytes, 16384 - 4096);
    uint64_t addr[20];
    for (unsigned i = 0; i < 20; i++)
        addr[i] = stackpool_alloc(pool, NULL, NULL, 4096);
    for (unsigned i = 0; i < 20; i++) {
        stackpool_free(pool, &cache, NULL, addr[i], 4096);
        ck_assert_uint_le(cache.orders[1].bytes, 32768);
    }
    stackpool_flush_cache(pool, &cache, NULL);
    ck_assert_uint_eq(cache.orders[1].bytes, 0);
    ck_assert_uint_eq(cache.orders[1].list, 0);
}
END_TEST

START_TEST(test_spans_are_kept_while_marking)
{
    uint64_t small = stackpool_alloc(pool, NULL, NULL, 2048);
    uint64_t big = stackpool_alloc(pool, NULL, NULL, 65536);
    stackpool_set_marking(pool, NULL, true);
    stackpool_free(pool, NULL, NULL, small, 2048);
    stackpool_free(pool, NULL, NULL, big, 65536);
    ck_assert_uint_eq(stacks(), 32768 + 65536);
    ck_assert_uint_eq(heap_stats(heap)->stacks_free, 32768 + 65536);
    struct span *s = heap_span_of(heap, big);
    ck_assert(stackpool_is_free_slot(s, big + 100));
    ck_assert_uint_eq(stackpool_alloc(pool, NULL, NULL, 65536), big);
    ck_assert(!stackpool_is_free_slot(s, big + 100));
    stackpool_set_marking(pool, NULL, false);
    ck_assert_uint_eq(stacks(), 65536);
    stackpool_free(pool, NULL, NULL, big, 65536);
    ck_assert_uint_eq(stacks(), 0);
}
END_TEST

START_TEST(test_exhaustion_gives_zero)
{
    struct heap_options o = {.max_bytes = 4 << 20};
    struct heap *small = heap_create(&o);
    struct stackpool *p = stackpool_create(small);
    unsigned n = 0;
    while (stackpool_alloc(p, &cache, NULL, 2048))
        n++;
    ck_assert_uint_eq(n, (4 << 20) / 2048);
    ck_assert_uint_eq(stackpool_alloc(p, NULL, NULL, 1 << 20), 0);
    stackpool_destroy(p);
    heap_destroy(small);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("stackpool");
    TCase *t = suite_case("stackpool");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_stacks_of_all_sizes_are_apart_and_aligned);
    tcase_add_test(t, test_small_stacks_share_a_32_KiB_span);
    tcase_add_test(t, test_a_cache_is_filled_by_half);
    tcase_add_test(t, test_spans_are_kept_while_marking);
    tcase_add_test(t, test_exhaustion_gives_zero);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
