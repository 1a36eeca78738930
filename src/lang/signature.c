/* Function types: parameters, results, receivers, type parameters. The scope that holds their names
 * hangs on the type until the body has been checked.
 * Go: cmd/compile/internal/types2/signature.go */
#include "lang/checker.h"
#include "lang/subst.h"

static const char *
shown_name(struct checker *c, const struct param *p)
{
    return p->name ? p->name : unit_intern(c->u, "", 0);
}

static struct object **
collect(struct checker *c, enum var_kind kind, struct param *v, size_t n, bool *variadic)
{
    struct object **list = bump_array(&c->u->mem, struct object *, n ? n : 1);
    struct type *t = NULL;
    *variadic = false;
    for (size_t i = 0; i < n; i++) {
        struct expr *te = v[i].type;
        if (i == 0 || te != v[i - 1].type) {
            if (te->kind == EXPR_DOTS_TYPE && kind == VAR_PARAM && i == n - 1) {
                t = types_slice(c->u, typexpr_var_type(c, te->elem_type.elem));
                te->mode = MODE_TYPE;
                te->type = t;
                *variadic = true;
            } else {
                t = typexpr_var_type(c, te);
            }
        }
        list[i] = v[i].obj = object_new_var(c->u, kind, v[i].pos, c->pkg, shown_name(c, &v[i]), t);
    }
    return list;
}

static void
declare_all(struct checker *c, struct object **v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (v[i]->name[0])
            checker_declare(c, c->env.scope, v[i]);
    }
}

static const char *
bad_receiver_base(struct type *t)
{
    enum type_kind k = types_underlying(t)->kind;
    if (k == TYPE_UNSAFE_POINTER)
        return "unsafe.Pointer";
    return k == TYPE_POINTER || k == TYPE_INTERFACE ? "pointer or interface type" : NULL;
}

static void
check_receiver(struct checker *c, void *a, void *b)
{
    struct object *recv = a;
    struct pos pos = ast_start_pos(b);
    bool pointer;
    struct type *t = lookup_deref(recv->type, &pointer);
    if (!checker_valid(t))
        return;
    if (t->kind == TYPE_NAMED && t->named.obj->pkg == c->pkg) {
        const char *cause = bad_receiver_base(t);
        if (cause)
            checker_error(c, pos, "invalid receiver type %t (%s)", t, cause);
    } else if (t->kind == TYPE_NAMED || t->kind <= TYPE_UNSAFE_POINTER) {
        checker_error(c, pos, "cannot define new methods on non-local type %t", t);
    } else {
        checker_error(c, pos, "invalid receiver type %t", recv->type);
    }
}

static struct type *
new_param(struct checker *c, struct pos pos, const char *name, unsigned index)
{
    struct type *t = types_new(c->u, TYPE_PARAM);
    t->param.index = index;
    t->param.constraint = types_any(c->u);
    t->param.obj = object_new(c->u, OBJECT_TYPE, pos, c->pkg, name, t);
    checker_declare(c, c->env.scope, t->param.obj);
    return t;
}

/* Each may be mentioned in the constraints of all. */
struct type **
signature_type_params(struct checker *c, struct param *v, size_t n)
{
    struct type **list = bump_array(&c->u->mem, struct type *, n);
    for (size_t i = 0; i < n; i++) {
        list[i] = new_param(c, v[i].pos, shown_name(c, &v[i]), (unsigned)i);
        v[i].obj = list[i]->param.obj;
    }
    struct type *constraint = NULL;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || v[i].type != v[i - 1].type)
            constraint = structtype_constraint(c, v[i].type);
        list[i]->param.constraint = constraint;
    }
    return list;
}

/* The receiver List[T] of a generic type: its T are type parameters of the method. NULL when it is
 * no instance of a generic type. */
static struct type *
generic_receiver(struct checker *c, struct type *sig, struct expr *e)
{
    struct operand x;
    if (e->kind != EXPR_INDEX)
        return NULL;
    checkexpr_or_type(c, &x, e->index.x, true);
    struct type *g = x.type;
    if (x.mode != MODE_TYPE || g->kind != TYPE_NAMED || !g->named.n_type_params)
        return NULL;
    size_t n = ast_list_len(e->index.index), want = g->named.n_type_params;
    struct type **v = bump_array(&c->u->mem, struct type *, n + want);
    for (size_t i = 0; i < n; i++) {
        struct expr *name = ast_list_at(e->index.index, i);
        if (name->kind != EXPR_NAME) {
            checker_error(c, ast_start_pos(name),
                          "receiver type parameter %e must be an identifier", name);
            return checker_invalid(c);
        }
        v[i] = new_param(c, name->pos, name->name.name, (unsigned)i);
        name->name.obj = v[i]->param.obj;
        name->mode = MODE_TYPE;
        name->type = v[i];
    }
    if (n != want) {
        checker_error(c, ast_start_pos(ast_list_at(e->index.index, 0)),
                      "receiver declares %d type parameter%s, but receiver base type declares %d",
                      (int)n, n == 1 ? "" : "s", (int)want);
        return checker_invalid(c);
    }
    for (size_t i = 0; i < n; i++) {
        v[i]->param.receivers = g->named.type_params[i];
        v[i]->param.constraint =
            subst_type(c->u, g->named.type_params[i]->param.constraint, g->named.type_params, v, n);
    }
    sig->func.recv_params = v;
    sig->func.n_recv_params = n;
    e->mode = MODE_TYPE;
    e->type = subst_instance(c->u, g, v, n);
    return e->type;
}

static struct type *
receiver_type(struct checker *c, struct type *sig, struct expr *e)
{
    if (c->instance) {
        struct object *m = c->instance->obj;
        return m->func.ptr_recv ? types_pointer(c->u, m->func.base) : m->func.base;
    }
    struct expr *base;
    bool pointer = resolve_receiver(e, &base);
    struct type *t = generic_receiver(c, sig, base);
    if (!t)
        return typexpr_var_type(c, e);
    if (pointer && checker_valid(t))
        t = types_pointer(c->u, t);
    e->mode = MODE_TYPE;
    e->type = t;
    return t;
}

static struct object *
collect_receiver(struct checker *c, struct type *sig, struct param *p)
{
    struct type *t = receiver_type(c, sig, p->type);
    struct object *recv = object_new_var(c->u, VAR_RECV, p->pos, c->pkg, shown_name(c, p), t);
    struct expr *base;
    resolve_receiver(p->type, &base);
    p->obj = recv;
    checker_later(c, check_receiver, recv, base);
    return recv;
}

struct type *
signature_check(struct checker *c, struct expr *e, struct param *recv, struct param *tparams,
                size_t n_tparams)
{
    struct type *sig = types_new(c->u, TYPE_FUNC);
    signature_fill(c, sig, e, recv, tparams, n_tparams);
    return sig;
}

/* Like signature_check, into a type that exists already because others may refer to it. */
void
signature_fill(struct checker *c, struct type *sig, struct expr *e, struct param *recv,
               struct param *tparams, size_t n_tparams)
{
    struct object *receiver = NULL;
    bool unused;
    sig->func.scope = checker_open_scope(c);
    if (recv)
        receiver = collect_receiver(c, sig, recv);
    if (n_tparams) {
        sig->func.type_params = signature_type_params(c, tparams, n_tparams);
        sig->func.n_type_params = n_tparams;
    }
    size_t np = e->func_type.n_params, nr = e->func_type.n_results;
    bool variadic;
    struct object **params = collect(c, VAR_PARAM, e->func_type.params, np, &variadic);
    struct object **results = collect(c, VAR_RESULT, e->func_type.results, nr, &unused);
    if (receiver)
        declare_all(c, &receiver, 1);
    declare_all(c, params, np);
    declare_all(c, results, nr);
    checker_close_scope(c);
    sig->func.recv = receiver ? receiver->type : NULL;
    sig->func.params = params;
    sig->func.n_params = np;
    sig->func.results = results;
    sig->func.n_results = nr;
    sig->func.variadic = variadic;
}
