/* What can only be said about closures when everything has been checked: their names, which
 * captured variables change, and which loops need a variable per iteration. Go:
 * cmd/compile/internal/ir/func.go (closureName), loopvar/loopvar.go */
#include <stdlib.h>

#include "lang/checker.h"

static int
by_position(const void *a, const void *b)
{
    const struct func *f = *(struct func *const *)a, *g = *(struct func *const *)b;
    return diag_pos_compare(f->pos, g->pos);
}

typedef VEC(struct func *) func_list;

/* Bodies of loops over functions have names of their own; the literals in them belong to the
 * function around. */
static void
collect(struct checker *c, struct func **lits, size_t n, const char *outer, func_list *list)
{
    for (size_t i = 0; i < n; i++) {
        struct func *f = lits[i];
        if (!f->range_of) {
            vec_push(list, f);
            continue;
        }
        f->name = f->full_name = bump_printf(&c->u->mem, "%s-range%u", outer, f->range_number);
        collect(c, f->lits, f->n_lits, outer, list);
    }
}

/* Literals in a declared function f are f.func1, f.func2; those in a literal f.func1 are f.func1.1.
 */
static void
name_literals(struct checker *c, struct func **lits, size_t n, const char *outer, const char *infix)
{
    func_list list = {0};
    collect(c, lits, n, outer, &list);
    if (list.n > 1)
        qsort(list.v, list.n, sizeof *list.v, by_position);
    for (size_t i = 0; i < list.n; i++) {
        struct func *f = list.v[i];
        f->full_name = bump_printf(&c->u->mem, "%s.%s%zu", outer, infix, i + 1);
        f->name = f->full_name;
        name_literals(c, f->lits, f->n_lits, f->full_name, "");
    }
    vec_finish(&list);
}

static bool
distinguishable(const struct object *v)
{
    return v && (v->var.captured || v->var.addr_taken);
}

static void
finish_loop(struct stmt *s)
{
    bool copy = distinguishable(s->for_.key_var) || distinguishable(s->for_.val_var);
    struct stmt *init = s->for_.is_range ? NULL : s->for_.init;
    if (init && init->kind == STMT_ASSIGN && init->assign.op == TOKEN_DEFINE) {
        for (size_t i = 0; i < init->assign.n_new_vars; i++)
            copy |= distinguishable(init->assign.new_vars[i]);
    }
    s->for_.needs_copy = copy;
}

void
closure_settle(struct checker *c)
{
    for (size_t i = 0; i < c->captured.n; i++) {
        struct object *v = c->captured.v[i];
        v->var.captured_assigned = v->var.assigned || v->var.addr_taken;
    }
    for (size_t i = 0; i < c->loops.n; i++) {
        if (c->loops.v[i]->kind == STMT_FOR) /* else rewritten */
            finish_loop(c->loops.v[i]);
    }
}

void
closure_finish(struct checker *c)
{
    for (size_t i = 0; i < c->pkg->funcs.n; i++) {
        struct func *f = c->pkg->funcs.v[i];
        name_literals(c, f->lits, f->n_lits, f->full_name, "func");
    }
    name_literals(c, c->pkg->init_lits.v, c->pkg->init_lits.n,
                  bump_printf(&c->u->mem, "%s.init", c->pkg->path), "func");
}
