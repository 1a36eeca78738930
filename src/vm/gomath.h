/* The elementary functions with the very results of Go's: programs print all digits. Go computes
 * most of them by the rational approximations of the Cephes library and of FreeBSD's msun, on amd64
 * with its own exp, log and hypot; the C library's results differ in the last bit now and then.
 * Pure functions. */
#ifndef VM_GOMATH_H
#define VM_GOMATH_H

#include <stdint.h>

double gomath_exp(double x);
double gomath_exp2(double x);
double gomath_expm1(double x);
double gomath_log(double x);
double gomath_log2(double x);
double gomath_log10(double x);
double gomath_log1p(double x);
double gomath_pow(double x, double y);
double gomath_cbrt(double x);
double gomath_hypot(double p, double q);
double gomath_sinh(double x);
double gomath_cosh(double x);
double gomath_tanh(double x);
double gomath_asinh(double x);
double gomath_acosh(double x);
double gomath_atanh(double x);
double gomath_gamma(double x);

double gomath_erf(double x);
double gomath_erfc(double x);
double gomath_erfinv(double x);
double gomath_lgamma(double x, int *sign);

double gomath_j0(double x);
double gomath_j1(double x);
double gomath_jn(int64_t n, double x);
double gomath_y0(double x);
double gomath_y1(double x);
double gomath_yn(int64_t n, double x);

double gomath_sin(double x);
double gomath_cos(double x);
double gomath_tan(double x);
double gomath_asin(double x);
double gomath_acos(double x);
double gomath_atan(double x);
double gomath_atan2(double y, double x);

/* c[0]*x^(n-1) + ... + c[n-1], rounded after each step. */
static inline double
gomath_poly(double x, const double *c, int n)
{
    double sum = c[0];
    for (int i = 1; i < n; i++)
        sum = sum * x + c[i];
    return sum;
}

#define GOMATH_POLY(x, ...)                                                                        \
    gomath_poly(x, (const double[]){__VA_ARGS__},                                                  \
                (int)(sizeof((const double[]){__VA_ARGS__}) / sizeof(double)))

#endif
