/* Life of a compilation unit and its interned names. Go: no single file; base.Ctxt and types.Pkg */
#include "lang/unit.h"

#include "lang/constant.h"
#include "lang/object.h"

struct unit *
unit_create(void)
{
    struct unit *u = xcalloc(1, sizeof *u);
    diag_init(&u->diag);
    return u;
}

/* Packages live in the bump, their growing arrays on the host heap. */
static void
finish_package(struct package *p)
{
    vec_finish(&p->imports);
    vec_finish(&p->objects);
    vec_finish(&p->funcs);
    vec_finish(&p->init_lits);
    vec_finish(&p->inits);
}

void
unit_destroy(struct unit *u)
{
    if (!u)
        return;
    for (size_t i = 0; i < u->packages.n; i++) {
        if (u->packages.entries[i].value)
            finish_package(u->packages.entries[i].value);
    }
    for (size_t i = 0; i < u->tables.n; i++)
        table_finish(u->tables.v[i]);
    vec_finish(&u->tables);
    vec_finish(&u->sources);
    vec_finish(&u->order);
    vec_finish(&u->instances);
    vec_finish(&u->concrete);
    vec_finish(&u->reasons);
    table_finish(&u->packages);
    table_finish(&u->names);
    diag_finish(&u->diag);
    constant_finish(u);
    bump_finish(&u->mem);
    free(u->reachable);
    free(u);
}

const char *
unit_intern(struct unit *u, const char *s, size_t n)
{
    char *name = table_get(&u->names, s, n);
    if (!name) {
        name = bump_strndup(&u->mem, s, n);
        table_put(&u->names, name, n, name);
    }
    return name;
}

void
unit_own_table(struct unit *u, struct table *t)
{
    vec_push(&u->tables, t);
}
