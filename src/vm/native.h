/* The table of natives: Go's full name to C function. The list: native.def, one line each,
 * NATIVE("time.now", time_now); bodies in lib_*.c. */
#ifndef VM_NATIVE_H
#define VM_NATIVE_H

#include "vm/vm.h"

native_fn *native_find(const char *name); /* NULL when unknown */

#endif
