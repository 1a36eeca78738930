/* Loop variables that a closure or a pointer can tell apart: each iteration declares its own and
 * copies the value from and to one that belongs to the loop. A return statement that takes them
 * does not count: the loop is over then. Go: cmd/compile/internal/loopvar */
#include "lang/escape_lower.h"
#include "lang/unit.h"

struct pass {
    struct ir_builder *b;
    struct ir_fn *fn;
    VEC(struct ir_name *) candidates; /* variables of the loops around */
    int depth;                        /* of loops */
    int returning;                    /* depth of the return statement around; 0 */
};

static void scan(struct pass *p, struct ir *n);

static void
scan_list(struct pass *p, const struct ir_list *l)
{
    for (size_t i = 0; i < l->n; i++)
        scan(p, l->v[i]);
}

static void
children(struct pass *p, struct ir *n)
{
    scan_list(p, &n->init);
    if (n->op == IR_NAME)
        return;
    if (n->x)
        scan(p, n->x);
    if (n->y)
        scan(p, n->y);
    if (n->z)
        scan(p, n->z);
    scan_list(p, &n->list);
    scan_list(p, &n->rhs);
    scan_list(p, &n->body);
}

static void
leaks(struct pass *p, struct ir_name *v)
{
    for (size_t i = 0; i < p->candidates.n; i++) {
        if (p->candidates.v[i] == v)
            v->multi = true;
    }
}

static void
candidate(struct pass *p, struct ir *n)
{
    if (n->op == IR_NAME)
        vec_push(&p->candidates, n->name);
}

static struct ir *
temp_for(struct pass *p, const struct ir_name *v, struct pos pos)
{
    return escape_lower_temp(p->b, pos, v->type);
}

/* v := tmp at the start of the body */
static struct ir *
copy_in(struct pass *p, struct ir_name *v, struct ir *tmp, struct pos pos)
{
    struct ir *as = escape_ir_new(p->b->mem, IR_ASSIGN, pos, NULL);
    as->x = &v->node;
    as->y = tmp;
    as->def = true;
    escape_ir_push(p->b->mem, &as->init, escape_lower_dcl(p->b, v->pos, &v->node));
    return as;
}

static void
drop_declarations(struct ir_list *init, const struct ir_name *v)
{
    size_t k = 0;
    for (size_t i = 0; i < init->n; i++) {
        struct ir *d = init->v[i];
        drop_declarations(&d->init, v);
        if (d->op != IR_DCL || d->x->name != v)
            init->v[k++] = d;
    }
    init->n = k;
}

static void
range_loop(struct pass *p, struct ir *n)
{
    struct ir_list before = {0};
    for (size_t i = 0; i < n->list.n; i++) {
        struct ir *x = n->list.v[i];
        if (x->op != IR_NAME || !x->name->multi)
            continue;
        struct ir *tmp = temp_for(p, x->name, n->pos);
        drop_declarations(&n->init, x->name);
        struct ir *as = copy_in(p, x->name, tmp, n->pos);
        struct ir_list one = {0};
        escape_ir_push(p->b->mem, &one, as);
        escape_ir_append(p->b->mem, &one, &before);
        before = one; /* the last one comes first */
        n->list.v[i] = tmp;
        tmp->name->reassigned = true;
    }
    if (before.n > 0) {
        escape_ir_append(p->b->mem, &before, &n->body);
        n->body = before;
    }
}

static void
range_stmt(struct pass *p, struct ir *n)
{
    size_t outer = p->candidates.n;
    for (size_t i = 0; n->def && i < n->list.n; i++)
        candidate(p, n->list.v[i]);
    p->depth++;
    children(p, n);
    p->depth--;
    p->candidates.n = outer;
    if (n->def)
        range_loop(p, n);
}

static struct ir *
bool_literal(struct pass *p, struct pos pos)
{
    return escape_ir_new(p->b->mem, IR_NIL, pos, types_basic(p->b->u, TYPE_BOOL));
}

/* if first { first = false } else { post } */
static void
post_first(struct pass *p, struct ir *n, struct ir_list *pre)
{
    struct bump *mem = p->b->mem;
    struct ir *first = escape_lower_temp(p->b, n->pos, types_basic(p->b->u, TYPE_BOOL));
    struct ir *set = escape_lower_assign(p->b, n->pos, first, bool_literal(p, n->pos), false);
    struct ir *test = escape_ir_new(mem, IR_IF, n->pos, NULL);
    test->x = first;
    escape_ir_push(mem, &test->init, escape_lower_dcl(p->b, n->pos, first));
    escape_ir_push(mem, &test->body,
                   escape_lower_assign(p->b, n->pos, first, bool_literal(p, n->pos), false));
    escape_ir_push(mem, &test->list, n->y);
    escape_ir_push(mem, pre, test);
    escape_ir_push(mem, &n->init, set);
    n->y = NULL;
}

static void
condition_first(struct pass *p, struct ir *n, struct ir_list *pre)
{
    struct bump *mem = p->b->mem;
    struct ir *no = escape_ir_new(mem, IR_UNARY, n->x->pos, n->x->type);
    no->sub = TOKEN_NOT;
    no->x = n->x;
    struct ir *test = escape_ir_new(mem, IR_IF, n->pos, NULL);
    test->x = no;
    struct ir *leave = escape_ir_new(mem, IR_BRANCH, n->pos, NULL);
    leave->sub = TOKEN_BREAK;
    escape_ir_push(mem, &test->body, leave);
    escape_ir_push(mem, pre, test);
    n->x = NULL;
}

/* In the loop's init, v becomes tmp. */
static void
replace(struct ir *init, const struct ir_name *v, struct ir *tmp)
{
    if (init->op == IR_ASSIGN && init->x == &v->node)
        init->x = tmp;
    for (size_t i = 0; init->op == IR_ASSIGN2 && i < init->list.n; i++) {
        if (init->list.v[i] == &v->node)
            init->list.v[i] = tmp;
    }
}

static void
for_loop(struct pass *p, struct ir *n, struct ir_name *const *vars, size_t n_vars)
{
    struct bump *mem = p->b->mem;
    struct ir_list pre = {0}, post = {0};
    for (size_t i = 0; i < n_vars; i++) {
        struct ir_name *v = vars[i];
        if (!v->multi)
            continue;
        struct ir *tmp = temp_for(p, v, n->pos);
        struct ir *as = copy_in(p, v, tmp, n->pos);
        v->defn = as;
        escape_ir_push(mem, &pre, as);
        struct ir *back = escape_ir_new(mem, IR_ASSIGN, n->pos, NULL);
        back->x = tmp;
        back->y = &v->node;
        tmp->name->reassigned = true;
        escape_ir_push(mem, &post, back);
        for (size_t k = 0; k < n->init.n; k++)
            replace(n->init.v[k], v, tmp);
        drop_declarations(&n->init, v);
    }
    if (pre.n == 0)
        return;
    if (n->y)
        post_first(p, n, &pre);
    if (n->x)
        condition_first(p, n, &pre);
    escape_ir_append(mem, &pre, &n->body);
    struct ir *label = escape_ir_new(mem, IR_LABEL, n->pos, NULL);
    label->sel = ".next";
    escape_ir_push(mem, &pre, label);
    escape_ir_append(mem, &pre, &post);
    n->body = pre;
}

static void
for_stmt(struct pass *p, struct ir *n)
{
    size_t outer = p->candidates.n;
    for (size_t i = 0; i < n->init.n; i++) {
        struct ir *s = n->init.v[i];
        if (!s->def)
            continue;
        if (s->op == IR_ASSIGN)
            candidate(p, s->x);
        for (size_t k = 0; s->op == IR_ASSIGN2 && k < s->list.n; k++)
            candidate(p, s->list.v[k]);
    }
    p->depth++;
    children(p, n);
    p->depth--;
    size_t k = p->candidates.n - outer;
    struct ir_name **vars = bump_array(p->b->mem, struct ir_name *, k + 1);
    for (size_t i = 0; i < k; i++)
        vars[i] = p->candidates.v[outer + i];
    p->candidates.n = outer;
    for_loop(p, n, vars, k);
}

static void
scan(struct pass *p, struct ir *n)
{
    bool counts = p->returning < p->depth;
    switch (n->op) {
    case IR_CLOSURE:
        for (size_t i = 0; counts && i < n->fn->captures.n; i++)
            leaks(p, n->fn->captures.v[i].name);
        scan_list(p, &n->init);
        break;
    case IR_ADDR: {
        struct ir *outer = escape_ir_outer(n->x);
        if (counts && outer->op == IR_NAME)
            leaks(p, outer->name);
        children(p, n);
        break;
    }
    case IR_RETURN: {
        int saved = p->returning;
        p->returning = p->depth;
        children(p, n);
        p->returning = saved;
        break;
    }
    case IR_RANGE:
        range_stmt(p, n);
        break;
    case IR_FOR:
        for_stmt(p, n);
        break;
    default:
        children(p, n);
        break;
    }
}

void
escape_loopvar(struct ir_builder *b, struct ir_fn *fn)
{
    struct pass p = {.b = b, .fn = fn};
    struct ir_fn *outer = b->fn;
    b->fn = fn;
    scan_list(&p, &fn->body);
    b->fn = outer;
    vec_finish(&p.candidates);
}
