/* Expressions: the switch over all kinds, and the order of evaluation.
 *
 * Calls are evaluated first, left to right, each into a temp ("hoisted"); what remains of the
 * expression is evaluated afterwards and so sees what the calls did to variables. Common shapes
 * (one call beside a call-free operand) need no temp and give the same order.
 * Go: cmd/compile/internal/walk/order.go, cmd/compile/internal/ssagen/ssa.go (expr) */
#include <string.h>

#include "base/bug.h"
#include "code/codegen.h"
#include "code/lvalue.h"
#include "code/place.h"

struct type *
compile_expr_type(struct fn *f, const struct expr *e)
{
    struct type *t = e->type;
    while (e->kind == EXPR_PAREN)
        e = e->paren.x;
    if (t && t->kind == TYPE_TUPLE && e->kind != EXPR_CALL) /* comma-ok form */
        t = t->tuple.vars[0]->type;
    ensure(t != NULL, "an expression without type at line %u", e->pos.line);
    return codegen_type(f, t);
}

bool
compile_expr_int(struct fn *f, const struct expr *e, int64_t *v)
{
    if (e->mode != MODE_CONSTANT || !e->val)
        return false;
    const struct type *t = types_underlying(compile_expr_type(f, e));
    bool exact = true;
    if (types_is_boolean(t))
        *v = constant_bool_value(e->val);
    else if (types_is_integer(t))
        *v = constant_int64_value(e->val, &exact);
    else
        return false;
    return exact;
}

bool
compile_expr_small(struct fn *f, const struct expr *e, int64_t *v)
{
    return compile_expr_int(f, e, v) && *v >= INT16_MIN && *v <= INT16_MAX;
}

/* ---- order of evaluation ---- */

static bool
is_receive(const struct expr *e)
{
    return e->kind == EXPR_UNARY && e->unary.op == TOKEN_ARROW;
}

static bool
is_logical(const struct expr *e)
{
    return e->kind == EXPR_BINARY && (e->binary.op == TOKEN_LAND || e->binary.op == TOKEN_LOR);
}

/* math.Sqrt has an instruction. */
static bool
is_sqrt(const struct expr *e)
{
    if (e->kind != EXPR_CALL || e->call.kind != CALL_FUNCTION)
        return false;
    const struct expr *fun = e->call.fun;
    while (fun->kind == EXPR_PAREN)
        fun = fun->paren.x;
    if (fun->kind != EXPR_SELECTOR || fun->selector.kind != SELECT_PACKAGE || e->call.spread)
        return false;
    const struct object *obj = fun->selector.obj;
    return obj->kind == OBJECT_FUNC && obj->pkg && obj->pkg->is_golib &&
           strcmp(obj->pkg->path, "math") == 0 && strcmp(obj->name, "Sqrt") == 0;
}

bool
compile_expr_is_call(const struct expr *e)
{
    while (e->kind == EXPR_PAREN)
        e = e->paren.x;
    return !is_sqrt(e) && e->kind == EXPR_CALL && e->call.kind == CALL_FUNCTION &&
           e->mode != MODE_CONSTANT;
}

typedef bool visit_fn(struct fn *f, struct expr *e);

/* Calls visit on the operands of e in source order, until one returns true. */
static bool
visit_operands(struct fn *f, struct expr *e, visit_fn *visit)
{
#define VISIT(x) ((x) && visit(f, x))
    switch (e->kind) {
    case EXPR_PAREN:
        return VISIT(e->paren.x);
    case EXPR_SELECTOR:
        return e->selector.kind != SELECT_PACKAGE && e->selector.kind != SELECT_METHOD_EXPR &&
               VISIT(e->selector.x);
    case EXPR_INDEX:
        return VISIT(e->index.x) || (e->index.n_type_args == 0 && VISIT(e->index.index));
    case EXPR_SLICE:
        return VISIT(e->slice.x) || VISIT(e->slice.lo) || VISIT(e->slice.hi) || VISIT(e->slice.max);
    case EXPR_ASSERT:
        return VISIT(e->assert_.x);
    case EXPR_UNARY:
    case EXPR_STAR:
        return VISIT(e->unary.x);
    case EXPR_BINARY:
        return VISIT(e->binary.x) || VISIT(e->binary.y);
    case EXPR_KEY_VALUE:
        return VISIT(e->key_value.key) || VISIT(e->key_value.value);
    case EXPR_COMPOSITE:
        for (size_t i = 0; i < e->composite.n_elems; i++) {
            if (visit(f, e->composite.elems[i]))
                return true;
        }
        return false;
    case EXPR_CALL:
        for (size_t i = 0; i < e->call.n_args; i++) {
            if (visit(f, e->call.args[i]))
                return true;
        }
        return false;
    default:
        return false;
    }
#undef VISIT
}

static bool
has_call(struct fn *f, struct expr *e)
{
    if (e->mode == MODE_CONSTANT || e->mode == MODE_TYPE)
        return false;
    if (compile_expr_is_call(e) || is_receive(e))
        return true;
    return visit_operands(f, e, has_call);
}

bool
compile_expr_has_call(const struct expr *e)
{
    return e && has_call(NULL, (struct expr *)e);
}

static bool
hoist(struct fn *f, struct expr *e)
{
    compile_expr_hoist(f, e);
    return false;
}

void
compile_expr_hoist(struct fn *f, struct expr *e)
{
    e = ast_unparen(e);
    if (!e || !compile_expr_has_call(e) || compile_expr_hoisted(f, e) != VSLOT_NONE)
        return;
    if (!compile_expr_is_call(e) && !is_receive(e) && !is_logical(e)) {
        visit_operands(f, e, hoist);
        return;
    }
    uint32_t t = slots_temp_type(f, compile_expr_type(f, e));
    compile_expr_to(f, e, t);
    vec_push(&f->hoisted, ((struct hoisted){e, t}));
}

/* Calls of predeclared functions, too. */
static bool
hoist_builtins(struct fn *f, struct expr *e)
{
    e = ast_unparen(e);
    bool builtin = e->kind == EXPR_CALL && e->call.kind == CALL_BUILTIN &&
                   e->mode != MODE_CONSTANT && e->mode != MODE_NO_VALUE;
    if (!builtin || compile_expr_hoisted(f, e) != VSLOT_NONE)
        return e->mode != MODE_CONSTANT && e->mode != MODE_TYPE &&
               visit_operands(f, e, hoist_builtins);
    uint32_t t = slots_temp_type(f, compile_expr_type(f, e));
    compile_expr_to(f, e, t);
    vec_push(&f->hoisted, ((struct hoisted){e, t}));
    return false;
}

void
compile_expr_hoist_list(struct fn *f, struct expr **v, size_t n)
{
    size_t last = n;
    while (last > 0 && !compile_expr_has_call(v[last - 1]))
        last--;
    for (size_t i = 0; i < last; i++) {
        compile_expr_hoist(f, v[i]);
        if (i + 1 < last)
            hoist_builtins(f, v[i]);
    }
}

uint32_t
compile_expr_hoisted(struct fn *f, const struct expr *e)
{
    for (size_t i = f->hoisted.n; i-- > 0;) {
        if (f->hoisted.v[i].e == e)
            return f->hoisted.v[i].slot;
    }
    return VSLOT_NONE;
}

void
compile_expr_pair(struct fn *f, struct expr *x, struct expr *y, uint32_t *xs, uint32_t *ys)
{
    bool xc = compile_expr_has_call(x), yc = compile_expr_has_call(y);
    bool x_is = compile_expr_is_call(x), y_is = compile_expr_is_call(y);
    if (!xc && y_is) { /* the call first: x has none, so it leaves the results alone */
        *ys = compile_expr_last(f, y);
        *xs = compile_expr_any(f, x);
    } else if (x_is && !yc) {
        *xs = compile_expr_last(f, x);
        *ys = compile_expr_any(f, y);
    } else if (x_is && y_is) {
        *xs = compile_expr_any(f, x);
        *ys = compile_expr_last(f, y);
    } else {
        compile_expr_hoist(f, x);
        compile_expr_hoist(f, y);
        *xs = compile_expr_any(f, x);
        *ys = compile_expr_any(f, y);
    }
}

/* ---- single kinds ---- */

void
compile_expr_receive(struct fn *f, struct expr *e, uint32_t dst, uint32_t ok)
{
    e = ast_unparen(e);
    struct type *chan = types_underlying(compile_expr_type(f, e->unary.x));
    uint32_t c = compile_expr_any(f, e->unary.x);
    bool outgoing = dst != VSLOT_NONE && dst >> VSLOT_SHIFT == VSLOT_OUT;
    types_layout(chan->chan.elem);
    if (dst != VSLOT_NONE && chan->chan.elem->size == 0)
        dst = VSLOT_NONE;
    /* a parked receiver's outgoing area is not scanned: the value needs a real slot */
    uint32_t to = outgoing ? slots_temp_type(f, chan->chan.elem) : dst;
    emit_line(f, e->pos);
    emit(f, OP_RECV, to, c, ok);
    emit_ext_number(f, slots_shape(f->cg, chan->chan.elem).words);
    if (to != VSLOT_NONE)
        compile_arith_extend(f, chan->chan.elem, to);
    if (outgoing && dst != VSLOT_NONE)
        emit_move(f, dst, to, slots_shape(f->cg, chan->chan.elem).words);
}

static uint64_t
slice_bounds(struct fn *f, struct expr *e, uint32_t at)
{
    struct expr *bounds[3] = {e->slice.lo, e->slice.hi, e->slice.max};
    uint64_t flags = 0;
    for (unsigned i = 0; i < 3; i++) {
        if (!bounds[i])
            continue;
        compile_expr_to(f, bounds[i], at + i);
        flags |= UINT64_C(1) << i;
        if (lvalue_is_huge_unsigned(f, bounds[i]))
            flags |= UINT64_C(8) << i; /* only messages want to know */
    }
    return flags;
}

static void
slice_array(struct fn *f, struct expr *e, uint32_t base, struct type *array, uint32_t dst)
{
    uint32_t at = slots_temp(f, slots_shape_scalars(3));
    uint64_t flags = slice_bounds(f, e, at);
    types_layout(array->array.elem);
    emit_line(f, e->pos);
    emit(f, OP_SLICEARR, dst, base, at);
    emit_ext_number(f, flags | array->array.elem->size << 8);
    emit_ext_number(f, (uint64_t)array->array.len);
}

void
compile_expr_slice(struct fn *f, struct expr *e, uint32_t dst)
{
    compile_expr_hoist(f, e);
    struct type *t = types_underlying(compile_expr_type(f, e->slice.x));
    if (t->kind == TYPE_ARRAY) {
        struct place p = lvalue_of(f, e->slice.x);
        slice_array(f, e, place_addr_any(f, &p), t, dst);
        return;
    }
    if (t->kind == TYPE_POINTER) {
        slice_array(f, e, compile_expr_any(f, e->slice.x), types_underlying(t->elem), dst);
        return;
    }
    uint32_t x = compile_expr_any(f, e->slice.x);
    uint32_t at = slots_temp(f, slots_shape_scalars(3));
    uint64_t flags = slice_bounds(f, e, at);
    bool is_string = t->kind != TYPE_SLICE;
    if (!is_string)
        types_layout(t->elem);
    emit_line(f, e->pos);
    emit(f, is_string ? OP_SLICESTR : OP_SLICE, dst, x, at);
    emit_ext_number(f, flags | (is_string ? 1 : t->elem->size) << 8);
}

static void
address_to(struct fn *f, struct expr *e, uint32_t dst)
{
    struct expr *x = ast_unparen(e->unary.x);
    if (x->kind == EXPR_COMPOSITE) {
        compile_lit_addr(f, e, x, dst);
        return;
    }
    struct place p = lvalue_of(f, x);
    emit_line(f, e->pos);
    if (p.kind == PLACE_MEMORY && p.off == 0 && p.checked && emit_redirect(f, p.slot, dst))
        return;
    place_addr(f, &p, dst);
}

static void
function_to(struct fn *f, struct object *obj, struct type **args, size_t n, uint32_t dst)
{
    compile_closure_static(f, codegen_func_symbol(f->cg, obj->func.func, args, n), dst);
}

static void
selector_to(struct fn *f, struct expr *e, uint32_t dst)
{
    if (e->selector.kind == SELECT_METHOD) {
        compile_closure_method_value(f, e, dst);
    } else if (e->selector.kind == SELECT_METHOD_EXPR) {
        compile_closure_method_expr(f, e, dst);
    } else if (e->selector.obj->kind == OBJECT_FUNC) {
        function_to(f, e->selector.obj, NULL, 0, dst);
    } else {
        struct place p = lvalue_of(f, e);
        place_load(f, &p, dst);
        if (p.kind == PLACE_MAP)
            compile_arith_extend(f, p.type, dst);
    }
}

static struct type **
instance_args(struct fn *f, struct type **args, size_t n)
{
    struct type **v = bump_array(&f->cg->mem, struct type *, n);
    for (size_t i = 0; i < n; i++)
        v[i] = codegen_type(f, args[i]);
    return v;
}

static void
index_to(struct fn *f, struct expr *e, uint32_t dst)
{
    if (e->index.n_type_args) {
        struct expr *x = ast_unparen(e->index.x);
        struct object *obj = x->kind == EXPR_SELECTOR ? x->selector.obj : x->name.obj;
        function_to(f, obj, instance_args(f, e->index.type_args, e->index.n_type_args),
                    e->index.n_type_args, dst);
        return;
    }
    compile_expr_hoist(f, e);
    struct place p = lvalue_of_once(f, e);
    place_load(f, &p, dst);
    if (p.kind == PLACE_MAP)
        compile_arith_extend(f, p.type, dst);
}

static void
unary_to(struct fn *f, struct expr *e, uint32_t dst)
{
    if (e->unary.op == TOKEN_AND)
        address_to(f, e, dst);
    else if (e->unary.op == TOKEN_ARROW)
        compile_expr_receive(f, e, dst, VSLOT_NONE);
    else if (e->unary.op == TOKEN_NOT)
        compile_cond_value(f, e, dst);
    else
        compile_arith_unary(f, e, dst);
}

static void
binary_to(struct fn *f, struct expr *e, uint32_t dst)
{
    switch (e->binary.op) {
    case TOKEN_LAND:
    case TOKEN_LOR:
    case TOKEN_EQL:
    case TOKEN_NEQ:
    case TOKEN_LSS:
    case TOKEN_LEQ:
    case TOKEN_GTR:
    case TOKEN_GEQ:
        compile_cond_value(f, e, dst);
        break;
    default:
        compile_arith_binary(f, e, dst);
    }
}

static void
call_to(struct fn *f, struct expr *e, uint32_t dst)
{
    if (e->call.kind == CALL_CONVERSION) {
        compile_conv_expr(f, e, dst);
    } else if (e->call.kind == CALL_BUILTIN) {
        compile_builtin(f, e, dst);
    } else if (is_sqrt(e)) {
        compile_expr_hoist(f, e);
        uint32_t x = compile_conv_any(f, e->call.args[0], types_basic(f->cg->u, TYPE_FLOAT64));
        emit(f, OP_FSQRT, dst, x, 0);
    } else {
        uint32_t r = compile_call(f, e);
        emit_move(f, dst, r, slots_shape(f->cg, compile_expr_type(f, e)).words);
    }
}

static void
name_to(struct fn *f, struct expr *e, uint32_t dst)
{
    struct object *obj = e->name.obj;
    if (obj && obj->kind == OBJECT_FUNC) {
        function_to(f, obj, NULL, 0, dst);
    } else if (obj && obj->kind == OBJECT_VAR) {
        struct place p = place_of_var(f, obj);
        place_load(f, &p, dst);
    } else {
        compile_const_zero(f, compile_expr_type(f, e), dst);
    }
}

void
compile_expr_to(struct fn *f, struct expr *e, uint32_t dst)
{
    e = ast_unparen(e);
    uint32_t hoisted = compile_expr_hoisted(f, e);
    if (hoisted != VSLOT_NONE) {
        emit_move(f, dst, hoisted, slots_shape(f->cg, compile_expr_type(f, e)).words);
        return;
    }
    if (e->mode == MODE_CONSTANT) {
        compile_const_to(f, e->val, compile_expr_type(f, e), dst);
        return;
    }
    if (e->mode == MODE_NIL) {
        compile_const_zero(f, compile_expr_type(f, e), dst);
        return;
    }
    switch (e->kind) {
    case EXPR_NAME:
        name_to(f, e, dst);
        break;
    case EXPR_COMPOSITE:
        if (e->composite.implicit_addr)
            compile_lit_addr(f, e, e, dst);
        else
            compile_lit_to(f, e, dst);
        break;
    case EXPR_FUNC_LIT:
        compile_closure_lit(f, e, dst);
        break;
    case EXPR_SELECTOR:
        selector_to(f, e, dst);
        break;
    case EXPR_INDEX:
        index_to(f, e, dst);
        break;
    case EXPR_SLICE:
        compile_expr_slice(f, e, dst);
        break;
    case EXPR_ASSERT:
        compile_conv_assert(f, e, dst, VSLOT_NONE);
        break;
    case EXPR_UNARY:
        unary_to(f, e, dst);
        break;
    case EXPR_STAR: {
        struct place p = lvalue_of(f, e);
        place_load(f, &p, dst);
        break;
    }
    case EXPR_BINARY:
        binary_to(f, e, dst);
        break;
    case EXPR_CALL:
        call_to(f, e, dst);
        break;
    default:
        bug("an expression of kind %d in code generation", (int)e->kind);
    }
}

/* Variables, fields, elements and dereferences can often be used where they are. */
static bool
has_place(const struct expr *e)
{
    switch (e->kind) {
    case EXPR_NAME:
        return e->name.obj && e->name.obj->kind == OBJECT_VAR;
    case EXPR_SELECTOR:
        return e->selector.kind == SELECT_FIELD ||
               (e->selector.kind == SELECT_PACKAGE && e->selector.obj->kind == OBJECT_VAR);
    case EXPR_INDEX:
        return e->index.n_type_args == 0;
    default:
        return e->kind == EXPR_STAR;
    }
}

uint32_t
compile_expr_any(struct fn *f, struct expr *e)
{
    e = ast_unparen(e);
    uint32_t hoisted = compile_expr_hoisted(f, e);
    if (hoisted != VSLOT_NONE)
        return hoisted;
    if (e->mode != MODE_CONSTANT && e->mode != MODE_NIL && has_place(e)) {
        if (e->kind == EXPR_INDEX)
            compile_expr_hoist(f, e);
        struct place p = lvalue_of_once(f, e);
        uint32_t slot = place_any(f, &p);
        if (p.kind == PLACE_MAP)
            compile_arith_extend(f, p.type, slot);
        return slot;
    }
    if (e->mode != MODE_CONSTANT && e->mode != MODE_NIL && e->kind == EXPR_CALL &&
        e->call.kind == CALL_CONVERSION && compile_conv_is_same(f, e))
        return compile_expr_any(f, e->call.args[0]);
    if (e->mode == MODE_CONSTANT) {
        uint32_t slot = loopconst_slot(f, e->val, compile_expr_type(f, e));
        if (slot != VSLOT_NONE)
            return slot;
    }
    uint32_t t = slots_temp_type(f, compile_expr_type(f, e));
    compile_expr_to(f, e, t);
    return t;
}

uint32_t
compile_expr_last(struct fn *f, struct expr *e)
{
    e = ast_unparen(e);
    if (compile_expr_is_call(e) && compile_expr_hoisted(f, e) == VSLOT_NONE)
        return compile_call(f, e);
    return compile_expr_any(f, e);
}

void
compile_expr_effect(struct fn *f, struct expr *e)
{
    struct place huge;
    e = ast_unparen(e);
    if (e->mode == MODE_CONSTANT || e->mode == MODE_NIL || compile_expr_hoisted(f, e) != VSLOT_NONE)
        return;
    if (compile_expr_is_call(e))
        compile_call(f, e);
    else if (e->kind == EXPR_CALL && e->call.kind == CALL_BUILTIN && e->mode == MODE_NO_VALUE)
        compile_builtin(f, e, VSLOT_NONE);
    else if (is_receive(e))
        compile_expr_receive(f, e, VSLOT_NONE, VSLOT_NONE);
    else if (lvalue_of_huge(f, e, &huge))
        place_addr_any(f, &huge); /* a nil pointer on the way panics */
    else
        compile_expr_any(f, e);
}
