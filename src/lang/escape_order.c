/* Tarjan's search for strongly connected components, with a twist of Go's: each function has two
 * numbers, and only a way back to the lower one means that it is recursive; and a literal with
 * captures is never the root of a component, so that it stays with the function around it. */
#include "lang/escape_order.h"

#include "base/vec.h"
#include "lang/escape_graph.h"
#include "lang/escape_visit.h"
#include "lang/escape_walk.h"

struct order {
    escape_order_fn analyse;
    void *arg;
    unsigned last; /* number given out last */
    VEC(struct func *) stack;
};

struct search { /* of one function */
    struct order *o;
    unsigned low;
};

static unsigned visit(struct order *o, struct func *f);

static void
follow(struct search *s, struct func *f)
{
    if (!f || !f->escape_state || escape_graph_fn(f)->tagged)
        return;
    unsigned low = visit(s->o, f);
    if (low < s->low)
        s->low = low;
}

static void
see_expr(void *arg, struct expr *e)
{
    struct search *s = arg;
    struct object *o = NULL;
    if (e->kind == EXPR_FUNC_LIT)
        follow(s, e->func_lit.func);
    else if (e->kind == EXPR_CALL && e->call.exact)
        o = e->call.exact->obj;
    else if (e->kind == EXPR_NAME)
        o = e->name.obj;
    else if (e->kind == EXPR_SELECTOR && e->selector.kind != SELECT_FIELD)
        o = e->selector.obj;
    if (o && o->kind == OBJECT_FUNC)
        follow(s, o->func.func);
}

static bool
is_closure(const struct func *f)
{
    return f->n_captures > 0;
}

static void
take_off(struct order *o, struct func *f)
{
    size_t i = o->stack.n;
    do {
        i--;
        escape_graph_fn(o->stack.v[i])->node = ~0u;
    } while (o->stack.v[i] != f);
    size_t n = o->stack.n - i;
    struct func **group = xmalloc(n * sizeof *group);
    for (size_t k = 0; k < n; k++)
        group[k] = o->stack.v[i + k];
    o->stack.n = i;
    o->analyse(o->arg, group, n);
    free(group);
}

static unsigned
visit(struct order *o, struct func *f)
{
    struct escape_fn *info = escape_graph_fn(f);
    if (info->node)
        return info->node;
    unsigned id = info->node = ++o->last;
    struct search s = {o, ++o->last};
    vec_push(&o->stack, f);
    struct escape_visitor v = {.expr = see_expr, .arg = &s};
    if (f->body)
        escape_visit_block(&v, f->body);
    for (size_t i = 0; info->inits && i < info->inits->inits.n; i++) {
        const struct decl *d = info->inits->inits.v[i].decl;
        for (size_t k = 0; k < d->var.n_values; k++)
            escape_visit_expr(&v, d->var.values[k]);
    }
    if ((s.low == id || s.low == id + 1) && !is_closure(f))
        take_off(o, f);
    return s.low;
}

void
escape_order_visit(struct func **fns, size_t n, escape_order_fn analyse, void *arg)
{
    struct order o = {.analyse = analyse, .arg = arg};
    for (size_t i = 0; i < n; i++) {
        if (!is_closure(fns[i]))
            visit(&o, fns[i]);
    }
    vec_finish(&o.stack);
}
