/* Bit arithmetic. */
#include "base/bitops.h"

#include "tests/suite.h"

START_TEST(test_counts_at_the_edges)
{
    ck_assert_uint_eq(bitops_ctz64(0), 64);
    ck_assert_uint_eq(bitops_ctz64(1), 0);
    ck_assert_uint_eq(bitops_ctz64(UINT64_C(1) << 63), 63);
    ck_assert_uint_eq(bitops_len64(0), 0);
    ck_assert_uint_eq(bitops_len64(1), 1);
    ck_assert_uint_eq(bitops_len64(255), 8);
    ck_assert_uint_eq(bitops_len64(256), 9);
    ck_assert_uint_eq(bitops_len64(UINT64_MAX), 64);
    ck_assert_uint_eq(bitops_popcount64(0), 0);
    ck_assert_uint_eq(bitops_popcount64(UINT64_MAX), 64);
}
END_TEST

START_TEST(test_align_and_powers_of_two)
{
    ck_assert_uint_eq(bitops_align_up(0, 8), 0);
    ck_assert_uint_eq(bitops_align_up(1, 8), 8);
    ck_assert_uint_eq(bitops_align_up(8, 8), 8);
    ck_assert_uint_eq(bitops_align_up(8193, 8192), 16384);
    ck_assert(!bitops_is_pow2(0));
    ck_assert(bitops_is_pow2(1));
    ck_assert(bitops_is_pow2(4096));
    ck_assert(!bitops_is_pow2(4097));
}
END_TEST

START_TEST(test_bitmap_bits_are_independent)
{
    uint64_t map[3] = {0};
    for (size_t i = 0; i < 192; i += 3)
        bitops_set(map, i);
    for (size_t i = 0; i < 192; i++)
        ck_assert_int_eq(bitops_get(map, i), i % 3 == 0);
    for (size_t i = 0; i < 192; i++)
        bitops_unset(map, i);
    ck_assert_uint_eq(map[0] | map[1] | map[2], 0);
}
END_TEST

int
main(void)
{
    SUITE_RUN("bitops", test_counts_at_the_edges, test_align_and_powers_of_two,
              test_bitmap_bits_are_independent);
}
