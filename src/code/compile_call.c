/* Calls: what is called, and arguments into the outgoing area.
 *
 * The outgoing area belongs to one call at a time. Arguments that contain calls themselves have
 * them hoisted into temps, except the last of them, which may go straight to its place; all others
 * are then evaluated straight into their places.
 * Go: cmd/compile/internal/walk/expr.go (walkCall), typecheck/call.go (FixVariadicCall) */
#include "base/bug.h"
#include "code/codegen.h"
#include "code/lvalue.h"
#include "code/place.h"

/* ---- callees ---- */

struct symbol *
compile_call_method(struct codegen *cg, struct object *method, struct type *t)
{
    struct type *u = t;
    if (u->kind == TYPE_POINTER)
        u = u->elem;
    bool generic = u->kind == TYPE_NAMED && u->named.n_type_args && !method->func.func->body;
    return codegen_func_symbol(cg, method->func.func, generic ? u->named.type_args : NULL,
                               generic ? u->named.n_type_args : 0);
}

static struct type **
type_args(struct fn *f, const struct expr *call, const struct expr *index, size_t *n)
{
    struct type **v = call->call.type_args;
    *n = call->call.n_type_args;
    if (index && index->index.n_type_args > *n) {
        v = index->index.type_args;
        *n = index->index.n_type_args;
    }
    struct type **own = bump_array(&f->cg->mem, struct type *, *n);
    for (size_t i = 0; i < *n; i++)
        own[i] = codegen_type(f, v[i]);
    return *n ? own : NULL;
}

static struct callee
static_callee(struct fn *f, struct object *obj, const struct expr *call, const struct expr *index)
{
    size_t n;
    struct type **args = type_args(f, call, index, &n);
    struct symbol *s = codegen_func_symbol(f->cg, obj->func.func, args, n);
    return (struct callee){.kind = CALLEE_STATIC, .sym = s, .sig = s->sig};
}

static unsigned
itab_index(const struct type *iface, const struct object *m)
{
    const struct type *u = types_underlying((struct type *)iface);
    for (size_t i = 0; i < u->interface.n_methods; i++) {
        if (u->interface.methods[i] == m || u->interface.methods[i]->name == m->name)
            return (unsigned)i;
    }
    bug("interface without method %s", m->name);
}

static struct callee
method_callee(struct fn *f, struct expr *sel)
{
    struct object *m = sel->selector.obj;
    struct type *recv = codegen_type(f, sel->selector.recv);
    if (types_is_interface(recv)) {
        return (struct callee){.kind = CALLEE_METHOD,
                               .fun = sel,
                               .method = itab_index(recv, m),
                               .sig = types_underlying(m->type),
                               .recv_type = recv};
    }
    struct symbol *s = compile_call_method(f->cg, m, recv);
    return (struct callee){.kind = CALLEE_STATIC,
                           .sym = s,
                           .fun = sel,
                           .sig = s->sig,
                           .recv_type =
                               codegen_subst(f->cg, s->recv, s->type_args, s->n_type_args)};
}

struct callee
compile_call_callee(struct fn *f, struct expr *e)
{
    struct expr *fun = ast_unparen(e->call.fun);
    struct expr *index = NULL;
    if (fun->kind == EXPR_INDEX && fun->mode == MODE_VALUE && fun->index.n_type_args) {
        index = fun;
        fun = ast_unparen(fun->index.x);
    }
    if (fun->kind == EXPR_NAME && fun->name.obj && fun->name.obj->kind == OBJECT_FUNC)
        return static_callee(f, fun->name.obj, e, index);
    if (fun->kind == EXPR_SELECTOR) {
        struct object *obj = fun->selector.obj;
        if (fun->selector.kind == SELECT_PACKAGE && obj->kind == OBJECT_FUNC)
            return static_callee(f, obj, e, index);
        if (fun->selector.kind == SELECT_METHOD)
            return method_callee(f, fun);
    }
    return (struct callee){
        .kind = CALLEE_CLOSURE, .fun = fun, .sig = types_underlying(compile_expr_type(f, fun))};
}

static struct type *
as_seen(struct fn *f, const struct callee *c, struct type *t)
{
    if (c->kind == CALLEE_STATIC && c->sym->n_type_args)
        return codegen_subst(f->cg, t, c->sym->type_args, c->sym->n_type_args);
    return c->kind == CALLEE_STATIC ? t : codegen_type(f, t);
}

struct type *
compile_call_param(struct fn *f, const struct callee *c, size_t i)
{
    return as_seen(f, c, c->sig->func.params[i]->type);
}

struct type *
compile_call_result(struct fn *f, const struct callee *c, size_t i)
{
    return as_seen(f, c, c->sig->func.results[i]->type);
}

static uint32_t
words(struct fn *f, struct type *t)
{
    return slots_shape(f->cg, t).words;
}

static uint32_t
receiver_words(struct fn *f, const struct callee *c)
{
    return c->kind == CALLEE_METHOD ? 1 : c->recv_type ? words(f, c->recv_type) : 0;
}

uint32_t
compile_call_layout(struct fn *f, const struct callee *c, uint32_t *total)
{
    uint32_t n = receiver_words(f, c);
    for (size_t i = 0; i < c->sig->func.n_params; i++)
        n += words(f, compile_call_param(f, c, i));
    *total = n;
    for (size_t i = 0; i < c->sig->func.n_results; i++)
        *total += words(f, compile_call_result(f, c, i));
    return n;
}

void
compile_call_reserve(struct fn *f, uint32_t n)
{
    if (f->out_words < n)
        f->out_words = n;
}

void
compile_call_emit(struct fn *f, const struct callee *c, uint32_t fun, struct pos pos)
{
    uint32_t total;
    compile_call_layout(f, c, &total);
    compile_call_reserve(f, total);
    emit_line(f, pos);
    if (c->kind == CALLEE_STATIC)
        emit_call(f, c->sym);
    else if (c->kind == CALLEE_CLOSURE)
        emit(f, OP_CALLC, fun, 0, 0);
    else
        emit(f, OP_CALLI, fun, c->method, 0);
}

/* ---- receivers ---- */

void
compile_call_receiver(struct fn *f, struct expr *sel, uint32_t dst)
{
    struct place p =
        place_path(f, lvalue_of(f, sel->selector.x), sel->selector.path, sel->selector.n_path);
    if (sel->selector.addr_recv && types_underlying(p.type)->kind != TYPE_POINTER) {
        place_addr(f, &p, dst);
        return;
    }
    if (sel->selector.deref_recv && types_underlying(p.type)->kind == TYPE_POINTER) {
        emit_line(f, sel->selector.x->pos);
        p = place_memory(place_any(f, &p), types_underlying(p.type)->elem);
    }
    place_load(f, &p, dst);
}

static uint32_t
interface_receiver(struct fn *f, struct expr *sel)
{
    struct place p =
        place_path(f, lvalue_of(f, sel->selector.x), sel->selector.path, sel->selector.n_path);
    return place_any(f, &p);
}

/* ---- arguments ---- */

struct arg { /* an expression, or a value in slots */
    struct expr *e;
    uint32_t slot;
    struct type *type;
    enum escape_verdict box_verdict;
};

static void
put_arg(struct fn *f, const struct arg *a, struct type *t, uint32_t dst)
{
    if (a->e)
        compile_conv_to(f, a->e, t, dst);
    else
        compile_conv_value(f, a->slot, a->type, t, dst, a->box_verdict);
}

/* The backing array of a variadic slice, and the slice itself. */
static void
put_variadic(struct fn *f, struct expr *call, struct type *slice, const struct arg *v, size_t n,
             uint32_t dst)
{
    if (n == 0) {
        emit(f, OP_ZERO, dst, 3, 0);
        return;
    }
    struct type *elem = types_underlying(slice)->elem;
    struct type *array = types_array(f->cg->u, elem, (int64_t)n);
    uint32_t base = slots_temp(f, slots_shape_pointer());
    struct place whole;
    if (call->verdict == ESCAPE_STACK && compile_func_has_room(f, array)) {
        whole = place_slot(slots_storage(f, slots_shape(f->cg, array)), array);
        place_addr(f, &whole, base);
    } else {
        emit(f, OP_NEW, base, 0, 0);
        emit_ext_type(f, array);
        whole = place_memory(base, array);
        whole.checked = true;
    }
    types_layout(elem);
    for (size_t i = 0; i < n; i++) {
        size_t mark = slots_mark(f);
        struct place p = place_part(f, whole, i * elem->size, elem);
        if (v[i].e) {
            compile_conv_store(f, &p, v[i].e);
        } else {
            uint32_t t = slots_temp_type(f, elem);
            put_arg(f, &v[i], elem, t);
            place_store(f, &p, t);
        }
        slots_release(f, mark);
    }
    emit_move(f, dst, base, 1);
    compile_const_int(f, (int64_t)n, dst + 1);
    compile_const_int(f, (int64_t)n, dst + 2);
}

void
compile_call_variadic(struct fn *f, struct expr *call, struct type *slice, struct expr **v,
                      size_t n, uint32_t dst)
{
    struct arg *args = bump_array(&f->cg->mem, struct arg, n);
    for (size_t i = 0; i < n; i++)
        args[i].e = v[i];
    put_variadic(f, call, slice, args, n, dst);
}

static size_t
n_fixed(const struct callee *c, const struct expr *e)
{
    return c->sig->func.n_params - (c->sig->func.variadic && !e->call.has_dots ? 1 : 0);
}

/* The argument that may be evaluated straight into the outgoing area although it has a call: the
 * last one with calls, if no other such operand follows. SIZE_MAX = none. */
static size_t
direct_arg(const struct callee *c, const struct expr *e)
{
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < e->call.n_args; i++) {
        if (compile_expr_has_call(e->call.args[i]))
            last = i;
    }
    return last < n_fixed(c, e) ? last : SIZE_MAX;
}

static uint32_t
param_slot(struct fn *f, const struct callee *c, size_t i)
{
    uint32_t at = receiver_words(f, c);
    for (size_t k = 0; k < i; k++)
        at += words(f, compile_call_param(f, c, k));
    return vslot_make(VSLOT_OUT, at);
}

static void
put_args(struct fn *f, const struct callee *c, struct expr *e, const struct arg *v, size_t n,
         size_t done)
{
    size_t fixed = n_fixed(c, e);
    for (size_t i = 0; i < fixed; i++) {
        if (i != done)
            put_arg(f, &v[i], compile_call_param(f, c, i), param_slot(f, c, i));
    }
    if (fixed < c->sig->func.n_params)
        put_variadic(f, e, compile_call_param(f, c, fixed), v + fixed, n - fixed,
                     param_slot(f, c, fixed));
}

/* f(g()): the results of g into temps. */
static struct arg *
spread(struct fn *f, struct expr *e, size_t *n)
{
    const struct type *tuple = e->type;
    *n = tuple->tuple.n;
    struct arg *v = bump_array(&f->cg->mem, struct arg, *n);
    uint32_t at = compile_call(f, e);
    for (size_t i = 0; i < *n; i++) {
        v[i].type = codegen_type(f, tuple->tuple.vars[i]->type);
        v[i].slot = slots_temp_type(f, v[i].type);
        v[i].box_verdict = compile_conv_spread_verdict(e, i);
        emit_move(f, v[i].slot, at, words(f, v[i].type));
        at += words(f, v[i].type);
    }
    return v;
}

static void
hoist_operands(struct fn *f, const struct callee *c, struct expr *e, size_t direct)
{
    if (c->fun)
        compile_expr_hoist(f, c->fun->kind == EXPR_SELECTOR ? c->fun->selector.x : c->fun);
    for (size_t i = 0; i < e->call.n_args; i++) {
        if (i != direct)
            compile_expr_hoist(f, e->call.args[i]);
    }
}

/* What Go's frame has for boxed arguments and results of a call. */
static void
count_boxed(struct fn *f, const struct callee *c)
{
    uint64_t out = 0;
    for (size_t i = 0; i < c->sig->func.n_params; i++) {
        struct type *t = compile_call_param(f, c, i);
        out += slots_is_boxed(t) ? t->size : 0;
    }
    for (size_t i = 0; i < c->sig->func.n_results; i++) {
        struct type *t = compile_call_result(f, c, i);
        out += slots_is_boxed(t) ? t->size : 0;
        f->go_locals += slots_is_boxed(t) ? t->size : 0;
    }
    f->go_out = out > f->go_out ? out : f->go_out;
}

/* The pointer of an argument uintptr(pointer); NULL. */
static struct expr *
pointer_of(struct fn *f, struct expr *e)
{
    e = ast_unparen(e);
    if (e->kind != EXPR_CALL || e->call.kind != CALL_CONVERSION ||
        types_underlying(compile_expr_type(f, e))->kind != TYPE_UINTPTR)
        return NULL;
    struct expr *x = ast_unparen(e->call.args[0]);
    bool pointer = types_underlying(compile_expr_type(f, x))->kind == TYPE_UNSAFE_POINTER;
    return pointer && x->mode != MODE_CONSTANT && x->mode != MODE_NIL ? x : NULL;
}

struct expr *
compile_call_kept(struct fn *f, const struct callee *c, struct expr *arg)
{
    bool keeps = c->kind == CALLEE_STATIC && c->sym->func && c->sym->func->uintptr_keeps;
    return keeps ? pointer_of(f, arg) : NULL;
}

/* Evaluates pointers that only live on as numbers, to be read again behind the call; returns how
 * many there are. */
static size_t
hold_pointers(struct fn *f, const struct callee *c, struct expr *e, uint32_t **held)
{
    size_t n = 0;
    if (c->kind != CALLEE_STATIC || !c->sym->func || !c->sym->func->uintptr_keeps || e->call.spread)
        return 0;
    *held = bump_array(&f->cg->mem, uint32_t, e->call.n_args);
    for (size_t i = 0; i < e->call.n_args; i++) {
        struct expr *x = pointer_of(f, e->call.args[i]);
        if (!x)
            continue;
        uint32_t t = slots_temp(f, slots_shape_pointer());
        compile_expr_to(f, x, t);
        vec_push(&f->hoisted, ((struct hoisted){x, t}));
        (*held)[n++] = t;
    }
    return n;
}

uint32_t
compile_call(struct fn *f, struct expr *e)
{
    e = ast_unparen(e);
    struct callee c = compile_call_callee(f, e);
    uint32_t total, params = compile_call_layout(f, &c, &total);
    compile_call_reserve(f, total);
    count_boxed(f, &c);
    size_t n = e->call.n_args, direct = SIZE_MAX;
    struct arg *v;
    uint32_t *held = NULL;
    size_t n_held = hold_pointers(f, &c, e, &held);
    if (e->call.spread) {
        if (c.fun)
            compile_expr_hoist(f, c.fun->kind == EXPR_SELECTOR ? c.fun->selector.x : c.fun);
        v = spread(f, ast_unparen(e->call.args[0]), &n);
    } else {
        v = bump_array(&f->cg->mem, struct arg, n);
        for (size_t i = 0; i < n; i++)
            v[i].e = e->call.args[i];
        direct = direct_arg(&c, e);
        hoist_operands(f, &c, e, direct);
    }
    if (direct != SIZE_MAX)
        put_arg(f, &v[direct], compile_call_param(f, &c, direct), param_slot(f, &c, direct));
    put_args(f, &c, e, v, n, direct);
    emit_line(f, e->pos);
    uint32_t fun = VSLOT_NONE;
    if (c.kind == CALLEE_METHOD)
        fun = interface_receiver(f, c.fun);
    else if (c.kind == CALLEE_CLOSURE)
        fun = compile_expr_any(f, c.fun);
    else if (c.recv_type)
        compile_call_receiver(f, c.fun, vslot_make(VSLOT_OUT, 0));
    compile_call_emit(f, &c, fun, e->pos);
    for (size_t i = 0; i < n_held; i++)
        emit(f, OP_MOV, held[i], held[i], 0);
    return vslot_make(VSLOT_OUT, params);
}
