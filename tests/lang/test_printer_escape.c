/* Checked expressions as escape notes show them. Each expected text was printed by
 * `go build -gcflags='-m -l'` for "sink = EXPRESSION" behind the same declarations. */
#include "lang/printer.h"

#include "lang/ast.h"
#include "lang/object.h"
#include "lang/parse.h"
#include "lang/typecheck.h"
#include "lang/unit.h"
#include "tests/suite.h"

static const char prelude[] =
    "package main\n"
    "type E struct{ x int }\n"
    "func (e E) Get() int   { return e.x }\n"
    "func (e *E) PGet() int { return e.x }\n"
    "type D struct{ E }\n"
    "type I interface{ Get() int }\n"
    "type Fn func(int) string\n"
    "type Sl []int\n"
    "const N = 10\n"
    "func vf(a int, b ...int) int { return 0 }\n"
    "var sink any\n"
    "func main() {}\n"
    "func f(n int, d D, gp *D, i I, e *E, s string, fl float64, fs func(...int) int, p *int,\n"
    "\tpp **E, sl Sl, fn Fn, b byte, r rune, bs []byte, m map[string]int, ch chan int) {\n"
    "\tsink = ";

static const struct {
    const char *text, *want;
} table[] = {
    {"n", "n"},
    {"(n)", "n"},
    {"N", "10"},
    {"\"lit\"", "\"lit\""},
    {"'x'", "'x'"},
    {"'a' + 1", "'b'"},
    {"1 << 10", "1024"},
    {"2i", "(0 + 2i)"},
    {"int32(7)", "int32(7)"},
    {"byte('x')", "byte(120)"},
    {"complex64(1)", "complex64((1 + 0i))"},
    {"123456789.123", "1.23457e+08"},
    {"uint64(1 << 63)", "uint64(9223372036854775808)"},
    {"float64(n)", "float64(n)"},
    {"[]int(sl)", "([]int)(sl)"},
    {"Sl(sl)", "Sl(sl)"},
    {"interface{}(n)", "(interface {})(n)"},
    {"string(bs)", "string(bs)"},
    {"[]byte(s)", "([]byte)(s)"},
    {"s + \"x\" + s", "s + \"x\" + s"},
    {"s + (s + \"a\")", "s + s + \"a\""},
    {"(s + s)[n]", "(s + s)[n]"},
    {"len(s + s)", "len(s + s)"},
    {"n > 1 && n < 2", "n > 1 && n < 2"},
    {"!(n > 1)", "!(n > 1)"},
    {"- -n", "- (-n)"},
    {"(n + 1) * 2", "(n + 1) * 2"},
    {"n + 1*2", "n + 2"},
    {"n - (n - 1)", "n - (n - 1)"},
    {"n * n * n", "n * n * n"},
    {"n<<2 | n&3", "n << uint(2) | n & 3"},
    {"b + 1", "b + byte(1)"},
    {"r + 'b'", "r + 'b'"},
    {"fl / 3.0", "fl / 3"},
    {"int64(n) + 1", "int64(n) + int64(1)"},
    {"d.x", "d.E.x"},
    {"gp.x", "gp.E.x"},
    {"(*e).x", "(*e).x"},
    {"**pp", "*(*pp)"},
    {"*p + 1", "*p + 1"},
    {"d.Get()", "E.Get(d.E)"},
    {"d.PGet()", "(*E).PGet(d.E)"},
    {"e.Get()", "E.Get(e)"},
    {"(*e).Get()", "E.Get(*e)"},
    {"i.Get()", "i.Get()"},
    {"E.Get(d.E)", "E.Get(d.E)"},
    {"(*E).PGet(e)", "(*E).PGet(e)"},
    {"vf(n)", "vf(n, nil...)"},
    {"vf(n, 1, n)", "vf(n, ... argument...)"},
    {"vf(n, sl...)", "vf(n, sl...)"},
    {"fs(1, 2)", "fs(... argument...)"},
    {"fn(n)", "fn(n)"},
    {"func(a int) int { return a }(n)", "(func literal)(n)"},
    {"func() {}", "func literal"},
    {"&E{n}", "&E{...}"},
    {"(&E{n}).x", "(&E{...}).x"},
    {"E{}", "E{}"},
    {"[...]int{5: 1}", "[6]int{...}"},
    {"[]int{1, 2}[n]", "[]int{...}[n]"},
    {"struct{ x int }{1}", "struct { x int }{...}"},
    {"[]struct {\n a, b int\n c string `tag`\n }{}",
     "[]struct { a int; b int; c string \"tag\" }{}"},
    {"[]interface{ Get() int }{}", "[]interface { Get() int }{}"},
    {"[]any{n}", "[]any{...}"},
    {"make([]int, n, n*2)", "make([]int, n, n * 2)"},
    {"make(Sl, N)", "make(Sl, 10)"},
    {"make(map[string]int, 100)", "make(map[string]int, 100)"},
    {"<-make(chan int)", "<-(make(chan int))"},
    {"new(struct{ x, y int })", "new(struct { x int; y int })"},
    {"new(func(int, ...string) (int, error))", "new(func(int, ...string) (int, error))"},
    {"append(bs, 1, 2)", "append(bs, byte(1), byte(2))"},
    {"append([]byte(nil), bs...)", "append(([]byte)(nil), bs...)"},
    {"real(complex(fl, 1))", "real(complex(fl, 1))"},
    {"bs[:2:3]", "bs[:2:3]"},
    {"m[\"a\"]", "m[\"a\"]"},
    {"<-ch", "<-ch"},
    {"i.(*E).x", "i.(*E).x"},
    {"sink.(I).Get()", "sink.(I).Get()"},
    {"e == nil", "e == nil"},
};

/* The right side of the statement in f. */
static const struct expr *
checked_value(struct unit *u, const char *text)
{
    struct buf source = {0};
    buf_printf(&source, "%s%s\n}\n", prelude, text);
    struct file *f =
        parse_file(u, diag_add_file(&u->diag, "./a.go"), buf_cstr(&source), source.len);
    struct package *p = bump_new(&u->mem, struct package);
    p->path = "main";
    p->name = f->pkg_name;
    p->files = bump_new(&u->mem, struct file *);
    p->files[0] = f;
    p->n_files = 1;
    table_put_str(&u->packages, p->path, p);
    buf_clear(&source);
    bool ok = typecheck_package(u, p);
    diag_format_errors(&u->diag, 0, &source);
    ck_assert_msg(ok, "%s: %s", text, buf_cstr(&source));
    buf_finish(&source);
    const struct func *last = f->decls[f->n_decls - 1]->func;
    return last->body->v[0]->assign.rhs;
}

START_TEST(notes_show_what_the_expression_became)
{
    struct unit *u = unit_create();
    struct buf got = {0};
    printer_escape_expr(&got, checked_value(u, table[_i].text));
    ck_assert_str_eq(buf_cstr(&got), table[_i].want);
    buf_finish(&got);
    unit_destroy(u);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("printer_escape");
    TCase *tcase = suite_case("printer_escape");
    tcase_add_loop_test(tcase, notes_show_what_the_expression_became, 0,
                        sizeof table / sizeof *table);
    suite_add_tcase(suite, tcase);
    return suite_finish(suite);
}
