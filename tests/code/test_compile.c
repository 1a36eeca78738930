/* What the compiler promises about a program: frames and their maps, lines, relocations, which
 * functions get in, and the shape of the code where speed depends on it. */
#include <stdlib.h>

#include "tests/code/source.h"
#include "tests/suite.h"

#include "code/disasm.h"

START_TEST(test_arguments_are_mapped_word_by_word)
{
    struct program *p = source_compile("type s struct { a int; p *int; b bool }\n"
                                       "func f(i int, s string, x s, e any) ([]byte, bool) "
                                       "{ return []byte(s), x.b && e == nil && i == 0 }\n"
                                       "func main() { f(1, \"a\", s{}, nil) }");
    const struct program_func *f = source_func(p, "main.f");
    ck_assert_uint_eq(f->param_words, 1 + 2 + 3 + 2);
    ck_assert_uint_eq(f->args_words, 8 + 3 + 1);
    /* i | data, len | a, p, b | type, data | data, len, cap | bool */
    ck_assert_uint_eq(f->args_map[0], 0x192);
    ck_assert_uint_eq(f->params_map[0], 0x92);
    program_destroy(p);
}
END_TEST

START_TEST(test_pointer_results_are_cleared_by_the_call)
{
    struct program *p =
        source_compile("func f() (int, string, *int, int) { return 1, \"\", nil, 2 }\n"
                       "func main() { f() }");
    struct func_header h = source_header(p, source_func(p, "main.f"));
    ck_assert_uint_eq(h.res_off, 1); /* the string's data, its len, the pointer */
    ck_assert_uint_eq(h.res_n, 3);
    program_destroy(p);
}
END_TEST

START_TEST(test_locals_that_can_hold_pointers_are_exactly_the_cleared_ones)
{
    struct program *p =
        source_compile("type n struct { next *n; v int }\n"
                       "func f(l *n) int {\n"
                       "  t := 0; s := []int{1}; m := map[string]*n{}\n"
                       "  for ; l != nil; l = l.next { t += l.v + s[0]; m[\"k\"] = l }\n"
                       "  var e any = t; _ = e\n"
                       "  return t + len(m)\n}\n"
                       "func main() { f(nil) }");
    for (size_t i = 0; i < p->funcs.n; i++) {
        const struct program_func *f = &p->funcs.v[i];
        struct func_header h = source_header(p, f);
        ck_assert_uint_eq(h.frame_bytes, f->frame_words * 8);
        ck_assert_uint_le(h.clear_off + h.clear_n, f->frame_words);
        for (unsigned k = 0; k < f->frame_words; k++) {
            bool cleared = k >= h.clear_off && k < h.clear_off + h.clear_n;
            if (bitops_get(f->locals_map, k))
                ck_assert_msg(cleared, "%s: slot %u is mapped and not cleared", f->name, k);
        }
    }
    program_destroy(p);
}
END_TEST

START_TEST(test_header_says_what_the_table_says)
{
    struct program *p = source_compile("func main() { defer println(1) }");
    for (size_t i = 0; i < p->funcs.n; i++) {
        const struct program_func *f = &p->funcs.v[i];
        struct func_header h = source_header(p, f);
        ck_assert_uint_eq(h.func_id, i);
        ck_assert_uint_eq(h.args_words, f->args_words);
        ck_assert_uint_eq(h.param_words, f->param_words);
        ck_assert_uint_eq(h.flags, f->flags);
        if (i > 0)
            ck_assert_uint_gt(f->entry, p->funcs.v[i - 1].entry);
    }
    ck_assert_uint_ne(source_func(p, "main.main")->flags & FUNC_HAS_DEFER, 0);
    ck_assert_uint_ne(source_func(p, "main.main")->deferreturn, 0);
    program_destroy(p);
}
END_TEST

START_TEST(test_gopanic_frame_is_what_the_vm_expects)
{
    struct program *p = source_compile("func main() {}");
    const struct program_func *f = source_func(p, "runtime.gopanic");
    ck_assert_uint_eq(f->entry, p->known.gopanic);
    ck_assert_uint_eq(f->frame_words, 8);
    ck_assert_uint_eq(f->locals_map[0], 0xb8);
    program_destroy(p);
}
END_TEST

START_TEST(test_lines_follow_the_source)
{
    struct program *p = source_compile("func f(a []int, i int) int {\n" /* line 2 */
                                       "  x := 1\n"
                                       "\n"
                                       "  return x +\n"
                                       "    a[i]\n"
                                       "}\n"
                                       "func main() { f(nil, 0) }");
    const struct program_func *f = source_func(p, "main.f");
    ck_assert_uint_eq(f->start_line, 2);
    ck_assert_uint_eq(f->lines.v[0].line, 3);
    bool index = false;
    for (size_t i = 0; i < f->lines.n; i++)
        index |= f->lines.v[i].line == 6;
    ck_assert_msg(index, "the index operation has its own line");
    ck_assert_uint_eq(vec_last(&f->lines).line, 5);
    program_destroy(p);
}
END_TEST

START_TEST(test_only_reachable_functions_are_compiled)
{
    struct program *p =
        source_compile("type t int\n"
                       "func (t) Used() {}\n"
                       "func (t) AlsoByInterface() {}\n"
                       "type u int\n"
                       "func (u) Never() {}\n"
                       "func dead() { alsoDead() }\n"
                       "func alsoDead() {}\n"
                       "func init() { println(1) }\n"
                       "var x u\n"
                       "func main() { var i interface{ Used() } = t(1); i.Used() }");
    ck_assert_ptr_nonnull(source_func(p, "main.t.Used"));
    ck_assert_ptr_nonnull(source_func(p, "main.t.AlsoByInterface"));
    ck_assert_ptr_nonnull(source_func(p, "main.(*t).Used"));
    ck_assert_ptr_null(source_func(p, "main.u.Never"));
    ck_assert_ptr_null(source_func(p, "main.dead"));
    ck_assert_ptr_null(source_func(p, "main.alsoDead"));
    program_destroy(p);
}
END_TEST

START_TEST(test_floats_just_made_are_taken_from_the_register)
{
    struct program *p = source_compile("func f(a, b, c float64) float64 { x := a*b - c\n"
                                       "  for x > c { x = c - a*b }\n  return x }\n"
                                       "func main() { f(1, 2, 3) }");
    ck_assert_uint_eq(source_count(p, "main.f", OP_FSUBF), 1);
    ck_assert_uint_eq(source_count(p, "main.f", OP_FMSUB), 1); /* the loop's: c - a*b */
    program_destroy(p);
}
END_TEST

START_TEST(test_only_instructions_of_one_line_fuse)
{
    struct program *p = source_compile("func f(a, b int) (x, y int) { x, y = b, a; return }\n"
                                       "func g(a int) (x int) {\n  x = a\n  return\n}\n"
                                       "func main() { f(1, 2); g(3) }");
    ck_assert_uint_eq(source_count(p, "main.g", OP_RET), 1);
    ck_assert_uint_eq(source_count(p, "main.g", OP_MOVRET), 0);
    program_destroy(p);
}
END_TEST

START_TEST(test_fib_has_no_needless_move)
{
    struct program *p = source_compile("func fib(n int) int {\n"
                                       "  if n < 2 { return n }\n"
                                       "  return fib(n-1) + fib(n-2)\n}\n"
                                       "func main() { fib(3) }");
    const struct program_func *f = source_func(p, "main.fib");
    ck_assert_uint_eq(f->code_bytes / 8, 9);
    ck_assert_uint_eq(source_count(p, "main.fib", OP_MOV), 1);
    ck_assert_uint_eq(source_count(p, "main.fib", OP_MOVRET), 1);
    ck_assert_uint_eq(source_count(p, "main.fib", OP_ADDRET), 1);
    ck_assert_uint_eq(source_count(p, "main.fib", OP_CALLF), 2);
    ck_assert_uint_eq(source_count(p, "main.fib", OP_JGEI), 1);
    program_destroy(p);
}
END_TEST

START_TEST(test_constants_of_loops_are_loaded_once_ahead)
{
    struct program *p = source_compile("func f(x float64, n int) float64 {\n"
                                       "  for i := 0; i < 100000; i++ {\n"
                                       "    for j := 0; j < n; j++ { x = x*1.5 + 0.25 }\n"
                                       "    if x > 0.25 { x = x * 1.5 }\n"
                                       "  }\n"
                                       "  return x\n}\n"
                                       "func main() { f(1, 2) }");
    ck_assert_uint_eq(source_count(p, "main.f", OP_LDK), 2);
    ck_assert_uint_eq(source_count(p, "main.f", OP_LDI), 3); /* 100000, i, j */
    program_destroy(p);
}
END_TEST

START_TEST(test_division_by_a_constant_multiplies)
{
    struct program *p = source_compile("func f(a int, b uint8, c uint64) int {\n"
                                       "  return a/10 + a%7 + int(b%10) + int(c/8) + int(c%10)\n}\n"
                                       "func main() { f(1, 2, 3) }");
    ck_assert_uint_eq(source_count(p, "main.f", OP_DIVI), 1);
    ck_assert_uint_eq(source_count(p, "main.f", OP_MODI), 2);
    ck_assert_uint_eq(source_count(p, "main.f", OP_UMOD), 1); /* the whole of uint64 */
    ck_assert_uint_eq(source_count(p, "main.f", OP_SHRI), 1);
    program_destroy(p);
}
END_TEST

START_TEST(test_loops_take_one_jump_an_iteration)
{
    struct program *p = source_compile("func f(a []int) int {\n"
                                       "  t := 0\n"
                                       "  for i := 0; i < 10; i++ { t += i }\n"
                                       "  for _, v := range a { t += v }\n"
                                       "  return t\n}\n"
                                       "func main() { f(nil) }");
    ck_assert_uint_eq(source_count(p, "main.f", OP_LJINCLTI), 1);
    ck_assert_uint_eq(source_count(p, "main.f", OP_LJINCLT), 1);
    ck_assert_uint_eq(source_count(p, "main.f", OP_LOOP), 0);
    ck_assert_uint_eq(source_count(p, "main.f", OP_JGEI), 1); /* past the loops */
    ck_assert_uint_eq(source_count(p, "main.f", OP_JLE), 1);
    ck_assert_uint_eq(source_count(p, "main.f", OP_JMP), 0);
    program_destroy(p);
}
END_TEST

START_TEST(test_jumps_beyond_sixteen_bits_are_inverted)
{
    struct buf b = {0};
    buf_add_str(&b, "func f(n int, a []int) {\n for i := 0; i < n; i++ {\n");
    for (int i = 0; i < 20000; i++)
        buf_printf(&b, "a[%d] += 3\n", i);
    buf_add_str(&b, "}\n}\nfunc main() { f(0, nil) }");
    struct program *p = source_compile(buf_cstr(&b));
    ck_assert_uint_eq(source_count(p, "main.f", OP_LJLT), 0);
    ck_assert_uint_eq(source_count(p, "main.f", OP_LOOP), 1);
    ck_assert_uint_eq(source_count(p, "main.f", OP_JLE), 1);
    buf_finish(&b);
    program_destroy(p);
}
END_TEST

START_TEST(test_relocations_lie_inside_their_segments)
{
    struct program *p = source_compile("var a = []string{\"x\", \"y\"}\n"
                                       "var f = func() int { return len(a) }\n"
                                       "type i interface{ M() }\n"
                                       "type t struct{ p *t }\n"
                                       "func (t) M() {}\n"
                                       "func main() { var x i = t{}; x.M(); println(f()) }");
    for (size_t i = 0; i < p->relocs.n; i++) {
        const struct reloc *r = &p->relocs.v[i];
        ck_assert_uint_lt(r->in, SEGMENT_COUNT);
        ck_assert_uint_le(r->at + 8, p->segment_bytes[r->in]);
        ck_assert_uint_lt(r->target, SEGMENT_COUNT);
        ck_assert_uint_le(r->addend, p->segment_bytes[r->target]);
    }
    program_destroy(p);
}
END_TEST

START_TEST(test_every_instruction_can_be_disassembled)
{
    struct program *p = source_compile("import \"fmt\"\n"
                                       "func main() { fmt.Println(map[string]any{\"a\": 1.5}) }");
    struct buf b = {0};
    for (size_t i = 0; i < p->funcs.n; i++) {
        buf_clear(&b);
        disasm_func(p, &p->funcs.v[i], &b);
        ck_assert_ptr_null(strchr(buf_cstr(&b), '?'));
    }
    buf_finish(&b);
    program_destroy(p);
}
END_TEST

int
main(void)
{
    SUITE_RUN("compile", test_arguments_are_mapped_word_by_word,
              test_pointer_results_are_cleared_by_the_call,
              test_locals_that_can_hold_pointers_are_exactly_the_cleared_ones,
              test_header_says_what_the_table_says, test_gopanic_frame_is_what_the_vm_expects,
              test_lines_follow_the_source, test_only_reachable_functions_are_compiled,
              test_fib_has_no_needless_move, test_floats_just_made_are_taken_from_the_register,
              test_only_instructions_of_one_line_fuse, test_loops_take_one_jump_an_iteration,
              test_constants_of_loops_are_loaded_once_ahead, test_division_by_a_constant_multiplies,
              test_jumps_beyond_sixteen_bits_are_inverted,
              test_relocations_lie_inside_their_segments,
              test_every_instruction_can_be_disassembled);
}
