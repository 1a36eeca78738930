/* Order and rates of allocation sites, looked at once a second. */
#include "suite.h"
#include "ui/sitelist.h"

#define SECOND INT64_C(1000000000)

static struct sitelist l;
static struct snapshot_sites s;

/* Site `id` has allocated so much by now. */
static void
put(uint32_t id, uint64_t bytes, uint64_t live)
{
    struct snapshot_site *k = &s.list[id - 1];
    k->id = id;
    k->bytes = bytes;
    k->live_bytes = live;
    k->objects = bytes / (id * 16);
    if (s.n < id)
        s.n = s.total = id;
}

static void
set_up(void)
{
    memset(&l, 0, sizeof l);
    memset(&s, 0, sizeof s);
    s.rate = 1;
    s.since_ns = 5;
    put(1, 1000, 500);
    put(2, 4000, 100);
    put(3, 2000, 900);
    sitelist_advance(&l, &s, SECOND);
}

START_TEST(rows_are_ordered_by_what_was_chosen)
{
    ck_assert_uint_eq(l.n, 3);
    ck_assert(l.rows[0] == 3 && l.rows[1] == 1 && l.rows[2] == 2);
    ck_assert_uint_eq(l.selected, 3);
    sitelist_reorder(&l, 1);
    sitelist_reorder(&l, 1);
    ck_assert_int_eq(l.order, SITELIST_BYTES);
    sitelist_advance(&l, &s, SECOND + 1);
    ck_assert(l.rows[0] == 2 && l.rows[1] == 3 && l.rows[2] == 1);
    ck_assert_uint_eq(l.selected, 3); /* stays the same site */
    ck_assert_uint_eq(sitelist_row(&l), 1);
    for (int i = 0; i < 10; i++)
        sitelist_reorder(&l, 1);
    ck_assert_int_eq(l.order, SITELIST_OBJECTS);
}
END_TEST

START_TEST(the_order_holds_for_a_second)
{
    put(2, 9000, 5000);
    put(4, 10, 10000);
    sitelist_advance(&l, &s, SECOND * 3 / 2);
    ck_assert(l.rows[0] == 3 && l.rows[1] == 1 && l.rows[2] == 2);
    ck_assert_uint_eq(l.rows[3], 4); /* new ones go to the end */
    sitelist_advance(&l, &s, SECOND * 2);
    ck_assert(l.rows[0] == 4 && l.rows[1] == 2 && l.rows[2] == 3 && l.rows[3] == 1);
}
END_TEST

START_TEST(rates_are_bytes_a_second)
{
    put(1, 7000, 500);
    sitelist_advance(&l, &s, SECOND * 3);
    ck_assert_uint_eq(sitelist_rate(&l, &s.list[0]), 3000);
    ck_assert_uint_eq(sitelist_rate(&l, &s.list[1]), 0);
    sitelist_advance(&l, &s, SECOND * 4);
    ck_assert_uint_eq(sitelist_rate(&l, &s.list[0]), 0);
}
END_TEST

START_TEST(counting_anew_forgets_all_but_the_order)
{
    l.open = true;
    sitelist_reorder(&l, 1);
    s.n = 1;
    s.since_ns = 6;
    sitelist_advance(&l, &s, SECOND * 2);
    ck_assert_uint_eq(l.n, 1);
    ck_assert(!l.open);
    ck_assert_uint_eq(l.selected, 1);
    ck_assert_int_eq(l.order, SITELIST_RATE);
    ck_assert_uint_eq(sitelist_rate(&l, &s.list[0]), 0);
}
END_TEST

START_TEST(the_selection_stops_at_both_ends)
{
    sitelist_move(&l, -5);
    ck_assert_uint_eq(l.selected, 3);
    sitelist_move(&l, 1);
    ck_assert_uint_eq(l.selected, 1);
    sitelist_move(&l, 50);
    ck_assert_uint_eq(l.selected, 2);
    ck_assert_ptr_eq(sitelist_at(&l, &s, 2), &s.list[1]);
    ck_assert_ptr_null(sitelist_at(&l, &s, 3));
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("sitelist");
    TCase *t = suite_case("sitelist");
    tcase_add_checked_fixture(t, set_up, NULL);
    tcase_add_test(t, rows_are_ordered_by_what_was_chosen);
    tcase_add_test(t, the_order_holds_for_a_second);
    tcase_add_test(t, rates_are_bytes_a_second);
    tcase_add_test(t, counting_anew_forgets_all_but_the_order);
    tcase_add_test(t, the_selection_stops_at_both_ends);
    suite_add_tcase(suite, t);
    return suite_finish(suite);
}
