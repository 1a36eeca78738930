/* Calls, builtin ones, and go and defer statements.
 *
 * A known callee that is analysed already is its tags: how far each parameter leaks. One of the
 * same batch is its variables. An unknown one may keep whatever it gets. */
#include "base/bug.h"
#include "lang/escape_walk.h"
#include "lang/universe.h"

/* ---- parameters ---- */

static struct escape_hole
tagged_param(struct escape_walk *w, const struct escape_hole *ks, const struct escape_tag *tag)
{
    struct escape_hole to[ESCAPE_LEAK_N];
    struct escape_hole pseudo[] = {
        [ESCAPE_LEAK_HEAP] = escape_expr_heap(w),
        [ESCAPE_LEAK_MUTATOR] = escape_expr_mutator(w),
        [ESCAPE_LEAK_CALLEE] = escape_graph_hole(&w->b->callee),
        [ESCAPE_LEAK_QUIET] = escape_graph_hole(&w->b->quiet),
    };
    size_t n = 0;
    for (int sink = 0; sink < ESCAPE_LEAK_N; sink++) {
        int derefs = escape_graph_leak(tag, sink);
        bool result = sink >= ESCAPE_LEAK_RESULT0 && sink < ESCAPE_LEAK_QUIET;
        if (derefs < 0 || (result && !ks))
            continue;
        to[n++] =
            escape_graph_shift(result ? ks[sink - ESCAPE_LEAK_RESULT0] : pseudo[sink], derefs);
    }
    return escape_expr_tee(w, to, n);
}

static bool
is_blank(const struct ir_name *v)
{
    return !v->text[0] || (v->text[0] == '_' && !v->text[1]);
}

struct escape_hole
escape_call_param(struct escape_walk *w, const struct escape_hole *ks, struct func *func,
                  struct ir_fn *fn, size_t i)
{
    if (func && func->param_tags)
        return tagged_param(w, ks, &func->param_tags[i]);
    if (!fn || fn->tagged || i >= fn->params.n)
        return escape_expr_heap(w);
    const struct ir_name *v = fn->params.v[i];
    if (is_blank(v))
        return escape_expr_nowhere(w);
    return v->loc ? escape_graph_hole(v->loc) : escape_expr_heap(w);
}

/* ---- calls of functions ---- */

/* The results of a callee in the same batch flow on from its own variables. */
static void
flow_results(struct escape_walk *w, const struct escape_hole *ks, const struct ir_fn *fn)
{
    for (size_t i = 0; i < fn->results.n; i++)
        escape_expr_value(w, ks[i], &fn->results.v[i]->node);
}

static bool
any_used(struct escape_walk *w, const struct escape_hole *ks, size_t n)
{
    for (size_t i = 0; ks && i < n; i++) {
        if (ks[i].dst != &w->b->discard)
            return true;
    }
    return false;
}

static void
argument(struct escape_walk *w, struct escape_hole k, struct ir *call, struct ir *arg)
{
    escape_expr_value(w, escape_expr_note(w, k, call, "call parameter"), arg);
}

static void
arguments(struct escape_walk *w, const struct escape_hole *ks, struct ir *n, struct func *func,
          struct ir_fn *fn)
{
    size_t i = 0, param = 0;
    bool method = n->op == IR_CALL && (n->x->op == IR_METHEXPR || n->x->op == IR_DICT);
    bool dict = n->x->dict;
    if (n->op == IR_CALLINTER)
        argument(w, escape_expr_heap(w), n, n->x->x);
    if (method)
        argument(w, escape_call_param(w, ks, func, fn, param++), n, n->list.v[i++]);
    if (dict && i < n->list.n)
        i++;
    for (; i < n->list.n; i++) /* method expressions: the receiver is the first of them */
        argument(w, escape_call_param(w, ks, func, fn, param++), n, n->list.v[i]);
}

static void
call_function(struct escape_walk *w, const struct escape_hole *ks, struct ir *n)
{
    struct func *func = NULL;
    struct ir_fn *fn = NULL;
    if (n->op == IR_CALL)
        escape_ir_callee(n->x, &func, &fn);
    if (ks && fn && !fn->tagged && !(func && func->param_tags))
        flow_results(w, ks, fn);
    if (n->op == IR_CALL) {
        struct escape_hole k = escape_expr_nowhere(w);
        if (!func && !fn && any_used(w, ks, n->sig->func.n_results))
            k = escape_expr_note(w, escape_graph_hole(&w->b->callee), n, "callee operand");
        escape_expr_value(w, k, n->x);
    }
    arguments(w, ks, n, func, fn);
}

/* ---- builtins ---- */

static bool
pointers_inside(struct type *t)
{
    struct type *u = t ? types_underlying(t) : NULL;
    return u && u->kind == TYPE_SLICE && types_has_pointers(u->elem);
}

static void
call_append(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    struct escape_hole to[] = {k, escape_expr_mutator(w)};
    struct escape_hole old = escape_expr_tee(w, to, 2);
    if (pointers_inside(n->type)) {
        struct escape_hole both[] = {
            old, escape_expr_deref(w, escape_expr_heap(w), n, "appendee slice")};
        old = escape_expr_tee(w, both, 2);
    }
    argument(w, old, n, n->list.v[0]);
    if (n->dots) {
        struct escape_hole more = escape_expr_nowhere(w);
        if (pointers_inside(n->list.v[1]->type) && n->list.v[1]->op != IR_NIL)
            more = escape_expr_deref(w, escape_expr_heap(w), n, "appended slice...");
        argument(w, more, n, n->list.v[1]);
    } else {
        for (size_t i = 1; i < n->list.n; i++)
            argument(w, escape_expr_heap(w), n, n->list.v[i]);
    }
    escape_expr_spill(w, k, n).dst->loop_depth = 0; /* used once per frame, in no loop */
}

static void
call_copy(struct escape_walk *w, struct ir *n)
{
    struct escape_hole from = escape_expr_nowhere(w);
    argument(w, escape_expr_mutator(w), n, n->list.v[0]);
    if (n->list.n < 2)
        return;
    if (pointers_inside(n->list.v[1]->type))
        from = escape_expr_deref(w, escape_expr_heap(w), n, "copied slice");
    argument(w, from, n, n->list.v[1]);
}

static void
call_builtin(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    switch (n->sub) {
    case BUILTIN_APPEND:
        call_append(w, k, n);
        break;
    case BUILTIN_COPY:
        call_copy(w, n);
        break;
    case BUILTIN_PANIC:
        argument(w, escape_expr_heap(w), n, n->list.v[0]);
        break;
    case BUILTIN_CLEAR:
        argument(w, escape_expr_mutator(w), n, n->list.v[0]);
        break;
    case BUILTIN_MIN:
    case BUILTIN_MAX:
        for (size_t i = 0; i < n->list.n; i++)
            argument(w, k, n, n->list.v[i]);
        break;
    case BUILTIN_UNSAFE_ADD:
    case BUILTIN_UNSAFE_SLICE:
    case BUILTIN_UNSAFE_STRING:
    case BUILTIN_UNSAFE_SLICE_DATA:
    case BUILTIN_UNSAFE_STRING_DATA:
        argument(w, k, n, n->list.v[0]);
        if (n->list.n > 1)
            escape_expr_discard(w, n->list.v[1]);
        break;
    default:
        escape_expr_discard_list(w, &n->list);
        break;
    }
}

void
escape_call(struct escape_walk *w, const struct escape_hole *ks, struct ir *n)
{
    if (n->op == IR_BUILTIN)
        call_builtin(w, ks ? ks[0] : escape_expr_nowhere(w), n);
    else if (n->op == IR_CALL || n->op == IR_CALLINTER)
        call_function(w, ks, n);
    else
        escape_expr_itself(w, ks ? ks[0] : escape_expr_nowhere(w), n);
}

/* ---- go and defer ---- */

void
escape_call_go(struct escape_walk *w, struct ir *n)
{
    struct ir *fun = n->x->x;
    struct escape_hole k = escape_expr_heap(w);
    bool once = n->op == IR_DEFER && w->loop_depth == 1 && !n->y;
    if (once) /* the literal lives until the function returns */
        k = escape_graph_hole(escape_graph_new(w->b, NULL, w->fn, w->loop_depth, true));
    n->stmt->go_.verdict = once && !w->fn->pinned ? ESCAPE_STACK : ESCAPE_HEAP;
    if (fun->op == IR_CLOSURE && fun->fn->wrapper && !once)
        fun->fn->pinned = true;
    escape_expr_value(w, k, fun);
}
