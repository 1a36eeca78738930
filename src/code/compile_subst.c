/* Instantiation: types of a generic function with its type parameters replaced.
 * Go: cmd/compile/internal/types2/subst.go */
#include "base/bug.h"
#include "code/codegen.h"

struct subst {
    struct codegen *cg;
    struct type **args;
    size_t n;
};

static struct type *replace(const struct subst *s, struct type *t);

static struct object **
replace_vars(const struct subst *s, struct object **v, size_t n, bool *changed)
{
    struct object **out = bump_array(&s->cg->u->mem, struct object *, n);
    for (size_t i = 0; i < n; i++) {
        struct type *t = replace(s, v[i]->type);
        out[i] = v[i];
        if (t == v[i]->type)
            continue;
        out[i] = bump_new(&s->cg->u->mem, struct object);
        *out[i] = *v[i];
        out[i]->type = t;
        *changed = true;
    }
    return out;
}

static struct type *
copy_of(const struct subst *s, const struct type *t)
{
    struct type *c = types_new(s->cg->u, t->kind);
    unsigned id = c->id;
    *c = *t;
    c->id = id;
    c->sized = false;
    return c;
}

static struct type *
replace_func(const struct subst *s, struct type *t)
{
    bool changed = false;
    struct object **params = replace_vars(s, t->func.params, t->func.n_params, &changed);
    struct object **results = replace_vars(s, t->func.results, t->func.n_results, &changed);
    if (!changed)
        return t;
    struct type *c = copy_of(s, t);
    c->func.params = params;
    c->func.results = results;
    c->func.n_type_params = 0;
    return c;
}

static struct type *
replace_struct(const struct subst *s, struct type *t)
{
    bool changed = false;
    struct object **fields = replace_vars(s, t->struct_.fields, t->struct_.n, &changed);
    if (!changed)
        return t;
    struct type *c = copy_of(s, t);
    c->struct_.fields = fields;
    c->struct_.offsets = bump_array(&s->cg->u->mem, uint64_t, t->struct_.n);
    return c;
}

/* An instance of a generic type: one per list of arguments, found again while its own underlying
 * type is being replaced. */
static struct type *
replace_named(const struct subst *s, struct type *t)
{
    size_t n = t->named.n_type_args;
    bool changed = false;
    struct type **args = bump_array(&s->cg->u->mem, struct type *, n);
    for (size_t i = 0; i < n; i++) {
        args[i] = replace(s, t->named.type_args[i]);
        changed |= args[i] != t->named.type_args[i];
    }
    if (!changed)
        return t;
    struct buf key = {0};
    buf_printf(&key, "%p", (void *)t->named.obj);
    for (size_t i = 0; i < n; i++)
        buf_printf(&key, " %u", typedesc_id(s->cg, args[i]));
    struct type *c = table_get_str(&s->cg->substituted, buf_cstr(&key));
    if (!c) {
        c = copy_of(s, t);
        c->named.type_args = args;
        table_put_str(&s->cg->substituted, bump_strdup(&s->cg->mem, buf_cstr(&key)), c);
        c->named.underlying = replace(s, t->named.underlying);
    }
    buf_finish(&key);
    return c;
}

static struct type *
replace(const struct subst *s, struct type *t)
{
    struct unit *u = s->cg->u;
    switch (t->kind) {
    case TYPE_PARAM:
        ensure(t->param.index < s->n, "type parameter %u of %zu", t->param.index, s->n);
        return s->args[t->param.index];
    case TYPE_POINTER: {
        struct type *e = replace(s, t->elem);
        return e == t->elem ? t : types_pointer(u, e);
    }
    case TYPE_SLICE: {
        struct type *e = replace(s, t->elem);
        return e == t->elem ? t : types_slice(u, e);
    }
    case TYPE_ARRAY: {
        struct type *e = replace(s, t->array.elem);
        return e == t->array.elem ? t : types_array(u, e, t->array.len);
    }
    case TYPE_MAP: {
        struct type *k = replace(s, t->map.key), *v = replace(s, t->map.value);
        return k == t->map.key && v == t->map.value ? t : types_map(u, k, v);
    }
    case TYPE_CHAN: {
        struct type *e = replace(s, t->chan.elem);
        return e == t->chan.elem ? t : types_chan(u, e, t->chan.dir);
    }
    case TYPE_FUNC:
        return replace_func(s, t);
    case TYPE_STRUCT:
        return replace_struct(s, t);
    case TYPE_TUPLE: {
        bool changed = false;
        struct object **v = replace_vars(s, t->tuple.vars, t->tuple.n, &changed);
        return changed ? types_tuple(u, v, t->tuple.n) : t;
    }
    case TYPE_NAMED:
        return t->named.n_type_args ? replace_named(s, t) : t;
    default: /* interfaces with type parameters in their methods are not supported */
        return t;
    }
}

struct type *
codegen_subst(struct codegen *cg, struct type *t, struct type **args, size_t n)
{
    if (n == 0)
        return t;
    struct subst s = {cg, args, n};
    return replace(&s, t);
}
