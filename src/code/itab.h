/* Interface tables: what the first word of a non-empty interface points to. The compiler writes
 * those whose types it knows into read-only data; the VM makes further ones with the same layout.
 * Go: internal/abi/iface.go */
#ifndef CODE_ITAB_H
#define CODE_ITAB_H

#include <stdint.h>

struct typeinfo;

struct itab {
    const struct typeinfo *iface; /* the interface type */
    const struct typeinfo *type;  /* the dynamic type */
    uint64_t hash;                /* type->hash */
    uint64_t fun[];               /* entry addresses, in the interface's method order */
};

#endif
