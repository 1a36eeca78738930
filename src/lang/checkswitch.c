/* Statements that give their variables types in special ways: switches over values and types, and
 * range loops. Go: cmd/compile/internal/types2/stmt.go, range.go */
#include <string.h>

#include "lang/checker.h"
#include "lang/constop.h"
#include "lang/typeparam.h"

struct seen_case {
    struct operand x;
    struct pos pos;
};
typedef VEC(struct seen_case) seen_cases;

static bool
same_constant(const struct operand *a, const struct operand *b)
{
    if (!types_identical(a->type, b->type) || constant_kind(a->val) != constant_kind(b->val))
        return false;
    switch (constant_kind(a->val)) {
    case CONSTANT_INT:
    case CONSTANT_FLOAT:
    case CONSTANT_STRING:
        return constop_compare(a->val, TOKEN_EQL, b->val);
    default:
        return false; /* Go lets duplicate booleans pass */
    }
}

static void
check_case(struct checker *c, struct operand *tag, struct expr *e, seen_cases *seen)
{
    struct operand v;
    checkexpr_value(c, &v, e);
    if (tag->mode == MODE_INVALID || v.mode == MODE_INVALID)
        return;
    untyped_convert(c, &v, tag->type);
    if (v.mode == MODE_INVALID)
        return;
    struct operand result = v, against = *tag;
    binary_compare(c, &result, &against, TOKEN_EQL, true);
    if (result.mode == MODE_INVALID || v.mode != MODE_CONSTANT)
        return;
    for (size_t i = 0; i < seen->n; i++) {
        if (!c->instance && same_constant(&seen->v[i].x, &v)) {
            checker_error(c, checker_pos(&v),
                          "duplicate case %o in expression switch\n\t%p: previous case", &v,
                          &seen->v[i].pos);
            return;
        }
    }
    struct seen_case s = {v, v.expr->pos};
    vec_push(seen, s);
}

/* The tag of a switch without one: true, standing where the first case does. */
static void
implicit_true(struct checker *c, struct stmt *s, struct operand *x)
{
    struct expr *e = bump_new(&c->u->mem, struct expr);
    e->kind = EXPR_NAME;
    e->pos = s->switch_.n_cases ? s->switch_.cases[0].pos : s->switch_.rbrace;
    e->name.name = unit_intern(c->u, "true", 4);
    *x = (struct operand){.mode = MODE_CONSTANT,
                          .expr = e,
                          .type = types_basic(c->u, TYPE_BOOL),
                          .val = constant_bool(c->u, true)};
}

void
checkswitch_expr(struct checker *c, struct stmt *s)
{
    struct operand x;
    if (s->switch_.tag) {
        checkexpr_value(c, &x, s->switch_.tag);
        assign_operand(c, &x, NULL, "switch expression");
        if (x.mode != MODE_INVALID && !types_comparable(x.type) && !types_has_nil(x.type)) {
            checker_error(c, checker_pos(&x), "cannot switch on %o (%t is not comparable)", &x,
                          x.type);
            x.mode = MODE_INVALID;
        }
    } else {
        implicit_true(c, s, &x);
    }
    checkstmt_defaults(c, s);
    seen_cases seen = {0};
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        struct case_clause *k = &s->switch_.cases[i];
        for (size_t v = 0; v < k->n_exprs; v++)
            check_case(c, &x, k->exprs[v], &seen);
        checkstmt_block(c, &k->body);
    }
    vec_finish(&seen);
}

static bool
is_nil_name(struct checker *c, struct expr *e)
{
    e = ast_unparen(e);
    struct object *o = e->kind == EXPR_NAME ? checker_lookup(c, e->name.name) : NULL;
    return o && o->kind == OBJECT_NIL;
}

struct seen_type {
    struct type *type; /* NULL: nil */
    struct pos pos;
};
typedef VEC(struct seen_type) seen_types;

/* x: the operand switched on, NULL when invalid. Returns the type of this clause's variable. */
static struct type *
case_types(struct checker *c, struct operand *x, struct case_clause *k, seen_types *seen)
{
    struct type *t = NULL;
    for (size_t i = 0; i < k->n_exprs; i++) {
        struct expr *e = k->exprs[i];
        if (is_nil_name(c, e)) {
            struct operand dummy;
            t = NULL;
            checkexpr_value(c, &dummy, e);
        } else {
            t = typexpr_var_type(c, e);
            if (!checker_valid(t))
                continue;
        }
        size_t other = 0;
        while (other < seen->n &&
               !(seen->v[other].type == t ||
                 (t && seen->v[other].type && types_identical(seen->v[other].type, t))))
            other++;
        if (other < seen->n && !c->instance) {
            checker_error(c, ast_start_pos(e),
                          "duplicate case %s in type switch\n\t%p: previous case",
                          t ? checker_string(c, "%t", t) : "nil", &seen->v[other].pos);
            continue;
        }
        struct seen_type s = {t, ast_start_pos(e)};
        vec_push(seen, s);
        if (x && t)
            checkexpr_assertion(c, e, x, t, true);
    }
    if (k->n_exprs == 1 && t)
        return t;
    return x ? x->type : checker_invalid(c);
}

static void
forget_local(struct func *f, const struct object *v)
{
    size_t kept = 0;
    for (size_t i = 0; f && i < f->n_vars; i++) {
        if (f->vars[i] != v)
            f->vars[kept++] = f->vars[i];
    }
    if (f)
        f->n_vars = kept;
}

static bool
check_type_clause(struct checker *c, struct expr *guard, struct case_clause *k, struct type *t,
                  bool has_var)
{
    struct object *v = NULL;
    checker_open_scope(c);
    if (has_var) {
        v = checker_local(c, VAR_LOCAL, guard->guard.lhs_pos, guard->guard.lhs, t);
        checker_declare(c, c->env.scope, v);
    }
    checkstmt_list(c, k->body.v, k->body.n);
    checker_close_scope(c);
    bool used = v && v->used;
    if (used)
        k->var = v;
    else if (v)
        forget_local(c->env.func, v);
    return used;
}

void
checkswitch_type(struct checker *c, struct stmt *s)
{
    struct expr *guard = s->switch_.tag;
    const char *lhs = guard->guard.lhs;
    if (lhs && checker_blank(lhs)) {
        checker_error(c, guard->guard.lhs_pos, "no new variable on left side of :=");
        lhs = NULL;
    }
    struct operand x;
    bool valid = false;
    checkexpr_value(c, &x, guard->guard.x);
    if (x.mode != MODE_INVALID) {
        bool param = x.type->kind == TYPE_PARAM;
        valid = types_is_interface(x.type) && x.mode != MODE_NIL && !param;
        if (param)
            checker_error(c, checker_pos(&x), "cannot use type switch on type parameter value %o",
                          &x);
        else if (!valid)
            checker_error(c, checker_pos(&x), "%o is not an interface", &x);
    }
    guard->mode = x.mode;
    guard->type = x.type;
    checkstmt_defaults(c, s);
    seen_types seen = {0};
    bool used = false;
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        struct case_clause *k = &s->switch_.cases[i];
        struct type *t = case_types(c, valid ? &x : NULL, k, &seen);
        used |= check_type_clause(c, guard, k, t, lhs != NULL);
    }
    vec_finish(&seen);
    if (lhs && !used)
        checker_error(c, guard->guard.lhs_pos, "%s declared and not used", lhs);
}

struct iteration {            /* what ranging over a type yields */
    struct type *key, *value; /* NULL: none */
    struct type *yield;       /* over a function: the type of its parameter */
    const char *cause;        /* why it is not possible; "" without a reason; NULL = possible */
};

static struct iteration
iterate_func(struct checker *c, const struct type *f)
{
    struct iteration it = {0};
    if (f->func.n_params != 1) {
        it.cause = "func must be func(yield func(...) bool): wrong argument count";
        return it;
    }
    if (f->func.n_results != 0) {
        it.cause = "func must be func(yield func(...) bool): unexpected results";
        return it;
    }
    struct type *yield = types_underlying(f->func.params[0]->type);
    if (yield->kind != TYPE_FUNC) {
        it.cause = "func must be func(yield func(...) bool): argument is not func";
    } else if (yield->func.n_params > 2) {
        it.cause = "func must be func(yield func(...) bool): yield func has too many parameters";
    } else if (yield->func.n_results != 1 ||
               !types_identical(yield->func.results[0]->type, types_basic(c->u, TYPE_BOOL))) {
        bool named = yield->func.n_results == 1 && types_is_boolean(yield->func.results[0]->type);
        it.cause = named ? "func must be func(yield func(...) bool): yield func returns "
                           "user-defined boolean, not bool"
                         : "func must be func(yield func(...) bool): yield func does not return "
                           "bool";
    } else {
        it.yield = yield;
        it.key = yield->func.n_params > 0 ? yield->func.params[0]->type : NULL;
        it.value = yield->func.n_params > 1 ? yield->func.params[1]->type : NULL;
    }
    return it;
}

static struct iteration
iterate(struct checker *c, const struct operand *x)
{
    struct type *t = typeparam_under(x->type), *integer = types_basic(c->u, TYPE_INT);
    struct iteration it = {0};
    if (t->kind == TYPE_POINTER && types_underlying(t->elem)->kind == TYPE_ARRAY)
        t = types_underlying(t->elem);
    if (types_is_string(t)) {
        it.key = integer;
        it.value = types_rune(c->u);
    } else if (types_is_integer(t)) {
        it.key = x->type;
    } else if (t->kind == TYPE_ARRAY) {
        it.key = integer;
        it.value = t->array.elem;
    } else if (t->kind == TYPE_SLICE) {
        it.key = integer;
        it.value = t->elem;
    } else if (t->kind == TYPE_MAP) {
        it.key = t->map.key;
        it.value = t->map.value;
    } else if (t->kind == TYPE_CHAN) {
        it.key = t->chan.elem;
        if (t->chan.dir == CHAN_SEND)
            it.cause = checker_string(c, "receive from send-only channel %t", x->type);
    } else if (t->kind == TYPE_FUNC) {
        it = iterate_func(c, t);
    } else {
        it.cause = "";
    }
    return it;
}

static void
report_range(struct checker *c, struct stmt *s, struct operand *x, const struct iteration *it)
{
    struct pos pos = checker_pos(x);
    if (it->cause && it->cause[0])
        checker_error(c, pos, "cannot range over %o: %s", x, it->cause);
    else if (it->cause)
        checker_error(c, pos, "cannot range over %o", x);
    else if (!it->key && s->for_.key)
        checker_error(c, ast_start_pos(s->for_.key), "range over %o permits no iteration variables",
                      x);
    else if (!it->value && s->for_.value)
        checker_error(c, ast_start_pos(s->for_.value),
                      "range over %o permits only one iteration variable", x);
    else if (s->for_.extra)
        checker_error(c, ast_start_pos(s->for_.extra),
                      "range clause permits at most two iteration variables");
}

/* Declares the variable that e names; NULL for the blank one. t NULL or invalid: no type known. */
static struct object *
define(struct checker *c, struct expr *e, struct type *t, struct operand *integer)
{
    if (e->kind != EXPR_NAME) {
        checker_error(c, ast_start_pos(e), "cannot declare %e", e);
        return NULL;
    }
    bool blank = checker_blank(e->name.name);
    struct object *v = blank ? object_new_var(c->u, VAR_LOCAL, e->pos, c->pkg, e->name.name, NULL)
                             : checker_local(c, VAR_LOCAL, e->pos, e->name.name, NULL);
    if (!checker_valid(t)) {
        v->type = checker_invalid(c);
        v->used = true;
    } else if (integer) {
        assign_init_var(c, v, integer, "range clause");
    } else {
        struct operand y = {.mode = MODE_VALUE, .expr = e, .type = t};
        assign_init_var(c, v, &y, "assignment");
    }
    if (blank)
        return NULL;
    e->name.obj = v;
    e->mode = MODE_VARIABLE;
    e->type = v->type;
    return v;
}

static void
define_variables(struct checker *c, struct stmt *s, const struct iteration *it,
                 struct operand *integer)
{
    if (s->for_.key)
        s->for_.key_var = define(c, s->for_.key, it->key, integer);
    if (s->for_.value)
        s->for_.val_var = define(c, s->for_.value, it->value, NULL);
    if (s->for_.key_var)
        checker_declare(c, c->env.scope, s->for_.key_var);
    if (s->for_.val_var)
        checker_declare(c, c->env.scope, s->for_.val_var);
    if (!s->for_.key_var && !s->for_.val_var)
        checker_error(c, s->pos, "no new variables on left side of :=");
}

static void
assign_variables(struct checker *c, struct stmt *s, const struct iteration *it,
                 struct operand *integer)
{
    struct expr *lhs[2] = {s->for_.key, s->for_.value};
    struct type *types[2] = {it->key, it->value};
    for (int i = 0; i < 2; i++) {
        if (!lhs[i] || !checker_valid(types[i]))
            continue;
        if (integer) {
            assign_var(c, lhs[i], NULL, integer, "range clause");
        } else {
            struct operand y = {.mode = MODE_VALUE, .expr = lhs[i], .type = types[i]};
            assign_var(c, lhs[i], NULL, &y, "assignment");
        }
    }
}

void
checkswitch_range(struct checker *c, struct stmt *s)
{
    struct operand x;
    struct iteration it = {0};
    checkexpr_value(c, &x, s->for_.x);
    if (x.mode != MODE_INVALID) {
        it = iterate(c, &x);
        if (x.mode == MODE_NIL)
            it.cause = "";
        else if (it.cause && !it.cause[0] && x.type->kind == TYPE_PARAM)
            it.cause = operand_why_mixed(c, x.type);
        report_range(c, s, &x, &it);
        if (it.cause)
            it.key = it.value = it.yield = NULL;
    }
    checker_open_scope(c);
    struct rangefunc *loop = NULL;
    if (it.yield && c->env.func)
        loop = rangefunc_begin(c, s);
    bool over_integer = x.mode != MODE_INVALID && types_is_integer(x.type);
    if (s->for_.define)
        define_variables(c, s, &it, over_integer ? &x : NULL);
    else if (s->for_.key)
        assign_variables(c, s, &it, over_integer ? &x : NULL);
    else if (over_integer)
        assign_operand(c, &x, NULL, "range clause");
    if (x.mode != MODE_INVALID && types_is_untyped(x.type) && x.mode != MODE_NIL)
        assign_operand(c, &x, NULL, "range clause"); /* a constant string or number */
    checkstmt_block(c, &s->for_.body);
    if (loop) {
        checkstmt_report_unused(c, c->env.func);
        rangefunc_end(c, loop, it.yield, !c->failed && !decl_is_generic(c->env.func));
    }
    checker_close_scope(c);
}
