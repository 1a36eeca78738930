/* Substitution, and the instances it makes. An instance of a generic type is a named type of its
 * own with lazily filled underlying type and methods; each list of identical arguments has one.
 * Instances whose arguments are concrete are queued in the unit with a function for each method,
 * which instance.c then checks.
 * Go: cmd/compile/internal/types2/subst.go, instantiate.go, named.go */
#include "lang/subst.h"

#include <string.h>

#include "lang/unit.h"

struct subst {
    struct unit *u;
    struct type **params, **args;
    size_t n;
};

static struct type *put(struct subst *s, struct type *t);

/* A copy of the list with substituted types; the list itself when nothing changes. */
static struct object **
put_vars(struct subst *s, struct object **v, size_t n, bool *changed)
{
    struct object **copy = NULL;
    for (size_t i = 0; i < n; i++) {
        struct type *t = put(s, v[i]->type);
        if (t == v[i]->type)
            continue;
        if (!copy) {
            copy = bump_array(&s->u->mem, struct object *, n);
            memcpy(copy, v, n * sizeof(struct object *));
        }
        copy[i] = bump_new(&s->u->mem, struct object);
        *copy[i] = *v[i];
        copy[i]->type = t;
        *changed = true;
    }
    return copy ? copy : v;
}

static struct type **
put_types(struct subst *s, struct type **v, size_t n, bool *changed)
{
    struct type **copy = bump_array(&s->u->mem, struct type *, n ? n : 1);
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        copy[i] = put(s, v[i]);
        any |= copy[i] != v[i];
    }
    *changed |= any;
    return any ? copy : v;
}

static struct type *
put_struct(struct subst *s, struct type *t)
{
    bool changed = false;
    struct object **fields = put_vars(s, t->struct_.fields, t->struct_.n, &changed);
    if (!changed)
        return t;
    struct type *r = types_new(s->u, TYPE_STRUCT);
    r->struct_ = t->struct_;
    r->struct_.fields = fields;
    r->struct_.offsets = bump_array(&s->u->mem, uint64_t, t->struct_.n);
    return r;
}

static struct type *
put_func(struct subst *s, struct type *t)
{
    bool changed = false;
    struct object **params = put_vars(s, t->func.params, t->func.n_params, &changed);
    struct object **results = put_vars(s, t->func.results, t->func.n_results, &changed);
    if (!changed)
        return t;
    struct type *r =
        types_func(s->u, params, t->func.n_params, results, t->func.n_results, t->func.variadic);
    r->func.recv = t->func.recv;
    return r;
}

static struct type *
put_tuple(struct subst *s, struct type *t)
{
    bool changed = false;
    struct object **vars = put_vars(s, t->tuple.vars, t->tuple.n, &changed);
    return changed ? types_tuple(s->u, vars, t->tuple.n) : t;
}

static struct type *
put_interface(struct subst *s, struct type *t)
{
    bool changed = false;
    struct object **methods =
        put_vars(s, t->interface.explicit_methods, t->interface.n_explicit, &changed);
    struct type **embedded = put_types(s, t->interface.embedded, t->interface.n_embedded, &changed);
    struct type **written = put_types(s, t->interface.written, t->interface.n_written, &changed);
    if (!changed)
        return t;
    struct type *r = types_new(s->u, TYPE_INTERFACE);
    r->alias = t->alias;
    r->interface.explicit_methods =
        bump_array(&s->u->mem, struct object *, t->interface.n_explicit + 1);
    for (size_t i = 0; i < t->interface.n_explicit; i++) { /* each has a place of its own in r */
        struct object *m = r->interface.explicit_methods[i] = bump_new(&s->u->mem, struct object);
        *m = *methods[i];
    }
    r->interface.n_explicit = t->interface.n_explicit;
    r->interface.embedded = embedded;
    r->interface.n_embedded = t->interface.n_embedded;
    r->interface.embedded_pos = t->interface.embedded_pos;
    r->interface.written = written;
    r->interface.written_tilde = t->interface.written_tilde;
    r->interface.n_written = t->interface.n_written;
    r->interface.comparable = t->interface.n_written == 0 && t->interface.comparable;
    r->interface.implicit = t->interface.implicit;
    return r;
}

static struct type *
put_named(struct subst *s, struct type *t)
{
    bool changed = false;
    if (!t->named.origin)
        return t;
    struct type **args = put_types(s, t->named.type_args, t->named.n_type_args, &changed);
    return changed ? subst_instance(s->u, t->named.origin, args, t->named.n_type_args) : t;
}

static struct type *
put_param(const struct subst *s, struct type *t)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->params[i] == t && s->args[i])
            return s->args[i];
    }
    return t;
}

static struct type *
put(struct subst *s, struct type *t)
{
    struct unit *u = s->u;
    if (!t)
        return t;
    switch (t->kind) {
    case TYPE_PARAM:
        return put_param(s, t);
    case TYPE_POINTER: {
        struct type *e = put(s, t->elem);
        return e == t->elem ? t : types_pointer(u, e);
    }
    case TYPE_SLICE: {
        struct type *e = put(s, t->elem);
        return e == t->elem ? t : types_slice(u, e);
    }
    case TYPE_ARRAY: {
        struct type *e = put(s, t->array.elem);
        return e == t->array.elem ? t : types_array(u, e, t->array.len);
    }
    case TYPE_MAP: {
        struct type *k = put(s, t->map.key), *v = put(s, t->map.value);
        return k == t->map.key && v == t->map.value ? t : types_map(u, k, v);
    }
    case TYPE_CHAN: {
        struct type *e = put(s, t->chan.elem);
        return e == t->chan.elem ? t : types_chan(u, e, t->chan.dir);
    }
    case TYPE_STRUCT:
        return put_struct(s, t);
    case TYPE_FUNC:
        return put_func(s, t);
    case TYPE_TUPLE:
        return put_tuple(s, t);
    case TYPE_INTERFACE:
        return put_interface(s, t);
    case TYPE_NAMED:
        return put_named(s, t);
    default:
        return t;
    }
}

struct type *
subst_type(struct unit *u, struct type *t, struct type **params, struct type **args, size_t n)
{
    struct subst s = {u, params, args, n};
    return n ? put(&s, t) : t;
}

static bool
vars_open(struct object *const *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (subst_is_open(v[i]->type))
            return true;
    }
    return false;
}

bool
subst_any_open(struct type *const *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (subst_is_open(v[i]))
            return true;
    }
    return false;
}

bool
subst_is_open(const struct type *t)
{
    switch (t ? t->kind : TYPE_INVALID) {
    case TYPE_PARAM:
        return true;
    case TYPE_POINTER:
    case TYPE_SLICE:
        return subst_is_open(t->elem);
    case TYPE_ARRAY:
        return subst_is_open(t->array.elem);
    case TYPE_MAP:
        return subst_is_open(t->map.key) || subst_is_open(t->map.value);
    case TYPE_CHAN:
        return subst_is_open(t->chan.elem);
    case TYPE_STRUCT:
        return vars_open(t->struct_.fields, t->struct_.n);
    case TYPE_FUNC:
        return vars_open(t->func.params, t->func.n_params) ||
               vars_open(t->func.results, t->func.n_results);
    case TYPE_TUPLE:
        return vars_open(t->tuple.vars, t->tuple.n);
    case TYPE_INTERFACE:
        return vars_open(t->interface.explicit_methods, t->interface.n_explicit) ||
               subst_any_open(t->interface.embedded, t->interface.n_embedded) ||
               subst_any_open(t->interface.written, t->interface.n_written);
    case TYPE_NAMED:
        return t->named.within || subst_any_open(t->named.type_args, t->named.n_type_args);
    default:
        return false;
    }
}

/* Appends to an array in the bump whose room doubles at powers of two. */
static void
append(struct unit *u, void *array, size_t *n, void *ptr)
{
    void **v;
    memcpy(&v, array, sizeof v);
    if ((*n & (*n - 1)) == 0) {
        void **bigger = bump_array(&u->mem, void *, *n ? *n * 2 : 1);
        if (*n)
            memcpy(bigger, v, *n * sizeof *v);
        v = bigger;
        memcpy(array, &v, sizeof v);
    }
    v[(*n)++] = ptr;
}

static bool
same_args(struct type *const *a, struct type *const *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!types_identical(a[i], b[i]))
            return false;
    }
    return true;
}

static struct type *
find_instance(const struct type *generic, struct type **args, size_t n)
{
    for (size_t i = 0; i < generic->named.n_instances; i++) {
        struct type *t = generic->named.instances[i];
        if (t->named.n_type_args == n && same_args(t->named.type_args, args, n))
            return t;
    }
    return NULL;
}

int
subst_nesting(const struct type *t)
{
    int n = 0;
    for (; t && n <= SUBST_NESTING_MAX; n++) {
        if (t->kind == TYPE_POINTER || t->kind == TYPE_SLICE)
            t = t->elem;
        else if (t->kind == TYPE_ARRAY)
            t = t->array.elem;
        else if (t->kind == TYPE_MAP)
            t = t->map.value;
        else if (t->kind == TYPE_CHAN)
            t = t->chan.elem;
        else if (t->kind == TYPE_STRUCT && t->struct_.n == 1)
            t = t->struct_.fields[0]->type;
        else
            break;
    }
    return t && t->kind == TYPE_NAMED ? n + t->named.nesting : n;
}

struct type *
subst_instance(struct unit *u, struct type *generic, struct type **args, size_t n)
{
    if (generic->named.generic_alias)
        return subst_type(u, generic->named.rhs, generic->named.type_params, args, n);
    struct type *t = find_instance(generic, args, n);
    if (t)
        return t;
    int deep = 0;
    for (size_t i = 0; i < n; i++)
        deep = subst_nesting(args[i]) > deep ? subst_nesting(args[i]) : deep;
    if (deep > SUBST_NESTING_MAX)
        return types_basic(u, TYPE_INVALID);
    t = types_new(u, TYPE_NAMED);
    t->named.obj = generic->named.obj;
    t->named.origin = generic;
    t->named.type_args = args;
    t->named.n_type_args = n;
    t->named.unit = u;
    t->named.nesting = deep + 1;
    t->named.within = generic->named.within;
    append(u, &generic->named.instances, &generic->named.n_instances, t);
    if (!subst_is_open(t))
        vec_push(&u->concrete, t);
    return t;
}

struct type *
subst_underlying(struct type *t)
{
    struct type *g = t->named.origin;
    if (t->named.underlying || t->named.expanding)
        return t->named.underlying;
    t->named.expanding = true;
    struct type *from = types_underlying(g);
    if (from->kind == TYPE_INVALID) {
        t->named.expanding = false;
        return NULL;
    }
    t->named.underlying = t->named.rhs = subst_type(t->named.unit, from, g->named.type_params,
                                                    t->named.type_args, t->named.n_type_args);
    t->named.expanding = false;
    return t->named.underlying;
}

void
subst_methods(struct type *t)
{
    struct type *g = t->named.origin;
    if (!g || t->named.has_methods || !g->named.has_methods)
        return;
    t->named.has_methods = true;
    size_t n = g->named.n_methods;
    t->named.methods = bump_array(&t->named.unit->mem, struct object *, n ? n : 1);
    for (size_t i = 0; i < n; i++)
        t->named.methods[i] = subst_func(t->named.unit, g->named.methods[i], t, t->named.type_args,
                                         t->named.n_type_args);
    t->named.n_methods = n;
}

bool
subst_method_type(struct unit *u, struct object *m)
{
    struct object *g = m->func.origin;
    struct type *base = m->func.base, *sig = g->type;
    if (m->type || !sig || sig->kind != TYPE_FUNC)
        return m->type != NULL;
    if (sig->func.n_recv_params != base->named.n_type_args)
        return false;
    m->type =
        subst_type(u, sig, sig->func.recv_params, base->named.type_args, base->named.n_type_args);
    if (m->type == sig) {
        m->type = types_new(u, TYPE_FUNC);
        m->type->func = sig->func;
    }
    m->type->func.n_recv_params = 0;
    m->type->func.recv = m->func.ptr_recv ? types_pointer(u, base) : base;
    return true;
}

/* main.F[...], main.(*List[...]).Push: tracebacks leave the arguments out. */
static const char *
instance_name(struct unit *u, const struct object *m, const struct type *base)
{
    const char *pkg = m->pkg->path;
    if (!base)
        return bump_printf(&u->mem, "%s.%s[...]", pkg, m->name);
    return bump_printf(&u->mem, m->func.ptr_recv ? "%s.(*%s[...]).%s" : "%s.%s[...].%s", pkg,
                       base->named.obj->name, m->name);
}

struct object *
subst_func(struct unit *u, struct object *generic, struct type *base, struct type **args, size_t n)
{
    struct func *g = generic->func.func;
    for (size_t i = 0; i < g->n_instances; i++) {
        struct object *o = g->instances[i];
        struct func *f = o->func.func;
        if (base ? o->func.base == base : f->n_type_args == n && same_args(f->type_args, args, n))
            return o;
    }
    struct object *o = bump_new(&u->mem, struct object);
    *o = *generic;
    o->type = NULL;
    o->func.origin = generic;
    o->func.base = base;
    append(u, &g->instances, &g->n_instances, o);
    if (base)
        subst_method_type(u, o);
    if (base ? subst_is_open(base) : subst_any_open(args, n))
        return o;
    struct func *f = o->func.func = bump_new(&u->mem, struct func);
    f->pos = g->pos;
    f->name = g->name;
    f->obj = o;
    f->pkg = g->pkg;
    f->origin = g;
    f->scope = g->scope;
    f->type_args = args;
    f->n_type_args = n;
    f->full_name = instance_name(u, generic, base);
    vec_push(&u->instances, f);
    return o;
}
