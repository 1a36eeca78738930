/* Unification: walks two types side by side; where one has a type parameter that is looked for, the
 * other says what it stands for. Inexact unification forgives what assignment forgives at the top
 * level: a name over a literal type, a channel's direction, methods of an interface.
 * Go: cmd/compile/internal/types2/unify.go */
#include "lang/unify.h"

#include "lang/lookup.h"
#include "lang/typeparam.h"
#include "lang/unit.h"

#define NOT_BOUND   SIZE_MAX
#define DEPTH_LIMIT 100

void
unify_init(struct unifier *k, struct unit *u, struct type **params, struct type **args, size_t n)
{
    *k = (struct unifier){.u = u, .params = params, .n = n};
    k->args = bump_array(&u->mem, struct type *, n + 1);
    k->root = bump_array(&u->mem, size_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        k->args[i] = args ? args[i] : NULL;
        k->root[i] = i;
    }
}

static size_t
bound(const struct unifier *k, const struct type *t)
{
    for (size_t i = 0; t->kind == TYPE_PARAM && i < k->n; i++) {
        if (k->params[i] == t)
            return i;
    }
    return NOT_BOUND;
}

struct type *
unify_at(const struct unifier *k, size_t i)
{
    return k->args[k->root[i]];
}

void
unify_set(struct unifier *k, size_t i, struct type *t)
{
    k->args[k->root[i]] = t;
}

size_t
unify_unknowns(const struct unifier *k)
{
    size_t n = 0;
    for (size_t i = 0; i < k->n; i++)
        n += !unify_at(k, i);
    return n;
}

static bool
mentions_vars(const struct unifier *k, struct object **v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (unify_mentions(k, v[i]->type))
            return true;
    }
    return false;
}

static bool
mentions_any(const struct unifier *k, struct type **v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (unify_mentions(k, v[i]))
            return true;
    }
    return false;
}

bool
unify_mentions(const struct unifier *k, const struct type *t)
{
    switch (t ? t->kind : TYPE_INVALID) {
    case TYPE_PARAM:
        return bound(k, t) != NOT_BOUND;
    case TYPE_POINTER:
    case TYPE_SLICE:
        return unify_mentions(k, t->elem);
    case TYPE_ARRAY:
        return unify_mentions(k, t->array.elem);
    case TYPE_MAP:
        return unify_mentions(k, t->map.key) || unify_mentions(k, t->map.value);
    case TYPE_CHAN:
        return unify_mentions(k, t->chan.elem);
    case TYPE_STRUCT:
        return mentions_vars(k, t->struct_.fields, t->struct_.n);
    case TYPE_FUNC:
        return mentions_vars(k, t->func.params, t->func.n_params) ||
               mentions_vars(k, t->func.results, t->func.n_results);
    case TYPE_TUPLE:
        return mentions_vars(k, t->tuple.vars, t->tuple.n);
    case TYPE_INTERFACE:
        return mentions_vars(k, t->interface.explicit_methods, t->interface.n_explicit) ||
               mentions_any(k, t->interface.embedded, t->interface.n_embedded) ||
               mentions_any(k, t->interface.written, t->interface.n_written);
    case TYPE_NAMED:
        return mentions_any(k, t->named.type_args, t->named.n_type_args);
    default:
        return false;
    }
}

/* False when both have types already, which then must unify. */
static bool
join(struct unifier *k, size_t a, size_t b)
{
    size_t ra = k->root[a], rb = k->root[b];
    if (ra == rb)
        return true;
    if (k->args[ra] && k->args[rb])
        return false;
    size_t to = ra < rb ? ra : rb;
    struct type *t = k->args[ra] ? k->args[ra] : k->args[rb];
    for (size_t i = 0; i < k->n; i++) {
        if (k->root[i] == ra || k->root[i] == rb)
            k->root[i] = to;
    }
    k->args[to] = t;
    return true;
}

static bool
unify_vars(struct unifier *k, struct object **x, size_t nx, struct object **y, size_t ny,
           unsigned mode)
{
    if (nx != ny)
        return false;
    for (size_t i = 0; i < nx; i++) {
        if (!unify_types(k, x[i]->type, y[i]->type, mode))
            return false;
    }
    return true;
}

static struct object *
method_of(struct unifier *k, struct type *t, const struct object *m)
{
    struct lookup_result r = lookup_member(k->u, t, false, m->pkg, m->name, false);
    return r.obj && r.obj->kind == OBJECT_FUNC && r.obj->type ? r.obj : NULL;
}

/* The methods of interface i are there in t, with unifiable types. */
static bool
unify_methods(struct unifier *k, struct type *i, struct type *t)
{
    for (size_t m = 0; m < i->interface.n_methods; m++) {
        struct object *want = i->interface.methods[m], *have = method_of(k, t, want);
        if (!have || !unify_types(k, want->type, have->type, UNIFY_EXACT))
            return false;
    }
    return true;
}

static struct type *
as_interface(struct type *t)
{
    struct type *u = t->kind == TYPE_PARAM ? NULL : types_underlying(t);
    if (!u || u->kind != TYPE_INTERFACE)
        return NULL;
    types_complete_interface(u);
    return u;
}

static bool
unify_with_interface(struct unifier *k, struct type *x, struct type *y, struct type *xi,
                     struct type *yi)
{
    if (!xi || !yi)
        return xi ? unify_methods(k, xi, y) : unify_methods(k, yi, x);
    if (xi->interface.comparable != yi->interface.comparable ||
        xi->interface.n_terms != yi->interface.n_terms)
        return false;
    return xi->interface.n_methods <= yi->interface.n_methods ? unify_methods(k, xi, y)
                                                              : unify_methods(k, yi, x);
}

static bool
found_again(struct unifier *k, size_t i, struct type *y, unsigned mode)
{
    struct type *x = unify_at(k, i);
    if (!unify_types(k, x, y, mode))
        return false;
    struct type *xi = as_interface(x), *yi = as_interface(y);
    bool xn = x->kind == TYPE_NAMED, yn = y->kind == TYPE_NAMED;
    if (xi && yi) {
        if (xn && yn)
            return types_identical(x, y);
        if (xi->interface.n_methods != yi->interface.n_methods)
            return false;
    } else if (xi || yi) {
        return false;
    }
    if (mode & UNIFY_EXACT || xn)
        return true;
    struct type *yc = types_underlying(y);
    if (yn || (y->kind != TYPE_PARAM && yc->kind == TYPE_CHAN && yc->chan.dir != CHAN_BOTH))
        unify_set(k, i, y);
    return true;
}

static bool
unify_structs(struct unifier *k, const struct type *x, const struct type *y, unsigned mode)
{
    if (x->struct_.n != y->struct_.n)
        return false;
    for (size_t i = 0; i < x->struct_.n; i++) {
        struct object *f = x->struct_.fields[i], *g = y->struct_.fields[i];
        if (f->var.embedded != g->var.embedded || !object_same_id(f, g->pkg, g->name, false) ||
            !unify_types(k, f->type, g->type, mode))
            return false;
    }
    return true;
}

static bool
unify_interfaces(struct unifier *k, struct type *x, struct type *y, unsigned mode)
{
    types_complete_interface(x);
    types_complete_interface(y);
    if (x->interface.n_methods != y->interface.n_methods)
        return false;
    for (size_t i = 0; i < x->interface.n_methods; i++) {
        struct object *m = x->interface.methods[i], *n = y->interface.methods[i];
        if (m->name != n->name || !unify_types(k, m->type, n->type, mode))
            return false;
    }
    return true;
}

static bool
unify_named(struct unifier *k, struct type *x, struct type *y, unsigned mode)
{
    if (!x->named.origin || x->named.origin != y->named.origin ||
        x->named.n_type_args != y->named.n_type_args)
        return types_identical(x, y);
    for (size_t i = 0; i < x->named.n_type_args; i++) {
        if (!unify_types(k, x->named.type_args[i], y->named.type_args[i], mode))
            return false;
    }
    return true;
}

static bool
unify_parts(struct unifier *k, struct type *x, struct type *y, unsigned mode)
{
    unsigned inner = (mode | UNIFY_EXACT) & ~(unsigned)UNIFY_ASSIGN;
    switch (x->kind) {
    case TYPE_ARRAY:
        return (x->array.len < 0 || y->array.len < 0 || x->array.len == y->array.len) &&
               unify_types(k, x->array.elem, y->array.elem, inner);
    case TYPE_SLICE:
    case TYPE_POINTER:
        return unify_types(k, x->elem, y->elem, inner);
    case TYPE_STRUCT:
        return unify_structs(k, x, y, inner);
    case TYPE_FUNC:
        return x->func.variadic == y->func.variadic &&
               x->func.n_type_params == y->func.n_type_params &&
               unify_vars(k, x->func.params, x->func.n_params, y->func.params, y->func.n_params,
                          inner) &&
               unify_vars(k, x->func.results, x->func.n_results, y->func.results, y->func.n_results,
                          inner);
    case TYPE_INTERFACE:
        return unify_interfaces(k, x, y, inner);
    case TYPE_MAP:
        return unify_types(k, x->map.key, y->map.key, inner) &&
               unify_types(k, x->map.value, y->map.value, inner);
    case TYPE_CHAN:
        return (!(mode & UNIFY_EXACT) || x->chan.dir == y->chan.dir) &&
               unify_types(k, x->chan.elem, y->chan.elem, inner);
    case TYPE_NAMED:
        return unify_named(k, x, y, inner);
    default:
        return types_identical(x, y);
    }
}

static bool
nify(struct unifier *k, struct type *x, struct type *y, unsigned mode)
{
    if (x == y)
        return true;
    if (x->kind == TYPE_NAMED || bound(k, y) != NOT_BOUND) {
        struct type *t = x;
        x = y;
        y = t;
    }
    if (!(mode & UNIFY_EXACT) && y->kind == TYPE_NAMED && x->kind != TYPE_NAMED &&
        x->kind != TYPE_PARAM && x->kind != TYPE_INTERFACE) {
        y = types_underlying(y);
        if (x == y)
            return true;
    }
    size_t px = bound(k, x), py = bound(k, y);
    if (px != NOT_BOUND && py != NOT_BOUND)
        return join(k, px, py) || unify_types(k, unify_at(k, px), unify_at(k, py), mode);
    if (px != NOT_BOUND) {
        if (unify_at(k, px))
            return found_again(k, px, y, mode);
        unify_set(k, px, y);
        return true;
    }
    if (!(mode & UNIFY_EXACT)) {
        struct type *xi = as_interface(x), *yi = as_interface(y);
        if (xi || yi)
            return unify_with_interface(k, x, y, xi, yi);
        /* A type parameter of the function around stands for its core type. */
        struct type *cx = x->kind == TYPE_PARAM ? typeparam_core(k->u, x) : NULL;
        struct type *cy = y->kind == TYPE_PARAM ? typeparam_core(k->u, y) : NULL;
        if (cx && cy)
            return unify_types(k, cx, cy, mode);
        if (cx && y->kind != TYPE_NAMED)
            return unify_types(k, cx, y, mode);
        if (cy && x->kind != TYPE_NAMED)
            return unify_types(k, x, cy, mode);
    }
    return x->kind == y->kind && unify_parts(k, x, y, mode);
}

bool
unify_types(struct unifier *k, struct type *x, struct type *y, unsigned mode)
{
    if (!x || !y || k->depth > DEPTH_LIMIT)
        return false;
    k->depth++;
    bool ok = nify(k, x, y, mode);
    k->depth--;
    return ok;
}
