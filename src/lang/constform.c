/* Making values of each form, and climbing from form to form. */
#include "lang/constform.h"

#include "base/bug.h"
#include "lang/unit.h"

/* MPFR keeps the range of exponents per thread; Go's is that of an int32, larger than MPFR's usual
 * one. Called before each use of REALs. */
static void
widen_exponents(void)
{
    mpfr_set_emin(mpfr_get_emin_min());
    mpfr_set_emax(mpfr_get_emax_max());
}

struct constant *
constform_make(struct unit *u, enum form form)
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
        mpfr_init2(c->f, CONSTFORM_REAL_BITS);
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
constform_settle_real(struct unit *u, struct constant *c)
{
    if (!mpfr_number_p(c->f) || (!mpfr_zero_p(c->f) && mpfr_get_exp(c->f) > INT32_MAX))
        return constant_unknown(u);
    if (mpfr_zero_p(c->f) || mpfr_get_exp(c->f) < INT32_MIN)
        mpfr_set_ui(c->f, 0, MPFR_RNDN);
    return c;
}

struct constant *
constform_settle_ratio(struct unit *u, struct constant *c)
{
    if (mpz_sizeinbase(mpq_numref(c->q), 2) < CONSTFORM_RATIO_MAX_BITS &&
        mpz_sizeinbase(mpq_denref(c->q), 2) < CONSTFORM_RATIO_MAX_BITS)
        return c;
    struct constant *real = constform_make(u, FORM_REAL);
    mpfr_set_q(real->f, c->q, MPFR_RNDN);
    return constform_settle_real(u, real);
}

int
constform_to_mpfr(mpfr_t out, const struct constant *c, mpfr_rnd_t mode)
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

const struct constant *
constform_lift(struct unit *u, const struct constant *c, enum form form)
{
    if (c->form == form)
        return c;
    if (form == FORM_COMPLEX)
        return constant_make_complex(u, c, constant_int64(u, 0));
    struct constant *to = constform_make(u, form);
    if (form == FORM_RATIO)
        mpq_set_z(to->q, c->z);
    else
        constform_to_mpfr(to->f, c, MPFR_RNDN);
    return to;
}
