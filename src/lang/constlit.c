/* Literals. Numbers are first cleaned of underscores; a float keeps its exact value as a fraction
 * as long as its binary exponent is below CONSTLIT's limit of 4096, as cmd/compile does, so that
 * 0.1+0.2 == 0.3 holds for constants. Go: go/constant/value.go, strconv/quote.go */
#include "lang/constlit.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "lang/runeclass.h"

#define EXPONENT_LIMIT 4096

static char *
without_underscores(const char *text)
{
    char *clean = xstrdup(text);
    char *to = clean;
    for (const char *p = text; *p; p++) {
        if (*p != '_')
            *to++ = *p;
    }
    *to = '\0';
    return clean;
}

/* The base that a prefix asks for (2, 8, 16; 10 = none); *digits is what follows it. */
static int
prefix_base(const char *text, const char **digits)
{
    *digits = text + 2;
    if (text[0] == '0') {
        switch (text[1]) {
        case 'x':
        case 'X':
            return 16;
        case 'b':
        case 'B':
            return 2;
        case 'o':
        case 'O':
            return 8;
        }
    }
    *digits = text;
    return 10;
}

bool
constlit_int(mpz_t out, const char *text)
{
    char *clean = without_underscores(text);
    const char *digits;
    int base = prefix_base(clean, &digits);
    if (base == 10 && digits[0] == '0' && digits[1])
        base = 8;
    bool ok = isxdigit((unsigned char)digits[0]) && mpz_set_str(out, digits, base) == 0;
    free(clean);
    return ok;
}

/* A decimal or hexadecimal float taken apart: digits * 10^exp10 or digits * 2^exp2. */
struct parts {
    int base;
    char *digits; /* owned; at least one */
    long scale;   /* exponent of ten, resp. of two */
};

static bool
split(struct parts *out, const char *text)
{
    const char *p;
    out->base = prefix_base(text, &p);
    out->digits = xmalloc(strlen(p) + 1);
    size_t n = 0;
    long after_dot = 0;
    bool dot = false;
    for (; *p; p++) {
        if (*p == '.') {
            if (dot)
                return false;
            dot = true;
        } else if (out->base == 16 ? isxdigit((unsigned char)*p) : isdigit((unsigned char)*p)) {
            out->digits[n++] = *p;
            after_dot += dot;
        } else {
            break;
        }
    }
    out->digits[n] = '\0';
    out->scale = out->base == 16 ? -4 * after_dot : -after_dot;
    if (n == 0)
        return false;
    if (*p == '\0')
        return true;
    if (tolower((unsigned char)*p) != (out->base == 16 ? 'p' : 'e'))
        return false;
    char *end;
    errno = 0;
    long exponent = strtol(p + 1, &end, 10);
    if (__builtin_add_overflow(out->scale, exponent, &out->scale))
        out->scale = exponent; /* out of range either way */
    return end != p + 1 && *end == '\0' && errno != ERANGE;
}

/* Go reads m * 2^e with an e of 32 bits, m below 1, and calls all else malformed. */
static bool
in_range(const struct parts *parts)
{
    mpz_t m;
    long e;
    mpz_init_set_str(m, parts->digits, parts->base);
    bool ok =
        mpz_sgn(m) == 0 || (!__builtin_add_overflow(parts->scale, (long)mpz_sizeinbase(m, 2), &e) &&
                            e >= INT32_MIN && e <= INT32_MAX);
    mpz_clear(m);
    return ok;
}

static void
set_ratio(mpq_t ratio, const struct parts *parts)
{
    mpz_t power;
    mpz_init(power);
    unsigned long scale = (unsigned long)labs(parts->scale);
    mpz_ui_pow_ui(power, parts->base == 16 ? 2 : 10, scale);
    mpz_set_str(mpq_numref(ratio), parts->digits, parts->base);
    mpz_set_ui(mpq_denref(ratio), 1);
    if (parts->scale >= 0)
        mpz_mul(mpq_numref(ratio), mpq_numref(ratio), power);
    else
        mpz_set(mpq_denref(ratio), power);
    mpq_canonicalize(ratio);
    mpz_clear(power);
}

static enum constlit_form
clean_float(mpq_t ratio, mpfr_t real, const char *clean)
{
    const char *digits;
    int base = prefix_base(clean, &digits);
    if (base == 2 || base == 8) { /* imaginary integers only */
        mpz_set_ui(mpq_denref(ratio), 1);
        return mpz_set_str(mpq_numref(ratio), digits, base) == 0 ? CONSTLIT_RATIO : CONSTLIT_BAD;
    }
    struct parts parts = {0};
    enum constlit_form form = CONSTLIT_BAD;
    if (split(&parts, clean) && in_range(&parts)) {
        form = CONSTLIT_REAL;
        mpfr_strtofr(real, clean, NULL, base, MPFR_RNDN);
        if (mpfr_zero_p(real)) {
            mpq_set_ui(ratio, 0, 1);
            form = CONSTLIT_RATIO;
        } else if (mpfr_number_p(real) && labs(mpfr_get_exp(real)) < EXPONENT_LIMIT) {
            set_ratio(ratio, &parts);
            form = CONSTLIT_RATIO;
        }
    }
    free(parts.digits);
    return form;
}

enum constlit_form
constlit_float(mpq_t ratio, mpfr_t real, const char *text)
{
    char *clean = without_underscores(text);
    size_t n = strlen(clean);
    if (n > 0 && clean[n - 1] == 'i')
        clean[n - 1] = '\0';
    enum constlit_form form = clean_float(ratio, real, clean);
    free(clean);
    return form;
}

/* Exactly n digits of the base at *p; -1 when there are not. */
static int64_t
take_digits(const char **p, int n, int base)
{
    int64_t v = 0;
    for (; n > 0; n--, (*p)++) {
        int c = (unsigned char)**p;
        int digit = isdigit(c) ? c - '0' : isxdigit(c) ? tolower(c) - 'a' + 10 : base;
        if (digit >= base)
            return -1;
        v = v * base + digit;
    }
    return v;
}

struct escape {
    int32_t value; /* rune, or byte */
    bool byte;     /* \x and octal: one byte of a string, not a rune */
};

/* *p is behind the backslash and moves behind the escape. `quote` may be escaped, the other not. */
static bool
take_escape(const char **p, char quote, struct escape *out)
{
    static const char letters[] = "abfnrtv\\", values[] = "\a\b\f\n\r\t\v\\";
    char c = *(*p)++;
    const char *letter = c ? strchr(letters, c) : NULL;
    *out = (struct escape){.value = c};
    if (letter) {
        out->value = values[letter - letters];
        return true;
    }
    if (c == quote)
        return true;
    int64_t v = -1;
    if (c == 'x') {
        v = take_digits(p, 2, 16);
        out->byte = true;
    } else if (c >= '0' && c <= '7') {
        (*p)--;
        v = take_digits(p, 3, 8);
        out->byte = true;
    } else if (c == 'u' || c == 'U') {
        v = take_digits(p, c == 'u' ? 4 : 8, 16);
    }
    out->value = (int32_t)v;
    if (out->byte)
        return v >= 0 && v <= 255;
    return v >= 0 && v <= 0x10ffff && !(v >= 0xd800 && v < 0xe000);
}

bool
constlit_char(int32_t *rune, const char *text)
{
    const char *p = text + 1;
    if (text[0] != '\'' || *p == '\'' || *p == '\0' || *p == '\n')
        return false;
    if (*p == '\\') {
        struct escape escape;
        p++;
        if (!take_escape(&p, '\'', &escape))
            return false;
        *rune = escape.value;
    } else {
        p += runeclass_decode(p, strlen(p), rune);
        if (*rune < 0)
            *rune = 0xfffd;
    }
    return p[0] == '\'' && p[1] == '\0';
}

static bool
raw_string(struct buf *out, const char *p)
{
    for (; *p && *p != '`'; p++) {
        if (*p != '\r')
            buf_add_byte(out, *p);
    }
    return p[0] == '`' && p[1] == '\0';
}

bool
constlit_string(struct buf *out, const char *text)
{
    if (text[0] == '`')
        return raw_string(out, text + 1);
    if (text[0] != '"')
        return false;
    const char *p = text + 1;
    while (*p && *p != '"' && *p != '\n') {
        if (*p != '\\') {
            buf_add_byte(out, *p++);
            continue;
        }
        struct escape escape;
        p++;
        if (!take_escape(&p, '"', &escape))
            return false;
        if (escape.byte)
            buf_add_byte(out, escape.value);
        else
            buf_add_rune(out, escape.value);
    }
    return p[0] == '"' && p[1] == '\0';
}

static void
quote_rune(struct buf *out, int32_t rune)
{
    static const char values[] = "\a\b\f\n\r\t\v\\\"", letters[] = "abfnrtv\\\"";
    const char *value = rune > 0 && rune < 0x80 ? strchr(values, rune) : NULL;
    if (value)
        buf_printf(out, "\\%c", letters[value - values]);
    else if (runeclass_is_print(rune))
        buf_add_rune(out, rune);
    else if (rune < 0x80)
        buf_printf(out, "\\x%02x", (unsigned)rune);
    else
        buf_printf(out, rune < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)rune);
}

void
constlit_quote(struct buf *out, const char *s, size_t n)
{
    buf_add_byte(out, '"');
    for (size_t i = 0; i < n;) {
        int32_t rune;
        size_t len = runeclass_decode(s + i, n - i, &rune);
        if (rune < 0)
            buf_printf(out, "\\x%02x", (unsigned)(unsigned char)s[i]);
        else
            quote_rune(out, rune);
        i += len;
    }
    buf_add_byte(out, '"');
}
