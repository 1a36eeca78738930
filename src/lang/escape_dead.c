/* Assignments to what nobody reads are no assignments: the value becomes a zero, the destination
 * blank. Only values without effects; those of blank destinations too, unless all of a statement's
 * are blank, which looks intended. A variable's assignments are put aside until it is read.
 * Go: deadlocals/deadlocals.go */
#include "lang/constant.h"
#include "lang/escape_walk.h"
#include "lang/unit.h"

struct write {
    struct ir **dst, **src;
    struct write *next;
};

struct pass {
    struct bump *mem;
    VEC(struct ir_name *) names; /* that have writes put aside */
    struct ir *zero, *blank;
};

static void node(struct pass *p, struct ir *n);

static void
nodes(struct pass *p, const struct ir_list *l)
{
    for (size_t i = 0; i < l->n; i++)
        node(p, l->v[i]);
}

static void
use(struct pass *p, struct ir_name *v)
{
    struct write *w = v->writes;
    v->writes = NULL;
    v->read = true;
    for (; w; w = w->next)
        node(p, *w->src);
}

static bool
has_effects(const struct ir *n)
{
    if (!n)
        return false;
    bool plain = n->op == IR_NAME || n->op == IR_GLOBAL || n->op == IR_FUNC ||
                 n->op == IR_LITERAL || n->op == IR_NIL || n->op == IR_CLOSURE;
    return n->init.n > 0 || !plain;
}

static void
put_aside(struct pass *p, struct ir_name *v, struct ir **dst, struct ir **src)
{
    struct write *w = bump_new(p->mem, struct write);
    *w = (struct write){dst, src, v->writes};
    if (!v->writes)
        vec_push(&p->names, v);
    v->writes = w;
}

static void
assign(struct pass *p, struct ir **dst, struct ir **src, bool drop_blank)
{
    struct ir *d = *dst;
    if (escape_expr_is_blank(d)) {
        if (drop_blank && !has_effects(*src))
            *src = p->zero;
        else
            node(p, *src);
        return;
    }
    bool local = d->op == IR_NAME && d->name->class != IR_RESULT;
    if (local && !d->name->read && !has_effects(*src)) {
        put_aside(p, d->name, dst, src);
        return;
    }
    if (d->op != IR_NAME)
        node(p, d);
    node(p, *src);
}

static void
assign_pairs(struct pass *p, struct ir *n)
{
    bool all_blank = true;
    for (size_t i = 0; i < n->list.n; i++)
        all_blank = all_blank && escape_expr_is_blank(n->list.v[i]);
    for (size_t i = 0; i < n->list.n; i++)
        assign(p, &n->list.v[i], &n->rhs.v[i], !all_blank);
}

static void
node(struct pass *p, struct ir *n)
{
    if (!n || n->op == IR_DCL)
        return;
    if (n->op == IR_NAME) {
        use(p, n->name);
        return;
    }
    nodes(p, &n->init);
    if (n->op == IR_ASSIGN) {
        assign(p, &n->x, &n->y, false);
        return;
    }
    if (n->op == IR_ASSIGN2 && n->sub == IR_PAIR && n->list.n == n->rhs.n) {
        assign_pairs(p, n);
        return;
    }
    if (n->op == IR_CLOSURE) {
        for (size_t i = 0; i < n->fn->captures.n; i++)
            use(p, n->fn->captures.v[i].name);
        nodes(p, &n->fn->body);
        return;
    }
    node(p, n->x);
    node(p, n->y);
    node(p, n->z);
    nodes(p, &n->list);
    nodes(p, &n->rhs);
    nodes(p, &n->body);
}

void
escape_dead_assignments(struct unit *u, struct bump *mem, struct ir_fn *fn)
{
    if (fn->literal) /* comes with the function around it */
        return;
    struct pass p = {.mem = mem};
    p.zero = escape_ir_new(mem, IR_LITERAL, (struct pos){0}, types_basic(u, TYPE_INT));
    p.zero->val = constant_int64(u, 0);
    p.blank = escape_ir_new(mem, IR_GLOBAL, (struct pos){0}, NULL);
    p.blank->sel = "_";
    nodes(&p, &fn->body);
    vec_each (struct ir_name **, at, &p.names) {
        struct ir_name *v = *at;
        if (v->writes) {
            v->defn = NULL;
            v->reassigned = false;
        }
        for (struct write *w = v->writes; w; w = w->next) {
            *w->dst = p.blank;
            *w->src = p.zero;
        }
        v->writes = NULL;
    }
    vec_finish(&p.names);
}
