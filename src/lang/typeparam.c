/* Type sets of type parameters. Go: cmd/compile/internal/types2/typeparam.go, under.go */
#include "lang/typeparam.h"

#include "lang/unit.h"

struct type *
typeparam_iface(struct type *p)
{
    struct type *i = types_underlying(p);
    if (i->kind == TYPE_INTERFACE)
        types_complete_interface(i);
    return i;
}

struct type **
typeparam_types(struct type *t, struct type **self, size_t *n)
{
    *n = 1;
    if (t->kind != TYPE_PARAM) {
        *self = types_underlying(t);
        return self;
    }
    struct type *i = typeparam_iface(t);
    if (i->kind != TYPE_INTERFACE) {
        *n = 0;
        return NULL;
    }
    *n = i->interface.n_terms;
    return i->interface.terms;
}

struct type *
typeparam_core(struct unit *u, struct type *t)
{
    size_t n;
    struct type *self, **v = typeparam_types(t, &self, &n), *core = NULL;
    for (size_t i = 0; i < n; i++) {
        struct type *e = types_underlying(v[i]);
        if (!core) {
            core = e;
        } else if (core->kind == TYPE_CHAN && e->kind == TYPE_CHAN) {
            if (!types_identical(core->chan.elem, e->chan.elem))
                return NULL;
            if (core->chan.dir == CHAN_BOTH)
                core = e;
            else if (e->chan.dir != CHAN_BOTH && e->chan.dir != core->chan.dir)
                return NULL;
        } else if (!types_identical(core, e)) {
            return NULL;
        }
    }
    (void)u;
    return core;
}

/* As the program wrote them; self and n as for typeparam_types. */
static struct type **
set_of(struct type *t, struct type **self, size_t *n)
{
    if (t->kind == TYPE_PARAM)
        return typeparam_types(t, self, n);
    *self = t;
    *n = 1;
    return self;
}

struct type *
typeparam_first_not(struct type *t, enum type_kind kind)
{
    size_t n;
    struct type *self, **v = set_of(t, &self, &n);
    for (size_t i = 0; i < n; i++)
        if (types_underlying(v[i])->kind != kind)
            return v[i];
    return NULL;
}

bool
typeparam_mixed(struct type *t, struct type **a, struct type **b)
{
    size_t n;
    struct type *self, **v = set_of(t, &self, &n);
    for (size_t i = 1; i < n; i++) {
        if (types_identical(types_underlying(v[0]), types_underlying(v[i])))
            continue;
        *a = v[0];
        *b = v[i];
        return true;
    }
    return false;
}

struct type *
typeparam_under(struct type *t)
{
    struct type *core = t->kind == TYPE_PARAM ? typeparam_core(NULL, t) : NULL;
    return core ? core : types_underlying(t);
}

bool
typeparam_is_bytestring(struct type *t)
{
    size_t n;
    struct type *self, **v = typeparam_types(t, &self, &n);
    bool string = false, bytes = false;
    for (size_t i = 0; i < n; i++) {
        struct type *u = types_underlying(v[i]);
        if (types_is_string(u))
            string = true;
        else if (u->kind == TYPE_SLICE && types_underlying(u->elem)->kind == TYPE_UINT8)
            bytes = true;
        else
            return false;
    }
    return string && bytes;
}

struct type *
typeparam_core_term(struct unit *u, struct type *t, bool *tilde, bool *single)
{
    struct type *core = typeparam_core(u, t), *i = typeparam_iface(t);
    *tilde = *single = false;
    if (!core || i->kind != TYPE_INTERFACE)
        return NULL;
    *single = i->interface.n_terms == 1;
    if (*single) {
        *tilde = i->interface.tilde[0];
        return i->interface.terms[0];
    }
    *tilde = true;
    return core;
}
