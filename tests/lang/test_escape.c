/* Escape notes of small programs, each as go1.26 build -gcflags='-m -l' prints them, and the
 * verdicts that go with them. */
#include "../suite.h"
#include "lang/ast.h"
#include "lang/escape_reason.h"
#include "lang/object.h"
#include "lang/unit.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

struct row {
    const char *source; /* behind "package main\n" (line 1) */
    const char *notes;  /* lines without "./a.go:" */
};

/* clang-format off */
static const struct row rows[] = {
    {"func f() *int { x := 1; return &x }\nfunc main() { f() }\n",
     "2:17: moved to heap: x\n"},
    {"func f(p *int) *int { return p }\nfunc main() { x := 1; f(&x) }\n",
     "2:8: leaking param: p to result ~r0 level=0\n"},
    {"var g *int\nfunc f(p, q *int, r **int) { g = p; _ = q; g = *r }\n"
     "func main() { f(nil, nil, nil) }\n",
     "3:8: leaking param: p\n3:11: q does not escape\n3:19: leaking param content: r\n"},
    {"func main() {\n\tvar p *int\n\tfor i := 0; i < 2; i++ { p = new(int) }\n\t_ = p\n}\n",
     "4:34: new(int) escapes to heap\n"},
    {"func main() {\nL:\n\tp := new(int)\n\tq = p\n\tif *p == 0 { goto L }\n}\nvar q *int\n",
     "4:10: new(int) escapes to heap\n"},
    {"var g func()\nfunc main() {\n\tx, y := 1, 2\n\ty++\n\tg = func() { println(x, y) }\n}\n",
     "6:6: func literal escapes to heap\n"},
    {"var g func()\nfunc main() {\n\tx, y := 1, 2\n\tg = func() { println(x, y) }\n\ty++\n}\n",
     "4:5: moved to heap: y\n5:6: func literal escapes to heap\n"},
    {"var e any\nfunc main() {\n\tx := 7\n\te = x\n\te = &x\n}\n",
     "4:2: moved to heap: x\n5:6: x escapes to heap\n"},
    {"var e any\nfunc main() {\n\tx := 7\n\te = x\n}\n", "5:6: 7 escapes to heap\n"},
    {"func main() {\n\tn := 10\n\t_ = make([]int, n)\n\tvar m int\n\tm++\n\t_ = make([]int, m)\n"
     "\t_ = make([]byte, 65536)\n\t_ = make([]byte, 65537)\n\t_ = make([]struct{}, 1)\n}\n",
     "4:10: make([]int, 10) does not escape\n7:10: make([]int, m) does not escape\n"
     "8:10: make([]byte, 65536) does not escape\n9:10: make([]byte, 65537) escapes to heap\n"
     "10:10: make([]struct {}, 1) escapes to heap\n"},
    {"func main() {\n\tvar a [131072]byte\n\tvar b [131073]byte\n\t_, _ = a, b\n}\n",
     "4:6: moved to heap: b\n"},
    {"func f(a ...any) {}\nfunc main() { f(1, \"x\") }\n",
     "2:8: a does not escape\n3:16: ... argument does not escape\n"
     "3:17: 1 does not escape\n3:20: \"x\" does not escape\n"},
    {"func f(a *int) {}\nfunc main() {\n\tx := 1\n\tgo f(&x)\n\ty := 1\n\tdefer f(&y)\n"
     "\tfor { z := 1; defer f(&z) }\n}\n",
     "2:8: a does not escape\n4:2: moved to heap: x\n8:8: moved to heap: z\n"},
    {"type I interface{ M(*int) }\ntype T struct{}\nfunc (T) M(p *int) {}\n"
     "func f(i I) { x := 1; i.M(&x) }\nfunc main() { var i I = T{}; y := 1; i.M(&y); f(i) }\n",
     "6:41: devirtualizing i.M to T\n4:12: p does not escape\n5:8: leaking param: i\n"
     "5:15: moved to heap: x\n6:26: T{} escapes to heap\n"},
    {"type T struct{ a, b []int }\nfunc (t *T) f() { t.a = t.a[1:] }\nfunc main() { new(T).f() }\n",
     "3:23: (*T).f ignoring self-assignment in t.a = t.a[1:]\n3:7: t does not escape\n"
     "4:18: new(T) does not escape\n"},
    {"func main() {\n\tvar s []*int\n\ts = append(s, new(int))\n\tb := []byte(\"abc\")\n\t_ = string(b) + \"x\"\n}\n",
     "4:19: new(int) escapes to heap\n4:12: append does not escape\n"
     "5:14: ([]byte)(\"abc\") does not escape\n5:14: zero-copy string->[]byte conversion\n"
     "6:16: string(b) + \"x\" does not escape\n6:13: string(b) does not escape\n"},
    {"func f(xs []*int) (r *int) {\n\tfor _, x := range xs { r = x }\n\treturn\n}\nfunc main() { f(nil) }\n",
     "2:8: leaking param: xs to result r level=1\n"},
    {"func f(i any) *int {\n\tswitch v := i.(type) {\n\tcase *int: return v\n\tcase int: return &v\n\t}\n"
     "\treturn nil\n}\nfunc main() { f(nil) }\n",
     "2:8: leaking param: i to result ~r0 level=0\n5:7: moved to heap: v\n"},
    {"func f(c chan *int) { x := 1; c <- &x }\nfunc main() { f(nil) }\n",
     "2:8: c does not escape\n2:23: moved to heap: x\n"},
    {"func f(n int, p *int) *int {\n\tif n == 0 { return p }\n\treturn f(n-1, p)\n}\n"
     "func main() { f(1, nil) }\n",
     "2:15: leaking param: p to result ~r0 level=0\n"},
    {"func main() {\n\tif false { x := 1; q = &x }\n\treturn\n\ty := 2; q = &y\n}\nvar q *int\n", ""},
    {"var t [16]int\nfunc f(i int, b byte, d []int) int {\n"
     "\td = append(d, t[i&15], t[b>>4])\n\treturn t[i&15] + t[b>>4] + t[i&16] + t[b>>3]\n}\n"
     "func main() { f(1, 2, nil) }\n",
     "3:23: d does not escape\n"
     "4:12: append does not escape\n"
     "5:10: index bounds check elided\n"
     "5:20: index bounds check elided\n"},
    {"type P struct{ x int }\ntype E struct{ P }\nfunc (p P) v() int { return p.x }\n"
     "func (p *P) p() *int { return &p.x }\nfunc main() {\n\tvar a, b E\n\t(*E).v(&a)\n"
     "\t(*E).p(&b)\n}\n",
     "5:7: leaking param: p to result ~r0 level=0\n"
     "7:6: moved to heap: a\n"},
    {"type N interface{ ~int; M(*int) *int }\ntype T int\n"
     "func (T) M(p *int) *int { return p }\n"
     "func f[X N](x X, p *int) any { return *x.M(p) }\nfunc main() { f(T(1), nil) }\n",
     "4:12: leaking param: p to result ~r0 level=0\n"
     "5:39: *(func(go.shape.int, *int) *int)(&.dict[0])(x, p) escapes to heap\n"},
};
/* clang-format on */

START_TEST(notes_are_those_of_go)
{
    const struct row *r = &rows[_i];
    struct unit *u = unit_create();
    struct buf text = {0}, out = {0}, plain = {0};
    buf_printf(&text, "package main\n%s", r->source);
    u->escape_notes = true;
    bool ok = unit_load(u, "a.go", buf_cstr(&text), text.len);
    diag_format_errors(&u->diag, 0, &out);
    ck_assert_msg(ok, "%s", buf_cstr(&out));
    diag_format_notes(&u->diag, &out);
    for (const char *s = buf_cstr(&out), *end; *s; s = end + 1) {
        end = strchr(s, '\n');
        s += strlen("./a.go:");
        buf_add(&plain, s, (size_t)(end - s) + 1);
    }
    ck_assert_str_eq(buf_cstr(&plain), r->notes);
    buf_finish(&text);
    buf_finish(&out);
    buf_finish(&plain);
    unit_destroy(u);
}
END_TEST

static struct unit *
load(const char *text)
{
    struct unit *u = unit_create();
    ck_assert(unit_load(u, "a.go", text, strlen(text)));
    return u;
}

static struct object *
local(struct unit *u, const char *name)
{
    const struct func *f = u->main->funcs.v[0];
    for (size_t i = 0; i < f->n_vars; i++) {
        if (strcmp(f->vars[i]->name, name) == 0)
            return f->vars[i];
    }
    ck_abort_msg("no variable %s", name);
    return NULL;
}

START_TEST(variables_get_a_place_and_a_way_to_be_captured)
{
    struct unit *u =
        load("package main\nvar g *int\nfunc main() {\n\ta, b, c, d := 1, 2, 3, 4\n"
             "\tg = &a\n\tf := func() int { d++; return b + d }\n\tprintln(c, f())\n}\n");
    ck_assert_int_eq(local(u, "a")->var.verdict, ESCAPE_HEAP);
    ck_assert_int_eq(local(u, "b")->var.verdict, ESCAPE_STACK);
    ck_assert_int_eq(local(u, "c")->var.verdict, ESCAPE_STACK);
    ck_assert_int_eq(local(u, "d")->var.verdict, ESCAPE_STACK);
    ck_assert(local(u, "b")->var.by_value);
    ck_assert(!local(u, "d")->var.by_value);
    unit_destroy(u);
}
END_TEST

START_TEST(what_a_goroutine_gets_is_never_in_the_frame)
{
    /* Go notes "... argument does not escape": the literal around the call makes the slice. Ours is
     * made before. */
    struct unit *u = load("package main\nfunc main() { go f(1, 2) }\nfunc f(a ...int) {}\n");
    const struct stmt *s = u->main->funcs.v[0]->body->v[0];
    ck_assert_int_eq(s->kind, STMT_GO);
    ck_assert_int_eq(s->go_.verdict, ESCAPE_HEAP);
    ck_assert_int_eq(s->go_.call->verdict, ESCAPE_HEAP);
    unit_destroy(u);
}
END_TEST

/* Source and text: go1.26 build -gcflags='-m=2 -l'. */
START_TEST(reasons_are_those_of_go)
{
    const char *text = "package main\nvar g *int\nfunc f(p *int) *int { return p }\n"
                       "func main() {\n\tx := 1\n\tg = f(&x)\n\ty := 2\n\tfunc() { y++ }()\n}\n";
    struct unit *u = unit_create();
    u->escape_notes = u->escape_reasons = true;
    ck_assert(unit_load(u, "a.go", text, strlen(text)));
    struct buf out = {0};
    escape_reason_write_all(u, &out);
    ck_assert_str_eq(buf_cstr(&out),
                     "./a.go:3:8: parameter p leaks to ~r0 for f with derefs=0:\n"
                     "./a.go:3:8:   flow: ~r0 \xe2\x86\x90 p:\n"
                     "./a.go:3:8:     from return p (return) at ./a.go:3:23\n"
                     "./a.go:3:8: leaking param: p to result ~r0 level=0\n"
                     "./a.go:5:2: x escapes to heap in main:\n"
                     "./a.go:5:2:   flow: {heap} \xe2\x86\x90 &x:\n"
                     "./a.go:5:2:     from &x (address-of) at ./a.go:6:8\n"
                     "./a.go:5:2:     from f(&x) (call parameter) at ./a.go:6:7\n"
                     "./a.go:5:2:     from g = f(&x) (assign) at ./a.go:6:4\n"
                     "./a.go:7:2: main capturing by ref: y (addr=false assign=true width=8)\n"
                     "./a.go:5:2: moved to heap: x\n./a.go:8:2: func literal does not escape\n");
    buf_finish(&out);
    unit_destroy(u);
}
END_TEST

START_TEST(the_reason_of_a_variable_is_found_by_its_place)
{
    const char *text = "package main\nvar g *int\nfunc main() { x := 1; g = &x }\n";
    struct unit *u = unit_create();
    u->escape_notes = u->escape_reasons = true;
    ck_assert(unit_load(u, "a.go", text, strlen(text)));
    const struct escape_reason *r = escape_reason_next(u, local(u, "x")->pos, NULL);
    ck_assert_ptr_nonnull(r);
    ck_assert_int_eq(r->kind, ESCAPE_REASON_ESCAPES);
    ck_assert_str_eq(r->what, "x escapes to heap in main");
    ck_assert_uint_eq(r->n_flows, 1);
    ck_assert_str_eq(r->flows[0].to, "{heap}");
    ck_assert_str_eq(r->flows[0].from, "&x");
    ck_assert_uint_eq(r->flows[0].n_steps, 2);
    ck_assert_str_eq(r->flows[0].steps[0].why, "address-of");
    ck_assert_str_eq(r->flows[0].steps[1].what, "g = &x");
    ck_assert_ptr_null(escape_reason_next(u, local(u, "x")->pos, r));
    unit_destroy(u);
}
END_TEST

START_TEST(reasons_in_words_name_what_holds_what)
{
    const char *text = "package main\ntype T struct{ p *int }\nvar g *T\n"
                       "func main() {\n\tx := 1\n\tt := &T{p: &x}\n\tg = t\n}\n";
    struct unit *u = unit_create();
    u->escape_notes = u->escape_reasons = true;
    ck_assert(unit_load(u, "a.go", text, strlen(text)));
    struct buf out = {0};
    escape_reason_words(escape_reason_next(u, local(u, "x")->pos, NULL), &out);
    escape_reason_words(escape_reason_next(u, (struct pos){.line = 6, .col = 7}, NULL), &out);
    ck_assert_str_eq(buf_cstr(&out), "&T{...} holds &x: T{...} (struct literal element, line 6)\n"
                                     "t holds &T{...}: t := &T{...} (assign, line 6)\n"
                                     "the heap holds t: g = t (assign, line 7)\n");
    buf_finish(&out);
    unit_destroy(u);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("escape");
    TCase *t = suite_case("escape");
    tcase_add_loop_test(t, notes_are_those_of_go, 0, sizeof rows / sizeof *rows);
    tcase_add_test(t, variables_get_a_place_and_a_way_to_be_captured);
    tcase_add_test(t, what_a_goroutine_gets_is_never_in_the_frame);
    tcase_add_test(t, reasons_are_those_of_go);
    tcase_add_test(t, the_reason_of_a_variable_is_found_by_its_place);
    tcase_add_test(t, reasons_in_words_name_what_holds_what);
    suite_add_tcase(suite, t);
    return suite_finish(suite);
}
