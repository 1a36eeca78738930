#include "sample.h"
#include "suite.h"

static struct view v;

static void
set_up(void)
{
    view_init(&v);
    sample_fill(&v);
}

static void
tear_down(void)
{
    view_finish(&v);
}

START_TEST(every_listed_key_does_what_the_table_says)
{
    for (const struct keymap_entry *e = keymap_entries; e->action != KEYMAP_NONE; e++)
        for (int i = 0; i < 3 && e->keys[i]; i++)
            ck_assert_int_eq(keymap_find(e->keys[i]), e->action);
}
END_TEST

START_TEST(no_key_stands_twice_in_the_table)
{
    for (const struct keymap_entry *a = keymap_entries; a->action != KEYMAP_NONE; a++)
        for (const struct keymap_entry *b = a + 1; b->action != KEYMAP_NONE; b++)
            for (int i = 0; i < 9; i++)
                ck_assert(!a->keys[i / 3] || a->keys[i / 3] != b->keys[i % 3]);
}
END_TEST

START_TEST(keys_that_concern_the_run_are_handed_on)
{
    ck_assert_int_eq(view_key(&v, ' '), KEYMAP_STOP);
    ck_assert_int_eq(view_key(&v, '.'), KEYMAP_STEP_EVENT);
    ck_assert_int_eq(view_key(&v, 'q'), KEYMAP_QUIT);
    ck_assert_int_eq(view_key(&v, '?'), KEYMAP_NONE);
}
END_TEST

START_TEST(digits_focus_and_a_second_press_opens)
{
    view_key(&v, '4');
    ck_assert(v.focus == VIEW_GC && !v.zoomed);
    view_key(&v, '4');
    ck_assert(v.focus == VIEW_GC && v.zoomed);
    view_key(&v, KEYMAP_ESCAPE);
    ck_assert(!v.zoomed);
    view_key(&v, '8');
    ck_assert(v.focus == VIEW_RELATIONS && v.zoomed);
    view_key(&v, '1');
    ck_assert(!v.zoomed);
}
END_TEST

START_TEST(enter_twice_opens_a_goroutine_and_escape_goes_back_twice)
{
    view_key(&v, KEYMAP_ENTER);
    ck_assert_uint_eq(view_wants(&v).goroutine, 0);
    view_key(&v, KEYMAP_ENTER);
    ck_assert_uint_eq(view_wants(&v).goroutine, 1);
    ck_assert_int_eq(view_wants(&v).frame, -1);
    view_key(&v, KEYMAP_ESCAPE);
    ck_assert(v.zoomed);
    ck_assert_uint_eq(view_wants(&v).goroutine, 0);
    view_key(&v, KEYMAP_ESCAPE);
    ck_assert(!v.zoomed);
}
END_TEST

START_TEST(left_and_right_walk_along_the_frames)
{
    view_key(&v, KEYMAP_ENTER);
    view_key(&v, KEYMAP_ENTER);
    sample_frames(&v);
    view_key(&v, KEYMAP_RIGHT);
    ck_assert_int_eq(view_wants(&v).frame, 2);
    view_key(&v, KEYMAP_LEFT);
    view_key(&v, KEYMAP_LEFT);
    ck_assert_int_eq(view_wants(&v).frame, 0); /* from the frame shown */
    view_key(&v, 'n');
    ck_assert_int_eq(view_wants(&v).frame, -1);
}
END_TEST

START_TEST(the_goroutine_of_the_newest_event_is_looked_at_while_stepping)
{
    view_key(&v, KEYMAP_ENTER);
    v.now->run.state = SNAPSHOT_STOPPED;
    ck_assert_ptr_nonnull(view_event(&v));
    ck_assert_uint_eq(view_wants(&v).goroutine, view_event(&v)->goid);
}
END_TEST

START_TEST(a_filter_is_typed_and_letters_are_no_commands_then)
{
    view_key(&v, '/');
    ck_assert_int_eq(view_key(&v, 'q'), KEYMAP_NONE);
    view_key(&v, KEYMAP_BACKSPACE);
    for (const char *k = "fib"; *k; k++)
        view_key(&v, (uint32_t)*k);
    view_key(&v, KEYMAP_ENTER);
    int n = 0;
    for (unsigned i = 0; i < v.now->stacks.n_rows; i++)
        n += view_matches(&v, &v.now->stacks.rows[i]);
    ck_assert_int_eq(n, 2);
    view_key(&v, 'n');
    ck_assert_uint_eq(v.selected, 18);
    view_key(&v, 'n');
    ck_assert_uint_eq(v.selected, 20);
    view_key(&v, 'N');
    ck_assert_uint_eq(v.selected, 18);
    view_key(&v, KEYMAP_ESCAPE);
    ck_assert_str_eq(v.filter, "");
    ck_assert_int_eq(view_key(&v, 'q'), KEYMAP_QUIT);
}
END_TEST

START_TEST(ctrl_c_quits_while_a_filter_is_typed)
{
    view_key(&v, '/');
    ck_assert_int_eq(view_key(&v, 0x03), KEYMAP_QUIT);
}
END_TEST

START_TEST(scrolling_stays_inside_the_list)
{
    view_key(&v, '7');
    for (int i = 0; i < 50; i++)
        view_key(&v, KEYMAP_DOWN);
    ck_assert_int_lt(v.scroll[VIEW_TEXT], (int)v.now->text.n);
    for (int i = 0; i < 50; i++)
        view_key(&v, KEYMAP_UP);
    ck_assert_int_eq(v.scroll[VIEW_TEXT], 0);
}
END_TEST

START_TEST(a_frozen_view_keeps_its_numbers_and_sees_the_state)
{
    view_key(&v, 'f');
    v.live->heap.alloc = 1;
    v.live->run.state = SNAPSHOT_ENDED;
    view_advance(&v, 1);
    ck_assert_uint_ne(v.now->heap.alloc, 1);
    view_key(&v, 'f');
    view_advance(&v, 2);
    ck_assert_uint_eq(v.now->heap.alloc, 1);
}
END_TEST

START_TEST(long_lists_of_goroutines_are_asked_for_in_parts)
{
    struct snapshot_stacks *s = &v.now->stacks;
    s->n_rows = SNAPSHOT_ROWS;
    for (unsigned i = 0; i < SNAPSHOT_ROWS; i++)
        s->rows[i].id = i + 1;
    v.page_rows = 20;
    for (int i = 0; i < 20; i++)
        view_key(&v, KEYMAP_PAGE_DOWN);
    ck_assert_uint_gt(view_wants(&v).first_goroutine, 200);
    for (int i = 0; i < 60; i++)
        view_key(&v, KEYMAP_PAGE_UP);
    ck_assert_uint_eq(view_wants(&v).first_goroutine, 0);
}
END_TEST

START_TEST(p_shows_the_sites_and_asks_for_them)
{
    ck_assert_uint_eq(view_wants(&v).sites, 0);
    ck_assert_int_eq(view_key(&v, 'p'), KEYMAP_SITES); /* the program's owner begins to count */
    ck_assert(view_shows_sites(&v));
    ck_assert_uint_eq(view_wants(&v).sites, SNAPSHOT_SITES);
    ck_assert_int_eq(view_key(&v, 'P'), KEYMAP_COUNT_SITES);
    ck_assert_int_eq(view_key(&v, 'p'), KEYMAP_NONE);
    ck_assert(!v.zoomed);
}
END_TEST

START_TEST(a_site_is_chosen_opened_and_left)
{
    view_key(&v, 'p');
    sample_sites(&v, 1);
    ck_assert_uint_eq(view_wants(&v).site, 1);
    view_key(&v, KEYMAP_DOWN);
    ck_assert_uint_eq(view_wants(&v).site, v.sites.rows[1]);
    view_key(&v, 'n');
    ck_assert_uint_eq(view_wants(&v).site, v.sites.rows[2]);
    view_key(&v, KEYMAP_ENTER);
    ck_assert(v.sites.open);
    view_key(&v, KEYMAP_ESCAPE);
    ck_assert(!v.sites.open && view_shows_sites(&v));
    view_key(&v, KEYMAP_RIGHT);
    ck_assert_int_eq(v.sites.order, SITELIST_RATE);
    ck_assert(!view_wants(&v).sites_by_live);
    view_key(&v, KEYMAP_ESCAPE);
    ck_assert(!v.zoomed);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("view");
    TCase *tcase = suite_case("view");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, every_listed_key_does_what_the_table_says);
    tcase_add_test(tcase, no_key_stands_twice_in_the_table);
    tcase_add_test(tcase, keys_that_concern_the_run_are_handed_on);
    tcase_add_test(tcase, digits_focus_and_a_second_press_opens);
    tcase_add_test(tcase, enter_twice_opens_a_goroutine_and_escape_goes_back_twice);
    tcase_add_test(tcase, left_and_right_walk_along_the_frames);
    tcase_add_test(tcase, the_goroutine_of_the_newest_event_is_looked_at_while_stepping);
    tcase_add_test(tcase, a_filter_is_typed_and_letters_are_no_commands_then);
    tcase_add_test(tcase, ctrl_c_quits_while_a_filter_is_typed);
    tcase_add_test(tcase, scrolling_stays_inside_the_list);
    tcase_add_test(tcase, a_frozen_view_keeps_its_numbers_and_sees_the_state);
    tcase_add_test(tcase, long_lists_of_goroutines_are_asked_for_in_parts);
    tcase_add_test(tcase, p_shows_the_sites_and_asks_for_them);
    tcase_add_test(tcase, a_site_is_chosen_opened_and_left);
    suite_add_tcase(suite, tcase);
    return suite_finish(suite);
}
