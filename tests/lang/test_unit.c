/* Interning of names in a unit. */
#include "lang/unit.h"

#include "tests/suite.h"

#include <stdio.h>

START_TEST(equal_names_are_equal_pointers)
{
    struct unit *u = unit_create();
    const char *a = unit_intern(u, "alpha beta", 5);
    ck_assert_str_eq(a, "alpha");
    ck_assert_ptr_eq(a, unit_intern(u, "alpha", 5));
    ck_assert_ptr_ne(a, unit_intern(u, "alph", 4));
    unit_destroy(u);
}
END_TEST

START_TEST(names_stay_when_many_follow)
{
    struct unit *u = unit_create();
    const char *first = unit_intern(u, "first", 5);
    for (int i = 0; i < 5000; i++) {
        char name[16];
        int n = snprintf(name, sizeof name, "n%d", i);
        unit_intern(u, name, (size_t)n);
    }
    ck_assert_str_eq(first, "first");
    ck_assert_ptr_eq(first, unit_intern(u, "first", 5));
    unit_destroy(u);
}
END_TEST

START_TEST(destroy_accepts_null)
{
    unit_destroy(NULL);
}
END_TEST

int
main(void)
{
    SUITE_RUN("unit", equal_names_are_equal_pointers, names_stay_when_many_follow,
              destroy_accepts_null);
}
