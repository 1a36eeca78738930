/* The heap map: every byte of the grown range lies in one cell. */
#include "mem/heap.h"
#include "tests/suite.h"

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

START_TEST(test_an_empty_heap_has_no_range)
{
    struct heap_map_cell cells[3];
    uint64_t lo, hi;
    heap_map(heap, cells, 3, &lo, &hi);
    ck_assert_uint_eq(lo, hi);
    ck_assert_uint_eq(cells[2].in_use + cells[2].free, 0);
}
END_TEST

START_TEST(test_the_map_adds_up)
{
    heap_alloc_large(heap, NULL, 3 << 20, NULL, true);
    heap_alloc_span(heap, NULL, 8, SPAN_USE_STACK, 0);
    struct heap_map_cell cells[100];
    uint64_t lo, hi, in_use = 0, stacks = 0, free_bytes = 0;
    unsigned n = 1 + (unsigned)_i * 33;
    heap_map(heap, cells, n, &lo, &hi);
    ck_assert_uint_eq(lo, heap_base(heap));
    ck_assert_uint_eq(hi - lo, 4 << 20);
    for (unsigned i = 0; i < n; i++) {
        in_use += cells[i].in_use;
        stacks += cells[i].stacks;
        free_bytes += cells[i].free;
    }
    ck_assert_uint_eq(in_use, 3 << 20);
    ck_assert_uint_eq(stacks, 8 * 8192);
    ck_assert_uint_eq(in_use + stacks + free_bytes, 4 << 20);
}
END_TEST

START_TEST(test_marked_bytes_lie_where_their_span_is)
{
    heap_alloc_large(heap, NULL, 1 << 20, NULL, true);
    struct span *s = heap_alloc_large(heap, NULL, 1 << 20, NULL, true);
    atomic_store(&s->n_marked, 1);
    struct heap_map_cell cells[4];
    uint64_t lo, hi;
    heap_map(heap, cells, 4, &lo, &hi);
    for (unsigned i = 0; i < 4; i++) {
        ck_assert_uint_eq(cells[i].in_use, i < 2 ? 1 << 20 : 0);
        ck_assert_uint_eq(cells[i].marked, i == 1 ? 1 << 20 : 0);
        ck_assert_uint_eq(cells[i].free, i < 2 ? 0 : 1 << 20);
    }
}
END_TEST

START_TEST(test_more_cells_than_pages)
{
    heap_alloc_large(heap, NULL, 1 << 20, NULL, true);
    struct heap_map_cell cells[1000];
    uint64_t lo, hi;
    heap_map(heap, cells, 1000, &lo, &hi);
    ck_assert_uint_eq(cells[0].in_use, 8192);
    ck_assert_uint_eq(cells[127].in_use, 8192);
    ck_assert_uint_eq(cells[128].free, 8192);
    ck_assert_uint_eq(cells[999].free, 0);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("heapmap");
    TCase *t = suite_case("heapmap");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_an_empty_heap_has_no_range);
    tcase_add_loop_test(t, test_the_map_adds_up, 0, 4);
    tcase_add_test(t, test_marked_bytes_lie_where_their_span_is);
    tcase_add_test(t, test_more_cells_than_pages);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
