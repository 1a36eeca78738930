/* Expressions as type errors show them. The expected texts are what Go's syntax.String gives. */
#include "lang/printer.h"

#include "lang/ast.h"
#include "lang/parse.h"
#include "lang/unit.h"
#include "tests/suite.h"

#include <string.h>

static void
expect_print(const char *before, const char *text, const char *want)
{
    struct unit *u = unit_create();
    struct buf source = {0}, got = {0};
    buf_printf(&source, "package p\n%s%s\n", before, text);
    const struct file *f =
        parse_file(u, diag_add_file(&u->diag, "a.go"), buf_cstr(&source), source.len);
    ck_assert_msg(!diag_failed(&u->diag), "%s: a syntax error", text);
    const struct decl *d = f->decls[0];
    printer_expr(&got, d->kind == DECL_TYPE ? d->type.type : d->var.values[0]);
    ck_assert_str_eq(buf_cstr(&got), want);
    buf_finish(&source);
    buf_finish(&got);
    unit_destroy(u);
}

static void
same_expr(const char *text)
{
    expect_print("var _ = ", text, text);
}

static void
same_type(const char *text)
{
    expect_print("type _ ", text, text);
}

START_TEST(values_keep_their_text)
{
    same_expr("x");
    same_expr("0x1F");
    same_expr("\"a\\n\"");
    same_expr("a + b * c");
    same_expr("(a + b) * c");
    same_expr("-x");
    same_expr("*p");
    same_expr("&x");
    same_expr("<-c");
    same_expr("a.b.c");
    same_expr("a[i]");
    same_expr("f[int, string]");
    same_expr("a[1:2]");
    same_expr("a[:]");
    same_expr("a[:1:2]");
    same_expr("x.(T)");
    same_expr("f(a, b...)");
    same_expr("[]byte(s)");
}
END_TEST

START_TEST(spacing_is_gofmts)
{
    expect_print("var _ = ", "a+b*c", "a + b * c");
    expect_print("var _ = ", "f( a,b )", "f(a, b)");
    expect_print("var _ = ", "a [ 1 : 2 ]", "a[1:2]");
    expect_print("type _ ", "struct { a,b int; C; d *E `t` }", "struct{a, b int; C; d *E `t`}");
    expect_print("type _ ", "interface { m(x,y int)string; I; ~int|P }",
                 "interface{m(x, y int) string; I; ~int | P}");
}
END_TEST

START_TEST(bodies_and_contents_are_shortened)
{
    expect_print("var _ = ", "T{1, 2}", "T{\xe2\x80\xa6}");
    expect_print("var _ = ", "T{}", "T{}");
    expect_print("var _ = ", "&[]int{1}", "&[]int{\xe2\x80\xa6}");
    expect_print("var _ = ", "func(x int) string { return s }",
                 "func(x int) string {\xe2\x80\xa6}");
    expect_print("var _ = ", "func() {}", "func() {}");
    expect_print("var _ = ", "f(func() { g() }, T{1})",
                 "f(func() {\xe2\x80\xa6}, T{\xe2\x80\xa6})");
}
END_TEST

START_TEST(types_keep_their_text)
{
    same_type("[]int");
    same_type("[10]int");
    same_type("map[string]*p.T");
    same_type("chan int");
    same_type("chan<- int");
    same_type("<-chan int");
    same_type("chan (<-chan int)");
    same_type("func()");
    same_type("func(int, ...string) (a int, err error)");
    same_type("func(a, b int, c string) error");
    same_type("struct{}");
    same_type("interface{}");
    same_type("G[int, []string]");
    expect_print("var _ = ", "[...]int{}", "[...]int{}");
    expect_print("type _ ", "(int)", "int");
}
END_TEST

int
main(void)
{
    SUITE_RUN("printer", values_keep_their_text, spacing_is_gofmts,
              bodies_and_contents_are_shortened, types_keep_their_text);
}
