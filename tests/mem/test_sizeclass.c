/* The size class table and what is rounded to it. */
#include "mem/sizeclass.h"
#include "tests/suite.h"

#include <stdlib.h>

START_TEST(test_smallest_class_that_holds_the_size)
{
    for (uint32_t bytes = 1; bytes <= SIZECLASS_MAX_BYTES; bytes++) {
        unsigned c = sizeclass_of(bytes);
        ck_assert_uint_ge(sizeclasses[c].bytes, bytes);
        if (c > 1)
            ck_assert_uint_lt(sizeclasses[c - 1].bytes, bytes);
    }
}
END_TEST

START_TEST(test_magic_divides_exactly_inside_a_span)
{
    uint64_t wrong = 0;
    for (unsigned c = 1; c < SIZECLASS_COUNT; c++) {
        uint32_t span = sizeclasses[c].pages * PAGE_BYTES;
        for (uint64_t at = 0; at < span; at++)
            wrong += at * sizeclasses[c].magic >> 32 != at / sizeclasses[c].bytes;
    }
    ck_assert_uint_eq(wrong, 0);
}
END_TEST

/* As Go 1.26 with GOEXPERIMENT=nogreenteagc counts them. */
static const struct {
    uint16_t bytes;
    uint16_t noscan, scan;
} slots[] = {
    {8, 1024, 1008}, {16, 512, 504}, {24, 341, 336}, {32, 256, 252}, {48, 170, 168}, {64, 128, 126},
    {80, 102, 100},  {96, 85, 84},   {112, 73, 72},  {128, 64, 63},  {144, 56, 56},  {160, 51, 50},
    {176, 46, 45},   {208, 39, 38},  {224, 36, 36},  {256, 32, 31},  {288, 28, 28},  {352, 23, 22},
    {480, 17, 16},   {512, 16, 15},  {576, 14, 14},  {1024, 8, 8},   {1408, 11, 11}, {32768, 1, 1},
};

START_TEST(test_scan_spans_lose_their_bitmap)
{
    unsigned c = sizeclass_of(slots[_i].bytes);
    ck_assert_uint_eq(sizeclasses[c].bytes, slots[_i].bytes);
    ck_assert_uint_eq(sizeclass_slots(c << 1 | 1), slots[_i].noscan);
    ck_assert_uint_eq(sizeclass_slots(c << 1), slots[_i].scan);
}
END_TEST

/* What append's growth sees: runtime.roundupsize. */
static const struct {
    uint64_t bytes;
    bool noscan;
    uint64_t want;
} rounds[] = {
    {0, true, 0},          {1, true, 8},
    {9, true, 16},         {512, false, 512},
    {513, true, 576},      {513, false, 568},
    {568, false, 568},     {569, false, 632},
    {1016, true, 1024},    {1024, true, 1024},
    {1025, true, 1152},    {1016, false, 1016},
    {1017, false, 1144},   {32760, true, 32768},
    {32760, false, 32760}, {32761, true, 40960 - 8192},
    {32769, true, 40960},  {UINT64_MAX, true, UINT64_MAX},
};

START_TEST(test_rounding_leaves_room_for_the_header)
{
    ck_assert_uint_eq(sizeclass_round(rounds[_i].bytes, rounds[_i].noscan), rounds[_i].want);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("sizeclass");
    TCase *t = suite_case("sizeclass");
    tcase_add_test(t, test_smallest_class_that_holds_the_size);
    tcase_add_test(t, test_magic_divides_exactly_inside_a_span);
    tcase_add_loop_test(t, test_scan_spans_lose_their_bitmap, 0, sizeof slots / sizeof *slots);
    tcase_add_loop_test(t, test_rounding_leaves_room_for_the_header, 0,
                        sizeof rounds / sizeof *rounds);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
