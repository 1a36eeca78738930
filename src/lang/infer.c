/* Type parameters of generic functions: putting type arguments in, and finding them by matching
 * parameter types against argument types.
 * Go: cmd/compile/internal/types2/subst.go, infer.go, unify.go */
#include <string.h>

#include "lang/checker.h"

struct subst {
    struct checker *c;
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
            copy = bump_array(&s->c->u->mem, struct object *, n);
            memcpy(copy, v, n * sizeof *v);
        }
        copy[i] = bump_new(&s->c->u->mem, struct object);
        *copy[i] = *v[i];
        copy[i]->type = t;
        *changed = true;
    }
    return copy ? copy : v;
}

static struct type *
put_struct(struct subst *s, struct type *t)
{
    bool changed = false;
    struct object **fields = put_vars(s, t->struct_.fields, t->struct_.n, &changed);
    if (!changed)
        return t;
    struct type *r = types_new(s->c->u, TYPE_STRUCT);
    r->struct_ = t->struct_;
    r->struct_.fields = fields;
    r->struct_.offsets = bump_array(&s->c->u->mem, uint64_t, t->struct_.n);
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
    return types_func(s->c->u, params, t->func.n_params, results, t->func.n_results,
                      t->func.variadic);
}

static struct type *
put(struct subst *s, struct type *t)
{
    struct unit *u = s->c->u;
    if (!t)
        return t;
    switch (t->kind) {
    case TYPE_PARAM:
        for (size_t i = 0; i < s->n; i++) {
            if (s->params[i] == t && s->args[i])
                return s->args[i];
        }
        return t;
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
    default:
        return t;
    }
}

struct type *
infer_subst(struct checker *c, struct type *t, struct type **params, struct type **args, size_t n)
{
    struct subst s = {c, params, args, n};
    return put(&s, t);
}

static bool
unify_vars(struct object **p, size_t np, struct object **a, size_t na, struct type **params,
           struct type **args, size_t n)
{
    if (np != na)
        return false;
    for (size_t i = 0; i < np; i++) {
        if (!infer_unify(p[i]->type, a[i]->type, params, args, n))
            return false;
    }
    return true;
}

/* Finds type arguments that make `param` and `arg` the same type; false when none can. */
bool
infer_unify(struct type *param, struct type *arg, struct type **params, struct type **args,
            size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (params[i] != param)
            continue;
        if (!args[i])
            args[i] = arg;
        return types_identical(args[i], arg);
    }
    if (param->kind != arg->kind && arg->kind == TYPE_NAMED)
        arg = types_underlying(arg); /* inexact: a named slice matches []T */
    if (param->kind != arg->kind)
        return true; /* assignability decides later */
    switch (param->kind) {
    case TYPE_POINTER:
    case TYPE_SLICE:
        return infer_unify(param->elem, arg->elem, params, args, n);
    case TYPE_ARRAY:
        return infer_unify(param->array.elem, arg->array.elem, params, args, n);
    case TYPE_MAP:
        return infer_unify(param->map.key, arg->map.key, params, args, n) &&
               infer_unify(param->map.value, arg->map.value, params, args, n);
    case TYPE_CHAN:
        return infer_unify(param->chan.elem, arg->chan.elem, params, args, n);
    case TYPE_FUNC:
        return unify_vars(param->func.params, param->func.n_params, arg->func.params,
                          arg->func.n_params, params, args, n) &&
               unify_vars(param->func.results, param->func.n_results, arg->func.results,
                          arg->func.n_results, params, args, n);
    default:
        return true;
    }
}
