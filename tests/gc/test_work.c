/* Work buffers: nothing is lost or doubled on the way between Ps, and memory comes back. */
#include "gc/work.h"

#include "tests/gc/fake_world.h"
#include "tests/suite.h"

static struct fake *
world(void)
{
    struct gc_options o = fake_options();
    return fake_create(3, &o);
}

static uint64_t
pop(struct gc_p *p)
{
    uint64_t obj = work_pop_fast(p);
    return obj ? obj : work_pop_slow(p);
}

START_TEST(test_one_p_gets_back_what_it_pushed)
{
    struct fake *f = world();
    uint64_t sum = 0, n = 0, obj;
    for (uint64_t i = 1; i <= 10000; i++)
        work_push(&f->p[0], i);
    while ((obj = pop(&f->p[0]))) {
        sum += obj;
        n++;
    }
    ck_assert_uint_eq(n, 10000);
    ck_assert_uint_eq(sum, 10000 * 10001 / 2);
    work_publish(&f->p[0]);
    work_check_empty(f->gc);
    fake_destroy(f);
}
END_TEST

START_TEST(test_published_work_reaches_others)
{
    struct fake *f = world();
    for (uint64_t i = 1; i <= 300; i++)
        work_push(&f->p[0], i);
    ck_assert(!work_has_global(f->gc));
    ck_assert_uint_eq(pop(&f->p[1]), 0);
    ck_assert(work_publish(&f->p[0]));
    ck_assert(!work_publish(&f->p[0]));
    unsigned n = 0;
    while (pop(&f->p[1]))
        n++;
    ck_assert_uint_eq(n, 300);
    fake_destroy(f);
}
END_TEST

START_TEST(test_balance_shares_half_but_not_the_last_few)
{
    struct fake *f = world();
    for (uint64_t i = 1; i <= 4; i++)
        work_push(&f->p[0], i);
    work_balance(&f->p[0]);
    ck_assert(!work_has_global(f->gc));
    for (uint64_t i = 5; i <= 10; i++)
        work_push(&f->p[0], i);
    work_balance(&f->p[0]);
    unsigned mine = 0, theirs = 0;
    while (theirs < 5 && pop(&f->p[1]))
        theirs++;
    ck_assert_uint_eq(pop(&f->p[1]), 0);
    while (pop(&f->p[0]))
        mine++;
    ck_assert_uint_eq(theirs, 5);
    ck_assert_uint_eq(mine, 5);
    fake_destroy(f);
}
END_TEST

START_TEST(test_buffers_are_freed_only_when_none_is_in_use)
{
    struct fake *f = world();
    work_push(&f->p[2], 1);
    ck_assert(!work_free_buffers(f->gc, NULL));
    ck_assert_uint_eq(pop(&f->p[2]), 1);
    ck_assert(!work_free_buffers(f->gc, NULL));
    work_publish(&f->p[2]);
    ck_assert(work_free_buffers(f->gc, NULL));
    ck_assert(!work_free_buffers(f->gc, NULL));
    ck_assert_uint_eq(atomic_load(&heap_stats(f->heap)->workbufs), 0);
    fake_destroy(f);
}
END_TEST

int
main(void)
{
    SUITE_RUN("work", test_one_p_gets_back_what_it_pushed, test_published_work_reaches_others,
              test_balance_shares_half_but_not_the_last_few,
              test_buffers_are_freed_only_when_none_is_in_use);
}
