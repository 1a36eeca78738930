/* Messages about the host. */
#include "base/log.h"

#include "tests/base/stderr_capture.h"
#include "tests/suite.h"

#include <string.h>

static char out[128 << 10];

static void
warn_and_debug(void)
{
    log_warn("limit is %d", 3);
    log_debug("not shown");
    log_set_debug(true);
    log_debug("shown");
}

static void
hold_and_release(void)
{
    log_hold(true);
    log_warn("first");
    fputs("screen;", stderr);
    log_warn("second");
    log_hold(false);
    log_warn("third");
}

static void
hold_too_much(void)
{
    log_hold(true);
    for (int i = 0; i < 100; i++)
        log_warn("%1000d", i);
    log_hold(false);
}

START_TEST(test_lines_carry_the_prefix_and_debug_is_off_at_first)
{
    stderr_capture(warn_and_debug, out, sizeof out);
    ck_assert_str_eq(out, "regionscope: limit is 3\nregionscope: shown\n");
}
END_TEST

START_TEST(test_held_lines_appear_in_order_when_released)
{
    stderr_capture(hold_and_release, out, sizeof out);
    ck_assert_str_eq(out, "screen;regionscope: first\nregionscope: second\nregionscope: third\n");
}
END_TEST

START_TEST(test_held_lines_are_bounded_and_the_rest_counted)
{
    stderr_capture(hold_too_much, out, sizeof out);
    ck_assert_uint_lt(strlen(out), 70 << 10);
    ck_assert_ptr_nonnull(strstr(out, "more messages were dropped\n"));
}
END_TEST

int
main(void)
{
    SUITE_RUN("log", test_lines_carry_the_prefix_and_debug_is_off_at_first,
              test_held_lines_appear_in_order_when_released,
              test_held_lines_are_bounded_and_the_rest_counted);
}
