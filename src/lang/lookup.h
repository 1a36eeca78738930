/* Finding a field or method by name, through embedded fields.
 * Go: cmd/compile/internal/types2/lookup.go */
#ifndef LANG_LOOKUP_H
#define LANG_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>

struct unit;
struct type;
struct object;
struct package;

struct lookup_result {
    struct object *obj;   /* field or method; NULL = not found, see the flags */
    const unsigned *path; /* embedded fields on the way; for a field its own index comes last */
    size_t n_path;
    bool indirect;     /* a pointer was followed on the way (that of t itself counts) */
    bool ambiguous;    /* not found: the name is there twice at one depth */
    bool pointer_recv; /* not found: the method wants a pointer and none is at hand */
};

/* addressable: t is the type of a variable, whose address can be taken. */
struct lookup_result lookup_member(struct unit *u, struct type *t, bool addressable,
                                   const struct package *pkg, const char *name, bool fold_case);
/* *t and true when t is a pointer type (not a named one), else t. */
struct type *lookup_deref(struct type *t, bool *is_pointer);

#endif
