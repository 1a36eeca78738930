/* Package math: the C library's functions, and chance for math/rand. Go: math, math/rand */
#include "base/rng.h"
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
    X(exp, exp)                                                                                    \
    X(exp2, exp2)                                                                                  \
    X(expm1, expm1)                                                                                \
    X(log, log)                                                                                    \
    X(log2, log2)                                                                                  \
    X(log10, log10)                                                                                \
    X(log1p, log1p)                                                                                \
    X(sin, sin)                                                                                    \
    X(cos, cos)                                                                                    \
    X(tan, tan)                                                                                    \
    X(asin, asin)                                                                                  \
    X(acos, acos)                                                                                  \
    X(atan, atan)                                                                                  \
    X(sinh, sinh)                                                                                  \
    X(cosh, cosh)                                                                                  \
    X(tanh, tanh)                                                                                  \
    X(asinh, asinh)                                                                                \
    X(acosh, acosh)                                                                                \
    X(atanh, atanh)                                                                                \
    X(cbrt, cbrt)                                                                                  \
    X(gamma, tgamma)                                                                               \
    X(erf, erf)
#define BINARY(X)                                                                                  \
    X(pow, pow)                                                                                    \
    X(atan2, atan2)                                                                                \
    X(hypot, hypot)                                                                                \
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

native_fn lib_math_fma, lib_math_random, lib_math_overflow;

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
