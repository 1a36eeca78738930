/* Who allocated what: buckets, frees by sweeping, steps of publication, epochs. */
#include "mem/memprofile.h"

#include "mem/cache.h"
#include "mem/heap.h"
#include "mem/sweep.h"
#include "tests/suite.h"

enum { CLASS = 20, BOTH = MEMPROFILE_PROGRAM | MEMPROFILE_WATCHER };

static struct heap *heap;
static struct memprofile *mp;
static struct cache cache;

static void
setup(void)
{
    heap = heap_create(NULL);
    mp = heap_profile(heap);
    cache_init(&cache, heap, NULL);
}

static void
teardown(void)
{
    cache_flush(&cache);
    heap_destroy(heap);
}

/* An object of the class, allocated by the two calls. */
static struct span *
take(uint64_t caller, uint64_t callee, unsigned parties, unsigned *index)
{
    uint64_t pcs[2] = {callee, caller};
    struct span *s;
    uint64_t addr = cache_next_slow(&cache, CLASS, &s);
    if (!addr && cache_refill(&cache, CLASS))
        addr = cache_next_slow(&cache, CLASS, &s);
    *index = span_index(s, addr);
    memprofile_alloc(mp, parties, pcs, 2, s->elem_bytes, s, *index);
    return s;
}

static struct memprofile_bucket
read_bucket(unsigned i)
{
    struct memprofile_bucket b;
    memprofile_read(mp, i, &b);
    return b;
}

/* A cycle in which what is marked now survives. */
static void
collect(void)
{
    cache_flush(&cache);
    memprofile_next_cycle(mp);
    heap_sweep_begin(heap);
    memprofile_flush(mp);
    while (heap_sweep_one(heap, NULL))
        ;
}

START_TEST(test_equal_stacks_and_sizes_share_a_bucket)
{
    unsigned i;
    uint64_t pcs[2] = {7, 8};
    take(1, 2, MEMPROFILE_WATCHER, &i);
    take(1, 2, MEMPROFILE_WATCHER, &i);
    take(1, 3, MEMPROFILE_WATCHER, &i);
    memprofile_alloc(mp, MEMPROFILE_WATCHER, pcs, 2, 0, NULL, 0);
    ck_assert_uint_eq(memprofile_count(mp), 3);
    struct memprofile_bucket b = read_bucket(0);
    ck_assert_uint_eq(b.allocs, 2);
    ck_assert_uint_eq(b.bytes, sizeclasses[CLASS / 2].bytes);
    ck_assert_uint_eq(b.n_pcs, 2);
    ck_assert_uint_eq(b.pcs[0], 2);
    ck_assert_uint_eq(b.pcs[1], 1);
    ck_assert_uint_eq(read_bucket(1).allocs, 1);
    ck_assert_uint_eq(read_bucket(2).bytes, 0);
}
END_TEST

START_TEST(test_sweeping_counts_the_dead_once)
{
    unsigned a, b;
    struct span *s = take(1, 2, MEMPROFILE_WATCHER, &a);
    take(1, 2, MEMPROFILE_WATCHER, &b);
    span_mark(s, b);
    collect();
    ck_assert_uint_eq(read_bucket(0).allocs, 2);
    ck_assert_uint_eq(read_bucket(0).frees, 1);
    span_mark(s, b);
    collect();
    ck_assert_uint_eq(read_bucket(0).frees, 1);
    ck_assert_ptr_nonnull(s->samples);
    collect();
    ck_assert_uint_eq(read_bucket(0).frees, 2);
}
END_TEST

START_TEST(test_the_program_sees_allocations_after_two_cycles_with_their_frees)
{
    unsigned i;
    take(1, 2, BOTH, &i);
    ck_assert_uint_eq(read_bucket(0).allocs, 1);
    ck_assert_uint_eq(read_bucket(0).published_allocs, 0);
    collect(); /* the object dies in it */
    ck_assert_uint_eq(read_bucket(0).frees, 1);
    ck_assert_uint_eq(read_bucket(0).published_allocs, 0);
    collect();
    ck_assert_uint_eq(read_bucket(0).published_allocs, 1);
    ck_assert_uint_eq(read_bucket(0).published_frees, 1);
}
END_TEST

START_TEST(test_a_swept_cycle_can_be_published_at_once)
{
    unsigned i;
    struct span *s = take(1, 2, MEMPROFILE_PROGRAM, &i);
    span_mark(s, i);
    take(1, 2, MEMPROFILE_PROGRAM, &i);
    collect();
    memprofile_swept_all(mp);
    ck_assert_uint_eq(read_bucket(0).published_allocs, 2);
    ck_assert_uint_eq(read_bucket(0).published_frees, 1);
    ck_assert_uint_eq(read_bucket(0).allocs, 0); /* nobody else counted */
    memprofile_publish_all(mp);
    ck_assert_uint_eq(read_bucket(0).published_allocs, 2);
}
END_TEST

START_TEST(test_a_new_epoch_has_its_own_buckets)
{
    unsigned i;
    take(1, 2, MEMPROFILE_WATCHER, &i);
    memprofile_restart(mp);
    take(1, 2, MEMPROFILE_WATCHER, &i);
    ck_assert_uint_eq(memprofile_count(mp), 2);
    ck_assert_uint_ne(read_bucket(0).epoch, memprofile_epoch(mp));
    ck_assert_uint_eq(read_bucket(1).epoch, memprofile_epoch(mp));
    collect(); /* each frees its own */
    ck_assert_uint_eq(read_bucket(0).frees, 1);
    ck_assert_uint_eq(read_bucket(1).frees, 1);
}
END_TEST

START_TEST(test_thousands_of_buckets_are_found_again)
{
    for (int round = 0; round < 2; round++)
        for (uint64_t pc = 1; pc <= 5000; pc++)
            memprofile_alloc(mp, MEMPROFILE_WATCHER, &pc, 1, 16, NULL, 0);
    ck_assert_uint_eq(memprofile_count(mp), 5000);
    for (unsigned i = 0; i < 5000; i++)
        ck_assert_uint_eq(read_bucket(i).allocs, 2);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("memprofile");
    TCase *t = suite_case("memprofile");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_equal_stacks_and_sizes_share_a_bucket);
    tcase_add_test(t, test_sweeping_counts_the_dead_once);
    tcase_add_test(t, test_the_program_sees_allocations_after_two_cycles_with_their_frees);
    tcase_add_test(t, test_a_swept_cycle_can_be_published_at_once);
    tcase_add_test(t, test_a_new_epoch_has_its_own_buckets);
    tcase_add_test(t, test_thousands_of_buckets_are_found_again);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
