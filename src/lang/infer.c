/* Type argument inference: from the arguments of a call, from the constraints, from untyped
 * constants, in this order. What is found may mention other type parameters, which are then put in.
 * Go: cmd/compile/internal/types2/infer.go */
#include <string.h>

#include "lang/checker.h"
#include "lang/subst.h"
#include "lang/typeparam.h"
#include "lang/unify.h"

struct type *
infer_subst(struct checker *c, struct type *t, struct type **params, struct type **args, size_t n)
{
    return subst_type(c->u, t, params, args, n);
}

static const char *
param_names(struct checker *c, struct type **v, size_t n)
{
    struct buf b = {0};
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%s",
                   i == 0       ? ""
                   : n == 2     ? " and "
                   : i == n - 1 ? ", and "
                                : ", ",
                   v[i]->param.obj->name);
    char *s = bump_strndup(&c->u->mem, buf_cstr(&b), b.len);
    buf_finish(&b);
    return s;
}

struct inference {
    struct checker *c;
    struct unifier k;
    const struct infer_request *r;
};

static void
mismatch(struct inference *f, struct type *par, const struct operand *arg)
{
    struct checker *c = f->c;
    const char *where = f->r->where;
    const char *shown = f->r->arg_name ? f->r->arg_name : checker_string(c, "%e", arg->expr);
    struct type **found = bump_array(&c->u->mem, struct type *, f->k.n + 1);
    bool any = false;
    for (size_t i = 0; i < f->k.n; i++)
        any |= (found[i] = unify_at(&f->k, i)) != NULL;
    if (!any) {
        checker_error(c, checker_pos(arg), "%stype %t of %s does not match %t (cannot infer %s)",
                      where, arg->type, shown, par, param_names(c, f->k.params, f->k.n));
        return;
    }
    struct type *inferred = subst_type(c->u, par, f->k.params, found, f->k.n);
    if (inferred == par)
        checker_error(c, checker_pos(arg), "%stype %t of %s does not match %t", where, arg->type,
                      shown, par);
    else if (f->r->reverse)
        checker_error(c, checker_pos(arg), "%sinferred type %t for %t does not match type %t of %s",
                      where, inferred, par, arg->type, shown);
    else
        checker_error(c, checker_pos(arg), "%stype %t of %s does not match inferred type %t for %t",
                      where, arg->type, shown, inferred, par);
}

static bool
from_arguments(struct inference *f)
{
    const struct infer_request *r = f->r;
    for (size_t i = 0; i < r->n_args; i++) {
        const struct operand *a = &r->args[i];
        if (a->mode == MODE_INVALID || a->mode == MODE_NIL || !checker_valid(a->type) ||
            types_is_untyped(a->type) ||
            (!unify_mentions(&f->k, r->params[i]) && !unify_mentions(&f->k, a->type)))
            continue;
        if (!unify_types(&f->k, r->params[i], a->type, UNIFY_ASSIGN)) {
            mismatch(f, r->params[i], a);
            return false;
        }
    }
    return true;
}

/* Without the words that the request's own message begins with: "(missing method M)". */
static const char *
missing_method(struct checker *c, struct type *t, struct type *constraint)
{
    const char *cause = NULL, *words = checker_string(c, "%t does not satisfy %t ", t, constraint);
    if (operand_implements(c, t, constraint, true, &cause) || !cause ||
        strncmp(cause, words, strlen(words)) != 0)
        return NULL;
    return cause + strlen(words);
}

/* True when there is another reason: it is reported when the constraint is instantiated. */
static bool
unsatisfied(struct inference *f, struct type *t, struct type *param)
{
    const char *why = missing_method(f->c, t, param->param.constraint);
    if (why)
        checker_error(f->c, f->r->pos, "%s%t (type %t) does not satisfy %t %s", f->r->where, param,
                      t, param->param.constraint, why);
    return !why;
}

static bool
methods_unify(struct inference *f, struct type *t, struct type *param)
{
    struct type *constraint = typeparam_iface(param);
    for (size_t i = 0; i < constraint->interface.n_methods; i++) {
        struct object *m = constraint->interface.methods[i];
        struct lookup_result r = lookup_member(f->c->u, t, false, m->pkg, m->name, false);
        if (!r.obj || r.obj->kind != OBJECT_FUNC)
            return unsatisfied(f, t, param);
        decl_object(f->c, r.obj);
        if (r.obj->type && m->type && !unify_types(&f->k, r.obj->type, m->type, UNIFY_EXACT))
            return unsatisfied(f, t, param);
    }
    return true;
}

/* One round over the constraints; false (reported) when one cannot be met. */
static bool
from_constraints(struct inference *f)
{
    struct checker *c = f->c;
    for (size_t i = 0; i < f->k.n; i++) {
        struct type *p = f->k.params[i], *found = unify_at(&f->k, i);
        bool tilde, single;
        struct type *core = typeparam_core_term(c->u, p, &tilde, &single);
        if (core && found) {
            if (!unify_types(&f->k, found, core, 0)) {
                checker_error(c, f->r->pos, "%s%t (type %t) does not satisfy %t", f->r->where, p,
                              found, p->param.constraint);
                return false;
            }
        } else if (core && single && !tilde) {
            unify_set(&f->k, i, core);
        }
        struct type *iface = typeparam_iface(p);
        if (found && iface->kind == TYPE_INTERFACE && !unify_mentions(&f->k, found))
            if (!methods_unify(f, found, p))
                return false;
    }
    return true;
}

static int
untyped_rank(const struct type *t)
{
    return t->kind >= TYPE_UNTYPED_INT && t->kind <= TYPE_UNTYPED_COMPLEX ? (int)t->kind : 0;
}

static bool
from_constants(struct inference *f)
{
    const struct infer_request *r = f->r;
    struct checker *c = f->c;
    struct type **max = bump_array(&c->u->mem, struct type *, f->k.n + 1);
    for (size_t i = 0; i < r->n_args; i++) {
        const struct operand *a = &r->args[i];
        if (a->mode == MODE_INVALID || a->mode == MODE_NIL || !types_is_untyped(a->type) ||
            a->type->kind == TYPE_UNTYPED_NIL)
            continue;
        for (size_t p = 0; p < f->k.n; p++) {
            if (r->params[i] != f->k.params[p] || unify_at(&f->k, p))
                continue;
            if (!max[p] || max[p]->kind == a->type->kind) {
                max[p] = a->type;
            } else if (!untyped_rank(max[p]) || !untyped_rank(a->type)) {
                checker_error(c, checker_pos(a), "%smismatched types %t and %t (cannot infer %t)",
                              r->where, max[p], a->type, f->k.params[p]);
                return false;
            } else if (untyped_rank(a->type) > untyped_rank(max[p])) {
                max[p] = a->type;
            }
        }
    }
    for (size_t p = 0; p < f->k.n; p++) {
        if (max[p])
            unify_set(&f->k, p, types_default(c->u, max[p]));
    }
    return true;
}

/* Puts what was found into each other until no parameter is left, or gives up on those that only
 * lead to themselves. */
static void
simplify(struct inference *f, struct type **found)
{
    size_t n = f->k.n;
    for (size_t round = 0; round <= n; round++) {
        bool changed = false;
        for (size_t i = 0; i < n; i++) {
            if (!found[i] || !unify_mentions(&f->k, found[i]))
                continue;
            struct type *t = subst_type(f->c->u, found[i], f->k.params, found, n);
            changed |= t != found[i];
            found[i] = t;
        }
        if (!changed)
            break;
    }
    for (size_t i = 0; i < n; i++) {
        if (found[i] && unify_mentions(&f->k, found[i]))
            found[i] = NULL;
    }
}

/* Type parameters must not be those of the function around, which calls itself. */
static struct type **
fresh_params(struct checker *c, struct type **params, size_t n)
{
    struct type **fresh = bump_array(&c->u->mem, struct type *, n + 1);
    for (size_t i = 0; i < n; i++) {
        fresh[i] = types_new(c->u, TYPE_PARAM);
        fresh[i]->param = params[i]->param;
    }
    for (size_t i = 0; i < n; i++)
        fresh[i]->param.constraint =
            subst_type(c->u, params[i]->param.constraint, params, fresh, n);
    return fresh;
}

bool
infer_type_args(struct checker *c, const struct infer_request *request, struct type **targs)
{
    size_t n = request->n_type_params;
    struct infer_request r = *request;
    struct type **fresh = fresh_params(c, r.type_params, n);
    struct type **params = bump_array(&c->u->mem, struct type *, r.n_args + 1);
    struct type **known = bump_array(&c->u->mem, struct type *, n + 1);
    for (size_t i = 0; i < n; i++)
        known[i] = targs[i] ? targs[i] : fresh[i];
    struct operand *args = bump_array(&c->u->mem, struct operand, r.n_args + 1);
    for (size_t i = 0; i < r.n_args; i++) {
        params[i] = subst_type(c->u, r.params[i], r.type_params, known, n);
        args[i] = r.args[i];
        if (r.generic && r.generic[i])
            args[i].type = subst_type(c->u, args[i].type, r.type_params, known, n);
    }
    r.params = params;
    r.args = args;
    struct inference f = {.c = c, .r = &r};
    unify_init(&f.k, c->u, fresh, targs, n);
    if (!from_arguments(&f))
        return false;
    size_t unknown;
    do {
        unknown = unify_unknowns(&f.k);
        if (!from_constraints(&f))
            return false;
    } while (unify_unknowns(&f.k) < unknown);
    if (!from_constants(&f))
        return false;
    struct type **found = bump_array(&c->u->mem, struct type *, n + 1);
    for (size_t i = 0; i < n; i++)
        found[i] = unify_at(&f.k, i);
    simplify(&f, found);
    for (size_t i = 0; i < n; i++) {
        if (!found[i] && !r.partial) {
            checker_error(c, r.pos, "%scannot infer %t (declared at %p)", r.where, fresh[i],
                          &fresh[i]->param.obj->pos);
            return false;
        }
        targs[i] = found[i];
    }
    return true;
}
