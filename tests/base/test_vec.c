/* The growable array. */
#include "base/vec.h"

#include "tests/suite.h"

START_TEST(test_push_grows_and_keeps)
{
    VEC(int) list = {0};
    for (int i = 0; i < 1000; i++)
        vec_push(&list, i * 3);
    ck_assert_uint_eq(list.n, 1000);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(list.v[i], i * 3);
    ck_assert_int_eq(vec_last(&list), 2997);
    ck_assert_int_eq(vec_pop(&list), 2997);
    ck_assert_uint_eq(list.n, 999);
    vec_finish(&list);
    ck_assert_ptr_null(list.v);
}
END_TEST

START_TEST(test_each_walks_all_and_an_empty_one_not_at_all)
{
    VEC(int) list = {0};
    int sum = 0;
    vec_each (int *, p, &list)
        sum += *p;
    ck_assert_int_eq(sum, 0);
    for (int i = 1; i <= 4; i++)
        vec_push(&list, i);
    vec_each (int *, p, &list)
        sum += *p;
    ck_assert_int_eq(sum, 10);
    vec_finish(&list);
}
END_TEST

START_TEST(test_reserve_gives_room_at_once)
{
    VEC(char) list = {0};
    vec_reserve(&list, 1000);
    ck_assert_uint_ge(list.cap, 1000);
    char *before = list.v;
    for (int i = 0; i < 1000; i++)
        vec_push(&list, 'x');
    ck_assert_ptr_eq(list.v, before);
    vec_finish(&list);
}
END_TEST

int
main(void)
{
    SUITE_RUN("vec", test_push_grows_and_keeps, test_each_walks_all_and_an_empty_one_not_at_all,
              test_reserve_gives_room_at_once);
}
