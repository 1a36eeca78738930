/* The print and println builtins: to stderr, in Go's formats. Go: runtime/print.go */
#ifndef VM_TEXT_H
#define VM_TEXT_H

#include "base/buf.h"
#include "vm/vm.h"

/* kind: enum print_kind; slots: the value. */
void text_print(struct vm *vm, const uint64_t *slots, unsigned kind);
enum { TEXT_FLOAT_MAX = 32 };
/* "1.5", "1e+06", "NaN": the shortest text that reads back as a float of 32 or 64 bits; out has
 * room for TEXT_FLOAT_MAX bytes. Returns the length. */
unsigned text_float(char *out, double v, int bits);
/* A panic value as the last words of a program show it: "boom", main.T("x"), (main.E) 0xc000... */
void text_panic_value(struct buf *out, uint64_t type, uint64_t data);

#endif
