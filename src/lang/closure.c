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

/* Literals in a declared function f are f.func1, f.func2; those in a literal f.func1 are f.func1.1.
 */
static void
name_literals(struct checker *c, struct func **lits, size_t n, const char *outer, const char *infix)
{
    if (n == 0)
        return;
    qsort(lits, n, sizeof *lits, by_position);
    for (size_t i = 0; i < n; i++) {
        struct func *f = lits[i];
        f->full_name = bump_printf(&c->u->mem, "%s.%s%zu", outer, infix, i + 1);
        f->name = f->full_name;
        name_literals(c, f->lits, f->n_lits, f->full_name, "");
    }
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
    for (size_t i = 0; i < c->loops.n; i++)
        finish_loop(c->loops.v[i]);
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
