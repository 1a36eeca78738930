/* Type descriptors against tables of what Go's compiler gives. */
#include <stddef.h>
#include <stdlib.h>

#include "tests/code/source.h"
#include "tests/suite.h"

static const struct {
    const char *name;
    uint64_t size, align, ptrdata, period, mask;
    unsigned kind, flags;
} expected[] = {
    {"int", 8, 8, 0, 0, 0, KIND_INT, TYPEINFO_COMPARABLE | TYPEINFO_PLAIN_EQUAL | TYPEINFO_NAMED},
    {"float64", 8, 8, 0, 0, 0, KIND_FLOAT64, TYPEINFO_COMPARABLE | TYPEINFO_NAMED},
    {"string", 16, 8, 8, 16, 1, KIND_STRING, TYPEINFO_COMPARABLE | TYPEINFO_NAMED},
    {"[]int", 24, 8, 8, 24, 1, KIND_SLICE, 0},
    {"interface {}", 16, 8, 16, 16, 2, KIND_INTERFACE, TYPEINFO_COMPARABLE},
    {"map[string]int", 8, 8, 8, 8, 1, KIND_MAP, TYPEINFO_DIRECT},
    {"*main.node", 8, 8, 8, 8, 1, KIND_POINTER,
     TYPEINFO_DIRECT | TYPEINFO_COMPARABLE | TYPEINFO_PLAIN_EQUAL},
    {"main.node", 32, 8, 24, 32, 5, KIND_STRUCT, TYPEINFO_COMPARABLE | TYPEINFO_NAMED},
    {"[3]main.node", 96, 8, 88, 32, 5, KIND_ARRAY, TYPEINFO_COMPARABLE},
    {"main.padded", 16, 8, 0, 0, 0, KIND_STRUCT, TYPEINFO_COMPARABLE | TYPEINFO_NAMED},
    {"main.pair", 16, 8, 0, 0, 0, KIND_STRUCT,
     TYPEINFO_COMPARABLE | TYPEINFO_PLAIN_EQUAL | TYPEINFO_NAMED},
    {"main.boxed", 8, 8, 8, 8, 1, KIND_STRUCT,
     TYPEINFO_DIRECT | TYPEINFO_COMPARABLE | TYPEINFO_PLAIN_EQUAL | TYPEINFO_NAMED},
    {"func(int, ...string)", 8, 8, 8, 8, 1, KIND_FUNC, TYPEINFO_DIRECT | TYPEINFO_VARIADIC},
};

static struct program *
program_with_types(void)
{
    return source_compile(
        "type node struct { next *node; v int; more *int; c byte }\n"
        "type padded struct { a int8; b int64 }\n"
        "type pair struct { a, b int64 }\n"
        "type boxed struct { p *int }\n"
        "var sink []any\n"
        "func main() {\n"
        "  sink = append(sink, 1, 1.5, \"s\", []int{}, map[string]int{}, &node{},\n"
        "    node{}, [3]node{}, padded{}, pair{}, boxed{},\n"
        "    func(int, ...string) {})\n}");
}

START_TEST(test_layout_masks_and_flags)
{
    struct program *p = program_with_types();
    uint64_t at;
    struct typeinfo t = source_type(p, expected[_i].name, &at);
    ck_assert_uint_eq(t.size, expected[_i].size);
    ck_assert_uint_eq(t.align, expected[_i].align);
    ck_assert_uint_eq(t.ptrdata, expected[_i].ptrdata);
    ck_assert_uint_eq(t.mask_period, expected[_i].period);
    ck_assert_uint_eq(t.kind, expected[_i].kind);
    ck_assert_uint_eq(t.flags, expected[_i].flags);
    const struct reloc *r =
        source_reloc(p, SEGMENT_RODATA, at + offsetof(struct typeinfo, ptrmask));
    ck_assert_int_eq(r != NULL, expected[_i].mask != 0);
    if (r) {
        uint64_t mask;
        memcpy(&mask, p->sections[SEGMENT_RODATA].data + r->addend, 8);
        ck_assert_uint_eq(mask, expected[_i].mask);
    }
    program_destroy(p);
}
END_TEST

START_TEST(test_field_offsets)
{
    struct program *p = program_with_types();
    static const uint64_t offsets[] = {0, 8, 16, 24};
    uint64_t at;
    struct typeinfo t = source_type(p, "main.node", &at);
    ck_assert_uint_eq(t.n_fields, 4);
    const struct reloc *r = source_reloc(p, SEGMENT_RODATA, at + offsetof(struct typeinfo, fields));
    for (unsigned i = 0; i < 4; i++) {
        struct typeinfo_field f;
        memcpy(&f, p->sections[SEGMENT_RODATA].data + r->addend + i * sizeof f, sizeof f);
        ck_assert_uint_eq(f.offset, offsets[i]);
    }
    program_destroy(p);
}
END_TEST

START_TEST(test_identical_types_share_a_descriptor)
{
    struct program *p =
        source_compile("func f() any { return struct{ a []map[string]*int }{} }\n"
                       "func g() any { return struct{ a []map[string]*int }{} }\n"
                       "func h() any { type t struct{}; return t{} }\n"
                       "func k() any { type t struct{}; return t{} }\n"
                       "func main() { println(f() == nil, g() == nil, h() == nil, k() == nil) }");
    unsigned same = 0, local = 0;
    for (size_t i = 0; i < p->types.n; i++) {
        same += strcmp(p->types.v[i].name, "struct { a []map[string]*int }") == 0;
        local += strcmp(p->types.v[i].name, "main.t") == 0;
    }
    ck_assert_uint_eq(same, 1);
    ck_assert_uint_eq(local, 2); /* different types of one name */
    program_destroy(p);
}
END_TEST

START_TEST(test_methods_are_sorted_and_have_code_when_boxed)
{
    struct program *p =
        source_compile("type t struct{ a, b int }\n"
                       "func (t) Z() {}\nfunc (t) A() {}\nfunc (*t) M() {}\n"
                       "var v any = t{}\n"
                       "func main() { var x any = &t{}; println(x == nil, v == nil) }");
    uint64_t at;
    ck_assert_uint_eq(source_type(p, "main.t", &at).n_methods, 2);
    struct typeinfo t = source_type(p, "*main.t", &at);
    ck_assert_uint_eq(t.n_methods, 3);
    const struct reloc *r =
        source_reloc(p, SEGMENT_RODATA, at + offsetof(struct typeinfo, methods));
    static const char *const names[] = {"main.(*t).A", "main.(*t).M", "main.(*t).Z"};
    for (unsigned i = 0; i < 3; i++) {
        uint64_t method = r->addend + i * sizeof(struct typeinfo_method);
        const struct reloc *code =
            source_reloc(p, SEGMENT_RODATA, method + offsetof(struct typeinfo_method, code));
        ck_assert_ptr_nonnull(code);
        ck_assert_uint_eq(code->target, SEGMENT_TEXT);
        ck_assert_uint_eq(code->addend, source_func(p, names[i])->entry);
    }
    program_destroy(p);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("typedesc");
    TCase *tcase = suite_case("typedesc");
    suite_add_tcase(suite, tcase);
    tcase_add_loop_test(tcase, test_layout_masks_and_flags, 0,
                        sizeof expected / sizeof expected[0]);
    tcase_add_test(tcase, test_field_offsets);
    tcase_add_test(tcase, test_identical_types_share_a_descriptor);
    tcase_add_test(tcase, test_methods_are_sorted_and_have_code_when_boxed);
    return suite_finish(suite);
}
