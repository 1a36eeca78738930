/* Untyped values: constants, comparisons, shifts of untyped constants, and nil take their type from
 * where they are used. The type travels down the expression again when it is known; a constant must
 * then be representable in it, and a shifted operand must have become an integer.
 * Go: cmd/compile/internal/types2/const.go, expr.go (updateExprType, implicitTypeAndValue) */
#include "lang/checker.h"
#include "lang/constfit.h"
#include "lang/typeparam.h"

enum { CONSTANT_BITS = 512 };

static bool
is_plain_interface(const struct type *t)
{
    return t->kind != TYPE_PARAM && types_is_interface(t);
}

static const char *
operation_name(const struct expr *e)
{
    if (e && e->kind == EXPR_UNARY)
        return e->unary.op == TOKEN_XOR ? "bitwise complement " : "";
    if (!e || e->kind != EXPR_BINARY)
        return "";
    switch (e->binary.op) {
    case TOKEN_ADD:
        return "addition ";
    case TOKEN_SUB:
        return "subtraction ";
    case TOKEN_XOR:
        return "bitwise XOR ";
    case TOKEN_MUL:
        return "multiplication ";
    case TOKEN_SHL:
        return "shift ";
    default:
        return "";
    }
}

void
untyped_overflow(struct checker *c, struct operand *x, struct pos op_pos)
{
    if (constant_kind(x->val) == CONSTANT_UNKNOWN) {
        checker_error(c, op_pos, "constant result is not representable");
        return;
    }
    if (!types_is_untyped(x->type)) {
        untyped_representable(c, x, types_underlying(x->type));
        return;
    }
    if (constant_kind(x->val) == CONSTANT_INT && constant_bit_len(x->val) > CONSTANT_BITS) {
        checker_error(c, op_pos, "constant %soverflow", operation_name(x->expr));
        x->val = constant_unknown(c->u);
    }
}

static enum untyped_failure
representation(struct checker *c, struct operand *x, struct type *t, struct constant **val)
{
    *val = x->val;
    if (constant_kind(x->val) == CONSTANT_UNKNOWN || constfit_representable(c->u, x->val, t, val))
        return UNTYPED_OK;
    if (!types_is_numeric(x->type) || !types_is_numeric(t))
        return UNTYPED_IMPOSSIBLE;
    return !types_is_integer(x->type) && types_is_integer(t) ? UNTYPED_TRUNCATED : UNTYPED_OVERFLOW;
}

static void
report_conversion(struct checker *c, enum untyped_failure why, struct operand *x,
                  struct type *target)
{
    const char *fmt = "cannot convert %o to type %t";
    if (why == UNTYPED_TRUNCATED)
        fmt = "%o truncated to %t";
    else if (why == UNTYPED_OVERFLOW)
        fmt = "%o overflows %t";
    checker_error(c, checker_pos(x), fmt, x, target);
}

void
untyped_representable(struct checker *c, struct operand *x, struct type *t)
{
    struct constant *val;
    enum untyped_failure why = representation(c, x, t, &val);
    if (why != UNTYPED_OK) {
        report_conversion(c, why, x, t);
        x->mode = MODE_INVALID;
        return;
    }
    x->val = val;
}

/* The larger of two untyped kinds; NULL when they do not mix. */
static struct type *
max_type(struct type *a, struct type *b)
{
    if (a == b)
        return a;
    if (types_is_numeric(a) && types_is_numeric(b))
        return a->kind > b->kind ? a : b;
    return NULL;
}

static bool
kind_fits(const struct operand *x, const struct type *target)
{
    switch (x->type->kind) {
    case TYPE_UNTYPED_BOOL:
        return types_is_boolean(target);
    case TYPE_UNTYPED_INT:
    case TYPE_UNTYPED_RUNE:
    case TYPE_UNTYPED_FLOAT:
    case TYPE_UNTYPED_COMPLEX:
        return types_is_numeric(target);
    case TYPE_UNTYPED_STRING:
        return types_is_string(target);
    default:
        return false;
    }
}

/* All types of the set must take x. */
static struct type *
implicit_param(struct checker *c, struct operand *x, struct type *target, enum untyped_failure *why)
{
    size_t n;
    struct type *self, **v = typeparam_types(target, &self, &n);
    for (size_t i = 0; i < n; i++) {
        struct constant *unused;
        if (!untyped_implicit(c, x, types_underlying(v[i]), &unused, why))
            return NULL;
    }
    *why = n ? UNTYPED_OK : UNTYPED_IMPOSSIBLE;
    return n ? target : NULL;
}

/* The type that x takes when `target` is wanted, NULL and *why when it cannot. *val is the value in
 * that type when it is a constant and changes, else NULL. */
struct type *
untyped_implicit(struct checker *c, struct operand *x, struct type *target, struct constant **val,
                 enum untyped_failure *why)
{
    *val = NULL;
    *why = UNTYPED_OK;
    if (x->mode == MODE_INVALID || !types_is_untyped(x->type) || !checker_valid(target))
        return x->type;
    *why = UNTYPED_IMPOSSIBLE;
    struct type *result = NULL;
    struct type *under = types_underlying(target);
    if (types_is_untyped(target)) {
        result = max_type(x->type, target);
    } else if (x->mode == MODE_NIL) {
        result = types_has_nil(target) ? target : NULL;
    } else if (target->kind == TYPE_PARAM) {
        return implicit_param(c, x, target, why);
    } else if (is_plain_interface(target)) {
        types_complete_interface(under);
        bool empty = under->interface.n_methods == 0 && under->interface.n_terms == 0 &&
                     !under->interface.comparable;
        result = empty ? types_default(c->u, x->type) : NULL;
    } else if (under->kind <= TYPE_UNSAFE_POINTER && under->kind != TYPE_INVALID) {
        if (x->mode == MODE_CONSTANT) {
            *why = representation(c, x, under, val);
            return *why == UNTYPED_OK ? target : NULL;
        }
        result = kind_fits(x, target) ? target : NULL;
    }
    if (result)
        *why = UNTYPED_OK;
    return result;
}

void
untyped_convert(struct checker *c, struct operand *x, struct type *target)
{
    struct constant *val;
    enum untyped_failure why;
    struct type *t = untyped_implicit(c, x, target, &val, &why);
    if (!t) {
        report_conversion(c, why, x,
                          target->kind == TYPE_PARAM ? target : types_underlying(target));
        x->mode = MODE_INVALID;
        return;
    }
    if (val) {
        x->val = val;
        untyped_update_val(x->expr, val);
    }
    if (t != x->type) {
        x->type = t;
        untyped_update(c, x->expr, t, false);
    }
}

void
untyped_update_val(struct expr *e, struct constant *val)
{
    if (e && e->type && types_is_untyped(e->type))
        e->val = val;
}

static void
update_operands(struct checker *c, struct expr *e, struct type *t, bool final)
{
    switch (e->kind) {
    case EXPR_PAREN:
        untyped_update(c, e->paren.x, t, final);
        break;
    case EXPR_UNARY:
        if (e->mode != MODE_CONSTANT)
            untyped_update(c, e->unary.x, t, final);
        break;
    case EXPR_BINARY:
        if (e->mode == MODE_CONSTANT)
            break;
        switch (e->binary.op) {
        case TOKEN_EQL:
        case TOKEN_NEQ:
        case TOKEN_LSS:
        case TOKEN_LEQ:
        case TOKEN_GTR:
        case TOKEN_GEQ:
            break; /* the operands have their types already */
        case TOKEN_SHL:
        case TOKEN_SHR:
            untyped_update(c, e->binary.x, t, final);
            break;
        default:
            untyped_update(c, e->binary.x, t, final);
            untyped_update(c, e->binary.y, t, final);
        }
        break;
    default:
        break;
    }
}

/* e, untyped so far, becomes a t. Not final and t untyped: only the kind has grown. */
void
untyped_update(struct checker *c, struct expr *e, struct type *t, bool final)
{
    if (!e || e->mode == MODE_INVALID || !e->type || !types_is_untyped(e->type))
        return;
    update_operands(c, e, t, final);
    if (!final && types_is_untyped(t)) {
        e->type = types_underlying(t);
        return;
    }
    bool shifted = table_get_ptr(&c->lhs_shifts, e) != NULL;
    if (shifted && !types_is_integer(t)) {
        checker_error(c, ast_start_pos(e),
                      "invalid operation: shifted operand %e (type %t) must be integer", e, t);
        e->type = t;
        return;
    }
    if (e->mode == MODE_CONSTANT && e->val && !types_is_untyped(t)) {
        struct operand x = {.mode = e->mode, .expr = e, .type = e->type, .val = e->val};
        struct constant *val;
        enum untyped_failure why;
        if (!untyped_implicit(c, &x, t, &val, &why)) {
            report_conversion(c, why, &x, t->kind == TYPE_PARAM ? t : types_underlying(t));
            e->type = t;
            return;
        }
        if (val)
            e->val = val;
    }
    e->type = t;
}

static bool
may_convert(const struct operand *x, const struct operand *y)
{
    if (!types_is_untyped(x->type) && !types_is_untyped(y->type))
        return false;
    if (types_is_numeric(x->type) != types_is_numeric(y->type))
        return false;
    if (is_plain_interface(x->type) || is_plain_interface(y->type))
        return true;
    if (types_is_boolean(x->type) != types_is_boolean(y->type))
        return false;
    if (types_is_string(x->type) != types_is_string(y->type))
        return false;
    if (x->mode == MODE_NIL)
        return types_has_nil(y->type);
    if (y->mode == MODE_NIL)
        return types_has_nil(x->type);
    return types_underlying(x->type)->kind != TYPE_POINTER &&
           types_underlying(y->type)->kind != TYPE_POINTER;
}

/* Converts an untyped operand to the type of the other one, if that can be. */
void
untyped_match(struct checker *c, struct operand *x, struct operand *y)
{
    if (!may_convert(x, y))
        return;
    untyped_convert(c, x, y->type);
    if (x->mode == MODE_INVALID)
        return;
    untyped_convert(c, y, x->type);
    if (y->mode == MODE_INVALID)
        x->mode = MODE_INVALID;
}
