/* The order of visits is that of evaluation in the compiler's tree: the function of a call before
 * its arguments, a loop's condition and post statement before its body. */
#include "lang/escape_visit.h"

#include "lang/constant.h"
#include "lang/constop.h"
#include "lang/universe.h"

/* ---- what is left out ---- */

int
escape_visit_static_bool(struct expr *cond, struct expr **kept)
{
    struct expr *e = *kept = ast_unparen(cond), *unused;
    if (e->mode == MODE_CONSTANT && e->val && constant_kind(e->val) == CONSTANT_BOOL)
        return constant_bool_value(e->val) ? 1 : -1;
    if (e->kind != EXPR_BINARY || (e->binary.op != TOKEN_LAND && e->binary.op != TOKEN_LOR))
        return 0;
    int decides = e->binary.op == TOKEN_LOR ? 1 : -1;
    int x = escape_visit_static_bool(e->binary.x, &unused);
    if (x == decides) {
        *kept = e->binary.x;
        return x;
    }
    int y = escape_visit_static_bool(e->binary.y, &unused);
    if (x == 0 && y != decides)
        return 0;
    if (ast_unparen(e->binary.x)->mode == MODE_CONSTANT)
        *kept = e->binary.y;
    return y;
}

static bool terminates(const struct stmt *s);

static bool
block_terminates(const struct block *b)
{
    for (size_t i = b->n; i-- > 0;) {
        if (b->v[i] && b->v[i]->kind != STMT_EMPTY)
            return terminates(b->v[i]);
    }
    return false;
}

static bool
is_panic(struct expr *e)
{
    e = ast_unparen(e);
    return e->kind == EXPR_CALL && e->call.kind == CALL_BUILTIN && e->call.builtin == BUILTIN_PANIC;
}

static bool
terminates(const struct stmt *s)
{
    if (!s)
        return false;
    switch (s->kind) {
    case STMT_BRANCH:
        return s->branch.tok == TOKEN_GOTO;
    case STMT_RETURN:
        return true;
    case STMT_EXPR:
        return is_panic(s->expr);
    case STMT_BLOCK:
        return block_terminates(&s->block);
    case STMT_IF: {
        struct expr *kept;
        int cond = escape_visit_static_bool(s->if_.cond, &kept);
        return (cond < 0 || block_terminates(&s->if_.then)) && (cond > 0 || terminates(s->if_.els));
    }
    default:
        return false;
    }
}

bool
escape_visit_live(const struct block *b, size_t i, bool *dead)
{
    if (!b->v[i])
        return false;
    if (*dead && b->v[i]->kind != STMT_LABELED) {
        bool label_later = false;
        for (size_t k = i; k < b->n && !label_later; k++)
            label_later = b->v[k] && b->v[k]->kind == STMT_LABELED;
        if (!label_later)
            return false;
    }
    *dead = terminates(b->v[i]);
    return true;
}

static bool
falls_through(const struct block *b)
{
    const struct stmt *last = b->n > 0 ? b->v[b->n - 1] : NULL;
    return last && last->kind == STMT_BRANCH && last->branch.tok == TOKEN_FALLTHROUGH;
}

/* Which clause a constant tag chooses; false when a case is not constant. */
static bool
choose(const struct stmt *s, struct case_clause **target)
{
    struct expr *tag = s->switch_.tag ? ast_unparen(s->switch_.tag) : NULL;
    if (tag && (tag->kind == EXPR_TYPE_SWITCH_GUARD || tag->mode != MODE_CONSTANT))
        return false;
    *target = NULL;
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        struct case_clause *c = &s->switch_.cases[i];
        if (c->is_default)
            *target = c;
        for (size_t k = 0; k < c->n_exprs; k++) {
            const struct expr *x = ast_unparen(c->exprs[k]);
            if (x->mode != MODE_CONSTANT || !x->val)
                return false;
            bool equal =
                tag ? constop_compare(tag->val, TOKEN_EQL, x->val) : constant_bool_value(x->val);
            if (equal) {
                *target = c;
                return true;
            }
        }
    }
    return true;
}

struct case_clause *
escape_visit_clauses(struct stmt *s, size_t *n, bool *decided)
{
    struct case_clause *target = NULL;
    *decided = s->kind == STMT_SWITCH && choose(s, &target);
    if (*decided && target && falls_through(&target->body))
        *decided = false;
    *n = *decided ? target != NULL : s->switch_.n_cases;
    return *decided ? target : s->switch_.cases;
}

/* ---- expressions ---- */

static void
visit_list(const struct escape_visitor *v, struct expr *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        escape_visit_expr(v, list[i]);
}

static void
visit_composite(const struct escape_visitor *v, struct expr *e)
{
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct expr *x = e->composite.elems[i];
        if (x->kind == EXPR_KEY_VALUE) {
            if (x->key_value.key->mode != MODE_INVALID)
                escape_visit_expr(v, x->key_value.key);
            x = x->key_value.value;
        }
        escape_visit_expr(v, x);
    }
}

void
escape_visit_expr(const struct escape_visitor *v, struct expr *e)
{
    if (!e || e->mode == MODE_CONSTANT || e->mode == MODE_TYPE)
        return;
    if (v->expr)
        v->expr(v->arg, e);
    switch (e->kind) {
    case EXPR_COMPOSITE:
        visit_composite(v, e);
        break;
    case EXPR_PAREN:
        escape_visit_expr(v, e->paren.x);
        break;
    case EXPR_SELECTOR:
        if (e->selector.kind != SELECT_PACKAGE)
            escape_visit_expr(v, e->selector.x);
        break;
    case EXPR_INDEX:
        escape_visit_expr(v, e->index.x);
        if (e->index.n_type_args == 0)
            escape_visit_expr(v, e->index.index);
        break;
    case EXPR_SLICE:
        escape_visit_expr(v, e->slice.x);
        escape_visit_expr(v, e->slice.lo);
        escape_visit_expr(v, e->slice.hi);
        escape_visit_expr(v, e->slice.max);
        break;
    case EXPR_ASSERT:
        escape_visit_expr(v, e->assert_.x);
        break;
    case EXPR_TYPE_SWITCH_GUARD:
        escape_visit_expr(v, e->guard.x);
        break;
    case EXPR_UNARY:
    case EXPR_STAR:
        escape_visit_expr(v, e->unary.x);
        break;
    case EXPR_BINARY:
        escape_visit_expr(v, e->binary.x);
        escape_visit_expr(v, e->binary.y);
        break;
    case EXPR_CALL:
        escape_visit_expr(v, e->call.fun);
        visit_list(v, e->call.args, e->call.n_args);
        break;
    case EXPR_LIST:
        visit_list(v, e->list.v, e->list.n);
        break;
    default:
        break;
    }
    if (v->after)
        v->after(v->arg, e);
}

/* ---- statements ---- */

static void
visit_decl(const struct escape_visitor *v, const struct stmt *s)
{
    for (size_t i = 0; i < s->decl.n; i++) {
        const struct decl *d = s->decl.v[i];
        if (d->kind == DECL_VAR)
            visit_list(v, d->var.values, d->var.n_values);
    }
}

static void
visit_if(const struct escape_visitor *v, struct stmt *s)
{
    struct expr *kept;
    int cond = escape_visit_static_bool(s->if_.cond, &kept);
    escape_visit_stmt(v, s->if_.init);
    escape_visit_expr(v, kept);
    if (cond >= 0)
        escape_visit_block(v, &s->if_.then);
    if (cond <= 0)
        escape_visit_stmt(v, s->if_.els);
}

static void
visit_for(const struct escape_visitor *v, struct stmt *s)
{
    struct expr *kept = s->for_.cond;
    if (s->for_.is_range) {
        escape_visit_expr(v, s->for_.x);
        if (!s->for_.define) {
            escape_visit_expr(v, s->for_.key);
            escape_visit_expr(v, s->for_.value);
        }
        escape_visit_block(v, &s->for_.body);
        return;
    }
    escape_visit_stmt(v, s->for_.init);
    if (s->for_.cond && escape_visit_static_bool(s->for_.cond, &kept) < 0)
        return;
    escape_visit_expr(v, kept);
    escape_visit_stmt(v, s->for_.post);
    escape_visit_block(v, &s->for_.body);
}

static void
visit_switch(const struct escape_visitor *v, struct stmt *s)
{
    size_t n;
    bool decided;
    struct case_clause *c = escape_visit_clauses(s, &n, &decided);
    escape_visit_stmt(v, s->switch_.init);
    if (!decided)
        escape_visit_expr(v, s->switch_.tag);
    for (size_t i = 0; i < n; i++) {
        if (!decided)
            visit_list(v, c[i].exprs, c[i].n_exprs);
        escape_visit_stmt(v, c[i].comm);
        escape_visit_block(v, &c[i].body);
    }
}

void
escape_visit_stmt(const struct escape_visitor *v, struct stmt *s)
{
    if (!s)
        return;
    if (v->stmt)
        v->stmt(v->arg, s);
    switch (s->kind) {
    case STMT_EXPR:
        escape_visit_expr(v, s->expr);
        break;
    case STMT_SEND:
        escape_visit_expr(v, s->send.chan);
        escape_visit_expr(v, s->send.value);
        break;
    case STMT_ASSIGN:
        if (s->assign.op != TOKEN_DEFINE)
            escape_visit_expr(v, s->assign.lhs);
        escape_visit_expr(v, s->assign.rhs);
        break;
    case STMT_DECL:
        visit_decl(v, s);
        break;
    case STMT_BLOCK:
        escape_visit_block(v, &s->block);
        break;
    case STMT_LABELED:
        escape_visit_stmt(v, s->labeled.stmt);
        break;
    case STMT_IF:
        visit_if(v, s);
        break;
    case STMT_FOR:
        visit_for(v, s);
        break;
    case STMT_SWITCH:
    case STMT_SELECT:
        visit_switch(v, s);
        break;
    case STMT_GO:
    case STMT_DEFER:
        escape_visit_expr(v, s->go_.call);
        break;
    case STMT_RETURN:
        visit_list(v, s->return_.results, s->return_.n_results);
        break;
    default:
        break;
    }
}

void
escape_visit_block(const struct escape_visitor *v, const struct block *b)
{
    bool dead = false;
    for (size_t i = 0; i < b->n; i++) {
        if (escape_visit_live(b, i, &dead))
            escape_visit_stmt(v, b->v[i]);
    }
}
