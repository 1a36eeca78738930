/* Run-time errors of the Go program: makes the panic value Go would make and starts the panic, or
 * prints a fatal error. pc and sp of g are saved; afterwards the loop reloads them (the goroutine
 * is at the first step of runtime.gopanic), or finds the scheduler's end set. Texts: Go:
 * runtime/error.go, panic.go */
#ifndef VM_THROW_H
#define VM_THROW_H

#include "sched/chan.h"
#include "sched/stack.h"
#include "vm/map.h"
#include "vm/slice.h"
#include "vm/vm.h"

#include <stdarg.h>

enum throw_slice_kind { THROW_SLICE, THROW_SLICE_STRING, THROW_SLICE_ARRAY };

void throw_value(struct vm *vm, struct m *m, struct g *g, uint64_t type, uint64_t data);
void throw_runtime(struct vm *vm, struct m *m, struct g *g, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void throw_plain(struct vm *vm, struct m *m, struct g *g, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void throw_nil(struct vm *vm, struct m *m, struct g *g);
void throw_range(struct vm *vm, struct m *m, struct g *g, uint64_t state);
/* of unsafe.Slice or unsafe.String */
void throw_unsafe(struct vm *vm, struct m *m, struct g *g, bool is_nil, bool is_string);
void throw_index(struct vm *vm, struct m *m, struct g *g, uint64_t index, uint64_t len);
void throw_slice(struct vm *vm, struct m *m, struct g *g, const uint64_t src[3],
                 const uint64_t *bounds, uint64_t flags, enum throw_slice_kind kind);
void throw_array_length(struct vm *vm, struct m *m, struct g *g, uint64_t len, uint64_t want);
void throw_make(struct vm *vm, struct m *m, struct g *g, enum slice_error e);
void throw_append(struct vm *vm, struct m *m, struct g *g, enum slice_error e);
void throw_map(struct vm *vm, struct m *m, struct g *g, enum map_error e,
               const struct typeinfo *bad_type);
void throw_chan(struct vm *vm, struct m *m, struct g *g, enum chan_result r);
void throw_uncomparable(struct vm *vm, struct m *m, struct g *g, const struct typeinfo *t);
void throw_assert_type(struct vm *vm, struct m *m, struct g *g, uint64_t dynamic,
                       const struct typeinfo *wanted, const struct typeinfo *static_type);
void throw_assert_iface(struct vm *vm, struct m *m, struct g *g, const uint64_t src[2],
                        unsigned flags, const struct typeinfo *wanted);
/* For natives: fills c with an error value of one of the runtime's string types. */
enum native_result throw_native(struct native_call *c, const struct typeinfo *type, const char *fmt,
                                va_list ap);
/* Fatal: the program ends with status 2. */
void throw_stack(struct vm *vm, struct m *m, struct g *g, enum stack_result r);
void throw_no_memory(struct vm *vm, struct m *m, struct g *g);

#endif
