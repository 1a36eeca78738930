#include "picture.h"
#include "suite.h"
#include "ui/theme.h"

static struct canvas c;
static struct buf text;

static const char *
drawn(void)
{
    buf_clear(&text);
    picture_text(&c, &text);
    canvas_finish(&c);
    return buf_cstr(&text);
}

START_TEST(text_that_fits_is_whole_and_else_ends_in_an_ellipsis)
{
    canvas_init(&c, 10, 2, CANVAS_BRAILLE);
    ck_assert_int_eq(canvas_text(&c, 0, 0, 5, THEME_PLAIN, "abcde"), 5);
    ck_assert_int_eq(canvas_text(&c, 0, 1, 5, THEME_PLAIN, "abcdef"), 5);
    ck_assert_str_eq(drawn(), "abcde\nabcd…\n");
}
END_TEST

START_TEST(right_alignment_ends_at_the_edge)
{
    canvas_init(&c, 6, 1, CANVAS_BRAILLE);
    canvas_right(&c, 0, 0, 6, THEME_PLAIN, "42");
    ck_assert_str_eq(drawn(), "    42\n");
}
END_TEST

START_TEST(bars_grow_in_eighths_and_show_the_least_amount)
{
    canvas_init(&c, 4, 4, CANVAS_BRAILLE);
    canvas_bar(&c, 0, 0, 4, THEME_HEAP, 0);
    canvas_bar(&c, 0, 1, 4, THEME_HEAP, 0.0001);
    canvas_bar(&c, 0, 2, 4, THEME_HEAP, 0.375);
    canvas_bar(&c, 0, 3, 4, THEME_HEAP, 7);
    ck_assert_str_eq(drawn(), "····\n▏···\n█▌··\n████\n");
}
END_TEST

START_TEST(ascii_replaces_every_glyph)
{
    canvas_init(&c, 8, 1, CANVAS_ASCII);
    canvas_text(&c, 0, 0, 8, THEME_PLAIN, "╭─│●░█→é");
    ck_assert_str_eq(drawn(), "+-|@.#>?\n");
}
END_TEST

START_TEST(drawing_outside_is_clipped)
{
    canvas_init(&c, 3, 1, CANVAS_BRAILLE);
    canvas_text(&c, 2, 0, 9, THEME_PLAIN, "abc");
    canvas_text(&c, -1, 0, 2, THEME_PLAIN, "xy");
    canvas_put(&c, 0, 5, THEME_PLAIN, 'z');
    canvas_frame(&c, (struct canvas_rect){-5, -5, 50, 50}, THEME_PLAIN);
    ck_assert_str_eq(drawn(), "y a\n");
}
END_TEST

START_TEST(wide_characters_take_two_cells)
{
    canvas_init(&c, 4, 1, CANVAS_BRAILLE);
    ck_assert_int_eq(canvas_text(&c, 0, 0, 4, THEME_PLAIN, "世a"), 3);
    ck_assert_int_eq((int)canvas_at(&c, 1, 0)->rune, 0);
    ck_assert_str_eq(drawn(), "世a\n");
}
END_TEST

START_TEST(broken_utf8_and_control_characters_do_no_harm)
{
    canvas_init(&c, 6, 1, CANVAS_BRAILLE);
    canvas_text(&c, 0, 0, 6, THEME_PLAIN, "a\033\xff\xe2\x82");
    ck_assert_str_eq(drawn(), "a \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\n");
}
END_TEST

int
main(void)
{
    SUITE_RUN("canvas", text_that_fits_is_whole_and_else_ends_in_an_ellipsis,
              right_alignment_ends_at_the_edge, bars_grow_in_eighths_and_show_the_least_amount,
              ascii_replaces_every_glyph, drawing_outside_is_clipped,
              wide_characters_take_two_cells, broken_utf8_and_control_characters_do_no_harm);
}
