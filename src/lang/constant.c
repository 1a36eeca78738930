/* Constant arithmetic. A value has one of seven forms; numbers climb from form to form and are
 * computed in the larger form of the two operands:
 *   INT    exact, any size (the checker refuses more than 512 bits)
 *   RATIO  exact fraction, numerator and denominator below 4096 bits
 *   REAL   512 bits of mantissa, for what is too large for a fraction; never goes back to RATIO,
 *          since the exactness is lost
 *   COMPLEX two of the above
 * Values are immutable: every operation makes a new one in the unit's bump. Those that hold GMP or
 * MPFR memory are chained in unit.constants, so that constant_finish can free them.
 * Go: go/constant/value.go, cmd/compile/internal/types2/const.go (representable) */
#include "lang/constant.h"

#include <gmp.h>
#include <math.h>
#include <mpfr.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/bug.h"
#include "lang/constlit.h"
#include "lang/types.h"
#include "lang/unit.h"

#define REAL_BITS      512
#define RATIO_MAX_BITS 4096
#define ODD_BITS       128 /* more than any hardware float needs */

enum form { FORM_UNKNOWN, FORM_BOOL, FORM_STRING, FORM_INT, FORM_RATIO, FORM_REAL, FORM_COMPLEX };

struct constant {
    enum form form;
    struct constant *next; /* chain of unit.constants */
    union {
        bool b;
        struct {
            const char *s; /* in the bump, NUL-terminated */
            size_t len;
        } string;
        mpz_t z;
        mpq_t q;
        mpfr_t f;
        struct {
            const struct constant *re, *im; /* INT, RATIO or REAL */
        } complex;
    };
};

/* ---- making ---------------------------------------------------------------------------------- */

/* MPFR keeps the range of exponents per thread; Go's is that of an int32, larger than MPFR's usual
 * one. Called before each use of REALs. */
static void
widen_exponents(void)
{
    mpfr_set_emin(mpfr_get_emin_min());
    mpfr_set_emax(mpfr_get_emax_max());
}

static struct constant *
make(struct unit *u, enum form form)
{
    struct constant *c = bump_new(&u->mem, struct constant);
    c->form = form;
    if (form >= FORM_INT && form <= FORM_REAL) {
        c->next = u->constants;
        u->constants = c;
    }
    if (form == FORM_INT) {
        mpz_init(c->z);
    } else if (form == FORM_RATIO) {
        mpq_init(c->q);
    } else if (form == FORM_REAL) {
        widen_exponents();
        mpfr_init2(c->f, REAL_BITS);
    }
    return c;
}

void
constant_finish(struct unit *u)
{
    for (struct constant *c = u->constants; c; c = c->next) {
        if (c->form == FORM_INT)
            mpz_clear(c->z);
        else if (c->form == FORM_RATIO)
            mpq_clear(c->q);
        else
            mpfr_clear(c->f);
    }
    u->constants = NULL;
}

struct constant *
constant_unknown(struct unit *u)
{
    return make(u, FORM_UNKNOWN);
}

struct constant *
constant_bool(struct unit *u, bool b)
{
    struct constant *c = make(u, FORM_BOOL);
    c->b = b;
    return c;
}

struct constant *
constant_string(struct unit *u, const char *s, size_t n)
{
    struct constant *c = make(u, FORM_STRING);
    char *copy = bump_alloc(&u->mem, n + 1);
    if (n > 0)
        memcpy(copy, s, n);
    c->string.s = copy;
    c->string.len = n;
    return c;
}

struct constant *
constant_int64(struct unit *u, int64_t v)
{
    struct constant *c = make(u, FORM_INT);
    mpz_set_si(c->z, v);
    return c;
}

struct constant *
constant_uint64(struct unit *u, uint64_t v)
{
    struct constant *c = make(u, FORM_INT);
    mpz_set_ui(c->z, v);
    return c;
}

/* The result of float arithmetic: infinities are unknown values, and there is no -0. */
static struct constant *
settle_real(struct unit *u, struct constant *c)
{
    if (!mpfr_number_p(c->f) || (!mpfr_zero_p(c->f) && mpfr_get_exp(c->f) > INT32_MAX))
        return constant_unknown(u);
    if (mpfr_zero_p(c->f) || mpfr_get_exp(c->f) < INT32_MIN)
        mpfr_set_ui(c->f, 0, MPFR_RNDN);
    return c;
}

/* The result of fraction arithmetic: a fraction that grew too large becomes a REAL. */
static struct constant *
settle_ratio(struct unit *u, struct constant *c)
{
    if (mpz_sizeinbase(mpq_numref(c->q), 2) < RATIO_MAX_BITS &&
        mpz_sizeinbase(mpq_denref(c->q), 2) < RATIO_MAX_BITS)
        return c;
    struct constant *real = make(u, FORM_REAL);
    mpfr_set_q(real->f, c->q, MPFR_RNDN);
    return settle_real(u, real);
}

struct constant *
constant_float64(struct unit *u, double v)
{
    if (!isfinite(v))
        return constant_unknown(u);
    struct constant *c = make(u, FORM_RATIO);
    mpq_set_d(c->q, v);
    return c;
}

struct constant *
constant_make_complex(struct unit *u, const struct constant *re, const struct constant *im)
{
    if (re->form == FORM_UNKNOWN || im->form == FORM_UNKNOWN)
        return constant_unknown(u);
    struct constant *c = make(u, FORM_COMPLEX);
    c->complex.re = re;
    c->complex.im = im;
    return c;
}

static struct constant *
float_literal(struct unit *u, const char *text)
{
    struct constant *ratio = make(u, FORM_RATIO), *real = make(u, FORM_REAL);
    switch (constlit_float(ratio->q, real->f, text)) {
    case CONSTLIT_RATIO:
        return ratio;
    case CONSTLIT_REAL:
        return settle_real(u, real);
    case CONSTLIT_BAD:
        break;
    }
    return constant_unknown(u);
}

struct constant *
constant_literal(struct unit *u, enum token kind, const char *text)
{
    struct constant *c = NULL;
    int32_t rune;
    struct buf bytes = {0};
    switch (kind) {
    case TOKEN_INT:
        c = make(u, FORM_INT);
        return constlit_int(c->z, text) ? c : constant_unknown(u);
    case TOKEN_FLOAT:
        return float_literal(u, text);
    case TOKEN_IMAG:
        return constant_make_complex(u, constant_int64(u, 0), float_literal(u, text));
    case TOKEN_CHAR:
        return constlit_char(&rune, text) ? constant_int64(u, rune) : constant_unknown(u);
    case TOKEN_STRING:
        if (constlit_string(&bytes, text))
            c = constant_string(u, bytes.data, bytes.len);
        buf_finish(&bytes);
        return c ? c : constant_unknown(u);
    default:
        bug("token %s is no literal", token_text(kind));
    }
}

/* ---- reading --------------------------------------------------------------------------------- */

enum constant_kind
constant_kind(const struct constant *c)
{
    static const enum constant_kind kinds[] = {
        [FORM_UNKNOWN] = CONSTANT_UNKNOWN, [FORM_BOOL] = CONSTANT_BOOL,
        [FORM_STRING] = CONSTANT_STRING,   [FORM_INT] = CONSTANT_INT,
        [FORM_RATIO] = CONSTANT_FLOAT,     [FORM_REAL] = CONSTANT_FLOAT,
        [FORM_COMPLEX] = CONSTANT_COMPLEX,
    };
    return kinds[c->form];
}

bool
constant_bool_value(const struct constant *c)
{
    ensure(c->form == FORM_BOOL || c->form == FORM_UNKNOWN, "constant is not a bool");
    return c->form == FORM_BOOL && c->b;
}

const char *
constant_string_value(const struct constant *c, size_t *len)
{
    ensure(c->form == FORM_STRING || c->form == FORM_UNKNOWN, "constant is not a string");
    bool known = c->form == FORM_STRING;
    if (len)
        *len = known ? c->string.len : 0;
    return known ? c->string.s : "";
}

/* The low 64 bits in two's complement. */
static uint64_t
low_bits(const struct constant *c)
{
    ensure(c->form == FORM_INT || c->form == FORM_UNKNOWN, "constant is not an integer");
    if (c->form == FORM_UNKNOWN)
        return 0;
    uint64_t low = mpz_get_ui(c->z);
    return mpz_sgn(c->z) < 0 ? -low : low;
}

int64_t
constant_int64_value(const struct constant *c, bool *exact)
{
    uint64_t v = low_bits(c);
    if (exact)
        *exact = c->form == FORM_INT && mpz_fits_slong_p(c->z);
    return (int64_t)v;
}

uint64_t
constant_uint64_value(const struct constant *c, bool *exact)
{
    uint64_t v = low_bits(c);
    if (exact)
        *exact = c->form == FORM_INT && mpz_fits_ulong_p(c->z);
    return v;
}

/* c in `out` (any precision), rounded in direction `mode`; returns MPFR's sign of the error. */
static int
to_mpfr(mpfr_t out, const struct constant *c, mpfr_rnd_t mode)
{
    widen_exponents();
    switch (c->form) {
    case FORM_INT:
        return mpfr_set_z(out, c->z, mode);
    case FORM_RATIO:
        return mpfr_set_q(out, c->q, mode);
    case FORM_REAL:
        return mpfr_set(out, c->f, mode);
    default:
        bug("constant is not a real number");
    }
}

/* c rounded "to odd" into `out`: truncated, and the last bit set when anything was cut off.
 * Rounding that once more to fewer bits (a denormal has very few) gives what rounding c at once
 * would. */
static void
to_odd(mpfr_t out, const struct constant *c)
{
    mpfr_init2(out, ODD_BITS);
    int error = to_mpfr(out, c, MPFR_RNDZ);
    mpfr_prec_round(out, ODD_BITS + 1, MPFR_RNDN);
    if (error < 0)
        mpfr_nextabove(out);
    else if (error > 0)
        mpfr_nextbelow(out);
}

double
constant_float64_value(const struct constant *c, bool *exact)
{
    double d = 0;
    bool same = false;
    if (c->form != FORM_UNKNOWN) {
        mpfr_t f;
        to_odd(f, c);
        d = mpfr_get_d(f, MPFR_RNDN);
        same = mpfr_cmp_d(f, d) == 0;
        mpfr_clear(f);
    }
    if (exact)
        *exact = same;
    return d;
}

float
constant_float32_value(const struct constant *c, bool *exact)
{
    float d = 0;
    bool same = false;
    if (c->form != FORM_UNKNOWN) {
        mpfr_t f;
        to_odd(f, c);
        d = mpfr_get_flt(f, MPFR_RNDN);
        same = mpfr_cmp_d(f, d) == 0;
        mpfr_clear(f);
    }
    if (exact)
        *exact = same;
    return d;
}

struct constant *
constant_real(struct unit *u, const struct constant *c)
{
    (void)u;
    return (struct constant *)(c->form == FORM_COMPLEX ? c->complex.re : c);
}

struct constant *
constant_imag(struct unit *u, const struct constant *c)
{
    if (c->form == FORM_COMPLEX)
        return (struct constant *)c->complex.im;
    return c->form == FORM_UNKNOWN ? (struct constant *)c : constant_int64(u, 0);
}

int
constant_sign(const struct constant *c)
{
    switch (c->form) {
    case FORM_INT:
        return mpz_sgn(c->z);
    case FORM_RATIO:
        return mpq_sgn(c->q);
    case FORM_REAL:
        return mpfr_sgn(c->f) < 0 ? -1 : mpfr_sgn(c->f) > 0;
    case FORM_COMPLEX:
        return constant_sign(c->complex.re) || constant_sign(c->complex.im);
    case FORM_UNKNOWN:
        return 1; /* so that nobody complains about a division by zero */
    default:
        bug("constant is not numeric");
    }
}

unsigned
constant_bit_len(const struct constant *c)
{
    ensure(c->form == FORM_INT || c->form == FORM_UNKNOWN, "constant is not an integer");
    return c->form == FORM_UNKNOWN || mpz_sgn(c->z) == 0 ? 0 : (unsigned)mpz_sizeinbase(c->z, 2);
}

/* ---- converting ------------------------------------------------------------------------------ */

/* An integer in place of c when c is one up to an error in its last few bits: 0.1 * 10 computed
 * with REALs should still be an integer. */
static struct constant *
real_to_int(struct unit *u, const struct constant *c)
{
    static const struct {
        int bits;
        mpfr_rnd_t mode;
    } tries[] = {{0, MPFR_RNDN}, {4, MPFR_RNDZ}, {4, MPFR_RNDA}};
    struct constant *result = NULL;
    if (!mpfr_zero_p(c->f) && mpfr_get_exp(c->f) >= RATIO_MAX_BITS)
        return constant_unknown(u);
    for (size_t i = 0; i < sizeof tries / sizeof *tries && !result; i++) {
        mpfr_t t;
        mpfr_init2(t, REAL_BITS - tries[i].bits);
        mpfr_set(t, c->f, tries[i].mode);
        if (mpfr_integer_p(t)) {
            result = make(u, FORM_INT);
            mpfr_get_z(result->z, t, MPFR_RNDZ);
        }
        mpfr_clear(t);
    }
    return result ? result : constant_unknown(u);
}

struct constant *
constant_to_int(struct unit *u, const struct constant *c)
{
    switch (c->form) {
    case FORM_INT:
        return (struct constant *)c;
    case FORM_RATIO:
        if (mpz_cmp_ui(mpq_denref(c->q), 1) == 0) {
            struct constant *z = make(u, FORM_INT);
            mpz_set(z->z, mpq_numref(c->q));
            return z;
        }
        break;
    case FORM_REAL:
        return real_to_int(u, c);
    case FORM_COMPLEX:
        if (constant_sign(c->complex.im) == 0)
            return constant_to_int(u, c->complex.re);
        break;
    default:
        break;
    }
    return constant_unknown(u);
}

/* c in the form `form`, which is not below its own. */
static const struct constant *
lift(struct unit *u, const struct constant *c, enum form form)
{
    if (c->form == form)
        return c;
    if (form == FORM_COMPLEX)
        return constant_make_complex(u, c, constant_int64(u, 0));
    struct constant *to = make(u, form);
    if (form == FORM_RATIO)
        mpq_set_z(to->q, c->z);
    else
        to_mpfr(to->f, c, MPFR_RNDN);
    return to;
}

struct constant *
constant_to_float(struct unit *u, const struct constant *c)
{
    switch (c->form) {
    case FORM_INT:
        return (struct constant *)lift(
            u, c, constant_bit_len(c) < RATIO_MAX_BITS ? FORM_RATIO : FORM_REAL);
    case FORM_RATIO:
    case FORM_REAL:
        return (struct constant *)c;
    case FORM_COMPLEX:
        if (constant_sign(c->complex.im) == 0)
            return constant_to_float(u, c->complex.re);
        break;
    default:
        break;
    }
    return constant_unknown(u);
}

struct constant *
constant_to_complex(struct unit *u, const struct constant *c)
{
    if (c->form < FORM_INT)
        return constant_unknown(u);
    return (struct constant *)lift(u, c, FORM_COMPLEX);
}

/* ---- operators ------------------------------------------------------------------------------- */

static struct constant *
negate(struct unit *u, const struct constant *x)
{
    struct constant *z;
    switch (x->form) {
    case FORM_INT:
        z = make(u, FORM_INT);
        mpz_neg(z->z, x->z);
        return z;
    case FORM_RATIO:
        z = make(u, FORM_RATIO);
        mpq_neg(z->q, x->q);
        return z;
    case FORM_REAL:
        z = make(u, FORM_REAL);
        mpfr_neg(z->f, x->f, MPFR_RNDN);
        return settle_real(u, z);
    case FORM_COMPLEX:
        return constant_make_complex(u, negate(u, x->complex.re), negate(u, x->complex.im));
    default:
        bug("constant is not numeric");
    }
}

struct constant *
constant_unary(struct unit *u, enum token op, const struct constant *x, unsigned bits)
{
    if (x->form == FORM_UNKNOWN || op == TOKEN_ADD)
        return (struct constant *)x;
    if (op == TOKEN_SUB)
        return negate(u, x);
    if (op == TOKEN_NOT)
        return constant_bool(u, !constant_bool_value(x));
    ensure(op == TOKEN_XOR && x->form == FORM_INT, "unary %s of a constant", token_text(op));
    struct constant *z = make(u, FORM_INT);
    mpz_com(z->z, x->z);
    if (bits > 0)
        mpz_fdiv_r_2exp(z->z, z->z, bits);
    return z;
}

static struct constant *
binary_int(struct unit *u, const mpz_t x, enum token op, const mpz_t y, bool int_div)
{
    if (op == TOKEN_QUO && !int_div) {
        struct constant *q = make(u, FORM_RATIO);
        mpz_set(mpq_numref(q->q), x);
        mpz_set(mpq_denref(q->q), y);
        mpq_canonicalize(q->q);
        return settle_ratio(u, q);
    }
    struct constant *c = make(u, FORM_INT);
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
    struct constant *c = make(u, FORM_RATIO);
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
    return settle_ratio(u, c);
}

static struct constant *
binary_real(struct unit *u, const mpfr_t x, enum token op, const mpfr_t y)
{
    struct constant *c = make(u, FORM_REAL);
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
    return settle_real(u, c);
}

static struct constant *
binary_complex(struct unit *u, const struct constant *x, enum token op, const struct constant *y)
{
#define OP(l, o, r) constant_binary(u, l, TOKEN_##o, r, false)
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
    struct constant *c = make(u, FORM_STRING);
    char *both = bump_alloc(&u->mem, x->string.len + y->string.len + 1);
    memcpy(both, x->string.s, x->string.len);
    memcpy(both + x->string.len, y->string.s, y->string.len);
    c->string.s = both;
    c->string.len = x->string.len + y->string.len;
    return c;
}

struct constant *
constant_binary(struct unit *u, const struct constant *x, enum token op, const struct constant *y,
                bool int_div)
{
    if (x->form == FORM_UNKNOWN || y->form == FORM_UNKNOWN)
        return constant_unknown(u);
    enum form form = x->form > y->form ? x->form : y->form;
    if (form >= FORM_INT) {
        ensure(x->form >= FORM_INT && y->form >= FORM_INT, "number %s no number", token_text(op));
        x = lift(u, x, form);
        y = lift(u, y, form);
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
constant_shift(struct unit *u, const struct constant *x, enum token op, unsigned count)
{
    if (x->form == FORM_UNKNOWN)
        return (struct constant *)x;
    ensure(x->form == FORM_INT, "shift of a constant that is no integer");
    struct constant *c = make(u, FORM_INT);
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
    mpfr_inits2(REAL_BITS, a, b, (mpfr_ptr)0);
    to_mpfr(a, x, MPFR_RNDN);
    to_mpfr(b, y, MPFR_RNDN);
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
constant_compare(const struct constant *x, enum token op, const struct constant *y)
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

/* ---- representability ------------------------------------------------------------------------ */

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
constant_representable(struct unit *u, const struct constant *c, const struct type *t,
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

/* ---- writing --------------------------------------------------------------------------------- */

/* The fewest digits that read back as d. */
static void
write_shortest(struct buf *out, double d)
{
    char text[40];
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*e", digits - 1, d);
        if (strtod(text, NULL) == d) {
            int exp = atoi(strchr(text, 'e') + 1);
            if (exp >= -4 && exp < 6)
                snprintf(text, sizeof text, "%.*f", digits - 1 > exp ? digits - 1 - exp : 0, d);
            break;
        }
    }
    buf_add_str(out, text);
}

static void
write_real(struct buf *out, const struct constant *c)
{
    double d = constant_float64_value(c, NULL);
    if ((constant_sign(c) == 0) == (d == 0) && !isinf(d)) {
        char text[40];
        snprintf(text, sizeof text, "%.6g", d);
        bool integer = c->form == FORM_RATIO ? mpz_cmp_ui(mpq_denref(c->q), 1) == 0
                                             : mpfr_integer_p(c->f) != 0;
        if (!integer && !strchr(text, '.'))
            write_shortest(out, d);
        else
            buf_add_str(out, text);
        return;
    }
    mpfr_t f;
    mpfr_init2(f, REAL_BITS);
    to_mpfr(f, c, MPFR_RNDN);
    mpfr_exp_t exp;
    char *digits = mpfr_get_str(NULL, &exp, 10, 6, f, MPFR_RNDN);
    char *first = digits + (*digits == '-');
    size_t n = strlen(first);
    while (n > 1 && first[n - 1] == '0')
        n--;
    buf_printf(out, "%s%c%s%.*se%+ld", first > digits ? "-" : "", first[0], n > 1 ? "." : "",
               (int)(n - 1), first + 1, (long)exp - 1);
    mpfr_free_str(digits);
    mpfr_clear(f);
}

/* Quoted and, beyond 72 runes, cut. */
static void
write_string(struct buf *out, const struct constant *c)
{
    enum { MAX_RUNES = 72 };
    struct buf quoted = {0};
    constlit_quote(&quoted, c->string.s, c->string.len);
    size_t runes = 0, cut = quoted.len;
    for (size_t i = 0; i < quoted.len; i++) {
        if ((quoted.data[i] & 0xc0) == 0x80)
            continue;
        if (runes++ == MAX_RUNES - 3)
            cut = i;
    }
    bool shorten = runes > MAX_RUNES;
    buf_add(out, quoted.data, shorten ? cut : quoted.len);
    if (shorten)
        buf_add_str(out, "...");
    buf_finish(&quoted);
}

void
constant_write(struct buf *out, const struct constant *c)
{
    char *text;
    switch (c->form) {
    case FORM_UNKNOWN:
        buf_add_str(out, "unknown");
        break;
    case FORM_BOOL:
        buf_add_str(out, c->b ? "true" : "false");
        break;
    case FORM_STRING:
        write_string(out, c);
        break;
    case FORM_INT:
        text = mpz_get_str(NULL, 10, c->z);
        buf_add_str(out, text);
        free(text);
        break;
    case FORM_RATIO:
    case FORM_REAL:
        write_real(out, c);
        break;
    case FORM_COMPLEX:
        buf_add_byte(out, '(');
        constant_write(out, c->complex.re);
        buf_add_str(out, " + ");
        constant_write(out, c->complex.im);
        buf_add_str(out, "i)");
        break;
    }
}
