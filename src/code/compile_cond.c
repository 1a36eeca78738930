/* Conditions: jumps on comparisons and logical operators, and the same as values.
 * Integer comparisons fuse with their jump; those whose jump goes backwards are safepoints.
 * Go: cmd/compile/internal/ssagen/ssa.go (condBranch), walk/compare.go */
#include "base/bug.h"
#include "code/codegen.h"
#include "code/lvalue.h"
#include "code/place.h"
#include "lang/universe.h"

enum comparison { COMPARE_INT, COMPARE_UINT, COMPARE_FLOAT64, COMPARE_FLOAT32, COMPARE_VALUE };

static enum comparison
comparison_of(struct type *t)
{
    const struct type *u = types_underlying(t);
    switch (u->kind) {
    case TYPE_FLOAT64:
    case TYPE_UNTYPED_FLOAT:
        return COMPARE_FLOAT64;
    case TYPE_FLOAT32:
        return COMPARE_FLOAT32;
    case TYPE_BOOL:
    case TYPE_UNTYPED_BOOL:
    case TYPE_POINTER:
    case TYPE_UNSAFE_POINTER:
    case TYPE_CHAN:
    case TYPE_MAP:
    case TYPE_FUNC:
        return COMPARE_UINT;
    default:
        if (!types_is_integer(u))
            return COMPARE_VALUE;
        return types_is_unsigned(u) ? COMPARE_UINT : COMPARE_INT;
    }
}

static enum token
negated(enum token op)
{
    switch (op) {
    case TOKEN_EQL:
        return TOKEN_NEQ;
    case TOKEN_NEQ:
        return TOKEN_EQL;
    case TOKEN_LSS:
        return TOKEN_GEQ;
    case TOKEN_GEQ:
        return TOKEN_LSS;
    case TOKEN_GTR:
        return TOKEN_LEQ;
    default:
        return TOKEN_GTR;
    }
}

static enum token
swapped(enum token op)
{
    switch (op) {
    case TOKEN_LSS:
        return TOKEN_GTR;
    case TOKEN_GTR:
        return TOKEN_LSS;
    case TOKEN_LEQ:
        return TOKEN_GEQ;
    case TOKEN_GEQ:
        return TOKEN_LEQ;
    default:
        return op;
    }
}

static bool
is_comparison(const struct expr *e)
{
    if (e->kind != EXPR_BINARY)
        return false;
    enum token op = e->binary.op;
    return op == TOKEN_EQL || op == TOKEN_NEQ || op == TOKEN_LSS || op == TOKEN_LEQ ||
           op == TOKEN_GTR || op == TOKEN_GEQ;
}

/* ---- jumps on operands ---- */

static void
jump_int(struct fn *f, enum token op, bool is_unsigned, uint32_t x, uint32_t y, uint32_t label,
         bool back)
{
    if (op == TOKEN_GTR || op == TOKEN_GEQ) {
        uint32_t t = x;
        x = y;
        y = t;
        op = swapped(op);
    }
    enum opcode o;
    if (op == TOKEN_EQL)
        o = back ? OP_LJEQ : OP_JEQ;
    else if (op == TOKEN_NEQ)
        o = back ? OP_LJNE : OP_JNE;
    else if (op == TOKEN_LSS)
        o = is_unsigned ? (back ? OP_LJULT : OP_JULT) : back ? OP_LJLT : OP_JLT;
    else
        o = is_unsigned ? (back ? OP_LJULE : OP_JULE) : back ? OP_LJLE : OP_JLE;
    emit(f, o, x, y, label);
}

static void
jump_int_const(struct fn *f, enum token op, uint32_t x, int64_t c, uint32_t label, bool back)
{
    enum opcode o;
    switch (op) {
    case TOKEN_EQL:
        o = back ? OP_LJEQI : OP_JEQI;
        break;
    case TOKEN_NEQ:
        o = back ? OP_LJNEI : OP_JNEI;
        break;
    case TOKEN_LSS:
        o = back ? OP_LJLTI : OP_JLTI;
        break;
    case TOKEN_LEQ:
        o = back ? OP_LJLEI : OP_JLEI;
        break;
    case TOKEN_GTR:
        o = back ? OP_LJGTI : OP_JGTI;
        break;
    default:
        o = back ? OP_LJGEI : OP_JGEI;
    }
    emit(f, o, x, (uint32_t)(int32_t)c, label);
}

static void
jump_bool(struct fn *f, uint32_t x, uint32_t label, bool sense, bool back)
{
    emit(f, sense ? (back ? OP_LJT : OP_JT) : back ? OP_LJF : OP_JF, x, label, 0);
}

static uint32_t
widen(struct fn *f, uint32_t x)
{
    uint32_t t = slots_temp(f, slots_shape_scalars(1));
    emit(f, OP_S2F, t, x, 0);
    return t;
}

/* Floats negate to "not less", which differs from "greater or equal" for NaN. */
static void
jump_float(struct fn *f, enum token op, uint32_t x, uint32_t y, uint32_t label, bool sense)
{
    if (op == TOKEN_GTR || op == TOKEN_GEQ) {
        uint32_t t = x;
        x = y;
        y = t;
        op = swapped(op);
    }
    enum opcode o;
    if (op == TOKEN_EQL || op == TOKEN_NEQ)
        o = (op == TOKEN_EQL) == sense ? OP_FJEQ : OP_FJNE;
    else if (op == TOKEN_LSS)
        o = sense ? OP_FJLT : OP_FJNLT;
    else
        o = sense ? OP_FJLE : OP_FJNLE;
    emit(f, o, x, y, label);
}

/* dst = x op y for what has no fused jump. */
static void
value_compare(struct fn *f, enum token op, struct type *t, uint32_t x, uint32_t y, uint32_t dst)
{
    const struct type *u = types_underlying(t);
    bool negate = op == TOKEN_NEQ;
    if (types_is_string(u)) {
        bool flip = op == TOKEN_GTR || op == TOKEN_GEQ;
        enum opcode o = op == TOKEN_EQL                      ? OP_STREQ
                        : op == TOKEN_NEQ                    ? OP_STRNE
                        : op == TOKEN_LSS || op == TOKEN_GTR ? OP_STRLT
                                                             : OP_STRLE;
        emit(f, o, dst, flip ? y : x, flip ? x : y);
        return;
    }
    if (u->kind == TYPE_INTERFACE) {
        emit(f, u->interface.n_methods ? OP_IFACEEQ : OP_EFACEEQ, dst, x, y);
    } else if (u->kind == TYPE_COMPLEX64) {
        uint32_t a = slots_temp(f, slots_shape_scalars(2));
        uint32_t b = slots_temp(f, slots_shape_scalars(2));
        emit(f, OP_C2Z, a, x, 0);
        emit(f, OP_C2Z, b, y, 0);
        emit(f, OP_ZEQ, dst, a, b);
    } else if (types_is_complex(u)) {
        emit(f, OP_ZEQ, dst, x, y);
    } else {
        emit(f, OP_VALEQ, dst, x, y);
        emit_ext_type(f, t);
    }
    if (negate)
        emit(f, OP_NOT, dst, dst, 0);
}

static void
compare_jump(struct fn *f, enum token op, struct type *t, uint32_t x, uint32_t y, uint32_t label,
             bool sense, bool back)
{
    enum comparison c = comparison_of(t);
    if (c == COMPARE_INT || c == COMPARE_UINT) {
        jump_int(f, sense ? op : negated(op), c == COMPARE_UINT, x, y, label, back);
        return;
    }
    if (c == COMPARE_FLOAT32) {
        x = widen(f, x);
        y = widen(f, y);
    }
    if (c == COMPARE_VALUE) {
        uint32_t v = slots_temp(f, slots_shape_scalars(1));
        value_compare(f, op, t, x, y, v);
        jump_bool(f, v, label, sense, back);
        return;
    }
    if (!back) {
        jump_float(f, op, x, y, label, sense);
        return;
    }
    uint32_t skip = emit_label(f); /* there are no backward float jumps */
    jump_float(f, op, x, y, skip, !sense);
    emit(f, OP_LOOP, 0, label, 0);
    emit_place_label(f, skip);
}

void
compile_cond_compare(struct fn *f, enum token op, struct type *t, uint32_t x, uint32_t y,
                     uint32_t label, bool sense)
{
    compare_jump(f, op, t, x, y, label, sense, false);
}

/* ---- comparisons of expressions ---- */

static bool
is_nil(const struct expr *e)
{
    while (e->kind == EXPR_PAREN)
        e = e->paren.x;
    return e->mode == MODE_NIL;
}

static bool
is_empty_string(const struct expr *e)
{
    if (e->mode != MODE_CONSTANT || constant_kind(e->val) != CONSTANT_STRING)
        return false;
    size_t n;
    constant_string_value(e->val, &n);
    return n == 0;
}

/* Word `off / 8` of a value, without loading the rest when it lies in memory. */
static uint32_t
word_operand(struct fn *f, struct expr *e, uint64_t off)
{
    if (compile_expr_has_call(e))
        return compile_expr_last(f, e) + (uint32_t)(off / 8);
    struct place p = lvalue_of(f, e);
    if (p.kind == PLACE_MEMORY || p.kind == PLACE_GLOBAL)
        p = place_part(f, p, off, types_basic(f->cg->u, off ? TYPE_INT : TYPE_UNSAFE_POINTER));
    else
        return place_any(f, &p) + (uint32_t)(off / 8);
    return place_any(f, &p);
}

/* len of a local slice or string: the slot where it lies, else VSLOT_NONE. */
static uint32_t
length_slot(struct fn *f, struct expr *e)
{
    e = ast_unparen(e);
    if (e->kind != EXPR_CALL || e->call.kind != CALL_BUILTIN || e->call.builtin != BUILTIN_LEN ||
        e->mode == MODE_CONSTANT || compile_expr_hoisted(f, e) != VSLOT_NONE)
        return VSLOT_NONE;
    struct expr *x = ast_unparen(e->call.args[0]);
    const struct object *var = x->kind == EXPR_NAME ? x->name.obj : NULL;
    if (!var || var->kind != OBJECT_VAR || var->var.kind == VAR_GLOBAL)
        return VSLOT_NONE;
    enum type_kind k = types_underlying(compile_expr_type(f, x))->kind;
    struct place p = lvalue_of(f, x);
    if ((k != TYPE_SLICE && k != TYPE_STRING) || p.kind != PLACE_SLOT)
        return VSLOT_NONE;
    return p.slot + 1;
}

/* The operands of an interface compared with another type, both as `any`. */
static struct type *
mixed_operands(struct fn *f, struct expr *x, struct expr *y, uint32_t *xs, uint32_t *ys)
{
    struct type *any = types_any(f->cg->u);
    if (compile_expr_has_call(y)) {
        compile_expr_hoist(f, x);
        compile_expr_hoist(f, y);
    }
    *xs = compile_conv_any(f, x, any);
    *ys = compile_conv_any(f, y, any);
    return any;
}

/* An interface against a concrete value: equal types and equal values; nothing is boxed. */
static void
iface_jump(struct fn *f, struct expr *iface, struct expr *value, uint32_t label, bool equal,
           bool back)
{
    struct type *t = compile_expr_type(f, value);
    compile_expr_hoist(f, iface);
    compile_expr_hoist(f, value);
    uint32_t i = compile_expr_any(f, iface);
    uint32_t v = compile_expr_any(f, value);
    uint32_t type = compile_conv_typeword(f, i, compile_expr_type(f, iface));
    uint32_t want = slots_temp(f, slots_shape_scalars(1));
    uint32_t skip = emit_label(f);
    emit(f, OP_LDK, want, 0, 0);
    emit_ext_type(f, t);
    if (equal)
        emit(f, OP_JNE, type, want, skip);
    else
        emit(f, back ? OP_LJNE : OP_JNE, type, want, label);
    uint32_t held = slots_temp_type(f, t);
    compile_conv_unbox(f, i, t, held);
    compare_jump(f, TOKEN_EQL, t, held, v, label, equal, back);
    emit_place_label(f, skip);
}

static bool
big_value(struct type *t)
{
    types_layout(t);
    enum type_kind k = types_underlying(t)->kind;
    return (k == TYPE_STRUCT || k == TYPE_ARRAY) && t->size > 32;
}

static void
big_jump(struct fn *f, struct expr *e, struct type *t, uint32_t label, bool equal, bool back)
{
    compile_expr_hoist(f, e);
    struct place x = lvalue_of(f, e->binary.x), y = lvalue_of(f, e->binary.y);
    uint32_t xa = place_addr_any(f, &x), ya = place_addr_any(f, &y);
    uint32_t v = slots_temp(f, slots_shape_scalars(1));
    emit(f, OP_MEMEQ, v, xa, ya);
    emit_ext_type(f, t);
    jump_bool(f, v, label, equal, back);
}

static void
comparison_jump(struct fn *f, struct expr *e, uint32_t label, bool sense, bool back)
{
    struct expr *x = e->binary.x, *y = e->binary.y;
    enum token op = e->binary.op;
    if (is_nil(x) || (compile_expr_type(f, x) && x->mode == MODE_CONSTANT && !is_nil(y) &&
                      y->mode != MODE_CONSTANT)) {
        struct expr *t = x; /* constants to the right */
        x = y;
        y = t;
        op = swapped(op);
    }
    emit_line(f, e->pos);
    if (is_nil(y)) {
        enum token o = sense ? op : negated(op);
        jump_int_const(f, o, is_nil(x) ? compile_expr_any(f, x) : word_operand(f, x, 0), 0, label,
                       back);
        return;
    }
    struct type *xt = compile_expr_type(f, x), *yt = compile_expr_type(f, y);
    bool xi = types_is_interface(xt), yi = types_is_interface(yt);
    if (xi != yi) {
        iface_jump(f, xi ? x : y, xi ? y : x, label, (op == TOKEN_EQL) == sense, back);
        return;
    }
    if (is_empty_string(y) && (op == TOKEN_EQL || op == TOKEN_NEQ)) {
        jump_int_const(f, sense ? op : negated(op), word_operand(f, x, 8), 0, label, back);
        return;
    }
    int64_t c;
    enum comparison kind = comparison_of(xt);
    bool equality = op == TOKEN_EQL || op == TOKEN_NEQ;
    if (compile_expr_small(f, y, &c) &&
        (kind == COMPARE_INT || (kind == COMPARE_UINT && equality))) {
        jump_int_const(f, sense ? op : negated(op), compile_expr_last(f, x), c, label, back);
        return;
    }
    if (big_value(xt)) {
        big_jump(f, e, xt, label, (op == TOKEN_EQL) == sense, back);
        return;
    }
    uint32_t xs, ys;
    uint32_t length = compile_expr_has_call(x) ? VSLOT_NONE : length_slot(f, y);
    if (xi && !types_identical(xt, yt)) {
        xt = mixed_operands(f, x, y, &xs, &ys);
    } else if (length != VSLOT_NONE) {
        xs = compile_expr_any(f, x);
        ys = length;
    } else {
        compile_expr_pair(f, x, y, &xs, &ys);
    }
    compare_jump(f, op, xt, xs, ys, label, sense, back);
}

/* ---- logical operators ---- */

void
compile_cond_jump(struct fn *f, struct expr *e, uint32_t label, bool sense, bool back)
{
    e = ast_unparen(e);
    uint32_t hoisted = compile_expr_hoisted(f, e);
    if (hoisted != VSLOT_NONE) {
        jump_bool(f, hoisted, label, sense, back);
        return;
    }
    if (e->mode == MODE_CONSTANT) {
        if (constant_bool_value(e->val) == sense)
            emit(f, back ? OP_LOOP : OP_JMP, 0, label, 0);
        return;
    }
    if (e->kind == EXPR_UNARY && e->unary.op == TOKEN_NOT) {
        compile_cond_jump(f, e->unary.x, label, !sense, back);
        return;
    }
    bool land = e->kind == EXPR_BINARY && e->binary.op == TOKEN_LAND;
    bool lor = e->kind == EXPR_BINARY && e->binary.op == TOKEN_LOR;
    if ((land && !sense) || (lor && sense)) {
        compile_cond_jump(f, e->binary.x, label, sense, back);
        compile_cond_jump(f, e->binary.y, label, sense, back);
    } else if (land || lor) {
        uint32_t skip = emit_label(f);
        compile_cond_jump(f, e->binary.x, skip, !sense, false);
        compile_cond_jump(f, e->binary.y, label, sense, back);
        emit_place_label(f, skip);
    } else if (is_comparison(e)) {
        comparison_jump(f, e, label, sense, back);
    } else {
        jump_bool(f, compile_expr_last(f, e), label, sense, back);
    }
}

/* ---- values ---- */

static bool
scalar_value(struct fn *f, struct expr *e, uint32_t dst)
{
    struct expr *x = e->binary.x, *y = e->binary.y;
    struct type *t = compile_expr_type(f, x);
    if (is_nil(x) || is_nil(y) || !types_identical(t, compile_expr_type(f, y)) || big_value(t))
        return false;
    enum comparison c = comparison_of(t);
    enum token op = e->binary.op;
    uint32_t xs, ys;
    compile_expr_pair(f, x, y, &xs, &ys);
    if (c == COMPARE_VALUE) {
        emit_line(f, e->pos);
        value_compare(f, op, t, xs, ys, dst);
        return true;
    }
    if (c == COMPARE_FLOAT32) {
        xs = widen(f, xs);
        ys = widen(f, ys);
    }
    bool flip = op == TOKEN_GTR || op == TOKEN_GEQ;
    bool is_float = c == COMPARE_FLOAT64 || c == COMPARE_FLOAT32;
    enum opcode o;
    if (op == TOKEN_EQL)
        o = is_float ? OP_FSEQ : OP_SEQ;
    else if (op == TOKEN_NEQ)
        o = is_float ? OP_FSNE : OP_SNE;
    else if (op == TOKEN_LSS || op == TOKEN_GTR)
        o = is_float ? OP_FSLT : c == COMPARE_UINT ? OP_SULT : OP_SLT;
    else
        o = is_float ? OP_FSLE : c == COMPARE_UINT ? OP_SULE : OP_SLE;
    emit(f, o, dst, flip ? ys : xs, flip ? xs : ys);
    return true;
}

void
compile_cond_value(struct fn *f, struct expr *e, uint32_t dst)
{
    if (e->kind == EXPR_UNARY) {
        emit(f, OP_NOT, dst, compile_expr_last(f, e->unary.x), 0);
        return;
    }
    if (is_comparison(e) && scalar_value(f, e, dst))
        return;
    uint32_t no = emit_label(f), end = emit_label(f);
    compile_cond_jump(f, e, no, false, false);
    emit(f, OP_LDI, dst, 1, 0);
    emit(f, OP_JMP, 0, end, 0);
    emit_place_label(f, no);
    emit(f, OP_LDI, dst, 0, 0);
    emit_place_label(f, end);
}
