/* The growable byte buffer. */
#include "base/buf.h"

#include "tests/suite.h"

#include <string.h>

START_TEST(test_empty_buffer_is_an_empty_string)
{
    struct buf b = {0};
    ck_assert_str_eq(buf_cstr(&b), "");
    char *s = buf_steal(&b);
    ck_assert_str_eq(s, "");
    free(s);
    buf_finish(&b);
}
END_TEST

START_TEST(test_every_addition_keeps_the_nul)
{
    struct buf b = {0};
    for (size_t i = 0; i < 1000; i++) {
        buf_add_byte(&b, 'a' + (int)(i % 26));
        ck_assert_uint_eq(b.len, i + 1);
        ck_assert_int_eq(b.data[b.len], '\0');
        ck_assert_uint_lt(b.len, b.cap);
    }
    for (size_t i = 0; i < 1000; i++)
        ck_assert_int_eq(b.data[i], 'a' + (int)(i % 26));
    buf_finish(&b);
}
END_TEST

START_TEST(test_bytes_may_hold_nuls)
{
    struct buf b = {0};
    buf_add(&b, "a\0b", 3);
    buf_add(&b, NULL, 0);
    ck_assert_uint_eq(b.len, 3);
    ck_assert_int_eq(memcmp(b.data, "a\0b", 4), 0);
    buf_finish(&b);
}
END_TEST

static const struct {
    int32_t rune;
    const char *utf8;
} runes[] = {
    {'A', "A"},
    {0x7f, "\x7f"},
    {0x80, "\xc2\x80"},
    {0x7ff, "\xdf\xbf"},
    {0x800, "\xe0\xa0\x80"},
    {0x4e16, "\xe4\xb8\x96"},
    {0xffff, "\xef\xbf\xbf"},
    {0x10000, "\xf0\x90\x80\x80"},
    {0x10ffff, "\xf4\x8f\xbf\xbf"},
    {0x110000, "\xef\xbf\xbd"},
    {0xd800, "\xef\xbf\xbd"},
    {0xdfff, "\xef\xbf\xbd"},
    {-1, "\xef\xbf\xbd"},
};

START_TEST(test_runes_are_written_as_utf8)
{
    for (size_t i = 0; i < sizeof runes / sizeof *runes; i++) {
        struct buf b = {0};
        buf_add_rune(&b, runes[i].rune);
        ck_assert_str_eq(buf_cstr(&b), runes[i].utf8);
        buf_finish(&b);
    }
}
END_TEST

START_TEST(test_printf_grows_and_appends)
{
    struct buf b = {0};
    buf_add_str(&b, "x=");
    buf_printf(&b, "%d ", 7);
    buf_printf(&b, "%500s|", "right");
    ck_assert_uint_eq(b.len, 2 + 2 + 501);
    ck_assert_int_eq(strncmp(b.data, "x=7 ", 4), 0);
    ck_assert_str_eq(b.data + b.len - 6, "right|");
    buf_finish(&b);
}
END_TEST

START_TEST(test_printf_that_just_fits_and_just_does_not)
{
    for (int width = 1; width < 80; width++) {
        struct buf b = {0};
        buf_printf(&b, "%*d", width, 7);
        ck_assert_uint_eq(b.len, (size_t)width);
        ck_assert_int_eq(b.data[width - 1], '7');
        buf_finish(&b);
    }
}
END_TEST

START_TEST(test_clear_keeps_the_memory_and_steal_gives_it_away)
{
    struct buf b = {0};
    buf_add_str(&b, "hello");
    size_t cap = b.cap;
    buf_clear(&b);
    ck_assert_str_eq(buf_cstr(&b), "");
    ck_assert_uint_eq(b.cap, cap);
    buf_add_str(&b, "again");
    char *s = buf_steal(&b);
    ck_assert_str_eq(s, "again");
    ck_assert_ptr_null(b.data);
    ck_assert_uint_eq(b.len, 0);
    free(s);
}
END_TEST

int
main(void)
{
    SUITE_RUN("buf", test_empty_buffer_is_an_empty_string, test_every_addition_keeps_the_nul,
              test_bytes_may_hold_nuls, test_runes_are_written_as_utf8,
              test_printf_grows_and_appends, test_printf_that_just_fits_and_just_does_not,
              test_clear_keeps_the_memory_and_steal_gives_it_away);
}
