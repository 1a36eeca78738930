/* Nodes as notes show them. Private to the escape_* files. */
#ifndef LANG_ESCAPE_TEXT_H
#define LANG_ESCAPE_TEXT_H

#include "lang/escape_ir.h"

/* Appends n, an expression or a statement, or its type, as they are called in the code of fn: that
 * of an instance has shapes for its type parameters. fn NULL: in none. */
void escape_text_node(struct buf *out, const struct ir *n, const struct ir_fn *fn);
void escape_text_type(struct buf *out, const struct ir *n, const struct ir_fn *fn);

#endif
