/* x.Sel: a package member, a field, a method, a method of a type; and the words for why there is
 * none. Fills in how the compiler gets there.
 * Go: cmd/compile/internal/types2/call.go (selector), errsupport.go */
#include <string.h>

#include "base/buf.h"
#include "lang/checker.h"
#include "lang/supported.h"
#include "lang/universe.h"

static struct object *
find_ignoring_case(const struct scope *s, const char *name)
{
    for (size_t i = 0; i < s->names.n; i++) {
        struct object *o = s->names.entries[i].value;
        if (o && object_exported(o->name) && object_same_id(o, NULL, name, true))
            return o;
    }
    return NULL;
}

/* Of an embedded package, with what there is instead. */
static void
undefined_member(struct checker *c, struct expr *e, const struct package *pkg)
{
    bool from_go = !pkg->is_golib || pkg == universe_unsafe(c->u);
    if (from_go || !object_exported(e->selector.sel)) {
        checker_error(c, e->selector.sel_pos, "undefined: %e", e);
        return;
    }
    struct buf names = {0};
    supported_names(&names, pkg->path);
    checker_error(
        c, e->selector.sel_pos,
        "undefined: %e\n\tnot in regionscope's package %s; Go's may have it. Ours has: %s", e,
        pkg->path, buf_cstr(&names));
    buf_finish(&names);
}

static void
member_of_package(struct checker *c, struct operand *x, struct expr *e, struct package *pkg)
{
    const char *sel = e->selector.sel;
    struct object *obj = pkg->scope ? scope_lookup_local(pkg->scope, sel) : NULL;
    if (!obj || (!object_exported(sel) && checker_blank(sel))) {
        struct object *alt = pkg->scope ? find_ignoring_case(pkg->scope, sel) : NULL;
        if (alt)
            checker_error(c, e->selector.sel_pos, "undefined: %e (but have %s)", e, alt->name);
        else
            undefined_member(c, e, pkg);
        return;
    }
    if (!object_exported(sel))
        checker_error(c, e->selector.sel_pos, "name %s not exported by package %s", sel, pkg->name);
    e->selector.kind = SELECT_PACKAGE;
    e->selector.obj = obj;
    x->type = obj->type ? obj->type : checker_invalid(c);
    if (obj->kind != OBJECT_BUILTIN && !checker_valid(x->type))
        return;
    switch (obj->kind) {
    case OBJECT_CONST:
        x->mode = MODE_CONSTANT;
        x->val = obj->val;
        break;
    case OBJECT_TYPE:
        x->mode = MODE_TYPE;
        break;
    case OBJECT_VAR:
        x->mode = MODE_VARIABLE;
        break;
    case OBJECT_FUNC:
        x->mode = MODE_VALUE;
        break;
    case OBJECT_BUILTIN:
        x->mode = MODE_BUILTIN;
        x->builtin = obj->builtin;
        break;
    default:
        break;
    }
}

const char *
checkselector_why(struct checker *c, struct type *t, const char *sel, struct object *alt,
                  bool struct_literal)
{
    enum { MISSING, MISSPELLED, UNEXPORTED, INACCESSIBLE } e = MISSING;
    const char *name = alt ? alt->name : "";
    if (alt) {
        bool same_tail = sel[0] && name[0] && strcmp(sel + 1, name + 1) == 0;
        if (alt->pkg == c->pkg)
            e = MISSPELLED;
        else if (object_exported(sel))
            e = object_exported(name) ? MISSPELLED : same_tail ? UNEXPORTED : MISSING;
        else if (object_exported(name))
            e = same_tail ? MISSPELLED : MISSING;
        else if (strcmp(sel, name) == 0)
            e = INACCESSIBLE;
    }
    if (struct_literal) {
        static const char *const texts[] = {
            "unknown field %s in struct literal of type %t",
            "unknown field %s in struct literal of type %t, but does have %s",
            "unknown field %s in struct literal of type %t, but does have unexported %s",
        };
        if (e == INACCESSIBLE)
            return checker_string(
                c, "cannot refer to unexported field %s in struct literal of type %t", name, t);
        return checker_string(c, texts[e], sel, t, name);
    }
    const char *what = alt && alt->kind == OBJECT_VAR    ? "field"
                       : alt && alt->kind == OBJECT_FUNC ? "method"
                                                         : "object";
    switch (e) {
    case MISSPELLED:
        return checker_string(c, "type %t has no field or method %s, but does have %s %s", t, sel,
                              what, name);
    case UNEXPORTED:
        return checker_string(c,
                              "type %t has no field or method %s, but does have unexported %s %s",
                              t, sel, what, name);
    case INACCESSIBLE:
        return checker_string(c, "cannot refer to unexported %s %s", what, name);
    default:
        return checker_string(c, "type %t has no field or method %s", t, sel);
    }
}

static void
report_missing(struct checker *c, struct operand *x, struct expr *e, const struct lookup_result *r)
{
    const char *sel = e->selector.sel;
    struct pos pos = e->selector.sel_pos;
    if (!checker_valid(types_underlying(x->type)))
        return;
    if (r->ambiguous) {
        checker_error(c, pos, "ambiguous selector %e.%s", x->expr, sel);
    } else if (r->pointer_recv && x->mode == MODE_TYPE) {
        checker_error(c, pos, "invalid method expression %t.%s (needs pointer receiver (*%t).%s)",
                      x->type, sel, x->type, sel);
    } else if (r->pointer_recv) {
        checker_error(c, pos, "cannot call pointer method %s on %t", sel, x->type);
    } else if (x->type->kind == TYPE_POINTER && x->type->elem->kind == TYPE_PARAM) {
        checker_error(c, pos,
                      "%e.%s undefined (type %t is pointer to type parameter, not type parameter)",
                      x->expr, sel, x->type);
    } else if (operand_is_interface_pointer(x->type)) {
        checker_error(c, pos, "%e.%s undefined (type %t is pointer to interface, not interface)",
                      x->expr, sel, x->type);
    } else {
        struct lookup_result alt =
            lookup_member(c->u, x->type, x->mode == MODE_VARIABLE, c->pkg, sel, true);
        const char *why = checkselector_why(c, x->type, sel, alt.obj, false);
        checker_error(c, pos, "%e.%s undefined (%s)", x->expr, sel, why);
    }
}

/* The type reached from t along embedded fields. */
static struct type *
follow_path(struct type *t, const unsigned *path, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct type *s = types_underlying(t);
        if (s->kind == TYPE_POINTER)
            s = types_underlying(s->elem);
        if (s->kind != TYPE_STRUCT)
            return t;
        t = s->struct_.fields[path[i]]->type;
    }
    return t;
}

static void
note_method(struct expr *e, struct type *t, const struct lookup_result *r)
{
    e->selector.obj = r->obj;
    e->selector.path = r->path;
    e->selector.n_path = r->n_path;
    struct type *recv = e->selector.recv = follow_path(t, r->path, r->n_path);
    bool pointer = types_underlying(recv)->kind == TYPE_POINTER;
    bool iface = types_is_interface(recv);
    e->selector.addr_recv = !iface && r->obj->func.ptr_recv && !pointer;
    e->selector.deref_recv = !iface && !r->obj->func.ptr_recv && pointer;
}

static const char *
receiver_name(const struct object *method)
{
    const struct func *f = method->func.func;
    const struct object *recv = f && f->recv ? f->recv->obj : NULL;
    return recv && recv->name[0] ? recv->name : "_";
}

/* T.m or (*T).m: a function with the receiver as its first parameter. */
static void
method_expression(struct checker *c, struct operand *x, struct expr *e,
                  const struct lookup_result *r)
{
    if (r->obj->kind != OBJECT_FUNC) {
        checker_error(c, e->selector.sel_pos, "%e.%s undefined (type %t has no method %s)", x->expr,
                      e->selector.sel, x->type, e->selector.sel);
        x->mode = MODE_INVALID;
        return;
    }
    note_method(e, x->type, r);
    e->selector.kind = SELECT_METHOD_EXPR;
    struct type *sig = r->obj->type;
    size_t n = sig->func.n_params;
    struct object **params = bump_array(&c->u->mem, struct object *, n + 1);
    const char *name = n && sig->func.params[0]->name[0] ? receiver_name(r->obj) : "";
    params[0] = object_new_var(c->u, VAR_PARAM, r->obj->pos, c->pkg,
                               unit_intern(c->u, name, strlen(name)), x->type);
    for (size_t i = 0; i < n; i++)
        params[i + 1] = sig->func.params[i];
    x->mode = MODE_VALUE;
    x->type =
        types_func(c->u, params, n + 1, sig->func.results, sig->func.n_results, sig->func.variadic);
    checker_add_dep(c, r->obj);
}

static void
method_value(struct checker *c, struct operand *x, struct expr *e, const struct lookup_result *r)
{
    note_method(e, x->type, r);
    e->selector.kind = SELECT_METHOD;
    if (e->selector.addr_recv && x->mode == MODE_VARIABLE) {
        /* The address of x, or of the embedded field reached without a pointer. */
        bool pointer = types_underlying(x->type)->kind == TYPE_POINTER;
        struct type *t = x->type;
        for (size_t i = 0; i < r->n_path && !pointer; i++) {
            t = follow_path(t, &r->path[i], 1);
            pointer = types_underlying(t)->kind == TYPE_POINTER;
        }
        if (!pointer)
            checker_mark_addressed(c, e->selector.x);
    }
    struct type *sig = r->obj->type;
    x->mode = MODE_VALUE;
    x->type = types_func(c->u, sig->func.params, sig->func.n_params, sig->func.results,
                         sig->func.n_results, sig->func.variadic);
    checker_add_dep(c, r->obj);
}

static void
select_member(struct checker *c, struct operand *x, struct expr *e)
{
    struct lookup_result r =
        lookup_member(c->u, x->type, x->mode == MODE_VARIABLE, c->pkg, e->selector.sel, false);
    if (!r.obj) {
        report_missing(c, x, e, &r);
        x->mode = MODE_INVALID;
        return;
    }
    if (r.obj->kind == OBJECT_FUNC) {
        decl_object(c, r.obj);
        if (!r.obj->type || r.obj->type->kind != TYPE_FUNC) {
            x->mode = MODE_INVALID;
            return;
        }
    }
    if (x->mode == MODE_TYPE) {
        method_expression(c, x, e, &r);
        return;
    }
    if (r.obj->kind == OBJECT_FUNC) {
        method_value(c, x, e, &r);
        return;
    }
    e->selector.kind = SELECT_FIELD;
    e->selector.obj = r.obj;
    e->selector.path = r.path;
    e->selector.n_path = r.n_path;
    x->mode = x->mode == MODE_VARIABLE || r.indirect ? MODE_VARIABLE : MODE_VALUE;
    x->type = r.obj->type;
    if (!checker_valid(x->type))
        x->mode = MODE_INVALID;
}

void
checkselector_check(struct checker *c, struct operand *x, struct expr *e, bool want_type)
{
    *x = (struct operand){.expr = e, .type = checker_invalid(c)};
    struct expr *left = e->selector.x;
    if (left->kind == EXPR_NAME) {
        struct object *obj = checker_lookup(c, left->name.name);
        if (obj && obj->kind == OBJECT_PACKAGE) {
            left->name.obj = obj;
            obj->used = true;
            member_of_package(c, x, e, obj->imported);
            return;
        }
    }
    checkexpr_or_type(c, x, left, false);
    if (x->mode == MODE_BUILTIN) {
        checker_error(c, e->pos, "invalid use of %o in selector expression", x);
        x->mode = MODE_INVALID;
    }
    if (x->mode == MODE_INVALID) {
        x->expr = e;
        return;
    }
    if (want_type) {
        checker_error(c, e->selector.sel_pos, "%e is not a type", e);
        x->mode = MODE_INVALID;
    } else if (x->mode == MODE_NIL) {
        checker_error(c, e->selector.sel_pos, "%e.%s undefined (type %t has no field or method %s)",
                      left, e->selector.sel, x->type, e->selector.sel);
        x->mode = MODE_INVALID;
    } else {
        select_member(c, x, e);
    }
    x->expr = e;
}
