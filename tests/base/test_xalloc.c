/* The allocators that never fail. */
#include "base/xalloc.h"

#include "tests/base/stderr_capture.h"
#include "tests/suite.h"

#include <signal.h>
#include <stdint.h>
#include <string.h>

static void
overflow_product(void)
{
    free(xcalloc(SIZE_MAX / 2, 3));
}

START_TEST(test_zero_bytes_are_a_pointer_too)
{
    void *a = xmalloc(0), *b = xcalloc(0, 8), *c = xrealloc(NULL, 0, 8);
    ck_assert_ptr_nonnull(a);
    ck_assert_ptr_nonnull(b);
    ck_assert_ptr_nonnull(c);
    free(a);
    free(b);
    free(c);
}
END_TEST

START_TEST(test_calloc_zeroes)
{
    unsigned char *p = xcalloc(100, 3);
    for (int i = 0; i < 300; i++)
        ck_assert_uint_eq(p[i], 0);
    free(p);
}
END_TEST

START_TEST(test_realloc_keeps_content)
{
    int *p = xrealloc(NULL, 4, sizeof *p);
    for (int i = 0; i < 4; i++)
        p[i] = i;
    p = xrealloc(p, 4000, sizeof *p);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(p[i], i);
    free(p);
}
END_TEST

START_TEST(test_overflowing_product_aborts)
{
    char out[256];
    int status = stderr_capture(overflow_product, out, sizeof out);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    ck_assert_ptr_nonnull(strstr(out, "out of host memory"));
}
END_TEST

START_TEST(test_strndup_stops_at_the_nul_and_at_n)
{
    char *a = xstrndup("hello", 3), *b = xstrndup("hi\0no", 5), *c = xstrdup("");
    ck_assert_str_eq(a, "hel");
    ck_assert_str_eq(b, "hi");
    ck_assert_str_eq(c, "");
    free(a);
    free(b);
    free(c);
}
END_TEST

START_TEST(test_asprintf_formats_any_length)
{
    char *s = xasprintf("%05d|%1000s", 42, "x");
    ck_assert_uint_eq(strlen(s), 1006);
    ck_assert_int_eq(strncmp(s, "00042|", 6), 0);
    free(s);
}
END_TEST

int
main(void)
{
    SUITE_RUN("xalloc", test_zero_bytes_are_a_pointer_too, test_calloc_zeroes,
              test_realloc_keeps_content, test_overflowing_product_aborts,
              test_strndup_stops_at_the_nul_and_at_n, test_asprintf_formats_any_length);
}
