/* Statements: what is assigned to what, where variables are declared, and how deep in loops. */
#include <string.h>

#include "base/table.h"
#include "lang/escape_text.h"
#include "lang/escape_walk.h"
#include "lang/unit.h"
#include "lang/universe.h"

static void stmt(struct escape_walk *w, struct ir *n);

/* ---- places ---- */

static void
mutate(struct escape_walk *w, struct ir *n)
{
    escape_expr_value(w, escape_expr_mutator(w), n);
}

/* The hole for what is assigned to n; NULL and _ drop it. */
static struct escape_hole
place(struct escape_walk *w, struct ir *n)
{
    if (!n || escape_expr_is_blank(n))
        return escape_expr_nowhere(w);
    switch (n->op) {
    case IR_NAME:
        return n->name->loc ? escape_graph_hole(n->name->loc) : escape_expr_heap(w);
    case IR_DOT:
        return place(w, n->x);
    case IR_INDEX:
        escape_expr_discard(w, n->y);
        if (types_underlying(n->x->type)->kind == TYPE_ARRAY)
            return place(w, n->x);
        mutate(w, n->x);
        break;
    case IR_DEREF:
    case IR_DOTPTR:
        mutate(w, n->x);
        break;
    case IR_INDEXMAP:
        escape_expr_discard(w, n->x);
        escape_expr_to_heap(w, n->y, "key of map put", n);
        break;
    default:
        break;
    }
    return escape_expr_heap(w);
}

static struct escape_loc *
declare(struct escape_walk *w, struct ir_name *v)
{
    v->loc->loop_depth = w->loop_depth;
    if (v->var)
        v->var->var.loop_depth = w->loop_depth;
    return v->loc;
}

/* ---- assignments that change nothing ---- */

/* Can evaluating n neither fail to be repeated nor change anything? */
static bool
is_plain_index(const struct ir *n)
{
    switch (n->op) {
    case IR_NAME:
    case IR_GLOBAL:
    case IR_LITERAL:
    case IR_NIL:
        return true;
    case IR_BINARY:
        return token_precedence(n->sub) > 3 && is_plain_index(n->x) && is_plain_index(n->y);
    case IR_INDEX:
        return is_plain_index(n->x) && is_plain_index(n->y);
    case IR_CONV:
    case IR_CONVNOP:
    case IR_DOT:
    case IR_DOTPTR:
    case IR_DEREF:
        return is_plain_index(n->x);
    case IR_UNARY:
        return n->sub != TOKEN_ARROW && is_plain_index(n->x);
    case IR_BUILTIN:
        return (n->sub == BUILTIN_LEN || n->sub == BUILTIN_CAP) && is_plain_index(n->list.v[0]);
    default:
        return false;
    }
}

/* The variable in v.f or *v with v a pointer; NULL. */
static const void *
pointer_base(const struct ir *n)
{
    if (n->op != IR_DEREF && n->op != IR_DOTPTR)
        return NULL;
    if (n->x->op == IR_NAME)
        return n->x->name;
    return n->x->op == IR_GLOBAL ? (const void *)n->x->obj : NULL;
}

/* b.buf = b.buf[n:m] */
static bool
slices_itself(const struct ir *dst, const struct ir *src)
{
    if (src->op != IR_SLICE || src->x->op == IR_ADDR)
        return false;
    const void *base = pointer_base(dst);
    return base && base == pointer_base(src->x);
}

/* Stores something that the same object already holds: no new flow. */
static bool
is_self_assignment(const struct ir *dst, const struct ir *src)
{
    if (slices_itself(dst, src))
        return true;
    if (dst->op != src->op)
        return false;
    if (dst->op == IR_DOT || dst->op == IR_DOTPTR)
        return escape_ir_same(dst->x, src->x);
    if (dst->op == IR_INDEX)
        return is_plain_index(dst->y) && is_plain_index(src->y) && escape_ir_same(dst->x, src->x);
    return false;
}

static void
note_self_assignment(struct escape_walk *w, const struct ir *n)
{
    if (!w->b->notes || w->fn->silent)
        return;
    struct buf text = {0};
    escape_text_node(&text, n, w->fn);
    diag_note(&w->b->u->diag, n->pos, "%s ignoring self-assignment in %s", w->fn->name,
              buf_cstr(&text));
    buf_finish(&text);
}

/* ---- assignments ---- */

/* Unless n declares the variable. */
static void
reassigned(struct escape_hole k, const struct ir *n)
{
    const struct ir *v = k.dst->node;
    if (v && v->op == IR_NAME && v->name->defn == n && n->op != IR_RANGE)
        return;
    k.dst->reassigned = true;
}

static void
assign_list(struct escape_walk *w, struct ir *const *dst, size_t n_dst, struct ir *const *src,
            size_t n_src, const char *why, struct ir *n)
{
    struct escape_hole small[4], *ks = n_dst <= 4 ? small : xcalloc(n_dst, sizeof *ks);
    for (size_t i = 0; i < n_dst; i++)
        ks[i] = place(w, dst[i]);
    for (size_t i = 0; i < n_dst && i < n_src; i++) {
        struct escape_hole k = ks[i];
        if (src[i] && dst[i] && escape_expr_is_header(dst[i])) {
            k = escape_expr_note(w, escape_expr_heap(w), n, why);
            escape_expr_unsafe(w, k, src[i]);
            continue;
        }
        if (src[i] && dst[i] && is_self_assignment(dst[i], src[i])) {
            note_self_assignment(w, n);
            k = escape_expr_nowhere(w);
        }
        escape_expr_value(w, escape_expr_note(w, k, n, why), src[i]);
    }
    bool first = n->op == IR_ASSIGN && !n->y && n->x->op == IR_NAME && !n->x->name->defn;
    for (size_t i = 0; i < n_dst && !first; i++)
        reassigned(ks[i], n);
    if (ks != small)
        free(ks);
}

/* a, b = f() */
static void
assign_results(struct escape_walk *w, struct ir *n)
{
    struct escape_hole *ks = xcalloc(n->list.n + ESCAPE_LEAK_RESULTS, sizeof *ks);
    escape_stmt_list(w, &n->rhs.v[0]->init);
    for (size_t i = 0; i < n->list.n; i++)
        ks[i] = place(w, n->list.v[i]);
    for (size_t i = n->list.n; i < n->list.n + ESCAPE_LEAK_RESULTS; i++)
        ks[i] = escape_expr_nowhere(w);
    escape_call(w, ks, n->rhs.v[0]);
    for (size_t i = 0; i < n->list.n; i++)
        reassigned(ks[i], n);
    free(ks);
}

static void
assign_pair(struct escape_walk *w, struct ir *n)
{
    static const char *const why[] = {
        [IR_PAIR] = "assign-pair",
        [IR_PAIR_FUNC] = "",
        [IR_PAIR_TYPE] = "assign-pair-dot-type",
        [IR_PAIR_MAP] = "assign-pair-mapr",
        [IR_PAIR_RECV] = "assign-pair-receive",
    };
    if (n->sub == IR_PAIR_FUNC)
        assign_results(w, n);
    else
        assign_list(w, n->list.v, n->list.n, n->rhs.v, n->rhs.n, why[n->sub], n);
}

static void
do_return(struct escape_walk *w, struct ir *n)
{
    struct ir *dst[32] = {NULL}, **d = dst;
    size_t n_results = w->fn->results.n;
    if (n_results > 32)
        d = xcalloc(n_results, sizeof *d);
    for (size_t i = 0; i < n_results; i++)
        d[i] = &w->fn->results.v[i]->node;
    assign_list(w, d, n_results, n->list.v, n->list.n, "return", n);
    if (d != dst)
        free(d);
}

/* ---- loops and branches ---- */

static void
block(struct escape_walk *w, const struct ir_list *l)
{
    int depth = w->loop_depth;
    escape_stmt_list(w, l);
    w->loop_depth = depth;
}

static void
range(struct escape_walk *w, struct ir *n)
{
    struct escape_loc *x = escape_graph_new(w->b, NULL, w->fn, w->loop_depth, true);
    escape_expr_value(w, escape_graph_hole(x), n->x);
    w->loop_depth++;
    struct escape_hole ks[2];
    for (size_t i = 0; i < 2; i++)
        ks[i] = place(w, i < n->list.n ? n->list.v[i] : NULL);
    bool array = types_underlying(n->x->type)->kind == TYPE_ARRAY;
    escape_graph_flow(w->b,
                      array ? escape_expr_note(w, ks[1], n, "range")
                            : escape_expr_deref(w, ks[1], n, "range-deref"),
                      x);
    reassigned(ks[0], n);
    reassigned(ks[1], n);
    block(w, &n->body);
    w->loop_depth--;
}

static void
type_switch(struct escape_walk *w, struct ir *n)
{
    VEC(struct escape_hole) ks = {0};
    for (size_t i = 0; i < n->list.n; i++) {
        struct ir *c = n->list.v[i];
        if (!c->x)
            continue;
        struct ir_name *v = c->x->name;
        struct escape_hole k = escape_graph_hole(declare(w, v));
        if (types_has_pointers(v->type))
            vec_push(&ks, escape_expr_assert(w, k, v->type, c, "switch case"));
    }
    escape_expr_value(w, escape_expr_tee(w, ks.v, ks.n), n->x);
    vec_finish(&ks);
}

static void
cases(struct escape_walk *w, struct ir *n)
{
    for (size_t i = 0; i < n->list.n; i++) {
        struct ir *c = n->list.v[i];
        if (n->op == IR_SELECT && c->x)
            stmt(w, c->x);
        else if (n->op == IR_SWITCH)
            escape_expr_discard_list(w, &c->list);
        block(w, &c->body);
    }
}

static void
stmt(struct escape_walk *w, struct ir *n)
{
    escape_stmt_list(w, &n->init);
    switch (n->op) {
    case IR_DCL:
        declare(w, n->x->name);
        break;
    case IR_ASSIGN:
    case IR_ASSIGN_OP:
        assign_list(w, &n->x, 1, &n->y, 1, "assign", n);
        break;
    case IR_ASSIGN2:
        assign_pair(w, n);
        break;
    case IR_BLOCK:
        escape_stmt_list(w, &n->list);
        break;
    case IR_LABEL:
        if (n->sel && table_get_str(w->labels, n->sel) == n)
            w->loop_depth++;
        break;
    case IR_IF:
        escape_expr_discard(w, n->x);
        block(w, &n->body);
        block(w, &n->list);
        break;
    case IR_FOR:
        w->loop_depth++;
        escape_expr_discard(w, n->x);
        if (n->y)
            stmt(w, n->y);
        block(w, &n->body);
        w->loop_depth--;
        break;
    case IR_RANGE:
        range(w, n);
        break;
    case IR_SWITCH:
        escape_expr_discard(w, n->x);
        cases(w, n);
        break;
    case IR_TYPESWITCH:
        type_switch(w, n);
        cases(w, n);
        break;
    case IR_SELECT:
        cases(w, n);
        break;
    case IR_SEND:
        escape_expr_discard(w, n->x);
        escape_expr_to_heap(w, n->y, "send", n);
        break;
    case IR_RETURN:
        do_return(w, n);
        break;
    case IR_GO:
    case IR_DEFER:
        escape_call_go(w, n);
        break;
    case IR_BRANCH:
    case IR_GOTO:
        break;
    case IR_CALL:
    case IR_CALLINTER:
    case IR_BUILTIN:
        escape_call(w, NULL, n);
        break;
    default:
        escape_expr_itself(w, escape_expr_nowhere(w), n);
        break;
    }
}

void
escape_stmt_list(struct escape_walk *w, const struct ir_list *l)
{
    for (size_t i = 0; i < l->n; i++)
        stmt(w, l->v[i]);
}

/* ---- a function ---- */

struct labels {
    struct table seen, loops;
};

static bool
note_label(void *arg, struct ir *n)
{
    struct labels *t = arg;
    struct ir *label;
    if (n->op == IR_LABEL && n->sel)
        table_put_str(&t->seen, n->sel, n);
    else if (n->op == IR_GOTO && n->sel && (label = table_get_str(&t->seen, n->sel)))
        table_put_str(&t->loops, n->sel, label);
    return false;
}

void
escape_stmt_body(struct escape_batch *b, struct ir_fn *fn)
{
    struct labels labels = {0};
    struct escape_walk w = {b, fn, 1, &labels.loops};
    escape_ir_visit_list(&fn->body, note_label, &labels);
    fn->walked = true;
    block(&w, &fn->body);
    table_finish(&labels.seen);
    table_finish(&labels.loops);
}
