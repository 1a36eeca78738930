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
