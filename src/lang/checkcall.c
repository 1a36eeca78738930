/* Calls: conversions, builtins and functions; arguments against parameters; type arguments.
 * Go: cmd/compile/internal/types2/call.go */
#include "lang/checker.h"

static enum expr_class
call_conversion(struct checker *c, struct operand *x, struct expr *e)
{
    struct type *t = x->type;
    size_t n = e->call.n_args;
    e->call.kind = CALL_CONVERSION;
    x->mode = MODE_INVALID;
    if (n == 0) {
        checker_error(c, ast_start_pos(e), "missing argument in conversion to %t", t);
    } else if (n > 1) {
        checkexpr_use(c, e->call.args, n);
        checker_error(c, ast_start_pos(e->call.args[n - 1]),
                      "too many arguments in conversion to %t", t);
    } else {
        checkexpr_value(c, x, e->call.args[0]);
        if (x->mode != MODE_INVALID && e->call.has_dots) {
            checker_error(c, ast_start_pos(e->call.args[0]),
                          "invalid use of ... in conversion to %t", t);
            x->mode = MODE_INVALID;
        }
        struct type *u = types_underlying(t);
        if (x->mode != MODE_INVALID && u->kind == TYPE_INTERFACE && t->kind != TYPE_PARAM &&
            (u->interface.n_terms || u->interface.comparable)) {
            checker_error(c, ast_start_pos(e),
                          "cannot use interface %t in conversion (contains specific type "
                          "constraints or is comparable)",
                          t);
            x->mode = MODE_INVALID;
        }
        if (x->mode != MODE_INVALID)
            conversion_check(c, x, t);
    }
    x->expr = e;
    return CLASS_CONVERSION;
}

static enum expr_class
call_builtin(struct checker *c, struct operand *x, struct expr *e)
{
    int id = x->builtin;
    e->call.kind = CALL_BUILTIN;
    e->call.builtin = id;
    if (!checkbuiltin_check(c, x, e, id))
        x->mode = MODE_INVALID;
    x->expr = e;
    if (x->mode != MODE_INVALID && x->mode != MODE_CONSTANT)
        c->env.has_call_or_recv = true;
    return checkbuiltin_class(id);
}

/* Types of an index list x[T1, T2]; NULL when one of them is invalid. */
struct type **
checkcall_type_list(struct checker *c, struct expr *list, size_t *n)
{
    *n = ast_list_len(list);
    struct type **v = bump_array(&c->u->mem, struct type *, *n + 1);
    bool ok = true;
    for (size_t i = 0; i < *n; i++) {
        v[i] = typexpr_var_type(c, ast_list_at(list, i));
        ok &= checker_valid(v[i]);
    }
    return ok ? v : NULL;
}

/* sig with all its type parameters replaced; reports arguments that break a constraint. */
static struct type *
instantiate(struct checker *c, struct type *sig, struct type **targs, struct expr *where,
            struct expr *list)
{
    size_t n = sig->func.n_type_params;
    for (size_t i = 0; i < n; i++) {
        const char *cause = NULL;
        struct type *bound = infer_subst(c, sig->func.type_params[i]->param.constraint,
                                         sig->func.type_params, targs, n);
        if (!operand_implements(c, targs[i], bound, true, &cause)) {
            struct expr *at = list && i < ast_list_len(list) ? ast_list_at(list, i) : where;
            checker_error(c, ast_start_pos(at), "%s", cause ? cause : "constraint not satisfied");
            break;
        }
    }
    struct type *t = infer_subst(c, sig, sig->func.type_params, targs, n);
    if (t == sig)
        t = types_func(c->u, sig->func.params, sig->func.n_params, sig->func.results,
                       sig->func.n_results, sig->func.variadic);
    return t;
}

/* f[T1, T2] used as a value: x is the generic function. */
void
checkcall_instantiate(struct checker *c, struct operand *x, struct expr *e)
{
    size_t n;
    struct type *sig = x->type, **targs = checkcall_type_list(c, e->index.index, &n);
    x->mode = MODE_INVALID;
    if (!targs)
        return;
    if (n > sig->func.n_type_params) {
        checker_error(c, ast_start_pos(ast_list_at(e->index.index, sig->func.n_type_params)),
                      "got %d type arguments but %e has %d type parameters", (int)n, e->index.x,
                      (int)sig->func.n_type_params);
        return;
    }
    if (n < sig->func.n_type_params) {
        checker_error(c, e->pos, "in call to %e, cannot infer %s", e->index.x,
                      sig->func.type_params[n]->param.obj->name);
        return;
    }
    x->mode = MODE_VALUE;
    x->type = instantiate(c, sig, targs, e, e->index.index);
    e->index.type_args = targs;
    e->index.n_type_args = n;
}

static void
count_mismatch(struct checker *c, struct expr *e, struct type *sig, struct operand_list args,
               size_t n_params)
{
    struct pos at = ast_start_pos(e);
    if (args.n > n_params)
        at = ast_start_pos(args.v[n_params].expr);
    else if (args.n > 0)
        at = ast_start_pos(args.v[args.n - 1].expr);
    struct type **have = bump_array(&c->u->mem, struct type *, args.n + 1);
    struct type **want = bump_array(&c->u->mem, struct type *, sig->func.n_params + 1);
    for (size_t i = 0; i < args.n; i++)
        have[i] = args.v[i].type;
    for (size_t i = 0; i < sig->func.n_params; i++)
        want[i] = sig->func.params[i]->type;
    checker_error(c, at, "%s arguments in call to %e\n\thave %s\n\twant %s",
                  args.n > n_params ? "too many" : "not enough", e->call.fun,
                  assign_summary(c, have, args.n, false, e->call.has_dots),
                  assign_summary(c, want, sig->func.n_params, sig->func.variadic, false));
}

static struct type *
param_type(const struct type *sig, size_t i, bool has_dots)
{
    size_t last = sig->func.n_params - 1;
    if (!sig->func.variadic || has_dots || i < last)
        return sig->func.params[i]->type;
    struct type *t = sig->func.params[last]->type;
    return t->kind == TYPE_SLICE ? t->elem : t;
}

/* Completes targs from the arguments: typed ones first, then the default types of constants. */
static bool
infer(struct checker *c, struct expr *e, struct type *sig, struct type **targs,
      struct operand_list args)
{
    size_t n = sig->func.n_type_params;
    struct type **params = sig->func.type_params;
    for (int untyped = 0; untyped < 2; untyped++) {
        for (size_t i = 0; i < args.n; i++) {
            struct operand *a = &args.v[i];
            struct type *p = param_type(sig, i, e->call.has_dots);
            if (a->mode == MODE_NIL || !checker_valid(a->type) ||
                types_is_untyped(a->type) != (untyped == 1))
                continue;
            if (untyped && (p->kind != TYPE_PARAM || targs[p->param.index]))
                continue;
            if (infer_unify(p, types_default(c->u, a->type), params, targs, n))
                continue;
            checker_error(c, checker_pos(a), "in call to %e, type %t of %e does not match %t",
                          e->call.fun, a->type, a->expr, p);
            return false;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (!targs[i]) {
            checker_error(c, e->pos, "in call to %e, cannot infer %s", e->call.fun,
                          params[i]->param.obj->name);
            return false;
        }
    }
    return true;
}

struct type *
checkcall_arguments(struct checker *c, struct expr *e, struct type *sig, struct type **targs,
                    size_t n_targs, struct operand_list args)
{
    size_t n_params = sig->func.n_params;
    if (sig->func.variadic) {
        if (e->call.has_dots && e->call.n_args == 1 && args.n > 1) {
            checker_error(c, ast_start_pos(e), "cannot use ... with %d-valued %e", (int)args.n,
                          e->call.args[0]);
            return sig;
        }
        if (!e->call.has_dots)
            n_params = args.n >= n_params - 1 ? args.n : n_params - 1;
    } else if (e->call.has_dots) {
        checker_error(c, ast_start_pos(e), "cannot use ... in call to non-variadic %e",
                      e->call.fun);
        return sig;
    }
    if (args.n != n_params) {
        count_mismatch(c, e, sig, args, n_params);
        return sig;
    }
    if (sig->func.n_type_params) {
        struct type **all = bump_array(&c->u->mem, struct type *, sig->func.n_type_params);
        for (size_t i = 0; i < n_targs; i++)
            all[i] = targs[i];
        if (!infer(c, e, sig, all, args))
            return sig;
        e->call.type_args = all;
        e->call.n_type_args = sig->func.n_type_params;
        sig = instantiate(c, sig, all, e, NULL);
    }
    const char *context = checker_string(c, "argument to %e", e->call.fun);
    for (size_t i = 0; i < args.n; i++)
        assign_operand(c, &args.v[i], param_type(sig, i, e->call.has_dots), context);
    return sig;
}

/* Explicit type arguments of the callee; false when they are wrong. All given: sig is done. */
static bool
explicit_type_args(struct checker *c, struct expr *e, struct expr *inst, struct type **sig,
                   struct type ***targs, size_t *n)
{
    *targs = checkcall_type_list(c, inst->index.index, n);
    if (!*targs)
        return false;
    size_t want = (*sig)->func.n_type_params;
    if (*n > want) {
        checker_error(c, ast_start_pos(ast_list_at(inst->index.index, want)),
                      "got %d type arguments but want %d", (int)*n, (int)want);
        return false;
    }
    if (*n == want) {
        *sig = instantiate(c, *sig, *targs, inst, inst->index.index);
        inst->index.type_args = e->call.type_args = *targs;
        inst->index.n_type_args = e->call.n_type_args = *n;
        *n = 0;
    }
    return true;
}

static void
set_result(struct checker *c, struct operand *x, const struct type *sig)
{
    x->mode = MODE_VALUE;
    if (sig->func.n_results == 0)
        x->mode = MODE_NO_VALUE;
    else if (sig->func.n_results == 1)
        x->type = sig->func.results[0]->type;
    else
        x->type = types_tuple(c->u, sig->func.results, sig->func.n_results);
    if (sig->func.n_results == 1 && !checker_valid(x->type))
        x->mode = MODE_INVALID;
    if (sig->func.n_results == 0)
        x->type = types_tuple(c->u, NULL, 0);
}

/* Arguments may be generic functions only where Go infers them; that is not supported. */
static struct operand_list
argument_list(struct checker *c, struct expr *e)
{
    struct operand_list args = checkexpr_list(c, e->call.args, e->call.n_args);
    e->call.spread = e->call.n_args == 1 && args.n > 1;
    return args;
}

static enum expr_class
call_function(struct checker *c, struct operand *x, struct expr *e, struct expr *inst)
{
    struct type *sig = types_underlying(x->type);
    e->call.kind = CALL_FUNCTION;
    if (x->mode == MODE_NIL || sig->kind != TYPE_FUNC) {
        checker_error(c, checker_pos(x), "invalid operation: cannot call %o: %t is not a function",
                      x, x->type);
        x->mode = MODE_INVALID;
        return CLASS_STATEMENT;
    }
    bool generic = sig->func.n_type_params > 0;
    struct type **targs = NULL;
    size_t n_targs = 0;
    if (inst && !explicit_type_args(c, e, inst, &sig, &targs, &n_targs)) {
        checkexpr_use(c, e->call.args, e->call.n_args);
        x->mode = MODE_INVALID;
        return CLASS_STATEMENT;
    }
    struct operand_list args = argument_list(c, e);
    sig = checkcall_arguments(c, e, sig, targs, n_targs, args);
    if (generic) {
        if (sig->func.n_type_params) { /* could not be inferred: reported */
            x->mode = MODE_INVALID;
            return CLASS_STATEMENT;
        }
        e->call.fun->mode = MODE_VALUE;
        e->call.fun->type = sig;
    }
    set_result(c, x, sig);
    c->env.has_call_or_recv = true;
    return CLASS_STATEMENT;
}

enum expr_class
checkcall_check(struct checker *c, struct operand *x, struct expr *e)
{
    struct expr *inst = NULL;
    if (e->call.fun->kind == EXPR_INDEX) {
        if (checkindex_index(c, x, e->call.fun))
            inst = e->call.fun;
        x->expr = e->call.fun;
        checkexpr_record(c, x);
        checkexpr_single(c, x);
    } else {
        checkexpr_or_type(c, x, e->call.fun, true);
    }
    enum expr_class class;
    switch (x->mode) {
    case MODE_INVALID:
        checkexpr_use(c, e->call.args, e->call.n_args);
        class = CLASS_STATEMENT;
        break;
    case MODE_TYPE:
        class = call_conversion(c, x, e);
        break;
    case MODE_BUILTIN:
        class = call_builtin(c, x, e);
        break;
    default:
        class = call_function(c, x, e, inst);
    }
    x->expr = e;
    return class;
}
