/* Numbers as text, for strconv and fmt: what strconv.AppendFloat and ParseFloat do. The host's
 * printf and strtod round correctly, so that the shortest text that reads back is found by trying.
 * Go: strconv/ftoa.go, atof.go */
#include "vm/lib_number.h"

#include "base/xalloc.h"
#include "vm/native.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

native_fn lib_number_format_float, lib_number_parse_float;

enum { TEXT_MAX = 2048 };

static double
word_f64(uint64_t bits)
{
    double d;
    memcpy(&d, &bits, 8);
    return d;
}

struct decimal { /* 0.d1d2d3... * 10^point */
    char digits[800];
    int n;
    int point;
};

/* n significant digits, correctly rounded; n 0 = one digit at least. */
static void
take_digits(struct decimal *d, double f, int n)
{
    char text[840];
    snprintf(text, sizeof text, "%.*e", n > 0 ? n - 1 : 0, f);
    char *e = strchr(text, 'e');
    d->n = 0;
    for (char *s = text; s < e; s++)
        if (isdigit((unsigned char)*s))
            d->digits[d->n++] = *s;
    d->point = atoi(e + 1) + 1;
}

static bool
reads_back(const struct decimal *d, double f, int bits)
{
    char text[64];
    snprintf(text, sizeof text, "0.%.*se%d", d->n, d->digits, d->point);
    return bits == 32 ? strtof(text, NULL) == (float)f : strtod(text, NULL) == f;
}

/* The next number of as many digits; false when there is none. */
static bool
step_up(struct decimal *d)
{
    for (int i = d->n - 1; i >= 0; i--) {
        if (d->digits[i]++ < '9')
            return true;
        d->digits[i] = '0';
    }
    return false;
}

/* Below a power of two the neighbours are nearer than above: there the decimal that is next above
 * may read back though the nearest does not. */
static bool
is_power_of_two(double f)
{
    int exp;
    return fabs(frexp(f, &exp)) == 0.5;
}

/* Is f just between two numbers of n digits? */
static bool
is_tie(double f, int n)
{
    struct decimal d;
    take_digits(&d, f, n + 20);
    return d.digits[n] == '5' && strspn(d.digits + n + 1, "0") >= (size_t)(d.n - n - 1);
}

/* The upper one of n digits, where the nearest does not read back. Of two equally near Go takes the
 * upper one for float32, the even one for float64. */
static bool
take_upper(struct decimal *d, double f, int bits)
{
    struct decimal up = *d;
    if (!is_power_of_two(f) || (reads_back(d, f, bits) && (bits == 64 || !is_tie(f, d->n))) ||
        !step_up(&up) || !reads_back(&up, f, bits))
        return false;
    *d = up;
    return true;
}

/* So many digits always survive being read and printed: a text with no more is found with zeros
 * behind it. Denormal numbers have fewer. */
static int
safe_digits(double f, int bits)
{
    if (bits == 32)
        return fabs(f) < 0x1p-126 ? 1 : 6;
    return fabs(f) < 0x1p-1022 ? 1 : 15;
}

static void
shortest(struct decimal *d, double f, int bits)
{
    for (int n = safe_digits(f, bits); n <= 17; n++) {
        take_digits(d, f, n);
        if (take_upper(d, f, bits) || reads_back(d, f, bits))
            break;
    }
    while (d->n > 1 && d->digits[d->n - 1] == '0')
        d->n--;
}

static int
put_exponent(char *out, int e)
{
    return sprintf(out, "e%c%02d", e < 0 ? '-' : '+', abs(e));
}

/* d.ddde+dd with prec digits after the point */
static int
put_e(char *out, const struct decimal *d, int prec)
{
    char *s = out;
    *s++ = d->digits[0];
    if (prec > 0) {
        *s++ = '.';
        for (int i = 1; i <= prec; i++)
            *s++ = i < d->n ? d->digits[i] : '0';
    }
    bool zero = d->n == 1 && d->digits[0] == '0';
    s += put_exponent(s, zero ? 0 : d->point - 1);
    return (int)(s - out);
}

/* ddd.ddd with prec digits after the point */
static int
put_f(char *out, const struct decimal *d, int prec)
{
    char *s = out;
    if (d->point > 0)
        for (int i = 0; i < d->point; i++)
            *s++ = i < d->n ? d->digits[i] : '0';
    else
        *s++ = '0';
    if (prec > 0) {
        *s++ = '.';
        for (int i = 0; i < prec; i++) {
            int at = d->point + i;
            *s++ = at >= 0 && at < d->n ? d->digits[at] : '0';
        }
    }
    return (int)(s - out);
}

static int
format_shortest(char *out, double f, char fmt, int bits)
{
    struct decimal d;
    shortest(&d, f, bits);
    switch (fmt) {
    case 'e':
        return put_e(out, &d, d.n - 1);
    case 'f':
        return put_f(out, &d, d.n > d.point ? d.n - d.point : 0);
    default: {
        int exponent = d.point - 1;
        if (exponent < -4 || exponent >= 6)
            return put_e(out, &d, d.n - 1);
        return put_f(out, &d, d.n > d.point ? d.n - d.point : 0);
    }
    }
}

unsigned
lib_number_shortest(char *out, double f, int bits)
{
    return (unsigned)format_shortest(out, f, 'g', bits);
}

static int
format_g(char *out, double f, int prec)
{
    struct decimal d;
    take_digits(&d, f, prec == 0 ? 1 : prec > 780 ? 780 : prec);
    int exponent = d.point - 1, limit = prec;
    while (d.n > 1 && d.digits[d.n - 1] == '0')
        d.n--;
    /* %e is used when the exponent does not fit the precision; an integer may show all its digits
     */
    if (limit > d.n && d.n >= d.point)
        limit = d.n;
    if (prec == 0)
        limit = 1;
    if (exponent < -4 || exponent >= limit)
        return put_e(out, &d, d.n - 1);
    return put_f(out, &d, d.n > d.point ? d.n - d.point : 0);
}

/* -ddddp+ddd: mantissa and binary exponent */
static int
format_b(char *out, double f, int bits)
{
    int e;
    double m = frexp(f, &e);
    int width = bits == 32 ? 24 : 53;
    int lowest = bits == 32 ? -149 : -1074;
    e -= width;
    if (e < lowest) {
        m = ldexp(m, e - lowest);
        e = lowest;
    }
    return sprintf(out, "%.0fp%+d", ldexp(m, width), f == 0 ? lowest : e);
}

/* 0x1.yyyyp+dd */
static int
format_x(char *out, double f, int prec, bool upper)
{
    char text[TEXT_MAX];
    int e = 0;
    if (f != 0) { /* denormals too begin with a 1 */
        f = frexp(f, &e) * 2;
        e--;
    }
    int n = prec < 0 ? snprintf(text, sizeof text, "%a", f)
                     : snprintf(text, sizeof text, "%.*a", prec, f);
    char *p = strchr(text, 'p');
    e += atoi(p + 1);
    if (text[2] == '2') { /* rounded up */
        text[2] = '1';
        e++;
    }
    n = (int)(p - text);
    memcpy(out, text, (size_t)n);
    n += sprintf(out + n, "p%c%02d", e < 0 ? '-' : '+', abs(e));
    for (int i = 0; upper && i < n; i++)
        out[i] = (char)toupper((unsigned char)out[i]);
    return n;
}

static int
format_positive(char *out, double f, char fmt, int prec, int bits)
{
    char lower = (char)tolower((unsigned char)fmt);
    int n;
    if (lower == 'b')
        return format_b(out, f, bits);
    if (lower == 'x')
        return format_x(out, f, prec, fmt == 'X');
    if (prec < 0) {
        n = format_shortest(out, f, lower, bits);
    } else if (lower == 'f') {
        n = snprintf(out, TEXT_MAX, "%.*f", prec, f);
    } else if (lower == 'e') {
        n = snprintf(out, TEXT_MAX, "%.*e", prec, f);
    } else {
        n = format_g(out, f, prec);
    }
    if (fmt == 'E' || fmt == 'G')
        for (int i = 0; i < n; i++)
            out[i] = (char)toupper((unsigned char)out[i]);
    return n;
}

/* FormatFloat(dst []byte, f float64, format byte, prec, bits int) int */
enum native_result
lib_number_format_float(struct native_call *c)
{
    char text[TEXT_MAX];
    int n = 0;
    double f = word_f64(c->args[3]);
    if (c->args[6] == 32)
        f = (float)f;
    int prec = (int)(int64_t)c->args[5];
    if (isnan(f)) {
        n = sprintf(text, "NaN");
    } else if (isinf(f)) {
        n = sprintf(text, f > 0 ? "+Inf" : "-Inf");
    } else {
        if (signbit(f))
            text[n++] = '-';
        n += format_positive(text + n, fabs(f), (char)c->args[4], prec > 1000 ? 1000 : prec,
                             (int)c->args[6]);
    }
    if ((uint64_t)n > c->args[1])
        n = (int)c->args[1];
    access_copy(c->args[0], (uint64_t)(uintptr_t)text, (size_t)n);
    c->args[7] = (uint64_t)n;
    return NATIVE_DONE;
}

static bool
is_special(const char *s, double *f)
{
    const char *t = s + (*s == '+' || *s == '-');
    if (strcasecmp(t, "inf") == 0 || strcasecmp(t, "infinity") == 0)
        *f = *s == '-' ? -INFINITY : INFINITY;
    else if (strcasecmp(s, "nan") == 0)
        *f = NAN;
    else
        return false;
    return true;
}

/* Digits with at most one point and an exponent; hexadecimal needs a p exponent; underscores only
 * as base prefixes allow, which strconv then also demands: they are refused here. */
static bool
well_formed(const char *s)
{
    s += *s == '+' || *s == '-';
    bool hex = s[0] == '0' && (s[1] == 'x' || s[1] == 'X');
    bool digits = false, exponent = false;
    s += hex ? 2 : 0;
    for (bool point = false; *s; s++) {
        if (*s == '.' && !point)
            point = true;
        else if (hex ? isxdigit((unsigned char)*s) : isdigit((unsigned char)*s))
            digits = true;
        else
            break;
    }
    if (digits && (hex ? *s == 'p' || *s == 'P' : *s == 'e' || *s == 'E')) {
        s++;
        s += *s == '+' || *s == '-';
        exponent = isdigit((unsigned char)*s);
        if (!exponent)
            return false;
        while (isdigit((unsigned char)*s))
            s++;
    }
    return digits && !*s && (!hex || exponent);
}

/* ParseFloat(s string, bits int) (f float64, code int) */
enum native_result
lib_number_parse_float(struct native_call *c)
{
    uint64_t n = c->args[1];
    char *text = xmalloc(n + 1);
    double f = 0;
    int code = 1;
    if (n)
        memcpy(text, (const char *)(uintptr_t)c->args[0], n);
    text[n] = 0;
    if (strlen(text) == n && is_special(text, &f)) {
        code = 0;
    } else if (strlen(text) == n && well_formed(text)) {
        f = c->args[2] == 32 ? (double)strtof(text, NULL) : strtod(text, NULL);
        code = isinf(f) ? 2 : 0;
    }
    free(text);
    memcpy(&c->args[3], &f, 8);
    c->args[4] = (uint64_t)(int64_t)code;
    return NATIVE_DONE;
}
