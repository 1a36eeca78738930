/* Between the text of Go literals and values: numbers, runes, strings. Used by constant.c only.
 * Nothing here reports: a malformed literal gives false and the lexer has said why.
 * Go: go/constant MakeFromLiteral, strconv.Unquote, strconv.Quote */
#ifndef LANG_CONSTLIT_H
#define LANG_CONSTLIT_H

#include <gmp.h>
#include <mpfr.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

enum constlit_form {
    CONSTLIT_BAD,
    CONSTLIT_RATIO, /* the value is in ratio, exactly */
    CONSTLIT_REAL   /* too large or small for a fraction: in real, rounded to its precision */
};

/* 12 0x_ff 0b1 0o17 017; `out` is initialised by the caller. */
bool constlit_int(mpz_t out, const char *text);
/* 1.5 1e9 0x1p-2, and what stands before the i of an imaginary literal (where 0123 is decimal).
 * A trailing i is ignored. Both outputs are initialised by the caller. */
enum constlit_form constlit_float(mpq_t ratio, mpfr_t real, const char *text);
/* 'x', quotes included. */
bool constlit_char(int32_t *rune, const char *text);
/* "x\n" or `raw`, quotes included; the bytes are appended to out. */
bool constlit_string(struct buf *out, const char *text);
/* The opposite: s as an interpreted string literal, not printable runes escaped. */
void constlit_quote(struct buf *out, const char *s, size_t n);

#endif
