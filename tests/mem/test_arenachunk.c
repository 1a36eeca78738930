/* Chunks: where they come from and how they are bumped. */
#include "mem/arenachunk.h"

#include "mem/heap.h"
#include "tests/suite.h"

static struct heap *heap;
static struct arenachunks chunks;

static const uint64_t mask[] = {5};
static const struct typeinfo scan = {
    .size = 24, .ptrdata = 24, .mask_period = 24, .ptrmask = mask, .align = 8};
static const struct typeinfo noscan = {.size = 6, .align = 2};

static void
setup(void)
{
    heap = heap_create(NULL);
    arenachunk_init(&chunks, heap);
}

static void
teardown(void)
{
    arenachunk_finish(&chunks);
    heap_destroy(heap);
}

START_TEST(test_chunks_come_lowest_first_in_groups_of_eight)
{
    uint64_t base = 0;
    for (unsigned i = 0; i < 9; i++) {
        struct arenachunk *k = arenachunk_take(&chunks, 1);
        if (!i)
            base = k->span.base;
        ck_assert_uint_eq(k->span.base, base + i * (uint64_t)USERARENA_CHUNK_BYTES);
        ck_assert_uint_eq(chunks.n_taken, i < 8 ? 8 : 16);
        ck_assert_ptr_eq(arenachunk_of(&chunks, k->span.base + 12345), k);
    }
    ck_assert_ptr_null(arenachunk_of(&chunks, base - 1));
}
END_TEST

START_TEST(test_the_last_kept_chunk_is_reused_first)
{
    struct arenachunk *a = arenachunk_take(&chunks, 1), *b = arenachunk_take(&chunks, 2);
    arenachunk_keep_for_reuse(&chunks, a);
    arenachunk_keep_for_reuse(&chunks, b);
    ck_assert_ptr_eq(arenachunk_take(&chunks, 3), b);
    ck_assert_uint_eq(b->span.arena_id, 3);
    ck_assert_ptr_eq(arenachunk_take(&chunks, 3), a);
    ck_assert_uint_eq(chunks.n_live, 2);
}
END_TEST

START_TEST(test_cursors_meet_without_crossing)
{
    struct arenachunk *k = arenachunk_take(&chunks, 1);
    uint64_t lo = k->span.base, hi = lo + ARENACHUNK_USABLE, at;
    unsigned n = 0;
    for (;; n++) {
        bool up = n % 3;
        at = arenachunk_bump(k, up ? &scan : &noscan, up ? 2400 : 1202);
        if (!at)
            break;
        if (up) {
            ck_assert_uint_ge(at, lo);
            lo = at + 2400;
        } else {
            ck_assert_uint_eq(at % 2, 0);
            ck_assert_uint_le(at + 1202, hi);
            hi = at;
        }
        ck_assert_uint_le(lo, hi);
    }
    ck_assert_uint_gt(n, ARENACHUNK_USABLE / 2402);
    ck_assert_uint_lt(hi - lo, 2400);
}
END_TEST

START_TEST(test_pointer_bits_repeat_the_mask)
{
    struct arenachunk *k = arenachunk_take(&chunks, 1);
    arenachunk_bump(k, &scan, 24 * 50);
    const uint64_t *map = userarena_scan_bitmap(&k->span);
    for (unsigned w = 0; w < 192; w++)
        ck_assert_int_eq(map[w / 64] >> (w % 64) & 1, w < 150 && w % 3 != 1);
    ck_assert_uint_eq(userarena_scan_bytes(&k->span), 1200);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("arenachunk");
    TCase *t = suite_case("arenachunk");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_chunks_come_lowest_first_in_groups_of_eight);
    tcase_add_test(t, test_the_last_kept_chunk_is_reused_first);
    tcase_add_test(t, test_cursors_meet_without_crossing);
    tcase_add_test(t, test_pointer_bits_repeat_the_mask);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
