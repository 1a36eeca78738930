/* Calls, builtin ones, and go and defer statements.
 *
 * A known callee that is analysed already is its tags: how far each parameter leaks. One of the
 * same batch is its variables. An unknown one may keep whatever it gets. A go or defer statement
 * whose call has arguments becomes a literal that captures them, evaluated first. */
#include "base/bug.h"
#include "lang/escape_walk.h"
#include "lang/unit.h"
#include "lang/universe.h"

/* ---- parameters ---- */

static struct object *
param_var(const struct func *fn, size_t i)
{
    if (fn->recv) {
        if (i == 0)
            return fn->recv->obj;
        i--;
    }
    return i < fn->type->func_type.n_params ? fn->type->func_type.params[i].obj : NULL;
}

static bool
is_blank(const struct object *v)
{
    return !v || !v->name || !v->name[0] || (v->name[0] == '_' && !v->name[1]);
}

struct escape_hole
escape_call_param(struct escape_walk *w, struct escape_hole *ks, struct func *fn, size_t i)
{
    if (!fn)
        return escape_expr_heap(w);
    if (!escape_graph_fn(fn) || !escape_graph_fn(fn)->tagged) {
        struct object *v = param_var(fn, i);
        if (is_blank(v))
            return escape_expr_nowhere(w);
        if (!v->var.escape_loc)
            return escape_expr_heap(w);
        return escape_graph_hole(v->var.escape_loc);
    }
    const struct escape_tag *tag = &fn->param_tags[i];
    struct escape_hole to[ESCAPE_LEAK_N];
    struct escape_hole pseudo[] = {escape_expr_heap(w), escape_expr_mutator(w),
                                   escape_graph_hole(&w->b->callee)};
    size_t n = 0;
    for (int sink = 0; sink < ESCAPE_LEAK_N; sink++) {
        int derefs = escape_graph_leak(tag, sink);
        if (derefs < 0 || (sink >= ESCAPE_LEAK_RESULT0 && !ks))
            continue;
        to[n++] = escape_graph_shift(
            sink < ESCAPE_LEAK_RESULT0 ? pseudo[sink] : ks[sink - ESCAPE_LEAK_RESULT0], derefs);
    }
    return escape_expr_tee(w, to, n);
}

/* ---- calls of functions ---- */

struct callee {
    struct func *fn;                /* NULL: unknown */
    struct type *sig;               /* without receiver */
    struct expr *method;            /* the selector of a method call; NULL */
    bool recv_first;                /* a method expression: the receiver is the first argument */
    const struct exact_call *exact; /* see ast.h */
};

static struct callee
find_callee(struct expr *e)
{
    struct expr *fun = ast_unparen(e->call.fun);
    struct callee c = {.sig = types_underlying(fun->type)};
    if (fun->kind == EXPR_SELECTOR && fun->selector.kind == SELECT_METHOD) {
        c.method = fun;
        c.exact = e->call.exact;
        struct type *recv = fun->selector.recv;
        if (recv && !types_is_interface(recv) && recv->kind != TYPE_PARAM && fun->selector.obj)
            c.fn = fun->selector.obj->func.func;
        else if (c.exact)
            c.fn = c.exact->obj->func.func;
    } else if (fun->kind == EXPR_SELECTOR && fun->selector.kind == SELECT_METHOD_EXPR) {
        c.recv_first = true;
        c.fn = escape_static_callee(fun);
    } else {
        c.fn = escape_static_callee(fun);
    }
    return c;
}

/* Hole for the receiver of a method call, as the selector before the dot gives it. */
static struct escape_hole
receiver_hole(struct escape_walk *w, struct escape_hole *ks, const struct callee *c)
{
    struct escape_hole k = escape_call_param(w, ks, c->fn, 0);
    if (!c->exact)
        return k;
    return escape_expr_assert(
        escape_expr_embedded(w, k, c->exact->type, c->exact->path, c->exact->n_path,
                             c->fn && c->exact->obj->func.ptr_recv, c->fn != NULL),
        c->exact->type);
}

/* The results of a callee in the same batch flow on from its own variables. */
static void
flow_results(struct escape_walk *w, struct escape_hole *ks, const struct func *fn)
{
    const struct expr *t = fn->type;
    for (size_t i = 0; i < t->func_type.n_results; i++) {
        struct object *r = t->func_type.results[i].obj;
        if (!r || !r->var.escape_loc)
            continue;
        struct escape_hole k = ks[i];
        if (k.derefs >= 0 && !escape_static_pointers(r->type))
            continue;
        escape_graph_flow(w->b, k, r->var.escape_loc);
    }
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

/* Arguments from `first` on, packed into the slice of a variadic parameter. */
static void
variadic(struct escape_walk *w, struct escape_hole k, struct expr *e, size_t first,
         struct type *slice)
{
    if (first >= e->call.n_args)
        return;
    struct type *elem = types_underlying(slice)->elem;
    k = escape_expr_spill(w, k, ESCAPE_ARGUMENTS, e);
    for (size_t i = first; i < e->call.n_args; i++)
        escape_expr_to(w, k, elem, e->call.args[i]);
}

/* One value of a multi-value argument. */
static void
spread_value(struct escape_walk *w, struct escape_hole k, struct type *to, struct type *from,
             struct escape_loc *value, struct pos pos)
{
    k = escape_expr_convert(w, k, to, from, NULL, value->text, pos);
    if (k.derefs >= 0 && !escape_static_pointers(from))
        return;
    escape_graph_flow(w->b, k, value);
}

/* f(g()) with several values. */
static void
spread_arguments(struct escape_walk *w, struct escape_hole *ks, const struct callee *c,
                 struct expr *e, size_t recv)
{
    const struct type *tuple = ast_unparen(e->call.args[0])->type;
    size_t n, n_params = c->sig->func.n_params;
    struct escape_loc **values = NULL;
    struct escape_hole packed = escape_expr_nowhere(w);
    for (size_t i = 0; i < tuple->tuple.n; i++) {
        bool last = c->sig->func.variadic && i >= n_params - 1;
        size_t p = last ? n_params - 1 : i;
        struct type *t = c->sig->func.params[p]->type;
        struct escape_hole k = packed;
        if (!last || i == n_params - 1)
            k = escape_call_param(w, ks, c->fn, p + recv);
        if (last && i == n_params - 1)
            k = packed = escape_expr_spill(w, k, ESCAPE_ARGUMENTS, e);
        if (last)
            t = types_underlying(t)->elem;
        if (!values)
            values = escape_call_spread(w, e->call.args[0], &n);
        spread_value(w, k, t, tuple->tuple.vars[i]->type, values[i], e->pos);
    }
    free(values);
}

static void
arguments(struct escape_walk *w, struct escape_hole *ks, const struct callee *c, struct expr *e)
{
    size_t recv = c->method != NULL, first = 0;
    if (c->recv_first && e->call.n_args > 0 && !e->call.spread) {
        /* the signature already has the receiver as its first parameter */
        recv = 0;
    }
    if (e->call.spread) {
        spread_arguments(w, ks, c, e, recv);
        return;
    }
    size_t n_params = c->sig->func.n_params;
    bool pack = c->sig->func.variadic && !e->call.has_dots;
    for (size_t i = first; i < n_params; i++) {
        struct type *t = c->sig->func.params[i]->type;
        struct escape_hole k = escape_call_param(w, ks, c->fn, i + recv);
        if (pack && i == n_params - 1)
            variadic(w, k, e, i, t);
        else if (i < e->call.n_args)
            escape_expr_to(w, k, t, e->call.args[i]);
    }
}

static void
call_function(struct escape_walk *w, struct escape_hole *ks, struct expr *e)
{
    struct callee c = find_callee(e);
    if (ks && c.fn && !(escape_graph_fn(c.fn) && escape_graph_fn(c.fn)->tagged))
        flow_results(w, ks, c.fn);
    if (!c.method && !c.recv_first) {
        struct escape_hole k = escape_expr_nowhere(w);
        if (!c.fn && any_used(w, ks, c.sig->func.n_results))
            k = escape_graph_hole(&w->b->callee);
        escape_expr_value(w, k, e->call.fun);
    }
    if (c.method)
        escape_expr_receiver(w, receiver_hole(w, ks, &c), c.method);
    arguments(w, ks, &c, e);
}

struct type *
escape_call_spread_type(struct escape_walk *w, struct expr *e, size_t i)
{
    struct type *t = ast_unparen(e)->type;
    if (t->kind == TYPE_TUPLE)
        return t->tuple.vars[i]->type;
    return i == 0 ? t : types_basic(w->b->u, TYPE_BOOL);
}

struct escape_loc **
escape_call_spread(struct escape_walk *w, struct expr *e, size_t *n)
{
    e = ast_unparen(e);
    *n = e->type->kind == TYPE_TUPLE ? e->type->tuple.n : 2;
    struct escape_loc **v = xcalloc(*n, sizeof *v);
    struct escape_hole *ks = xcalloc(*n, sizeof *ks);
    for (size_t i = 0; i < *n; i++) {
        v[i] = escape_expr_auto(w);
        ks[i] = escape_graph_hole(v[i]);
    }
    if (e->kind == EXPR_CALL && e->call.kind == CALL_FUNCTION) {
        escape_call(w, ks, e);
    } else {
        struct escape_hole k = ks[0];
        if (!escape_static_pointers(escape_call_spread_type(w, e, 0)))
            k = escape_expr_nowhere(w);
        escape_expr_value(w, k, e);
    }
    free(ks);
    return v;
}

/* ---- builtins ---- */

static bool
pointers_inside(struct type *t)
{
    struct type *u = types_underlying(t);
    return u->kind != TYPE_SLICE || escape_static_pointers(u->elem);
}

/* Is the one argument of e a call that gives them all, as in copy(f())? */
static bool
args_of_call(const struct expr *e)
{
    const struct expr *x = e->call.n_args == 1 ? ast_unparen(e->call.args[0]) : NULL;
    return x && x->kind == EXPR_CALL && x->type && x->type->kind == TYPE_TUPLE;
}

/* Such arguments: the first result goes to `first`, the others to `rest`. */
static void
spread_args(struct escape_walk *w, struct escape_hole first, struct escape_hole rest,
            struct expr *e)
{
    struct expr *x = ast_unparen(e->call.args[0]);
    struct escape_hole *ks = bump_array(&w->b->u->mem, struct escape_hole, x->type->tuple.n);
    for (size_t i = 0; i < x->type->tuple.n; i++)
        ks[i] = i ? rest : first;
    escape_call(w, ks, x);
}

static void
call_append(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    struct expr **args = e->call.args;
    struct type *t = e->type;
    struct escape_hole to[] = {k, escape_expr_mutator(w)};
    struct escape_hole old = escape_expr_tee(w, to, 2);
    bool pointers = pointers_inside(t);
    if (pointers) {
        struct escape_hole both[] = {old, escape_graph_shift(escape_expr_heap(w), 1)};
        old = escape_expr_tee(w, both, 2);
    }
    if (args_of_call(e))
        spread_args(w, old, escape_expr_heap(w), e);
    else
        escape_expr_value(w, old, args[0]);
    if (e->call.has_dots) {
        struct type *from = ast_unparen(args[1])->type;
        bool heap = from && !types_is_string(from) && pointers_inside(from) &&
                    ast_unparen(args[1])->mode != MODE_NIL;
        escape_expr_value(
            w, heap ? escape_graph_shift(escape_expr_heap(w), 1) : escape_expr_nowhere(w), args[1]);
    } else {
        struct type *u = types_underlying(t);
        for (size_t i = 1; i < e->call.n_args; i++)
            escape_expr_to(w, escape_expr_heap(w), u->kind == TYPE_SLICE ? u->elem : NULL, args[i]);
    }
    struct escape_loc *l = escape_expr_spill(w, k, ESCAPE_OBJECT, e).dst;
    l->append = true;
    l->loop_depth = 0; /* used once per frame, in no loop */
}

static void
call_copy(struct escape_walk *w, struct expr *e)
{
    if (args_of_call(e)) {
        spread_args(w, escape_expr_mutator(w), escape_graph_shift(escape_expr_heap(w), 1), e);
        return;
    }
    escape_expr_value(w, escape_expr_mutator(w), e->call.args[0]);
    struct type *from = ast_unparen(e->call.args[1])->type;
    bool heap = from && !types_is_string(from) && pointers_inside(from);
    escape_expr_value(w, heap ? escape_graph_shift(escape_expr_heap(w), 1) : escape_expr_nowhere(w),
                      e->call.args[1]);
}

static void
call_make(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    struct type *t = types_underlying(e->type);
    if (t->kind != TYPE_CHAN)
        escape_expr_spill(w, k, ESCAPE_OBJECT, e);
    for (size_t i = 1; i < e->call.n_args; i++)
        escape_expr_discard(w, e->call.args[i]);
}

/* new(T), and new(value): a variable whose address is taken */
static void
call_new(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    struct expr *x = e->call.args[0];
    if (ast_unparen(x)->mode == MODE_TYPE) {
        escape_expr_spill(w, k, ESCAPE_OBJECT, e);
        return;
    }
    struct escape_loc *l = escape_expr_auto(w);
    l->expr = e;
    l->pos = e->pos;
    escape_expr_to(w, escape_graph_hole(l), types_underlying(e->type)->elem, x);
    escape_graph_flow(w->b, escape_graph_shift(k, -1), l);
}

static void
discard_args(struct escape_walk *w, struct expr *e)
{
    for (size_t i = 0; i < e->call.n_args; i++)
        escape_expr_discard(w, e->call.args[i]);
}

static void
call_delete(struct escape_walk *w, struct expr *e)
{
    struct type *t = types_underlying(ast_unparen(e->call.args[0])->type);
    escape_expr_discard(w, e->call.args[0]);
    if (e->call.n_args > 1)
        escape_expr_to(w, escape_expr_nowhere(w), t->kind == TYPE_MAP ? t->map.key : NULL,
                       e->call.args[1]);
}

static void
call_builtin(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    switch (e->call.builtin) {
    case BUILTIN_APPEND:
        call_append(w, k, e);
        break;
    case BUILTIN_COPY:
        call_copy(w, e);
        break;
    case BUILTIN_PANIC:
        escape_expr_to(w, escape_expr_heap(w), types_any(w->b->u), e->call.args[0]);
        break;
    case BUILTIN_MAKE:
        call_make(w, k, e);
        break;
    case BUILTIN_NEW:
        call_new(w, k, e);
        break;
    case BUILTIN_DELETE:
        call_delete(w, e);
        break;
    case BUILTIN_CLEAR:
        escape_expr_value(w, escape_expr_mutator(w), e->call.args[0]);
        break;
    case BUILTIN_MIN:
    case BUILTIN_MAX:
        for (size_t i = 0; i < e->call.n_args; i++)
            escape_expr_value(w, k, e->call.args[i]);
        break;
    case BUILTIN_UNSAFE_ADD:
    case BUILTIN_UNSAFE_SLICE:
    case BUILTIN_UNSAFE_STRING:
    case BUILTIN_UNSAFE_SLICE_DATA:
    case BUILTIN_UNSAFE_STRING_DATA:
        escape_expr_value(w, k, e->call.args[0]);
        if (e->call.n_args > 1)
            escape_expr_discard(w, e->call.args[1]);
        break;
    default:
        discard_args(w, e);
        break;
    }
}

void
escape_call(struct escape_walk *w, struct escape_hole *ks, struct expr *e)
{
    e = ast_unparen(e);
    if (e->kind != EXPR_CALL || e->mode == MODE_CONSTANT)
        return;
    if (e->call.kind == CALL_BUILTIN)
        call_builtin(w, ks ? ks[0] : escape_expr_nowhere(w), e);
    else if (e->call.kind == CALL_FUNCTION)
        call_function(w, ks, e);
}

/* ---- go and defer ---- */

/* The literal that wraps a call: who captures what. */
struct wrapper {
    struct escape_walk outer; /* where operands are evaluated */
    struct escape_walk inner; /* where the call is */
    struct escape_hole to;    /* the literal's captures */
    VEC(struct escape_loc *) captured;
};

/* A copy of a value of type t made before the call: as the outer function stores it and as the
 * literal sees it. */
static struct escape_loc *
capture(struct wrapper *p, struct type *t)
{
    struct escape_loc *l = escape_expr_auto(&p->outer);
    if (escape_static_size(t) > 128)
        l->addr_taken = true;
    vec_push(&p->captured, l);
    return l;
}

/* Is x evaluated by the wrapper itself? */
static bool
is_late(struct expr *x)
{
    if (x->mode == MODE_CONSTANT || x->mode == MODE_NIL || x->mode == MODE_TYPE)
        return true;
    if (x->kind == EXPR_CALL && x->call.kind == CALL_BUILTIN && x->call.builtin == BUILTIN_NEW)
        return ast_unparen(x->call.args[0])->mode == MODE_TYPE;
    struct object *o = x->kind == EXPR_NAME ? x->name.obj
                       : x->kind == EXPR_SELECTOR && x->selector.kind == SELECT_PACKAGE
                           ? x->selector.obj
                           : NULL;
    if (o && o->kind == OBJECT_FUNC)
        return true;
    return x->kind == EXPR_SELECTOR && x->selector.kind == SELECT_METHOD_EXPR;
}

static bool
is_boxing(struct expr *x, struct type *t)
{
    return t && types_is_interface(t) && x->mode != MODE_NIL && x->type &&
           !types_is_interface(x->type);
}

/* Literals of structs, arrays and slices are built by the wrapper from their parts. */
static bool
is_built_late(struct expr *x, struct type *t)
{
    if (x->kind != EXPR_COMPOSITE || x->composite.implicit_addr || is_boxing(x, t))
        return false;
    return types_underlying(x->type)->kind != TYPE_MAP;
}

/* Evaluates operand x, converted to t, which goes to k inside of the wrapper. */
static void
operand(struct wrapper *p, struct escape_hole k, struct type *t, struct expr *x)
{
    struct expr *e = ast_unparen(x);
    if (!is_boxing(e, t) && is_late(e)) {
        escape_expr_to(&p->inner, k, t, x);
        return;
    }
    struct escape_loc *l = capture(p, t ? t : e->type);
    escape_expr_to(&p->outer, escape_graph_hole(l), t, x);
    struct type *type = t ? t : e->type;
    if (k.derefs < 0 || escape_static_pointers(type))
        escape_graph_flow(p->inner.b, k, l);
}

static void
built_late(struct wrapper *p, struct escape_hole k, struct expr *e)
{
    struct type *t = types_underlying(e->type);
    if (t->kind == TYPE_SLICE)
        k = escape_expr_spill(&p->inner, k, ESCAPE_OBJECT, e);
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct expr *x = e->composite.elems[i];
        struct type *to = t->kind == TYPE_SLICE   ? t->elem
                          : t->kind == TYPE_ARRAY ? t->array.elem
                                                  : NULL;
        size_t field = i;
        if (x->kind == EXPR_KEY_VALUE) {
            const struct expr *key = ast_unparen(x->key_value.key);
            for (field = 0; t->kind == TYPE_STRUCT && field < t->struct_.n &&
                            t->struct_.fields[field]->name != key->name.name;)
                field++;
            x = x->key_value.value;
        }
        if (t->kind == TYPE_STRUCT && field < t->struct_.n)
            to = t->struct_.fields[field]->type;
        if (is_built_late(ast_unparen(x), to))
            built_late(p, k, ast_unparen(x));
        else
            operand(p, k, to, x);
    }
}

static void
late_operand(struct wrapper *p, struct escape_hole k, struct type *t, struct expr *x)
{
    if (is_built_late(ast_unparen(x), t))
        built_late(p, k, ast_unparen(x));
    else
        operand(p, k, t, x);
}

static void
wrap_arguments(struct wrapper *p, const struct callee *c, struct expr *e)
{
    size_t n_params = c->sig->func.n_params, recv = c->method != NULL;
    if (e->call.spread) {
        arguments(&p->inner, NULL, c, e);
        return;
    }
    bool pack = c->sig->func.variadic && !e->call.has_dots;
    for (size_t i = 0; i < n_params; i++) {
        struct type *t = c->sig->func.params[i]->type;
        struct escape_hole k = escape_call_param(&p->inner, NULL, c->fn, i + recv);
        if (!pack || i < n_params - 1) {
            if (i < e->call.n_args)
                late_operand(p, k, t, e->call.args[i]);
        } else if (i < e->call.n_args) {
            k = escape_expr_spill(&p->inner, k, ESCAPE_ARGUMENTS, e);
            for (size_t v = i; v < e->call.n_args; v++)
                late_operand(p, k, types_underlying(t)->elem, e->call.args[v]);
        }
    }
}

static void
wrap_function(struct wrapper *p, struct expr *e)
{
    struct callee c = find_callee(e);
    if (c.method) {
        struct escape_loc *l = capture(p, types_pointer(p->inner.b->u, c.method->selector.recv));
        escape_expr_receiver(&p->outer, escape_graph_hole(l), c.method);
        escape_graph_flow(p->inner.b, receiver_hole(&p->inner, NULL, &c), l);
    } else if (!c.recv_first) {
        struct expr *fun = ast_unparen(e->call.fun);
        if (!is_late(fun) && fun->kind != EXPR_INDEX) {
            struct escape_loc *l = capture(p, fun->type);
            escape_expr_value(&p->outer, escape_graph_hole(l), fun);
        }
    }
    wrap_arguments(p, &c, e);
}

static void
wrap_builtin(struct wrapper *p, struct expr *e)
{
    for (size_t i = 0; i < e->call.n_args; i++) {
        struct escape_hole k = escape_expr_nowhere(&p->inner);
        struct type *t = NULL;
        if (e->call.builtin == BUILTIN_PANIC) {
            k = escape_expr_heap(&p->inner);
            t = types_any(p->inner.b->u);
        } else if ((e->call.builtin == BUILTIN_COPY && i == 0) ||
                   e->call.builtin == BUILTIN_CLEAR) {
            k = escape_expr_mutator(&p->inner);
        } else if (e->call.builtin == BUILTIN_COPY && pointers_inside(e->call.args[1]->type)) {
            k = escape_graph_shift(escape_expr_heap(&p->inner), 1);
        }
        late_operand(p, k, t, e->call.args[i]);
    }
}

static struct func *
new_wrapper(struct escape_walk *w)
{
    struct func *fn = bump_new(&w->b->u->mem, struct func);
    struct escape_fn *info = bump_new(&w->b->u->mem, struct escape_fn);
    info->outer = w->fn;
    fn->escape_state = info;
    return fn;
}

/* What the outer function evaluates comes before what the wrapper does. */
static void
order_locs(struct escape_batch *b, size_t from, const struct func *wrapper)
{
    size_t n = b->locs.n - from, k = 0;
    struct escape_loc **sorted = xmalloc((n + 1) * sizeof *sorted);
    for (int late = 0; late < 2; late++) {
        for (size_t i = from; i < b->locs.n; i++) {
            if ((b->locs.v[i]->fn == wrapper) == late)
                sorted[k++] = b->locs.v[i];
        }
    }
    for (size_t i = 0; i < n; i++)
        b->locs.v[from + i] = sorted[i];
    free(sorted);
}

static void
wrap(struct escape_walk *w, struct escape_hole k, struct stmt *s, bool pinned)
{
    struct expr *e = ast_unparen(s->go_.call);
    struct wrapper p = {.outer = *w, .inner = *w};
    p.inner.fn = new_wrapper(w);
    p.inner.loop_depth = 1;
    p.inner.pinned = w->pinned || pinned;
    size_t from = w->b->locs.n;
    if (e->call.kind == CALL_BUILTIN)
        wrap_builtin(&p, e);
    else
        wrap_function(&p, e);
    struct escape_loc *l = escape_graph_new(w->b, ESCAPE_WRAPPER, w->fn, w->loop_depth, false);
    l->stmt = s;
    l->silent = true;
    l->pinned = w->pinned || pinned;
    escape_graph_flow(w->b, escape_graph_shift(k, -1), l);
    for (size_t i = 0; i < p.captured.n; i++) {
        struct escape_loc *v = p.captured.v[i];
        struct escape_hole to = escape_graph_hole(l);
        escape_graph_flow(w->b, v->addr_taken ? escape_graph_shift(to, -1) : to, v);
    }
    vec_finish(&p.captured);
    order_locs(w->b, from, p.inner.fn);
}

/* Called with nothing, giving nothing: no wrapper needed. */
static bool
is_plain(struct expr *e)
{
    if (e->call.kind != CALL_FUNCTION)
        return false;
    struct callee c = find_callee(e);
    return !c.method && !c.recv_first && c.sig->func.n_params == 0 && c.sig->func.n_results == 0;
}

void
escape_call_go(struct escape_walk *w, struct stmt *s)
{
    struct expr *e = ast_unparen(s->go_.call);
    struct escape_hole k = escape_expr_heap(w);
    bool once = s->kind == STMT_DEFER && w->loop_depth == 1 && !s->go_.list;
    if (once) { /* the literal lives until the function returns */
        k = escape_graph_hole(escape_graph_new(w->b, ESCAPE_TEMP, w->fn, w->loop_depth, true));
        s->go_.verdict = w->pinned ? ESCAPE_HEAP : ESCAPE_STACK;
    } else {
        s->go_.verdict = ESCAPE_HEAP;
    }
    if (e->kind != EXPR_CALL)
        return;
    if (is_plain(e))
        escape_expr_value(w, k, e->call.fun);
    else
        wrap(w, k, s, !once);
}
