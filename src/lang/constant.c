/* Making constant values, reading them, converting between their kinds, writing them.
 * Go: go/constant/value.go */
#include "lang/constant.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/bug.h"
#include "lang/constform.h"
#include "lang/constlit.h"
#include "lang/unit.h"

#define ODD_BITS 128 /* more than any hardware float needs */

/* ---- making ---------------------------------------------------------------------------------- */

struct constant *
constant_unknown(struct unit *u)
{
    return constform_make(u, FORM_UNKNOWN);
}

struct constant *
constant_bool(struct unit *u, bool b)
{
    struct constant *c = constform_make(u, FORM_BOOL);
    c->b = b;
    return c;
}

struct constant *
constant_string(struct unit *u, const char *s, size_t n)
{
    struct constant *c = constform_make(u, FORM_STRING);
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
    struct constant *c = constform_make(u, FORM_INT);
    mpz_set_si(c->z, v);
    return c;
}

struct constant *
constant_uint64(struct unit *u, uint64_t v)
{
    struct constant *c = constform_make(u, FORM_INT);
    mpz_set_ui(c->z, v);
    return c;
}

struct constant *
constant_float64(struct unit *u, double v)
{
    if (!isfinite(v))
        return constant_unknown(u);
    struct constant *c = constform_make(u, FORM_RATIO);
    mpq_set_d(c->q, v);
    return c;
}

struct constant *
constant_make_complex(struct unit *u, const struct constant *re, const struct constant *im)
{
    if (re->form == FORM_UNKNOWN || im->form == FORM_UNKNOWN)
        return constant_unknown(u);
    struct constant *c = constform_make(u, FORM_COMPLEX);
    c->complex.re = re;
    c->complex.im = im;
    return c;
}

static struct constant *
float_literal(struct unit *u, const char *text)
{
    struct constant *ratio = constform_make(u, FORM_RATIO), *real = constform_make(u, FORM_REAL);
    switch (constlit_float(ratio->q, real->f, text)) {
    case CONSTLIT_RATIO:
        return ratio;
    case CONSTLIT_REAL:
        return constform_settle_real(u, real);
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
        c = constform_make(u, FORM_INT);
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

/* c rounded "to odd" into `out`: truncated, and the last bit set when anything was cut off.
 * Rounding that once more to fewer bits (a denormal has very few) gives what rounding c at once
 * would. */
static void
to_odd(mpfr_t out, const struct constant *c)
{
    mpfr_init2(out, ODD_BITS);
    int error = constform_to_mpfr(out, c, MPFR_RNDZ);
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
    if (!mpfr_zero_p(c->f) && mpfr_get_exp(c->f) >= CONSTFORM_RATIO_MAX_BITS)
        return constant_unknown(u);
    for (size_t i = 0; i < sizeof tries / sizeof *tries && !result; i++) {
        mpfr_t t;
        mpfr_init2(t, CONSTFORM_REAL_BITS - tries[i].bits);
        mpfr_set(t, c->f, tries[i].mode);
        if (mpfr_integer_p(t)) {
            result = constform_make(u, FORM_INT);
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
            struct constant *z = constform_make(u, FORM_INT);
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

struct constant *
constant_to_float(struct unit *u, const struct constant *c)
{
    switch (c->form) {
    case FORM_INT:
        return (struct constant *)constform_lift(
            u, c, constant_bit_len(c) < CONSTFORM_RATIO_MAX_BITS ? FORM_RATIO : FORM_REAL);
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
    return (struct constant *)constform_lift(u, c, FORM_COMPLEX);
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
    mpfr_init2(f, CONSTFORM_REAL_BITS);
    constform_to_mpfr(f, c, MPFR_RNDN);
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
