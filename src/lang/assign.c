/* Assignability in all its contexts: declarations, assignments, results, arguments.
 * Go: cmd/compile/internal/types2/assignments.go */
#include <string.h>

#include "lang/checker.h"

static bool
is_plain_interface(const struct type *t)
{
    return t->kind != TYPE_PARAM && types_is_interface(t);
}

/* An untyped x gets the type that assigning it to a t gives it; t NULL: its default type. */
static bool
settle_untyped(struct checker *c, struct operand *x, struct type *t, const char *context)
{
    struct type *target = t;
    if (x->mode == MODE_NIL) {
        if (!t) {
            checker_error(c, checker_pos(x), "use of untyped nil in %s", context);
            return false;
        }
    } else if (!t || is_plain_interface(t)) {
        target = types_default(c->u, x->type);
    }
    struct constant *val;
    enum untyped_failure why;
    struct type *new_type = untyped_implicit(c, x, target, &val, &why);
    if (!new_type) {
        static const char *const because[] = {[UNTYPED_OK] = "",
                                              [UNTYPED_TRUNCATED] = " (truncated)",
                                              [UNTYPED_OVERFLOW] = " (overflows)",
                                              [UNTYPED_IMPOSSIBLE] = ""};
        checker_error(c, checker_pos(x), "cannot use %o as %t value in %s%s", x, target, context,
                      because[why]);
        return false;
    }
    if (val) {
        x->val = val;
        untyped_update_val(x->expr, val);
    }
    if (new_type != x->type) {
        x->type = new_type;
        untyped_update(c, x->expr, new_type, false);
    }
    return true;
}

/* x is assigned to a variable of type t (NULL: to the blank identifier). Invalid when it cannot. */
void
assign_operand(struct checker *c, struct operand *x, struct type *t, const char *context)
{
    checkexpr_single(c, x);
    if (x->mode == MODE_INVALID)
        return;
    if (x->mode == MODE_NO_VALUE || x->mode == MODE_BUILTIN || x->mode == MODE_TYPE) {
        checker_error(c, checker_pos(x), "cannot assign %o to %t in %s", x, t, context);
        x->mode = MODE_INVALID;
        return;
    }
    if (types_is_untyped(x->type) && !settle_untyped(c, x, t, context)) {
        x->mode = MODE_INVALID;
        return;
    }
    if (x->type->kind == TYPE_FUNC && x->type->func.n_type_params) {
        checker_error(c, checker_pos(x),
                      "cannot use generic function %e without instantiation in %s", x->expr,
                      context);
        x->mode = MODE_INVALID;
        return;
    }
    if (!t)
        return;
    const char *cause = NULL;
    if (operand_assignable(c, x, t, &cause))
        return;
    if (cause)
        checker_error(c, checker_pos(x), "cannot use %o as %t value in %s: %s", x, t, context,
                      cause);
    else
        checker_error(c, checker_pos(x), "cannot use %o as %t value in %s", x, t, context);
    x->mode = MODE_INVALID;
}

void
assign_init_const(struct checker *c, struct object *lhs, struct operand *x)
{
    if (x->mode == MODE_INVALID || !checker_valid(x->type) ||
        (lhs->type && !checker_valid(lhs->type))) {
        if (!lhs->type)
            lhs->type = checker_invalid(c);
        return;
    }
    if (x->mode != MODE_CONSTANT) {
        checker_error(c, checker_pos(x), "%o is not constant", x);
        if (!lhs->type)
            lhs->type = checker_invalid(c);
        return;
    }
    if (!lhs->type)
        lhs->type = x->type;
    assign_operand(c, x, lhs->type, "constant declaration");
    if (x->mode != MODE_INVALID)
        lhs->val = x->val;
}

void
assign_init_var(struct checker *c, struct object *lhs, struct operand *x, const char *context)
{
    if (x->mode == MODE_INVALID || !checker_valid(x->type) ||
        (lhs->type && !checker_valid(lhs->type))) {
        if (!lhs->type)
            lhs->type = checker_invalid(c);
        x->mode = MODE_INVALID;
        return;
    }
    if (!lhs->type && x->mode == MODE_NIL) {
        checker_error(c, checker_pos(x), "use of untyped nil in %s", context);
        lhs->type = checker_invalid(c);
        x->mode = MODE_INVALID;
        return;
    }
    if (!lhs->type)
        lhs->type = types_default(c->u, x->type);
    assign_operand(c, x, lhs->type, context);
}

/* The type of the assigned-to expression; NULL for the blank identifier, invalid after an error. */
static struct type *
lhs_type(struct checker *c, struct expr *lhs)
{
    struct expr *name = ast_unparen(lhs);
    if (name->kind == EXPR_NAME && checker_blank(name->name.name)) {
        name->name.obj = NULL;
        return NULL;
    }
    struct object *v = checker_var_of(c, lhs);
    bool used = v && v->used;
    struct operand x;
    checkexpr_value(c, &x, lhs);
    if (v)
        v->used = used; /* assigning to it is no use */
    if (x.mode == MODE_INVALID || !checker_valid(x.type))
        return checker_invalid(c);
    if (x.mode == MODE_VARIABLE || x.mode == MODE_MAP_INDEX) {
        checker_mark_assigned(c, lhs);
        return x.type;
    }
    if (x.expr->kind == EXPR_SELECTOR && x.expr->selector.x->mode == MODE_MAP_INDEX)
        checker_error(c, checker_pos(&x), "cannot assign to struct field %e in map", x.expr);
    else
        checker_error(c, checker_pos(&x),
                      "cannot assign to %e (neither addressable nor a map index expression)",
                      x.expr);
    return checker_invalid(c);
}

/* lhs = rhs, or lhs = x when x is not NULL. */
void
assign_var(struct checker *c, struct expr *lhs, struct expr *rhs, struct operand *x,
           const char *context)
{
    struct type *t = lhs_type(c, lhs);
    if (t && !checker_valid(t)) {
        if (x)
            x->mode = MODE_INVALID;
        else
            checkexpr_use(c, &rhs, 1);
        return;
    }
    struct operand value;
    if (!x) {
        x = &value;
        checkexpr_target(c, x, rhs, t, t ? checker_string(c, "%e", lhs) : NULL);
    }
    if (!t && strcmp(context, "assignment") == 0)
        context = "assignment to _ identifier";
    assign_operand(c, x, t, context);
}

static void
write_summary(struct checker *c, struct buf *out, const struct type *t)
{
    if (!checker_valid(t))
        buf_add_str(out, "unknown type");
    else if (types_is_untyped(t) && types_is_numeric(t))
        buf_add_str(out, "number");
    else if (t->kind == TYPE_UNTYPED_NIL)
        buf_add_str(out, "nil");
    else if (types_is_untyped(t))
        types_write(out, types_default(c->u, (struct type *)t), c->pkg);
    else
        types_write(out, t, c->pkg);
}

/* "(int, string)": the have and want lines. variadic: the last type is a slice, shown as ...T. */
char *
assign_summary(struct checker *c, struct type **v, size_t n, bool variadic, bool dots)
{
    struct buf b = {0};
    buf_add_byte(&b, '(');
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_add_str(&b, ", ");
        struct type *t = v[i];
        bool last = i == n - 1;
        if (last && variadic) {
            buf_add_str(&b, "...");
            if (t->kind == TYPE_SLICE)
                t = t->elem;
        }
        write_summary(c, &b, t);
        if (last && dots)
            buf_add_str(&b, "...");
    }
    buf_add_byte(&b, ')');
    char *s = bump_strndup(&c->u->mem, buf_cstr(&b), b.len);
    buf_finish(&b);
    return s;
}

static void
report_mismatch(struct checker *c, struct expr **rhs, size_t n_rhs, size_t l, size_t r)
{
    struct expr *call = ast_unparen(rhs[0]);
    const char *vars = l == 1 ? "variable" : "variables", *vals = r == 1 ? "value" : "values";
    struct pos at = ast_start_pos(rhs[0]);
    if (n_rhs == 1 && call->kind == EXPR_CALL)
        checker_error(c, at, "assignment mismatch: %d %s but %e returns %d %s", (int)l, vars,
                      call->call.fun, (int)r, vals);
    else
        checker_error(c, at, "assignment mismatch: %d %s but %d %s", (int)l, vars, (int)r, vals);
}

static void
report_results(struct checker *c, struct stmt *s, struct object **lhs, size_t n,
               struct operand_list rhs)
{
    struct pos at = s->pos;
    if (rhs.n > n)
        at = checker_pos(&rhs.v[n]);
    else if (rhs.n > 0)
        at = checker_pos(&rhs.v[rhs.n - 1]);
    struct type **have = bump_array(&c->u->mem, struct type *, rhs.n + 1);
    struct type **want = bump_array(&c->u->mem, struct type *, n + 1);
    for (size_t i = 0; i < rhs.n; i++)
        have[i] = rhs.v[i].type;
    for (size_t i = 0; i < n; i++)
        want[i] = lhs[i]->type;
    checker_error(
        c, at, "%s return values\n\thave %s\n\twant %s", rhs.n > n ? "too many" : "not enough",
        assign_summary(c, have, rhs.n, false, false), assign_summary(c, want, n, false, false));
}

static void
give_types(struct checker *c, struct object **lhs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!lhs[i]->type)
            lhs[i]->type = checker_invalid(c);
    }
}

/* The one-to-one case excludes a single call, whose number of values is not known before. */
static bool
one_to_one(struct expr **rhs, size_t n_rhs, size_t n_lhs)
{
    return n_rhs == n_lhs && !(n_rhs == 1 && ast_unparen(rhs[0])->kind == EXPR_CALL);
}

void
assign_init_vars(struct checker *c, struct object **lhs, size_t n_lhs, struct expr **rhs,
                 size_t n_rhs, struct stmt *return_)
{
    const char *context = return_ ? "return statement" : "assignment";
    if (one_to_one(rhs, n_rhs, n_lhs)) {
        for (size_t i = 0; i < n_lhs; i++) {
            struct operand x;
            checkexpr_target(c, &x, rhs[i], lhs[i]->type,
                             return_ ? "result variable" : lhs[i]->name);
            assign_init_var(c, lhs[i], &x, context);
        }
        return;
    }
    if (n_rhs != 1) {
        if (checkexpr_use(c, rhs, n_rhs)) {
            if (return_)
                report_results(c, return_, lhs, n_lhs, checkexpr_list(c, rhs, n_rhs));
            else
                report_mismatch(c, rhs, n_rhs, n_lhs, n_rhs);
        }
        give_types(c, lhs, n_lhs);
        return;
    }
    bool comma_ok;
    struct operand_list values = checkexpr_multi(c, rhs[0], n_lhs == 2 && !return_, &comma_ok);
    if (values.n == n_lhs) {
        for (size_t i = 0; i < n_lhs; i++)
            assign_init_var(c, lhs[i], &values.v[i], context);
        if (return_)
            return_->return_.spread = n_lhs > 1;
        return;
    }
    if (values.v[0].mode != MODE_INVALID) {
        if (return_)
            report_results(c, return_, lhs, n_lhs, values);
        else
            report_mismatch(c, rhs, n_rhs, n_lhs, values.n);
    }
    give_types(c, lhs, n_lhs);
}

struct expr_list { /* the sides of an assignment, as arrays */
    struct expr **v;
    size_t n;
};

static struct expr_list
unpack(struct expr **e)
{
    if ((*e)->kind == EXPR_LIST)
        return (struct expr_list){(*e)->list.v, (*e)->list.n};
    return (struct expr_list){e, 1};
}

void
assign_vars(struct checker *c, struct expr *lhs_expr, struct expr *rhs_expr)
{
    struct expr_list lhs = unpack(&lhs_expr), rhs = unpack(&rhs_expr);
    if (one_to_one(rhs.v, rhs.n, lhs.n)) {
        for (size_t i = 0; i < lhs.n; i++)
            assign_var(c, lhs.v[i], rhs.v[i], NULL, "assignment");
        return;
    }
    if (rhs.n != 1) {
        bool ok = checkexpr_use_lhs(c, lhs.v, lhs.n);
        ok &= checkexpr_use(c, rhs.v, rhs.n);
        if (ok)
            report_mismatch(c, rhs.v, rhs.n, lhs.n, rhs.n);
        return;
    }
    bool comma_ok;
    struct operand_list values = checkexpr_multi(c, rhs.v[0], lhs.n == 2, &comma_ok);
    if (values.n == lhs.n) {
        for (size_t i = 0; i < lhs.n; i++)
            assign_var(c, lhs.v[i], NULL, &values.v[i], "assignment");
        return;
    }
    if (values.v[0].mode != MODE_INVALID)
        report_mismatch(c, rhs.v, rhs.n, lhs.n, values.n);
    checkexpr_use_lhs(c, lhs.v, lhs.n);
}

static bool
repeated(const struct expr_list *lhs, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (lhs->v[k]->kind == EXPR_NAME && lhs->v[k]->name.name == lhs->v[i]->name.name)
            return true;
    }
    return false;
}

/* The variable for lhs number i of a :=, new or one of this scope; NULL after an error. */
static struct object *
short_var(struct checker *c, struct stmt *s, const struct expr_list *lhs, size_t i)
{
    struct expr *e = lhs->v[i];
    if (e->kind != EXPR_NAME) {
        checkexpr_use_lhs(c, &lhs->v[i], 1);
        checker_error(c, ast_start_pos(e), "non-name %e on left side of :=", e);
        return NULL;
    }
    const char *name = e->name.name;
    if (checker_blank(name))
        return object_new_var(c->u, VAR_LOCAL, e->pos, c->pkg, name, NULL);
    if (repeated(lhs, i)) {
        checker_error(c, ast_start_pos(e), "%e repeated on left side of :=", e);
        return NULL;
    }
    struct object *alt = scope_lookup_local(c->env.scope, name);
    if (!alt) {
        struct object *v = checker_local(c, VAR_LOCAL, e->pos, name, NULL);
        s->assign.new_vars[i] = e->name.obj = v;
        return v;
    }
    e->name.obj = alt;
    if (alt->kind == OBJECT_VAR) {
        alt->var.assigned = true;
        return alt;
    }
    checker_error(c, ast_start_pos(e), "cannot assign to %e", e);
    return NULL;
}

static void
record_name(struct expr *e, struct object *v)
{
    if (e->kind != EXPR_NAME || !v || checker_blank(v->name))
        return;
    e->mode = MODE_VARIABLE;
    e->type = v->type;
}

void
assign_short_decl(struct checker *c, struct stmt *s)
{
    size_t top = c->delayed.n, n_new = 0;
    struct expr_list lhs = unpack(&s->assign.lhs), rhs = unpack(&s->assign.rhs);
    struct object **vars = bump_array(&c->u->mem, struct object *, lhs.n);
    s->assign.new_vars = bump_array(&c->u->mem, struct object *, lhs.n);
    s->assign.n_new_vars = lhs.n;
    bool failed = false;
    for (size_t i = 0; i < lhs.n; i++) {
        vars[i] = short_var(c, s, &lhs, i);
        if (!vars[i]) {
            failed = true;
            vars[i] = object_new_var(c->u, VAR_LOCAL, lhs.v[i]->pos, c->pkg,
                                     unit_intern(c->u, "_", 1), NULL);
        }
        n_new += s->assign.new_vars[i] != NULL;
    }
    assign_init_vars(c, vars, lhs.n, rhs.v, rhs.n, NULL);
    checker_run_delayed(c, top);
    for (size_t i = 0; i < lhs.n; i++)
        record_name(lhs.v[i], vars[i]);
    if (n_new == 0 && !failed)
        checker_error(c, s->pos, "no new variables on left side of :=");
    for (size_t i = 0; i < lhs.n; i++) {
        if (s->assign.new_vars[i])
            checker_declare(c, c->env.scope, s->assign.new_vars[i]);
    }
}
