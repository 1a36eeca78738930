/* Types with type arguments put in for type parameters, and instances of generic types. */
#ifndef LANG_SUBST_H
#define LANG_SUBST_H

#include "lang/types.h"

/* t with params[i] replaced by args[i] (where args[i] is not NULL); t itself when it has none. */
struct type *subst_type(struct unit *u, struct type *t, struct type **params, struct type **args,
                        size_t n);
/* Depends on type parameters that nobody has replaced. */
bool subst_is_open(const struct type *t);
bool subst_any_open(struct type *const *v, size_t n);
/* How deeply types are nested in t. Instances nested deeper than the limit would never end; they
 * are invalid. */
#define SUBST_NESTING_MAX 60
int subst_nesting(const struct type *t);
/* The instance of a generic type; the same pointer for identical arguments. */
struct type *subst_instance(struct unit *u, struct type *generic, struct type **args, size_t n);
/* Of an instance without underlying type: the generic one's, with the arguments put in; NULL while
 * that one is not known. */
struct type *subst_underlying(struct type *instance);
/* Makes sure that an instance has its methods, as far as the generic type has them. */
void subst_methods(struct type *named);
/* The instance of a generic function or, with base, of a method of base's generic type. Its type
 * is set once the generic one's is known. Instances with concrete arguments get a body later. */
struct object *subst_func(struct unit *u, struct object *generic, struct type *base,
                          struct type **args, size_t n);
/* Gives a method's instance its type; false while the generic method has none. */
bool subst_method_type(struct unit *u, struct object *method);

#endif
