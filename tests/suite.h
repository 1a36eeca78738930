/* The frame that every Check test of this tree shares: one suite, one test case, TAP on stdout when
 * the environment asks for it (the build does). Failures are told through TAP and not through the
 * exit status, so that meson counts tests and not binaries.
 *
 *     int main(void) { SUITE_RUN("buf", test_this, test_that); }
 *
 * A suite with fixtures or loop tests builds its test case itself and ends with suite_finish. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <check.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Does each test run in its own process, so that one may end by a signal? */
static inline bool
suite_forks(void)
{
    const char *s = getenv("CK_FORK");
    return !s || strcmp(s, "no") != 0;
}

/* Do sanitizers keep the address space of this process for themselves? */
static inline bool
suite_is_sanitized(void)
{
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
    return true;
#elif defined __has_feature
    return __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
    return false;
#endif
}

/* A test case whose limit of time finds tests that hang, not machines that are busy. */
static inline TCase *
suite_case(const char *name)
{
    TCase *tcase = tcase_create(name);
    tcase_set_timeout(tcase, 60);
    return tcase;
}

static inline int
suite_finish(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed && !getenv("CK_TAP_LOG_FILE_NAME") ? EXIT_FAILURE : EXIT_SUCCESS;
}

static inline int
suite_run(const char *name, const TTest *const *tests, size_t n)
{
    Suite *suite = suite_create(name);
    TCase *tcase = suite_case(name);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite_finish(suite);
}

#define SUITE_RUN(name, ...)                                                                       \
    const TTest *const suite_tests_[] = {__VA_ARGS__};                                             \
    return suite_run(name, suite_tests_, sizeof suite_tests_ / sizeof *suite_tests_)

#endif
