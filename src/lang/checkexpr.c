/* Expressions: the dispatch over their kinds, names, and the wrappers that say what the caller can
 * use (a value, several, a type). Each node is given its meaning on the way out.
 * Go: cmd/compile/internal/types2/expr.go, typexpr.go (ident), call.go (use) */
#include "lang/checker.h"
#include "lang/typeparam.h"

#include <string.h>

static void
invalidate(struct checker *c, struct operand *x)
{
    x->mode = MODE_INVALID;
    x->type = checker_invalid(c);
}

/* Writes the meaning of x into its node. */
void
checkexpr_record(struct checker *c, struct operand *x)
{
    struct expr *e = x->expr;
    if (!e)
        return;
    e->mode = x->mode;
    e->type = x->type ? x->type : checker_invalid(c);
    e->val = x->mode == MODE_CONSTANT ? x->val : NULL;
    if (x->mode != MODE_INVALID && types_is_untyped(e->type))
        vec_push(&c->untyped, e);
}

static const char *
object_kind(const struct object *o)
{
    static const char *const vars[] = {
        [VAR_LOCAL] = "local variable",          [VAR_PARAM] = "parameter",
        [VAR_RESULT] = "result variable",        [VAR_RECV] = "receiver",
        [VAR_GLOBAL] = "package-level variable", [VAR_FIELD] = "struct field",
    };
    switch (o->kind) {
    case OBJECT_PACKAGE:
        return "package name";
    case OBJECT_CONST:
        return "constant";
    case OBJECT_TYPE:
        return "defined type";
    case OBJECT_VAR:
        return vars[o->var.kind];
    case OBJECT_FUNC:
        return o->type && o->type->kind == TYPE_FUNC && o->type->func.recv ? "method" : "function";
    case OBJECT_BUILTIN:
        return "built-in function";
    case OBJECT_NIL:
        return "untyped nil";
    default:
        return "label";
    }
}

static void
ident_constant(struct checker *c, struct operand *x, struct object *obj)
{
    checker_add_dep(c, obj);
    if (!checker_valid(obj->type))
        return;
    x->val = obj->val;
    if (universe_is_iota(c->u, obj)) {
        if (!c->env.iota) {
            checker_error(c, x->expr->pos, "cannot use iota outside constant declaration");
            return;
        }
        x->val = c->env.iota;
    }
    x->mode = MODE_CONSTANT;
}

static void
ident_object(struct checker *c, struct operand *x, struct object *obj)
{
    switch (obj->kind) {
    case OBJECT_PACKAGE:
        checker_error(c, x->expr->pos, "use of package %s not in selector", obj->name);
        break;
    case OBJECT_CONST:
        ident_constant(c, x, obj);
        break;
    case OBJECT_TYPE:
        x->mode = MODE_TYPE;
        break;
    case OBJECT_VAR:
        if (obj->pkg == c->pkg)
            obj->used = true;
        checker_add_dep(c, obj);
        checker_capture(c, obj);
        if (checker_valid(obj->type))
            x->mode = MODE_VARIABLE;
        break;
    case OBJECT_FUNC:
        checker_add_dep(c, obj);
        if (checker_valid(obj->type))
            x->mode = MODE_VALUE;
        break;
    case OBJECT_BUILTIN:
        x->builtin = obj->builtin;
        x->mode = MODE_BUILTIN;
        break;
    case OBJECT_NIL:
        x->mode = MODE_NIL;
        break;
    case OBJECT_LABEL:
        break;
    }
    x->type = obj->type;
}

/* The name e. want_type: only a type will do. */
void
checkexpr_ident(struct checker *c, struct operand *x, struct expr *e, bool want_type)
{
    *x = (struct operand){.expr = e, .type = checker_invalid(c)};
    struct object *obj = checker_lookup(c, e->name.name);
    if (!obj) {
        if (checker_blank(e->name.name))
            checker_error(c, e->pos, "cannot use _ as value or type");
        else
            checker_error(c, e->pos, "undefined: %s", e->name.name);
        return;
    }
    e->name.obj = obj;
    if (want_type && obj->kind != OBJECT_TYPE) {
        checker_error(c, e->pos, "%s (%s) is not a type", obj->name, object_kind(obj));
        if (obj->kind == OBJECT_VAR && obj->pkg == c->pkg)
            obj->used = true;
        return;
    }
    if (!obj->type || (obj->kind == OBJECT_TYPE && want_type && obj->pkg == c->pkg))
        decl_object(c, obj);
    if (!obj->type)
        obj->type = checker_invalid(c);
    struct object *import = table_get_ptr(&c->dot_imports, obj);
    if (import)
        import->used = true;
    ident_object(c, x, obj);
}

static struct type *
param_chan_elem(struct checker *c, struct pos pos, struct operand *x, bool recv)
{
    size_t n;
    struct type *self, **v = typeparam_types(x->type, &self, &n), *first = NULL;
    const char *cause = n ? NULL : "no specific channel type";
    for (size_t i = 0; i < n && !cause; i++) {
        struct type *t = v[i], *u = types_underlying(t);
        if (u->kind != TYPE_CHAN)
            cause = checker_string(c, "non-channel %t", t);
        else if (first && !types_identical(types_underlying(first)->chan.elem, u->chan.elem))
            cause = checker_string(c, "channels %t and %t have different element types", first, t);
        else if (recv && u->chan.dir == CHAN_SEND)
            cause = checker_string(c, "send-only channel %t", t);
        else if (!recv && u->chan.dir == CHAN_RECV)
            cause = checker_string(c, "receive-only channel %t", t);
        first = first ? first : t;
    }
    if (!cause)
        return types_underlying(first)->chan.elem;
    checker_error(c, pos, "invalid operation: cannot %s %o: %s", recv ? "receive from" : "send to",
                  x, cause);
    return NULL;
}

struct type *
checkexpr_chan_elem(struct checker *c, struct pos pos, struct operand *x, bool recv)
{
    if (x->type->kind == TYPE_PARAM)
        return param_chan_elem(c, pos, x, recv);
    struct type *ch = types_underlying(x->type);
    const char *what = NULL;
    if (ch->kind != TYPE_CHAN)
        what = "non-channel";
    else if (recv && ch->chan.dir == CHAN_SEND)
        what = "send-only channel";
    else if (!recv && ch->chan.dir == CHAN_RECV)
        what = "receive-only channel";
    if (!what)
        return ch->chan.elem;
    checker_error(c, pos, "invalid operation: cannot %s %s %t %o",
                  recv ? "receive from" : "send to", what, x->type, x);
    return NULL;
}

void
checkexpr_assertion(struct checker *c, struct expr *e, struct operand *x, struct type *t,
                    bool type_switch)
{
    const char *cause = NULL;
    if (c->instance || operand_assertable(c, x->type, t, &cause))
        return;
    if (!cause)
        cause = "";
    if (type_switch)
        checker_error(c, ast_start_pos(e),
                      "impossible type switch case: %e\n\t%o cannot have dynamic type %t %s", e, x,
                      t, cause);
    else
        checker_error(c, ast_start_pos(e),
                      "impossible type assertion: %e\n\t%t does not implement %t %s", e, t, x->type,
                      cause);
}

static void
check_assert(struct checker *c, struct operand *x, struct expr *e)
{
    checkexpr_value(c, x, e->assert_.x);
    if (x->mode == MODE_INVALID)
        return;
    if (x->type->kind == TYPE_PARAM) {
        checker_error(c, checker_pos(x),
                      "invalid operation: cannot use type assertion on type parameter value %o", x);
        x->mode = MODE_INVALID;
        return;
    }
    if (!types_is_interface(x->type)) {
        checker_error(c, checker_pos(x), "invalid operation: %o is not an interface", x);
        x->mode = MODE_INVALID;
        return;
    }
    struct type *t = typexpr_var_type(c, e->assert_.type);
    if (!checker_valid(t)) {
        x->mode = MODE_INVALID;
        return;
    }
    checkexpr_assertion(c, e, x, t, false);
    x->mode = MODE_COMMA_OK;
    x->type = t;
}

/* *x: a dereference or a pointer type. */
static void
check_star(struct checker *c, struct operand *x, struct expr *e)
{
    checkexpr_or_type(c, x, e->unary.x, false);
    if (x->mode == MODE_INVALID)
        return;
    if (x->mode == MODE_TYPE) {
        typexpr_valid_var_type(c, e->unary.x, x->type);
        x->type = types_pointer(c->u, x->type);
        return;
    }
    struct type *p = typeparam_under(x->type);
    if (x->mode == MODE_NIL || p->kind != TYPE_POINTER) {
        struct type *a, *b;
        if (typeparam_mixed(x->type, &a, &b) && !typeparam_first_not(x->type, TYPE_POINTER))
            checker_error(c, checker_pos(x),
                          "invalid operation: pointers of %o must have identical base types", x);
        else
            checker_error(c, checker_pos(x), "invalid operation: cannot indirect %o", x);
        x->mode = MODE_INVALID;
        return;
    }
    x->mode = MODE_VARIABLE;
    x->type = p->elem;
}

static void
misplaced(struct checker *c, struct expr *e, const char *what)
{
    checker_error(c, ast_start_pos(e), "invalid syntax tree: %s", what);
}

static enum expr_class
dispatch(struct checker *c, struct operand *x, struct expr *e, struct type *hint,
         struct type *target, bool generic)
{
    switch (e->kind) {
    case EXPR_BAD:
        break;
    case EXPR_NAME:
        checkexpr_ident(c, x, e, false);
        break;
    case EXPR_LITERAL:
        checkliteral_basic(c, x, e);
        break;
    case EXPR_COMPOSITE:
        checkliteral_composite(c, x, e, hint);
        break;
    case EXPR_FUNC_LIT:
        checkliteral_func(c, x, e);
        break;
    case EXPR_PAREN:
        c->env.target = target;
        return checkexpr_raw(c, x, e->paren.x, NULL, generic);
    case EXPR_SELECTOR:
        checkselector_check(c, x, e, false);
        break;
    case EXPR_INDEX:
        if (checkindex_index(c, x, e))
            checkcall_instantiate(c, x, e, target);
        break;
    case EXPR_SLICE:
        checkindex_slice(c, x, e);
        break;
    case EXPR_ASSERT:
        check_assert(c, x, e);
        break;
    case EXPR_CALL:
        return checkcall_check(c, x, e);
    case EXPR_STAR:
        check_star(c, x, e);
        break;
    case EXPR_UNARY:
        binary_unary(c, x, e);
        return e->unary.op == TOKEN_ARROW ? CLASS_STATEMENT : CLASS_EXPRESSION;
    case EXPR_BINARY:
        binary_check(c, x, e, e->binary.x, e->binary.y, e->binary.op);
        break;
    case EXPR_KEY_VALUE:
        misplaced(c, e, "no key:value expected");
        break;
    case EXPR_TYPE_SWITCH_GUARD:
        misplaced(c, e, "use of .(type) outside type switch");
        checkexpr_use(c, &e->guard.x, 1);
        break;
    case EXPR_LIST:
        misplaced(c, e, "unexpected list of expressions");
        break;
    case EXPR_DOTS_TYPE:
        misplaced(c, e, "invalid use of ...");
        break;
    default:
        x->type = typexpr_type(c, e);
        x->mode = checker_valid(x->type) ? MODE_TYPE : MODE_INVALID;
    }
    return CLASS_EXPRESSION;
}

static void
refuse_generic(struct checker *c, struct operand *x)
{
    if (x->mode == MODE_INVALID || x->mode == MODE_NO_VALUE || !x->type)
        return;
    bool type = x->mode == MODE_TYPE && x->type->kind == TYPE_NAMED && x->type->named.n_type_params;
    bool func = x->mode == MODE_VALUE && x->type->kind == TYPE_FUNC && x->type->func.n_type_params;
    if (!type && !func)
        return;
    checker_error(c, ast_start_pos(x->expr), "cannot use generic %s %e without instantiation",
                  type ? "type" : "function", x->expr);
    invalidate(c, x);
}

enum expr_class
checkexpr_raw(struct checker *c, struct operand *x, struct expr *e, struct type *hint,
              bool allow_generic)
{
    *x = (struct operand){.expr = e, .type = checker_invalid(c)};
    struct type *target = c->env.target;
    c->env.target = NULL;
    if (target && types_underlying(target)->kind != TYPE_FUNC)
        target = NULL;
    enum expr_class class = dispatch(c, x, e, hint, target, allow_generic);
    x->expr = e;
    if (target && x->mode == MODE_VALUE && x->type->kind == TYPE_FUNC &&
        x->type->func.n_type_params)
        checkcall_instantiate(c, x, e, target);
    if (!allow_generic)
        refuse_generic(c, x);
    if (x->mode != MODE_INVALID && x->mode != MODE_NO_VALUE && x->type &&
        !validtype_finite(c, x->type))
        invalidate(c, x);
    if (x->mode == MODE_INVALID)
        class = CLASS_STATEMENT; /* avoids follow-up errors */
    checkexpr_record(c, x);
    return class;
}

#define VALUE_ONLY (1u << MODE_NO_VALUE | 1u << MODE_BUILTIN | 1u << MODE_TYPE)

void
checkexpr_exclude(struct checker *c, struct operand *x, unsigned modes)
{
    if (!(modes & 1u << x->mode))
        return;
    const char *fmt;
    if (x->mode == MODE_NO_VALUE)
        fmt = modes & 1u << MODE_TYPE ? "%o used as value" : "%o used as value or type";
    else
        fmt = x->mode == MODE_BUILTIN ? "%o must be called" : "%o is not an expression";
    checker_error(c, checker_pos(x), fmt, x);
    x->mode = MODE_INVALID;
}

void
checkexpr_single(struct checker *c, struct operand *x)
{
    if (x->mode == MODE_VALUE && x->type->kind == TYPE_TUPLE) {
        checker_error(c, checker_pos(x), "multiple-value %o in single-value context", x);
        x->mode = MODE_INVALID;
    }
}

static void
one_value(struct checker *c, struct operand *x, struct expr *e, struct type *hint, bool generic)
{
    checkexpr_raw(c, x, e, hint, generic);
    checkexpr_exclude(c, x, VALUE_ONLY);
    checkexpr_single(c, x);
}

void
checkexpr_value(struct checker *c, struct operand *x, struct expr *e)
{
    one_value(c, x, e, NULL, false);
}

void
checkexpr_target(struct checker *c, struct operand *x, struct expr *e, struct type *t,
                 const char *name)
{
    c->env.target = t;
    c->env.target_name = name;
    one_value(c, x, e, NULL, false);
}

void
checkexpr_generic(struct checker *c, struct operand *x, struct expr *e)
{
    one_value(c, x, e, NULL, true);
}

void
checkexpr_hint(struct checker *c, struct operand *x, struct expr *e, struct type *hint)
{
    one_value(c, x, e, hint, false);
}

void
checkexpr_or_type(struct checker *c, struct operand *x, struct expr *e, bool allow_generic)
{
    checkexpr_raw(c, x, e, NULL, allow_generic);
    checkexpr_exclude(c, x, 1u << MODE_NO_VALUE);
    checkexpr_single(c, x);
}

static struct operand_list
multi(struct checker *c, struct expr *e, bool allow_comma_ok, bool *comma_ok, bool generic)
{
    struct operand x;
    checkexpr_raw(c, &x, e, NULL, generic);
    checkexpr_exclude(c, &x, VALUE_ONLY);
    struct operand_list list = {0};
    if (comma_ok)
        *comma_ok = false;
    if (x.mode != MODE_INVALID && x.type->kind == TYPE_TUPLE) {
        list.n = x.type->tuple.n;
        list.v = bump_array(&c->u->mem, struct operand, list.n ? list.n : 1);
        for (size_t i = 0; i < list.n; i++)
            list.v[i] = (struct operand){
                .mode = MODE_VALUE, .expr = e, .type = x.type->tuple.vars[i]->type};
        return list;
    }
    list.v = bump_array(&c->u->mem, struct operand, 2);
    list.v[list.n++] = x;
    if (allow_comma_ok && (x.mode == MODE_MAP_INDEX || x.mode == MODE_COMMA_OK)) {
        list.v[list.n++] = (struct operand){
            .mode = MODE_VALUE, .expr = e, .type = types_basic(c->u, TYPE_UNTYPED_BOOL)};
        *comma_ok = true;
    }
    return list;
}

/* One operand per value of e. comma_ok: set when a second, boolean one was added. */
struct operand_list
checkexpr_multi(struct checker *c, struct expr *e, bool allow_comma_ok, bool *comma_ok)
{
    return multi(c, e, allow_comma_ok, comma_ok, false);
}

/* Like checkexpr_list; generic functions stay what they are. */
struct operand_list
checkexpr_arguments(struct checker *c, struct expr **v, size_t n)
{
    if (n == 1)
        return multi(c, v[0], false, NULL, true);
    struct operand_list list = {bump_array(&c->u->mem, struct operand, n ? n : 1), n};
    for (size_t i = 0; i < n; i++)
        checkexpr_generic(c, &list.v[i], v[i]);
    return list;
}

struct operand_list
checkexpr_list(struct checker *c, struct expr **v, size_t n)
{
    if (n == 1)
        return checkexpr_multi(c, v[0], false, NULL);
    struct operand_list list = {bump_array(&c->u->mem, struct operand, n ? n : 1), n};
    for (size_t i = 0; i < n; i++)
        checkexpr_value(c, &list.v[i], v[i]);
    return list;
}

static bool
use_one(struct checker *c, struct expr *e, bool lhs)
{
    struct operand x = {.mode = MODE_VALUE};
    struct expr *inner = ast_unparen(e);
    if (!inner)
        return true;
    if (inner->kind == EXPR_LIST)
        return lhs ? checkexpr_use_lhs(c, inner->list.v, inner->list.n)
                   : checkexpr_use(c, inner->list.v, inner->list.n);
    if (inner->kind != EXPR_NAME) {
        checkexpr_raw(c, &x, e, NULL, true);
        return x.mode != MODE_INVALID;
    }
    if (checker_blank(inner->name.name))
        return true;
    struct object *v = lhs ? checker_var_of(c, inner) : NULL;
    bool used = v && v->used;
    checkexpr_or_type(c, &x, inner, true);
    if (v)
        v->used = used; /* assigning is no use */
    return x.mode != MODE_INVALID;
}

/* Checks expressions whose context is wrong already, so that what they mention counts as used.
 * False when one has errors of its own. */
bool
checkexpr_use(struct checker *c, struct expr **v, size_t n)
{
    bool ok = true;
    for (size_t i = 0; i < n; i++)
        ok &= use_one(c, v[i], false);
    return ok;
}

bool
checkexpr_use_lhs(struct checker *c, struct expr **v, size_t n)
{
    bool ok = true;
    for (size_t i = 0; i < n; i++)
        ok &= use_one(c, v[i], true);
    return ok;
}
