/* Function values. A function value is the address of an object {code entry, captures...}; those
 * without captures lie in read-only data. Captured variables are copied when nobody changes them
 * any more, else the object holds their address. go and defer call a parameterless closure: a
 * function without parameters and results as it is, everything else through a thunk whose object
 * holds the arguments evaluated so far.
 * Go: cmd/compile/internal/walk/closure.go, walk/order.go (wrapCall) */
#include "base/bug.h"
#include "code/codegen.h"
#include "code/place.h"

void
compile_closure_static(struct fn *f, struct symbol *s, uint32_t dst)
{
    emit(f, OP_LDK, dst, 0, 0);
    emit_ext_address(f, SEGMENT_RODATA, rodata_closure(f->cg, s));
}

/* ---- function literals ---- */

static struct type *
capture_type(struct codegen *cg, struct func *fn, struct type **args, size_t n_args)
{
    struct type **fields = bump_array(&cg->mem, struct type *, fn->n_captures);
    for (size_t i = 0; i < fn->n_captures; i++) {
        struct object *v = fn->captures[i];
        struct type *t = codegen_subst(cg, v->type, args, n_args);
        fields[i] = v->var.by_value ? t : types_pointer(cg->u, t);
    }
    return wrapper_closure_type(cg, fields, fn->n_captures);
}

/* A new closure object for `code`: where its fields are to be stored; its address goes to dst. */
static struct place
new_object(struct fn *f, struct symbol *code, struct type *t, enum escape_verdict verdict,
           uint32_t dst)
{
    struct place whole;
    if (verdict == ESCAPE_STACK && compile_func_has_room(f, t)) {
        whole = place_slot(slots_storage(f, slots_shape(f->cg, t)), t);
        place_addr(f, &whole, dst);
    } else {
        emit(f, OP_NEW, dst, 0, 0);
        emit_ext_type(f, t);
        whole = place_memory(dst, t);
        whole.checked = true;
    }
    uint32_t entry = slots_temp(f, slots_shape_scalars(1));
    emit(f, OP_LDK, entry, 0, 0);
    emit_ext_func(f, code);
    struct place p = place_part(f, whole, 0, types_underlying(t)->struct_.fields[0]->type);
    place_store(f, &p, entry);
    return whole;
}

static struct place
object_field(struct fn *f, struct place whole, struct type *t, size_t i)
{
    const struct type *s = types_underlying(t);
    return place_part(f, whole, s->struct_.offsets[i], s->struct_.fields[i]->type);
}

/* A destination that nothing else uses while the object is being filled. */
static uint32_t
object_slot(struct fn *f)
{
    return slots_temp(f, slots_shape_pointer());
}

void
compile_closure_lit(struct fn *f, struct expr *e, uint32_t dst)
{
    struct func *fn = e->func_lit.func;
    struct symbol *s = codegen_func_symbol(f->cg, fn, f->sym->type_args, f->sym->n_type_args);
    if (fn->n_captures == 0) {
        compile_closure_static(f, s, dst);
        return;
    }
    struct type *t = capture_type(f->cg, fn, f->sym->type_args, f->sym->n_type_args);
    uint32_t object = object_slot(f);
    struct place whole = new_object(f, s, t, e->verdict, object);
    for (size_t i = 0; i < fn->n_captures; i++) {
        struct place from = place_of_var(f, fn->captures[i]);
        struct place to = object_field(f, whole, t, i + 1);
        uint32_t v = fn->captures[i]->var.by_value ? place_any(f, &from) : place_addr_any(f, &from);
        place_store(f, &to, v);
    }
    emit_move(f, dst, object, 1);
}

static uint32_t
take_context(struct fn *f)
{
    f->ctx = slots_storage(f, slots_shape_pointer());
    emit(f, OP_GETCTX, f->ctx, 0, 0);
    return f->ctx;
}

/* One captured word is all that is needed of the object. */
static void
take_only_capture(struct fn *f, struct object *v, uint64_t off)
{
    struct var_home *h = bump_new(&f->cg->mem, struct var_home);
    struct shape s =
        v->var.by_value ? slots_shape(f->cg, codegen_type(f, v->type)) : slots_shape_pointer();
    *h = (struct var_home){v->var.by_value ? HOME_SLOT : HOME_HEAP, slots_storage(f, s),
                           !v->var.by_value};
    emit(f, OP_LDCTX, h->slot, 0, (uint32_t)off);
    table_put_ptr(&f->homes, v, h);
}

void
compile_closure_prologue(struct fn *f)
{
    struct func *fn = f->func;
    struct type *t = capture_type(f->cg, fn, f->sym->type_args, f->sym->n_type_args);
    types_layout(t);
    const struct type *first = t->struct_.fields[1]->type;
    if (fn->n_captures == 1 && first->size == 8) {
        take_only_capture(f, fn->captures[0], t->struct_.offsets[1]);
        return;
    }
    struct place whole = place_memory(take_context(f), t);
    whole.checked = true;
    for (size_t i = 0; i < fn->n_captures; i++) {
        struct object *v = fn->captures[i];
        struct place from = object_field(f, whole, t, i + 1);
        struct shape s = slots_shape(f->cg, from.type);
        struct var_home *h = bump_new(&f->cg->mem, struct var_home);
        if (v->var.by_value && s.words <= 3 && !slots_is_boxed(from.type)) {
            *h = (struct var_home){HOME_SLOT, slots_storage(f, s), false};
            place_load(f, &from, h->slot);
        } else {
            *h = (struct var_home){HOME_HEAP, slots_storage(f, slots_shape_pointer()), true};
            if (v->var.by_value)
                place_addr(f, &from, h->slot);
            else
                place_load(f, &from, h->slot);
        }
        table_put_ptr(&f->homes, v, h);
    }
}

/* ---- method values and expressions ---- */

void
compile_closure_method_value(struct fn *f, struct expr *e, uint32_t dst)
{
    struct type *recv = codegen_type(f, e->selector.recv);
    if (!types_is_interface(recv)) {
        struct symbol *m = compile_call_method(f->cg, e->selector.obj, recv);
        recv = codegen_subst(f->cg, m->recv, m->type_args, m->n_type_args);
    }
    compile_expr_hoist(f, e->selector.x);
    struct type *t = wrapper_closure_type(f->cg, &recv, 1);
    uint32_t v = slots_temp_type(f, recv);
    compile_call_receiver(f, e, v);
    if (types_is_interface(recv)) {
        emit_line(f, e->pos);
        emit(f, OP_NILCHK, v, 0, 0);
    }
    uint32_t object = object_slot(f);
    struct place whole = new_object(f, wrapper_bound(f, e, t), t, e->verdict, object);
    struct place to = object_field(f, whole, t, 1);
    place_store(f, &to, v);
    emit_move(f, dst, object, 1);
}

void
compile_closure_method_expr(struct fn *f, struct expr *e, uint32_t dst)
{
    compile_closure_static(f, wrapper_expr(f, e), dst);
}

/* ---- go and defer ---- */

struct thunk {
    struct callee callee;
    struct expr *call;
    struct type *object; /* {entry, function or interface if any, receiver if any, parameters} */
    size_t n_fields;
    size_t n_kept;          /* fields behind them, which are only to be alive during the call */
    struct expr **operands; /* builtins: what field i + 1 holds */
};

static struct place
thunk_field(struct fn *f, const struct thunk *k, size_t i)
{
    struct place whole = place_memory(f->ctx, k->object);
    whole.checked = true;
    return object_field(f, whole, k->object, i);
}

static void
build_call_thunk(struct fn *f)
{
    const struct thunk *k = f->sym->arg;
    take_context(f);
    uint32_t fun = VSLOT_NONE, at = 0;
    size_t field = 1;
    if (k->callee.kind != CALLEE_STATIC) {
        struct place p = thunk_field(f, k, field++);
        fun = place_any(f, &p);
        at = k->callee.kind == CALLEE_METHOD;
    }
    for (; field <= k->n_fields; field++) {
        struct place p = thunk_field(f, k, field);
        place_load(f, &p, vslot_make(VSLOT_OUT, at));
        at += slots_shape(f->cg, p.type).words;
    }
    compile_call_emit(f, &k->callee, fun, k->call->pos);
    if (k->n_kept > 0)
        emit_move(f, slots_temp(f, slots_shape_scalars(1)), f->ctx, 1);
    emit(f, OP_RET, 0, 0, 0);
}

static void
build_builtin_thunk(struct fn *f)
{
    const struct thunk *k = f->sym->arg;
    take_context(f);
    for (size_t i = 0; i < k->n_fields; i++) {
        struct place p = thunk_field(f, k, i + 1);
        vec_push(&f->hoisted, ((struct hoisted){ast_unparen(k->operands[i]), place_any(f, &p)}));
    }
    uint32_t dst = VSLOT_NONE;
    if (k->call->mode != MODE_NO_VALUE)
        dst = slots_temp_type(f, compile_expr_type(f, k->call));
    compile_builtin(f, k->call, dst);
    emit(f, OP_RET, 0, 0, 0);
}

static struct symbol *
thunk_symbol(struct fn *f, struct stmt *s, struct thunk *k, symbol_builder *build)
{
    bool fresh;
    const char *kind = s->kind == STMT_GO ? "gowrap" : "deferwrap";
    struct symbol *t =
        codegen_symbol(f->cg, codegen_key(f->cg, "thunk %u %u", f->sym->id, f->n_thunks), &fresh);
    t->name = codegen_name(f->cg, "%s.%s%u", f->sym->name, kind, ++f->n_thunks);
    t->build = build;
    t->arg = k;
    t->type_args = f->sym->type_args;
    t->n_type_args = f->sym->n_type_args;
    t->pos = s->pos;
    t->flags = FUNC_WRAPPER | (f->sym->flags & FUNC_GOLIB);
    return t;
}

struct operand { /* evaluated, to be stored in a thunk's object */
    uint32_t slot;
    struct type *type;
};
typedef VEC(struct operand) operand_list;

static void
add_operand(struct fn *f, operand_list *list, struct type *t, uint32_t slot)
{
    (void)f;
    vec_push(list, ((struct operand){slot, t}));
}

static uint32_t
copy_of(struct fn *f, struct expr *e, struct type *t)
{
    uint32_t slot = slots_temp_type(f, t);
    compile_conv_to(f, e, t, slot);
    return slot;
}

static void
call_operands(struct fn *f, struct thunk *k, operand_list *list)
{
    struct callee *c = &k->callee;
    struct expr *e = k->call = compile_builtin_spread(f, k->call);
    if (c->kind == CALLEE_CLOSURE) {
        struct type *t = compile_expr_type(f, c->fun);
        add_operand(f, list, t, copy_of(f, c->fun, t));
    } else if (c->recv_type) {
        compile_expr_hoist(f, c->fun->selector.x);
        uint32_t r = slots_temp_type(f, c->recv_type);
        compile_call_receiver(f, c->fun, r);
        if (c->kind == CALLEE_METHOD)
            emit(f, OP_NILCHK, r, 0, 0);
        add_operand(f, list, c->recv_type, r);
    }
    size_t fixed = c->sig->func.n_params - (c->sig->func.variadic && !e->call.has_dots ? 1 : 0);
    for (size_t i = 0; i < e->call.n_args; i++)
        compile_expr_hoist(f, e->call.args[i]);
    for (size_t i = 0; i < fixed; i++) {
        struct type *t = compile_call_param(f, c, i);
        add_operand(f, list, t, copy_of(f, e->call.args[i], t));
    }
    if (fixed < c->sig->func.n_params) {
        struct type *t = compile_call_param(f, c, fixed);
        uint32_t slot = slots_temp_type(f, t);
        compile_call_variadic(f, e, t, e->call.args + fixed, e->call.n_args - fixed, slot);
        add_operand(f, list, t, slot);
    }
    for (size_t i = 0; i < e->call.n_args; i++) {
        struct expr *x = compile_call_kept(f, c, e->call.args[i]);
        if (!x)
            continue;
        struct type *t = compile_expr_type(f, x);
        add_operand(f, list, t, copy_of(f, x, t));
        k->n_kept++;
    }
}

static void
builtin_operands(struct fn *f, struct thunk *k, operand_list *list)
{
    struct expr *e = k->call = compile_builtin_spread(f, k->call);
    k->operands = bump_array(&f->cg->mem, struct expr *, e->call.n_args);
    for (size_t i = 0; i < e->call.n_args; i++) {
        struct expr *a = e->call.args[i];
        if (a->mode == MODE_CONSTANT || a->mode == MODE_NIL || a->mode == MODE_TYPE)
            continue;
        struct type *t = compile_expr_type(f, a);
        k->operands[list->n] = a;
        add_operand(f, list, t, copy_of(f, a, t));
    }
}

/* The object with all operands; its address in the returned slot. */
static uint32_t
make_thunk(struct fn *f, struct stmt *s, struct thunk *k)
{
    operand_list list = {0};
    bool is_builtin = k->call->call.kind == CALL_BUILTIN;
    if (is_builtin)
        builtin_operands(f, k, &list);
    else
        call_operands(f, k, &list);
    struct type **fields = bump_array(&f->cg->mem, struct type *, list.n);
    for (size_t i = 0; i < list.n; i++)
        fields[i] = list.v[i].type;
    k->object = wrapper_closure_type(f->cg, fields, list.n);
    k->n_fields = list.n - k->n_kept;
    uint32_t object = object_slot(f);
    struct symbol *code =
        thunk_symbol(f, s, k, is_builtin ? build_builtin_thunk : build_call_thunk);
    enum escape_verdict verdict = s->kind == STMT_DEFER ? s->go_.verdict : ESCAPE_HEAP;
    struct place whole = new_object(f, code, k->object, verdict, object);
    for (size_t i = 0; i < list.n; i++) {
        struct place to = object_field(f, whole, k->object, i + 1);
        place_store(f, &to, list.v[i].slot);
    }
    vec_finish(&list);
    return object;
}

static uint32_t
go_closure(struct fn *f, struct stmt *s)
{
    struct expr *e = ast_unparen(s->go_.call);
    struct thunk *k = bump_new(&f->cg->mem, struct thunk);
    k->call = e;
    if (e->call.kind == CALL_BUILTIN)
        return make_thunk(f, s, k);
    k->callee = compile_call_callee(f, e);
    const struct type *sig = k->callee.sig;
    if (sig->func.n_params || sig->func.n_results || k->callee.recv_type)
        return make_thunk(f, s, k);
    if (k->callee.kind == CALLEE_CLOSURE)
        return compile_expr_any(f, k->callee.fun);
    uint32_t t = object_slot(f);
    compile_closure_static(f, k->callee.sym, t);
    return t;
}

void
compile_closure_go(struct fn *f, struct stmt *s)
{
    uint32_t closure = go_closure(f, s);
    emit_line(f, s->pos);
    if (s->kind == STMT_GO) {
        emit(f, OP_GO, closure, 0, 0);
    } else if (s->go_.list) {
        emit(f, OP_DEFERTO, closure, compile_expr_any(f, s->go_.list), 0);
    } else if (s->go_.verdict == ESCAPE_STACK) {
        uint32_t record = slots_storage(f, slots_shape_mask(f->cg, DEFER_WORDS, DEFER_PTRMASK));
        emit(f, OP_DEFER, record, closure, 0);
    } else {
        emit(f, OP_DEFERH, closure, 0, 0);
    }
}
