/* Types that contain themselves, and would be infinitely large.
 * Go: cmd/compile/internal/types2/validtype.go, cycles.go */
#include "lang/checker.h"
#include "lang/subst.h"

typedef VEC(struct type *) type_list;

static bool check(struct checker *c, struct type *t, type_list *nest);

static void
report(struct checker *c, type_list *nest, size_t start)
{
    size_t n = nest->n - start;
    struct object **cycle = bump_array(&c->u->mem, struct object *, n);
    for (size_t i = 0; i < n; i++)
        cycle[i] = nest->v[start + i]->named.obj;
    decl_cycle_error(c, cycle, n, 0);
}

/* A generic type stands for its instances: what they contain, it contains. */
static struct type *
declared_type(struct type *t)
{
    return t->named.origin ? t->named.origin : t;
}

/* A type parameter of an instance on the nest is the argument there, which lies outside of it. */
static bool
check_param(struct checker *c, struct type *p, type_list *nest)
{
    for (size_t i = nest->n; i-- > 0;) {
        struct type *t = nest->v[i], *g = t->named.origin;
        if (!g || p->param.index >= g->named.n_type_params ||
            g->named.type_params[p->param.index] != p)
            continue;
        type_list outer = {0};
        for (size_t k = 0; k < i; k++)
            vec_push(&outer, nest->v[k]);
        bool ok = check(c, t->named.type_args[p->param.index], &outer);
        vec_finish(&outer);
        return ok;
    }
    return true;
}

static bool
check_named(struct checker *c, struct type *t, type_list *nest)
{
    struct type *g = declared_type(t);
    if (t->named.valid || !g->named.rhs)
        return true;
    for (size_t i = 0; i < nest->n; i++) {
        if (declared_type(nest->v[i]) != g)
            continue;
        report(c, nest, i);
        g->named.rhs = g->named.underlying = checker_invalid(c);
        return false;
    }
    vec_push(nest, t);
    bool ok = check(c, g->named.rhs, nest);
    nest->n--;
    t->named.valid = ok && !subst_is_open(t); /* else it depends on what is around it */
    return ok;
}

/* nest: the named types whose memory contains that of t. */
static bool
check(struct checker *c, struct type *t, type_list *nest)
{
    switch (t ? t->kind : TYPE_INVALID) {
    case TYPE_ARRAY:
        return check(c, t->array.elem, nest);
    case TYPE_STRUCT:
        for (size_t i = 0; i < t->struct_.n; i++) {
            if (!check(c, t->struct_.fields[i]->type, nest))
                return false;
        }
        return true;
    case TYPE_INTERFACE:
        for (size_t i = 0; i < t->interface.n_embedded; i++) {
            if (!check(c, t->interface.embedded[i], nest))
                return false;
        }
        for (size_t i = 0; i < t->interface.n_written; i++) {
            if (!check(c, t->interface.written[i], nest))
                return false;
        }
        return true;
    case TYPE_PARAM:
        return check_param(c, t, nest);
    case TYPE_NAMED:
        return check_named(c, t, nest);
    default:
        return true;
    }
}

void
validtype_check(struct checker *c, struct type *named)
{
    type_list nest = {0};
    check(c, named, &nest);
    vec_finish(&nest);
}

static bool finite(struct checker *c, struct type *t, size_t declaring);

/* The objects behind the first `declaring` of the path are only passed through; of a generic type
 * there may be several instances among them, L[L[int]]. */
static bool
finite_named(struct checker *c, struct type *t, size_t declaring)
{
    if (t->named.finite)
        return true;
    for (size_t i = 0; i < declaring; i++) {
        if (c->path.v[i] == t->named.obj) {
            size_t n = c->path.n - i;
            decl_cycle_error(c, &c->path.v[i], n, decl_first_in_source(&c->path.v[i], n));
            return false;
        }
    }
    if (!t->named.rhs)
        return true;
    t->named.finite = true; /* what contains it was asked already */
    vec_push(&c->path, t->named.obj);
    t->named.finite = finite(c, t->named.rhs, declaring);
    c->path.n--;
    return t->named.finite;
}

static bool
finite(struct checker *c, struct type *t, size_t declaring)
{
    switch (t->kind) {
    case TYPE_NAMED:
        return finite_named(c, t, declaring);
    case TYPE_ARRAY:
        return finite(c, t->array.elem, declaring);
    case TYPE_STRUCT:
        for (size_t i = 0; i < t->struct_.n; i++) {
            if (!finite(c, t->struct_.fields[i]->type, declaring))
                return false;
        }
        return true;
    default:
        return true;
    }
}

/* False (reported) when t's size depends on a type that is just being declared. */
bool
validtype_finite(struct checker *c, struct type *t)
{
    return finite(c, t, c->path.n);
}

/* ---- interfaces without a name ---- */

enum { UNDER_WAY = 1, LOOKED_AT }; /* a table's values */

static bool is_cyclic(struct table *seen, struct type *t);

static bool
vars_cyclic(struct table *seen, struct object **v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (is_cyclic(seen, v[i]->type))
            return true;
    }
    return false;
}

static bool
methods_cyclic(struct table *seen, struct type *t)
{
    types_complete_interface(t);
    return vars_cyclic(seen, t->interface.methods, t->interface.n_methods);
}

/* Does t lead back to an interface literal that is under way? Names end the way. */
static bool
is_cyclic(struct table *seen, struct type *t)
{
    switch (t ? t->kind : TYPE_INVALID) {
    case TYPE_POINTER:
    case TYPE_SLICE:
        return is_cyclic(seen, t->elem);
    case TYPE_ARRAY:
        return is_cyclic(seen, t->array.elem);
    case TYPE_CHAN:
        return is_cyclic(seen, t->chan.elem);
    case TYPE_MAP:
        return is_cyclic(seen, t->map.key) || is_cyclic(seen, t->map.value);
    case TYPE_STRUCT:
        return vars_cyclic(seen, t->struct_.fields, t->struct_.n);
    case TYPE_FUNC:
        return vars_cyclic(seen, t->func.params, t->func.n_params) ||
               vars_cyclic(seen, t->func.results, t->func.n_results);
    case TYPE_INTERFACE: {
        uintptr_t known = (uintptr_t)table_get_ptr(seen, t);
        if (known)
            return known == UNDER_WAY;
        table_put_ptr(seen, t, (void *)(uintptr_t)UNDER_WAY);
        if (methods_cyclic(seen, t))
            return true;
        table_put_ptr(seen, t, (void *)(uintptr_t)LOOKED_AT);
        return false;
    }
    default:
        return false;
    }
}

void
validtype_interfaces(struct checker *c)
{
    struct table seen = {0};
    for (size_t i = 0; i < c->interfaces.n; i++) {
        const struct expr *e = c->interfaces.v[i];
        if (!e->type || e->type->kind != TYPE_INTERFACE || !methods_cyclic(&seen, e->type))
            continue;
        checker_error(c, e->pos,
                      "invalid recursive type: anonymous interface refers to itself (see "
                      "https://go.dev/issue/56103)");
        for (size_t k = 0; k < seen.n; k++) { /* once is enough */
            if (seen.entries[k].value)
                seen.entries[k].value = (void *)(uintptr_t)LOOKED_AT;
        }
    }
    table_finish(&seen);
}

/* ---- sizes ---- */

enum { MAX_CHAN_ELEM_BYTES = 1 << 16 };
#define ADDRESS_SPACE_BYTES (UINT64_C(1) << 50)

static void
check_size(struct checker *c, const struct expr *e)
{
    struct type *t = e->type, *elem = t->kind == TYPE_CHAN ? t->chan.elem : t->array.elem;
    if (!checker_valid(elem) || subst_is_open(elem))
        return;
    types_layout(elem);
    if (t->kind == TYPE_CHAN && elem->size >= MAX_CHAN_ELEM_BYTES)
        checker_error(c, e->pos, "channel element type too large (>64kB)");
    else if (t->kind == TYPE_ARRAY && elem->size &&
             (uint64_t)t->array.len > (ADDRESS_SPACE_BYTES - 1) / elem->size)
        checker_error(c, e->pos, "type %t larger than address space", t);
}

void
validtype_sizes(struct checker *c)
{
    for (size_t i = 0; i < c->sized.n; i++) {
        const struct expr *e = c->sized.v[i];
        if (e->type && (e->type->kind == TYPE_CHAN || e->type->kind == TYPE_ARRAY))
            check_size(c, e);
    }
}

/* ---- chains of names ---- */

static struct object *
next_name(struct checker *c, struct object *obj)
{
    struct expr *rhs = obj->decl->type.type;
    if (!rhs || rhs->kind != EXPR_NAME)
        return NULL;
    struct object *next = scope_lookup_local(c->pkg->scope, rhs->name.name);
    return next && next->kind == OBJECT_TYPE && next->decl ? next : NULL;
}

/* type A B; type B A: chains of names that never reach a type. */
void
validtype_direct_cycles(struct checker *c)
{
    struct table done = {0};
    for (size_t i = 0; i < c->objs.n; i++) {
        VEC(struct object *) path = {0};
        struct object *o = c->objs.v[i]->kind == OBJECT_TYPE ? c->objs.v[i] : NULL;
        for (; o && !table_get_ptr(&done, o); o = next_name(c, o)) {
            table_put_ptr(&done, o, o);
            vec_push(&path, o);
        }
        for (size_t k = 0; o && k < path.n; k++) {
            if (path.v[k] != o)
                continue;
            size_t n = path.n - k;
            o->type = checker_invalid(c);
            decl_cycle_error(c, &path.v[k], n, decl_first_in_source(&path.v[k], n));
            break;
        }
        vec_finish(&path);
    }
    table_finish(&done);
}
