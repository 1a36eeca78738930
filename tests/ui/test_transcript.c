#include "suite.h"
#include "ui/transcript.h"
#include "ui/trend.h"

#include <stdio.h>

static struct transcript t;

#define add(fd, s) transcript_add(&t, fd, s, strlen(s))

START_TEST(pieces_join_to_lines)
{
    add(1, "ab");
    add(1, "cd\nef\n");
    ck_assert_uint_eq(transcript_count(&t), 2);
    ck_assert_str_eq(transcript_at(&t, 0)->text, "abcd");
    ck_assert_str_eq(transcript_at(&t, 1)->text, "ef");
    transcript_finish(&t);
}
END_TEST

START_TEST(standard_error_starts_a_line_of_its_own)
{
    add(1, "half");
    add(2, "panic\n");
    ck_assert_str_eq(transcript_at(&t, 0)->text, "half");
    ck_assert_int_eq(transcript_at(&t, 1)->fd, 2);
    transcript_finish(&t);
}
END_TEST

START_TEST(control_characters_never_get_through)
{
    add(1, "a\033[2Jb\r\tc\n");
    ck_assert_str_eq(transcript_at(&t, 0)->text, "a[2Jb   c");
    transcript_finish(&t);
}
END_TEST

START_TEST(old_lines_go_first)
{
    char line[32];
    for (int i = 0; i < TRANSCRIPT_LINES + 5; i++) {
        snprintf(line, sizeof line, "%d\n", i);
        add(1, line);
    }
    ck_assert_uint_eq(transcript_count(&t), TRANSCRIPT_LINES);
    ck_assert_str_eq(transcript_at(&t, 0)->text, "5");
    transcript_finish(&t);
}
END_TEST

START_TEST(a_trend_keeps_the_highest_of_each_step_and_fills_gaps)
{
    struct trend r = {0};
    trend_add(&r, 0, 5, 0);
    trend_add(&r, TREND_STEP_NS / 2, 9, 1);
    trend_add(&r, TREND_STEP_NS * 3, 2, 4);
    ck_assert_uint_eq(trend_high(&r, 0, 1), 2);
    ck_assert_uint_eq(trend_high(&r, 1, 1), 9);
    ck_assert_uint_eq(trend_high(&r, 3, 1), 9);
    ck_assert_uint_eq(trend_high(&r, 4, 9), 0);
    ck_assert_uint_eq(trend_marks(&r, 0, 1), 3);
}
END_TEST

START_TEST(a_trend_survives_long_gaps_and_time_that_turns_back)
{
    struct trend r = {0};
    trend_add(&r, 0, 5, 0);
    trend_add(&r, TREND_STEP_NS * 100000, 7, 0);
    ck_assert_uint_eq(trend_high(&r, 0, 1), 7);
    trend_add(&r, 0, 3, 0);
    ck_assert_uint_eq(trend_high(&r, 0, TREND_SAMPLES), 3);
}
END_TEST

int
main(void)
{
    SUITE_RUN("transcript", pieces_join_to_lines, standard_error_starts_a_line_of_its_own,
              control_characters_never_get_through, old_lines_go_first,
              a_trend_keeps_the_highest_of_each_step_and_fills_gaps,
              a_trend_survives_long_gaps_and_time_that_turns_back);
}
