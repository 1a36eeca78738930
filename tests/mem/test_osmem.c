/* Address space: reserving, committing, releasing, and what is refused. */
#include "mem/osmem.h"

#include "mem/access.h"
#include "mem/heap.h"
#include "tests/suite.h"

#include <signal.h>
#include <sys/resource.h>

START_TEST(test_reservations_are_aligned)
{
    uint64_t at = osmem_reserve(0, 3 << 20, 1 << 20);
    ck_assert_uint_ne(at, 0);
    ck_assert_uint_eq(at % (1 << 20), 0);
    osmem_unmap(at, 3 << 20);
}
END_TEST

START_TEST(test_released_memory_reads_as_zero)
{
    uint64_t at = osmem_reserve(0, 1 << 20, 4096);
    ck_assert(osmem_commit(at, 1 << 20));
    access_store64(at + 4096, 5);
    osmem_release(at, 1 << 20);
    ck_assert_uint_eq(access_load64(at + 4096), 0);
    access_store64(at + 4096, 5);
    osmem_fault(at, 1 << 20);
    ck_assert(osmem_commit(at, 1 << 20));
    ck_assert_uint_eq(access_load64(at + 4096), 0);
    osmem_unmap(at, 1 << 20);
}
END_TEST

START_TEST(test_reserved_memory_faults)
{
    uint64_t at = osmem_reserve(0, 1 << 20, 4096);
    signal(SIGSEGV, SIG_DFL);
    access_store64(at, 1);
}
END_TEST

START_TEST(test_a_taken_hint_is_passed_over)
{
    uint64_t n = 1 << 20, m = 1 << 20;
    uint64_t a = osmem_reserve_hinted(UINT64_C(0x1c000000000), 1 << 30, 4, &n, 1 << 20, 1 << 20);
    uint64_t b = osmem_reserve_hinted(UINT64_C(0x1c000000000), 1 << 30, 4, &m, 1 << 20, 1 << 20);
    ck_assert(a && b && a != b);
    osmem_unmap(a, n);
    osmem_unmap(b, m);
}
END_TEST

START_TEST(test_a_small_address_space_gives_a_small_heap)
{
    struct rlimit limit = {UINT64_C(2) << 30, UINT64_C(2) << 30};
    ck_assert_int_eq(setrlimit(RLIMIT_AS, &limit), 0);
    struct heap *h = heap_create(NULL);
    ck_assert_ptr_nonnull(h);
    ck_assert_ptr_nonnull(heap_alloc_large(h, NULL, 20 << 20, NULL, true));
    ck_assert_ptr_null(heap_alloc_large(h, NULL, UINT64_C(3) << 30, NULL, true));
    heap_destroy(h);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("osmem");
    TCase *t = suite_case("osmem");
    tcase_add_test(t, test_reservations_are_aligned);
    tcase_add_test(t, test_released_memory_reads_as_zero);
    tcase_add_test(t, test_a_taken_hint_is_passed_over);
    if (suite_forks()) {
        tcase_add_test_raise_signal(t, test_reserved_memory_faults, SIGSEGV);
        if (!suite_is_sanitized()) /* a sanitizer needs terabytes of it */
            tcase_add_test(t, test_a_small_address_space_gives_a_small_heap);
    }
    suite_add_tcase(s, t);
    return suite_finish(s);
}
