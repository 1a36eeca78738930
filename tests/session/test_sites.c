/* Allocation sites of real programs: where, what, how many; all of them; only while somebody
 * counts. */
#include "session.h"

#include "base/xalloc.h"
#include "tests/suite.h"

#include <stdio.h>
#include <string.h>

#define SECOND INT64_C(1000000000)

static const struct snapshot_view view = {.rows = 1, .sites = SNAPSHOT_SITES};

static void
ignore(void *ctx, int fd, const char *data, size_t n)
{
    (void)ctx, (void)fd, (void)data, (void)n;
}

static struct session *
open_session(const char *text, uint64_t rate)
{
    struct buf errors = {0};
    struct session_options o;
    session_options_init(&o);
    o.path = o.name = "test.go";
    o.text = text;
    o.text_len = strlen(text);
    o.output = ignore;
    o.notes = true;
    o.sites_rate = rate;
    struct session *s = session_create(&o, &errors);
    ck_assert_msg(s != NULL, "%s", buf_cstr(&errors));
    ck_assert_msg(session_start(s, &errors), "%s", buf_cstr(&errors));
    buf_finish(&errors);
    return s;
}

static void
look(struct session *s, struct snapshot *snap)
{
    char why[200];
    session_snapshot(s, &view, snap);
    ck_assert_msg(snapshot_check(snap, why, sizeof why), "%s", why);
}

/* The sites of a line; `n` of them. */
static const struct snapshot_site *
sites_at(const struct snapshot *snap, uint32_t line, unsigned *n)
{
    const struct snapshot_site *first = NULL;
    *n = 0;
    for (unsigned i = 0; i < snap->sites.n; i++) {
        const struct snapshot_site *k = &snap->sites.list[i];
        if (k->line != line || !k->user)
            continue;
        first = first ? first : k;
        ++*n;
    }
    return first;
}

static const char counted[] = "package main\n"                         /* 1 */
                              "import (\"fmt\"; \"runtime\")\n"        /* 2 */
                              "type T struct{ a, b, c int }\n"         /* 3 */
                              "var keep []*T\n"                        /* 4 */
                              "var m = map[int]int{}\n"                /* 5 */
                              "var any1 any\n"                         /* 6 */
                              "func main() {\n"                        /* 7 */
                              "  keep = make([]*T, 0, 100)\n"          /* 8 */
                              "  for i := range 100 {\n"               /* 9 */
                              "    keep = append(keep, &T{i, i, i})\n" /* 10 */
                              "    m[i] = i\n"                         /* 11 */
                              "    any1 = i + 1000\n"                  /* 12 */
                              "    x := i\n"                           /* 13 */
                              "    defer func() { x++ }()\n"           /* 14 */
                              "    _ = fmt.Sprint(i)\n"                /* 15 */
                              "  }\n"                                  /* 16 */
                              "  keep = keep[:50:50]\n"                /* 17 */
                              "  clear(keep)\n"                        /* 18 */
                              "  runtime.GC(); runtime.GC()\n"         /* 19 */
                              "}\n";

START_TEST(test_each_allocation_has_its_line_and_words)
{
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    struct session *s = open_session(counted, 1);
    unsigned n;
    ck_assert(session_wait(s, 20 * SECOND));
    look(s, snap);
    ck_assert_uint_eq(snap->sites.rate, 1);
    const struct snapshot_site *k = sites_at(snap, 8, &n);
    ck_assert_uint_eq(n, 1);
    ck_assert_str_eq(k->func, "main.main");
    ck_assert_str_eq(k->file, "test.go");
    ck_assert_str_eq(k->what, "make([]*T, 0, 100) escapes to heap");
    ck_assert_uint_eq(k->objects, 1);
    ck_assert_uint_eq(k->bytes, 896);
    k = sites_at(snap, 10, &n);
    ck_assert_uint_eq(n, 1);
    ck_assert_str_eq(k->what, "&T{...} escapes to heap");
    ck_assert_uint_eq(k->objects, 100);
    ck_assert_uint_eq(k->bytes, 2400);
    ck_assert_uint_eq(k->live_bytes, 50 * 24);
    k = sites_at(snap, 11, &n);
    ck_assert_uint_eq(n, 1);
    ck_assert_str_eq(k->what, "map[int]int grows");
    k = sites_at(snap, 12, &n);
    ck_assert_uint_eq(n, 1);
    ck_assert_uint_eq(k->objects, 100);
    ck_assert_str_eq(k->what, "i + 1000 escapes to heap");
    k = sites_at(snap, 15, &n);
    ck_assert_uint_ge(n, 1);
    bool inside = false;
    for (unsigned i = 0; i < snap->sites.n; i++)
        inside |= strcmp(snap->sites.list[i].via, "fmt.Sprint") == 0;
    ck_assert(inside);
    session_destroy(s);
    free(snap);
}
END_TEST

START_TEST(test_counted_from_the_start_nothing_is_missed)
{
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    struct session *s = open_session(counted, 1);
    ck_assert(session_wait(s, 20 * SECOND));
    look(s, snap);
    ck_assert_uint_eq(snap->sites.objects, snap->heap.mallocs + snap->heap.tiny_allocs);
    ck_assert_uint_eq(snap->sites.bytes, snap->heap.total_alloc);
    ck_assert_uint_eq(snap->sites.live_bytes, snap->heap.alloc);
    session_destroy(s);
    free(snap);
}
END_TEST

static const char churn[] = "package main\n"
                            "type T struct{ l, r *T }\n"
                            "func build(n int) *T {\n"
                            "  if n == 0 { return nil }\n"
                            "  return &T{build(n-1), build(n-1)} }\n"
                            "var keep *T\n"
                            "func main() { for { keep = build(12) } }\n";

START_TEST(test_counting_can_begin_and_end_while_the_program_runs)
{
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    struct session *s = open_session(churn, 0);
    unsigned n;
    do
        look(s, snap);
    while (snap->gc.finished < 1);
    ck_assert_uint_eq(snap->sites.rate, 0);
    ck_assert_uint_eq(snap->sites.n, 0);
    session_count_sites(s, 1);
    do
        look(s, snap);
    while (snap->gc.finished < 4 || snap->sites.objects < 100000);
    ck_assert_int_gt(snap->sites.since_ns, 0);
    const struct snapshot_site *k = sites_at(snap, 5, &n);
    ck_assert_uint_eq(n, 1);
    ck_assert_str_eq(k->func, "main.build");
    ck_assert_uint_ge(k->objects, 100000);
    session_count_sites(s, 0);
    look(s, snap);
    ck_assert_uint_eq(snap->sites.rate, 0);
    ck_assert_uint_eq(snap->sites.total, 0);
    session_count_sites(s, 64 << 10); /* anew, and sampled */
    do
        look(s, snap);
    while (snap->sites.objects < 50000);
    ck_assert_uint_eq(snap->sites.rate, 64 << 10);
    session_destroy(s);
    free(snap);
}
END_TEST

START_TEST(test_the_source_of_a_site_is_shown_on_request)
{
    struct snapshot *snap = xcalloc(1, sizeof *snap);
    struct session *s = open_session(counted, 1);
    struct snapshot_view one = view;
    unsigned n;
    ck_assert(session_wait(s, 20 * SECOND));
    look(s, snap);
    ck_assert_uint_eq(snap->sites.shown, 0);
    one.site = sites_at(snap, 10, &n)->id;
    session_snapshot(s, &one, snap);
    ck_assert_uint_eq(snap->sites.shown, one.site);
    ck_assert_uint_ge(snap->sites.n_lines, 10);
    unsigned at = 10 - snap->sites.first_line;
    ck_assert_str_eq(snap->sites.lines[at], "    keep = append(keep, &T{i, i, i})");
    ck_assert_ptr_nonnull(strstr(snap->sites.notes[at], "&T{...} escapes to heap"));
    session_destroy(s);
    free(snap);
}
END_TEST

int
main(void)
{
    SUITE_RUN("sites", test_each_allocation_has_its_line_and_words,
              test_counted_from_the_start_nothing_is_missed,
              test_counting_can_begin_and_end_while_the_program_runs,
              test_the_source_of_a_site_is_shown_on_request);
}
