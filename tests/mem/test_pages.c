/* The page allocator, against a page map of one byte a page. */
#include "mem/pages.h"

#include "base/rng.h"
#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNKS = 8, PAGES = CHUNKS * PAGES_PER_CHUNK };

static struct pages pages;

static void
setup(void)
{
    pages_init(&pages, CHUNKS);
}

static void
teardown(void)
{
    pages_finish(&pages);
}

START_TEST(test_nothing_fits_before_growth)
{
    uint64_t bare;
    ck_assert_uint_eq(pages_alloc(&pages, 1, &bare), PAGES_NONE);
    pages_grow(&pages, 1);
    ck_assert_uint_eq(pages_alloc(&pages, PAGES_PER_CHUNK + 1, &bare), PAGES_NONE);
    ck_assert_uint_eq(pages_alloc(&pages, PAGES_PER_CHUNK, &bare), 0);
    ck_assert_uint_eq(bare, PAGES_PER_CHUNK);
    ck_assert_uint_eq(pages_alloc(&pages, 1, &bare), PAGES_NONE);
    pages_check(&pages);
}
END_TEST

START_TEST(test_lowest_fit_wins)
{
    uint64_t bare;
    pages_grow(&pages, 2);
    for (unsigned i = 0; i < 10; i++)
        ck_assert_uint_eq(pages_alloc(&pages, 3, &bare), 3 * i);
    pages_free(&pages, 3, 3);
    pages_free(&pages, 12, 6);
    ck_assert_uint_eq(pages_alloc(&pages, 4, &bare), 12);
    ck_assert_uint_eq(bare, 0);
    ck_assert_uint_eq(pages_alloc(&pages, 1, &bare), 3);
    ck_assert_uint_eq(pages_alloc(&pages, 2, &bare), 4);
    ck_assert_uint_eq(pages_alloc(&pages, 2, &bare), 16);
    ck_assert_uint_eq(pages_alloc(&pages, 2, &bare), 30);
    pages_check(&pages);
}
END_TEST

START_TEST(test_runs_cross_chunks)
{
    uint64_t bare;
    pages_grow(&pages, 4);
    ck_assert_uint_eq(pages_alloc(&pages, 500, &bare), 0);
    ck_assert_uint_eq(pages_alloc(&pages, 1000, &bare), 500);
    ck_assert_uint_eq(pages_alloc(&pages, 548, &bare), 1500);
    ck_assert_uint_eq(pages_alloc(&pages, 1, &bare), PAGES_NONE);
    pages_free(&pages, 500, 1000);
    pages_check(&pages);
    ck_assert_uint_eq(pages_alloc(&pages, 1000, &bare), 500);
}
END_TEST

START_TEST(test_scavenging_takes_the_highest_pages)
{
    uint64_t bare, first, n;
    pages_grow(&pages, 2);
    ck_assert(!pages_scavenge(&pages, 10, &first, &n));
    ck_assert_uint_eq(pages_alloc(&pages, 100, &bare), 0);
    pages_free(&pages, 10, 2);
    pages_free(&pages, 70, 10);
    ck_assert(pages_scavenge(&pages, 6, &first, &n));
    ck_assert_uint_eq(first, 74);
    ck_assert_uint_eq(n, 6);
    ck_assert(pages_scavenge(&pages, 6, &first, &n));
    ck_assert_uint_eq(first, 70);
    ck_assert_uint_eq(n, 4);
    ck_assert(pages_scavenge(&pages, 6, &first, &n));
    ck_assert_uint_eq(first, 10);
    ck_assert_uint_eq(n, 2);
    ck_assert(!pages_scavenge(&pages, 6, &first, &n));
    pages_check(&pages);
    ck_assert_uint_eq(pages_alloc(&pages, 8, &bare), 70);
    ck_assert_uint_eq(bare, 8);
}
END_TEST

/* A page map kept as one byte a page: U in use, F free and backed, S scavenged, '.' not grown. */
struct shadow {
    char page[PAGES];
};

static uint64_t
shadow_fit(const struct shadow *m, uint64_t n)
{
    uint64_t run = 0;
    for (uint64_t i = 0; i < PAGES; i++) {
        run = m->page[i] == 'F' || m->page[i] == 'S' ? run + 1 : 0;
        if (run == n)
            return i + 1 - n;
    }
    return PAGES_NONE;
}

START_TEST(test_agrees_with_a_plain_page_map)
{
    struct rng rng;
    rng_init(&rng, 100 + (uint64_t)_i);
    struct shadow m;
    memset(m.page, '.', sizeof m.page);
    struct run {
        uint64_t first, n;
    } *runs = calloc(PAGES, sizeof *runs);
    unsigned n_runs = 0;
    for (unsigned step = 0; step < 3000; step++) {
        unsigned what = rng_below(&rng, 100);
        if (what < 2 && pages.grown < CHUNKS) {
            memset(m.page + pages.grown * PAGES_PER_CHUNK, 'S', PAGES_PER_CHUNK);
            pages_grow(&pages, 1);
        } else if (what < 55) {
            uint64_t n = rng_below(&rng, 20) ? 1 + rng_below(&rng, 10) : 1 + rng_below(&rng, 700);
            uint64_t want = shadow_fit(&m, n), bare = 0, bare_want = 0;
            ck_assert_uint_eq(pages_alloc(&pages, n, &bare), want);
            if (want == PAGES_NONE)
                continue;
            for (uint64_t i = want; i < want + n; i++)
                bare_want += m.page[i] == 'S';
            memset(m.page + want, 'U', n);
            ck_assert_uint_eq(bare, bare_want);
            runs[n_runs++] = (struct run){want, n};
        } else if (what < 95 && n_runs) {
            unsigned i = rng_below(&rng, n_runs);
            pages_free(&pages, runs[i].first, runs[i].n);
            memset(m.page + runs[i].first, 'F', runs[i].n);
            runs[i] = runs[--n_runs];
        } else {
            uint64_t first, n;
            if (pages_scavenge(&pages, 1 + rng_below(&rng, 64), &first, &n)) {
                for (uint64_t i = first; i < first + n; i++)
                    ck_assert_int_eq(m.page[i], 'F');
                ck_assert(!memchr(m.page + first + n, 'F', PAGES - first - n));
                memset(m.page + first, 'S', n);
            } else {
                ck_assert(!memchr(m.page, 'F', PAGES));
            }
        }
        if (step % 64 == 0)
            pages_check(&pages);
    }
    for (uint64_t i = 0; i < pages.grown * PAGES_PER_CHUNK; i++) {
        ck_assert_int_eq(pages_is_in_use(&pages, i), m.page[i] == 'U');
        ck_assert_int_eq(pages_is_scavenged(&pages, i), m.page[i] == 'S');
    }
    free(runs);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("pages");
    TCase *t = suite_case("pages");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_nothing_fits_before_growth);
    tcase_add_test(t, test_lowest_fit_wins);
    tcase_add_test(t, test_runs_cross_chunks);
    tcase_add_test(t, test_scavenging_takes_the_highest_pages);
    tcase_add_loop_test(t, test_agrees_with_a_plain_page_map, 0, 8);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
