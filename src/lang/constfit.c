/* Integers fit by their bits; floats are rounded, and fit when that is finite.
 * Go: cmd/compile/internal/types2/const.go (representable) */
#include "lang/constfit.h"

#include <math.h>

#include "lang/constform.h"
#include "lang/types.h"

/* Width in bits of the integer type; negative = signed, 0 = untyped. */
static int
int_bits(enum type_kind kind)
{
    switch (kind) {
    case TYPE_INT:
    case TYPE_INT64:
        return -64;
    case TYPE_INT8:
        return -8;
    case TYPE_INT16:
        return -16;
    case TYPE_INT32:
        return -32;
    case TYPE_UINT:
    case TYPE_UINT64:
    case TYPE_UINTPTR:
        return 64;
    case TYPE_UINT8:
        return 8;
    case TYPE_UINT16:
        return 16;
    case TYPE_UINT32:
        return 32;
    default:
        return 0;
    }
}

static bool
fits_int(const mpz_t z, int bits)
{
    if (bits == 0)
        return true;
    if (bits > 0)
        return mpz_sgn(z) >= 0 && mpz_sizeinbase(z, 2) <= (size_t)bits;
    /* -2^(n-1) has the bit length n, its complement n-1 */
    size_t limit = (size_t)(-bits - 1);
    if (mpz_sgn(z) >= 0)
        return mpz_sizeinbase(z, 2) <= limit;
    mpz_t complement;
    mpz_init(complement);
    mpz_com(complement, z);
    bool fits = mpz_sizeinbase(complement, 2) <= limit;
    mpz_clear(complement);
    return fits;
}

/* c rounded to a float of 32 or 64 bits; NULL when that is infinite. */
static struct constant *
round_float(struct unit *u, const struct constant *c, bool single)
{
    double d = single ? (double)constant_float32_value(c, NULL) : constant_float64_value(c, NULL);
    return isinf(d) ? NULL : constant_float64(u, d);
}

/* c as a value of the kind, or NULL. */
static struct constant *
represent(struct unit *u, const struct constant *c, enum type_kind kind)
{
    struct constant *v = NULL;
    switch (kind) {
    case TYPE_BOOL:
    case TYPE_UNTYPED_BOOL:
        return c->form == FORM_BOOL ? (struct constant *)c : NULL;
    case TYPE_STRING:
    case TYPE_UNTYPED_STRING:
        return c->form == FORM_STRING ? (struct constant *)c : NULL;
    case TYPE_FLOAT32:
    case TYPE_FLOAT64:
    case TYPE_UNTYPED_FLOAT:
        v = constant_to_float(u, c);
        if (v->form == FORM_UNKNOWN)
            return NULL;
        return kind == TYPE_UNTYPED_FLOAT ? v : round_float(u, v, kind == TYPE_FLOAT32);
    case TYPE_COMPLEX64:
    case TYPE_COMPLEX128:
    case TYPE_UNTYPED_COMPLEX:
        v = constant_to_complex(u, c);
        if (v->form == FORM_UNKNOWN)
            return NULL;
        if (kind != TYPE_UNTYPED_COMPLEX) {
            struct constant *re = round_float(u, v->complex.re, kind == TYPE_COMPLEX64);
            struct constant *im = round_float(u, v->complex.im, kind == TYPE_COMPLEX64);
            v = re && im ? constant_make_complex(u, re, im) : NULL;
        }
        return v;
    default:
        if (kind > TYPE_UINTPTR && kind != TYPE_UNTYPED_INT && kind != TYPE_UNTYPED_RUNE)
            return NULL;
        v = constant_to_int(u, c);
        return v->form == FORM_INT && fits_int(v->z, int_bits(kind)) ? v : NULL;
    }
}

bool
constfit_representable(struct unit *u, const struct constant *c, const struct type *t,
                       struct constant **rounded)
{
    if (c->form == FORM_UNKNOWN)
        return true; /* one message about it is enough */
    while (t->kind == TYPE_NAMED)
        t = t->named.underlying;
    struct constant *v = represent(u, c, t->kind);
    if (v && rounded)
        *rounded = v;
    return v != NULL;
}
