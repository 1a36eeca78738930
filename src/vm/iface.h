/* Interfaces: itabs, boxing, assertions. Go: runtime/iface.go
 * An empty interface is {typeinfo, data}, others {itab, data}; the data word is the value itself
 * for pointer-shaped types, else the address of a read-only copy. */
#ifndef VM_IFACE_H
#define VM_IFACE_H

#include "code/itab.h"
#include "vm/vm.h"

struct itabs *itabs_create(void); /* the dynamic ones of a session; owned by its vm */
void itabs_destroy(struct itabs *t);

/* The itab of (iface, type), made on first use; NULL when a method is missing (*missing = name). */
const struct itab *iface_itab(struct vm *vm, const struct typeinfo *iface,
                              const struct typeinfo *type, const char **missing);
/* Data word for the value at `value`: Go's rules for what needs no allocation. */
bool iface_box(struct vm *vm, struct p *p, struct g *g, const struct typeinfo *t, uint64_t value,
               uint64_t *data);
/* "interface conversion: ..." texts into buf-like out (n bytes). */
void iface_panic_text(char *out, size_t n, const struct typeinfo *static_type,
                      const struct typeinfo *dynamic, const struct typeinfo *wanted,
                      const char *missing_method);

#endif
