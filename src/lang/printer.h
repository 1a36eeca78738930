/* Source text of expressions and types the way Go's compiler shows them in messages and escape
 * notes: "fmt.Println(x)", "&T{...}", "make([]int, n)", "func literal", bodies and long literals
 * shortened as syntax.String (type errors) resp. ir's formatter (escape notes) do. */
#ifndef LANG_PRINTER_H
#define LANG_PRINTER_H

#include "base/buf.h"

struct expr;

void printer_expr(struct buf *out, const struct expr *e); /* as types2 errors show it */

#endif
