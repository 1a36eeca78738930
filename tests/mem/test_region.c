/* Every address has one region, and the regions add up. */
#include "mem/region.h"

#include "mem/heap.h"
#include "mem/segment.h"
#include "mem/stackpool.h"
#include "mem/userarena.h"
#include "mem/verify.h"
#include "tests/suite.h"

#include <string.h>

static struct heap *heap;
static struct stackpool *pool;
static struct userarenas *arenas;
static struct segments segments;
static struct regions regions;

static void
setup(void)
{
    heap = heap_create(NULL);
    pool = stackpool_create(heap);
    arenas = userarenas_create(heap);
    uint64_t bytes[SEGMENT_COUNT] = {5000, 100, 8, 4096, 4097, 1};
    ck_assert(segments_map(&segments, bytes));
    regions = (struct regions){heap, &segments, arenas};
}

static void
teardown(void)
{
    verify_memory(&regions);
    segments_unmap(&segments);
    userarenas_destroy(arenas);
    stackpool_destroy(pool);
    heap_destroy(heap);
}

START_TEST(test_segments_are_told_apart)
{
    static const enum region_leaf want[] = {REGION_LEAF_TEXT,      REGION_LEAF_RODATA,
                                            REGION_LEAF_NOPTRDATA, REGION_LEAF_DATA,
                                            REGION_LEAF_BSS,       REGION_LEAF_NOPTRBSS};
    for (unsigned i = 0; i < SEGMENT_COUNT; i++) {
        const struct segment *s = &segments.s[i];
        ck_assert_int_eq(region_of(&regions, s->base), want[i]);
        ck_assert_int_eq(region_of(&regions, s->base + s->mapped - 1), want[i]);
    }
    ck_assert_int_eq(region_of(&regions, 0), REGION_LEAF_FOREIGN);
    ck_assert_int_eq(region_of(&regions, UINT64_MAX), REGION_LEAF_FOREIGN);
    int local;
    ck_assert_int_eq(region_of(&regions, (uint64_t)(uintptr_t)&local), REGION_LEAF_FOREIGN);
}
END_TEST

START_TEST(test_heap_pages_follow_their_life)
{
    struct span *s = heap_alloc_span(heap, NULL, 2, SPAN_USE_WORKBUF, 0);
    uint64_t addr = s->base + 8192;
    ck_assert_int_eq(region_of(&regions, addr), REGION_LEAF_WORKBUF);
    heap_free_span(heap, NULL, s);
    ck_assert_int_eq(region_of(&regions, addr), REGION_LEAF_HEAP_FREE);
    heap_scavenge(heap, NULL, UINT64_MAX);
    ck_assert_int_eq(region_of(&regions, addr), REGION_LEAF_HEAP_RELEASED);
    ck_assert_int_eq(region_of(&regions, heap_base(heap) + (4 << 20)), REGION_LEAF_HEAP_RESERVED);
    ck_assert_int_eq(region_of(&regions, heap_base(heap) + (64 << 20)), REGION_LEAF_FOREIGN);
    s = heap_alloc_large(heap, NULL, 100000, NULL, true);
    ck_assert_int_eq(region_of(&regions, s->base + 50000), REGION_LEAF_HEAP_LARGE);
    struct region_sizes z;
    region_measure(&regions, &z);
    ck_assert_uint_eq(z.bytes[REGION_LEAF_HEAP_LARGE], 13 * 8192);
    ck_assert_uint_eq(z.bytes[REGION_LEAF_HEAP_SMALL], 0);
    ck_assert_uint_eq(z.bytes[REGION_LEAF_HEAP_RESERVED], 60 << 20);
}
END_TEST

START_TEST(test_stack_slots_are_used_or_free)
{
    uint64_t a = stackpool_alloc(pool, NULL, NULL, 2048);
    uint64_t b = stackpool_alloc(pool, NULL, NULL, 2048);
    ck_assert_int_eq(region_of(&regions, a), REGION_LEAF_STACK_USED);
    ck_assert_int_eq(region_of(&regions, b + 2047), REGION_LEAF_STACK_USED);
    ck_assert_int_eq(region_of(&regions, b + 2048), REGION_LEAF_STACK_FREE);
    stackpool_free(pool, NULL, NULL, a, 2048);
    ck_assert_int_eq(region_of(&regions, a), REGION_LEAF_STACK_FREE);
    struct region_sizes z;
    region_measure(&regions, &z);
    ck_assert_uint_eq(z.bytes[REGION_LEAF_STACK_USED], 2048);
    ck_assert_uint_eq(z.bytes[REGION_LEAF_STACK_FREE], 15 * 2048);
}
END_TEST

START_TEST(test_sum_of_leaves_is_what_is_mapped)
{
    uint64_t id = userarena_new(arenas, NULL, 1, 0);
    userarena_free(arenas, NULL, id, true, 0);
    heap_alloc_large(heap, NULL, 70 << 20, NULL, true);
    stackpool_alloc(pool, NULL, NULL, 65536);
    struct region_sizes z;
    region_measure(&regions, &z);
    uint64_t sum = 0;
    for (unsigned i = 0; i < REGION_LEAF_COUNT; i++)
        sum += z.bytes[i];
    ck_assert_uint_eq(sum, z.mapped);
    ck_assert_uint_eq(z.bytes[REGION_LEAF_ARENA_LIVE], 8 << 20);
    ck_assert_uint_eq(z.bytes[REGION_LEAF_ARENA_READY], 56 << 20);
    ck_assert_uint_eq(z.bytes[REGION_LEAF_TEXT], 8192);
    ck_assert_uint_gt(z.bytes[REGION_LEAF_METADATA], 0);
    region_check(&regions);
}
END_TEST

START_TEST(test_bookkeeping_is_metadata)
{
    struct span *s = heap_alloc_span(heap, NULL, 1, SPAN_USE_HEAP, 5);
    ck_assert_int_eq(region_of(&regions, (uint64_t)(uintptr_t)s), REGION_LEAF_METADATA);
    ck_assert_int_eq(region_of(&regions, (uint64_t)(uintptr_t)s->mark_bits), REGION_LEAF_METADATA);
    heap_free_span(heap, NULL, s);
}
END_TEST

START_TEST(test_names_say_what_they_are)
{
    ck_assert_str_eq(region_leaf_name(REGION_LEAF_ARENA_QUARANTINE), "arena chunks, faulted");
    ck_assert_int_eq(region_top(REGION_LEAF_STACK_FREE), REGION_STACK);
    ck_assert_str_eq(region_name(REGION_GLOBALS), "globals");
    ck_assert_str_eq(region_name(REGION_FOREIGN), "foreign");
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("region");
    TCase *t = suite_case("region");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_segments_are_told_apart);
    tcase_add_test(t, test_heap_pages_follow_their_life);
    tcase_add_test(t, test_stack_slots_are_used_or_free);
    tcase_add_test(t, test_sum_of_leaves_is_what_is_mapped);
    tcase_add_test(t, test_bookkeeping_is_metadata);
    tcase_add_test(t, test_names_say_what_they_are);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
