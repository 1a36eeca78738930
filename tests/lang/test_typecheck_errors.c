/* Wrong programs and the messages of Go 1.26 for them, word for word and column for column: the
 * table was written from the output of `go tool compile -e`. Each source stands in "x.go" after the
 * line "package p". */
#include <string.h>

#include "tests/lang/typecheck_fixture.h"

struct row {
    const char *source;
    const char *errors; /* "" = the program is right */
};

static const struct row rows[] = {
#include "tests/lang/typecheck_errors.def"
};

START_TEST(reports_what_go_reports)
{
    const struct row *r = &rows[_i];
    struct fixture f;
    fixture_init(&f);
    fixture_check(&f, r->source);
    ck_assert_msg(strcmp(fixture_errors(&f), r->errors) == 0, "source:\n%s\nwant:\n%s\ngot:\n%s",
                  r->source, r->errors, fixture_errors(&f));
    fixture_finish(&f);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("typecheck_errors");
    TCase *tc = suite_case("errors");
    tcase_add_loop_test(tc, reports_what_go_reports, 0, sizeof rows / sizeof rows[0]);
    suite_add_tcase(s, tc);
    return suite_finish(s);
}
