/* Unary and binary operators, comparisons and shifts.
 * Go: cmd/compile/internal/types2/expr.go */
#include "lang/checker.h"
#include "lang/constop.h"

static struct pos
op_pos(const struct expr *e)
{
    return e->kind == EXPR_BINARY || e->kind == EXPR_UNARY ? e->pos : ast_start_pos(e);
}

static bool
defined_on(enum token op, bool unary, const struct type *t)
{
    switch (op) {
    case TOKEN_ADD:
        return unary ? types_is_numeric(t) : types_has_plus(t);
    case TOKEN_SUB:
    case TOKEN_MUL:
    case TOKEN_QUO:
        return types_is_numeric(t);
    case TOKEN_REM:
    case TOKEN_AND:
    case TOKEN_OR:
    case TOKEN_XOR:
    case TOKEN_AND_NOT:
        return types_is_integer(t);
    case TOKEN_LAND:
    case TOKEN_LOR:
    case TOKEN_NOT:
        return types_is_boolean(t);
    default:
        return false;
    }
}

static bool
check_op(struct checker *c, struct operand *x, enum token op, bool unary)
{
    if (defined_on(op, unary, x->type))
        return true;
    checker_error(c, checker_pos(x), "invalid operation: operator %s not defined on %o",
                  token_text(op), x);
    x->mode = MODE_INVALID;
    return false;
}

static void
address_of(struct checker *c, struct operand *x, struct expr *e)
{
    struct expr *inner = ast_unparen(e->unary.x);
    if (inner->kind != EXPR_COMPOSITE && x->mode != MODE_VARIABLE) {
        checker_error(c, checker_pos(x), "invalid operation: cannot take address of %o", x);
        x->mode = MODE_INVALID;
        return;
    }
    if (inner->kind != EXPR_COMPOSITE)
        checker_mark_addressed(c, inner);
    x->mode = MODE_VALUE;
    x->type = types_pointer(c->u, x->type);
}

static void
receive(struct checker *c, struct operand *x)
{
    struct type *elem = checkexpr_chan_elem(c, checker_pos(x), x, true);
    if (!elem) {
        x->mode = MODE_INVALID;
        return;
    }
    x->mode = MODE_COMMA_OK;
    x->type = elem;
    c->env.has_call_or_recv = true;
}

static void
complain_about_tilde(struct checker *c, struct operand *x, struct expr *e)
{
    const char *hint = types_is_integer(x->type) ? " (use ^ for bitwise complement)" : "";
    checker_error(c, ast_start_pos(e), "cannot use ~ outside of interface or type constraint%s",
                  hint);
    x->mode = MODE_INVALID;
}

void
binary_unary(struct checker *c, struct operand *x, struct expr *e)
{
    checkexpr_value(c, x, e->unary.x);
    if (x->mode == MODE_INVALID)
        return;
    enum token op = e->unary.op;
    if (op == TOKEN_AND) {
        address_of(c, x, e);
        return;
    }
    if (op == TOKEN_ARROW) {
        receive(c, x);
        return;
    }
    if (op == TOKEN_TILDE) {
        complain_about_tilde(c, x, e);
        return;
    }
    if (!check_op(c, x, op, true))
        return;
    if (x->mode != MODE_CONSTANT) {
        x->mode = MODE_VALUE;
        return;
    }
    if (constant_kind(x->val) == CONSTANT_UNKNOWN)
        return;
    unsigned bits = 0;
    if (types_is_unsigned(x->type)) {
        struct type *t = types_underlying(x->type);
        types_layout(t);
        bits = (unsigned)t->size * 8;
    }
    x->val = constop_unary(c->u, op, x->val, bits);
    x->expr = e;
    untyped_overflow(c, x, op_pos(e));
}

static bool
is_comparison(enum token op)
{
    return op == TOKEN_EQL || op == TOKEN_NEQ || op == TOKEN_LSS || op == TOKEN_LEQ ||
           op == TOKEN_GTR || op == TOKEN_GEQ;
}

/* Which part of an incomparable type is to blame; "" when nothing more can be said. */
static const char *
incomparable_cause(struct checker *c, struct type *t)
{
    struct type *u = types_underlying(t);
    if (t->kind == TYPE_PARAM)
        return "incomparable types in type set";
    switch (u->kind) {
    case TYPE_SLICE:
    case TYPE_FUNC:
    case TYPE_MAP:
        return checker_string(c, "%s can only be compared to nil", operand_composite_kind(t));
    case TYPE_STRUCT:
        for (size_t i = 0; i < u->struct_.n; i++) {
            if (!types_comparable(u->struct_.fields[i]->type))
                return checker_string(c, "struct containing %t cannot be compared",
                                      u->struct_.fields[i]->type);
        }
        return "";
    case TYPE_ARRAY:
        return checker_string(c, "%t cannot be compared", t);
    default:
        return "";
    }
}

/* NULL when x op y is defined, else the operand to blame; *cause says why when there is more to say
 * than that the operator is not defined. */
static struct operand *
comparison_fault(struct checker *c, struct operand *x, struct operand *y, enum token op,
                 const char **cause)
{
    *cause = "";
    if (!operand_assignable(c, x, y->type, NULL) && !operand_assignable(c, y, x->type, NULL)) {
        *cause = checker_string(c, "mismatched types %t and %t", x->type, y->type);
        return y;
    }
    if (op != TOKEN_EQL && op != TOKEN_NEQ) {
        struct operand *bad = !types_is_ordered(x->type)   ? x
                              : !types_is_ordered(y->type) ? y
                                                           : NULL;
        if (bad && bad->type->kind == TYPE_PARAM)
            *cause = checker_string(c, "type parameter %t cannot use operator %s", bad->type,
                                    token_text(op));
        return bad;
    }
    if (x->mode == MODE_NIL || y->mode == MODE_NIL) {
        struct type *t = x->mode == MODE_NIL ? y->type : x->type;
        return types_has_nil(t) &&
                       !(x->mode == MODE_NIL && y->mode == MODE_NIL && t->kind == TYPE_UNTYPED_NIL)
                   ? NULL
                   : y;
    }
    if (!types_comparable(x->type)) {
        *cause = incomparable_cause(c, x->type);
        return x;
    }
    if (!types_comparable(y->type)) {
        *cause = incomparable_cause(c, y->type);
        return y;
    }
    return NULL;
}

static void
report_comparison(struct checker *c, struct operand *x, struct operand *y, enum token op,
                  bool switch_case, struct operand *fault, const char *cause)
{
    if (!cause[0]) {
        const char *what = operand_composite_kind(fault->type);
        cause =
            what ? checker_string(c, "operator %s not defined on %s", token_text(op), what)
                 : checker_string(c, "operator %s not defined on %t", token_text(op), fault->type);
    }
    if (switch_case)
        checker_error(c, checker_pos(x), "invalid case %e in switch on %e (%s)", x->expr, y->expr,
                      cause);
    else
        checker_error(c, checker_pos(fault), "invalid operation: %e %s %e (%s)", x->expr,
                      token_text(op), y->expr, cause);
}

void
binary_compare(struct checker *c, struct operand *x, struct operand *y, enum token op,
               bool switch_case)
{
    if (!checker_valid(x->type) || !checker_valid(y->type)) {
        x->mode = MODE_INVALID;
        return;
    }
    const char *cause;
    struct operand *fault = comparison_fault(c, x, y, op, &cause);
    if (fault) {
        report_comparison(c, x, y, op, switch_case, fault, cause);
        x->mode = MODE_INVALID;
        return;
    }
    if (x->mode == MODE_CONSTANT && y->mode == MODE_CONSTANT) {
        bool known =
            constant_kind(x->val) != CONSTANT_UNKNOWN && constant_kind(y->val) != CONSTANT_UNKNOWN;
        x->val = known ? constant_bool(c->u, constop_compare(x->val, op, y->val))
                       : constant_unknown(c->u);
    } else {
        x->mode = MODE_VALUE;
        untyped_update(c, x->expr, types_default(c->u, x->type), true);
        untyped_update(c, y->expr, types_default(c->u, y->type), true);
    }
    x->type = types_basic(c->u, TYPE_UNTYPED_BOOL);
}

/* The count y of a shift; false when it was refused. */
static bool
check_shift_count(struct checker *c, struct operand *y)
{
    if (y->mode == MODE_CONSTANT) {
        struct constant *v = constant_to_int(c->u, y->val);
        if (constant_kind(v) == CONSTANT_INT && constant_sign(v) < 0) {
            checker_error(c, checker_pos(y), "invalid operation: negative shift count %o", y);
            return false;
        }
        if (types_is_untyped(y->type)) {
            untyped_representable(c, y, types_basic(c->u, TYPE_UINT));
        } else if (!types_is_integer(y->type)) {
            if (constant_kind(v) != CONSTANT_INT) {
                checker_error(c, checker_pos(y), "invalid operation: invalid shift count %o", y);
                return false;
            }
            y->expr->type = types_basic(c->u, TYPE_UINT); /* a typed float that is integral */
            y->expr->val = v;
        }
        return y->mode != MODE_INVALID;
    }
    if (types_is_integer(y->type) && !types_is_untyped(y->type))
        return true;
    if (types_is_untyped(y->type)) {
        untyped_convert(c, y, types_basic(c->u, TYPE_UINT));
        return y->mode != MODE_INVALID;
    }
    checker_error(c, checker_pos(y), "invalid operation: shift count %o must be integer", y);
    return false;
}

static void
shift_constants(struct checker *c, struct operand *x, struct operand *y, struct expr *e,
                enum token op)
{
    enum { COUNT_MAX = 1023 - 1 + 52 }; /* enough for the smallest float64 */
    struct type *integer =
        types_is_integer(x->type) ? x->type : types_basic(c->u, TYPE_UNTYPED_INT);
    if (constant_kind(x->val) == CONSTANT_UNKNOWN || constant_kind(y->val) == CONSTANT_UNKNOWN) {
        x->val = constant_unknown(c->u);
        x->type = integer;
        return;
    }
    bool exact;
    uint64_t count = constant_uint64_value(constant_to_int(c->u, y->val), &exact);
    if (!exact || count > COUNT_MAX) {
        checker_error(c, checker_pos(y), "invalid operation: invalid shift count %o", y);
        x->mode = MODE_INVALID;
        return;
    }
    x->type = integer;
    x->val = constop_shift(c->u, constant_to_int(c->u, x->val), op, (unsigned)count);
    struct pos pos = e ? op_pos(e) : checker_pos(x);
    if (e)
        x->expr = e;
    untyped_overflow(c, x, pos);
}

static void
shift(struct checker *c, struct operand *x, struct operand *y, struct expr *e, enum token op)
{
    bool integral =
        x->mode == MODE_CONSTANT && constant_kind(constant_to_int(c->u, x->val)) == CONSTANT_INT;
    if (!types_is_integer(x->type) && !(types_is_untyped(x->type) && integral)) {
        checker_error(c, checker_pos(x), "invalid operation: shifted operand %o must be integer",
                      x);
        x->mode = MODE_INVALID;
        return;
    }
    if (!check_shift_count(c, y)) {
        x->mode = MODE_INVALID;
        return;
    }
    if (x->mode == MODE_CONSTANT && y->mode == MODE_CONSTANT) {
        shift_constants(c, x, y, e, op);
        return;
    }
    if (y->mode == MODE_CONSTANT) /* evaluated at run time, so it needs a type */
        untyped_update(c, y->expr, types_basic(c->u, TYPE_UINT), true);
    if (x->mode == MODE_CONSTANT && types_is_untyped(x->type)) {
        /* The type comes from the context, as if the shift were not there. */
        table_put_ptr(&c->lhs_shifts, x->expr, x->expr);
        x->mode = MODE_VALUE;
        return;
    }
    if (!types_is_integer(x->type)) {
        checker_error(c, checker_pos(x), "invalid operation: shifted operand %o must be integer",
                      x);
        x->mode = MODE_INVALID;
        return;
    }
    x->mode = MODE_VALUE;
}

static bool
divides_by_zero(struct checker *c, struct operand *x, struct operand *y, enum token op)
{
    if ((op != TOKEN_QUO && op != TOKEN_REM) || y->mode != MODE_CONSTANT ||
        (x->mode != MODE_CONSTANT && !types_is_integer(x->type)) ||
        constant_kind(y->val) == CONSTANT_UNKNOWN || constant_sign(y->val) != 0)
        return false;
    checker_error(c, checker_pos(y), "invalid operation: division by zero");
    x->mode = MODE_INVALID;
    return true;
}

static void
fold(struct checker *c, struct operand *x, struct operand *y, struct expr *e, enum token op)
{
    if (constant_kind(x->val) == CONSTANT_UNKNOWN || constant_kind(y->val) == CONSTANT_UNKNOWN) {
        x->val = constant_unknown(c->u);
        return;
    }
    bool int_div = op == TOKEN_QUO && types_is_integer(x->type);
    x->val = constop_binary(c->u, x->val, op, y->val, int_div);
    struct pos pos = e ? op_pos(e) : checker_pos(x);
    if (e)
        x->expr = e;
    untyped_overflow(c, x, pos);
}

/* lhs op rhs. e is the whole expression; NULL for the assignment lhs op= rhs. */
void
binary_check(struct checker *c, struct operand *x, struct expr *e, struct expr *lhs,
             struct expr *rhs, enum token op)
{
    struct operand y;
    checkexpr_value(c, x, lhs);
    checkexpr_value(c, &y, rhs);
    if (x->mode == MODE_INVALID)
        return;
    if (y.mode == MODE_INVALID) {
        x->mode = MODE_INVALID;
        x->expr = y.expr;
        return;
    }
    if (op == TOKEN_SHL || op == TOKEN_SHR) {
        shift(c, x, &y, e, op);
        return;
    }
    untyped_match(c, x, &y);
    if (x->mode == MODE_INVALID)
        return;
    if (is_comparison(op)) {
        binary_compare(c, x, &y, op, false);
        return;
    }
    if (!types_identical(x->type, y.type)) {
        if (checker_valid(x->type) && checker_valid(y.type)) {
            if (e)
                checker_error(c, checker_pos(x),
                              "invalid operation: %e (mismatched types %t and %t)", e, x->type,
                              y.type);
            else
                checker_error(c, checker_pos(x),
                              "invalid operation: %e %s= %e (mismatched types %t and %t)", lhs,
                              token_text(op), rhs, x->type, y.type);
        }
        x->mode = MODE_INVALID;
        return;
    }
    if (!check_op(c, x, op, false) || divides_by_zero(c, x, &y, op))
        return;
    if (x->mode == MODE_CONSTANT && y.mode == MODE_CONSTANT)
        fold(c, x, &y, e, op);
    else
        x->mode = MODE_VALUE;
}
