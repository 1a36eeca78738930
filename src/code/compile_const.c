/* Constants and zero values into slots. Go: cmd/compile/internal/ssagen/ssa.go (case ir.OLITERAL)
 */
#include <string.h>

#include "code/codegen.h"

void
compile_const_int(struct fn *f, int64_t v, uint32_t dst)
{
    if (v >= INT32_MIN && v <= INT32_MAX) {
        emit(f, OP_LDI, dst, (uint32_t)(int32_t)v, 0);
        return;
    }
    emit(f, OP_LDK, dst, 0, 0);
    emit_ext_number(f, (uint64_t)v);
}

void
compile_const_zero(struct fn *f, struct type *t, uint32_t dst)
{
    if (slots_is_boxed(t)) {
        emit(f, OP_NEW, dst, 0, 0);
        emit_ext_type(f, t);
        return;
    }
    types_layout(t);
    uint32_t words = (uint32_t)((t->size + 7) / 8);
    if (words == 1)
        emit(f, OP_LDI, dst, 0, 0);
    for (uint32_t at = 0; words > 1 && at < words; at += 0xffff)
        emit(f, OP_ZERO, dst + at, words - at < 0xffff ? words - at : 0xffff, 0);
}

static uint64_t
float64_bits(const struct constant *c)
{
    bool exact;
    double d = constant_float64_value(c, &exact);
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return bits;
}

static uint64_t
float32_bits(const struct constant *c)
{
    bool exact;
    float d = constant_float32_value(c, &exact);
    uint32_t bits;
    memcpy(&bits, &d, sizeof bits);
    return bits;
}

static uint64_t
integer_bits(const struct constant *c, const struct type *t)
{
    bool exact;
    if (types_is_unsigned(t) || t->kind == TYPE_UNSAFE_POINTER)
        return constant_uint64_value(c, &exact);
    return (uint64_t)constant_int64_value(c, &exact);
}

/* Real and imaginary parts are wanted without a unit at hand, hence through complex conversion. */
static void
complex_bits(struct unit *u, const struct constant *c, bool wide, uint64_t bits[2])
{
    struct constant *re = constant_real(u, c), *im = constant_imag(u, c);
    if (wide) {
        bits[0] = float64_bits(re);
        bits[1] = float64_bits(im);
    } else {
        bits[0] = float32_bits(re) | float32_bits(im) << 32;
    }
}

bool
compile_const_bits(struct codegen *cg, const struct constant *c, struct type *t, uint64_t bits[2])
{
    struct type *u = types_underlying(t);
    bits[0] = bits[1] = 0;
    switch (u->kind) {
    case TYPE_BOOL:
    case TYPE_UNTYPED_BOOL:
        bits[0] = constant_bool_value(c);
        return true;
    case TYPE_FLOAT32:
        bits[0] = float32_bits(c);
        return true;
    case TYPE_FLOAT64:
    case TYPE_UNTYPED_FLOAT:
        bits[0] = float64_bits(c);
        return true;
    case TYPE_COMPLEX64:
    case TYPE_COMPLEX128:
    case TYPE_UNTYPED_COMPLEX:
        complex_bits(cg->u, c, u->kind != TYPE_COMPLEX64, bits);
        return true;
    case TYPE_STRING:
    case TYPE_UNTYPED_STRING:
        return false;
    default:
        bits[0] = integer_bits(c, u);
        return true;
    }
}

void
compile_const_to(struct fn *f, const struct constant *c, struct type *t, uint32_t dst)
{
    uint64_t bits[2];
    types_layout(t);
    if (compile_const_bits(f->cg, c, t, bits)) {
        compile_const_int(f, (int64_t)bits[0], dst);
        if (t->size == 16)
            compile_const_int(f, (int64_t)bits[1], dst + 1);
        return;
    }
    size_t n;
    const char *s = constant_string_value(c, &n);
    if (n == 0) {
        emit(f, OP_ZERO, dst, 2, 0);
        return;
    }
    emit(f, OP_LDK, dst, 0, 0);
    emit_ext_address(f, SEGMENT_RODATA, rodata_string(f->cg, s, n));
    compile_const_int(f, (int64_t)n, dst + 1);
}
