#include "sample.h"
#include "suite.h"

#define S(seconds) ((int64_t)((seconds)*1e9))

static struct view v;
static struct narrator n;

static void
set_up(void)
{
    view_init(&v);
    sample_fill(&v);
    memset(&n, 0, sizeof n);
    narrator_look(&n, v.now, S(0));
}

static void
tear_down(void)
{
    view_finish(&v);
}

#define assert_says(words) ck_assert_msg(strstr(n.text, words) != NULL, "says: %s", n.text)

START_TEST(the_first_sentence_names_the_program)
{
    assert_says("tour.go");
}
END_TEST

START_TEST(one_sentence_a_second_at_most)
{
    v.now->stacks.grows++;
    narrator_look(&n, v.now, S(0.5));
    assert_says("tour.go");
    narrator_look(&n, v.now, S(1.1));
    assert_says("outgrew its stack");
}
END_TEST

START_TEST(a_cycle_is_more_important_than_a_stack)
{
    v.now->stacks.grows++;
    v.now->gc.cycle++;
    narrator_look(&n, v.now, S(2));
    assert_says("GC cycle 42 began: the live heap reached the trigger");
}
END_TEST

START_TEST(crowds_are_told_as_a_sum)
{
    v.now->gc.finished += 7;
    narrator_look(&n, v.now, S(2));
    assert_says("7 GC cycles ended");
}
END_TEST

START_TEST(the_end_is_told_at_once)
{
    v.now->run.state = SNAPSHOT_ENDED;
    v.now->run.exit_status = 2;
    narrator_look(&n, v.now, S(0.1));
    assert_says("exit status 2");
}
END_TEST

START_TEST(the_event_line_has_number_place_and_chain)
{
    char line[400];
    narrator_event(v.now, line, sizeof line);
    ck_assert_ptr_nonnull(strstr(line, "#1234 G18 fib tour.go:41"));
    ck_assert_ptr_nonnull(strstr(line, "Function call -pushes-> Stack frame"));
    ck_assert_ptr_nonnull(strstr(line, "64 B"));
}
END_TEST

START_TEST(no_event_is_no_line)
{
    char line[400] = "x";
    v.now->n_events = 0;
    narrator_event(v.now, line, sizeof line);
    ck_assert_str_eq(line, "");
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("narrator");
    TCase *tcase = suite_case("narrator");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, the_first_sentence_names_the_program);
    tcase_add_test(tcase, one_sentence_a_second_at_most);
    tcase_add_test(tcase, a_cycle_is_more_important_than_a_stack);
    tcase_add_test(tcase, crowds_are_told_as_a_sum);
    tcase_add_test(tcase, the_end_is_told_at_once);
    tcase_add_test(tcase, the_event_line_has_number_place_and_chain);
    tcase_add_test(tcase, no_event_is_no_line);
    suite_add_tcase(suite, tcase);
    return suite_finish(suite);
}
