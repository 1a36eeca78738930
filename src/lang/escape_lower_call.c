/* Calls, builtin ones, go and defer. Receivers, dictionaries and the slice of a variadic parameter
 * become arguments. The call of a go or defer statement is wrapped in a literal without parameters,
 * which captures what was evaluated before. Go: typecheck/func.go, call rewriting in stmt.go */
#include "lang/constant.h"
#include "lang/escape_lower.h"
#include "lang/unit.h"
#include "lang/universe.h"

static struct ir *
new_call(struct ir_builder *b, enum ir_op op, struct expr *e)
{
    struct ir *n = escape_ir_new(b->mem, op, e->pos, e->type);
    n->ast = e;
    return n;
}

/* ---- the function ---- */

static bool
is_call_or_receive(void *arg, struct ir *n)
{
    (void)arg;
    return n->op == IR_CALL || n->op == IR_CALLINTER || n->op == IR_BUILTIN ||
           (n->op == IR_UNARY && n->sub == TOKEN_ARROW);
}

void
escape_lower_name_function(struct ir_builder *b, struct ir *call)
{
    struct ir **fun = call->x->op == IR_DOTINTER ? &call->x->x : &call->x;
    if (!escape_ir_visit(*fun, is_call_or_receive, NULL))
        return;
    struct ir *tmp = escape_lower_temp(b, call->pos, (*fun)->type);
    struct ir *as = escape_ir_new(b->mem, IR_ASSIGN, call->pos, NULL);
    as->x = tmp;
    as->y = *fun;
    escape_ir_push(b->mem, &as->init, escape_lower_dcl(b, call->pos, tmp));
    escape_ir_push(b->mem, &call->init, as);
    escape_lower_assigned(tmp, as);
    *fun = tmp;
}

/* &.dict.F[int], or what the dictionary of the function around knows. */
static struct ir *
dictionary(struct ir_builder *b, struct pos pos, const struct object *o, struct type *const *args,
           size_t n, bool derived)
{
    if (derived)
        return escape_ir_new(b->mem, IR_DICT, pos, NULL);
    struct buf text = {0};
    if (o->pkg && o->pkg->is_golib)
        buf_printf(&text, "%s.", o->pkg->name);
    buf_printf(&text, ".dict.%s[", o->name);
    for (size_t i = 0; i < n; i++) {
        buf_add_str(&text, i ? "," : "");
        types_write_link(&text, args[i], NULL);
    }
    buf_add_byte(&text, ']');
    struct ir *g = escape_ir_new(b->mem, IR_GLOBAL, pos, NULL);
    g->sel = bump_strdup(b->mem, buf_cstr(&text));
    buf_finish(&text);
    struct ir *a = escape_ir_new(b->mem, IR_ADDR, pos, types_basic(b->u, TYPE_UINTPTR));
    a->x = g;
    return a;
}

static bool
any_derived(struct type *const *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (escape_lower_derived(v[i]))
            return true;
    }
    return false;
}

static void
method_call(struct ir_builder *b, struct ir *call, struct expr *fun)
{
    struct ir *recv = escape_lower_receiver(b, fun);
    const struct expr *g = fun->generic;
    bool param =
        g && g->kind == EXPR_SELECTOR && g->selector.recv && g->selector.recv->kind == TYPE_PARAM;
    if (!param && types_is_interface(fun->selector.recv)) {
        call->op = IR_CALLINTER;
        call->x = escape_ir_new(b->mem, IR_DOTINTER, fun->pos, NULL);
        call->x->x = recv;
        call->x->sel = fun->selector.sel;
        call->x->obj = fun->selector.obj;
        call->x->ast = fun;
        return;
    }
    if (param && types_is_interface(fun->selector.recv) && b->notes && !b->fn->silent)
        diag_note(&b->u->diag, fun->pos, "imprecise interface call");
    call->x = escape_lower_method(b, fun);
    escape_ir_push(b->mem, &call->list, recv);
    if (!call->x->dict)
        return;
    struct type *t = fun->selector.recv;
    t = t->kind == TYPE_POINTER ? t->elem : t;
    bool derived = g && g->selector.recv && escape_lower_derived(g->selector.recv);
    escape_ir_push(
        b->mem, &call->list,
        dictionary(b, fun->pos, t->named.obj, t->named.type_args, t->named.n_type_args, derived));
}

/* The type arguments when fun, called by e, is an instance; natives have no function for each. */
static struct type **
instance_args(const struct ir *fun, const struct expr *e, size_t *n)
{
    const struct object *o = fun->op == IR_FUNC ? fun->obj : NULL;
    const struct func *f = o && o->kind == OBJECT_FUNC ? o->func.func : NULL;
    if (f && f->origin) {
        *n = f->n_type_args;
        return f->type_args;
    }
    *n = e && f && f->n_type_params > 0 ? e->call.n_type_args : 0;
    return *n ? e->call.type_args : NULL;
}

/* f or f[T]: nothing else is made on the way. */
static bool
is_name(struct expr *fun)
{
    return fun->kind == EXPR_NAME ||
           (fun->kind == EXPR_INDEX && ast_unparen(fun->index.x)->kind == EXPR_NAME);
}

void
escape_lower_function(struct ir_builder *b, struct ir *call, struct expr *fun, struct expr *e)
{
    fun = ast_unparen(fun);
    call->sig = types_underlying(fun->type);
    if (fun->kind == EXPR_SELECTOR && fun->selector.kind == SELECT_METHOD && fun->selector.recv) {
        method_call(b, call, fun);
        return;
    }
    const struct expr *g = e ? e->generic : NULL;
    bool derived = g && g->kind == EXPR_CALL && any_derived(g->call.type_args, g->call.n_type_args);
    b->derived = derived && b->notes && is_name(fun);
    call->x = escape_lower_expr(b, fun);
    b->derived = false;
    size_t n_args;
    struct type **args = instance_args(call->x, e, &n_args);
    if (!args)
        return;
    call->x->dict = true;
    if (e)
        call->x->ast = e;
    if (derived)
        escape_lower_refer_shaped(b, call->x->obj->func.func, g->call.type_args,
                                  g->call.n_type_args);
    escape_ir_push(b->mem, &call->list,
                   dictionary(b, fun->pos, call->x->obj, args, n_args, derived));
}

/* ---- arguments ---- */

/* The arguments from `first` on as the slice of a variadic parameter. */
static void
pack(struct ir_builder *b, struct ir *call, size_t first, struct type *slice)
{
    struct ir *n = escape_ir_new(b->mem, IR_NIL, call->pos, slice);
    if (first < call->list.n) {
        n->op = IR_SLICELIT;
        n->implicit = true;
        n->ast = call->ast;
        for (size_t i = first; i < call->list.n; i++)
            escape_ir_push(b->mem, &n->list, call->list.v[i]);
    }
    struct ir_list list = {0};
    for (size_t i = 0; i < first && i < call->list.n; i++)
        escape_ir_push(b->mem, &list, call->list.v[i]);
    escape_ir_push(b->mem, &list, n);
    call->list = list;
    call->dots = true;
}

static struct type *
param_type(const struct type *sig, size_t i, bool dots)
{
    size_t n = sig->func.n_params;
    if (sig->func.variadic && !dots && i + 1 >= n)
        return types_underlying(sig->func.params[n - 1]->type)->elem;
    return i < n ? sig->func.params[i]->type : NULL;
}

static void
arguments(struct ir_builder *b, struct ir *call, struct expr *e)
{
    const struct type *sig = call->sig;
    size_t before = call->list.n, n = e->call.n_args;
    if (n == 1 && ast_unparen(e->call.args[0])->type &&
        ast_unparen(e->call.args[0])->type->kind == TYPE_TUPLE)
        n = ast_unparen(e->call.args[0])->type->tuple.n;
    struct type **dst = bump_array(b->mem, struct type *, n + 1);
    for (size_t i = 0; i < n; i++)
        dst[i] = param_type(sig, i, e->call.has_dots);
    escape_lower_values(b, e->pos, dst, e->call.args, e->call.n_args, 0, &call->list);
    call->dots = e->call.has_dots;
    escape_lower_name_function(b, call);
    if (sig->func.variadic && !e->call.has_dots)
        pack(b, call, before + sig->func.n_params - 1,
             sig->func.params[sig->func.n_params - 1]->type);
}

/* The body of a range over a function has a name before the iterator gets it. */
static struct ir *
name_body(struct ir_builder *b, struct ir *call, const struct expr *e)
{
    struct expr *lit = e->call.n_args == 1 ? ast_unparen(e->call.args[0]) : NULL;
    if (!lit || lit->kind != EXPR_FUNC_LIT || !lit->func_lit.func->range_of)
        return NULL;
    struct ir_fn *root = b->fn->range_parent ? b->fn->range_parent : b->fn;
    struct ir_name *v =
        escape_lower_name(b, b->fn, "#yield", NULL, lit->type, (struct pos){0}, IR_LOCAL);
    struct ir *clo = escape_lower_expr(b, lit); /* inner loops are counted first */
    v->text = bump_printf(b->mem, "#yield%u", ++root->n_yields);
    escape_ir_push(b->mem, &call->init, escape_lower_assign(b, lit->pos, &v->node, clo, true));
    call->pos = lit->pos;
    return &v->node;
}

static struct ir *
function_call(struct ir_builder *b, struct expr *e)
{
    struct ir *call = new_call(b, IR_CALL, e);
    struct ir *body = name_body(b, call, e);
    escape_lower_function(b, call, e->call.fun, e);
    if (body) {
        escape_ir_push(b->mem, &call->list, body);
        escape_lower_name_function(b, call);
    } else {
        arguments(b, call, e);
    }
    return call;
}

/* ---- builtins ---- */

static struct ir *
make(struct ir_builder *b, struct expr *e)
{
    struct ir *n = new_call(b, IR_MAKE, e);
    if (e->call.n_args > 1)
        n->x = escape_lower_expr(b, e->call.args[1]);
    if (e->call.n_args > 2)
        n->y = escape_lower_expr(b, e->call.args[2]);
    return n;
}

static struct ir *
new_call_of(struct ir_builder *b, struct expr *e)
{
    struct expr *x = e->call.args[0];
    if (ast_unparen(x)->mode == MODE_TYPE) {
        struct ir *n = new_call(b, IR_NEW, e);
        n->x = escape_lower_expr(b, x);
        return n;
    }
    struct type *t = types_underlying(e->type)->elem;
    struct ir *v = escape_lower_to(b, t, x);
    struct ir *tmp = escape_lower_temp(b, e->pos, t);
    tmp->name->value = e;
    struct ir *as = escape_ir_new(b->mem, IR_ASSIGN, e->pos, NULL);
    as->x = tmp;
    as->y = v;
    tmp->name->defn = as;
    struct ir *n = new_call(b, IR_ADDR, e);
    escape_ir_push(b->mem, &n->init, escape_lower_dcl(b, e->pos, tmp));
    escape_ir_push(b->mem, &n->init, as);
    n->x = tmp;
    escape_lower_addressed(tmp);
    return n;
}

/* What argument i of a builtin is converted to. */
static struct type *
builtin_param(struct ir_builder *b, const struct expr *e, size_t i)
{
    struct type *t = ast_unparen(e->call.args[0])->type, *u = t ? types_underlying(t) : NULL;
    switch (e->call.builtin) {
    case BUILTIN_APPEND:
        u = types_underlying(e->type);
        return i > 0 && !e->call.has_dots && u->kind == TYPE_SLICE ? u->elem : NULL;
    case BUILTIN_PANIC:
        return types_any(b->u);
    case BUILTIN_DELETE:
        return i == 1 && u && u->kind == TYPE_MAP ? u->map.key : NULL;
    default:
        return NULL;
    }
}

static struct ir *
builtin(struct ir_builder *b, struct expr *e)
{
    if (e->call.builtin == BUILTIN_MAKE)
        return make(b, e);
    if (e->call.builtin == BUILTIN_NEW)
        return new_call_of(b, e);
    struct ir *n = new_call(b, IR_BUILTIN, e);
    n->sub = (unsigned char)e->call.builtin;
    n->dots = e->call.has_dots;
    if (e->call.n_args == 0)
        return n;
    struct type **dst = bump_array(b->mem, struct type *, e->call.n_args + 1);
    for (size_t i = 0; i < e->call.n_args; i++)
        dst[i] = builtin_param(b, e, i);
    bool one = e->call.n_args == 1;
    escape_lower_values(b, e->pos, one && e->call.builtin != BUILTIN_PANIC ? NULL : dst,
                        e->call.args, e->call.n_args, 0, &n->list);
    if (one && n->list.n > 0 && n->list.v[0]->init.n > 0 && n->list.n > 1) {
        n->init = n->list.v[0]->init; /* the call that gives them all runs first */
        n->list.v[0]->init = (struct ir_list){0};
    }
    return n;
}

struct ir *
escape_lower_call(struct ir_builder *b, struct expr *e)
{
    e = ast_unparen(e);
    return e->call.kind == CALL_BUILTIN ? builtin(b, e) : function_call(b, e);
}

/* ---- go and defer ---- */

struct wrapped {
    struct ir_builder *b;
    struct ir_fn *fn;
    VEC(struct ir **) args; /* evaluated by the statement */
};

static void
find_arg(struct wrapped *w, struct ir **arg)
{
    struct ir *n = *arg;
    switch (n->op) {
    case IR_LITERAL:
    case IR_NIL:
    case IR_METHEXPR:
    case IR_NEW:
    case IR_FUNC:
        return;
    case IR_CONVNOP:
        if (types_underlying(n->type)->kind == TYPE_UINTPTR && n->x->type &&
            types_underlying(n->x->type)->kind == TYPE_UNSAFE_POINTER) {
            find_arg(w, &n->x);
            return;
        }
        break;
    case IR_ARRAYLIT:
    case IR_SLICELIT:
    case IR_STRUCTLIT:
        for (size_t i = 0; i < n->list.n; i++)
            find_arg(w, &n->list.v[i]);
        return;
    default:
        break;
    }
    vec_push(&w->args, arg);
}

static void
find_args(struct wrapped *w, struct ir *call)
{
    if (call->op == IR_CALL)
        find_arg(w, &call->x);
    else if (call->op == IR_CALLINTER)
        vec_push(&w->args, &call->x->x);
    for (size_t i = 0; i < call->list.n; i++)
        find_arg(w, &call->list.v[i]);
}

/* tmp1, tmp2 = args...; the wrapper captures the temporaries. */
static void
evaluate_args(struct wrapped *w, struct ir *stmt)
{
    struct ir_builder *b = w->b;
    struct ir *as = escape_ir_new(b->mem, IR_ASSIGN2, stmt->pos, NULL);
    for (size_t i = 0; i < w->args.n; i++) {
        struct ir *arg = *w->args.v[i];
        bool shared = arg->op == IR_NAME || arg->op == IR_GLOBAL;
        struct pos pos = shared ? stmt->pos : arg->pos;
        struct type *t = arg->type ? arg->type : types_basic(b->u, TYPE_UINTPTR);
        struct ir *tmp = escape_lower_temp(b, pos, t);
        escape_ir_push(b->mem, &stmt->init, escape_lower_dcl(b, pos, tmp));
        tmp->name->defn = as;
        escape_ir_push(b->mem, &as->list, tmp);
        escape_ir_push(b->mem, &as->rhs, arg);
        struct ir_capture c = {tmp->name, pos};
        vec_push(&w->fn->captures, c);
        *w->args.v[i] = tmp;
    }
    if (w->args.n > 0)
        escape_ir_push(b->mem, &stmt->init, as);
}

struct ir *
escape_lower_go(struct ir_builder *b, struct stmt *s)
{
    struct ir *stmt = escape_ir_new(b->mem, s->kind == STMT_GO ? IR_GO : IR_DEFER, s->pos, NULL);
    stmt->stmt = s;
    struct ir *call = escape_lower_expr(b, s->go_.call);
    stmt->y = escape_lower_expr(b, s->go_.list);
    stmt->init = call->init;
    call->init = (struct ir_list){0};
    stmt->x = call;
    bool plain = call->op == IR_CALL && call->x->op != IR_METHEXPR && call->list.n == 0 &&
                 call->sig->func.n_params + call->sig->func.n_results == 0;
    if (plain)
        return stmt;
    bool go = s->kind == STMT_GO;
    struct ir_fn *fn = escape_lower_literal(b, s->pos, go ? IR_LITERAL_GO : IR_LITERAL_DEFER);
    fn->wrapper = fn->lowered = true;
    fn->go = s;
    struct wrapped w = {.b = b, .fn = fn};
    find_args(&w, call);
    evaluate_args(&w, stmt);
    vec_finish(&w.args);
    /* One without captures is analysed before its statement: nobody knows yet whether in a loop. */
    fn->pinned |= go || fn->captures.n == 0;
    escape_ir_push(b->mem, &fn->body, call);
    struct ir *outer = escape_ir_new(b->mem, IR_CALL, call->pos, NULL);
    struct type *sig = types_func(b->u, NULL, 0, NULL, 0, false);
    outer->x = escape_lower_closure(b, fn, sig);
    outer->sig = sig;
    stmt->x = outer;
    return stmt;
}
