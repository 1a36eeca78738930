/* Copies of function trees, for instances of generic functions. */
#ifndef LANG_CLONE_H
#define LANG_CLONE_H

#include "lang/ast.h"

struct unit;

/* Gives `to` a copy of the syntax of `from`: receiver, type, body; type parameters are left out.
 * Nothing that the checker or escape analysis wrote is copied. */
void clone_into(struct unit *u, struct func *to, const struct func *from);

#endif
