/* The places that expressions denote, in the sense of place.h. Private to the compiler.
 * Go: cmd/compile/internal/ssagen/ssa.go (addr) */
#ifndef CODE_LVALUE_H
#define CODE_LVALUE_H

#include "code/place.h"

/* The place of any expression; what has none is evaluated into a temp. Operands that contain calls
 * must have been hoisted. */
struct place lvalue_of(struct fn *f, struct expr *e);
/* The same to be used before anything else is stored: a row may still have to be looked up. */
struct place lvalue_of_once(struct fn *f, struct expr *e);
/* Values too large to pass through the frame: when e is one, and a variable or literal, then
 * *p is where it lies in memory. */
bool lvalue_of_huge(struct fn *f, struct expr *e, struct place *p);
/* Element `index` (a slot) of the slice header in slot.. (data, len). */
struct place lvalue_element(struct fn *f, uint32_t slice, uint32_t index, struct type *elem);
/* A variable index or bound that may be too large for an int64. */
bool lvalue_is_huge_unsigned(struct fn *f, struct expr *index);
void lvalue_check_key(struct fn *f, struct type *key, struct pos pos); /* of a map */

#endif
