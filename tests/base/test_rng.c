/* The seeded generator. */
#include "base/rng.h"

#include "tests/suite.h"

START_TEST(test_same_seed_same_numbers)
{
    struct rng a, b;
    rng_init(&a, 42);
    rng_init(&b, 42);
    for (int i = 0; i < 1000; i++)
        ck_assert_uint_eq(rng_next(&a), rng_next(&b));
}
END_TEST

START_TEST(test_numbers_are_those_of_the_published_algorithm)
{
    struct rng r = {{1, 2, 3, 4}};
    ck_assert_uint_eq(rng_next(&r), 11520);
    ck_assert_uint_eq(rng_next(&r), 0);
    ck_assert_uint_eq(rng_next(&r), 1509978240);
    ck_assert_uint_eq(rng_next(&r), UINT64_C(1215971899390074240));
}
END_TEST

START_TEST(test_seed_zero_is_no_dead_state)
{
    struct rng r;
    rng_init(&r, 0);
    uint64_t seen = 0;
    for (int i = 0; i < 64; i++)
        seen |= rng_next(&r);
    ck_assert_uint_eq(seen, UINT64_MAX);
}
END_TEST

START_TEST(test_below_is_in_range_and_even)
{
    struct rng r;
    int count[7] = {0};
    rng_init(&r, 7);
    for (int i = 0; i < 70000; i++) {
        uint32_t x = rng_below(&r, 7);
        ck_assert_uint_lt(x, 7);
        count[x]++;
    }
    for (int i = 0; i < 7; i++)
        ck_assert_int_lt(abs(count[i] - 10000), 500);
    for (int i = 0; i < 100; i++)
        ck_assert_uint_eq(rng_below(&r, 1), 0);
}
END_TEST

int
main(void)
{
    SUITE_RUN("rng", test_same_seed_same_numbers, test_numbers_are_those_of_the_published_algorithm,
              test_seed_zero_is_no_dead_state, test_below_is_in_range_and_even);
}
