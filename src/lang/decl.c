/* Declarations: the type (and value) of an object, determined when it is first needed.
 *
 * White objects have no type yet; an object whose type is being determined is on checker.path and
 * grey; black ones are done. Meeting a grey object means a cycle: fine when a type definition lies
 * on it, an error otherwise (cycles of values alone are left to the initialisation order).
 * Go: cmd/compile/internal/types2/decl.go */
#include "lang/checker.h"
#include "lang/subst.h"

enum colour { WHITE, GREY, BLACK };

static void
push(struct checker *c, struct object *obj)
{
    obj->colour = GREY;
    vec_push(&c->path, obj);
}

static void
pop(struct checker *c)
{
    c->path.v[--c->path.n]->colour = BLACK;
}

size_t
decl_first_in_source(struct object **v, size_t n)
{
    size_t first = 0;
    for (size_t i = 1; i < n; i++) {
        if (diag_pos_compare(v[i]->pos, v[first]->pos) < 0)
            first = i;
    }
    return first;
}

/* Reports the cycle v[start] -> v[start + 1] -> ... -> v[start]. */
void
decl_cycle_error(struct checker *c, struct object **v, size_t n, size_t start)
{
    struct object *obj = v[start];
    bool type = obj->kind == OBJECT_TYPE;
    if (n == 1) {
        checker_error(c, obj->pos,
                      type ? "invalid recursive type: %s refers to itself"
                           : "invalid cycle in declaration: %s refers to itself",
                      obj->name);
        return;
    }
    struct buf b = {0};
    checker_format(c, &b, type ? "invalid recursive type %s" : "invalid cycle in declaration of %s",
                   obj->name);
    for (size_t i = 0; i < n; i++) {
        struct object *from = v[(start + i) % n], *to = v[(start + i + 1) % n];
        checker_format(c, &b, "\n\t%p: %s refers to %s", &from->pos, from->name, to->name);
    }
    checker_error(c, obj->pos, "%s", buf_cstr(&b));
    buf_finish(&b);
}

static bool
valid_cycle(struct checker *c, struct object *obj)
{
    size_t start = c->path.n;
    while (start > 0 && c->path.v[start - 1] != obj)
        start--;
    if (start == 0)
        return true;
    struct object **cycle = &c->path.v[start - 1];
    size_t n = c->path.n - start + 1, values = 0, definitions = 0;
    for (size_t i = 0; i < n; i++) {
        if (cycle[i]->kind == OBJECT_CONST || cycle[i]->kind == OBJECT_VAR)
            values++;
        else if (cycle[i]->kind == OBJECT_TYPE && !(cycle[i]->decl && cycle[i]->decl->type.alias))
            definitions++;
    }
    if (values == n || (values == 0 && definitions > 0))
        return true;
    decl_cycle_error(c, cycle, n, decl_first_in_source(cycle, n));
    return false;
}

static void
meet_grey(struct checker *c, struct object *obj)
{
    bool valid = valid_cycle(c, obj);
    if (obj->kind == OBJECT_FUNC) {
        if (!obj->type)
            obj->type = checker_invalid(c);
    } else if (!valid || !obj->type) {
        obj->type = checker_invalid(c);
    }
}

static bool
is_const_type(const struct type *t)
{
    enum type_kind k = types_underlying((struct type *)t)->kind;
    return t->kind != TYPE_PARAM && k >= TYPE_BOOL && k <= TYPE_STRING;
}

static void
const_decl(struct checker *c, struct object *obj, struct expr *type, struct expr *init,
           struct constant *iota, bool inherited)
{
    struct constant *outer_iota = c->env.iota;
    struct pos outer_errpos = c->env.errpos;
    c->env.iota = iota;
    c->env.errpos = (struct pos){0};
    obj->val = constant_unknown(c->u);
    struct operand x = {.type = checker_invalid(c)};
    if (type) {
        struct type *t = typexpr_type(c, type);
        if (!is_const_type(t)) {
            if (checker_valid(types_underlying(t)))
                checker_error(c, ast_start_pos(type), "invalid constant type %t", t);
            obj->type = checker_invalid(c);
            goto done;
        }
        obj->type = t;
    }
    if (init) {
        if (inherited)
            c->env.errpos = obj->pos;
        checkexpr_value(c, &x, init);
    }
    assign_init_const(c, obj, &x);
done:
    c->env.iota = outer_iota;
    c->env.errpos = outer_errpos;
}

static void
var_decl(struct checker *c, struct object *obj, struct object **lhs, size_t n_lhs,
         struct expr *type, struct expr *init)
{
    if (type)
        obj->type = typexpr_var_type(c, type);
    if (!init) {
        if (!type)
            obj->type = checker_invalid(c);
        return;
    }
    if (!lhs || n_lhs == 1) {
        struct operand x;
        checkexpr_target(c, &x, init, obj->type, obj->name);
        assign_init_var(c, obj, &x, "variable declaration");
        return;
    }
    for (size_t i = 0; type && i < n_lhs; i++)
        lhs[i]->type = obj->type;
    assign_init_vars(c, lhs, n_lhs, &init, 1, NULL);
}

static void
check_valid_type(struct checker *c, void *a, void *unused)
{
    (void)unused;
    struct object *obj = a;
    if (obj->type && obj->type->kind == TYPE_NAMED)
        validtype_check(c, obj->type);
}

/* The same type again, shown under the alias. Named types are who they are and keep their names. */
static struct type *
under_alias(struct checker *c, struct type *t, const char *alias)
{
    if (t->kind == TYPE_NAMED || t->kind == TYPE_PARAM || !checker_valid(t))
        return t;
    struct type *copy = types_new(c->u, t->kind);
    unsigned id = copy->id;
    *copy = *t;
    copy->id = id;
    copy->alias = alias;
    if (copy->kind == TYPE_INTERFACE && !copy->interface.complete)
        structtype_complete_later(c, copy);
    return copy;
}

bool
decl_is_generic(const struct func *f)
{
    for (; f; f = f->outer) {
        if (f->n_type_params || (f->sig && f->sig->func.n_recv_params))
            return true;
    }
    return false;
}

/* The name of a generic type stands for something that becomes a type with type arguments. */
static void
generic_type_decl(struct checker *c, struct object *obj, struct decl *d)
{
    struct type *named = types_new(c->u, TYPE_NAMED);
    named->named.obj = obj;
    named->named.generic_alias = d->type.alias;
    named->named.within = decl_is_generic(c->env.func) ? c->env.func : NULL;
    obj->type = named;
    checker_open_scope(c);
    named->named.n_type_params = d->type.n_type_params; /* generic from here on */
    named->named.type_params = signature_type_params(c, d->type.type_params, d->type.n_type_params);
    checker_later(c, check_valid_type, obj, NULL);
    named->named.rhs = typexpr_declared(c, d->type.type, obj);
    if (named->named.rhs->kind == TYPE_PARAM) {
        checker_error(c, ast_start_pos(d->type.type),
                      d->type.alias
                          ? "cannot use type parameter declared in alias declaration as RHS"
                          : "cannot use a type parameter as RHS in type declaration");
        named->named.rhs = checker_invalid(c);
    }
    checker_close_scope(c);
    types_underlying(named);
}

static void
type_decl(struct checker *c, struct object *obj, struct decl *d)
{
    d->type.obj = obj;
    if (d->type.n_type_params) {
        generic_type_decl(c, obj, d);
        return;
    }
    checker_later(c, check_valid_type, obj, NULL);
    if (d->type.alias) {
        struct type *t = typexpr_declared(c, d->type.type, obj);
        if (!obj->type)
            obj->type = under_alias(c, t, obj->name);
        return;
    }
    struct type *named = types_new(c->u, TYPE_NAMED);
    named->named.obj = obj;
    named->named.within = decl_is_generic(c->env.func) ? c->env.func : NULL;
    obj->type = named;
    named->named.rhs = typexpr_declared(c, d->type.type, obj);
    types_underlying(named);
}

static void
check_func_body(struct checker *c, void *a, void *b)
{
    struct object *obj = a;
    checkstmt_func_body(c, obj->func.func, obj->type, b, NULL);
}

static void
func_decl(struct checker *c, struct object *obj, struct declared *d)
{
    struct func *f = obj->func.func;
    f->scope = c->env.scope;
    struct type *sig = obj->type = types_new(c->u, TYPE_FUNC); /* guards against cycles */
    signature_fill(c, sig, f->type, f->recv, f->type_params, f->n_type_params);
    f->type->mode = MODE_TYPE;
    f->type->type = f->sig = sig;
    if (f->body)
        checker_later(c, check_func_body, obj, d);
}

/* Makes sure that obj has a type. */
void
decl_object(struct checker *c, struct object *obj)
{
    if (obj->colour == GREY) {
        meet_grey(c, obj);
        return;
    }
    if (obj->kind == OBJECT_FUNC && obj->func.base && !obj->type) {
        decl_object(c, obj->func.origin);
        if (!subst_method_type(c->u, obj))
            obj->type = checker_invalid(c);
        return;
    }
    struct declared *d = table_get_ptr(&c->declared, obj);
    if (obj->type || !d)
        return;
    struct env outer = c->env;
    c->env = (struct env){.scope = d->file};
    push(c, obj);
    switch (obj->kind) {
    case OBJECT_CONST:
        c->env.decl = d;
        const_decl(c, obj, d->type, d->init, d->iota, d->inherited);
        break;
    case OBJECT_VAR:
        c->env.decl = d;
        var_decl(c, obj, d->lhs, d->n_lhs, d->type, d->init);
        break;
    case OBJECT_TYPE:
        type_decl(c, obj, d->decl);
        decl_collect_methods(c, obj);
        break;
    default:
        func_decl(c, obj, d);
    }
    pop(c);
    c->env = outer;
}

static void
check_field_names(struct checker *c, void *a, void *unused)
{
    (void)unused;
    struct type *t = a, *s = types_underlying(t);
    if (s->kind != TYPE_STRUCT)
        return;
    for (size_t i = 0; i < s->struct_.n; i++) {
        struct object *f = s->struct_.fields[i];
        for (size_t k = 0; k < t->named.n_methods; k++) {
            struct object *m = t->named.methods[k];
            if (m->name == f->name && !checker_blank(f->name))
                checker_error(
                    c, m->pos,
                    "field and method with the same name %s\n\t%p: other declaration of %s",
                    f->name, &f->pos, f->name);
        }
    }
}

void
decl_collect_methods(struct checker *c, struct object *obj)
{
    struct method_list *list = table_get_ptr(&c->methods, obj);
    if (!list && obj->type && obj->type->kind == TYPE_NAMED && obj->type->named.obj == obj)
        obj->type->named.has_methods = true;
    if (!list || !obj->type || obj->type->kind != TYPE_NAMED || obj->type->named.obj != obj)
        return;
    struct type *t = obj->type;
    size_t n = list->n;
    list->n = 0; /* collected */
    t->named.has_methods = true;
    checker_later(c, check_field_names, t, NULL);
    if (n == 0)
        return;
    t->named.methods = bump_array(&c->u->mem, struct object *, n);
    t->named.cap_methods = n;
    for (size_t i = 0; i < n; i++) {
        struct object *m = list->v[i], *alt = NULL;
        for (size_t k = 0; k < t->named.n_methods && !alt; k++) {
            if (t->named.methods[k]->name == m->name)
                alt = t->named.methods[k];
        }
        if (alt)
            checker_error(c, m->pos, "method %s.%s already declared at %p", obj->name, m->name,
                          &alt->pos);
        else
            t->named.methods[t->named.n_methods++] = m;
    }
}

/* Reports a name without value or a value without name in the declaration d. */
static void
check_arity(struct checker *c, struct decl *d)
{
    size_t l = d->var.n_names, r = d->var.n_values;
    bool constant = d->kind == DECL_CONST;
    if (l < r) {
        struct expr *v = d->var.values[l];
        if (d->var.inherited)
            checker_error(c, d->pos, "extra init expr at %p", &v->pos);
        else
            checker_error(c, ast_start_pos(v), "extra init expr %e", v);
    } else if (l > r && (constant || r != 1)) {
        struct expr *n = d->var.names[r];
        checker_error(c, n->pos, "missing init expr for %s", n->name.name);
    }
}

void
decl_arity(struct checker *c, struct decl *d)
{
    if (d->kind == DECL_CONST || !d->var.type || d->var.n_values)
        check_arity(c, d);
}

static void
local_const(struct checker *c, struct decl *d)
{
    size_t top = c->delayed.n, n = d->var.n_names;
    d->var.objs = bump_array(&c->u->mem, struct object *, n);
    struct constant *iota = constant_int64(c->u, d->var.iota);
    for (size_t i = 0; i < n; i++) {
        struct expr *name = d->var.names[i];
        struct object *obj =
            object_new(c->u, OBJECT_CONST, name->pos, c->pkg, name->name.name, NULL);
        obj->decl = d;
        name->name.obj = d->var.objs[i] = obj;
        const_decl(c, obj, d->var.type, i < d->var.n_values ? d->var.values[i] : NULL, iota,
                   d->var.inherited);
    }
    decl_arity(c, d);
    checker_run_delayed(c, top);
    for (size_t i = 0; i < n; i++)
        checker_declare(c, c->env.scope, d->var.objs[i]);
}

static void
local_var(struct checker *c, struct decl *d)
{
    size_t top = c->delayed.n, n = d->var.n_names, n_values = d->var.n_values;
    struct object **objs = d->var.objs = bump_array(&c->u->mem, struct object *, n);
    for (size_t i = 0; i < n; i++) {
        struct expr *name = d->var.names[i];
        objs[i] = checker_local(c, VAR_LOCAL, name->pos, name->name.name, NULL);
        objs[i]->decl = d;
        name->name.obj = objs[i];
    }
    for (size_t i = 0; i < n; i++) {
        bool spread = n_values == 1 && n > 1;
        struct expr *init = i < n_values ? d->var.values[i] : NULL;
        var_decl(c, objs[i], spread ? objs : NULL, spread ? n : 0, d->var.type, init);
        if (spread)
            break;
    }
    decl_arity(c, d);
    checker_run_delayed(c, top);
    for (size_t i = 0; i < n; i++) {
        if (!objs[i]->type)
            objs[i]->type = checker_invalid(c);
        d->var.names[i]->mode = MODE_VARIABLE;
        d->var.names[i]->type = objs[i]->type;
        checker_declare(c, c->env.scope, objs[i]);
    }
}

static void
local_type(struct checker *c, struct decl *d)
{
    struct object *obj =
        object_new(c->u, OBJECT_TYPE, d->type.name_pos, c->pkg, d->type.name, NULL);
    obj->decl = d;
    checker_declare(c, c->env.scope, obj);
    push(c, obj);
    type_decl(c, obj, d);
    pop(c);
    decl_collect_methods(c, obj);
}

void
decl_statement(struct checker *c, struct stmt *s)
{
    for (size_t i = 0; i < s->decl.n; i++) {
        struct decl *d = s->decl.v[i];
        if (d->kind == DECL_CONST)
            local_const(c, d);
        else if (d->kind == DECL_VAR)
            local_var(c, d);
        else if (d->kind == DECL_TYPE)
            local_type(c, d);
    }
}
