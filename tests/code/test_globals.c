/* Package variables: which segment, which pointer masks, and what needs no code at start. */
#include <stdlib.h>

#include "tests/code/source.h"
#include "tests/suite.h"

static const struct program_global *
global(const struct program *p, const char *name)
{
    for (size_t i = 0; i < p->globals.n; i++) {
        if (strcmp(p->globals.v[i].name, name) == 0)
            return &p->globals.v[i];
    }
    ck_abort_msg("no global %s", name);
    return NULL;
}

static const struct {
    const char *name;
    unsigned segment;
} places[] = {
    {"main.number", SEGMENT_NOPTRDATA},  {"main.text", SEGMENT_DATA},
    {"main.zero", SEGMENT_NOPTRBSS},     {"main.pointer", SEGMENT_BSS},
    {"main.table", SEGMENT_NOPTRDATA},   {"main.list", SEGMENT_DATA},
    {"main.made", SEGMENT_BSS},          {"main.address", SEGMENT_DATA},
    {"main.computed", SEGMENT_NOPTRBSS},
};

static struct program *
program_with_globals(void)
{
    return source_compile(
        "var number = 7\nvar text = \"text\"\nvar zero int\nvar pointer *int\n"
        "var table = [...]int16{1, 2, 3, 9: 4}\nvar list = []string{\"a\", \"b\"}\n"
        "var made = map[int]int{1: 2}\nvar address = &number\n"
        "var computed = f(number)\nvar unused = 3\n"
        "func f(i int) int { return i + 1 }\n"
        "func main() {\n"
        "  println(number, text, zero, pointer, table[0], list[1], made, address,\n"
        "    computed)\n}");
}

START_TEST(test_segment_by_value_and_pointers)
{
    struct program *p = program_with_globals();
    ck_assert_uint_eq(global(p, places[_i].name)->segment, places[_i].segment);
    program_destroy(p);
}
END_TEST

START_TEST(test_static_values_lie_in_the_image)
{
    struct program *p = program_with_globals();
    int64_t number;
    memcpy(&number, p->sections[SEGMENT_NOPTRDATA].data + global(p, "main.number")->offset, 8);
    ck_assert_int_eq(number, 7);
    int16_t table[10];
    memcpy(table, p->sections[SEGMENT_NOPTRDATA].data + global(p, "main.table")->offset,
           sizeof table);
    ck_assert_int_eq(table[2], 3);
    ck_assert_int_eq(table[5], 0);
    ck_assert_int_eq(table[9], 4);
    const struct reloc *r = source_reloc(p, SEGMENT_DATA, global(p, "main.address")->offset);
    ck_assert_ptr_nonnull(r);
    ck_assert_uint_eq(r->target, SEGMENT_NOPTRDATA);
    ck_assert_uint_eq(r->addend, global(p, "main.number")->offset);
    program_destroy(p);
}
END_TEST

START_TEST(test_masks_name_the_pointers)
{
    struct program *p = program_with_globals();
    uint64_t text = global(p, "main.text")->offset / 8;
    ck_assert(bitops_get(p->data_mask, text));
    ck_assert(!bitops_get(p->data_mask, text + 1));
    ck_assert(bitops_get(p->bss_mask, global(p, "main.made")->offset / 8));
    program_destroy(p);
}
END_TEST

START_TEST(test_unused_variables_have_no_place)
{
    struct program *p = program_with_globals();
    for (size_t i = 0; i < p->globals.n; i++)
        ck_assert_str_ne(p->globals.v[i].name, "main.unused");
    program_destroy(p);
}
END_TEST

START_TEST(test_only_computed_values_need_code)
{
    struct program *p = program_with_globals();
    ck_assert_uint_eq(source_count(p, "main.init", OP_CALLF), 1);
    ck_assert_uint_eq(source_count(p, "main.init", OP_MAKEMAP), 1);
    ck_assert_uint_eq(source_count(p, "main.init", OP_NEW), 0);
    program_destroy(p);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("globals");
    TCase *tcase = suite_case("globals");
    suite_add_tcase(suite, tcase);
    tcase_add_loop_test(tcase, test_segment_by_value_and_pointers, 0,
                        sizeof places / sizeof places[0]);
    tcase_add_test(tcase, test_static_values_lie_in_the_image);
    tcase_add_test(tcase, test_masks_name_the_pointers);
    tcase_add_test(tcase, test_unused_variables_have_no_place);
    tcase_add_test(tcase, test_only_computed_values_need_code);
    return suite_finish(suite);
}
