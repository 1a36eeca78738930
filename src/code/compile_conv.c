/* Conversions: numbers, strings and slices, into interfaces, and type assertions.
 * Go: cmd/compile/internal/walk/convert.go, cmd/compile/internal/ssagen/ssa.go (dottype) */
#include "base/bug.h"
#include "code/codegen.h"
#include "code/lvalue.h"
#include "code/place.h"

enum { BOX_FRAME_MAX = 1024 }; /* bytes of a value boxed in the frame, as in Go */

static bool
is_empty_interface(struct type *t)
{
    return types_underlying(t)->interface.n_methods == 0;
}

static void
load_type(struct fn *f, struct type *t, uint32_t dst)
{
    emit(f, OP_LDK, dst, 0, 0);
    emit_ext_type(f, t);
}

/* ---- into interfaces ---- */

/* The first word of an interface of type `iface` that holds a t. */
static void
load_first_word(struct fn *f, struct type *iface, struct type *t, uint32_t dst)
{
    uint64_t at =
        is_empty_interface(iface) ? typedesc_boxed(f->cg, t) : itab_offset(f->cg, iface, t);
    emit(f, OP_LDK, dst, 0, 0);
    emit_ext_address(f, SEGMENT_RODATA, at);
}

static void
box(struct fn *f, uint32_t src, struct type *t, uint32_t dst, enum escape_verdict verdict)
{
    types_layout(t);
    if (types_is_direct(t)) {
        emit_move(f, dst, src, 1);
    } else if (slots_is_boxed(t)) {
        emit_move(f, dst, src, 1); /* it is a box already */
    } else if (verdict == ESCAPE_STACK && t->size > 0 && t->size <= BOX_FRAME_MAX) {
        struct shape s = slots_shape(f->cg, t);
        uint32_t copy = slots_storage(f, s);
        emit_move(f, copy, src, s.words);
        emit(f, OP_LEA, dst, copy, 0);
    } else {
        emit(f, OP_BOX, dst, src, 0);
        emit_ext_address(f, SEGMENT_RODATA, typedesc_boxed(f->cg, t));
    }
}

static void
box_huge(struct fn *f, const struct place *from, uint32_t dst)
{
    uint32_t a = slots_temp(f, slots_shape_pointer());
    emit(f, OP_NEW, a, 0, 0);
    emit_ext_type(f, from->type);
    struct place to = place_memory(a, from->type);
    to.checked = true;
    place_copy(f, &to, from);
    emit_move(f, dst, a, 1);
}

enum escape_verdict
compile_conv_spread_verdict(const struct expr *e, size_t i)
{
    unsigned bit = 1u << (i < EXPR_SPREAD_BITS ? i : EXPR_SPREAD_BITS - 1);
    e = ast_unparen((struct expr *)(uintptr_t)e);
    return e->spread_heap & bit    ? ESCAPE_HEAP
           : e->spread_stack & bit ? ESCAPE_STACK
                                   : ESCAPE_UNKNOWN;
}

void
compile_conv_value(struct fn *f, uint32_t src, struct type *from, struct type *t, uint32_t dst,
                   enum escape_verdict box_verdict)
{
    if (!types_is_interface(t) || types_identical(from, t)) {
        emit_move(f, dst, src, slots_shape(f->cg, t).words);
        return;
    }
    if (!types_is_interface(from)) {
        box(f, src, from, dst + 1, box_verdict); /* the data word first: src may overlap dst */
        load_first_word(f, t, from, dst);
        return;
    }
    if (is_empty_interface(t)) {
        emit_move(f, dst, src, 2);
        if (!is_empty_interface(from))
            emit(f, OP_ITYPE, dst, dst, 0);
    } else if (types_identical(types_underlying(from), types_underlying(t))) {
        emit_move(f, dst, src, 2);
    } else {
        emit(f, OP_TOIFACE, dst, src, 0);
        emit_ext_type(f, t);
    }
}

void
compile_conv_to(struct fn *f, struct expr *e, struct type *t, uint32_t dst)
{
    struct expr *x = ast_unparen(e);
    if (x->mode == MODE_NIL) {
        compile_const_zero(f, t, dst);
        return;
    }
    struct type *from = compile_expr_type(f, x);
    if (!types_is_interface(t) || types_identical(from, t)) {
        compile_expr_to(f, x, dst);
        return;
    }
    if (x->mode == MODE_CONSTANT) { /* a read-only object in the image */
        load_first_word(f, t, from, dst);
        emit(f, OP_LDK, dst + 1, 0, 0);
        emit_ext_address(f, SEGMENT_RODATA, rodata_constant(f->cg, x->val, from));
        return;
    }
    struct place huge;
    if (lvalue_of_huge(f, x, &huge)) {
        box_huge(f, &huge, dst + 1);
        load_first_word(f, t, from, dst);
        return;
    }
    compile_conv_value(f, compile_expr_last(f, x), from, t, dst, x->box_verdict);
}

uint32_t
compile_conv_any(struct fn *f, struct expr *e, struct type *t)
{
    struct expr *x = ast_unparen(e);
    if (x->mode != MODE_NIL &&
        (!types_is_interface(t) || types_identical(compile_expr_type(f, x), t)))
        return compile_expr_any(f, x);
    uint32_t slot = slots_temp_type(f, t);
    compile_conv_to(f, x, t, slot);
    return slot;
}

/* ---- numbers ---- */

static bool
is_integer_like(const struct type *u)
{
    return types_is_integer(u) || u->kind == TYPE_BOOL;
}

/* Does every value of integer type `from`, in canonical form, look the same in type `to`? */
static bool
fits(struct type *from, struct type *to)
{
    types_layout(from);
    types_layout(to);
    bool fu = types_is_unsigned(from), tu = types_is_unsigned(to);
    if (to->size == 8)
        return true;
    if (fu == tu)
        return from->size <= to->size;
    return fu && from->size < to->size;
}

static void
integer_to_float(struct fn *f, struct type *from, struct type *to, uint32_t src, uint32_t dst)
{
    types_layout(from);
    bool wide = types_is_unsigned(from) && from->size == 8;
    if (to->kind == TYPE_FLOAT32)
        emit(f, wide ? OP_U2S : OP_I2S, dst, src, 0);
    else
        emit(f, wide ? OP_U2F : OP_I2F, dst, src, 0);
}

static void
float_to_integer(struct fn *f, struct type *from, struct type *to, uint32_t src, uint32_t dst)
{
    types_layout(to);
    if (from->kind == TYPE_FLOAT32) {
        uint32_t t = slots_temp(f, slots_shape_scalars(1));
        emit(f, OP_S2F, t, src, 0);
        src = t;
    }
    bool wide = types_is_unsigned(to) && to->size == 8;
    emit(f, wide ? OP_F2U : OP_F2I, dst, src, 0);
    compile_arith_extend(f, to, dst);
}

static bool
convert_number(struct fn *f, struct expr *x, struct type *from, struct type *to, uint32_t dst)
{
    bool fi = is_integer_like(from), ti = is_integer_like(to);
    bool ff = types_is_float(from), tf = types_is_float(to);
    if (fi && ti) {
        uint32_t src = compile_expr_last(f, x);
        emit_move(f, dst, src, 1);
        if (!fits(from, to))
            compile_arith_extend(f, to, dst);
    } else if (fi && tf) {
        integer_to_float(f, from, to, compile_expr_last(f, x), dst);
    } else if (ff && ti) {
        float_to_integer(f, from, to, compile_expr_last(f, x), dst);
    } else if (ff && tf && from->kind != to->kind) {
        emit(f, to->kind == TYPE_FLOAT32 ? OP_F2S : OP_S2F, dst, compile_expr_last(f, x), 0);
    } else if (types_is_complex(from) && types_is_complex(to) && from->kind != to->kind) {
        emit(f, to->kind == TYPE_COMPLEX64 ? OP_Z2C : OP_C2Z, dst, compile_expr_last(f, x), 0);
    } else {
        return false;
    }
    return true;
}

/* ---- strings and slices ---- */

static bool
is_slice_of(const struct type *u, enum type_kind kind)
{
    return u->kind == TYPE_SLICE && types_underlying(u->elem)->kind == kind;
}

static enum opcode
text_opcode(const struct type *from, const struct type *to)
{
    if (types_is_string(to)) {
        if (is_slice_of(from, TYPE_UINT8))
            return OP_BYTES2STR;
        if (is_slice_of(from, TYPE_INT32))
            return OP_RUNES2STR;
        return types_is_integer(from) ? OP_RUNE2STR : OP_NOP;
    }
    if (types_is_string(from)) {
        if (is_slice_of(to, TYPE_UINT8))
            return OP_STR2BYTES;
        if (is_slice_of(to, TYPE_INT32))
            return OP_STR2RUNES;
    }
    return OP_NOP;
}

static void
convert_text(struct fn *f, struct expr *e, enum opcode op, uint32_t dst)
{
    uint32_t src = compile_expr_last(f, e->call.args[0]);
    uint32_t buffer = VSLOT_NONE;
    if (e->verdict == ESCAPE_STACK)
        buffer = slots_storage(f, slots_shape_scalars(4));
    emit(f, op, dst, src, 0);
    emit_ext_slot(f, buffer);
}

static bool
convert_slice(struct fn *f, struct expr *x, struct type *from, struct type *to, uint32_t dst)
{
    if (from->kind != TYPE_SLICE || (to->kind != TYPE_POINTER && to->kind != TYPE_ARRAY))
        return false;
    struct type *array = to->kind == TYPE_ARRAY ? to : types_underlying(to->elem);
    uint32_t a = to->kind == TYPE_ARRAY ? slots_temp(f, slots_shape_pointer()) : dst;
    emit(f, OP_SLICE2ARR, a, compile_expr_last(f, x), 0);
    emit_ext_number(f, (uint64_t)array->array.len);
    if (to->kind == TYPE_ARRAY) {
        struct place p = place_memory(a, to);
        p.checked = true;
        place_load(f, &p, dst);
    }
    return true;
}

bool
compile_conv_is_same(struct fn *f, const struct expr *e)
{
    const struct expr *x = e->call.args[0];
    if (x->mode == MODE_CONSTANT || x->mode == MODE_NIL)
        return false;
    struct type *from = types_underlying(compile_expr_type(f, x));
    struct type *to = types_underlying(compile_expr_type(f, e));
    if (from->kind == TYPE_INTERFACE || to->kind == TYPE_INTERFACE)
        return false;
    if (types_is_integer(from) && types_is_integer(to))
        return fits(from, to);
    return types_identical(from, to);
}

void
compile_conv_expr(struct fn *f, struct expr *e, uint32_t dst)
{
    struct expr *x = ast_unparen(e->call.args[0]);
    struct type *t = compile_expr_type(f, e);
    if (x->mode == MODE_NIL || types_is_interface(t)) {
        compile_conv_to(f, x, t, dst);
        return;
    }
    struct type *from = types_underlying(compile_expr_type(f, x)), *to = types_underlying(t);
    emit_line(f, e->pos);
    enum opcode op = text_opcode(from, to);
    if (op != OP_NOP)
        convert_text(f, e, op, dst);
    else if (!convert_number(f, x, from, to, dst) && !convert_slice(f, x, from, to, dst))
        compile_expr_to(f, x, dst);
}

/* ---- assertions ---- */

uint32_t
compile_conv_typeword(struct fn *f, uint32_t iface, struct type *t)
{
    if (is_empty_interface(t))
        return iface;
    uint32_t w = slots_temp(f, slots_shape_scalars(1));
    emit(f, OP_ITYPE, w, iface, 0);
    return w;
}

void
compile_conv_unbox(struct fn *f, uint32_t iface, struct type *t, uint32_t dst)
{
    types_layout(t);
    if (types_is_direct(t)) {
        emit_move(f, dst, iface + 1, 1);
    } else if (t->size > 0) {
        struct place p = place_memory(iface + 1, t);
        p.checked = true;
        place_load(f, &p, dst);
    }
}

static void
assert_interface(struct fn *f, uint32_t x, struct type *xt, struct type *t, uint32_t dst,
                 uint32_t ok)
{
    uint32_t flags = (is_empty_interface(xt) ? 1u : 0u) | (is_empty_interface(t) ? 2u : 0u);
    if (ok == VSLOT_NONE) {
        emit(f, OP_ASSERTI, dst, x, flags);
        emit_ext_type(f, t);
        return;
    }
    uint32_t r = slots_temp(f, slots_shape_mask(f->cg, 3, 2));
    emit(f, OP_ASSERTI, r, x, flags | 4);
    emit_ext_type(f, t);
    if (dst != VSLOT_NONE)
        emit_move(f, dst, r, 2);
    emit_move(f, ok, r + 2, 1);
}

static void
assert_concrete(struct fn *f, uint32_t x, struct type *xt, struct type *t, uint32_t dst,
                uint32_t ok)
{
    uint32_t type = compile_conv_typeword(f, x, xt);
    uint32_t want = slots_temp(f, slots_shape_scalars(1));
    uint32_t no = emit_label(f), yes = emit_label(f);
    load_type(f, t, want);
    if (ok == VSLOT_NONE) {
        emit(f, OP_JEQ, type, want, yes);
        emit(f, OP_PANICTYPE, x, is_empty_interface(xt), 0);
        emit_ext_type(f, t);
        emit_ext_type(f, xt);
        emit_place_label(f, yes);
        if (dst != VSLOT_NONE)
            compile_conv_unbox(f, x, t, dst);
        return;
    }
    emit(f, OP_JNE, type, want, no);
    if (dst != VSLOT_NONE)
        compile_conv_unbox(f, x, t, dst);
    emit(f, OP_LDI, ok, 1, 0);
    emit(f, OP_JMP, 0, yes, 0);
    emit_place_label(f, no);
    if (dst != VSLOT_NONE)
        compile_const_zero(f, t, dst);
    emit(f, OP_LDI, ok, 0, 0);
    emit_place_label(f, yes);
}

void
compile_conv_assert(struct fn *f, struct expr *e, uint32_t dst, uint32_t ok)
{
    e = ast_unparen(e);
    struct type *t = compile_expr_type(f, e);
    struct type *xt = compile_expr_type(f, e->assert_.x);
    uint32_t x = compile_expr_any(f, e->assert_.x);
    emit_line(f, e->pos);
    if (types_is_interface(t))
        assert_interface(f, x, xt, t, dst, ok);
    else
        assert_concrete(f, x, xt, t, dst, ok);
}

/* Evaluated piece by piece, so that it must not overwrite what it reads. */
static bool
is_literal(const struct expr *e)
{
    for (;;) {
        if (e->kind == EXPR_PAREN)
            e = e->paren.x;
        else if (e->kind == EXPR_CALL && e->call.kind == CALL_CONVERSION && e->call.n_args == 1)
            e = e->call.args[0];
        else
            return e->kind == EXPR_COMPOSITE;
    }
}

void
compile_conv_store(struct fn *f, const struct place *p, struct expr *e)
{
    if (p->kind == PLACE_BLANK) {
        compile_expr_effect(f, e);
        return;
    }
    types_layout(p->type);
    struct place from;
    if (p->type->size > PLACE_HUGE_BYTES && p->kind != PLACE_MAP && lvalue_of_huge(f, e, &from)) {
        place_copy(f, p, &from);
        return;
    }
    uint32_t slot = place_whole_slot(p);
    if (slot != VSLOT_NONE && !is_literal(e)) {
        compile_conv_to(f, e, p->type, slot);
        return;
    }
    struct type *t = compile_expr_type(f, e);
    uint32_t src =
        types_identical(t, p->type) ? compile_expr_last(f, e) : compile_conv_any(f, e, p->type);
    place_store(f, p, src);
}
