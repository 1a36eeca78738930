/* Function bodies and statements. Branches and labels were checked by the parser.
 * Go: cmd/compile/internal/types2/stmt.go */
#include "lang/checker.h"

static void
adopt(struct checker *c, struct func *f, struct object *v)
{
    (void)c;
    if (!v)
        return;
    v->var.func = f;
    checker_append(c->u, &f->vars, &f->n_vars, v);
}

static void
adopt_parameters(struct checker *c, struct func *f, const struct type *sig)
{
    if (f->recv)
        adopt(c, f, f->recv->obj);
    for (size_t i = 0; i < sig->func.n_params; i++)
        adopt(c, f, sig->func.params[i]);
    for (size_t i = 0; i < sig->func.n_results; i++)
        adopt(c, f, sig->func.results[i]);
}

void
checkstmt_report_unused(struct checker *c, const struct func *f)
{
    for (size_t i = 0; i < f->n_vars; i++) {
        struct object *v = f->vars[i];
        if (v->var.kind == VAR_LOCAL && !v->used && !checker_blank(v->name))
            checker_error(c, v->pos, "declared and not used: %s", v->name);
    }
}

void
checkstmt_func_body(struct checker *c, struct func *f, struct type *sig, struct declared *decl,
                    struct constant *iota)
{
    struct env outer = c->env;
    c->env =
        (struct env){.decl = decl, .scope = sig->func.scope, .iota = iota, .func = f, .sig = sig};
    c->env.scope->func = f;
    adopt_parameters(c, f, sig);
    checkstmt_list(c, f->body->v, f->body->n);
    if (sig->func.n_results && !returns_block(c, f->body))
        checker_error(c, f->body->rbrace, "missing return");
    checkstmt_report_unused(c, f);
    rangefunc_name_results(c, f);
    c->env = outer;
}

void
checkstmt_list(struct checker *c, struct stmt **v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        checkstmt_check(c, v[i]);
}

void
checkstmt_block(struct checker *c, struct block *b)
{
    checker_open_scope(c);
    checkstmt_list(c, b->v, b->n);
    checker_close_scope(c);
}

static void
expression(struct checker *c, struct stmt *s)
{
    struct operand x;
    enum expr_class class = checkexpr_raw(c, &x, s->expr, NULL, false);
    const char *what = "is not used";
    if (x.mode == MODE_BUILTIN)
        what = "must be called";
    else if (x.mode == MODE_TYPE)
        what = "is not an expression";
    else if (class == CLASS_STATEMENT)
        return;
    checker_error(c, checker_pos(&x), "%o %s", &x, what);
}

static void
send(struct checker *c, struct stmt *s)
{
    struct operand ch, value;
    checkexpr_value(c, &ch, s->send.chan);
    checkexpr_value(c, &value, s->send.value);
    if (ch.mode == MODE_INVALID || value.mode == MODE_INVALID)
        return;
    struct type *elem = checkexpr_chan_elem(c, ast_start_pos(s->send.chan), &ch, false);
    if (elem)
        assign_operand(c, &value, elem, "send");
}

/* x++ and x-- */
static void
increment(struct checker *c, struct stmt *s)
{
    struct operand x;
    struct expr *lhs = s->assign.lhs;
    checkexpr_value(c, &x, lhs);
    if (x.mode == MODE_INVALID)
        return;
    if (!types_is_numeric(x.type)) {
        const char *op = token_text(s->assign.op);
        checker_error(c, ast_start_pos(lhs), "invalid operation: %e%s%s (non-numeric type %t)", lhs,
                      op, op, x.type);
        return;
    }
    assign_var(c, lhs, NULL, &x, "assignment");
}

static void
assignment(struct checker *c, struct stmt *s)
{
    struct expr *lhs = s->assign.lhs, *rhs = s->assign.rhs;
    if (!rhs) {
        increment(c, s);
    } else if (s->assign.op == TOKEN_ASSIGN) {
        assign_vars(c, lhs, rhs);
    } else if (s->assign.op == TOKEN_DEFINE) {
        assign_short_decl(c, s);
    } else if (lhs->kind == EXPR_LIST || rhs->kind == EXPR_LIST) {
        checker_error(c, ast_start_pos(lhs),
                      "assignment operation %s requires single-valued expressions",
                      token_text(s->assign.op));
    } else {
        struct operand x;
        binary_check(c, &x, NULL, lhs, rhs, s->assign.op);
        assign_var(c, lhs, NULL, &x, "assignment");
    }
}

static void
suspended_call(struct checker *c, struct stmt *s)
{
    const char *keyword = s->kind == STMT_GO ? "go" : "defer";
    struct expr *call = s->go_.call;
    if (s->kind == STMT_DEFER && c->env.func)
        rangefunc_root(c->env.func)->has_defer = true;
    if (call->kind == EXPR_BAD)
        return;
    if (call->kind != EXPR_CALL) {
        checker_error(c, ast_start_pos(call), "expression in %s must be function call", keyword);
        checkexpr_use(c, &call, 1);
        return;
    }
    struct operand x;
    enum expr_class class = checkexpr_raw(c, &x, call, NULL, false);
    if (class == CLASS_STATEMENT)
        return;
    checker_error(c, checker_pos(&x), "%s %s %o", keyword,
                  class == CLASS_CONVERSION ? "requires function call, not conversion"
                                            : "discards result of",
                  &x);
}

/* A plain return needs the results' own names in scope. */
static void
plain_return(struct checker *c, struct stmt *s)
{
    const struct type *sig = c->env.sig;
    for (size_t i = 0; i < sig->func.n_results; i++) {
        struct object *r = sig->func.results[i];
        struct object *alt = checker_lookup(c, r->name);
        if (alt && alt != r && !checker_blank(r->name))
            checker_error(
                c, s->pos,
                "result parameter %s not in scope at return\n\t%p: inner declaration of %s %s %t",
                r->name, &alt->pos, "var", r->name, r->type);
    }
}

static void
return_statement(struct checker *c, struct stmt *s)
{
    const struct type *sig = c->env.sig;
    size_t n = sig->func.n_results;
    if (s->return_.n_results == 0 && n > 0 && sig->func.results[0]->name[0])
        plain_return(c, s);
    else
        assign_init_vars(c, sig->func.results, n, s->return_.results, s->return_.n_results, s);
}

static void
condition(struct checker *c, struct expr *cond, const char *where)
{
    struct operand x;
    if (!cond)
        return;
    checkexpr_value(c, &x, cond);
    if (x.mode != MODE_INVALID && !types_is_boolean(x.type))
        checker_error(c, ast_start_pos(cond), "non-boolean condition in %s statement", where);
}

static void
if_statement(struct checker *c, struct stmt *s)
{
    checker_open_scope(c);
    if (s->if_.init)
        checkstmt_check(c, s->if_.init);
    condition(c, s->if_.cond, "if");
    checkstmt_block(c, &s->if_.then);
    if (s->if_.els)
        checkstmt_check(c, s->if_.els);
    checker_close_scope(c);
}

static void
for_statement(struct checker *c, struct stmt *s)
{
    vec_push(&c->loops, s);
    if (s->for_.is_range) {
        checkswitch_range(c, s);
        return;
    }
    checker_open_scope(c);
    if (s->for_.init)
        checkstmt_check(c, s->for_.init);
    condition(c, s->for_.cond, "for");
    if (s->for_.post)
        checkstmt_check(c, s->for_.post);
    checkstmt_block(c, &s->for_.body);
    checker_close_scope(c);
}

static bool
is_receive(struct expr *e)
{
    e = ast_unparen(e);
    return e && e->kind == EXPR_UNARY && e->unary.op == TOKEN_ARROW;
}

static bool
is_communication(const struct stmt *s)
{
    switch (s->kind) {
    case STMT_SEND:
        return true;
    case STMT_EXPR:
        return is_receive(s->expr);
    case STMT_ASSIGN:
        return is_receive(s->assign.rhs);
    default:
        return false;
    }
}

static struct pos
stmt_start(const struct stmt *s)
{
    if (s->kind == STMT_ASSIGN)
        return ast_start_pos(s->assign.lhs);
    return s->kind == STMT_EXPR ? s->expr->pos : s->pos;
}

void
checkstmt_defaults(struct checker *c, struct stmt *s)
{
    struct case_clause *first = NULL;
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        struct case_clause *k = &s->switch_.cases[i];
        if (!k->is_default)
            continue;
        if (first)
            checker_error(c, k->pos, "multiple defaults (first at %p)", &first->pos);
        else
            first = k;
    }
}

static void
select_statement(struct checker *c, struct stmt *s)
{
    checkstmt_defaults(c, s);
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        struct case_clause *k = &s->switch_.cases[i];
        if (k->comm && !is_communication(k->comm)) {
            checker_error(c, stmt_start(k->comm),
                          "select case must be send or receive (possibly with assignment)");
            continue;
        }
        checker_open_scope(c);
        if (k->comm)
            checkstmt_check(c, k->comm);
        checkstmt_list(c, k->body.v, k->body.n);
        checker_close_scope(c);
    }
}

static void
switch_statement(struct checker *c, struct stmt *s)
{
    checker_open_scope(c);
    if (s->switch_.init)
        checkstmt_check(c, s->switch_.init);
    if (s->switch_.tag && s->switch_.tag->kind == EXPR_TYPE_SWITCH_GUARD)
        checkswitch_type(c, s);
    else
        checkswitch_expr(c, s);
    checker_close_scope(c);
}

static void
dispatch(struct checker *c, struct stmt *s)
{
    switch (s->kind) {
    case STMT_EMPTY:
    case STMT_BRANCH:
        break;
    case STMT_EXPR:
        expression(c, s);
        break;
    case STMT_SEND:
        send(c, s);
        break;
    case STMT_ASSIGN:
        assignment(c, s);
        break;
    case STMT_DECL:
        decl_statement(c, s);
        break;
    case STMT_BLOCK:
        checkstmt_block(c, &s->block);
        break;
    case STMT_LABELED:
        if (s->labeled.stmt)
            checkstmt_check(c, s->labeled.stmt);
        break;
    case STMT_IF:
        if_statement(c, s);
        break;
    case STMT_FOR:
        for_statement(c, s);
        break;
    case STMT_SWITCH:
        switch_statement(c, s);
        break;
    case STMT_SELECT:
        select_statement(c, s);
        break;
    case STMT_GO:
    case STMT_DEFER:
        suspended_call(c, s);
        break;
    case STMT_RETURN:
        return_statement(c, s);
        break;
    }
}

void
checkstmt_check(struct checker *c, struct stmt *s)
{
    size_t top = c->delayed.n;
    dispatch(c, s);
    checker_run_delayed(c, top); /* literals, before the scope changes */
}
