/* The gctrace line, byte for byte. */
#include "gc/gctrace.h"

#include "base/buf.h"

#include "tests/suite.h"

#include <stdlib.h>

START_TEST(test_milliseconds_have_two_digits)
{
    static const struct {
        int64_t ns;
        const char *text;
    } rows[] = {
        {0, "0"},         {999, "0"},       {1000, "0.001"},      {78000, "0.078"},
        {99999, "0.099"}, {150000, "0.15"}, {1599999, "1.5"},     {9999999, "9.9"},
        {10000000, "10"}, {12999999, "12"}, {1234567890, "1234"},
    };
    for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf b = {0};
        gctrace_format_ms(&b, rows[i].ns);
        ck_assert_str_eq(buf_cstr(&b), rows[i].text);
        buf_finish(&b);
    }
}
END_TEST

static struct gc_cycle
sample(void)
{
    return (struct gc_cycle){
        .number = 1,
        .start_ns = 14200000,
        .mark_start_ns = 14278000,
        .mark_end_ns = 15778000,
        .end_ns = 15868000,
        .assist_ns = 190000,
        .dedicated_ns = 600000,
        .fractional_ns = 60000,
        .idle_ns = 400000,
        .heap_at_start = (3 << 20) + 900000,
        .heap_at_mark_end = 4 << 20,
        .heap_marked = 2 << 20,
        .goal = 4 << 20,
        .procs = 2,
    };
}

START_TEST(test_line_is_what_go_prints)
{
    struct gc_cycle c = sample();
    struct buf b = {0};
    gctrace_format(&b, &c, 0, 3, 2);
    ck_assert_str_eq(buf_cstr(&b),
                     "gc 1 @0.014s 3%: 0.078+1.5+0.090 ms clock, 0.15+0.19/0.66/0.40+0.18 ms cpu, "
                     "3->4->2 MB, 4 MB goal, 0 MB stacks, 0 MB globals, 2 P\n");
    buf_finish(&b);
}
END_TEST

START_TEST(test_forced_cycle_says_so)
{
    struct gc_cycle c = sample();
    struct buf b = {0};
    c.trigger = GC_TRIGGER_USER;
    c.procs = 64;
    gctrace_format(&b, &c, 0, 3, 1);
    ck_assert_ptr_nonnull(strstr(buf_cstr(&b), "0.078+0.19/"));
    ck_assert_ptr_nonnull(strstr(buf_cstr(&b), ", 64 P (forced)\n"));
    buf_finish(&b);
}
END_TEST

int
main(void)
{
    SUITE_RUN("gctrace", test_milliseconds_have_two_digits, test_line_is_what_go_prints,
              test_forced_cycle_says_so);
}
