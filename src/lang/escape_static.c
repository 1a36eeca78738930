/* What can be known about an expression without running it. Go: ir/reassignment.go, ir/expr.go
 * (StaticValue), pkginit's staticinit */
#include "lang/constant.h"
#include "lang/escape_walk.h"
#include "lang/unit.h"
#include "lang/universe.h"

/* ---- types ---- */

bool
escape_static_generic(const struct type *t)
{
    if (!t)
        return false;
    switch (t->kind) {
    case TYPE_PARAM:
        return true;
    case TYPE_ARRAY:
        return escape_static_generic(t->array.elem);
    case TYPE_SLICE:
    case TYPE_POINTER:
        return escape_static_generic(t->elem);
    case TYPE_MAP:
        return escape_static_generic(t->map.key) || escape_static_generic(t->map.value);
    case TYPE_CHAN:
        return escape_static_generic(t->chan.elem);
    case TYPE_STRUCT:
        for (size_t i = 0; i < t->struct_.n; i++) {
            if (escape_static_generic(t->struct_.fields[i]->type))
                return true;
        }
        return false;
    case TYPE_NAMED:
        for (size_t i = 0; i < t->named.n_type_args; i++) {
            if (escape_static_generic(t->named.type_args[i]))
                return true;
        }
        return false;
    default:
        return false;
    }
}

bool
escape_static_pointers(struct type *t)
{
    return escape_static_generic(t) || types_has_pointers(t);
}

uint64_t
escape_static_size(struct type *t)
{
    if (escape_static_generic(t) || types_is_untyped(t) || t->kind == TYPE_TUPLE)
        return 0;
    types_layout(t);
    return t->size;
}

/* ---- values ---- */

static bool
same_representation(const struct expr *e)
{
    struct type *to = types_underlying(e->type);
    struct expr *x = ast_unparen(e->call.args[0]);
    if (!x->type || types_is_interface(to))
        return false;
    struct type *from = types_underlying(x->type);
    if (types_identical_ignore_tags(to, from))
        return true;
    bool integers = types_is_integer(to) && types_is_integer(from);
    return integers && escape_static_size(to) == escape_static_size(from) &&
           types_is_unsigned(to) == types_is_unsigned(from);
}

/* The value that variable v is declared with and keeps. */
static struct expr *
definition(const struct object *v)
{
    if (!v || v->kind != OBJECT_VAR || v->var.kind != VAR_LOCAL || v->var.assigned ||
        v->var.addr_taken || !v->var.escape_loc)
        return NULL;
    return ((struct escape_loc *)v->var.escape_loc)->def;
}

struct expr *
escape_static_value(struct expr *e)
{
    for (;;) {
        e = ast_unparen(e);
        if (e->mode == MODE_CONSTANT)
            return e;
        struct expr *next = NULL;
        if (e->kind == EXPR_CALL && e->call.kind == CALL_CONVERSION && same_representation(e))
            next = e->call.args[0];
        else if (e->kind == EXPR_NAME)
            next = definition(e->name.obj);
        if (!next)
            return e;
        e = next;
    }
}

static struct func *
declared(struct object *o)
{
    return o && o->kind == OBJECT_FUNC ? o->func.func : NULL;
}

struct func *
escape_static_callee(struct expr *fun)
{
    struct expr *e = escape_static_value(fun);
    if (e->kind == EXPR_INDEX && e->index.n_type_args > 0)
        e = ast_unparen(e->index.x);
    switch (e->kind) {
    case EXPR_FUNC_LIT:
        return e->func_lit.func;
    case EXPR_NAME:
        return declared(e->name.obj);
    case EXPR_SELECTOR:
        if (e->selector.kind == SELECT_PACKAGE)
            return declared(e->selector.obj);
        if (e->selector.kind == SELECT_METHOD_EXPR && e->selector.n_path == 0 &&
            !e->selector.addr_recv && !e->selector.deref_recv && e->selector.recv &&
            !types_is_interface(e->selector.recv) && e->selector.recv->kind != TYPE_PARAM)
            return declared(e->selector.obj);
        return NULL;
    default:
        return NULL;
    }
}

struct expr *
escape_static_literal(struct unit *u, struct expr *e)
{
    e = ast_unparen(e);
    struct expr *v = escape_static_value(e);
    if (v->mode != MODE_CONSTANT || !v->val || !e->type || escape_static_generic(e->type))
        return NULL;
    if (v == e)
        return e;
    struct expr *c = bump_new(&u->mem, struct expr);
    c->kind = EXPR_LITERAL;
    c->mode = MODE_CONSTANT;
    c->pos = e->pos;
    c->type = e->type;
    c->val = v->val;
    return c;
}

struct expr *
escape_static_length(struct unit *u, struct expr *e)
{
    struct expr *v = escape_static_value(e);
    if (v->kind != EXPR_CALL || v->call.kind != CALL_BUILTIN || v->call.builtin != BUILTIN_LEN)
        return NULL;
    struct expr *x = escape_static_value(v->call.args[0]);
    if (x->kind != EXPR_COMPOSITE || x->composite.implicit_addr || x->composite.has_keys ||
        types_underlying(x->type)->kind != TYPE_SLICE)
        return NULL;
    struct expr *c = bump_new(&u->mem, struct expr);
    c->kind = EXPR_LITERAL;
    c->mode = MODE_CONSTANT;
    c->pos = e->pos;
    c->type = types_basic(u, TYPE_INT);
    c->val = constant_int64(u, (int64_t)x->composite.n_elems);
    return c;
}

/* ---- initialisers ---- */

static bool
is_global(const struct expr *e)
{
    const struct object *o = e->kind == EXPR_NAME ? e->name.obj
                             : e->kind == EXPR_SELECTOR && e->selector.kind == SELECT_PACKAGE
                                 ? e->selector.obj
                                 : NULL;
    return o && o->kind == OBJECT_VAR && o->var.kind == VAR_GLOBAL;
}

static bool
address_is_static(struct expr *e)
{
    e = ast_unparen(e);
    while (e->kind == EXPR_SELECTOR && e->selector.kind == SELECT_FIELD && e->selector.x->type &&
           types_underlying(e->selector.x->type)->kind == TYPE_STRUCT)
        e = ast_unparen(e->selector.x);
    return is_global(e);
}

static bool
elements_are_static(struct expr *e)
{
    struct type *t = types_underlying(e->type);
    if (e->composite.implicit_addr)
        t = types_underlying(t->elem);
    if (t->kind == TYPE_MAP)
        return false;
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct expr *x = e->composite.elems[i];
        if (!escape_static_data(x->kind == EXPR_KEY_VALUE ? x->key_value.value : x))
            return false;
    }
    return true;
}

bool
escape_static_data(struct expr *e)
{
    e = ast_unparen(e);
    if (e->mode == MODE_CONSTANT || e->mode == MODE_NIL)
        return true;
    switch (e->kind) {
    case EXPR_NAME:
        return e->name.obj && e->name.obj->kind == OBJECT_FUNC;
    case EXPR_FUNC_LIT:
        return true;
    case EXPR_COMPOSITE:
        return elements_are_static(e);
    case EXPR_SELECTOR:
        return e->selector.kind == SELECT_METHOD_EXPR ||
               (e->selector.kind == SELECT_PACKAGE && e->selector.obj &&
                e->selector.obj->kind == OBJECT_FUNC);
    case EXPR_UNARY:
        if (e->unary.op != TOKEN_AND)
            return false;
        e = ast_unparen(e->unary.x);
        return e->kind == EXPR_COMPOSITE ? elements_are_static(e) : address_is_static(e);
    case EXPR_CALL:
        return e->call.kind == CALL_CONVERSION && e->type && types_is_interface(e->type) &&
               escape_static_data(e->call.args[0]);
    default:
        return false;
    }
}
