/* Package math: functions of gomath.h, where the C library's are not the same its own; and chance
 * for math/rand. Go: math, math/rand */
#include "base/rng.h"
#include "vm/gomath.h"
#include "vm/native.h"

#include <math.h>
#include <string.h>

static double
arg(const struct native_call *c, unsigned i)
{
    double d;
    memcpy(&d, &c->args[i], sizeof d);
    return d;
}

static enum native_result
result(struct native_call *c, unsigned i, double d)
{
    memcpy(&c->args[i], &d, sizeof d);
    return NATIVE_DONE;
}

/* A NaN is that of Go's math.NaN, whose bits are not the machine's. */
static double
own_nan(double y)
{
    static const uint64_t bits = 0x7ff8000000000001;
    if (isnan(y))
        memcpy(&y, &bits, sizeof y);
    return y;
}

/* X(name after lib_math_, C function) */
#define UNARY(X)                                                                                   \
    X(sqrt, sqrt)                                                                                  \
    X(floor, floor)                                                                                \
    X(ceil, ceil)                                                                                  \
    X(trunc, trunc)                                                                                \
    X(exp, gomath_exp)                                                                             \
    X(exp2, gomath_exp2)                                                                           \
    X(expm1, gomath_expm1)                                                                         \
    X(log, gomath_log)                                                                             \
    X(log2, gomath_log2)                                                                           \
    X(log10, gomath_log10)                                                                         \
    X(log1p, gomath_log1p)                                                                         \
    X(sin, gomath_sin)                                                                             \
    X(cos, gomath_cos)                                                                             \
    X(tan, gomath_tan)                                                                             \
    X(asin, gomath_asin)                                                                           \
    X(acos, gomath_acos)                                                                           \
    X(atan, gomath_atan)                                                                           \
    X(sinh, gomath_sinh)                                                                           \
    X(cosh, gomath_cosh)                                                                           \
    X(tanh, gomath_tanh)                                                                           \
    X(asinh, gomath_asinh)                                                                         \
    X(acosh, gomath_acosh)                                                                         \
    X(atanh, gomath_atanh)                                                                         \
    X(cbrt, gomath_cbrt)                                                                           \
    X(gamma, gomath_gamma)                                                                         \
    X(erf, gomath_erf)                                                                             \
    X(erfc, gomath_erfc)                                                                           \
    X(erfinv, gomath_erfinv)                                                                       \
    X(j0, gomath_j0)                                                                               \
    X(j1, gomath_j1)                                                                               \
    X(y0, gomath_y0)                                                                               \
    X(y1, gomath_y1)
#define BINARY(X)                                                                                  \
    X(pow, gomath_pow)                                                                             \
    X(atan2, gomath_atan2)                                                                         \
    X(hypot, gomath_hypot)                                                                         \
    X(mod, fmod)                                                                                   \
    X(remainder, remainder)

#define DEFINE_UNARY(name, fn)                                                                     \
    native_fn lib_math_##name;                                                                     \
    enum native_result lib_math_##name(struct native_call *c)                                      \
    {                                                                                              \
        double x = arg(c, 0), y = fn(x);                                                           \
        return result(c, 1, fn == sqrt ? y : own_nan(y));                                          \
    }
UNARY(DEFINE_UNARY)

#define DEFINE_BINARY(name, fn)                                                                    \
    native_fn lib_math_##name;                                                                     \
    enum native_result lib_math_##name(struct native_call *c)                                      \
    {                                                                                              \
        double x = arg(c, 0), y = arg(c, 1);                                                       \
        return result(c, 2, own_nan(fn(x, y)));                                                    \
    }
BINARY(DEFINE_BINARY)

native_fn lib_math_fma, lib_math_random, lib_math_overflow, lib_math_jn, lib_math_yn,
    lib_math_lgamma;

enum native_result
lib_math_fma(struct native_call *c)
{
    return result(c, 3, fma(arg(c, 0), arg(c, 1), arg(c, 2)));
}

enum native_result
lib_math_random(struct native_call *c)
{
    c->args[0] = rng_next(&c->p->rng);
    return NATIVE_DONE;
}

enum native_result
lib_math_overflow(struct native_call *c)
{
    return vm_panic_runtime(c, "integer overflow");
}

enum native_result
lib_math_jn(struct native_call *c)
{
    return result(c, 2, gomath_jn((int64_t)c->args[0], arg(c, 1)));
}

enum native_result
lib_math_yn(struct native_call *c)
{
    return result(c, 2, own_nan(gomath_yn((int64_t)c->args[0], arg(c, 1))));
}

/* Lgamma(x float64) (lgamma float64, sign int) */
enum native_result
lib_math_lgamma(struct native_call *c)
{
    int sign = 1;
    double y = gomath_lgamma(arg(c, 0), &sign);
    c->args[2] = (uint64_t)(int64_t)(sign < 0 ? -1 : 1);
    return result(c, 1, y);
}
