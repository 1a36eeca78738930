/* Sine, cosine, tangent and their inverses. An angle is reduced to its octant, |z| <= pi/4, with
 * pi/4 in three parts, or, where that is not exact enough, with the binary digits of 4/pi. Go:
 * math/sin.go, tan.go, trig_reduce.go, atan.go, asin.go, atan2.go */
#include "vm/gomath.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const double PI = 3.14159265358979323846264338327950288;

/* 4/pi, 64 binary digits each; the first is its integer part. */
static const uint64_t FOUR_OVER_PI[] = {
    0x0000000000000001, 0x45f306dc9c882a53, 0xf84eafa3ea69bb81, 0xb6c52b3278872083,
    0xfca2c757bd778ac3, 0x6e48dc74849ba5c0, 0x0c925dd413a32439, 0xfc3bd63962534e7d,
    0xd1046bea5d768909, 0xd338e04d68befc82, 0x7323ac7306a673e9, 0x3908bf177bf25076,
    0x3ff12fffbc0b301f, 0xde5e2316b414da3e, 0xda6cfd9e4f96136e, 0x9e8c7ecd3cbfd45a,
    0xea4f758fd7cbe2f6, 0x7a0e73ef14a525d4, 0xd7f6bf623f1aba10, 0xac06608df8f6d757,
};

struct octant {
    unsigned number; /* even, 0..6 */
    double z;        /* the angle from its middle axis */
};

__extension__ typedef unsigned __int128 wide;

/* The digits of 4/pi from binary place `at` on. */
static uint64_t
digits(unsigned at)
{
    unsigned i = at / 64, shift = at % 64;
    return shift ? FOUR_OVER_PI[i] << shift | FOUR_OVER_PI[i + 1] >> (64 - shift) : FOUR_OVER_PI[i];
}

/* Multiplies the mantissa with those digits of 4/pi that matter for the octant and the fraction. */
static struct octant
reduce_large(double x)
{
    uint64_t mantissa;
    memcpy(&mantissa, &x, sizeof mantissa);
    unsigned at = (unsigned)(mantissa >> 52 & 0x7FF) - 1023 - 52 + 61;
    mantissa = (mantissa & 0x000FFFFFFFFFFFFF) | UINT64_C(1) << 52;
    wide low = (wide)digits(at + 128) * mantissa, mid = (wide)digits(at + 64) * mantissa;
    wide product = mid + (uint64_t)(low >> 64);
    product += (wide)(digits(at) * mantissa) << 64;
    unsigned octant = (unsigned)(product >> 125);
    /* What lies below the three digits shifted out is taken unshifted, as Go does. */
    uint64_t hi = (uint64_t)(product >> 61), lo = (uint64_t)product;
    unsigned zeros = (unsigned)__builtin_clzll(hi) + 1;
    hi = (zeros < 64 ? hi << zeros : 0) | lo >> (64 - zeros);
    uint64_t word = hi >> 12 | (uint64_t)(1023 - zeros) << 52;
    double z;
    memcpy(&z, &word, sizeof z);
    if (octant & 1) {
        octant = (octant + 1) & 7;
        z--;
    }
    return (struct octant){octant, z * (PI / 4)};
}

/* x >= 0 */
static struct octant
reduce(double x)
{
    if (x >= 1 << 29)
        return reduce_large(x);
    uint64_t n = (uint64_t)(x * 1.27323954473516268615107010698140931);
    n += n & 1;
    double y = (double)n;
    double z = ((x - y * 7.85398125648498535156e-1) - y * 3.77489470793079817668e-8) -
               y * 2.69515142907905952645e-15;
    return (struct octant){(unsigned)(n & 7), z};
}

static double
sin_near(double z)
{
    double s = z * z;
    return z + z * s *
                   GOMATH_POLY(s, 1.58962301576546568060e-10, -2.50507477628578072866e-8,
                               2.75573136213857245213e-6, -1.98412698295895385996e-4,
                               8.33333333332211858878e-3, -1.66666666666666307295e-1);
}

static double
cos_near(double z)
{
    double s = z * z;
    return 1.0 - 0.5 * s +
           s * s *
               GOMATH_POLY(s, -1.13585365213876817300e-11, 2.08757008419747316778e-9,
                           -2.75573141792967388112e-7, 2.48015872888517045348e-5,
                           -1.38888888888730564116e-3, 4.16666666666665929218e-2);
}

double
gomath_sin(double x)
{
    if (x == 0 || isnan(x))
        return x;
    if (isinf(x))
        return NAN;
    struct octant o = reduce(fabs(x));
    double y = o.number & 2 ? cos_near(o.z) : sin_near(o.z);
    return (x < 0) != (o.number > 3) ? -y : y;
}

double
gomath_cos(double x)
{
    if (!isfinite(x))
        return NAN;
    struct octant o = reduce(fabs(x));
    double y = o.number & 2 ? sin_near(o.z) : cos_near(o.z);
    return o.number == 2 || o.number == 4 ? -y : y;
}

double
gomath_tan(double x)
{
    if (x == 0 || isnan(x))
        return x;
    if (isinf(x))
        return NAN;
    struct octant o = reduce(fabs(x));
    double s = o.z * o.z, y = o.z;
    if (s > 1e-14)
        y = o.z + o.z * (s *
                         GOMATH_POLY(s, -1.30936939181383777646e4, 1.15351664838587416140e6,
                                     -1.79565251976484877988e7) /
                         GOMATH_POLY(s, 1, 1.36812963470692954678e4, -1.32089234440210967447e6,
                                     2.50083801823357915839e7, -5.38695755929454629881e7));
    if (o.number & 2)
        y = -1 / y;
    return x < 0 ? -y : y;
}

/* |x| <= 0.66 */
static double
atan_near(double x)
{
    double s = x * x;
    s = s *
        GOMATH_POLY(s, -8.750608600031904122785e-01, -1.615753718733365076637e+01,
                    -7.500855792314704667340e+01, -1.228866684490136173410e+02,
                    -6.485021904942025371773e+01) /
        GOMATH_POLY(s, 1, 2.485846490142306297962e+01, 1.650270098316988542046e+02,
                    4.328810604912902668951e+02, 4.853903996359136964868e+02,
                    1.945506571482613964425e+02);
    return x * s + x;
}

static double
atan_positive(double x)
{
    static const double PI_REST = 6.123233995736765886130e-17; /* of pi/2 as a double */
    if (x <= 0.66)
        return atan_near(x);
    if (x > 2.41421356237309504880)
        return PI / 2 - atan_near(1 / x) + PI_REST;
    return PI / 4 + atan_near((x - 1) / (x + 1)) + 0.5 * PI_REST;
}

double
gomath_atan(double x)
{
    if (x == 0)
        return x;
    return x > 0 ? atan_positive(x) : -atan_positive(-x);
}

double
gomath_asin(double x)
{
    double size = fabs(x);
    if (x == 0)
        return x;
    if (size > 1)
        return NAN;
    double y = sqrt(1 - size * size);
    y = size > 0.7 ? PI / 2 - atan_positive(y / size) : atan_positive(size / y);
    return x < 0 ? -y : y;
}

double
gomath_acos(double x)
{
    return PI / 2 - gomath_asin(x);
}

double
gomath_atan2(double y, double x)
{
    if (isnan(x) || isnan(y))
        return NAN;
    if (y == 0)
        return copysign(signbit(x) ? PI : 0, y);
    if (x == 0)
        return copysign(PI / 2, y);
    if (isinf(x) && isinf(y))
        return copysign(x > 0 ? PI / 4 : 2.35619449019234492884698253745962716, y);
    if (isinf(x))
        return copysign(x > 0 ? 0 : PI, y);
    if (isinf(y))
        return copysign(PI / 2, y);
    double q = gomath_atan(y / x);
    if (x >= 0)
        return q;
    return q <= 0 ? q + PI : q - PI;
}
