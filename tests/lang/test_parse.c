/* Small sources to trees, in a compact notation; syntax errors in the words of the Go compiler
 * (each expected text was taken from it); labels and jumps; positions; limits. */
#include "lang/parse.h"

#include "lang/ast.h"
#include "lang/unit.h"
#include "tests/lang/tree_dump.h"
#include "tests/suite.h"

#include <string.h>

/* --- helpers -----------------------------------------------------------------------------------
 */

static struct file *
parse(struct unit *u, const char *text)
{
    return parse_file(u, diag_add_file(&u->diag, "./a.go"), text, strlen(text));
}

static void
expect_decls(const char *text, const char *want)
{
    struct unit *u = unit_create();
    struct buf source = {0}, got = {0}, errors = {0};
    buf_printf(&source, "package p\n%s", text);
    const struct file *f = parse(u, buf_cstr(&source));
    for (size_t i = 0; i < f->n_decls; i++) {
        buf_add_str(&got, i ? " " : "");
        dump_decl(&got, f->decls[i]);
    }
    diag_format_errors(&u->diag, 0, &errors);
    ck_assert_str_eq(buf_cstr(&errors), "");
    ck_assert_str_eq(buf_cstr(&got), want);
    buf_finish(&source);
    buf_finish(&got);
    buf_finish(&errors);
    unit_destroy(u);
}

static void
expect_in(const char *before, const char *text, const char *after, const char *want_before,
          const char *want, const char *want_after)
{
    struct buf source = {0}, full = {0};
    buf_printf(&source, "%s%s%s", before, text, after);
    buf_printf(&full, "%s%s%s", want_before, want, want_after);
    expect_decls(buf_cstr(&source), buf_cstr(&full));
    buf_finish(&source);
    buf_finish(&full);
}

static void
expect_expr(const char *text, const char *want)
{
    expect_in("var x = ", text, "", "(var( x) _( ", want, "))");
}

static void
expect_type(const char *text, const char *want)
{
    expect_in("type t ", text, "", "(type t ", want, ")");
}

static void
expect_stmt(const char *text, const char *want)
{
    expect_in("func f() { ", text, " }", "(func f() {", want, "})");
}

/* All messages about "package p" and the text, which starts on line 2; one per line. */
static void
expect_errors(const char *text, const char *want)
{
    struct unit *u = unit_create();
    struct buf source = {0}, got = {0};
    buf_printf(&source, "package p\n%s", text);
    parse(u, buf_cstr(&source));
    diag_format_errors(&u->diag, 0, &got);
    ck_assert_str_eq(buf_cstr(&got), want);
    buf_finish(&source);
    buf_finish(&got);
    unit_destroy(u);
}

/* --- trees -------------------------------------------------------------------------------------
 */

START_TEST(binary_operators_bind_by_precedence_and_to_the_left)
{
    expect_expr("a + b*c", "(+ a (* b c))");
    expect_expr("a - b - c", "(- (- a b) c)");
    expect_expr("a || b && c == d + e<<2", "(|| a (&& b (== c (+ d (<< e 2)))))");
    expect_expr("(a + b) * c", "(* (paren (+ a b)) c)");
    expect_expr("-a * !b", "(* (- a) (! b))");
    expect_expr("*p.x", "(* (. p)x)");
    expect_expr("& ^a", "(& (^ a))");
}
END_TEST

START_TEST(primary_expressions)
{
    expect_expr("a.b.c(1, x...)", "(call... (. (. a)b)c( 1 x))");
    expect_expr("f()()[0]", "([] (call (call f())()) 0)");
    expect_expr("a[:]", "([:] a _ _ _)");
    expect_expr("a[1:]", "([:] a 1 _ _)");
    expect_expr("a[:2:3]", "([::] a _ 2 3)");
    expect_expr("i.(T)", "(assert i T)");
    expect_expr("g[int, []string](1)", "(call ([] g (, int (slice string)))( 1))");
    expect_expr("func(a, b int) {}", "(func (a int, b int) {})");
    expect_expr("<-c", "(<- c)");
    expect_expr("[]byte(s)", "(call (slice byte)( s))");
    expect_expr("(<-chan int)(c)", "(call (paren (<-chan int))( c))");
    expect_expr("struct{}{}", "(lit (struct)())");
}
END_TEST

START_TEST(composite_literals)
{
    expect_expr("T{}", "(lit T())");
    expect_expr("&T{1, x: 2}", "(& (lit T( 1 (: x 2))))");
    expect_expr("[...]int{1: 2, 3}", "(lit (array _ int)( (: 1 2) 3))");
    expect_expr("map[K]V{{1}: {2}}", "(lit (map K V)( (: (lit _( 1)) (lit _( 2)))))");
    expect_expr("p.T[int]{1,\n}", "(lit ([] (. p)T int)( 1))");
}
END_TEST

START_TEST(types)
{
    expect_type("*[]map[string]chan<- func(int) error",
                "(* (slice (map string (chan<- (functype (_ int) (_ error))))))");
    expect_type("<-chan <-chan int", "(<-chan (<-chan int))");
    expect_type("chan (<-chan int)", "(chan (<-chan int))");
    expect_type("[2*N]T", "(array (* 2 N) T)");
    expect_type("struct{ a, b int `t`; T; *p.U; c []E; G[int] }",
                "(struct a:int`t` b:int`t` :T :(* (. p)U) c:(slice E) :([] G int))");
    expect_type("interface{ m(x int); p.I; ~int|string; G[int, K] }",
                "(interface m(x int) (. p)I (| (~ int) string) ([] G (, int K)))");
    expect_type("func(int, ...string) (a, b int)",
                "(functype (_ int, _ (... string)) (a int, b int))");
    expect_type("func(func(a int), b) (c)", "(functype (_ (functype (a int)), _ b) (_ c))");
}
END_TEST

START_TEST(type_parameters_or_arrays)
{
    expect_decls("type t[P any] []P", "(type t (P any)(slice P))");
    expect_decls("type t[P, Q I[P]] int", "(type t (P ([] I P), Q ([] I P))int)");
    expect_decls("type t[P *T,] int", "(type t (P (* T))int)");
    expect_decls("type t[P *T|Q] int", "(type t (array (| (* P T) Q) int))");
    expect_decls("type t[P *T|~Q] int", "(type t (P (| (* T) (~ Q)))int)");
    expect_decls("type t[P (T),] int", "(type t (P T)int)");
    expect_decls("type t[P []T] int", "(type t (P (slice T))int)");
    expect_decls("type t[N] int", "(type t (array N int))");
    expect_decls("type t[N * M] int", "(type t (array (* N M) int))");
    expect_decls("type t[P any] = []P", "(alias t (P any)(slice P))");
    expect_decls("func f[P, Q any](P) Q", "(func f(P any, Q any)(_ P) (_ Q))");
    expect_decls("func (l *L[T]) m() {}", "(func (l (* ([] L T)))m() {})");
}
END_TEST

START_TEST(declarations)
{
    expect_decls("import (\n\"a\"\n. \"b\"\nc \"d\"\n)",
                 "(import _ \"a\") (import . \"b\") (import c \"d\")");
    expect_decls("var a, b int = 1, 2; var c = 3", "(var( a b) int( 1 2)) (var( c) _( 3))");
    expect_decls("const (\na T = iota\nb\n_, _ = 1, 2\nc, d\n)",
                 "(const#0( a) T( iota)) (const#1=( b) T( iota)) (const#2( _ _) _( 1 2)) "
                 "(const#3=( c d) _( 1 2))");
    expect_decls("type ( a = b; c d )", "(alias a b) (type c d)");
}
END_TEST

START_TEST(statements)
{
    expect_stmt("a, b := 1, f(); c++; d -= 2; e <- x; g()",
                "(:= (, a b) (, 1 (call f()))); (+1 c); (-= d 2); (send e x); (call g())");
    expect_stmt("if x := f(); x > 1 { return } else if y { } else { z() }",
                "(if (:= x (call f())) (> x 1) {(return)} else (if _ y {} else {(call z())}))");
    expect_stmt("go f(1); defer func() {}()", "(go (call f( 1))); (defer (call (func () {})()))");
    expect_stmt("var x int; { }", "(var( x) int()); {}");
    expect_stmt("return 1, a", "(return 1 a)");
    expect_stmt(";", "empty");
}
END_TEST

START_TEST(loops)
{
    expect_stmt("for { }", "(for _ _ _) {}");
    expect_stmt("for x { }", "(for _ x _) {}");
    expect_stmt("for i := 0; i < n; i++ { }", "(for (:= i 0) (< i n) (+1 i)) {}");
    expect_stmt("for ; ; { }", "(for _ _ _) {}");
    expect_stmt("for range 10 { }", "(range= _ _ 10) {}");
    expect_stmt("for k, v := range m { }", "(range:= k v m) {}");
    expect_stmt("for a[0] = range c { }", "(range= ([] a 0) _ c) {}");
    expect_stmt("for x = range (T{}) { }", "(range= x _ (paren (lit T()))) {}");
}
END_TEST

START_TEST(switches_and_selects)
{
    expect_stmt("switch x := 1; x { case 1, 2: a(); fallthrough; default: }",
                "(switch (:= x 1) x(case 1 2) {(call a()); (fallthrough)} default {})");
    expect_stmt("switch y := x.(type) { case nil, *T: }",
                "(switch _ (guard x)y(case nil (* T)) {})");
    expect_stmt("switch { }", "(switch _ _)");
    expect_stmt("select { case v, ok := <-c: f(v, ok); case d <- 1: default: }",
                "(select (:= (, v ok) (<- c)) {(call f( v ok))}(send d 1) {} default {})");
}
END_TEST

START_TEST(a_brace_after_a_name_opens_the_block_in_a_header)
{
    expect_stmt("if x == y { }", "(if _ (== x y) {})");
    expect_stmt("if x == (T{}) { }", "(if _ (== x (paren (lit T()))) {})");
    expect_stmt("for _, x := range []int{1} { }", "(range:= _ x (lit (slice int)( 1))) {}");
    expect_stmt("switch f(T{}) { }", "(switch _ (call f( (lit T()))))");
    expect_stmt("if f(func() { _ = T{} }) { }", "(if _ (call f( (func () {(= _ (lit T()))}))) {})");
}
END_TEST

/* --- positions ---------------------------------------------------------------------------------
 */

START_TEST(nodes_stand_where_go_puts_them)
{
    struct unit *u = unit_create();
    const struct file *f = parse(u, "package p\nvar x = a.b(c)[d] + T{e}\n");
    const struct expr *add = f->decls[0]->var.values[0], *index = add->binary.x;
    ck_assert_uint_eq(add->pos.col, 19);
    ck_assert_uint_eq(index->pos.col, 15);
    ck_assert_uint_eq(index->index.x->pos.col, 12);
    ck_assert_uint_eq(index->index.x->call.fun->pos.col, 10);
    ck_assert_uint_eq(add->binary.y->pos.col, 22);
    ck_assert_uint_eq(ast_start_pos(add).col, 9);
    ck_assert_uint_eq(ast_start_pos(add->binary.y).col, 21);
    ck_assert_uint_eq(f->eof.line, 3);
    unit_destroy(u);
}
END_TEST

START_TEST(shared_types_are_one_node)
{
    struct unit *u = unit_create();
    const struct file *f = parse(u, "package p\nfunc f(a, b int, c int)\n");
    const struct param *v = f->decls[0]->func->type->func_type.params;
    ck_assert_ptr_eq(v[0].type, v[1].type);
    ck_assert_ptr_ne(v[1].type, v[2].type);
    unit_destroy(u);
}
END_TEST

START_TEST(noescape_is_recorded_and_misplaced_directives_are_reported)
{
    struct unit *u = unit_create();
    const struct file *f = parse(u, "package p\n\n//go:noescape\nfunc f(*int)\n\nfunc g(*int)\n");
    ck_assert(f->decls[0]->func->noescape);
    ck_assert(!f->decls[1]->func->noescape);
    unit_destroy(u);
    expect_errors("//go:noinline\nvar x int\n", "./a.go:2:3: misplaced compiler directive\n");
}
END_TEST

/* --- errors ------------------------------------------------------------------------------------
 */

static const struct {
    const char *text, *want;
} wrong[] = {
#include "tests/lang/parse_errors.def"
};

START_TEST(errors_are_those_of_go)
{
    expect_errors(wrong[_i].text, wrong[_i].want);
}
END_TEST

START_TEST(a_file_without_package_clause_is_not_read_further)
{
    struct unit *u = unit_create();
    struct buf got = {0};
    parse(u, "func main() {\n\tx x\n}\n");
    diag_format_errors(&u->diag, 0, &got);
    ck_assert_str_eq(buf_cstr(&got), "./a.go:1:1: syntax error: package statement must be first\n");
    ck_assert_uint_eq(u->n_blocking, 1);
    buf_finish(&got);
    unit_destroy(u);
}
END_TEST

START_TEST(only_syntax_errors_block_the_checker)
{
    struct unit *u = unit_create();
    parse(u, "package p\nfunc f() {\nL:\n}\n");
    ck_assert(diag_failed(&u->diag));
    ck_assert_uint_eq(u->n_blocking, 0);
    unit_destroy(u);
}
END_TEST

START_TEST(jumps_know_their_targets)
{
    struct unit *u = unit_create();
    const struct file *f =
        parse(u, "package p\nfunc f() {\nL:\n\tfor {\n\t\tbreak L\n\t}\n\tgoto L\n}\n");
    const struct func *func = f->decls[0]->func;
    const struct stmt *labeled = func->body->v[0], *loop = labeled->labeled.stmt;
    ck_assert_ptr_eq(loop->for_.body.v[0]->branch.target, loop);
    ck_assert_ptr_eq(func->body->v[1]->branch.target, labeled);
    ck_assert(func->has_goto_back);
    ck_assert(labeled->labeled.used);
    unit_destroy(u);
}
END_TEST

/* --- limits ------------------------------------------------------------------------------------
 */

static void
expect_limit(const char *before, const char *again, size_t n, const char *want)
{
    struct unit *u = unit_create();
    struct buf source = {0}, got = {0};
    buf_printf(&source, "package p\n%s", before);
    for (size_t i = 0; i < n; i++)
        buf_add_str(&source, again);
    parse(u, buf_cstr(&source));
    diag_format_errors(&u->diag, 0, &got);
    ck_assert_msg(strstr(buf_cstr(&got), want), "%s... gives %s", again, buf_cstr(&got));
    buf_finish(&source);
    buf_finish(&got);
    unit_destroy(u);
}

START_TEST(deep_nesting_is_an_error)
{
    static const char *const openers[] = {
        "(", "- ", "[]int{",    "[]T{{",     "f(",           "a[",
        "!", "<-", "struct{a ", "map[chan ", "interface{m(", "func() { x = "};
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        expect_limit("var x = ", openers[i], 100000, "exceeded max nesting depth");
    expect_limit("type T ", "[]", 100000, "exceeded max nesting depth");
    expect_limit("func f() ", "{", 100000, "exceeded max nesting depth");
    expect_limit("func f() {", "L: ", 100000, "exceeded max nesting depth");
    expect_limit("func f() {", "if x {} else ", 100000, "exceeded max nesting depth");
    expect_limit("func f() { ", "if x { ", 100000, "exceeded max nesting depth");
}
END_TEST

START_TEST(long_chains_are_an_error)
{
    expect_limit("var x = a", "+a", 100000, "expression too long");
    expect_limit("var x = a", ".b", 100000, "expression too long");
    expect_limit("var x = a", "()", 100000, "expression too long");
    expect_limit("type I interface { a", "|a", 100000, "expression too long");
}
END_TEST

START_TEST(long_lists_are_fine)
{
    struct unit *u = unit_create();
    struct buf source = {0};
    buf_add_str(&source, "package p\nvar x = []int{");
    for (int i = 0; i < 100000; i++)
        buf_add_str(&source, "1+2,");
    buf_add_str(&source, "}\n");
    parse(u, buf_cstr(&source));
    ck_assert(!diag_failed(&u->diag));
    buf_finish(&source);
    unit_destroy(u);
}
END_TEST

int
main(void)
{
    const TTest *const plain[] = {
        binary_operators_bind_by_precedence_and_to_the_left,
        primary_expressions,
        composite_literals,
        types,
        type_parameters_or_arrays,
        declarations,
        statements,
        loops,
        switches_and_selects,
        a_brace_after_a_name_opens_the_block_in_a_header,
        nodes_stand_where_go_puts_them,
        shared_types_are_one_node,
        noescape_is_recorded_and_misplaced_directives_are_reported,
        a_file_without_package_clause_is_not_read_further,
        only_syntax_errors_block_the_checker,
        jumps_know_their_targets,
        deep_nesting_is_an_error,
        long_chains_are_an_error,
        long_lists_are_fine,
    };
    Suite *suite = suite_create("parse");
    TCase *tcase = suite_case("parse");
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        tcase_add_test(tcase, plain[i]);
    tcase_add_loop_test(tcase, errors_are_those_of_go, 0, sizeof wrong / sizeof *wrong);
    suite_add_tcase(suite, tcase);
    return suite_finish(suite);
}
