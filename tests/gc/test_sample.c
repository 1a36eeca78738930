/* Which allocations get into the profile: all, some, none; and what is counted of them. */
#include "gc/sample.h"

#include "gc/alloc.h"
#include "mem/memprofile.h"
#include "tests/gc/fake_world.h"
#include "tests/suite.h"

static uint64_t here; /* the pc of whoever allocates */

static unsigned
callers(void *s, struct gc_g *g, bool whole, uint64_t *pcs, unsigned max)
{
    (void)s, (void)g, (void)max;
    pcs[0] = here;
    pcs[1] = 99;
    return whole ? 2 : 1;
}

static struct fake *
world(void)
{
    struct gc_options o = fake_options();
    struct fake *f = fake_create(1, &o);
    f->gc->world.callers = callers;
    return f;
}

static void
watch(struct fake *f, uint64_t rate)
{
    sample_for_watcher(f->gc, rate);
    atomic_store(&f->tracer.on, sample_wanted(f->gc) ? TRACER_ALLOCS : 0);
}

static uint64_t
take(struct fake *f, uint64_t pc, const struct typeinfo *t, uint64_t bytes)
{
    here = pc;
    return alloc_object(&f->p[0], &f->gs[0].g, t, bytes, true);
}

/* The watcher's sum over the buckets of a pc. */
static struct memprofile_bucket
sum(struct fake *f, uint64_t pc)
{
    struct memprofile *mp = heap_profile(f->heap);
    struct memprofile_bucket all = {0}, b;
    for (unsigned i = 0; i < memprofile_count(mp); i++) {
        memprofile_read(mp, i, &b);
        if (b.pcs[0] != pc || b.epoch != memprofile_epoch(mp))
            continue;
        all.allocs += b.allocs;
        all.frees += b.frees;
        all.bytes += b.allocs * b.bytes;
        all.n_pcs = b.n_pcs;
    }
    return all;
}

START_TEST(test_nothing_is_counted_while_nobody_asks)
{
    struct fake *f = world();
    watch(f, 0);
    for (int i = 0; i < 100; i++)
        take(f, 1, NULL, 100);
    ck_assert_uint_eq(memprofile_count(heap_profile(f->heap)), 0);
    fake_destroy(f);
}
END_TEST

START_TEST(test_rate_one_counts_each_object_on_every_path)
{
    struct fake *f = world();
    struct fake_type small, big;
    watch(f, 1);
    for (int i = 0; i < 50; i++) {
        take(f, 1, NULL, 100);                    /* no pointers */
        take(f, 2, fake_type(&small, 4, 1), 32);  /* pointer bitmap */
        take(f, 3, fake_type(&big, 100, 1), 800); /* header */
        take(f, 4, NULL, 40000);                  /* large */
        take(f, 5, NULL, 4);                      /* tiny */
    }
    ck_assert_uint_eq(sum(f, 1).allocs, 50);
    ck_assert_uint_eq(sum(f, 1).bytes, 50 * 112);
    ck_assert_uint_eq(sum(f, 2).allocs, 50);
    ck_assert_uint_eq(sum(f, 2).bytes, 50 * 32);
    ck_assert_uint_eq(sum(f, 3).bytes, 50 * 896);
    ck_assert_uint_eq(sum(f, 4).bytes, 50 * 40960);
    ck_assert_uint_eq(sum(f, 5).allocs, 50);
    ck_assert_uint_eq(sum(f, 5).bytes, 13 * 16); /* four in a block */
    ck_assert_uint_eq(sum(f, 1).n_pcs, 1);
    fake_destroy(f);
}
END_TEST

START_TEST(test_what_dies_is_counted_and_what_lives_is_not)
{
    struct fake *f = world();
    watch(f, 1);
    for (int i = 0; i < 10; i++)
        f->gs[0].slots[i] = take(f, 1, NULL, 200);
    for (int i = 0; i < 30; i++)
        take(f, 1, NULL, 200);
    f->gs[0].slots[20] = take(f, 2, NULL, 50000);
    take(f, 2, NULL, 50000);
    fake_collect(f);
    ck_assert_uint_eq(sum(f, 1).allocs - sum(f, 1).frees, 10);
    ck_assert_uint_eq(sum(f, 2).allocs - sum(f, 2).frees, 1);
    memset(f->gs[0].slots, 0, sizeof f->gs[0].slots);
    fake_collect(f);
    ck_assert_uint_eq(sum(f, 1).allocs, 40);
    ck_assert_uint_eq(sum(f, 1).frees, 40);
    ck_assert_uint_eq(sum(f, 2).frees, 2);
    fake_destroy(f);
}
END_TEST

/* The chance that an object of b bytes is in the sample is 1 - exp(-b / rate). */
START_TEST(test_a_rate_samples_each_size_with_its_chance)
{
    struct fake *f = world();
    watch(f, 8192);
    for (int i = 0; i < 60000; i++) {
        take(f, 1, NULL, 1024);
        take(f, 2, NULL, 256);
        take(f, 3, NULL, 16384);
    }
    ck_assert_uint_ge(sum(f, 1).allocs, 60000 * 0.1175 * 0.95); /* 1 - exp(-1/8) */
    ck_assert_uint_le(sum(f, 1).allocs, 60000 * 0.1175 * 1.05);
    ck_assert_uint_ge(sum(f, 2).allocs, 60000 * 0.0308 * 0.9);
    ck_assert_uint_le(sum(f, 2).allocs, 60000 * 0.0308 * 1.1);
    ck_assert_uint_ge(sum(f, 3).allocs, 60000 * 0.8647 * 0.98);
    ck_assert_uint_le(sum(f, 3).allocs, 60000 * 0.8647 * 1.02);
    fake_destroy(f);
}
END_TEST

START_TEST(test_the_program_s_rate_is_its_own)
{
    struct fake *f = world();
    uint64_t rate = 1;
    struct memprofile *mp = heap_profile(f->heap);
    struct memprofile_bucket b;
    sample_for_program(f->gc, (uint64_t)(uintptr_t)&rate, 0);
    watch(f, 0);
    take(f, 1, NULL, 100);
    ck_assert_uint_eq(memprofile_count(mp), 1);
    memprofile_read(mp, 0, &b);
    ck_assert(b.program);
    ck_assert_uint_eq(b.allocs, 0);
    ck_assert_uint_eq(b.n_pcs, 2); /* whole stacks */
    rate = 0;
    take(f, 2, NULL, 100); /* becomes aware of it */
    unsigned n = memprofile_count(mp);
    for (int i = 0; i < 100; i++)
        take(f, 3, NULL, 100);
    ck_assert_uint_eq(memprofile_count(mp), n);
    watch(f, 1);
    take(f, 3, NULL, 100);
    ck_assert_uint_eq(sum(f, 3).allocs, 1);
    fake_destroy(f);
}
END_TEST

START_TEST(test_counting_begins_anew)
{
    struct fake *f = world();
    watch(f, 1);
    take(f, 1, NULL, 100);
    watch(f, 0);
    take(f, 1, NULL, 100);
    watch(f, 1);
    take(f, 1, NULL, 100);
    take(f, 1, NULL, 100);
    ck_assert_uint_eq(sum(f, 1).allocs, 2);
    fake_destroy(f);
}
END_TEST

int
main(void)
{
    SUITE_RUN("sample", test_nothing_is_counted_while_nobody_asks,
              test_rate_one_counts_each_object_on_every_path,
              test_what_dies_is_counted_and_what_lives_is_not,
              test_a_rate_samples_each_size_with_its_chance, test_the_program_s_rate_is_its_own,
              test_counting_begins_anew);
}
