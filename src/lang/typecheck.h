/* The type checker: resolves names, types every expression, evaluates constants, finds unused
 * variables and imports, missing returns and the initialisation order; fills the [check] fields of
 * the tree. Reports in the words and at the positions of Go's compiler. Go: types2
 *
 * typecheck.c drives it; checker.h says what its parts share and which file does what:
 *   names        resolve.c (package level), decl.c, scope.c, lookup.c (fields and methods)
 *   types        typexpr.c, signature.c, structtype.c, validtype.c
 *   expressions  checkexpr.c, binary.c, untyped.c, checkindex.c, checkselector.c, checkliteral.c,
 *                checkcall.c, checkbuiltin.c, checkunsafe.c, conversion.c, infer.c, operand.c
 *   statements   checkstmt.c, checkswitch.c, assign.c, returns.c
 *   generics     instance.c, subst.c, infer.c, unify.c, mono.c
 *   at the end   initorder.c, closure.c
 * Branches and labels are the parser's business. Loops over functions are rewritten (rangefunc.c):
 * the later stages know none. */
#ifndef LANG_TYPECHECK_H
#define LANG_TYPECHECK_H

#include <stdbool.h>

struct unit;
struct package;

/* All files of p are parsed and its imports checked. Files and imports are set. False when errors
 * were reported. */
bool typecheck_package(struct unit *u, struct package *p);

#endif
