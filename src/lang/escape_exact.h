/* Interface method calls whose interface can hold one type only: local variables whose assignments
 * all agree, conversions and assertions on the way. Such a call is analysed, and shown, as the call
 * of that type's method. Private to the escape_* files. Go: devirtualize/devirtualize.go */
#ifndef LANG_ESCAPE_EXACT_H
#define LANG_ESCAPE_EXACT_H

#include "lang/ast.h"

#include <stddef.h>

struct unit;

/* Sets call.exact in all functions fns; in this order the notes come. */
void escape_exact_find(struct unit *u, struct func **fns, size_t n, bool notes);

#endif
