/* Tarjan's search for strongly connected components, with a twist of Go's: each function has two
 * numbers, and only a way back to the lower one means that it is recursive; and a literal with
 * captures is never the root of a component, so that it stays with the function around it. */
#include "base/vec.h"
#include "lang/escape_walk.h"

struct order {
    escape_order_fn analyse;
    void *arg;
    unsigned last; /* number given out last */
    VEC(struct ir_fn *) stack;
};

struct search { /* of one function */
    struct order *o;
    unsigned low;
};

static unsigned visit(struct order *o, struct ir_fn *f);

static void
follow(struct search *s, struct ir_fn *f)
{
    if (!f || f->tagged)
        return;
    unsigned low = visit(s->o, f);
    if (low < s->low)
        s->low = low;
}

static bool
see(void *arg, struct ir *n)
{
    struct search *s = arg;
    if (n->op == IR_CLOSURE)
        follow(s, n->fn);
    else if ((n->op == IR_FUNC || n->op == IR_METHEXPR || n->op == IR_METHVALUE) && n->obj &&
             n->obj->kind == OBJECT_FUNC && n->obj->func.func)
        follow(s, escape_ir_fn(n->obj->func.func));
    return false;
}

static bool
is_closure(const struct ir_fn *f)
{
    return f->literal && f->captures.n > 0;
}

static void
take_off(struct order *o, struct ir_fn *f)
{
    size_t i = o->stack.n;
    do {
        i--;
        o->stack.v[i]->node = ~0u;
    } while (o->stack.v[i] != f);
    size_t n = o->stack.n - i;
    struct ir_fn **group = xmalloc(n * sizeof *group);
    for (size_t k = 0; k < n; k++)
        group[k] = o->stack.v[i + k];
    o->stack.n = i;
    o->analyse(o->arg, group, n);
    free(group);
}

static unsigned
visit(struct order *o, struct ir_fn *f)
{
    if (f->node)
        return f->node;
    unsigned id = f->node = ++o->last;
    struct search s = {o, ++o->last};
    vec_push(&o->stack, f);
    escape_ir_visit_list(&f->body, see, &s);
    if ((s.low == id || s.low == id + 1) && !is_closure(f))
        take_off(o, f);
    return s.low;
}

void
escape_order_visit(const ir_fn_list *fns, escape_order_fn analyse, void *arg)
{
    struct order o = {.analyse = analyse, .arg = arg};
    for (size_t i = 0; i < fns->n; i++) {
        if (!is_closure(fns->v[i]))
            visit(&o, fns->v[i]);
    }
    vec_finish(&o.stack);
}
