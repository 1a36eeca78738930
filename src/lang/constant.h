/* Constant values in arbitrary precision: bool, string, integer, rational/real, complex.
 * Immutable; live in the unit's bump (their GMP parts are freed with the unit).
 * Limits as cmd/compile: integers beyond 512 bits overflow. Go: go/constant */
#ifndef LANG_CONSTANT_H
#define LANG_CONSTANT_H

#include "lang/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct unit;
struct buf;
struct type;

enum constant_kind {
    CONSTANT_UNKNOWN, /* an error was reported */
    CONSTANT_BOOL,
    CONSTANT_STRING,
    CONSTANT_INT,
    CONSTANT_FLOAT,
    CONSTANT_COMPLEX
};

struct constant; /* opaque */

/* Frees the GMP parts of all constants of the unit; unit_destroy calls it before the bump goes. */
void constant_finish(struct unit *u);

enum constant_kind constant_kind(const struct constant *c);
struct constant *constant_unknown(struct unit *u);
struct constant *constant_bool(struct unit *u, bool b);
struct constant *constant_string(struct unit *u, const char *s, size_t n); /* copied */
struct constant *constant_int64(struct unit *u, int64_t v);
struct constant *constant_uint64(struct unit *u, uint64_t v);
struct constant *constant_float64(struct unit *u, double v);
/* From the text of a literal token, quotes and underscores included; UNKNOWN when malformed. */
struct constant *constant_literal(struct unit *u, enum token kind, const char *text);

bool constant_bool_value(const struct constant *c);
const char *constant_string_value(const struct constant *c, size_t *len); /* borrowed */
/* exact: false when the value does not fit (then truncated resp. rounded). */
int64_t constant_int64_value(const struct constant *c, bool *exact);
uint64_t constant_uint64_value(const struct constant *c, bool *exact);
double constant_float64_value(const struct constant *c, bool *exact); /* rounds to nearest even */
float constant_float32_value(const struct constant *c, bool *exact);
struct constant *constant_real(struct unit *u, const struct constant *c);
struct constant *constant_imag(struct unit *u, const struct constant *c);
struct constant *constant_make_complex(struct unit *u, const struct constant *re,
                                       const struct constant *im);
int constant_sign(const struct constant *c);         /* -1, 0, 1; complex: 0 or 1 */
unsigned constant_bit_len(const struct constant *c); /* of an integer's magnitude */

/* Converted to the kind (INT only when the value is integral), else UNKNOWN. */
struct constant *constant_to_int(struct unit *u, const struct constant *c);
struct constant *constant_to_float(struct unit *u, const struct constant *c);
struct constant *constant_to_complex(struct unit *u, const struct constant *c);

/* As messages show it. */
void constant_write(struct buf *out, const struct constant *c);

#endif
