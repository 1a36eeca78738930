/* Scopes: from names to objects, innermost first. Names are interned, so equal names are equal
 * pointers; a scope keeps its names in order of declaration.
 * Go: cmd/compile/internal/types2/scope.go */
#include "lang/object.h"
#include "lang/unit.h"

struct scope *
scope_create(struct unit *u, struct scope *outer, struct func *func)
{
    struct scope *s = bump_new(&u->mem, struct scope);
    s->outer = outer;
    s->func = func;
    unit_own_table(u, &s->names);
    return s;
}

struct object *
scope_insert(struct scope *s, struct object *obj)
{
    struct object *alt = table_get_ptr(&s->names, obj->name);
    if (alt)
        return alt;
    table_put_ptr(&s->names, obj->name, obj);
    if (!obj->parent)
        obj->parent = s;
    return NULL;
}

struct object *
scope_lookup_local(const struct scope *s, const char *name)
{
    return table_get_ptr(&s->names, name);
}

struct object *
scope_lookup(const struct scope *s, const char *name)
{
    for (; s; s = s->outer) {
        struct object *o = table_get_ptr(&s->names, name);
        if (o)
            return o;
    }
    return NULL;
}
