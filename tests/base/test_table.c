/* The hash table. */
#include "base/table.h"

#include "tests/suite.h"

#include <stdio.h>

static char keys[5000][24];
static int values[5000];

static void
make_keys(void)
{
    for (int i = 0; i < 5000; i++)
        snprintf(keys[i], sizeof keys[i], "%s%d", i % 2 ? "key" : "a_longer_key", i);
}

START_TEST(test_empty_table_finds_nothing)
{
    struct table t = {0};
    ck_assert_ptr_null(table_get_str(&t, "x"));
    ck_assert_ptr_null(table_get_ptr(&t, &t));
    ck_assert_ptr_null(table_remove(&t, "x", 1));
    table_finish(&t);
}
END_TEST

START_TEST(test_put_get_and_replace)
{
    struct table t = {0};
    make_keys();
    for (int i = 0; i < 5000; i++)
        ck_assert_ptr_null(table_put_str(&t, keys[i], &values[i]));
    ck_assert_uint_eq(t.live, 5000);
    for (int i = 0; i < 5000; i++)
        ck_assert_ptr_eq(table_get_str(&t, keys[i]), &values[i]);
    ck_assert_ptr_null(table_get_str(&t, "absent"));
    ck_assert_ptr_eq(table_put_str(&t, keys[7], &values[8]), &values[7]);
    ck_assert_ptr_eq(table_get_str(&t, keys[7]), &values[8]);
    ck_assert_uint_eq(t.live, 5000);
    table_finish(&t);
}
END_TEST

START_TEST(test_walk_is_in_order_of_insertion)
{
    struct table t = {0};
    make_keys();
    for (int i = 0; i < 5000; i++)
        table_put_str(&t, keys[4999 - i], &values[i]);
    for (int i = 0; i < 5000; i++)
        ck_assert_ptr_eq(t.entries[i].value, &values[i]);
    table_finish(&t);
}
END_TEST

START_TEST(test_removed_key_is_gone_and_comes_back_at_the_end)
{
    struct table t = {0};
    table_put_str(&t, "a", &values[0]);
    table_put_str(&t, "b", &values[1]);
    ck_assert_ptr_eq(table_remove(&t, "a", 1), &values[0]);
    ck_assert_ptr_null(table_get_str(&t, "a"));
    ck_assert_ptr_eq(table_get_str(&t, "b"), &values[1]);
    ck_assert_uint_eq(t.live, 1);
    ck_assert_ptr_null(table_put_str(&t, "a", &values[2]));
    ck_assert_ptr_eq(table_get_str(&t, "a"), &values[2]);
    ck_assert_ptr_eq(t.entries[t.n - 1].value, &values[2]);
    table_finish(&t);
}
END_TEST

START_TEST(test_put_and_remove_for_ever_does_not_grow)
{
    struct table t = {0};
    for (int i = 0; i < 100000; i++) {
        table_put_str(&t, "k", &values[0]);
        ck_assert_ptr_eq(table_remove(&t, "k", 1), &values[0]);
    }
    ck_assert_uint_le(t.cap, 16);
    table_finish(&t);
}
END_TEST

START_TEST(test_keys_are_byte_strings)
{
    struct table t = {0};
    table_put(&t, "a\0b", 3, &values[0]);
    table_put(&t, "a\0c", 3, &values[1]);
    table_put(&t, "a", 1, &values[2]);
    table_put(&t, "", 0, &values[3]);
    ck_assert_ptr_eq(table_get(&t, "a\0b", 3), &values[0]);
    ck_assert_ptr_eq(table_get(&t, "a\0c", 3), &values[1]);
    ck_assert_ptr_eq(table_get_str(&t, "a"), &values[2]);
    ck_assert_ptr_eq(table_get_str(&t, ""), &values[3]);
    table_finish(&t);
}
END_TEST

START_TEST(test_pointer_keys_are_compared_by_address)
{
    struct table t = {0};
    for (int i = 0; i < 5000; i++)
        ck_assert_ptr_null(table_put_ptr(&t, &values[i], &keys[i]));
    for (int i = 0; i < 5000; i++)
        ck_assert_ptr_eq(table_get_ptr(&t, &values[i]), &keys[i]);
    ck_assert_ptr_null(table_get_ptr(&t, &t));
    table_finish(&t);
}
END_TEST

int
main(void)
{
    SUITE_RUN("table", test_empty_table_finds_nothing, test_put_get_and_replace,
              test_walk_is_in_order_of_insertion,
              test_removed_key_is_gone_and_comes_back_at_the_end,
              test_put_and_remove_for_ever_does_not_grow, test_keys_are_byte_strings,
              test_pointer_keys_are_compared_by_address);
}
