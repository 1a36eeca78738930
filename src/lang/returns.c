/* Terminating statements: those after which control cannot reach the end of a function.
 * Go: cmd/compile/internal/types2/return.go */
#include "lang/checker.h"

static bool block_has_break(const struct block *b, const struct stmt *target);

/* True when s contains a break out of `target`. */
static bool
has_break(const struct stmt *s, const struct stmt *target)
{
    switch (s->kind) {
    case STMT_LABELED:
        return s->labeled.stmt && has_break(s->labeled.stmt, target);
    case STMT_BRANCH:
        return s->branch.tok == TOKEN_BREAK && s->branch.target == target;
    case STMT_BLOCK:
        return block_has_break(&s->block, target);
    case STMT_IF:
        return block_has_break(&s->if_.then, target) ||
               (s->if_.els && has_break(s->if_.els, target));
    case STMT_FOR:
        return block_has_break(&s->for_.body, target);
    case STMT_SWITCH:
    case STMT_SELECT:
        for (size_t i = 0; i < s->switch_.n_cases; i++) {
            if (block_has_break(&s->switch_.cases[i].body, target))
                return true;
        }
        return false;
    default:
        return false;
    }
}

static bool
block_has_break(const struct block *b, const struct stmt *target)
{
    for (size_t i = 0; i < b->n; i++) {
        if (has_break(b->v[i], target))
            return true;
    }
    return false;
}

static bool
cases_terminate(struct checker *c, struct stmt *s)
{
    bool has_default = false;
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        struct case_clause *k = &s->switch_.cases[i];
        has_default |= k->is_default;
        if (!returns_block(c, &k->body) || block_has_break(&k->body, s))
            return false;
    }
    return has_default || s->kind == STMT_SELECT;
}

static bool
terminates(struct checker *c, struct stmt *s)
{
    switch (s->kind) {
    case STMT_LABELED:
        return s->labeled.stmt && terminates(c, s->labeled.stmt);
    case STMT_EXPR: {
        struct expr *e = ast_unparen(s->expr);
        return e->kind == EXPR_CALL && table_get_ptr(&c->panics, e);
    }
    case STMT_RETURN:
        return true;
    case STMT_BRANCH:
        return s->branch.tok == TOKEN_GOTO || s->branch.tok == TOKEN_FALLTHROUGH;
    case STMT_BLOCK:
        return returns_block(c, &s->block);
    case STMT_IF:
        return s->if_.els && returns_block(c, &s->if_.then) && terminates(c, s->if_.els);
    case STMT_SWITCH:
    case STMT_SELECT:
        return cases_terminate(c, s);
    case STMT_FOR:
        return !s->for_.is_range && !s->for_.cond && !block_has_break(&s->for_.body, s);
    default:
        return false;
    }
}

bool
returns_block(struct checker *c, struct block *b)
{
    size_t n = b->n;
    while (n > 0 && b->v[n - 1]->kind == STMT_EMPTY)
        n--;
    return n > 0 && terminates(c, b->v[n - 1]);
}
