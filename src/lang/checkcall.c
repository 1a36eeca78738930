/* Calls: conversions, builtins and functions; arguments against parameters; type arguments.
 * Go: cmd/compile/internal/types2/call.go */
#include "lang/checker.h"
#include "lang/subst.h"
#include "lang/typeparam.h"

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
        /* A constant converted to a type parameter is none, whatever that stands for. */
        struct expr *name = ast_unparen(e->call.fun);
        if (x->mode == MODE_CONSTANT && name->kind == EXPR_NAME && name->name.obj &&
            name->name.obj->type_arg) {
            untyped_update(c, e->call.args[0], t, true);
            x->mode = MODE_VALUE;
        }
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
instantiate(struct checker *c, struct type *sig, struct type **targs, struct pos at,
            struct expr *list)
{
    instance_verify(c, sig->func.type_params, targs, sig->func.n_type_params, at, list);
    mono_use(c, sig->func.type_params, targs, sig->func.n_type_params, at, list);
    struct type *t = subst_type(c->u, sig, sig->func.type_params, targs, sig->func.n_type_params);
    if (t == sig)
        t = types_func(c->u, sig->func.params, sig->func.n_params, sig->func.results,
                       sig->func.n_results, sig->func.variadic);
    return t;
}

/* f[T1, T2] used as a value: x is the generic function. target: NULL, or the function type it is
 * assigned to, which completes the list. */
void
checkcall_instantiate(struct checker *c, struct operand *x, struct expr *e, struct type *target)
{
    size_t n = 0, want = x->type->func.n_type_params;
    struct expr *list = e->kind == EXPR_INDEX ? e->index.index : NULL;
    struct expr *name = list ? e->index.x : e;
    struct type *sig = x->type, **targs = list ? checkcall_type_list(c, list, &n) : NULL;
    x->mode = MODE_INVALID;
    if (list && !targs)
        return;
    if (n > want) {
        checker_error(c, ast_start_pos(ast_list_at(list, want)),
                      "got %d type arguments but %e has %d type parameters", (int)n, name,
                      (int)want);
        return;
    }
    struct type **all = bump_array(&c->u->mem, struct type *, want + 1);
    for (size_t i = 0; i < n; i++)
        all[i] = targs[i];
    if (n < want) {
        struct operand to = {.mode = MODE_VALUE, .expr = e, .type = target};
        struct infer_request r = {.pos = e->pos,
                                  .where = target ? "" : checker_string(c, "in call to %e, ", name),
                                  .arg_name = c->env.target_name,
                                  .type_params = sig->func.type_params,
                                  .n_type_params = want,
                                  .params = &sig,
                                  .args = &to,
                                  .n_args = target ? 1 : 0,
                                  .reverse = true};
        struct type *plain = types_func(c->u, sig->func.params, sig->func.n_params,
                                        sig->func.results, sig->func.n_results, sig->func.variadic);
        r.params = &plain;
        if (!infer_type_args(c, &r, all))
            return;
    }
    x->mode = MODE_VALUE;
    x->type = e->type = instantiate(c, sig, all, e->pos, list);
    if (list) {
        e->index.type_args = all;
        e->index.n_type_args = want;
    }
    instance_use(c, e, all, want);
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

static bool
is_generic(const struct operand *x)
{
    return x->mode == MODE_VALUE && x->type->kind == TYPE_FUNC && x->type->func.n_type_params > 0;
}

/* Type arguments for the function called and for all generic functions among the arguments, which
 * are found together. *targs: known ones of the function called, then all. False: reported. */
static bool
infer(struct checker *c, struct expr *e, struct type *sig, struct type ***targs,
      struct operand_list args)
{
    size_t n = sig->func.n_type_params, all = n;
    for (size_t i = 0; i < args.n; i++)
        all += is_generic(&args.v[i]) ? args.v[i].type->func.n_type_params : 0;
    struct type **tparams = bump_array(&c->u->mem, struct type *, all + 1);
    struct type **found = bump_array(&c->u->mem, struct type *, all + 1);
    struct type **params = bump_array(&c->u->mem, struct type *, args.n + 1);
    struct operand *plain = bump_array(&c->u->mem, struct operand, args.n + 1);
    bool *generic = bump_array(&c->u->mem, bool, args.n + 1);
    for (size_t i = 0; i < n; i++) {
        tparams[i] = sig->func.type_params[i];
        found[i] = (*targs)[i];
    }
    all = n;
    for (size_t i = 0; i < args.n; i++) {
        params[i] = param_type(sig, i, e->call.has_dots);
        plain[i] = args.v[i];
        if (!is_generic(&args.v[i]))
            continue;
        struct type *g = args.v[i].type;
        generic[i] = true;
        plain[i].type = types_func(c->u, g->func.params, g->func.n_params, g->func.results,
                                   g->func.n_results, g->func.variadic);
        for (size_t k = 0; k < g->func.n_type_params; k++)
            tparams[all++] = g->func.type_params[k];
    }
    struct infer_request r = {.pos = e->pos,
                              .where = checker_string(c, "in call to %e, ", e->call.fun),
                              .type_params = tparams,
                              .n_type_params = all,
                              .params = params,
                              .args = plain,
                              .generic = generic,
                              .n_args = args.n};
    *targs = found;
    return infer_type_args(c, &r, found);
}

/* The generic functions among the arguments become instances. */
static void
instantiate_args(struct checker *c, struct operand_list args, struct type **targs)
{
    for (size_t i = 0; i < args.n; i++) {
        struct operand *x = &args.v[i];
        if (!is_generic(x))
            continue;
        size_t n = x->type->func.n_type_params;
        x->type = instantiate(c, x->type, targs, ast_start_pos(x->expr), NULL);
        x->expr->type = x->type;
        instance_use(c, x->expr, targs, n);
        targs += n;
    }
}

static bool
any_generic(struct operand_list args)
{
    for (size_t i = 0; i < args.n; i++) {
        if (is_generic(&args.v[i]))
            return true;
    }
    return false;
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
    if (sig->func.n_type_params || any_generic(args)) {
        size_t n = sig->func.n_type_params;
        struct type **all = bump_array(&c->u->mem, struct type *, n + 1);
        for (size_t i = 0; i < n_targs; i++)
            all[i] = targs[i];
        if (!infer(c, e, sig, &all, args))
            return sig;
        instantiate_args(c, args, all + n);
        if (n) {
            e->call.type_args = all;
            e->call.n_type_args = n;
        }
    }
    if (sig->func.n_type_params) {
        const struct expr *fun = ast_unparen(e->call.fun);
        sig = instantiate(c, sig, e->call.type_args, e->pos,
                          fun->kind == EXPR_INDEX ? fun->index.index : NULL);
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
        *sig = instantiate(c, *sig, *targs, ast_start_pos(inst), inst->index.index);
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

static struct operand_list
argument_list(struct checker *c, struct expr *e)
{
    struct operand_list args = checkexpr_arguments(c, e->call.args, e->call.n_args);
    e->call.spread = e->call.n_args == 1 && args.n > 1;
    return args;
}

static enum expr_class
call_function(struct checker *c, struct operand *x, struct expr *e, struct expr *inst)
{
    struct type *sig = typeparam_under(x->type);
    e->call.kind = CALL_FUNCTION;
    if (x->mode == MODE_NIL || sig->kind != TYPE_FUNC) {
        struct type *other = typeparam_first_not(x->type, TYPE_FUNC);
        if (other)
            checker_error(c, checker_pos(x),
                          "invalid operation: cannot call %o: %t is not a function", x, other);
        else
            checker_error(c, checker_pos(x), "invalid operation: cannot call %o: %s", x,
                          operand_why_mixed(c, x->type));
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
        instance_use(c, e->call.fun, e->call.type_args, e->call.n_type_args);
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
