/* Finding types for type parameters by making two types the same. Private to inference. */
#ifndef LANG_UNIFY_H
#define LANG_UNIFY_H

#include "lang/types.h"

struct unifier {
    struct unit *u;
    struct type **params; /* the type parameters looked for */
    struct type **args;   /* what was found for each, at its root; NULL = nothing yet */
    size_t *root;         /* joined parameters share the one with the smallest number */
    size_t n;
    int depth;
};

enum unify_mode {
    UNIFY_EXACT = 1,  /* identical, not only assignable */
    UNIFY_ASSIGN = 2, /* y is assigned to x: channel directions may differ */
};

void unify_init(struct unifier *k, struct unit *u, struct type **params, struct type **args,
                size_t n); /* args: known ones, copied */
bool unify_types(struct unifier *k, struct type *x, struct type *y, unsigned mode);
struct type *unify_at(const struct unifier *k, size_t i); /* NULL: nothing found */
void unify_set(struct unifier *k, size_t i, struct type *t);
size_t unify_unknowns(const struct unifier *k);
/* Does t mention one of the parameters? */
bool unify_mentions(const struct unifier *k, const struct type *t);

#endif
