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
    X(erf, erf) X(erfc, erfc) X(j0, j0) X(j1, j1) X(y0, y0) X(y1, y1)
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
        return result(c, 1, fn(arg(c, 0)));                                                        \
    }
UNARY(DEFINE_UNARY)

#define DEFINE_BINARY(name, fn)                                                                    \
    native_fn lib_math_##name;                                                                     \
    enum native_result lib_math_##name(struct native_call *c)                                      \
    {                                                                                              \
        return result(c, 2, fn(arg(c, 0), arg(c, 1)));                                             \
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
    return result(c, 2, jn((int)c->args[0], arg(c, 1)));
}

enum native_result
lib_math_yn(struct native_call *c)
{
    return result(c, 2, yn((int)c->args[0], arg(c, 1)));
}

/* Lgamma(x float64) (lgamma float64, sign int) */
enum native_result
lib_math_lgamma(struct native_call *c)
{
    int sign = 1;
    double y = lgamma_r(arg(c, 0), &sign);
    c->args[2] = (uint64_t)(int64_t)(sign < 0 ? -1 : 1);
    return result(c, 1, y);
}
