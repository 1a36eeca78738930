/* The death of a program: text and traces on its stderr, exit status 2. Go: runtime/panic.go
 * (fatalthrow, fatalpanic). Only the first death of a session prints. */
#ifndef VM_FATAL_H
#define VM_FATAL_H

#include "base/buf.h"
#include "vm/vm.h"

/* "fatal error: TEXT" and the goroutine's trace. */
void fatal_error(struct vm *vm, struct m *m, struct g *g, const char *text);
/* The text as given (whole lines), then the goroutine's trace; all: the others' too. */
void fatal_text(struct vm *vm, struct m *m, struct g *g, const struct buf *text, bool all);

#endif
