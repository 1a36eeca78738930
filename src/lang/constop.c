/* Operators work in the larger form of their two operands.
 * Go: go/constant/value.go (UnaryOp, BinaryOp, Shift, Compare) */
#include "lang/constop.h"

#include <string.h>

#include "base/bug.h"
#include "lang/constform.h"
#include "lang/unit.h"

static struct constant *
negate(struct unit *u, const struct constant *x)
{
    struct constant *z;
    switch (x->form) {
    case FORM_INT:
        z = constform_make(u, FORM_INT);
        mpz_neg(z->z, x->z);
        return z;
    case FORM_RATIO:
        z = constform_make(u, FORM_RATIO);
        mpq_neg(z->q, x->q);
        return z;
    case FORM_REAL:
        z = constform_make(u, FORM_REAL);
        mpfr_neg(z->f, x->f, MPFR_RNDN);
        return constform_settle_real(u, z);
    case FORM_COMPLEX:
        return constant_make_complex(u, negate(u, x->complex.re), negate(u, x->complex.im));
    default:
        bug("constant is not numeric");
    }
}

struct constant *
constop_unary(struct unit *u, enum token op, const struct constant *x, unsigned bits)
{
    if (x->form == FORM_UNKNOWN || op == TOKEN_ADD)
        return (struct constant *)x;
    if (op == TOKEN_SUB)
        return negate(u, x);
    if (op == TOKEN_NOT)
        return constant_bool(u, !constant_bool_value(x));
    ensure(op == TOKEN_XOR && x->form == FORM_INT, "unary %s of a constant", token_text(op));
    struct constant *z = constform_make(u, FORM_INT);
    mpz_com(z->z, x->z);
    if (bits > 0)
        mpz_fdiv_r_2exp(z->z, z->z, bits);
    return z;
}

static struct constant *
binary_int(struct unit *u, const mpz_t x, enum token op, const mpz_t y, bool int_div)
{
    if (op == TOKEN_QUO && !int_div) {
        struct constant *q = constform_make(u, FORM_RATIO);
        mpz_set(mpq_numref(q->q), x);
        mpz_set(mpq_denref(q->q), y);
        mpq_canonicalize(q->q);
        return constform_settle_ratio(u, q);
    }
    struct constant *c = constform_make(u, FORM_INT);
    switch (op) {
    case TOKEN_ADD:
        mpz_add(c->z, x, y);
        break;
    case TOKEN_SUB:
        mpz_sub(c->z, x, y);
        break;
    case TOKEN_MUL:
        mpz_mul(c->z, x, y);
        break;
    case TOKEN_QUO:
        mpz_tdiv_q(c->z, x, y);
        break;
    case TOKEN_REM:
        mpz_tdiv_r(c->z, x, y);
        break;
    case TOKEN_AND:
        mpz_and(c->z, x, y);
        break;
    case TOKEN_OR:
        mpz_ior(c->z, x, y);
        break;
    case TOKEN_XOR:
        mpz_xor(c->z, x, y);
        break;
    case TOKEN_AND_NOT:
        mpz_com(c->z, y);
        mpz_and(c->z, x, c->z);
        break;
    default:
        bug("operator %s on integer constants", token_text(op));
    }
    return c;
}

static struct constant *
binary_ratio(struct unit *u, const mpq_t x, enum token op, const mpq_t y)
{
    struct constant *c = constform_make(u, FORM_RATIO);
    switch (op) {
    case TOKEN_ADD:
        mpq_add(c->q, x, y);
        break;
    case TOKEN_SUB:
        mpq_sub(c->q, x, y);
        break;
    case TOKEN_MUL:
        mpq_mul(c->q, x, y);
        break;
    case TOKEN_QUO:
        mpq_div(c->q, x, y);
        break;
    default:
        bug("operator %s on float constants", token_text(op));
    }
    return constform_settle_ratio(u, c);
}

static struct constant *
binary_real(struct unit *u, const mpfr_t x, enum token op, const mpfr_t y)
{
    struct constant *c = constform_make(u, FORM_REAL);
    switch (op) {
    case TOKEN_ADD:
        mpfr_add(c->f, x, y, MPFR_RNDN);
        break;
    case TOKEN_SUB:
        mpfr_sub(c->f, x, y, MPFR_RNDN);
        break;
    case TOKEN_MUL:
        mpfr_mul(c->f, x, y, MPFR_RNDN);
        break;
    case TOKEN_QUO:
        mpfr_div(c->f, x, y, MPFR_RNDN);
        break;
    default:
        bug("operator %s on float constants", token_text(op));
    }
    return constform_settle_real(u, c);
}

static struct constant *
binary_complex(struct unit *u, const struct constant *x, enum token op, const struct constant *y)
{
#define OP(l, o, r) constop_binary(u, l, TOKEN_##o, r, false)
    const struct constant *a = x->complex.re, *b = x->complex.im;
    const struct constant *c = y->complex.re, *d = y->complex.im;
    if (op == TOKEN_ADD)
        return constant_make_complex(u, OP(a, ADD, c), OP(b, ADD, d));
    if (op == TOKEN_SUB)
        return constant_make_complex(u, OP(a, SUB, c), OP(b, SUB, d));
    const struct constant *ac = OP(a, MUL, c), *bd = OP(b, MUL, d);
    const struct constant *bc = OP(b, MUL, c), *ad = OP(a, MUL, d);
    if (op == TOKEN_MUL)
        return constant_make_complex(u, OP(ac, SUB, bd), OP(bc, ADD, ad));
    ensure(op == TOKEN_QUO, "operator %s on complex constants", token_text(op));
    const struct constant *norm = OP(OP(c, MUL, c), ADD, OP(d, MUL, d));
    return constant_make_complex(u, OP(OP(ac, ADD, bd), QUO, norm), OP(OP(bc, SUB, ad), QUO, norm));
#undef OP
}

static struct constant *
concatenate(struct unit *u, const struct constant *x, const struct constant *y)
{
    struct constant *c = constform_make(u, FORM_STRING);
    char *both = bump_alloc(&u->mem, x->string.len + y->string.len + 1);
    memcpy(both, x->string.s, x->string.len);
    memcpy(both + x->string.len, y->string.s, y->string.len);
    c->string.s = both;
    c->string.len = x->string.len + y->string.len;
    return c;
}

struct constant *
constop_binary(struct unit *u, const struct constant *x, enum token op, const struct constant *y,
               bool int_div)
{
    if (x->form == FORM_UNKNOWN || y->form == FORM_UNKNOWN)
        return constant_unknown(u);
    enum form form = x->form > y->form ? x->form : y->form;
    if (form >= FORM_INT) {
        ensure(x->form >= FORM_INT && y->form >= FORM_INT, "number %s no number", token_text(op));
        x = constform_lift(u, x, form);
        y = constform_lift(u, y, form);
    }
    switch (form) {
    case FORM_INT:
        return binary_int(u, x->z, op, y->z, int_div);
    case FORM_RATIO:
        return binary_ratio(u, x->q, op, y->q);
    case FORM_REAL:
        return binary_real(u, x->f, op, y->f);
    case FORM_COMPLEX:
        return binary_complex(u, x, op, y);
    case FORM_STRING:
        ensure(op == TOKEN_ADD && x->form == y->form, "string %s", token_text(op));
        return concatenate(u, x, y);
    default:
        ensure(op == TOKEN_LAND || op == TOKEN_LOR, "bool %s", token_text(op));
        return constant_bool(u, op == TOKEN_LAND ? x->b && y->b : x->b || y->b);
    }
}

struct constant *
constop_shift(struct unit *u, const struct constant *x, enum token op, unsigned count)
{
    if (x->form == FORM_UNKNOWN)
        return (struct constant *)x;
    ensure(x->form == FORM_INT, "shift of a constant that is no integer");
    struct constant *c = constform_make(u, FORM_INT);
    if (op == TOKEN_SHL)
        mpz_mul_2exp(c->z, x->z, count);
    else
        mpz_fdiv_q_2exp(c->z, x->z, count);
    return c;
}

static int
compare_reals(const struct constant *x, const struct constant *y)
{
    if (x->form == FORM_INT && y->form == FORM_INT)
        return mpz_cmp(x->z, y->z);
    if (x->form == FORM_RATIO && y->form == FORM_RATIO)
        return mpq_cmp(x->q, y->q);
    if (x->form == FORM_RATIO && y->form == FORM_INT)
        return mpq_cmp_z(x->q, y->z);
    if (x->form == FORM_INT && y->form == FORM_RATIO)
        return -mpq_cmp_z(y->q, x->z);
    mpfr_t a, b;
    mpfr_inits2(CONSTFORM_REAL_BITS, a, b, (mpfr_ptr)0);
    constform_to_mpfr(a, x, MPFR_RNDN);
    constform_to_mpfr(b, y, MPFR_RNDN);
    int order = mpfr_cmp(a, b);
    mpfr_clears(a, b, (mpfr_ptr)0);
    return order;
}

/* Less than, equal to or greater than 0. Only the 0 means something for bools and complex values.
 */
static int
compare(const struct constant *x, const struct constant *y)
{
    if (x->form == FORM_COMPLEX || y->form == FORM_COMPLEX) {
        struct constant zero = {.form = FORM_INT};
        mpz_init(zero.z);
        bool cx = x->form == FORM_COMPLEX, cy = y->form == FORM_COMPLEX;
        int order = compare_reals(cx ? x->complex.re : x, cy ? y->complex.re : y);
        if (order == 0)
            order = compare_reals(cx ? x->complex.im : &zero, cy ? y->complex.im : &zero);
        mpz_clear(zero.z);
        return order;
    }
    if (x->form >= FORM_INT && y->form >= FORM_INT)
        return compare_reals(x, y);
    ensure(x->form == y->form, "comparison of constants of different kinds");
    if (x->form == FORM_BOOL)
        return x->b - y->b;
    size_t common = x->string.len < y->string.len ? x->string.len : y->string.len;
    int order = memcmp(x->string.s, y->string.s, common);
    return order ? order : (x->string.len > y->string.len) - (x->string.len < y->string.len);
}

bool
constop_compare(const struct constant *x, enum token op, const struct constant *y)
{
    if (x->form == FORM_UNKNOWN || y->form == FORM_UNKNOWN)
        return false;
    int order = compare(x, y);
    switch (op) {
    case TOKEN_EQL:
        return order == 0;
    case TOKEN_NEQ:
        return order != 0;
    case TOKEN_LSS:
        return order < 0;
    case TOKEN_LEQ:
        return order <= 0;
    case TOKEN_GTR:
        return order > 0;
    case TOKEN_GEQ:
        return order >= 0;
    default:
        bug("%s is no comparison", token_text(op));
    }
}
