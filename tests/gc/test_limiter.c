/* The CPU limiter's bucket. */
#include "gc/limiter.h"

#include "tests/suite.h"

static const int64_t second = 1000000000;

START_TEST(test_background_marking_alone_never_limits)
{
    struct gc_limiter l;
    limiter_init(&l, 0);
    limiter_update(&l, 0, 4, 0.25);
    for (int i = 1; i < 100; i++) {
        limiter_update(&l, i * second, 4, -1);
        ck_assert(!limiter_limits(&l));
    }
}
END_TEST

START_TEST(test_assists_beyond_half_of_the_cpu_fill_the_bucket_and_mutators_drain_it)
{
    struct gc_limiter l;
    limiter_init(&l, 0);
    limiter_update(&l, 0, 2, 0.25);
    int n = 0;
    while (!limiter_limits(&l)) {
        limiter_add_assist(&l, second); /* half of two CPUs, and a quarter in the background */
        limiter_update(&l, ++n * second, 2, -1);
        ck_assert_int_le(n, 2);
    }
    ck_assert_int_eq(n, 2); /* 3/4 - 1/4 of two CPUs: two seconds of CPU after two seconds */
    limiter_update(&l, (n + 1) * second, 2, 0);
    ck_assert(!limiter_limits(&l));
}
END_TEST

START_TEST(test_updates_are_due_every_ten_milliseconds)
{
    struct gc_limiter l;
    limiter_init(&l, 0);
    ck_assert(!limiter_is_due(&l, 9999999));
    ck_assert(limiter_is_due(&l, 10000000));
    limiter_update(&l, 10000000, 1, -1);
    ck_assert(!limiter_is_due(&l, 10000001));
}
END_TEST

int
main(void)
{
    SUITE_RUN("limiter", test_background_marking_alone_never_limits,
              test_assists_beyond_half_of_the_cpu_fill_the_bucket_and_mutators_drain_it,
              test_updates_are_due_every_ten_milliseconds);
}
