/* The print and println builtins: to stderr, in Go's formats. Go: runtime/print.go */
#ifndef VM_TEXT_H
#define VM_TEXT_H

#include "base/buf.h"
#include "vm/vm.h"

/* kind: enum print_kind; slots: the value. */
void text_print(struct vm *vm, const uint64_t *slots, unsigned kind);
/* "+1.500000e+000", as print does; out has room for 32 bytes. Returns the length. */
unsigned text_float(char *out, double v);
/* A panic value as the last words of a program show it: "boom", main.T("x"), (main.E) 0xc000... */
void text_panic_value(struct buf *out, uint64_t type, uint64_t data);

#endif
