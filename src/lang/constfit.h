/* Does a constant fit into a type? */
#ifndef LANG_CONSTFIT_H
#define LANG_CONSTFIT_H

#include "lang/constant.h"

struct type;
struct unit;

/* Representable in the basic type t (after rounding for floats)? *rounded gets the value as that
 * type holds it. */
bool constfit_representable(struct unit *u, const struct constant *c, const struct type *t,
                            struct constant **rounded);

#endif
