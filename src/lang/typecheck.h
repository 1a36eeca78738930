/* The type checker: resolves names, types every expression, evaluates constants, finds unused
 * variables and imports, missing returns and the initialisation order; fills the [check] fields of
 * the tree. Reports in the words and at the positions of Go's compiler. Go: types2
 *
 * typecheck.c drives it; its parts: resolve.c (package-level collection), typexpr.c (types), decl.c,
 * expr check (checkexpr.c), calls (checkcall.c), builtins (checkbuiltin.c), conversions
 * (conversion.c), statements (checkstmt.c), lookup.c (fields and methods), initorder.c,
 * labels.c, returns.c. */
#ifndef LANG_TYPECHECK_H
#define LANG_TYPECHECK_H

#include <stdbool.h>

struct unit;
struct package;

/* All files of p are parsed and its imports checked. Files and imports are set. False when errors
 * were reported. */
bool typecheck_package(struct unit *u, struct package *p);

#endif
