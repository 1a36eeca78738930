/* Type expressions: from the tree to a type. Questions that need complete types are asked later.
 * Go: cmd/compile/internal/types2/typexpr.go */
#include "lang/checker.h"
#include "lang/constfit.h"
#include "lang/subst.h"

static void
check_var_type(struct checker *c, void *a, void *b)
{
    struct expr *e = a;
    struct type *t = b;
    struct type *u = types_underlying(t);
    if (u->kind != TYPE_INTERFACE)
        return;
    types_complete_interface(u);
    if (u->interface.comparable && !u->interface.n_terms && !u->interface.no_types)
        checker_error(c, ast_start_pos(e),
                      "cannot use type %t outside a type constraint: interface is (or embeds) "
                      "comparable",
                      t);
    else if (u->interface.n_terms || u->interface.no_types)
        checker_error(c, ast_start_pos(e),
                      "cannot use type %t outside a type constraint: interface contains type "
                      "constraints",
                      t);
}

/* t must not be a constraint. Asked later: interfaces may be incomplete now. */
void
typexpr_valid_var_type(struct checker *c, struct expr *e, struct type *t)
{
    if (t->kind == TYPE_INTERFACE || t->kind == TYPE_NAMED)
        checker_later(c, check_var_type, e, t);
}

static void
check_map_key(struct checker *c, void *a, void *b)
{
    struct expr *e = a;
    struct type *key = b;
    if (!types_comparable(key))
        checker_error(c, ast_start_pos(e), "invalid map key type %t%s", key,
                      key->kind == TYPE_PARAM ? " (missing comparable constraint)" : "");
}

/* The constant length, or -1 after an error. */
static int64_t
array_length(struct checker *c, struct expr *e)
{
    if (e->kind == EXPR_NAME) {
        struct object *obj = checker_lookup(c, e->name.name);
        if (!obj) {
            checker_error(c, e->pos, "undefined array length %s or missing type constraint",
                          e->name.name);
            return -1;
        }
        if (obj->kind != OBJECT_CONST) {
            checker_error(c, e->pos, "invalid array length %s", e->name.name);
            return -1;
        }
    }
    struct operand x;
    checkexpr_value(c, &x, e);
    if (x.mode != MODE_CONSTANT) {
        if (x.mode != MODE_INVALID)
            checker_error(c, checker_pos(&x), "array length %o must be constant", &x);
        return -1;
    }
    if (constant_kind(x.val) == CONSTANT_UNKNOWN)
        return -1;
    if (types_is_untyped(x.type) || types_is_integer(x.type)) {
        struct constant *v = constant_to_int(c->u, x.val), *unused;
        bool exact;
        if (constant_kind(v) == CONSTANT_INT &&
            constfit_representable(c->u, v, types_basic(c->u, TYPE_INT), &unused)) {
            int64_t n = constant_int64_value(v, &exact);
            if (exact && n >= 0)
                return n;
        }
    }
    if (types_is_integer(x.type))
        checker_error(c, checker_pos(&x), "invalid array length %o", &x);
    else
        checker_error(c, checker_pos(&x), "array length %o must be integer", &x);
    return -1;
}

static struct type *
array_type(struct checker *c, struct expr *e)
{
    if (!e->array_type.len) {
        checker_error(c, ast_start_pos(e),
                      "invalid use of [...] array (outside a composite literal)");
        typexpr_var_type(c, e->array_type.elem);
        return checker_invalid(c);
    }
    int64_t n = array_length(c, e->array_type.len);
    struct type *t = types_array(c->u, NULL, n);
    t->array.elem = typexpr_var_type(c, e->array_type.elem);
    return n >= 0 ? t : checker_invalid(c);
}

static struct type *
pointer_type(struct checker *c, struct expr *e)
{
    struct type *elem = typexpr_var_type(c, e->unary.x);
    return checker_valid(elem) ? types_pointer(c->u, elem) : checker_invalid(c);
}

static struct type *
map_type(struct checker *c, struct expr *e)
{
    struct type *key = typexpr_var_type(c, e->map_type.key);
    struct type *value = typexpr_var_type(c, e->map_type.value);
    checker_later(c, check_map_key, e->map_type.key, key);
    return types_map(c->u, key, value);
}

static struct type *
named_type(struct checker *c, struct operand *x)
{
    if (x->mode == MODE_TYPE)
        return x->type;
    if (x->mode == MODE_NO_VALUE)
        checker_error(c, checker_pos(x), "%o used as type", x);
    else if (x->mode != MODE_INVALID)
        checker_error(c, checker_pos(x), "%o is not a type", x);
    return checker_invalid(c);
}

static bool
is_generic(const struct type *t)
{
    return t->kind == TYPE_NAMED && t->named.n_type_params > 0;
}

/* What stands before the bracket of T[...]. */
static struct type *
generic_base(struct checker *c, struct expr *e)
{
    struct operand x;
    e = ast_unparen(e);
    if (e->kind == EXPR_NAME)
        checkexpr_ident(c, &x, e, true);
    else if (e->kind == EXPR_SELECTOR)
        checkselector_check(c, &x, e, true);
    else
        return typexpr_type(c, e);
    struct type *t = named_type(c, &x);
    e->mode = checker_valid(t) ? MODE_TYPE : MODE_INVALID;
    e->type = t;
    return t;
}

struct pending_args { /* type arguments whose constraints are looked at when types are complete */
    struct type *generic, **args;
    struct expr *e;
};

static void
verify_args(struct checker *c, void *a, void *unused)
{
    (void)unused;
    struct pending_args *p = a;
    struct type **params = p->generic->named.type_params;
    size_t n = p->generic->named.n_type_params;
    struct pos at = ast_start_pos(p->e);
    mono_use(c, params, p->args, n, at, p->e->index.index);
    instance_verify(c, params, p->args, n, at, p->e->index.index);
}

/* T[...] */
static struct type *
instantiated_type(struct checker *c, struct expr *e)
{
    struct type *t = generic_base(c, e->index.x);
    if (!checker_valid(t)) {
        size_t unused;
        checkcall_type_list(c, e->index.index, &unused);
        return t;
    }
    if (t->kind != TYPE_NAMED || !t->named.n_type_params) {
        checker_error(c, ast_start_pos(e), "%t is not a generic type", t);
        return checker_invalid(c);
    }
    size_t n, want = t->named.n_type_params;
    struct type **args = checkcall_type_list(c, e->index.index, &n);
    if (!args)
        return checker_invalid(c);
    if (n != want) {
        checker_error(c, ast_start_pos(e),
                      n < want ? "not enough type arguments for type %s: have %d, want %d"
                               : "too many type arguments for type %s: have %d, want %d",
                      t->named.obj->name, (int)n, (int)want);
        return checker_invalid(c);
    }
    struct pending_args *p = bump_new(&c->u->mem, struct pending_args);
    *p = (struct pending_args){t, args, e};
    checker_later(c, verify_args, p, NULL);
    return subst_instance(c->u, t, args, n);
}

static struct type *
not_a_type(struct checker *c, struct expr *e)
{
    checker_error(c, ast_start_pos(e), "%e is not a type", e);
    checkexpr_use(c, &e, 1);
    return checker_invalid(c);
}

static struct type *
dispatch(struct checker *c, struct expr *e, struct object *def)
{
    struct operand x;
    switch (e->kind) {
    case EXPR_BAD:
        return checker_invalid(c);
    case EXPR_NAME:
        checkexpr_ident(c, &x, e, true);
        return named_type(c, &x);
    case EXPR_SELECTOR:
        checkselector_check(c, &x, e, true);
        return named_type(c, &x);
    case EXPR_INDEX:
        return instantiated_type(c, e);
    case EXPR_PAREN:
        return typexpr_declared(c, e->paren.x, def);
    case EXPR_ARRAY_TYPE:
        return array_type(c, e);
    case EXPR_SLICE_TYPE:
        return types_slice(c->u, typexpr_var_type(c, e->elem_type.elem));
    case EXPR_DOTS_TYPE:
        checker_error(c, ast_start_pos(e), "invalid syntax tree: invalid use of ...");
        typexpr_var_type(c, e->elem_type.elem);
        return checker_invalid(c);
    case EXPR_STRUCT_TYPE:
        return structtype_struct(c, e);
    case EXPR_STAR:
        return pointer_type(c, e);
    case EXPR_FUNC_TYPE:
        return signature_check(c, e, NULL, NULL, 0);
    case EXPR_INTERFACE_TYPE:
        return structtype_interface(c, e, def);
    case EXPR_MAP_TYPE:
        return map_type(c, e);
    case EXPR_CHAN_TYPE:
        return types_chan(c->u, typexpr_var_type(c, e->chan_type.elem), e->chan_type.dir);
    default:
        return not_a_type(c, e);
    }
}

/* The type e denotes, invalid after an error. def: the type name that is being declared as e. */
struct type *
typexpr_declared(struct checker *c, struct expr *e, struct object *def)
{
    struct type *t = dispatch(c, e, def);
    if ((e->kind == EXPR_ARRAY_TYPE || e->kind == EXPR_CHAN_TYPE) && !c->instance)
        vec_push(&c->sized, e);
    if (is_generic(t)) {
        checker_error(c, ast_start_pos(e), "cannot use generic type %t without instantiation", t);
        t = checker_invalid(c);
    }
    e->mode = checker_valid(t) ? MODE_TYPE : MODE_INVALID;
    e->type = t;
    return t;
}

struct type *
typexpr_type(struct checker *c, struct expr *e)
{
    return typexpr_declared(c, e, NULL);
}

struct type *
typexpr_var_type(struct checker *c, struct expr *e)
{
    struct type *t = typexpr_declared(c, e, NULL);
    typexpr_valid_var_type(c, e, t);
    return t;
}
