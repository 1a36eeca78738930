/* Type sets: what can be said about a type parameter from its constraint. For types that are no
 * type parameters each question is about the type itself. */
#ifndef LANG_TYPEPARAM_H
#define LANG_TYPEPARAM_H

#include "lang/types.h"

/* The underlying types of all types in t's type set; none when there is no bound on them. Borrowed
 * until the next call that completes an interface; `self` is room for one. */
struct type **typeparam_types(struct type *t, struct type **self, size_t *n);
/* What operations see in t: the core type of a type parameter (its constraint when there is none),
 * the underlying type of others. */
struct type *typeparam_under(struct type *t);
/* All types of t's set are strings or byte slices, and both are there. */
bool typeparam_is_bytestring(struct type *t);
/* The single underlying type of all types in t's set; channels may differ in direction. NULL: none.
 */
struct type *typeparam_core(struct unit *u, struct type *t);
/* The term of the type parameter's constraint when its types have one underlying type; *tilde and
 * *single (just one term) say how. NULL: none. */
struct type *typeparam_core_term(struct unit *u, struct type *t, bool *tilde, bool *single);
/* The first type of t's set that is not of the kind underneath; NULL: none. */
struct type *typeparam_first_not(struct type *t, enum type_kind kind);
/* Two types of t's set with different underlying types; false: there are none. */
bool typeparam_mixed(struct type *t, struct type **a, struct type **b);
struct type *typeparam_iface(struct type *param); /* the constraint, complete */

#endif
