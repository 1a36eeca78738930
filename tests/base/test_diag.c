/* Diagnostics, against what `go build` prints. */
#include "base/diag.h"

#include "tests/suite.h"

static struct diag d;
static struct buf out;

static struct pos
at(uint32_t line, uint16_t col)
{
    return (struct pos){.line = line, .col = col, .file = 0};
}

static void
begin(void)
{
    diag_init(&d);
    out = (struct buf){0};
    diag_add_file(&d, "./a.go");
}

static void
expect_and_end(size_t limit, const char *want)
{
    diag_format_errors(&d, limit, &out);
    ck_assert_str_eq(buf_cstr(&out), want);
    buf_finish(&out);
    diag_finish(&d);
}

START_TEST(test_errors_are_sorted_by_file_line_and_column)
{
    begin();
    uint16_t b = diag_add_file(&d, "./b.go");
    ck_assert(!diag_failed(&d));
    diag_error(&d, (struct pos){.line = 1, .col = 1, .file = b}, "the file that failed first");
    diag_error(&d, at(7, 2), "third");
    diag_error(&d, at(3, 9), "second %d", 2);
    diag_error(&d, at(3, 1), "first");
    ck_assert(diag_failed(&d));
    expect_and_end(10, "./b.go:1:1: the file that failed first\n"
                       "./a.go:3:1: first\n./a.go:3:9: second 2\n./a.go:7:2: third\n");
}
END_TEST

START_TEST(test_directives_set_the_places_that_are_shown)
{
    begin();
    diag_add_directive(&d, at(2, 1), "x.y", 10, 0);
    diag_add_directive(&d, at(4, 20), "z.y", 100, 5);
    diag_error(&d, at(1, 9), "real");
    diag_error(&d, at(3, 9), "no column");
    diag_error(&d, at(4, 19), "last of x.y");
    diag_error(&d, at(4, 20), "first of z.y");
    diag_error(&d, at(5, 20), "own column");
    struct buf place = {0};
    diag_write_place(&d, at(4, 22), true, &place);
    ck_assert_str_eq(buf_cstr(&place), "z.y:100:7[./a.go:4:22]");
    buf_finish(&place);
    expect_and_end(10, "./a.go:1:9: real\nx.y:11: no column\nx.y:12: last of x.y\n"
                       "z.y:100:5: first of z.y\nz.y:101:20: own column\n");
}
END_TEST

START_TEST(test_same_text_on_the_line_just_reported_is_dropped)
{
    begin();
    diag_error(&d, at(3, 2), "undefined: u");
    diag_error(&d, at(3, 7), "undefined: u"); /* dropped */
    diag_error(&d, at(3, 12), "undefined: v");
    diag_error(&d, at(3, 17), "undefined: u"); /* kept: v came between */
    diag_error(&d, at(4, 17), "undefined: u");
    expect_and_end(10, "./a.go:3:2: undefined: u\n./a.go:3:12: undefined: v\n"
                       "./a.go:3:17: undefined: u\n./a.go:4:17: undefined: u\n");
}
END_TEST

START_TEST(test_one_syntax_error_a_line)
{
    begin();
    diag_error(&d, at(3, 2), "syntax error: unexpected a");
    diag_error(&d, at(3, 5), "label x defined and not used");
    diag_error(&d, at(3, 9), "syntax error: unexpected b"); /* dropped */
    diag_error(&d, at(4, 1), "syntax error: unexpected c");
    expect_and_end(10, "./a.go:3:2: syntax error: unexpected a\n"
                       "./a.go:3:5: label x defined and not used\n"
                       "./a.go:4:1: syntax error: unexpected c\n");
}
END_TEST

START_TEST(test_identical_neighbours_are_printed_once)
{
    begin();
    diag_error(&d, at(3, 2), "x");
    diag_error(&d, at(2, 1), "y");
    diag_error(&d, at(3, 2), "x"); /* not the line just reported, so counted; printed once */
    expect_and_end(3, "./a.go:2:1: y\n./a.go:3:2: x\n./a.go:3:2: too many errors\n");
}
END_TEST

START_TEST(test_limit_takes_the_first_to_arrive_and_says_where_it_stopped)
{
    begin();
    diag_error(&d, at(9, 1), "a");
    diag_error(&d, at(5, 1), "b");
    diag_error(&d, at(1, 1), "too late");
    expect_and_end(2, "./a.go:5:1: b\n./a.go:9:1: a\n./a.go:5:1: too many errors\n");
}
END_TEST

START_TEST(test_exactly_ten_are_too_many_and_nine_are_not)
{
    for (uint32_t n = 9; n <= 10; n++) {
        struct buf want = {0};
        begin();
        for (uint32_t i = 1; i <= n; i++) {
            diag_error(&d, at(i, 2), "undefined: a%u", i);
            buf_printf(&want, "./a.go:%u:2: undefined: a%u\n", i, i);
        }
        if (n == 10)
            buf_add_str(&want, "./a.go:10:2: too many errors\n");
        expect_and_end(DIAG_GO_LIMIT, buf_cstr(&want));
        buf_finish(&want);
    }
}
END_TEST

START_TEST(test_no_limit_prints_all)
{
    begin();
    for (uint32_t i = 1; i <= 12; i++)
        diag_error(&d, at(i, 1), "e");
    diag_format_errors(&d, 0, &out);
    size_t lines = 0;
    for (size_t i = 0; i < out.len; i++)
        lines += out.data[i] == '\n';
    ck_assert_uint_eq(lines, 12);
    buf_finish(&out);
    diag_finish(&d);
}
END_TEST

START_TEST(test_far_columns_and_missing_positions_are_not_printed)
{
    begin();
    diag_error(&d, at(1, 254), "near");
    diag_error(&d, at(2, 255), "far");
    diag_error(&d, at(3, 60000), "farther");
    diag_error(&d, at(4, 0), "whole line");
    diag_error(&d, at(0, 0), "nowhere");
    expect_and_end(0, "nowhere\n./a.go:1:254: near\n./a.go:2: far\n./a.go:3: farther\n"
                      "./a.go:4: whole line\n");
}
END_TEST

START_TEST(test_notes_are_kept_apart_in_order_of_arrival)
{
    begin();
    diag_note(&d, at(4, 2), "moved to heap: x");
    diag_note(&d, at(2, 6), "can inline f");
    diag_note(&d, at(4, 2), "another");
    ck_assert(!diag_failed(&d));
    diag_format_notes(&d, &out);
    ck_assert_str_eq(buf_cstr(&out), "./a.go:4:2: moved to heap: x\n./a.go:2:6: can inline f\n"
                                     "./a.go:4:2: another\n");
    buf_clear(&out);
    expect_and_end(10, "");
}
END_TEST

int
main(void)
{
    SUITE_RUN("diag", test_errors_are_sorted_by_file_line_and_column,
              test_directives_set_the_places_that_are_shown,
              test_same_text_on_the_line_just_reported_is_dropped, test_one_syntax_error_a_line,
              test_identical_neighbours_are_printed_once,
              test_limit_takes_the_first_to_arrive_and_says_where_it_stopped,
              test_exactly_ten_are_too_many_and_nine_are_not, test_no_limit_prints_all,
              test_far_columns_and_missing_positions_are_not_printed,
              test_notes_are_kept_apart_in_order_of_arrival);
}
