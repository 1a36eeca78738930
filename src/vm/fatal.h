/* The death of a program: text and traces on its stderr, exit status 2. Go: runtime/panic.go
 * (fatalthrow, fatalpanic). Only the first death of a session prints. */
#ifndef VM_FATAL_H
#define VM_FATAL_H

#include "vm/vm.h"

/* "fatal error: TEXT", blank line, the goroutine's trace, the others'. */
void fatal_error(struct vm *vm, struct m *m, struct g *g, const char *text);
/* The text as given, then traces. */
void fatal_text(struct vm *vm, struct m *m, struct g *g, const char *text);

#endif
