/* Exponentials, logarithms, powers and what is made of them. An argument is reduced to a small one,
 * r = x - k*ln2 or x = 2^k * (1+f), with ln2 in two parts, for which an approximation in x^2
 * serves. Go: math/exp_amd64.s, log_amd64.s, expm1.go, log1p.go, pow.go, cbrt.go, sinh.go, gamma.go
 */
#include "vm/gomath.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static const double LN2_HI = 6.93147180369123816490e-01, LN2_LO = 1.90821492927058770002e-10;
static const double LN2_HALF = 3.46573590279972654709e-01;
static const double LOG2_E = 1.44269504088896338700e+00;
static const double LN2 = 0.693147180559945309417232121458176568;
static const double LOG10_E = 0.434294481903251827651128918916605082;
static const double PI = 3.14159265358979323846264338327950288;
static const double EXP_OVERFLOW = 7.09782712893383973096e+02;

enum { MANTISSA = 52, BIAS = 1023 };

static uint64_t
bits(double x)
{
    uint64_t u;
    memcpy(&u, &x, sizeof u);
    return u;
}

static double
from_bits(uint64_t u)
{
    double x;
    memcpy(&x, &u, sizeof x);
    return x;
}

/* 2^k for a k whose biased form is in range. */
static double
power_of_two(int biased)
{
    return from_bits((uint64_t)biased << MANTISSA);
}

/* --- exp -------------------------------------------------------------------------------------- */

/* The series of exp(r/16)-1, which is then squared four times: (1+y)^2 - 1 = y*(2+y). */
static const double EXP_SERIES[] = {
    2.4801587301587301587e-5,
    1.9841269841269841270e-4,
    1.3888888888888888889e-3,
    8.3333333333333333333e-3,
    4.1666666666666666667e-2,
    1.6666666666666666667e-1,
    0.5,
    1.0,
};
static const double EXP_LN2_UPPER = 0.69314718055966295651160180568695068359375;
static const double EXP_LN2_LOWER = 0.28235290563031577122588448175013436025525412068e-12;

enum { EXP_TERMS = sizeof EXP_SERIES / sizeof *EXP_SERIES };

static double
exp_reduced(double x, double k)
{
    x -= EXP_LN2_UPPER * k;
    x -= EXP_LN2_LOWER * k;
    x *= 0.0625;
    double y = x * gomath_poly(x, EXP_SERIES, EXP_TERMS);
    for (int i = 0; i < 4; i++)
        y *= y + 2;
    return y + 1;
}

#if defined(__x86_64__)
#define WITH_FMA __attribute__((target("fma")))
static bool
have_fma(void)
{
    return __builtin_cpu_supports("avx") && __builtin_cpu_supports("fma");
}
#else
#define WITH_FMA
static bool
have_fma(void)
{
    return true;
}
#endif

/* As exp_reduced, on machines that multiply and add with one rounding. */
WITH_FMA static double
exp_reduced_fma(double x, double k)
{
    x = __builtin_fma(-EXP_LN2_UPPER, k, x);
    x = __builtin_fma(-EXP_LN2_LOWER, k, x);
    x *= 0.0625;
    double sum = EXP_SERIES[0];
    for (int i = 1; i < EXP_TERMS; i++)
        sum = __builtin_fma(x, sum, EXP_SERIES[i]);
    double y = x * sum;
    for (int i = 0; i < 3; i++)
        y *= y + 2;
    return __builtin_fma(y + 2, y, 1);
}

double
gomath_exp(double x)
{
    if (isnan(x))
        return x;
    if (x > 7.09782712893384e+02)
        return INFINITY;
    if (x < -800)
        return 0;
    double k = nearbyint(x * LOG2_E);
    double y = have_fma() ? exp_reduced_fma(x, k) : exp_reduced(x, k);
    int biased = (int)k + BIAS;
    if (biased > 0)
        return biased > 2046 ? INFINITY : y * power_of_two(biased);
    if (biased < -52)
        return 0;
    return y * power_of_two(biased + BIAS - 1) * power_of_two(1);
}

/* 2^k * exp(hi-lo) */
static double
exp_parts(double hi, double lo, int k)
{
    double r = hi - lo, t = r * r;
    double c = r - t * GOMATH_POLY(t, 4.13813679705723846039e-08, -1.65339022054652515390e-06,
                                   6.61375632143793436117e-05, -2.77777777770155933842e-03,
                                   1.66666666666666657415e-01);
    return ldexp(1 - ((lo - (r * c) / (2 - c)) - hi), k);
}

double
gomath_exp2(double x)
{
    if (isnan(x))
        return x;
    if (x > 1.0239999999999999e+03)
        return INFINITY;
    if (x < -1.0740e+03)
        return 0;
    int k = (int)(x > 0 ? x + 0.5 : x < 0 ? x - 0.5 : 0);
    double t = x - k;
    return exp_parts(t * LN2_HI, -t * LN2_LO, k);
}

/* exp(x)-1 = 2^k * (x - e) + (2^k - 1) for the reduced x: k says how the parts are best added. */
static double
expm1_join(double x, double e, int k)
{
    uint64_t scale = (uint64_t)k << MANTISSA;
    if (k == -1)
        return 0.5 * (x - e) - 0.5;
    if (k == 1)
        return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
    if (k <= -2 || k > 56)
        return from_bits(bits(1 - (e - x)) + scale) - 1;
    if (k < 20) {
        double t = 1 - power_of_two(BIAS - k);
        return from_bits(bits(t - (e - x)) + scale);
    }
    double y = x - (e + power_of_two(BIAS - k));
    return from_bits(bits(y + 1) + scale);
}

double
gomath_expm1(double x)
{
    double size = fabs(x), c = 0;
    int k = 0;
    if (isnan(x) || x == INFINITY)
        return x;
    if (x <= -38.8162421113569373274)
        return -1;
    if (x >= EXP_OVERFLOW)
        return INFINITY;
    if (size < 0x1p-54)
        return x;
    if (size > LN2_HALF) {
        double sign = x < 0 ? -1 : 1;
        k = size < 1.03972077083991796413 ? (int)sign : (int)(LOG2_E * x + sign * 0.5);
        double hi = x - k * LN2_HI, lo = k * LN2_LO;
        x = hi - lo;
        c = (hi - x) - lo;
    }
    double half = 0.5 * x, square = x * half;
    double r = GOMATH_POLY(square, -2.01099218183624371326e-07, 4.00821782732936239552e-06,
                           -7.93650757867487942473e-05, 1.58730158725481460165e-03,
                           -3.33333333333331316428e-02, 1);
    double t = 3 - r * half;
    double e = square * ((r - t) / (6.0 - x * t));
    if (k == 0)
        return x - (x * e - square);
    e = (x * (e - c) - c) - square;
    return expm1_join(x, e, k);
}

/* --- log -------------------------------------------------------------------------------------- */

double
gomath_log(double x)
{
    if (x == 0)
        return -INFINITY;
    if (x < 0 || isnan(x))
        return x < 0 ? NAN : x;
    if (isinf(x))
        return x;
    uint64_t u = bits(x);
    double f = from_bits((u & 0x000FFFFFFFFFFFFF) | bits(0.5));
    double k = (double)((int)(u >> MANTISSA) - BIAS + 1);
    if (f <= 7.07106781186547524401e-01) {
        k -= 1;
        f *= 2;
    }
    f -= 1;
    double s = f / (2 + f), s2 = s * s, s4 = s2 * s2;
    double odd = s2 * GOMATH_POLY(s4, 1.479819860511658591e-01, 1.818357216161805012e-01,
                                  2.857142874366239149e-01, 6.666666666666735130e-01);
    double even = s4 * GOMATH_POLY(s4, 1.531383769920937332e-01, 2.222219843214978396e-01,
                                   3.999999999940941908e-01);
    double r = odd + even, half = 0.5 * f * f;
    return k * LN2_HI - ((half - (s * (half + r) + k * LN2_LO)) - f);
}

double
gomath_log2(double x)
{
    int exp;
    if (!isfinite(x) || x <= 0)
        return gomath_log(x);
    double frac = frexp(x, &exp);
    if (frac == 0.5)
        return exp - 1;
    return gomath_log(frac) * LOG2_E + exp;
}

double
gomath_log10(double x)
{
    return gomath_log(x) * LOG10_E;
}

/* log(2^k * (1+f)), c being what 1+x lost to rounding. */
static double
log1p_join(double f, int k, double c, bool tiny)
{
    double half = 0.5 * f * f;
    if (tiny) {
        if (f == 0)
            return k == 0 ? 0 : k * LN2_HI + (c + k * LN2_LO);
        double r = half * (1.0 - 0.66666666666666666 * f);
        return k == 0 ? f - r : k * LN2_HI - ((r - (k * LN2_LO + c)) - f);
    }
    double s = f / (2.0 + f), z = s * s;
    double r = z * GOMATH_POLY(z, 1.479819860511658591e-01, 1.531383769920937332e-01,
                               1.818357216161805012e-01, 2.222219843214978396e-01,
                               2.857142874366239149e-01, 3.999999999940941908e-01,
                               6.666666666666735130e-01);
    if (k == 0)
        return f - (half - s * (half + r));
    return k * LN2_HI - ((half - (s * (half + r) + (k * LN2_LO + c))) - f);
}

double
gomath_log1p(double x)
{
    static const double SQRT2_MINUS_1 = 4.142135623730950488017e-01;
    static const double HALF_SQRT2_MINUS_1 = -2.928932188134524755992e-01;
    static const uint64_t SQRT2 = 0x0006a09e667f3bcd; /* its mantissa */
    double size = fabs(x);
    if (isnan(x) || x < -1)
        return NAN;
    if (x == -1)
        return -INFINITY;
    if (isinf(x))
        return x;
    if (size < 0x1p-29)
        return size < 0x1p-54 ? x : x - x * x * 0.5;
    if (size < SQRT2_MINUS_1 && x > HALF_SQRT2_MINUS_1)
        return log1p_join(x, 0, 0, false);
    double u = size < 0x1p53 ? 1.0 + x : x, c = 0;
    int k = (int)(bits(u) >> MANTISSA) - BIAS;
    if (size < 0x1p53)
        c = (k > 0 ? 1.0 - (u - x) : x - (u - 1.0)) / u;
    uint64_t mantissa = bits(u) & 0x000FFFFFFFFFFFFF;
    bool low = mantissa < SQRT2;
    u = from_bits(mantissa | bits(low ? 1.0 : 0.5));
    if (!low) {
        k++;
        mantissa = (0x0010000000000000 - mantissa) >> 2;
    }
    return log1p_join(u - 1.0, k, c, mantissa == 0);
}

/* --- powers and roots ------------------------------------------------------------------------- */

static bool
is_odd(double x)
{
    return fabs(x) < 0x1p53 && floor(x) == x && ((int64_t)x & 1);
}

static bool
pow_special(double x, double y, double *result)
{
    double grows = (fabs(x) < 1) == (y > 0) ? 0 : INFINITY; /* for endless y */
    if (y == 0 || x == 1)
        *result = 1;
    else if (y == 1)
        *result = x;
    else if (isnan(x) || isnan(y))
        *result = NAN;
    else if (x == 0)
        *result = copysign(y < 0 ? INFINITY : 0, is_odd(y) ? x : 1);
    else if (isinf(y))
        *result = x == -1 ? 1 : grows;
    else if (isinf(x))
        *result = copysign(y < 0 ? 0 : INFINITY, is_odd(y) ? x : 1);
    else if (y == 0.5)
        *result = sqrt(x);
    else if (y == -0.5)
        *result = 1 / sqrt(x);
    else if (x < 0 && floor(y) != y)
        *result = NAN;
    else if (fabs(y) >= 0x1p63)
        *result = x == -1 ? 1 : grows;
    else
        return false;
    return true;
}

/* The fraction of y by exp and log, its integer part by squaring; exponents are kept apart. */
double
gomath_pow(double x, double y)
{
    double result, whole, mantissa = 1;
    int64_t exponent = 0;
    if (pow_special(x, y, &result))
        return result;
    double frac = modf(fabs(y), &whole);
    if (frac != 0) {
        if (frac > 0.5) {
            frac--;
            whole++;
        }
        mantissa = gomath_exp(frac * gomath_log(x));
    }
    int e;
    double m = frexp(x, &e);
    int64_t me = e;
    for (int64_t n = (int64_t)whole; n != 0; n >>= 1) {
        if (me < -(1 << 12) || me > 1 << 12) {
            exponent += me;
            break;
        }
        if (n & 1) {
            mantissa *= m;
            exponent += me;
        }
        m *= m;
        me *= 2;
        if (m < .5) {
            m += m;
            me--;
        }
    }
    if (y < 0) {
        mantissa = 1 / mantissa;
        exponent = -exponent;
    }
    return ldexp(mantissa, (int)exponent);
}

/* A guess by a third of the exponent, improved by a rational step to 23 bits and by one of
 * Newton's. */
double
gomath_cbrt(double x)
{
    if (x == 0 || !isfinite(x))
        return x;
    double size = fabs(x);
    double t = from_bits(bits(size) / 3 + ((uint64_t)715094163 << 32));
    if (size < 0x1p-1022)
        t = from_bits(bits(size * 0x1p54) / 3 + ((uint64_t)696219795 << 32));
    double r = t * t / size;
    double s = 5.42857142857142815906e-01 + r * t;
    t *= 3.57142857142857150787e-01 +
         1.60714285714285720630e+00 /
             (s + 1.41428571428571436819e+00 + -7.05306122448979611050e-01 / s);
    t = from_bits((bits(t) & (UINT64_C(0xFFFFFFFFC) << 28)) + (1 << 30));
    r = size / (t * t);
    r = (r - t) / (t + t + r);
    return copysign(t + t * r, x);
}

double
gomath_hypot(double p, double q)
{
    p = fabs(p);
    q = fabs(q);
    if (isinf(p) || isinf(q))
        return INFINITY;
    if (isnan(p) || isnan(q))
        return NAN;
    if (p == 0 && q == 0)
        return 0;
    double larger = p > q ? p : q, ratio = (p > q ? q : p) / larger;
    return larger * sqrt(ratio * ratio + 1);
}

/* --- hyperbolic functions --------------------------------------------------------------------- */

double
gomath_sinh(double x)
{
    double size = x < 0 ? -x : x, y;
    if (size > 21) {
        y = gomath_exp(size) * 0.5;
    } else if (size > 0.5) {
        double e = gomath_exp(size);
        y = (e - 1 / e) * 0.5;
    } else {
        double s = size * size;
        y = GOMATH_POLY(s, -0.2630563213397497062819489e+2, -0.2894211355989563807284660366e+4,
                        -0.8991272022039509355398013511e+5, -0.6307673640497716991184787251e+6) *
            size;
        y /= GOMATH_POLY(s, 1, -0.173678953558233699533450911e+3, 0.1521517378790019070696485176e+5,
                         -0.6307673640497716991212077277e+6);
    }
    return x < 0 ? -y : y;
}

double
gomath_cosh(double x)
{
    double e = gomath_exp(fabs(x));
    return fabs(x) > 21 ? e * 0.5 : (e + 1 / e) * 0.5;
}

double
gomath_tanh(double x)
{
    double size = fabs(x);
    if (x == 0)
        return x;
    if (size > 0.5 * 8.8029691931113054295988e+01)
        return copysign(1, x);
    if (size >= 0.625)
        return copysign(1 - 2 / (gomath_exp(2 * size) + 1), x);
    double s = x * x;
    return x + x * s *
                   GOMATH_POLY(s, -9.64399179425052238628e-1, -9.92877231001918586564e1,
                               -1.61468768441708447952e3) /
                   GOMATH_POLY(s, 1, 1.12811678491632931402e2, 2.23548839060100448583e3,
                               4.84406305325125486048e3);
}

double
gomath_asinh(double x)
{
    double size = x < 0 ? -x : x, y = size;
    if (!isfinite(x))
        return x;
    if (size > 0x1p28)
        y = gomath_log(size) + 6.93147180559945286227e-01;
    else if (size > 2)
        y = gomath_log(2 * size + 1 / (sqrt(size * size + 1) + size));
    else if (size >= 0x1p-28)
        y = gomath_log1p(size + size * size / (1 + sqrt(1 + size * size)));
    return x < 0 ? -y : y;
}

double
gomath_acosh(double x)
{
    if (x < 1 || isnan(x))
        return NAN;
    if (x == 1)
        return 0;
    if (x >= 0x1p28)
        return gomath_log(x) + LN2;
    if (x > 2)
        return gomath_log(2 * x - 1 / (x + sqrt(x * x - 1)));
    double t = x - 1;
    return gomath_log1p(t + sqrt(2 * t + t * t));
}

double
gomath_atanh(double x)
{
    double size = x < 0 ? -x : x, y = size;
    if (size > 1 || isnan(x))
        return NAN;
    if (size == 1)
        return copysign(INFINITY, x);
    if (size >= 0.5) {
        y = 0.5 * gomath_log1p((size + size) / (1 - size));
    } else if (size >= 0x1p-28) {
        y = size + size;
        y = 0.5 * gomath_log1p(y + y * size / (1 - size));
    }
    return x < 0 ? -y : y;
}

/* --- gamma ------------------------------------------------------------------------------------ */

/* Stirling's formula, for x > 33; the result is the product of two. */
static void
stirling(double x, double out[2])
{
    out[0] = INFINITY;
    out[1] = 1;
    if (x > 200)
        return;
    double w = 1 / x, e = gomath_exp(x), rest = 1;
    w = 1 + w * GOMATH_POLY(w, 7.87311395793093628397e-04, -2.29549961613378126380e-04,
                            -2.68132617805781232825e-03, 3.47222221605458667310e-03,
                            8.33333333333482257126e-02);
    if (x > 143.01608) {
        out[0] = gomath_pow(x, 0.5 * x - 0.25);
        rest = out[0] / e;
    } else {
        out[0] = gomath_pow(x, x - 0.5) / e;
    }
    out[1] = 2.506628274631000502417 * w * rest;
}

static double
gamma_large(double x)
{
    double q = fabs(x), p = floor(q), part[2];
    stirling(q, part);
    if (x >= 0)
        return part[0] * part[1];
    int sign = (int64_t)p & 1 ? 1 : -1;
    double z = q - p;
    if (z > 0.5)
        z = q - (p + 1);
    z = fabs(q * gomath_sin(PI * z));
    if (z == 0)
        return sign * INFINITY;
    double d = z * part[0] * part[1];
    return sign * (isinf(d) ? PI / z / part[0] / part[1] : PI / d);
}

double
gomath_gamma(double x)
{
    if (isnan(x) || x == -INFINITY || (x < 0 && floor(x) == x))
        return NAN;
    if (x == 0)
        return copysign(INFINITY, x);
    if (isinf(x))
        return x;
    if (fabs(x) > 33)
        return gamma_large(x);
    double z = 1;
    for (; x >= 3; z *= x)
        x -= 1;
    for (; x < 2; x += 1) {
        if (x < 1e-09 && x > -1e-09)
            return x == 0 ? INFINITY : z / ((1 + 0.57721566490153286060651209008240243104 * x) * x);
        z /= x;
    }
    if (x == 2)
        return z;
    x -= 2;
    return z *
           GOMATH_POLY(x, 1.60119522476751861407e-04, 1.19135147006586384913e-03,
                       1.04213797561761569935e-02, 4.76367800457137231464e-02,
                       2.07448227648435975150e-01, 4.94214826801497100753e-01,
                       9.99999999999999996796e-01) /
           GOMATH_POLY(x, -2.31581873324120129819e-05, 5.39605580493303397842e-04,
                       -4.45641913851797240494e-03, 1.18139785222060435552e-02,
                       3.58236398605498653373e-02, -2.34591795718243348568e-01,
                       7.14304917030273074085e-02, 1.00000000000000000320e+00);
}
