/* The order of analysis: callees before their callers, functions that call each other together.
 * Private to the escape_* files. Go: ir/scc.go */
#ifndef LANG_ESCAPE_ORDER_H
#define LANG_ESCAPE_ORDER_H

#include "lang/ast.h"

#include <stddef.h>

/* Called with each group: the function found first, then those that it led to. Literals that
 * capture something come with the function around them. v is borrowed. */
typedef void (*escape_order_fn)(void *arg, struct func **v, size_t n);

/* Each function must have its escape_fn. fns in the order of the source. */
void escape_order_visit(struct func **fns, size_t n, escape_order_fn analyse, void *arg);

#endif
