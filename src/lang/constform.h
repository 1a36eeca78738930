/* The seven forms of a constant value and what makes one; private to the const*.c files. Numbers
 * climb from form to form:
 *   INT    exact, any size (the checker refuses more than 512 bits)
 *   RATIO  exact fraction, numerator and denominator below 4096 bits
 *   REAL   512 bits of mantissa, for what is too large for a fraction; never goes back to RATIO,
 *          since the exactness is lost
 *   COMPLEX two of the above
 * Values are immutable: every operation makes a new one in the unit's bump. Those that hold GMP or
 * MPFR memory are chained in unit.constants, so that constant_finish can free them. */
#ifndef LANG_CONSTFORM_H
#define LANG_CONSTFORM_H

#include <gmp.h>
#include <mpfr.h>
#include <stdbool.h>
#include <stddef.h>

#include "lang/constant.h"

#define CONSTFORM_REAL_BITS      512
#define CONSTFORM_RATIO_MAX_BITS 4096

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

struct unit;

struct constant *constform_make(struct unit *u, enum form form); /* 0 */
/* The result of float arithmetic: infinities are unknown values, and there is no -0. */
struct constant *constform_settle_real(struct unit *u, struct constant *c);
/* The result of fraction arithmetic: a fraction that grew too large becomes a REAL. */
struct constant *constform_settle_ratio(struct unit *u, struct constant *c);
/* c in `out` (any precision), rounded in direction `mode`; returns MPFR's sign of the error. */
int constform_to_mpfr(mpfr_t out, const struct constant *c, mpfr_rnd_t mode);
/* c in the form `form`, which is not below its own. */
const struct constant *constform_lift(struct unit *u, const struct constant *c, enum form form);

#endif
