/* User arenas: cursors, chunks, freeing, faults and quarantine. */
#include "mem/userarena.h"

#include "mem/access.h"
#include "mem/heap.h"
#include "mem/span.h"
#include "mem/verify.h"
#include "tests/suite.h"

#include <setjmp.h>
#include <signal.h>
#include <string.h>

static struct heap *heap;
static struct userarenas *arenas;

static const uint64_t second_word[] = {2};
static const struct typeinfo node = {
    .size = 24, .ptrdata = 16, .mask_period = 24, .ptrmask = second_word, .align = 8};
static const struct typeinfo byte = {.size = 1, .align = 1};
static const struct typeinfo word = {.size = 8, .align = 8};

static void
setup(void)
{
    heap = heap_create(NULL);
    arenas = userarenas_create(heap);
}

static void
teardown(void)
{
    struct regions r = {.heap = heap, .userarenas = arenas};
    verify_memory(&r);
    userarenas_destroy(arenas);
    heap_destroy(heap);
}

static uint64_t
get(uint64_t id, const struct typeinfo *type, uint64_t count)
{
    uint64_t addr;
    ck_assert_int_eq(userarena_alloc(arenas, NULL, id, type, count, &addr), USERARENA_OK);
    return addr;
}

static struct userarena_info
info(uint64_t id)
{
    struct userarena_info list[USERARENA_KEPT + 10];
    unsigned n = userarenas_list(arenas, list, USERARENA_KEPT + 10);
    for (unsigned i = 0; i < n; i++)
        if (list[i].id == id)
            return list[i];
    ck_abort_msg("arena %llu is not listed", (unsigned long long)id);
    return list[0];
}

static enum region_leaf
leaf(uint64_t addr)
{
    struct regions r = {.heap = heap, .userarenas = arenas};
    return region_of(&r, addr);
}

/* A whole cycle that marks nothing but `keep` (0 = nothing). */
static void
gc(uint64_t keep)
{
    struct span *s;
    unsigned index;
    heap_set_marking(heap, true);
    if (keep) {
        ck_assert(heap_find_object(heap, keep, &s, &index));
        ck_assert_uint_eq(index, 0);
        span_mark(s, index);
    }
    heap_set_marking(heap, false);
    userarenas_sweep(arenas, NULL);
}

START_TEST(test_ids_are_in_order)
{
    for (uint64_t i = 1; i <= 10; i++)
        ck_assert_uint_eq(userarena_new(arenas, NULL, 7, 100), i);
    ck_assert_uint_eq(info(3).goid, 7);
    ck_assert_int_eq(info(3).born_ns, 100);
    ck_assert_uint_eq(info(3).chunks, 1);
}
END_TEST

START_TEST(test_pointers_go_up_and_the_rest_goes_down)
{
    uint64_t id = userarena_new(arenas, NULL, 1, 0);
    uint64_t a = get(id, &node, 1), b = get(id, &node, 2), c = get(id, &node, 1);
    ck_assert_uint_eq(a % USERARENA_CHUNK_BYTES, 0);
    ck_assert_uint_eq(b, a + 24);
    ck_assert_uint_eq(c, b + 48);
    uint64_t x = get(id, &byte, 3), y = get(id, &word, 1), z = get(id, &byte, 1);
    ck_assert_uint_gt(x, c);
    ck_assert_uint_eq(y % 8, 0);
    ck_assert_uint_lt(y, x);
    ck_assert_uint_eq(z, y - 1);
    struct span *s = heap_span_of(heap, a);
    ck_assert_ptr_nonnull(s);
    ck_assert_uint_eq(userarena_scan_bytes(s), 96);
    ck_assert_uint_eq(userarena_scan_bitmap(s)[0], 02222);
    ck_assert_uint_eq(access_load64(a), 0);
    ck_assert_uint_eq(info(id).objects, 6);
    ck_assert_uint_eq(info(id).used, 4 * 24 + 3 + 8 + 1);
}
END_TEST

START_TEST(test_size_limits)
{
    uint64_t addr, id = userarena_new(arenas, NULL, 1, 0);
    ck_assert_int_eq(userarena_alloc(arenas, NULL, id, &byte, USERARENA_MAX_OBJECT + 1, &addr),
                     USERARENA_TOO_LARGE);
    ck_assert_int_eq(userarena_alloc(arenas, NULL, id, &word, UINT64_MAX / 4, &addr),
                     USERARENA_TOO_LARGE);
    ck_assert_uint_eq(get(id, &word, 0), 0);
    for (unsigned i = 0; i < 9; i++)
        get(id, &byte, USERARENA_MAX_OBJECT);
    ck_assert_uint_eq(info(id).chunks, 3);
}
END_TEST

START_TEST(test_a_chunk_is_one_large_object_to_the_collector)
{
    uint64_t id = userarena_new(arenas, NULL, 1, 0), a = get(id, &node, 1);
    struct heap_stats *st = heap_stats(heap);
    struct span *s;
    unsigned index;
    ck_assert(heap_find_object(heap, a + 1000, &s, &index));
    ck_assert_uint_eq(index, 0);
    ck_assert(!span_noscan(s));
    ck_assert_uint_eq(s->use, SPAN_USE_ARENA);
    ck_assert_uint_eq(st->live, s->elem_bytes);
    ck_assert_uint_eq(st->large_allocs, 1);
    ck_assert_uint_eq(st->arenas, USERARENA_CHUNK_BYTES);
    ck_assert_uint_eq(st->in_use, 0);
    ck_assert(span_is_allocated(s, 0));
    ck_assert(!span_is_marked(s, 0));
}
END_TEST

START_TEST(test_freeing_twice_is_an_error)
{
    uint64_t addr, id = userarena_new(arenas, NULL, 1, 0);
    ck_assert_int_eq(userarena_free(arenas, NULL, id, true, 50), USERARENA_OK);
    ck_assert_int_eq(userarena_free(arenas, NULL, id, true, 50), USERARENA_DOUBLE_FREE);
    ck_assert_int_eq(userarena_alloc(arenas, NULL, id, &word, 1, &addr), USERARENA_DOUBLE_FREE);
    ck_assert_int_eq(userarena_free(arenas, NULL, 99, true, 50), USERARENA_DOUBLE_FREE);
    ck_assert_int_eq(info(id).freed_ns, 50);
}
END_TEST

START_TEST(test_the_active_chunk_serves_the_next_arena)
{
    uint64_t id = userarena_new(arenas, NULL, 1, 0), a = get(id, &node, 1);
    access_store64(a, 77);
    userarena_free(arenas, NULL, id, true, 0);
    ck_assert_uint_eq(access_load64(a), 77);
    ck_assert_int_eq(leaf(a), REGION_LEAF_ARENA_LIVE);
    uint64_t next = userarena_new(arenas, NULL, 1, 0);
    ck_assert_uint_eq(get(next, &node, 1), a + 24);
}
END_TEST

static sigjmp_buf escape;

static void
on_fault(int sig, siginfo_t *si, void *context)
{
    uint64_t id;
    (void)sig;
    (void)context;
    bool ours = userarenas_is_fault(arenas, (uint64_t)(uintptr_t)si->si_addr, &id);
    siglongjmp(escape, ours ? (int)id : 1000);
}

static int
touch(uint64_t addr)
{
    struct sigaction act = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO}, old;
    sigaction(SIGSEGV, &act, &old);
    int id = sigsetjmp(escape, 1);
    if (!id)
        access_store64(addr, 1);
    sigaction(SIGSEGV, &old, NULL);
    return id;
}

START_TEST(test_full_chunks_fault_until_a_cycle_finds_no_pointer)
{
    userarena_new(arenas, NULL, 1, 0);
    uint64_t id = userarena_new(arenas, NULL, 1, 0), a = get(id, &node, 1);
    for (unsigned i = 0; i < 5; i++)
        get(id, &byte, USERARENA_MAX_OBJECT);
    ck_assert_int_eq(touch(a), 0);
    userarena_free(arenas, NULL, id, true, 0);
    ck_assert_int_eq(touch(a), (int)id);
    userarenas_count_fault(arenas, id);
    ck_assert(info(id).faulted);
    ck_assert_uint_eq(info(id).quarantined, 1);
    ck_assert_int_eq(leaf(a), REGION_LEAF_ARENA_QUARANTINE);
    ck_assert(span_noscan(heap_span_of(heap, a)));
    ck_assert_uint_eq(heap_stats(heap)->large_frees, 1);
    gc(a + 5000);
    ck_assert_int_eq(leaf(a), REGION_LEAF_ARENA_QUARANTINE);
    gc(0);
    ck_assert_int_eq(leaf(a), REGION_LEAF_ARENA_READY);
    ck_assert_ptr_null(heap_span_of(heap, a));
    ck_assert_uint_eq(info(id).quarantined, 0);
    userarena_new(arenas, NULL, 1, 0);
    uint64_t last = userarena_new(arenas, NULL, 1, 0);
    uint64_t b = get(last, &node, 1);
    ck_assert_uint_eq(b, a);
    ck_assert_uint_eq(access_load64(b), 0);
}
END_TEST

START_TEST(test_freed_while_marking_faults_after_it)
{
    uint64_t id = userarena_new(arenas, NULL, 1, 0), a = get(id, &node, 1);
    for (unsigned i = 0; i < 5; i++)
        get(id, &byte, USERARENA_MAX_OBJECT);
    heap_set_marking(heap, true);
    userarena_free(arenas, NULL, id, false, 0);
    ck_assert_int_eq(touch(a), 0);
    heap_set_marking(heap, false);
    userarenas_sweep(arenas, NULL);
    ck_assert_int_eq(touch(a), (int)id);
    ck_assert_int_eq(leaf(a), REGION_LEAF_ARENA_QUARANTINE);
    gc(0);
    ck_assert_int_eq(leaf(a), REGION_LEAF_ARENA_READY);
}
END_TEST

static void
count_chunk(struct span *s, void *ctx)
{
    (void)s;
    ++*(unsigned *)ctx;
}

START_TEST(test_chunks_with_memory_are_roots)
{
    uint64_t a = userarena_new(arenas, NULL, 1, 0), b = userarena_new(arenas, NULL, 1, 0);
    for (unsigned i = 0; i < 5; i++)
        get(a, &byte, USERARENA_MAX_OBJECT);
    unsigned n = 0;
    userarena_each_chunk(arenas, a, count_chunk, &n);
    ck_assert_uint_eq(n, 2);
    userarena_free(arenas, NULL, a, true, 0);
    n = 0;
    userarena_each_chunk(arenas, a, count_chunk, &n);
    ck_assert_uint_eq(n, 0);
    userarenas_each_chunk(arenas, count_chunk, &n);
    ck_assert_uint_eq(n, 2);
    userarena_free(arenas, NULL, b, true, 0);
}
END_TEST

START_TEST(test_a_chunk_taken_while_marking_is_born_marked)
{
    heap_set_marking(heap, true);
    uint64_t id = userarena_new(arenas, NULL, 1, 0);
    struct span *s = heap_span_of(heap, get(id, &node, 1));
    ck_assert(span_is_marked(s, 0));
    heap_set_marking(heap, false);
    userarenas_sweep(arenas, NULL);
    ck_assert(!span_is_marked(s, 0));
}
END_TEST

START_TEST(test_old_arenas_are_forgotten_and_ids_stay_unique)
{
    uint64_t last = 0, keep = userarena_new(arenas, NULL, 1, 0);
    for (unsigned i = 0; i < 2000; i++) {
        uint64_t id = userarena_new(arenas, NULL, 1, 0);
        ck_assert_uint_gt(id, last);
        last = id;
        get(id, &node, 3);
        ck_assert_int_eq(userarena_free(arenas, NULL, id, true, i), USERARENA_OK);
    }
    struct userarena_info list[200];
    ck_assert_uint_eq(userarenas_list(arenas, list, 200), USERARENA_KEPT + 1);
    ck_assert_uint_eq(list[0].id, last);
    ck_assert_uint_eq(list[USERARENA_KEPT].id, keep);
    struct userarenas_totals t;
    userarenas_totals(arenas, &t);
    ck_assert_uint_eq(t.created, 2001);
    ck_assert_uint_eq(t.live, 1);
    get(keep, &node, 1);
}
END_TEST

START_TEST(test_many_live_arenas)
{
    uint64_t ids[240];
    for (unsigned i = 0; i < 240; i++) {
        ids[i] = userarena_new(arenas, NULL, i, 0);
        ck_assert_uint_ne(ids[i], 0);
    }
    for (unsigned i = 0; i < 240; i++) {
        ck_assert_uint_ne(get(ids[i], &node, 1), 0);
        ck_assert_int_eq(userarena_free(arenas, NULL, ids[i], true, 0), USERARENA_OK);
    }
}
END_TEST

START_TEST(test_exhaustion_is_an_error)
{
    struct heap_options o = {.max_bytes = 20 << 20};
    struct heap *small = heap_create(&o);
    struct userarenas *u = userarenas_create(small);
    uint64_t addr, id = userarena_new(u, NULL, 1, 0);
    ck_assert_uint_ne(id, 0);
    ck_assert_uint_ne(userarena_new(u, NULL, 1, 0), 0);
    ck_assert_uint_eq(userarena_new(u, NULL, 1, 0), 0);
    enum userarena_error e = USERARENA_OK;
    for (unsigned i = 0; i < 5 && e == USERARENA_OK; i++)
        e = userarena_alloc(u, NULL, id, &byte, USERARENA_MAX_OBJECT, &addr);
    ck_assert_int_eq(e, USERARENA_NO_MEMORY);
    userarenas_destroy(u);
    heap_destroy(small);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("userarena");
    TCase *t = suite_case("userarena");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_ids_are_in_order);
    tcase_add_test(t, test_pointers_go_up_and_the_rest_goes_down);
    tcase_add_test(t, test_size_limits);
    tcase_add_test(t, test_a_chunk_is_one_large_object_to_the_collector);
    tcase_add_test(t, test_freeing_twice_is_an_error);
    tcase_add_test(t, test_the_active_chunk_serves_the_next_arena);
    tcase_add_test(t, test_full_chunks_fault_until_a_cycle_finds_no_pointer);
    tcase_add_test(t, test_freed_while_marking_faults_after_it);
    tcase_add_test(t, test_chunks_with_memory_are_roots);
    tcase_add_test(t, test_a_chunk_taken_while_marking_is_born_marked);
    tcase_add_test(t, test_old_arenas_are_forgotten_and_ids_stay_unique);
    tcase_add_test(t, test_many_live_arenas);
    tcase_add_test(t, test_exhaustion_is_an_error);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
