/* Arithmetic on integers, floats, complex numbers and strings. Narrow integers are computed in 64
 * bits and brought back to canonical form where the result can leave it.
 * Go: cmd/compile/internal/ssagen/ssa.go (opToSSA, case ir.OADD ...) */
#include "base/bug.h"
#include "code/codegen.h"
#include "code/lvalue.h"
#include "code/place.h"

static const struct type *
basic(struct type *t)
{
    return types_underlying(t);
}

static bool
is_float32(struct type *t)
{
    return basic(t)->kind == TYPE_FLOAT32;
}

void
compile_arith_extend(struct fn *f, struct type *t, uint32_t slot)
{
    switch (basic(t)->kind) {
    case TYPE_INT8:
        emit(f, OP_EXT8S, slot, slot, 0);
        break;
    case TYPE_INT16:
        emit(f, OP_EXT16S, slot, slot, 0);
        break;
    case TYPE_INT32:
        emit(f, OP_EXT32S, slot, slot, 0);
        break;
    case TYPE_BOOL:
    case TYPE_UINT8:
        emit(f, OP_EXT8U, slot, slot, 0);
        break;
    case TYPE_UINT16:
        emit(f, OP_EXT16U, slot, slot, 0);
        break;
    case TYPE_UINT32:
    case TYPE_FLOAT32:
        emit(f, OP_EXT32U, slot, slot, 0);
        break;
    default:
        break;
    }
}

static void
complex_op(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x, uint32_t y)
{
    enum opcode o = op == TOKEN_ADD   ? OP_ZADD
                    : op == TOKEN_SUB ? OP_ZSUB
                    : op == TOKEN_MUL ? OP_ZMUL
                                      : OP_ZDIV;
    if (basic(t)->kind != TYPE_COMPLEX64) {
        emit(f, o, dst, x, y);
        return;
    }
    uint32_t a = slots_temp(f, slots_shape_scalars(2)), b = slots_temp(f, slots_shape_scalars(2));
    emit(f, OP_C2Z, a, x, 0);
    emit(f, OP_C2Z, b, y, 0);
    emit(f, o, a, a, b);
    emit(f, OP_Z2C, dst, a, 0);
}

static void
float_op(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x, uint32_t y)
{
    bool narrow = is_float32(t);
    enum opcode o = op == TOKEN_ADD   ? (narrow ? OP_SADD : OP_FADD)
                    : op == TOKEN_SUB ? (narrow ? OP_SSUB : OP_FSUB)
                    : op == TOKEN_MUL ? (narrow ? OP_SMUL : OP_FMUL)
                                      : (narrow ? OP_SDIV : OP_FDIV);
    emit(f, o, dst, x, y);
}

/* 32-bit additions and multiplications have their own instructions. */
static enum opcode
fused32(enum token op, enum type_kind k)
{
    bool u = k == TYPE_UINT32;
    if (k != TYPE_INT32 && !u)
        return OP_NOP;
    switch (op) {
    case TOKEN_ADD:
        return u ? OP_ADD32U : OP_ADD32S;
    case TOKEN_SUB:
        return u ? OP_SUB32U : OP_SUB32S;
    case TOKEN_MUL:
        return u ? OP_MUL32U : OP_MUL32S;
    default:
        return OP_NOP;
    }
}

static enum opcode
integer_opcode(enum token op, bool is_unsigned)
{
    switch (op) {
    case TOKEN_ADD:
        return OP_ADD;
    case TOKEN_SUB:
        return OP_SUB;
    case TOKEN_MUL:
        return OP_MUL;
    case TOKEN_QUO:
        return is_unsigned ? OP_UDIV : OP_DIV;
    case TOKEN_REM:
        return is_unsigned ? OP_UMOD : OP_MOD;
    case TOKEN_AND:
        return OP_AND;
    case TOKEN_OR:
        return OP_OR;
    case TOKEN_XOR:
        return OP_XOR;
    case TOKEN_AND_NOT:
        return OP_ANDN;
    default:
        bug("no arithmetic instruction for %s", token_text(op));
    }
}

/* Can the 64-bit result of canonical operands be out of canonical form? */
static bool
leaves_canonical(enum token op, bool is_unsigned)
{
    return op == TOKEN_ADD || op == TOKEN_SUB || op == TOKEN_MUL || op == TOKEN_SHL ||
           (op == TOKEN_QUO && !is_unsigned);
}

static void
integer_op(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x, uint32_t y)
{
    enum opcode o = fused32(op, basic(t)->kind);
    if (o != OP_NOP) {
        emit(f, o, dst, x, y);
        return;
    }
    bool is_unsigned = types_is_unsigned(basic(t));
    emit(f, integer_opcode(op, is_unsigned), dst, x, y);
    if (leaves_canonical(op, is_unsigned))
        compile_arith_extend(f, t, dst);
}

static void
string_op(struct fn *f, uint32_t dst, uint32_t x, uint32_t y)
{
    struct shape one = slots_shape_mask(f->cg, 2, 1);
    uint32_t t = slots_temp(f, slots_shape_repeat(f->cg, one, 2));
    emit(f, OP_MOV2, t, x, 0);
    emit(f, OP_MOV2, t + 2, y, 0);
    emit(f, OP_CONCAT, dst, t, 2);
    emit_ext_slot(f, VSLOT_NONE);
}

void
compile_arith_op(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x, uint32_t y)
{
    const struct type *u = basic(t);
    if (types_is_string(u))
        string_op(f, dst, x, y);
    else if (types_is_complex(u))
        complex_op(f, op, t, dst, x, y);
    else if (types_is_float(u))
        float_op(f, op, t, dst, x, y);
    else
        integer_op(f, op, t, dst, x, y);
}

/* x / c and x % c of what fits int64, by multiplication: see DIVI. */
static bool
divide_const(struct fn *f, enum token op, const struct type *u, uint32_t dst, uint32_t x, int64_t c)
{
    if (c < 2 || (types_is_unsigned(u) && u->size == 8))
        return false;
    unsigned shift = c == 2 ? 0 : 63 - (unsigned)__builtin_clzll((uint64_t)c - 1);
    unsigned __int128 power = (unsigned __int128)1 << (64 + shift);
    emit(f, op == TOKEN_QUO ? OP_DIVI : OP_MODI, dst, x, shift);
    emit_ext_number(f, (uint64_t)(power / (uint64_t)c) + 1);
    if (op == TOKEN_REM)
        emit_ext_number(f, (uint64_t)c);
    return true;
}

bool
compile_arith_immediate(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x,
                        int64_t c)
{
    const struct type *u = basic(t);
    bool divides = op == TOKEN_QUO || op == TOKEN_REM;
    if (!types_is_integer(u) || (!divides && (c < INT16_MIN || c > INT16_MAX)))
        return false;
    bool is_unsigned = types_is_unsigned(u);
    enum opcode o;
    switch (op) {
    case TOKEN_ADD:
        o = OP_ADDI;
        break;
    case TOKEN_SUB:
        if (c == INT16_MIN)
            return false;
        o = OP_ADDI;
        c = -c;
        break;
    case TOKEN_MUL:
        o = OP_MULI;
        break;
    case TOKEN_AND:
        o = OP_ANDI;
        break;
    case TOKEN_OR:
        o = OP_ORI;
        break;
    case TOKEN_XOR:
        o = OP_XORI;
        break;
    case TOKEN_AND_NOT:
        o = OP_ANDI;
        c = ~c;
        break;
    case TOKEN_QUO:
    case TOKEN_REM:
        if (!is_unsigned || c <= 0 || (c & (c - 1)))
            return divide_const(f, op, u, dst, x, c);
        if (op == TOKEN_REM) {
            o = OP_ANDI;
            c = c - 1;
        } else {
            o = OP_SHRI;
            c = __builtin_ctzll((uint64_t)c);
        }
        break;
    default:
        return false;
    }
    if (c < INT16_MIN || c > INT16_MAX)
        return false;
    emit(f, o, dst, x, (uint32_t)(int32_t)c);
    if (leaves_canonical(op, is_unsigned))
        compile_arith_extend(f, t, dst);
    return true;
}

/* ---- shifts ---- */

static void
shift_const(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x, uint64_t n)
{
    bool is_unsigned = types_is_unsigned(basic(t));
    if (op == TOKEN_SHL && n < 64) {
        emit(f, OP_SHLI, dst, x, (uint32_t)n);
        compile_arith_extend(f, t, dst);
    } else if (op == TOKEN_SHR && !is_unsigned) {
        emit(f, OP_SARI, dst, x, n < 64 ? (uint32_t)n : 63);
    } else if (n < 64) {
        emit(f, OP_SHRI, dst, x, (uint32_t)n);
    } else {
        emit(f, OP_LDI, dst, 0, 0);
    }
}

void
compile_arith_shift(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x,
                    struct expr *y)
{
    if (y->mode == MODE_CONSTANT) {
        bool exact;
        uint64_t n = constant_uint64_value(y->val, &exact);
        shift_const(f, op, t, dst, x, exact ? n : 64);
        return;
    }
    struct type *yt = compile_expr_type(f, y);
    uint32_t n = compile_expr_any(f, y);
    if (!types_is_unsigned(basic(yt)))
        emit(f, OP_SHCHK, n, 0, 0);
    bool is_unsigned = types_is_unsigned(basic(t));
    emit(f, op == TOKEN_SHL ? OP_SHL : is_unsigned ? OP_SHR : OP_SAR, dst, x, n);
    if (op == TOKEN_SHL)
        compile_arith_extend(f, t, dst);
}

/* ---- expressions ---- */

static size_t
concat_operands(struct fn *f, struct expr *e, struct expr **v, size_t n, size_t max)
{
    struct expr *x = ast_unparen(e);
    if (x->mode != MODE_CONSTANT && x->kind == EXPR_BINARY && x->binary.op == TOKEN_ADD &&
        compile_expr_hoisted(f, x) == VSLOT_NONE) {
        n = concat_operands(f, x->binary.x, v, n, max);
        return concat_operands(f, x->binary.y, v, n, max);
    }
    if (n < max)
        v[n] = e;
    return n + 1;
}

void
compile_arith_concat(struct fn *f, struct expr *e, uint32_t dst)
{
    size_t n = concat_operands(f, e, NULL, 0, 0);
    struct expr **v = bump_array(&f->cg->mem, struct expr *, n);
    concat_operands(f, e, v, 0, n);
    compile_expr_hoist(f, e);
    struct shape one = slots_shape_mask(f->cg, 2, 1);
    uint32_t t = slots_temp(f, slots_shape_repeat(f->cg, one, (uint32_t)n));
    for (size_t i = 0; i < n; i++)
        compile_expr_to(f, v[i], t + 2 * (uint32_t)i);
    uint32_t buffer = VSLOT_NONE;
    if (e->verdict == ESCAPE_STACK)
        buffer = slots_storage(f, slots_shape_scalars(4));
    emit(f, OP_CONCAT, dst, t, (uint32_t)n);
    emit_ext_slot(f, buffer);
}

static void
shift_expr(struct fn *f, struct expr *e, struct type *t, uint32_t dst)
{
    if (compile_expr_has_call(e->binary.y))
        compile_expr_hoist(f, e);
    uint32_t x = compile_expr_any(f, e->binary.x);
    emit_line(f, e->pos);
    compile_arith_shift(f, e->binary.op, t, dst, x, e->binary.y);
}

/* ---- operations with an operand that is no slot ---- */

/* Of two float64, to be multiplied on the way. */
static bool
is_product(struct fn *f, struct expr *e)
{
    e = ast_unparen(e);
    return e->kind == EXPR_BINARY && e->binary.op == TOKEN_MUL && e->mode != MODE_CONSTANT &&
           compile_expr_hoisted(f, e) == VSLOT_NONE;
}

static bool
is_far_field(struct fn *f, struct expr *e)
{
    e = ast_unparen(e);
    bool field =
        e->kind == EXPR_STAR || (e->kind == EXPR_SELECTOR && e->selector.kind == SELECT_FIELD);
    return field && compile_expr_hoisted(f, e) == VSLOT_NONE;
}

static enum opcode
memory_opcode(enum token op, bool is_float)
{
    if (op == TOKEN_ADD)
        return is_float ? OP_FADDM : OP_ADDM;
    if (!is_float)
        return OP_NOP;
    return op == TOKEN_SUB ? OP_FSUBM : op == TOKEN_MUL ? OP_FMULM : OP_NOP;
}

static void
with_field(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x,
           const struct place *y)
{
    emit(f, memory_opcode(op, basic(t)->kind == TYPE_FLOAT64), dst, x, y->slot);
    emit_ext_number(f, y->off);
}

static bool
fits_field(const struct place *p)
{
    return p->kind == PLACE_MEMORY && p->off <= UINT16_MAX;
}

bool
compile_arith_tail(struct fn *f, enum token op, struct type *t, uint32_t dst, uint32_t x,
                   struct expr *y)
{
    const struct type *u = basic(t);
    bool is_float = u->kind == TYPE_FLOAT64, additive = op == TOKEN_ADD || op == TOKEN_SUB;
    if (!y || (!is_float && !(types_is_integer(u) && u->size == 8)) || compile_expr_has_call(y))
        return false;
    y = ast_unparen(y);
    if (is_float && additive && is_product(f, y)) {
        uint32_t a = compile_expr_any(f, y->binary.x), b = compile_expr_any(f, y->binary.y);
        emit(f, op == TOKEN_ADD ? OP_FMADD : OP_FMSUB, dst, a, b);
        emit_ext_slot(f, x);
        return true;
    }
    if (memory_opcode(op, is_float) == OP_NOP || !is_far_field(f, y))
        return false;
    struct place p = lvalue_of(f, y);
    if (fits_field(&p))
        with_field(f, op, t, dst, x, &p);
    else
        compile_arith_op(f, op, t, dst, x, place_any(f, &p));
    return true;
}

/* x op y where x, the left operand, is the one that is no slot. */
static bool
head(struct fn *f, enum token op, struct type *t, uint32_t dst, struct expr *x, struct expr *y)
{
    const struct type *u = basic(t);
    bool is_float = u->kind == TYPE_FLOAT64;
    if ((!is_float && !(types_is_integer(u) && u->size == 8)) || compile_expr_has_call(y))
        return false;
    x = ast_unparen(x);
    if (is_float && op == TOKEN_ADD && is_product(f, x)) {
        uint32_t a = compile_expr_any(f, x->binary.x), b = compile_expr_any(f, x->binary.y);
        uint32_t c = compile_expr_any(f, y);
        emit(f, OP_FMADD, dst, a, b);
        emit_ext_slot(f, c);
        return true;
    }
    if ((op != TOKEN_ADD && op != TOKEN_MUL) || memory_opcode(op, is_float) == OP_NOP ||
        !is_far_field(f, x))
        return false;
    struct place p = lvalue_of(f, x);
    uint32_t c = compile_expr_any(f, y);
    if (fits_field(&p))
        with_field(f, op, t, dst, c, &p);
    else
        compile_arith_op(f, op, t, dst, place_any(f, &p), c);
    return true;
}

void
compile_arith_binary(struct fn *f, struct expr *e, uint32_t dst)
{
    struct type *t = compile_expr_type(f, e);
    enum token op = e->binary.op;
    struct expr *x = e->binary.x, *y = e->binary.y;
    if (op == TOKEN_SHL || op == TOKEN_SHR) {
        shift_expr(f, e, t, dst);
        return;
    }
    if (types_is_string(basic(t))) {
        compile_arith_concat(f, e, dst);
        return;
    }
    int64_t c;
    bool divides = op == TOKEN_QUO || op == TOKEN_REM;
    bool commutes =
        op == TOKEN_ADD || op == TOKEN_MUL || op == TOKEN_AND || op == TOKEN_OR || op == TOKEN_XOR;
    if (divides ? compile_expr_int(f, y, &c) : compile_expr_small(f, y, &c)) {
        uint32_t xs = compile_expr_last(f, x);
        if (compile_arith_immediate(f, op, t, dst, xs, c))
            return;
        uint32_t ys = compile_expr_any(f, y);
        emit_line(f, e->pos);
        compile_arith_op(f, op, t, dst, xs, ys);
        return;
    }
    if (commutes && compile_expr_small(f, x, &c) && types_is_integer(basic(t))) {
        uint32_t ys = compile_expr_last(f, y);
        if (compile_arith_immediate(f, op, t, dst, ys, c))
            return;
    }
    uint32_t xs, ys;
    if (!compile_expr_has_call(x) && !compile_expr_has_call(y)) {
        emit_line(f, e->pos);
        if (!is_product(f, y) && !is_far_field(f, y) && head(f, op, t, dst, x, y))
            return;
        xs = compile_expr_any(f, x);
        if (compile_arith_tail(f, op, t, dst, xs, y))
            return;
        ys = compile_expr_any(f, y);
    } else {
        compile_expr_pair(f, x, y, &xs, &ys);
    }
    emit_line(f, e->pos);
    compile_arith_op(f, op, t, dst, xs, ys);
}

static void
negate(struct fn *f, struct type *t, uint32_t dst, uint32_t x)
{
    const struct type *u = basic(t);
    if (u->kind == TYPE_COMPLEX64) {
        uint32_t z = slots_temp(f, slots_shape_scalars(2));
        emit(f, OP_C2Z, z, x, 0);
        emit(f, OP_ZNEG, z, z, 0);
        emit(f, OP_Z2C, dst, z, 0);
    } else if (types_is_complex(u)) {
        emit(f, OP_ZNEG, dst, x, 0);
    } else if (types_is_float(u)) {
        emit(f, is_float32(t) ? OP_SNEG : OP_FNEG, dst, x, 0);
    } else {
        emit(f, OP_NEG, dst, x, 0);
        compile_arith_extend(f, t, dst);
    }
}

void
compile_arith_unary(struct fn *f, struct expr *e, uint32_t dst)
{
    struct type *t = compile_expr_type(f, e);
    uint32_t x = compile_expr_last(f, e->unary.x);
    switch (e->unary.op) {
    case TOKEN_SUB:
        negate(f, t, dst, x);
        break;
    case TOKEN_XOR:
        emit(f, OP_INV, dst, x, 0);
        if (types_is_unsigned(basic(t)))
            compile_arith_extend(f, t, dst);
        break;
    default: /* + */
        emit_move(f, dst, x, slots_shape(f->cg, t).words);
    }
}
