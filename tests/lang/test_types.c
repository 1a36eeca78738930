#include "tests/lang/typecheck_fixture.h"

static struct fixture f;

static void
setup(void)
{
    fixture_init(&f);
}

static void
teardown(void)
{
    fixture_finish(&f);
}

static struct type *
type_of(const char *expr)
{
    struct buf b = {0};
    buf_printf(&b,
               "import \"unsafe\"\nvar _ unsafe.Pointer\ntype I interface{ m() }\n"
               "type N struct{ next *N; v int8 }\nvar x %s",
               expr);
    fixture_check(&f, buf_cstr(&b));
    buf_finish(&b);
    ck_assert_str_eq(fixture_errors(&f), "");
    return fixture_object(&f, "x")->type;
}

/* Sizes, alignments from unsafe.Sizeof and unsafe.Alignof; pointer prefixes by hand. */
static const struct {
    const char *type;
    uint64_t size, ptrdata;
    uint32_t align;
} layouts[] = {
    {"bool", 1, 0, 1},
    {"int", 8, 0, 8},
    {"complex64", 8, 0, 4},
    {"complex128", 16, 0, 8},
    {"string", 16, 8, 8},
    {"[]int", 24, 8, 8},
    {"any", 16, 16, 8},
    {"I", 16, 16, 8},
    {"func()", 8, 8, 8},
    {"map[int]int", 8, 8, 8},
    {"unsafe.Pointer", 8, 8, 8},
    {"uintptr", 8, 0, 8},
    {"[3]string", 48, 40, 8},
    {"[0]*int", 0, 0, 8},
    {"struct{}", 0, 0, 1},
    {"struct{ a int8; b int64; c int16 }", 24, 0, 8},
    {"struct{ a int8; b int16; c int8 }", 6, 0, 2},
    {"struct{ a *int; b int }", 16, 8, 8},
    {"struct{ a int; b *int; c [4]int }", 48, 16, 8},
    {"struct{ a int; b struct{} }", 16, 0, 8},
    {"struct{ a struct{}; b int }", 8, 0, 8},
    {"struct{ a [0]int }", 0, 0, 8},
    {"N", 16, 8, 8},
    {"[2]N", 32, 24, 8},
};

START_TEST(test_layout_is_that_of_gc_on_amd64)
{
    struct type *t = type_of(layouts[_i].type);
    types_layout(t);
    ck_assert_uint_eq(t->size, layouts[_i].size);
    ck_assert_uint_eq(t->align, layouts[_i].align);
    ck_assert_uint_eq(t->ptrdata, layouts[_i].ptrdata);
}
END_TEST

static const struct {
    const char *type, *message, *runtime;
} texts[] = {
    {"int", "int", "int"},
    {"byte", "byte", "uint8"},
    {"any", "any", "interface {}"},
    {"interface{}", "interface{}", "interface {}"},
    {"error", "error", "error"},
    {"N", "N", "p.N"},
    {"*N", "*N", "*p.N"},
    {"map[string]*N", "map[string]*N", "map[string]*p.N"},
    {"[3][]rune", "[3][]rune", "[3][]int32"},
    {"chan (<-chan int)", "chan (<-chan int)", "chan (<-chan int)"},
    {"chan<- int", "chan<- int", "chan<- int"},
    {"func(a, b int, c ...string) (x int, err error)",
     "func(a int, b int, c ...string) (x int, err error)",
     "func(int, int, ...string) (int, error)"},
    {"func() int", "func() int", "func() int"},
    {"struct{}", "struct{}", "struct {}"},
    {"struct{ a int; N; b string `k:\"v\"` }", "struct{a int; N; b string \"k:\\\"v\\\"\"}",
     "struct { a int; p.N; b string \"k:\\\"v\\\"\" }"},
    {"interface{ I; b(int) error }", "interface{b(int) error; I}",
     "interface { p.b(int) error; p.m() }"},
};

START_TEST(test_types_are_written_as_messages_and_runtime_do)
{
    struct type *t = type_of(texts[_i].type);
    struct buf b = {0};
    types_write(&b, t, f.pkg);
    ck_assert_str_eq(buf_cstr(&b), texts[_i].message);
    buf_clear(&b);
    types_write_runtime(&b, t);
    ck_assert_str_eq(buf_cstr(&b), texts[_i].runtime);
    buf_finish(&b);
}
END_TEST

static const char *const embedding = "type A struct{}\n"
                                     "func (A) V() {}\n"
                                     "func (*A) P() {}\n"
                                     "func (*A) hidden() {}\n"
                                     "type W interface { Write(); Close() }\n"
                                     "type ByValue struct { A }\n"
                                     "type ByPointer struct { *A; W }\n"
                                     "type Deep struct { x int; ByPointer }\n"
                                     "type Ambiguous struct { ByValue; B }\n"
                                     "type B struct { A }\n"
                                     "func (B) Close() {}\n";

static const struct {
    const char *type;
    bool pointer;
    const char *methods;
} sets[] = {
    {"A", false, "V"},
    {"A", true, "P V hidden"},
    {"ByValue", false, "V"},
    {"ByValue", true, "P V hidden"},
    {"ByPointer", false, "Close P V Write hidden"},
    {"ByPointer", true, "Close P V Write hidden"},
    {"Deep", false, "Close P V Write hidden"},
    {"Ambiguous", true, "Close"},
    {"W", false, "Close Write"},
    {"W", true, ""},
};

START_TEST(test_method_sets_promote_through_embedded_fields)
{
    fixture_check(&f, embedding);
    ck_assert_str_eq(fixture_errors(&f), "");
    struct type *t = fixture_object(&f, sets[_i].type)->type;
    const struct method_set *set =
        types_method_set(f.u, sets[_i].pointer ? types_pointer(f.u, t) : t);
    struct buf b = {0};
    for (size_t i = 0; i < set->n; i++)
        buf_printf(&b, "%s%s", i ? " " : "", set->v[i].method->name);
    ck_assert_str_eq(buf_cstr(&b), sets[_i].methods);
    buf_finish(&b);
}
END_TEST

START_TEST(test_method_set_entry_says_how_to_get_there)
{
    fixture_check(&f, embedding);
    const struct method_set *set = types_method_set(f.u, fixture_object(&f, "Deep")->type);
    const struct method_set_entry *e = &set->v[1];
    ck_assert_str_eq(e->method->name, "P");
    ck_assert_uint_eq(e->n_path, 2);
    ck_assert_uint_eq(e->path[0], 1);
    ck_assert_uint_eq(e->path[1], 0);
    ck_assert(e->ptr_recv);
    ck_assert(e->through_pointer);
}
END_TEST

START_TEST(test_missing_method_says_why)
{
    fixture_check(&f, "type T struct{}\n"
                      "func (*T) P() {}\n"
                      "func (T) V(int) {}\n"
                      "type IP interface{ P() }\n"
                      "type IV interface{ V() }\n");
    struct type *t = fixture_object(&f, "T")->type;
    bool wrong, pointer;
    struct object *m =
        types_missing_method(f.u, t, fixture_object(&f, "IP")->type, &wrong, &pointer);
    ck_assert_str_eq(m->name, "P");
    ck_assert(pointer && !wrong);
    m = types_missing_method(f.u, t, fixture_object(&f, "IV")->type, &wrong, &pointer);
    ck_assert_str_eq(m->name, "V");
    ck_assert(wrong && !pointer);
    ck_assert_ptr_null(types_missing_method(f.u, types_pointer(f.u, t),
                                            fixture_object(&f, "IP")->type, &wrong, &pointer));
}
END_TEST

START_TEST(test_interface_methods_know_their_place_in_each_interface)
{
    fixture_check(&f, "type A interface{ Z(); m() }\n"
                      "type B interface{ A; B(); a() }\n");
    struct type *b = types_underlying(fixture_object(&f, "B")->type);
    ck_assert_uint_eq(b->interface.n_methods, 4);
    for (unsigned i = 0; i < 4; i++)
        ck_assert_uint_eq(b->interface.methods[i]->func.method_index, i);
    struct type *a = types_underlying(fixture_object(&f, "A")->type);
    ck_assert_uint_eq(a->interface.methods[0]->func.method_index, 0);
}
END_TEST

START_TEST(test_identity_is_by_structure_but_for_named_types)
{
    fixture_check(&f, "var a map[string][]*int\nvar b map[string][]*int\n"
                      "type S []int\nvar c S\nvar d []int\nvar e []byte\nvar g []uint8\n");
    struct type *a = fixture_object(&f, "a")->type, *b = fixture_object(&f, "b")->type;
    ck_assert(types_identical(a, b));
    ck_assert(!types_identical(fixture_object(&f, "c")->type, fixture_object(&f, "d")->type));
    ck_assert(types_identical(fixture_object(&f, "e")->type, fixture_object(&f, "g")->type));
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("types");
    TCase *tc = suite_case("types");
    tcase_add_checked_fixture(tc, setup, teardown);
#define LOOP(test, table) tcase_add_loop_test(tc, test, 0, sizeof table / sizeof *table)
    LOOP(test_layout_is_that_of_gc_on_amd64, layouts);
    LOOP(test_types_are_written_as_messages_and_runtime_do, texts);
    LOOP(test_method_sets_promote_through_embedded_fields, sets);
    tcase_add_test(tc, test_method_set_entry_says_how_to_get_there);
    tcase_add_test(tc, test_missing_method_says_why);
    tcase_add_test(tc, test_interface_methods_know_their_place_in_each_interface);
    tcase_add_test(tc, test_identity_is_by_structure_but_for_named_types);
    suite_add_tcase(s, tc);
    return suite_finish(s);
}
