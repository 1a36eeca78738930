/* Memory freed all at once. */
#include "base/bump.h"

#include "tests/suite.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static bool
all_bytes_are(const unsigned char *p, size_t n, size_t want)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] != want)
            return false;
    return true;
}

START_TEST(test_memory_is_zeroed_aligned_and_not_shared)
{
    struct bump b = {0};
    enum { N = 5000 };
    static unsigned char *p[N];
    for (size_t i = 0; i < N; i++) {
        size_t bytes = i * 7 % 300;
        p[i] = bump_alloc(&b, bytes);
        ck_assert_uint_eq((uintptr_t)p[i] % 16, 0);
        ck_assert(all_bytes_are(p[i], bytes, 0));
        memset(p[i], (int)(i % 255 + 1), bytes);
    }
    for (size_t i = 0; i < N; i++)
        ck_assert(all_bytes_are(p[i], i * 7 % 300, i % 255 + 1));
    bump_finish(&b);
}
END_TEST

START_TEST(test_large_request_leaves_the_newest_chunk_in_use)
{
    struct bump b = {0};
    char *before = bump_alloc(&b, 16);
    char *large = bump_alloc(&b, 10 << 20);
    memset(large, 1, 10 << 20);
    char *after = bump_alloc(&b, 16);
    ck_assert_ptr_eq(after, before + 16);
    bump_finish(&b);
}
END_TEST

START_TEST(test_large_request_may_come_first)
{
    struct bump b = {0};
    char *large = bump_alloc(&b, 1 << 20);
    memset(large, 1, 1 << 20);
    char *small = bump_alloc(&b, 8);
    ck_assert(small < large || small >= large + (1 << 20));
    ck_assert_int_eq(small[0], 0);
    bump_finish(&b);
}
END_TEST

START_TEST(test_strings_are_copies)
{
    struct bump b = {0};
    char text[] = "hello";
    char *all = bump_strdup(&b, text), *part = bump_strndup(&b, text, 2);
    text[0] = 'j';
    ck_assert_str_eq(all, "hello");
    ck_assert_str_eq(part, "he");
    ck_assert_int_eq(memcmp(bump_strndup(&b, "a\0b", 3), "a\0b", 4), 0);
    ck_assert_str_eq(bump_printf(&b, "%s-%d", text, 12), "jello-12");
    ck_assert_uint_eq(strlen(bump_printf(&b, "%9000d", 1)), 9000);
    bump_finish(&b);
}
END_TEST

START_TEST(test_typed_forms_and_total)
{
    struct bump b = {0};
    int64_t *one = bump_new(&b, int64_t);
    int64_t *many = bump_array(&b, int64_t, 10);
    *one = 5;
    ck_assert_int_eq(many[9], 0);
    ck_assert_uint_eq(b.total, 16 + 80);
    bump_finish(&b);
    ck_assert_uint_eq(b.total, 0);
    ck_assert_ptr_nonnull(bump_alloc(&b, 0));
    bump_finish(&b);
}
END_TEST

int
main(void)
{
    SUITE_RUN("bump", test_memory_is_zeroed_aligned_and_not_shared,
              test_large_request_leaves_the_newest_chunk_in_use, test_large_request_may_come_first,
              test_strings_are_copies, test_typed_forms_and_total);
}
