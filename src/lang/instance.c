/* Instances of generic functions. Each is checked like an ordinary function, on a copy of the tree,
 * with the names of its type parameters bound to the type arguments; so everybody after the checker
 * sees only concrete types. The generic function itself is checked once, for its messages.
 * Go: cmd/compile/internal/noder/reader.go, types2/instantiate.go */
#include "lang/checker.h"
#include "lang/clone.h"
#include "lang/subst.h"

bool
instance_verify(struct checker *c, struct type **tparams, struct type **targs, size_t n,
                struct pos at, struct expr *list)
{
    for (size_t i = 0; i < n; i++) {
        const char *cause = NULL;
        structtype_settle_constraint(c, tparams[i]);
        struct type *bound = subst_type(c->u, tparams[i]->param.constraint, tparams, targs, n);
        if (operand_implements(c, targs[i], bound, true, &cause))
            continue;
        struct expr *e = list && i < ast_list_len(list) ? ast_list_at(list, i) : NULL;
        checker_error(c, e ? ast_start_pos(e) : at, "%s",
                      cause ? cause : "constraint not satisfied");
        return false;
    }
    return true;
}

static struct object *
named_object(struct expr *e)
{
    e = ast_unparen(e);
    if (e->kind == EXPR_NAME)
        return e->name.obj;
    if (e->kind == EXPR_SELECTOR && e->selector.kind == SELECT_PACKAGE)
        return e->selector.obj;
    return NULL;
}

void
instance_use(struct checker *c, struct expr *fun, struct type **targs, size_t n)
{
    fun = ast_unparen(fun);
    struct expr *name = fun->kind == EXPR_INDEX ? ast_unparen(fun->index.x) : fun;
    struct object *g = named_object(name);
    if (!g || g->kind != OBJECT_FUNC || !g->func.func || !g->func.func->body ||
        subst_any_open(targs, n))
        return;
    struct object *o = subst_func(c->u, g, NULL, targs, n);
    if (!o->type)
        o->type = fun->type;
    if (name->kind == EXPR_NAME)
        name->name.obj = o;
    else
        name->selector.obj = o;
    name->mode = MODE_VALUE;
    name->type = o->type;
    if (fun->kind == EXPR_INDEX)
        vec_push(&c->uses, fun);
}

static void
replace_uses(struct checker *c)
{
    for (size_t i = 0; i < c->uses.n; i++) {
        struct expr *e = c->uses.v[i];
        if (e->kind != EXPR_INDEX)
            continue;
        struct expr *name = ast_unparen(e->index.x);
        struct type *t = e->type;
        *e = *name;
        e->type = t;
    }
    vec_finish(&c->uses);
}

static void
bind(struct checker *c, const char *name, struct pos pos, struct type *arg)
{
    if (!name || checker_blank(name))
        return;
    struct object *o = object_new(c->u, OBJECT_TYPE, pos, c->pkg, name, arg);
    o->type_arg = true;
    o->used = true;
    scope_insert(c->env.scope, o);
}

/* The names are those of the function's type parameters, or those its receiver gives them. */
static void
bind_type_args(struct checker *c, struct func *f)
{
    const struct func *g = f->origin;
    if (!g->recv) {
        for (size_t i = 0; i < f->n_type_args; i++)
            bind(c, g->type_params[i].name, g->type_params[i].pos, f->type_args[i]);
        return;
    }
    struct expr *base;
    resolve_receiver(g->recv->type, &base);
    for (size_t i = 0; base->kind == EXPR_INDEX && i < f->n_type_args; i++) {
        struct expr *e = ast_list_at(base->index.index, i);
        if (e->kind == EXPR_NAME)
            bind(c, e->name.name, e->pos, f->type_args[i]);
    }
}

static bool
endless(struct checker *c, const struct func *f)
{
    for (size_t i = 0; i < f->n_type_args; i++) {
        if (subst_nesting(f->type_args[i]) < SUBST_NESTING_MAX)
            continue;
        checker_error(c, f->pos, "instantiation cycle");
        return true;
    }
    return false;
}

static void
check_instance(struct checker *outer, struct func *f)
{
    struct checker c = {.u = outer->u, .pkg = f->pkg, .instance = f};
    c.env.scope = f->scope;
    clone_into(c.u, f, f->origin);
    checker_open_scope(&c);
    bind_type_args(&c, f);
    struct type *sig = types_new(c.u, TYPE_FUNC);
    signature_fill(&c, sig, f->type, f->recv, NULL, 0);
    f->type->mode = MODE_TYPE;
    f->type->type = f->sig = f->obj->type = sig;
    if (f->body)
        checkstmt_func_body(&c, f, sig, NULL, NULL);
    else
        checker_error(&c, f->pos, "missing function body");
    checker_run_delayed(&c, 0);
    replace_uses(&c);
    typecheck_settle(&c);
    vec_push(&outer->pkg->funcs, f);
    outer->failed |= c.failed;
    typecheck_finish(&c);
}

void
instance_check_all(struct checker *c)
{
    struct unit *u = c->u;
    while (!c->failed &&
           (u->n_types_made < u->concrete.n || u->n_instances_checked < u->instances.n)) {
        while (u->n_types_made < u->concrete.n) {
            struct type *t = u->concrete.v[u->n_types_made++];
            types_underlying(t);
            subst_methods(t);
        }
        if (u->n_instances_checked == u->instances.n)
            continue;
        struct func *f = u->instances.v[u->n_instances_checked++];
        if (endless(c, f))
            break;
        check_instance(c, f);
    }
    replace_uses(c);
}
