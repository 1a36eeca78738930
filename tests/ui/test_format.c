#include "suite.h"
#include "ui/format.h"

START_TEST(sizes_take_at_most_five_cells)
{
    for (int shift = 0; shift < 50; shift++)
        for (int k = -2; k <= 2; k++) {
            uint64_t n = (UINT64_C(1) << shift) + (uint64_t)k;
            if ((int64_t)n >= 0)
                ck_assert_msg(strlen(format_size(n).s) <= 5, "%s", format_size(n).s);
        }
}
END_TEST

START_TEST(units_are_binary_for_bytes_and_decimal_for_counts)
{
    ck_assert_str_eq(format_bytes(0).s, "0 B");
    ck_assert_str_eq(format_bytes(1023).s, "1023 B");
    ck_assert_str_eq(format_bytes(1536).s, "1.5 KiB");
    ck_assert_str_eq(format_bytes(1024 * 1024 - 1).s, "1.0 MiB");
    ck_assert_str_eq(format_size(32 << 10).s, "32.0K");
    ck_assert_str_eq(format_stack(32 << 10).s, "32K");
    ck_assert_str_eq(format_count(1214).s, "1,214");
    ck_assert_str_eq(format_count(1214000).s, "1.2M");
    ck_assert_str_eq(format_ns(41300).s, "41.3 us");
    ck_assert_str_eq(format_clock(12450000000).s, "12.4 s");
    ck_assert_str_eq(format_clock(INT64_C(185) * 1000000000).s, "3:05");
    ck_assert_str_eq(format_clock(INT64_C(3723) * 1000000000).s, "1:02:03");
}
END_TEST

START_TEST(speed_is_told_in_words)
{
    ck_assert_str_eq(format_speed(0).s, "full speed");
    ck_assert_str_eq(format_speed(1).s, "1 op/s");
    ck_assert_str_eq(format_speed(200).s, "200 ops/s");
}
END_TEST

int
main(void)
{
    SUITE_RUN("format", sizes_take_at_most_five_cells,
              units_are_binary_for_bytes_and_decimal_for_counts, speed_is_told_in_words);
}
