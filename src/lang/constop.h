/* Operators on constant values; the type rules are the caller's. An UNKNOWN operand gives an
 * UNKNOWN result. */
#ifndef LANG_CONSTOP_H
#define LANG_CONSTOP_H

#include "lang/constant.h"

struct unit;

/* op: + - ! ^ ; bits: for ^ on unsigned types the width, else 0. */
struct constant *constop_unary(struct unit *u, enum token op, const struct constant *x,
                               unsigned bits);
/* op: + - * / % & | ^ &^ && ||; int_div: integer division for /. The caller excludes division by
 * zero. Operands are matched to the larger kind first. */
struct constant *constop_binary(struct unit *u, const struct constant *x, enum token op,
                                const struct constant *y, bool int_div);
struct constant *constop_shift(struct unit *u, const struct constant *x, enum token op,
                               unsigned count);
bool constop_compare(const struct constant *x, enum token op, const struct constant *y);

#endif
