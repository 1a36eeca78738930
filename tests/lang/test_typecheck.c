/* What the checker writes into a correct program's tree. */
#include <stdio.h>

#include "lang/constant.h"
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

static void
accept(const char *source)
{
    fixture_check(&f, source);
    ck_assert_str_eq(fixture_errors(&f), "");
}

/* The expression of the only statement in the body of function f. */
static struct expr *
expr_in(const char *body, const char *decls)
{
    struct buf b = {0};
    buf_printf(&b, "%s\nfunc f(i int, u8 uint8, f64 float64, s string, e any, p *int) { _ = %s }",
               decls, body);
    accept(buf_cstr(&b));
    buf_finish(&b);
    return fixture_func(&f, "f")->body->v[0]->assign.rhs;
}

static const char *
text_of(const struct type *t)
{
    static char shown[200];
    struct buf b = {0};
    types_write(&b, t, f.pkg);
    snprintf(shown, sizeof shown, "%s", buf_cstr(&b));
    buf_finish(&b);
    return shown;
}

static const struct {
    const char *expr, *type;
} types[] = {
    {"1", "int"},
    {"1.0", "float64"},
    {"'a'", "rune"},
    {"1i", "complex128"},
    {"i == 1", "bool"},
    {"1 << i", "int"},
    {"u8 << 3", "uint8"},
    {"f64 + 1", "float64"},
    {"s[0]", "byte"},
    {"s[1:]", "string"},
    {"len(s)", "int"},
    {"&i", "*int"},
    {"append([]int{}, 1)", "[]int"},
    {"map[string]int{}", "map[string]int"},
    {"func() {}", "func()"},
    {"e.(int)", "int"},
    {"*p", "int"},
    {"[...]int{1, 2, 5: 3}", "[6]int"},
    {"new(1)", "*int"},
    {"min(f64, 2)", "float64"},
    {"complex(1, 2)", "complex128"},
    {"string(rune(65))", "string"},
    {"[]byte(\"a\")", "[]byte"},
};

START_TEST(test_expressions_have_their_final_type)
{
    ck_assert_str_eq(text_of(expr_in(types[_i].expr, "")->type), types[_i].type);
}
END_TEST

START_TEST(test_untyped_operands_take_the_type_of_the_other_side)
{
    struct expr *e = expr_in("f64*2 == 1<<3", "");
    ck_assert_str_eq(text_of(e->binary.y->type), "float64");
    ck_assert_str_eq(text_of(e->binary.x->binary.y->type), "float64");
    e = expr_in("p == nil", "");
    ck_assert_int_eq(e->binary.y->mode, MODE_NIL);
    ck_assert_str_eq(text_of(e->binary.y->type), "*int");
    e = expr_in("e == 1", "");
    ck_assert_str_eq(text_of(e->binary.y->type), "int");
}
END_TEST

START_TEST(test_shifted_constant_is_typed_by_its_context)
{
    accept("func f(n uint) { var x int64 = 1 << n; var y = uint8(1 << n); _, _ = x, y }");
    struct func *fn = fixture_func(&f, "f");
    struct expr *x = fn->body->v[0]->decl.v[0]->var.values[0];
    ck_assert_str_eq(text_of(x->type), "int64");
    ck_assert_str_eq(text_of(x->binary.x->type), "int64");
    struct expr *y = fn->body->v[1]->decl.v[0]->var.values[0];
    ck_assert_str_eq(text_of(y->call.args[0]->binary.x->type), "uint8");
}
END_TEST

START_TEST(test_constant_in_an_interface_has_its_default_type)
{
    accept("import \"fmt\"\nfunc f() { fmt.Println(1, 'a', 2.5, nil) }");
    struct expr *call = fixture_func(&f, "f")->body->v[0]->expr;
    ck_assert_str_eq(text_of(call->call.args[0]->type), "int");
    ck_assert_str_eq(text_of(call->call.args[1]->type), "rune");
    ck_assert_str_eq(text_of(call->call.args[2]->type), "float64");
    ck_assert_str_eq(text_of(call->call.args[3]->type), "any");
    ck_assert_int_eq(call->call.args[3]->mode, MODE_NIL);
}
END_TEST

static const struct {
    const char *decl, *value;
} constants[] = {
    {"const x = 1 << 10", "1024"},
    {"const ( _ = iota; a; x )", "2"},
    {"const ( a, b = iota, iota * 10; x, y )", "1"},
    {"const x = 1<<100 >> 98", "4"},
    {"const x = len(\"abc\")", "3"},
    {"const x = len([10]int{})", "10"},
    {"const x uint8 = ^0 & 0xf0", "240"},
    {"const x = ^uint8(1)", "254"},
    {"const x = 7 / 2", "3"},
    {"const x = 7 / 2.0", "3.5"},
    {"const x = \"a\" + \"b\"", "\"ab\""},
    {"const x = 'a' + 1", "98"},
    {"const x = real(3 + 4i)", "3"},
    {"const x = string('a')", "\"a\""},
    {"import \"unsafe\"\nconst x = unsafe.Sizeof(struct{ a int8; b int }{})", "16"},
    {"import \"unsafe\"\nvar s struct{ a int8; b int }\nconst x = unsafe.Offsetof(s.b)", "8"},
    {"const x = 1 < 2 && !false", "true"},
    {"const x = min(3, 1, 2)", "1"},
};

START_TEST(test_constants_are_evaluated)
{
    accept(constants[_i].decl);
    struct buf b = {0};
    constant_write(&b, fixture_object(&f, "x")->val);
    ck_assert_str_eq(buf_cstr(&b), constants[_i].value);
    buf_finish(&b);
}
END_TEST

START_TEST(test_field_selection_names_the_path)
{
    struct expr *e = expr_in("v.z", "type A struct{ y, z int }\ntype B struct{ q int; *A }\n"
                                    "type C struct{ B }\nvar v C");
    ck_assert_int_eq(e->selector.kind, SELECT_FIELD);
    ck_assert_uint_eq(e->selector.n_path, 3);
    ck_assert_uint_eq(e->selector.path[0], 0);
    ck_assert_uint_eq(e->selector.path[1], 1);
    ck_assert_uint_eq(e->selector.path[2], 1);
}
END_TEST

START_TEST(test_method_selection_says_how_to_pass_the_receiver)
{
    const char *decls = "type T struct{}\nfunc (T) v() int { return 0 }\n"
                        "func (*T) p() int { return 0 }\nvar t T\nvar q = &t\n"
                        "type E struct{ T }\nvar x E\ntype I interface{ v() int }\nvar i I";
    struct expr *sel = expr_in("t.p()", decls)->call.fun;
    ck_assert_int_eq(sel->selector.kind, SELECT_METHOD);
    ck_assert(sel->selector.addr_recv && !sel->selector.deref_recv);
    sel = expr_in("q.v()", decls)->call.fun;
    ck_assert(!sel->selector.addr_recv && sel->selector.deref_recv);
    sel = expr_in("x.p()", decls)->call.fun;
    ck_assert(sel->selector.addr_recv);
    ck_assert_uint_eq(sel->selector.n_path, 1);
    ck_assert_str_eq(text_of(sel->selector.recv), "T");
    sel = expr_in("q.p()", decls)->call.fun;
    ck_assert(!sel->selector.addr_recv && !sel->selector.deref_recv);
    sel = expr_in("(*T).p", decls);
    ck_assert_int_eq(sel->selector.kind, SELECT_METHOD_EXPR);
    ck_assert_str_eq(text_of(sel->type), "func(*T) int");
}
END_TEST

START_TEST(test_calls_are_classified)
{
    ck_assert_int_eq(expr_in("int64(i)", "")->call.kind, CALL_CONVERSION);
    ck_assert_int_eq(expr_in("cap([]int{})", "")->call.kind, CALL_BUILTIN);
    struct expr *e = expr_in("g(h())", "func h() (int, string) { return 1, \"\" }\n"
                                       "func g(int, string) int { return 1 }");
    ck_assert_int_eq(e->call.kind, CALL_FUNCTION);
    ck_assert(e->call.spread);
    ck_assert_int_eq(e->call.args[0]->type->kind, TYPE_TUPLE);
}
END_TEST

START_TEST(test_generic_functions_of_ours_are_instantiated)
{
    struct expr *e = expr_in("arena.New[string](nil)", "import \"arena\"");
    ck_assert_str_eq(text_of(e->type), "*string");
    ck_assert_uint_eq(e->call.n_type_args, 1);
    ck_assert_str_eq(text_of(e->call.type_args[0]), "string");
    e = expr_in("arena.MakeSlice[T](nil, 1, 2)", "import \"arena\"\ntype T struct{ a int }");
    ck_assert_str_eq(text_of(e->type), "[]T");
    e = expr_in("arena.Clone(s)", "import \"arena\"");
    ck_assert_str_eq(text_of(e->type), "string");
    e = expr_in("arena.Clone(1)", "import \"arena\"");
    ck_assert_str_eq(text_of(e->type), "int");
    e = expr_in("arena.First(map[string]float64{}, 1)", "import \"arena\"");
    ck_assert_str_eq(text_of(e->type), "float64");
    ck_assert_str_eq(text_of(e->call.type_args[0]), "string");
}
END_TEST

static struct func *
instance_of(const char *name)
{
    vec_each (struct func **, p, &f.pkg->funcs) {
        if ((*p)->origin && strcmp((*p)->name, name) == 0)
            return *p;
    }
    ck_abort_msg("no instance of %s", name);
}

START_TEST(test_generics_become_functions_of_their_own)
{
    accept("type L[T any] struct{ v T }\n"
           "func (l *L[T]) m() T { return l.v }\n"
           "func Map[T any](s []T) []T { return s }\n"
           "func f() { var l L[int]; l.m(); _ = Map([]int{1}); _ = l.v + 1 }");
    struct func *m = instance_of("m");
    ck_assert_str_eq(text_of(m->sig->func.results[0]->type), "int");
    struct func *map = instance_of("Map");
    ck_assert_str_eq(text_of(map->sig->func.params[0]->type), "[]int");
}
END_TEST

START_TEST(test_closures_are_named_and_know_what_they_capture)
{
    accept("var g = func() {}\n"
           "type T struct{}\n"
           "func (t *T) m() { func() { _ = t }() }\n"
           "func init() {}\n"
           "func f(a int) (r int) {\n"
           "  b, c := 1, 2\n"
           "  func() { b++; func() { _ = c; _ = a }() }()\n"
           "  defer func() { recover() }()\n"
           "  return\n"
           "}");
    struct func *fn = fixture_func(&f, "f");
    ck_assert_str_eq(fn->full_name, "p.f");
    ck_assert_uint_eq(fn->n_vars, 4);
    ck_assert_str_eq(fn->vars[0]->name, "a");
    ck_assert_str_eq(fn->vars[1]->name, "r");
    ck_assert_uint_eq(fn->n_lits, 2);
    struct func *outer = fn->lits[0], *inner = outer->lits[0];
    ck_assert_str_eq(outer->full_name, "p.f.func1");
    ck_assert_str_eq(inner->full_name, "p.f.func1.1");
    ck_assert_str_eq(fn->lits[1]->full_name, "p.f.func2");
    ck_assert_uint_eq(outer->n_captures, 3);
    ck_assert_uint_eq(inner->n_captures, 2);
    ck_assert_str_eq(inner->captures[0]->name, "c");
    ck_assert_ptr_eq(inner->outer, outer);
    struct object *b = fn->vars[2], *c = fn->vars[3];
    ck_assert(b->var.captured && b->var.captured_assigned);
    ck_assert(c->var.captured && !c->var.captured_assigned);
    ck_assert(fn->has_defer);
    ck_assert_str_eq(f.pkg->init_lits.v[0]->full_name, "p.init.func1");
    ck_assert_str_eq(fixture_func(&f, "m")->lits[0]->full_name, "p.(*T).m.func1");
    ck_assert_str_eq(fixture_func(&f, "init")->full_name, "p.init.0");
}
END_TEST

START_TEST(test_loops_say_whether_iterations_can_be_told_apart)
{
    accept("func f(s []int) {\n"
           "  for i := 0; i < 3; i++ { println(i) }\n"
           "  for i := 0; i < 3; i++ { func() { println(i) }() }\n"
           "  for _, v := range s { p := &v; _ = p }\n"
           "  for i := range s { println(i) }\n"
           "}");
    struct func *fn = fixture_func(&f, "f");
    ck_assert(!fn->body->v[0]->for_.needs_copy);
    ck_assert(fn->body->v[1]->for_.needs_copy);
    ck_assert(fn->body->v[2]->for_.needs_copy);
    ck_assert(!fn->body->v[3]->for_.needs_copy);
    ck_assert_ptr_null(fn->body->v[2]->for_.key_var);
    ck_assert_str_eq(fn->body->v[2]->for_.val_var->name, "v");
}
END_TEST

START_TEST(test_variables_know_what_happens_to_them)
{
    accept("type P struct{ x, y int; a [3]int }\n"
           "func (p *P) set() {}\n"
           "func f() {\n"
           "  var a, b, c, d, e, g P\n"
           "  a.x = 1; b.set(); _ = c.a[:]; _ = &d.y; e = P{}; q := &g; _ = e\n"
           "  q.x = 1; var h []int; h[0] = 1\n"
           "}");
    struct func *fn = fixture_func(&f, "f");
    ck_assert(fn->vars[0]->var.assigned && !fn->vars[0]->var.addr_taken);
    ck_assert(fn->vars[1]->var.addr_taken);
    ck_assert(fn->vars[2]->var.addr_taken);
    ck_assert(fn->vars[3]->var.addr_taken);
    ck_assert(fn->vars[4]->var.assigned);
    ck_assert(fn->vars[5]->var.addr_taken);
    struct object *q = fn->vars[6], *h = fn->vars[7];
    ck_assert(!q->var.assigned && !q->var.addr_taken); /* what it points to is */
    ck_assert(!h->var.assigned);
}
END_TEST

START_TEST(test_initialisation_follows_dependencies)
{
    accept("var a = c + b\n"
           "var b = g()\n"
           "var c, d = h()\n"
           "var e, k = 1, a\n"
           "var unused int\n"
           "func g() int { return c }\n"
           "func h() (int, int) { return e, 2 }");
    const char *const order[] = {"e", "c", "b", "a", "k"};
    ck_assert_uint_eq(f.pkg->inits.n, 5);
    for (size_t i = 0; i < 5; i++)
        ck_assert_str_eq(f.pkg->inits.v[i].decl->var.objs[0]->name, order[i]);
    ck_assert_uint_eq(f.pkg->inits.v[1].decl->var.n_names, 2);
    ck_assert_uint_eq(f.pkg->inits.v[0].decl->var.n_names, 1);
}
END_TEST

START_TEST(test_type_switch_variables_exist_where_they_are_used)
{
    accept("func f(e any) {\n"
           "  switch v := e.(type) { case int: _ = v; case string: case bool, nil: _ = v }\n"
           "}");
    struct func *fn = fixture_func(&f, "f");
    struct stmt *s = fn->body->v[0];
    ck_assert_str_eq(text_of(s->switch_.cases[0].var->type), "int");
    ck_assert_ptr_null(s->switch_.cases[1].var);
    ck_assert_str_eq(text_of(s->switch_.cases[2].var->type), "any");
    ck_assert_uint_eq(fn->n_vars, 3);
}
END_TEST

START_TEST(test_short_declarations_tell_new_variables_from_old_ones)
{
    accept("func f() { a, b := 1, 2; b, c := 3, 4; _, _, _ = a, b, c }");
    struct func *fn = fixture_func(&f, "f");
    struct stmt *s = fn->body->v[1];
    ck_assert_ptr_null(s->assign.new_vars[0]);
    ck_assert_ptr_eq(s->assign.new_vars[1], fn->vars[2]);
    ck_assert_ptr_eq(s->assign.lhs->list.v[0]->name.obj, fn->vars[1]);
    ck_assert(fn->vars[1]->var.assigned);
}
END_TEST

START_TEST(test_main_package_needs_main)
{
    fixture_package(&f, "main", "m.go", "package main\nfunc f() {}\n", false);
    ck_assert(!f.ok);
    ck_assert_str_eq(f.u->diag.errors.v[0].text,
                     "runtime.main_main·f: function main is undeclared in the main package");
}
END_TEST

START_TEST(test_broken_trees_do_not_crash)
{
    static const char *const broken[] = {
        "func",
        "func f( {",
        "var x = [",
        "type T struct { a",
        "func f() { switch x := ; x {",
        "var x = func() { return",
        "type I interface { m(",
        "func f() { for i := range }",
        "const ( a = iota",
        "func (t) m() {}",
        "var _ = struct{}{a: }",
        "type T [",
        "func f() { x := T{1, 2, }.(type) }",
        "import",
        "func f[T any, ](x T) {}",
        "var a, b, c = ,",
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        fixture_check(&f, broken[i]);
        f.pkg->objects.n = f.pkg->funcs.n = 0;
        typecheck_package(f.u, f.pkg); /* even after a syntax error */
        ck_assert(diag_failed(&f.u->diag));
    }
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("typecheck");
    TCase *tc = suite_case("typecheck");
    tcase_add_checked_fixture(tc, setup, teardown);
#define LOOP(test, table) tcase_add_loop_test(tc, test, 0, sizeof table / sizeof *table)
    LOOP(test_expressions_have_their_final_type, types);
    tcase_add_test(tc, test_untyped_operands_take_the_type_of_the_other_side);
    tcase_add_test(tc, test_shifted_constant_is_typed_by_its_context);
    tcase_add_test(tc, test_constant_in_an_interface_has_its_default_type);
    LOOP(test_constants_are_evaluated, constants);
    tcase_add_test(tc, test_field_selection_names_the_path);
    tcase_add_test(tc, test_method_selection_says_how_to_pass_the_receiver);
    tcase_add_test(tc, test_calls_are_classified);
    tcase_add_test(tc, test_generic_functions_of_ours_are_instantiated);
    tcase_add_test(tc, test_generics_become_functions_of_their_own);
    tcase_add_test(tc, test_closures_are_named_and_know_what_they_capture);
    tcase_add_test(tc, test_loops_say_whether_iterations_can_be_told_apart);
    tcase_add_test(tc, test_variables_know_what_happens_to_them);
    tcase_add_test(tc, test_initialisation_follows_dependencies);
    tcase_add_test(tc, test_type_switch_variables_exist_where_they_are_used);
    tcase_add_test(tc, test_short_declarations_tell_new_variables_from_old_ones);
    tcase_add_test(tc, test_main_package_needs_main);
    tcase_add_test(tc, test_broken_trees_do_not_crash);
    suite_add_tcase(s, tc);
    return suite_finish(s);
}
