/* ensure() and bug(): what they print and how they end the process. */
#include "base/bug.h"

#include "tests/base/stderr_capture.h"
#include "tests/suite.h"

#include <signal.h>
#include <string.h>

static char out[4096];

static void
break_invariant(void)
{
    ensure(1 + 1 == 3, "one and one is %d", 2);
}

static void
keep_invariant(void)
{
    ensure(1 + 1 == 2, "one and one is %d", 2);
}

static void
restore_terminal(void)
{
    fputs("restored;", stderr);
}

static void
die_with_wish(void)
{
    bug_set_last_wish(restore_terminal);
    bug("gone");
}

static void
fail_in_wish(void)
{
    bug("the wish itself");
}

static void
die_with_failing_wish(void)
{
    bug_set_last_wish(fail_in_wish);
    bug("gone");
}

static void
die_with_removed_wish(void)
{
    bug_set_last_wish(restore_terminal);
    bug_set_last_wish(NULL);
    bug("gone");
}

static void
run_out_of_memory(void)
{
    bug_out_of_memory(12345);
}

START_TEST(test_broken_invariant_prints_place_and_sentence_and_aborts)
{
    int status = stderr_capture(break_invariant, out, sizeof out);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    ck_assert_ptr_nonnull(strstr(out, "regionscope: bug: "));
    ck_assert_ptr_nonnull(strstr(out, "test_bug.c:"));
    ck_assert_ptr_nonnull(strstr(out, ": one and one is 2\n"));
}
END_TEST

START_TEST(test_kept_invariant_is_silent)
{
    int status = stderr_capture(keep_invariant, out, sizeof out);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    ck_assert_str_eq(out, "");
}
END_TEST

START_TEST(test_last_wish_runs_before_the_message)
{
    stderr_capture(die_with_wish, out, sizeof out);
    ck_assert_ptr_eq(strstr(out, "restored;regionscope: bug: "), out);
}
END_TEST

START_TEST(test_failing_last_wish_does_not_recurse)
{
    int status = stderr_capture(die_with_failing_wish, out, sizeof out);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    ck_assert_ptr_nonnull(strstr(out, "the wish itself"));
}
END_TEST

START_TEST(test_removed_last_wish_does_not_run)
{
    stderr_capture(die_with_removed_wish, out, sizeof out);
    ck_assert_ptr_null(strstr(out, "restored"));
}
END_TEST

START_TEST(test_exhausted_memory_names_the_size_and_aborts)
{
    int status = stderr_capture(run_out_of_memory, out, sizeof out);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    ck_assert_str_eq(out, "regionscope: out of host memory (12345 bytes asked for)\n");
}
END_TEST

int
main(void)
{
    SUITE_RUN("bug", test_broken_invariant_prints_place_and_sentence_and_aborts,
              test_kept_invariant_is_silent, test_last_wish_runs_before_the_message,
              test_failing_last_wish_does_not_recurse, test_removed_last_wish_does_not_run,
              test_exhausted_memory_names_the_size_and_aborts);
}
