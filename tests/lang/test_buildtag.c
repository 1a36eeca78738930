/* Which files of a folder are for linux/amd64. */
#include "lang/buildtag.h"

#include <check.h>

#include "tests/suite.h"

static const struct {
    const char *name;
    bool matches;
} names[] = {
    {"a.go", true},
    {"linux.go", true},
    {"a_linux.go", true},
    {"a_windows.go", false},
    {"a_amd64.go", true},
    {"a_arm64.go", false},
    {"a_linux_386.go", false},
    {"a_linux_amd64.go", true},
    {"a_darwin_amd64.go", false},
    {"windows_a.go", true},
    {"a_unix.go", true},
    {"a_b_c.go", true},
};

START_TEST(test_the_end_of_a_name_says_for_which_system)
{
    ck_assert_msg(buildtag_name_matches(names[_i].name) == names[_i].matches, "%s", names[_i].name);
}
END_TEST

static const struct {
    const char *text;
    bool matches;
} texts[] = {
    {"package main\n", true},
    {"//go:build ignore\n\npackage main\n", false},
    {"// Words.\n\n/* more\nwords */\n//go:build linux && amd64\n\npackage main\n", true},
    {"//go:build !linux\npackage main\n", false},
    {"//go:build windows || (unix && !arm64)\npackage main\n", true},
    {"//go:build go1.21 && !go1.99\npackage main\n", true},
    {"package main\n\n//go:build ignore\n", true},
};

START_TEST(test_a_comment_at_the_top_is_an_expression)
{
    ck_assert_msg(buildtag_text_matches(texts[_i].text) == texts[_i].matches, "%s", texts[_i].text);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("buildtag");
    TCase *tc = suite_case("buildtag");
    tcase_add_loop_test(tc, test_the_end_of_a_name_says_for_which_system, 0,
                        sizeof names / sizeof *names);
    tcase_add_loop_test(tc, test_a_comment_at_the_top_is_an_expression, 0,
                        sizeof texts / sizeof *texts);
    suite_add_tcase(s, tc);
    return suite_finish(s);
}
