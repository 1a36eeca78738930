/* The error function, its inverse and the logarithm of the gamma function, digit for digit as Go
 * computes them: rational approximations by intervals, those of FreeBSD's msun (s_erf.c,
 * e_lgamma_r.c) and for the inverse those of Wichura's algorithm AS 241.
 *
 * Go: math/erf.go, erfinv.go, lgamma.go */
#include "vm/gomath.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define PI  3.14159265358979323846264338327950288419716939937510582097494459
#define LN2 0.693147180559945309417232121458176568075500134360255254120680009

/* ---- erf ---- */

static const double erf_one = 8.45062911510467529297e-01; /* erf(1), nearly */

/* (erf(x) - x) / x below 0.84375, of z = x*x */
static double
erf_small(double z)
{
    double r = GOMATH_POLY(z, -2.37630166566501626084e-05, -5.77027029648944159157e-03,
                           -2.84817495755985104766e-02, -3.25042107247001499370e-01,
                           1.28379167095512558561e-01);
    double s = GOMATH_POLY(z, -3.96022827877536812320e-06, 1.32494738004321644526e-04,
                           5.08130628187576562776e-03, 6.50222499887672944485e-02,
                           3.97917223959155352819e-01, 1.0);
    return r / s;
}

/* erf(1 + s) - erf_one */
static double
erf_near_one(double s)
{
    double p = GOMATH_POLY(s, -2.16637559486879084300e-03, 3.54783043256182359371e-02,
                           -1.10894694282396677476e-01, 3.18346619901161753674e-01,
                           -3.72207876035701323847e-01, 4.14856118683748331666e-01,
                           -2.36211856075265944077e-03);
    double q = GOMATH_POLY(s, 1.19844998467991074170e-02, 1.36370839120290507362e-02,
                           1.26171219808761642112e-01, 7.18286544141962662868e-02,
                           5.40397917702171048937e-01, 1.06420880400844228286e-01, 1.0);
    return p / q;
}

/* erfc(x) for 1.25 <= x < 28 */
static double
erfc_large(double x)
{
    double s = 1 / (x * x), r, d;
    if (x < 1 / 0.35) {
        r = GOMATH_POLY(s, -9.81432934416914548592e+00, -8.12874355063065934246e+01,
                        -1.84605092906711035994e+02, -1.62396669462573470355e+02,
                        -6.23753324503260060396e+01, -1.05586262253232909814e+01,
                        -6.93858572707181764372e-01, -9.86494403484714822705e-03);
        d = GOMATH_POLY(s, -6.04244152148580987438e-02, 6.57024977031928170135e+00,
                        1.08635005541779435134e+02, 4.29008140027567833386e+02,
                        6.45387271733267880336e+02, 4.34565877475229228821e+02,
                        1.37657754143519042600e+02, 1.96512716674392571292e+01, 1.0);
    } else {
        r = GOMATH_POLY(s, -4.83519191608651397019e+02, -1.02509513161107724954e+03,
                        -6.37566443368389627722e+02, -1.60636384855821916062e+02,
                        -1.77579549177547519889e+01, -7.99283237680523006574e-01,
                        -9.86494292470009928597e-03);
        d = GOMATH_POLY(s, -2.24409524465858183362e+01, 4.74528541206955367215e+02,
                        2.55305040643316442583e+03, 3.19985821950859553908e+03,
                        1.53672958608443695994e+03, 3.25792512996573918826e+02,
                        3.03380607434824582924e+01, 1.0);
    }
    uint64_t bits;
    memcpy(&bits, &x, 8);
    bits &= 0xffffffff00000000;
    double z;
    memcpy(&z, &bits, 8); /* x*x = z*z - (z-x)*(z+x), the first product exact */
    return gomath_exp(-z * z - 0.5625) * gomath_exp((z - x) * (z + x) + r / d) / x;
}

double
gomath_erf(double arg)
{
    double x = fabs(arg), y;
    if (isnan(x))
        return NAN;
    if (x < 0x1p-28)
        y = x < 2.848094538889218e-306 ? 0.125 * (8.0 * x + 1.02703333676410069053e+00 * x)
                                       : x + 1.28379167095512586316e-01 * x;
    else if (x < 0.84375)
        y = x + x * erf_small(x * x);
    else if (x < 1.25)
        y = erf_one + erf_near_one(x - 1);
    else
        y = x < 6 ? 1 - erfc_large(x) : 1;
    return copysign(y, arg);
}

double
gomath_erfc(double arg)
{
    double x = fabs(arg), y;
    if (isnan(x))
        return NAN;
    if (x < 0.84375) {
        y = x;
        if (x >= 0x1p-56) {
            double part = x * erf_small(x * x);
            y = x < 0.25 ? x + part : 0.5 + (part + (x - 0.5));
        }
        return arg < 0 ? 1 + y : 1 - y;
    }
    if (x < 1.25) {
        y = erf_near_one(x - 1);
        return arg < 0 ? 1 + erf_one + y : 1 - erf_one - y;
    }
    y = x < 28 && !(arg < 0 && x > 6) ? erfc_large(x) : 0;
    return arg < 0 ? 2 - y : y;
}

double
gomath_erfinv(double arg)
{
    double x = fabs(arg), y;
    if (x == 0)
        return arg;
    if (!(x < 1))
        return x == 1 ? copysign(INFINITY, arg) : NAN;
    if (x <= 0.85) {
        double r = 0.180625 - 0.25 * x * x;
        double p = GOMATH_POLY(r, 8.8709406962545514830200e2, 1.1819493347062294404278e4,
                               2.3782041382114385731252e4, 1.6235862515167575384252e4,
                               4.8548868893843886794648e3, 6.9706266534389598238465e2,
                               4.7072688112383978012285e1, 1.1975323115670912564578e0);
        double q =
            GOMATH_POLY(r, 5.2264952788528545610e3, 2.8729085735721942674e4,
                        3.9307895800092710610e4, 2.1213794301586595867e4, 5.3941960214247511077e3,
                        6.8718700749205790830e2, 4.2313330701600911252e1, 1.0000000000000000000e0);
        y = (x * p) / q;
    } else {
        double r = sqrt(LN2 - gomath_log(1.0 - x)), p, q;
        if (r <= 5.0) {
            r -= 1.6;
            p = GOMATH_POLY(r, 7.74545014278341407640e-4, 2.27238449892691845833e-2,
                            2.41780725177450611770e-1, 1.27045825245236838258e0,
                            3.64784832476320460504e0, 5.76949722146069140550e0,
                            4.63033784615654529590e0, 1.42343711074968357734e0);
            q = GOMATH_POLY(r, 1.4859850019840355905497876e-9, 7.7441459065157709165577218e-4,
                            2.1494160384252876777097297e-2, 2.0945065210512749128288442e-1,
                            9.7547832001787427186894837e-1, 2.3707661626024532365971225e0,
                            2.9036514445419946173133295e0, 1.4142135623730950488016887e0);
        } else {
            r -= 5.0;
            p = GOMATH_POLY(r, 2.01033439929228813265e-7, 2.71155556874348757815e-5,
                            1.24266094738807843860e-3, 2.65321895265761230930e-2,
                            2.96560571828504891230e-1, 1.78482653991729133580e0,
                            5.46378491116411436990e0, 6.65790464350110377720e0);
            q = GOMATH_POLY(r, 2.891024605872965461538222e-15, 2.010321207683943062279931e-7,
                            2.611088405080593625138020e-5, 1.112800997078859844711555e-3,
                            2.103693768272068968719679e-2, 1.936480946950659106176712e-1,
                            8.482908416595164588112026e-1, 1.414213562373095048801689e0);
        }
        y = p / q;
    }
    return arg < 0 ? -y : y;
}

/* ---- lgamma ---- */

/* -sin(pi*x) for x > 0, without the rounding of pi*x */
static double
minus_sin_pi(double x)
{
    if (x < 0.25)
        return -gomath_sin(PI * x);
    double z = floor(x);
    int octant;
    if (z != x) {
        x = fmod(x, 2);
        octant = (int)(x * 4);
    } else {
        x = x < 0x1p53 && fmod(z, 2) != 0;
        octant = (int)x * 4;
    }
    switch (octant) {
    case 0:
        return -gomath_sin(PI * x);
    case 1:
    case 2:
        return -gomath_cos(PI * (0.5 - x));
    case 3:
    case 4:
        return -gomath_sin(PI * (1 - x));
    case 5:
    case 6:
        return gomath_cos(PI * (x - 1.5));
    default:
        return -gomath_sin(PI * (x - 2));
    }
}

/* Around 2, by y = 2 - x. */
static double
lgamma_two(double y)
{
    double z = y * y;
    double even = GOMATH_POLY(z, 2.52144565451257326939e-05, 2.20862790713908385557e-04,
                              1.19270763183362067845e-03, 7.38555086081402883957e-03,
                              6.73523010531292681824e-02, 7.72156649015328655494e-02);
    double odd = z * GOMATH_POLY(z, 4.48640949618915160150e-05, 1.08011567247583939954e-04,
                                 5.10069792153511336608e-04, 2.89051383673415629091e-03,
                                 2.05808084325167332806e-02, 3.22467033424113591611e-01);
    return (y * even + odd) - 0.5 * y;
}

/* Around the minimum, by y = x - minimum. */
static double
lgamma_minimum(double y)
{
    double z = y * y, w = z * y;
    double p1 = GOMATH_POLY(w, 3.15632070903625950361e-04, -1.40346469989232843813e-03,
                            6.10053870246291332635e-03, -3.27885410759859649565e-02,
                            4.83836122723810047042e-01);
    double p2 = GOMATH_POLY(w, -3.12754168375120860518e-04, 8.81081882437654011382e-04,
                            -3.68452016781138256760e-03, 1.79706750811820387126e-02,
                            -1.47587722994593911752e-01);
    double p3 = GOMATH_POLY(w, 3.35529192635519073543e-04, -5.38595305356740546715e-04,
                            2.25964780900612472250e-03, -1.03142241298341437450e-02,
                            6.46249402391333854778e-02);
    double p = z * p1 - (-3.63867699703950536541e-18 - w * (p2 + y * p3));
    return -1.21486290535849611461e-01 + p;
}

/* Around 1, by y = x - 1. */
static double
lgamma_one(double y)
{
    double p = y * GOMATH_POLY(y, 1.33810918536787660377e-02, 2.28963728064692451092e-01,
                               9.77717527963372745603e-01, 1.45492250137234768737e+00,
                               6.32827064025093366517e-01, -7.72156649015328655494e-02);
    double q = GOMATH_POLY(y, 3.21709242282423911810e-03, 1.04222645593369134254e-01,
                           7.69285150456672783825e-01, 2.12848976379893395361e+00,
                           2.45597793713041134822e+00, 1.0);
    return -0.5 * y + p / q;
}

static double
lgamma_below_two(double x)
{
    static const double low = 1.461632144968362245, minimum = 1.46163214496836224576e+00;
    if (x <= 0.9) {
        double log = -gomath_log(x);
        if (x >= low - 1 + 0.27)
            return log + lgamma_two(1 - x);
        return log + (x >= low - 1 - 0.27 ? lgamma_minimum(x - (minimum - 1)) : lgamma_one(x));
    }
    if (x >= low + 0.27)
        return lgamma_two(2 - x);
    return x >= low - 0.27 ? lgamma_minimum(x - minimum) : lgamma_one(x - 1);
}

static double
lgamma_below_eight(double x)
{
    int n = (int)x;
    double y = x - n;
    double p = y * GOMATH_POLY(y, 3.19475326584100867617e-05, 1.84028451407337715652e-03,
                               2.66422703033638609560e-02, 1.46350472652464452805e-01,
                               3.25778796408930981787e-01, 2.14982415960608852501e-01,
                               -7.72156649015328655494e-02);
    double q = GOMATH_POLY(y, 7.32668430744625636189e-06, 7.77942496381893596434e-04,
                           1.86459191715652901344e-02, 1.71933865632803078993e-01,
                           7.21935547567138069525e-01, 1.39200533467621045958e+00, 1.0);
    double sum = 0.5 * y + p / q, z = 1;
    for (int i = n; i >= 3; i--)
        z *= y + (i - 1);
    return n >= 3 ? sum + gomath_log(z) : sum;
}

static double
lgamma_positive(double x)
{
    if (x == 1 || x == 2)
        return 0;
    if (x < 2)
        return lgamma_below_two(x);
    if (x < 8)
        return lgamma_below_eight(x);
    if (x >= 0x1p58)
        return x * (gomath_log(x) - 1);
    double z = 1 / x, y = z * z;
    double w = 4.18938533204672725052e-01 +
               z * GOMATH_POLY(y, -1.63092934096575273989e-03, 8.36339918996282139126e-04,
                               -5.95187557450339963135e-04, 7.93650558643019558500e-04,
                               -2.77777777728775536470e-03, 8.33333333333329678849e-02);
    return (x - 0.5) * (gomath_log(x) - 1) + w;
}

double
gomath_lgamma(double arg, int *sign)
{
    double x = fabs(arg);
    *sign = 1;
    if (isnan(arg) || isinf(arg))
        return arg;
    if (x == 0)
        return INFINITY;
    if (x < 0x1p-70) {
        *sign = arg < 0 ? -1 : 1;
        return -gomath_log(x);
    }
    if (arg > 0)
        return lgamma_positive(x);
    double t = x >= 0x1p52 ? 0 : minus_sin_pi(x);
    if (t == 0)
        return INFINITY;
    *sign = t < 0 ? -1 : 1;
    return gomath_log(PI / fabs(t * x)) - lgamma_positive(x);
}
