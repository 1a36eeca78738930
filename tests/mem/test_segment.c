/* The program image's mappings. */
#include "mem/segment.h"

#include "mem/access.h"
#include "tests/suite.h"

#include <signal.h>

static const uint64_t sizes[SEGMENT_COUNT] = {100, 5000, 0, 513 * 8, 8, 70000};

START_TEST(test_segments_lie_in_order_and_apart)
{
    struct segments m;
    ck_assert(segments_map(&m, sizes));
    uint64_t end = 0;
    for (unsigned i = 0; i < SEGMENT_COUNT; i++) {
        if (!sizes[i]) {
            ck_assert_uint_eq(m.s[i].base, 0);
            continue;
        }
        ck_assert_uint_ge(m.s[i].base, end);
        ck_assert_uint_eq(m.s[i].bytes, sizes[i]);
        ck_assert_uint_eq(m.s[i].mapped % 4096, 0);
        ck_assert_int_eq(segments_find(&m, m.s[i].base + sizes[i] - 1), i);
        access_store64(m.s[i].base, i);
        end = m.s[i].base + m.s[i].mapped;
    }
    ck_assert_int_eq(segments_find(&m, end), SEGMENT_COUNT);
    ck_assert_int_eq(segments_find(&m, 0), SEGMENT_COUNT);
    segments_unmap(&m);
    ck_assert_int_eq(segments_find(&m, end - 1), SEGMENT_COUNT);
}
END_TEST

START_TEST(test_pointer_masks_cover_data_and_bss)
{
    struct segments m;
    ck_assert(segments_map(&m, sizes));
    ck_assert_ptr_null(m.s[SEGMENT_TEXT].ptrmask);
    ck_assert_ptr_null(m.s[SEGMENT_NOPTRBSS].ptrmask);
    ck_assert_uint_eq(m.s[SEGMENT_DATA].ptrmask[512 / 64], 0);
    ck_assert_uint_eq(m.s[SEGMENT_BSS].ptrmask[0], 0);
    segments_unmap(&m);
}
END_TEST

START_TEST(test_sealed_text_cannot_be_written)
{
    struct segments m;
    ck_assert(segments_map(&m, sizes));
    segments_seal(&m);
    ck_assert(m.s[SEGMENT_TEXT].sealed && m.s[SEGMENT_RODATA].sealed);
    ck_assert(!m.s[SEGMENT_DATA].sealed);
    access_store64(m.s[SEGMENT_DATA].base, 1);
    signal(SIGSEGV, SIG_DFL);
    access_store64(m.s[SEGMENT_RODATA].base, 1);
}
END_TEST

START_TEST(test_two_programs_live_side_by_side)
{
    struct segments a, b;
    ck_assert(segments_map(&a, sizes));
    ck_assert(segments_map(&b, sizes));
    ck_assert_int_eq(segments_find(&a, b.s[SEGMENT_TEXT].base), SEGMENT_COUNT);
    segments_unmap(&a);
    segments_unmap(&b);
}
END_TEST

START_TEST(test_an_empty_program_maps_nothing)
{
    struct segments m;
    uint64_t none[SEGMENT_COUNT] = {0};
    ck_assert(segments_map(&m, none));
    ck_assert_int_eq(segments_find(&m, 0), SEGMENT_COUNT);
    segments_seal(&m);
    segments_unmap(&m);
}
END_TEST

START_TEST(test_names_are_the_linkers)
{
    ck_assert_str_eq(segment_name(SEGMENT_TEXT), ".text");
    ck_assert_str_eq(segment_name(SEGMENT_NOPTRBSS), ".noptrbss");
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("segment");
    TCase *t = suite_case("segment");
    tcase_add_test(t, test_segments_lie_in_order_and_apart);
    tcase_add_test(t, test_pointer_masks_cover_data_and_bss);
    tcase_add_test(t, test_two_programs_live_side_by_side);
    tcase_add_test(t, test_an_empty_program_maps_nothing);
    tcase_add_test(t, test_names_are_the_linkers);
    if (suite_forks())
        tcase_add_test_raise_signal(t, test_sealed_text_cannot_be_written, SIGSEGV);
    suite_add_tcase(s, t);
    return suite_finish(s);
}
