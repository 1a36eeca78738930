/* Real and virtual time. */
#include "base/clock.h"

#include "tests/base/stderr_capture.h"
#include "tests/suite.h"

#include <signal.h>
#include <time.h>

static void
advance_real_clock(void)
{
    struct clock c;
    clock_init(&c, false);
    clock_advance(&c, 1);
}

START_TEST(test_virtual_clock_moves_only_when_told)
{
    struct clock c;
    clock_init(&c, true);
    ck_assert_int_eq(clock_now_ns(&c), 0);
    int64_t start = clock_unix_ns(&c);
    clock_advance(&c, 1500);
    ck_assert_int_eq(clock_now_ns(&c), 1500);
    clock_advance(&c, 0);
    ck_assert_int_eq(clock_now_ns(&c), 1500);
    ck_assert_int_eq(clock_unix_ns(&c), start + 1500);
}
END_TEST

START_TEST(test_two_virtual_clocks_start_on_the_same_date)
{
    struct clock a, b;
    clock_init(&a, true);
    clock_init(&b, true);
    ck_assert_int_eq(clock_unix_ns(&a), clock_unix_ns(&b));
}
END_TEST

START_TEST(test_real_clock_starts_near_zero_and_never_runs_back)
{
    struct clock c;
    clock_init(&c, false);
    int64_t last = clock_now_ns(&c);
    ck_assert_int_ge(last, 0);
    for (int i = 0; i < 1000; i++) {
        int64_t now = clock_now_ns(&c);
        ck_assert_int_ge(now, last);
        last = now;
    }
}
END_TEST

START_TEST(test_real_clock_tells_the_date)
{
    struct clock c;
    clock_init(&c, false);
    int64_t seconds = clock_unix_ns(&c) / 1000000000;
    ck_assert_int_le(llabs(seconds - (int64_t)time(NULL)), 60);
}
END_TEST

START_TEST(test_advancing_a_real_clock_is_a_bug)
{
    char out[512];
    int status = stderr_capture(advance_real_clock, out, sizeof out);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}
END_TEST

int
main(void)
{
    SUITE_RUN("clock", test_virtual_clock_moves_only_when_told,
              test_two_virtual_clocks_start_on_the_same_date,
              test_real_clock_starts_near_zero_and_never_runs_back, test_real_clock_tells_the_date,
              test_advancing_a_real_clock_is_a_bug);
}
