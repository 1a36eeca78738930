/* Names of functions as notes and symbols have them, their package left out: (*T).m,
 * F[go.shape.int]. What is written goes to a buf of the caller's; strings and shapes that are
 * returned live in mem. Private to the escape_* files. */
#ifndef LANG_ESCAPE_NAME_H
#define LANG_ESCAPE_NAME_H

#include "lang/escape_ir.h"

/* What the code of an instance has for its type parameters; NULL without any. */
const struct types_shapes *escape_name_shapes(struct bump *mem, struct func *instance);
/* The same where the type arguments are `args`, as the code of an instance with shapes `in` has
 * them. */
const struct types_shapes *escape_name_reshape(struct bump *mem, struct func *instance,
                                               struct type *const *args,
                                               const struct types_shapes *in);
/* Of an instance of a generic type, for its methods. */
const struct types_shapes *escape_name_type_shapes(struct bump *mem, const struct type *instance);

/* A function or method; shapes NULL: it has no type parameters. */
const char *escape_name_func(struct bump *mem, struct func *f, const struct types_shapes *shapes);

/* In the text of fn: an object, with its package when that is not the program's; n, an IR_FUNC with
 * its type arguments; n, an IR_METHEXPR with its receiver. */
void escape_name_object(struct buf *out, const struct object *o);
void escape_name_use(struct buf *out, const struct ir *n, const struct ir_fn *fn);
void escape_name_method(struct buf *out, const struct ir *n, const struct ir_fn *fn);

#endif
