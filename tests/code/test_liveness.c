/* Small functions, and which of their pointer variables are live at their calls. */
#include "tests/suite.h"

#include "code/effects.h"
#include "code/image.h"
#include "code/liveness.h"
#include "tests/code/source.h"

struct subject { /* a program and one function of it */
    struct program *p;
    struct image im;
    const struct program_func *f;
    const struct liveness *l;
    char text[200];
};

/* Function main.f of this program; what it calls is there: g, keep, d. */
static struct subject *
open_subject(const char *body)
{
    struct subject *s = xcalloc(1, sizeof *s);
    struct buf text = {0};
    buf_printf(&text,
               "type T struct { a, b *int; n int }\n"
               "var sink any\nvar global *int\n"
               "func g() { sink = nil }\n"
               "func d() { println(1) }\n"
               "func keep(p *int) { println(p) }\n"
               "func keeps(t *T) { println(t.n) }\n"
               "%s",
               body);
    s->p = source_compile(text.data);
    buf_finish(&text);
    ck_assert(image_load(&s->im, s->p));
    s->f = source_func(s->p, "main.f");
    ck_assert_ptr_nonnull(s->f);
    s->l = liveness_of(&s->im, s->f);
    return s;
}

static void
close_subject(struct subject *s)
{
    image_unload(&s->im);
    program_destroy(s->p);
    free(s);
}

static const struct instr *
instr_at(const struct subject *s, uint64_t at)
{
    return (const struct instr *)(uintptr_t)(s->im.text + s->f->entry + at);
}

/* The return address of the n-th call of main.g (from 0), as bytes after the entry. */
static uint64_t
behind_call(const struct subject *s, unsigned n)
{
    const struct program_func *g = source_func(s->p, "main.g");
    for (uint64_t at = 0; at < s->f->code_bytes;) {
        const struct instr *i = instr_at(s, at);
        at += 8 + 8 * opcode_ext_words((enum opcode)i->op);
        if ((i->op == OP_CALL || i->op == OP_CALLF) && (uint64_t)opcode_imm32(*i) * 8 == g->entry &&
            n-- == 0)
            return at;
    }
    ck_abort_msg("no such call");
    return 0;
}

static bool
has_live_slot(const struct subject *s, const struct local_var *v, const uint64_t *map)
{
    for (uint32_t k = 0; k < (v->on_heap ? 1 : (v->bytes + 7) / 8); k++) {
        uint32_t bit = liveness_bit(s->l, (uint32_t)v->slot + k);
        if (bit != LIVENESS_NOWHERE && bitops_get(map, bit))
            return true;
    }
    return false;
}

/* The variables in scope there that have a live slot, in order of their declaration. */
static const char *
names(struct subject *s, const uint64_t *map, uint64_t at)
{
    s->text[0] = '\0';
    vec_each (const struct local_var *, v, &s->f->vars) {
        if (at < v->from || at > v->to || !has_live_slot(s, v, map))
            continue;
        strcat(s->text, s->text[0] ? " " : "");
        strcat(s->text, v->name);
    }
    return s->text;
}

static const char *
live(struct subject *s, unsigned call)
{
    liveness_scratch none = {0};
    uint64_t at = behind_call(s, call);
    const uint64_t *map = liveness_at(s->l, s->im.text + s->f->entry + at, &none);
    ck_assert_ptr_null(none.v); /* safepoints have their maps ready */
    return names(s, map, at);
}

START_TEST(a_variable_is_live_until_its_last_use)
{
    struct subject *s =
        open_subject("func f(p, q *int) int { g(); x := *p; g(); x += *q; g(); return x }\n"
                     "func main() { f(nil, nil) }");
    ck_assert_str_eq(live(s, 0), "p q");
    ck_assert_str_eq(live(s, 1), "q");
    ck_assert_str_eq(live(s, 2), "");
    ck_assert_uint_gt(s->l->n_maps, 2);
    close_subject(s);
}
END_TEST

START_TEST(what_is_written_before_it_is_read_is_dead)
{
    struct subject *s = open_subject(
        "func f(p *int) { keep(p); g(); p = global; g(); keep(p) }\nfunc main() { f(nil) }");
    ck_assert_str_eq(live(s, 0), "");
    ck_assert_str_eq(live(s, 1), "p");
    close_subject(s);
}
END_TEST

START_TEST(a_branch_that_reads_keeps_it_alive_and_the_other_does_not)
{
    struct subject *s =
        open_subject("func f(p *int, c bool) { g(); if c { g(); keep(p) } else { g() }; g() }\n"
                     "func main() { f(nil, true) }");
    ck_assert_str_eq(live(s, 0), "p");
    ck_assert_str_eq(live(s, 1), "p");
    ck_assert_str_eq(live(s, 2), "");
    ck_assert_str_eq(live(s, 3), "");
    close_subject(s);
}
END_TEST

START_TEST(the_next_iteration_reads_what_this_one_has_left)
{
    struct subject *s = open_subject("func f(n int) {\n"
                                     "  var last, once *int = global, global\n"
                                     "  keep(once)\n"
                                     "  for i := 0; i < n; i++ { keep(last); g(); last = global }\n"
                                     "  for i := 0; i < n; i++ { g(); keep(last) }\n"
                                     "}\nfunc main() { f(1) }");
    ck_assert_str_eq(live(s, 0), "");
    ck_assert_str_eq(live(s, 1), "last");
    close_subject(s);
}
END_TEST

START_TEST(values_of_several_slots_are_looked_at_slot_by_slot)
{
    struct subject *s = open_subject("func f(a, b string, v []int, e any) int {\n"
                                     "  g()\n  println(a, e != nil)\n  g()\n"
                                     "  n := len(b) + v[0]\n  g()\n  sink = e\n  return n }\n"
                                     "func main() { f(\"\", \"\", nil, nil) }");
    ck_assert_str_eq(live(s, 0), "a v e"); /* of b only the length is read */
    ck_assert_str_eq(live(s, 1), "v e");
    ck_assert_str_eq(live(s, 2), "e");
    close_subject(s);
}
END_TEST

START_TEST(a_panic_leads_to_the_results_where_calls_are_deferred)
{
    static const char body[] = "func f(p *int) (r *int) { %s r = p; g(); r = nil; g(); return r }\n"
                               "func main() { f(nil) }";
    char with[200], without[200];
    snprintf(with, sizeof with, body, "defer d();");
    snprintf(without, sizeof without, body, "");
    struct subject *s = open_subject(without);
    ck_assert_str_eq(live(s, 0), "");
    ck_assert_str_eq(names(s, liveness_in_panic(s->l), behind_call(s, 0)), "");
    close_subject(s);
    s = open_subject(with);
    ck_assert_str_eq(live(s, 0), "r");
    ck_assert_str_eq(names(s, liveness_in_panic(s->l), behind_call(s, 0)), "r");
    close_subject(s);
}
END_TEST

START_TEST(a_variable_whose_address_is_taken_is_an_object_and_live_where_it_is_used_itself)
{
    struct subject *s = open_subject("func f(p *int) {\n"
                                     "  t := T{a: p, b: p}\n  q := &t\n  g()\n"
                                     "  keeps(q)\n  g()\n  keep(t.b)\n  g() }\n"
                                     "func main() { f(nil) }");
    ck_assert_str_eq(live(s, 0), "t q");
    ck_assert_str_eq(live(s, 1), "t");
    ck_assert_str_eq(live(s, 2), "");
    ck_assert_uint_eq(s->l->n_objects, 1);
    ck_assert_uint_eq(s->l->objects[0].n, 3);
    uint32_t bit = s->l->objects[0].bit;
    ck_assert(bitops_get(s->l->pointers, bit) && bitops_get(s->l->pointers, bit + 1));
    ck_assert(!bitops_get(s->l->pointers, bit + 2));
    ck_assert_ptr_eq(liveness_object_at(s->l, bit + 2), &s->l->objects[0]);
    close_subject(s);
}
END_TEST

START_TEST(what_a_sender_offers_is_live_while_it_waits)
{
    struct subject *s = open_subject("func f(c chan *T, t *T) { c <- t; g() }\n"
                                     "func main() { f(nil, nil) }");
    uint64_t at = 0;
    while (instr_at(s, at)->op != OP_SEND)
        at += 8 + 8 * opcode_ext_words((enum opcode)instr_at(s, at)->op);
    liveness_scratch none = {0};
    const uint64_t *map = liveness_at(s->l, s->im.text + s->f->entry + at + 8, &none);
    ck_assert_str_eq(names(s, map, at + 8), "c t");
    ck_assert_str_eq(live(s, 0), "");
    close_subject(s);
}
END_TEST

/* Slow motion stops anywhere. */
START_TEST(maps_inside_blocks_agree_with_those_at_their_borders)
{
    struct subject *s = open_subject("func f(p, q *T) *int {\n"
                                     "  a := p.a\n  b := q.b\n  n := p.n + q.n\n"
                                     "  if n > 3 { return a }\n  return b }\n"
                                     "func main() { f(nil, nil) }");
    liveness_scratch scratch = {0};
    uint64_t entry = s->im.text + s->f->entry;
    ck_assert_str_eq(names(s, liveness_at(s->l, entry, &scratch), 0), "p q");
    uint64_t at = 0;
    const char *last = "p q";
    bool seen_all = false;
    for (; !opcode_is_return((enum opcode)instr_at(s, at)->op);
         at += 8 + 8 * opcode_ext_words((enum opcode)instr_at(s, at)->op)) {
        last = names(s, liveness_at(s->l, entry + at, &scratch), at);
        seen_all |= strcmp(last, "p q a b") == 0;
    }
    ck_assert(seen_all);
    vec_finish(&scratch);
    close_subject(s);
}
END_TEST

START_TEST(functions_in_which_nothing_changes_have_one_map)
{
    struct subject *s =
        open_subject("func f(n int) { for n > 0 { g(); n-- } }\nfunc main() { f(3) }");
    ck_assert_uint_le(s->l->n_maps, 1);
    close_subject(s);
}
END_TEST

/* ---- effects ---- */

START_TEST(effects_are_read_off_the_table)
{
    struct effect e[EFFECTS_MAX];
    struct instr movn = {OP_MOVN, 3, 9, 5};
    ck_assert_uint_eq(effects_of(&movn, e), 2);
    ck_assert(e[0].kind == EFFECT_WRITE && e[0].slot == 3 && e[0].n == 5);
    ck_assert(e[1].kind == EFFECT_READ && e[1].slot == 9 && e[1].n == 5);
    struct instr ldl = {OP_LDL8U, 1, 4, 17};
    ck_assert_uint_eq(effects_of(&ldl, e), 2);
    ck_assert(e[1].kind == EFFECT_READ && e[1].slot == 6 && e[1].n == 1);
    struct instr ldn[2] = {{OP_LDN, 2, 8, 0}, {20, 0, 0, 0}};
    ck_assert_uint_eq(effects_of(ldn, e), 2);
    ck_assert(e[0].kind == EFFECT_WRITE && e[0].slot == 2 && e[0].n == 3);
    ck_assert(e[1].kind == EFFECT_READ && e[1].slot == 8 && e[1].n == 1);
    struct instr recv[2] = {{OP_RECV, NO_SLOT, 8, NO_SLOT}, {1, 0, 0, 0}};
    ck_assert_uint_eq(effects_of(recv, e), 1);
    struct instr select[2] = {{OP_SELECT, 1, 8, 2}, {0, 0, 0, 0}};
    ck_assert_uint_eq(effects_of(select, e), 2);
    ck_assert(e[1].slot == 8 && e[1].n == 6);
    struct instr print = {OP_PRINT, 7, PRINT_SLICE, 0};
    ck_assert_uint_eq(effects_of(&print, e), 1);
    ck_assert_uint_eq(e[0].n, 3);
}
END_TEST

int
main(void)
{
    SUITE_RUN("liveness", a_variable_is_live_until_its_last_use,
              what_is_written_before_it_is_read_is_dead,
              a_branch_that_reads_keeps_it_alive_and_the_other_does_not,
              the_next_iteration_reads_what_this_one_has_left,
              values_of_several_slots_are_looked_at_slot_by_slot,
              a_panic_leads_to_the_results_where_calls_are_deferred,
              a_variable_whose_address_is_taken_is_an_object_and_live_where_it_is_used_itself,
              what_a_sender_offers_is_live_while_it_waits,
              maps_inside_blocks_agree_with_those_at_their_borders,
              functions_in_which_nothing_changes_have_one_map, effects_are_read_off_the_table);
}
