/* Bulk accesses behave as memmove, memset and memcmp. */
#include "mem/access.h"

#include "base/rng.h"
#include "tests/suite.h"

#include <string.h>

enum { BYTES = 256 };

static uint64_t
addr_of(const unsigned char *p)
{
    return (uint64_t)(uintptr_t)p;
}

START_TEST(test_copies_as_memmove_does)
{
    struct rng rng;
    rng_init(&rng, 5);
    _Alignas(8) unsigned char a[BYTES], b[BYTES];
    for (unsigned round = 0; round < 5000; round++) {
        for (unsigned i = 0; i < BYTES; i++)
            a[i] = b[i] = (unsigned char)rng_next(&rng);
        unsigned n = rng_below(&rng, BYTES / 2);
        unsigned to = rng_below(&rng, BYTES - n), from = rng_below(&rng, BYTES - n);
        if (round % 2) {
            to &= ~7u;
            from &= ~7u;
        }
        memmove(a + to, a + from, n);
        access_copy(addr_of(b) + to, addr_of(b) + from, n);
        ck_assert_mem_eq(a, b, BYTES);
        memset(a + to, 0, n);
        access_zero(addr_of(b) + to, n);
        ck_assert_mem_eq(a, b, BYTES);
    }
}
END_TEST

START_TEST(test_compares_as_memcmp_does)
{
    const unsigned char a[] = "abcdefgh", b[] = "abcdefgi";
    ck_assert_int_eq(access_compare(addr_of(a), addr_of(b), 7), 0);
    ck_assert_int_lt(access_compare(addr_of(a), addr_of(b), 8), 0);
    ck_assert_int_gt(access_compare(addr_of(b), addr_of(a), 8), 0);
    ck_assert_int_eq(access_compare(addr_of(a), addr_of(b), 0), 0);
}
END_TEST

START_TEST(test_single_accesses_have_their_width)
{
    _Alignas(8) unsigned char a[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    ck_assert_uint_eq(access_load8(addr_of(a) + 2), 3);
    access_store16(addr_of(a) + 2, 0);
    ck_assert_uint_eq(a[1], 2);
    ck_assert_uint_eq(a[4], 5);
    ck_assert_uint_eq(access_load16(addr_of(a) + 2), 0);
    access_store32(addr_of(a) + 4, UINT32_MAX);
    ck_assert_uint_eq(access_load32(addr_of(a) + 4), UINT32_MAX);
    access_store64(addr_of(a), 0);
    ck_assert_uint_eq(access_load64(addr_of(a)), 0);
    access_store8(addr_of(a) + 7, 9);
    ck_assert_uint_eq(a[7], 9);
}
END_TEST

int
main(void)
{
    SUITE_RUN("access", test_copies_as_memmove_does, test_compares_as_memcmp_does,
              test_single_accesses_have_their_width);
}
