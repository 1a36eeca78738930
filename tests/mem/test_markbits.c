/* Bitmaps live through two rotations and come back clean. */
#include "mem/markbits.h"

#include "tests/suite.h"

static _Atomic uint64_t total;
static struct metadata metadata;
static struct markbits bits;

static void
setup(void)
{
    atomic_store(&total, 0);
    metadata_init(&metadata, &total);
    markbits_init(&bits, &metadata);
}

static void
teardown(void)
{
    markbits_finish(&bits);
    metadata_finish(&metadata);
}

START_TEST(test_bitmaps_are_zero_and_apart)
{
    _Atomic uint64_t *last = NULL;
    for (unsigned i = 1; i < 3000; i++) {
        unsigned words = (i % 1024 + 64) / 64;
        _Atomic uint64_t *b = markbits_alloc(&bits, i % 1024 + 1);
        for (unsigned w = 0; w < words; w++) {
            ck_assert_uint_eq(atomic_load(&b[w]), 0);
            atomic_store(&b[w], UINT64_MAX);
        }
        ck_assert_ptr_ne(b, last);
        last = b;
    }
    ck_assert_uint_gt(total, METADATA_BLOCK_BYTES);
    ck_assert(metadata_contains(&metadata, (uint64_t)(uintptr_t)last));
    ck_assert(!metadata_contains(&metadata, (uint64_t)(uintptr_t)&total));
}
END_TEST

START_TEST(test_memory_is_bounded_over_cycles)
{
    uint64_t after_three = 0;
    for (unsigned cycle = 0; cycle < 20; cycle++) {
        _Atomic uint64_t *b = markbits_alloc(&bits, 64), *c = NULL;
        atomic_store(b, cycle);
        for (unsigned i = 0; i < 2000; i++) {
            c = markbits_alloc(&bits, 500);
            ck_assert_uint_eq(atomic_load(c), 0);
            atomic_store(c, UINT64_MAX);
        }
        markbits_rotate(&bits);
        ck_assert_uint_eq(atomic_load(b), cycle);
        if (cycle == 3)
            after_three = total;
    }
    ck_assert_uint_eq(total, after_three);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("markbits");
    TCase *t = suite_case("markbits");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_bitmaps_are_zero_and_apart);
    tcase_add_test(t, test_memory_is_bounded_over_cycles);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
