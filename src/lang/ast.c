/* Helpers on syntax trees that every later stage needs. Go:
 * cmd/compile/internal/syntax/positions.go */
#include "lang/ast.h"

/* The part of e that stands left of e's own position, or NULL when e begins at its position.
 * Slices are reported at their bracket, because that is where Go reports them. */
static const struct expr *
leftmost_child(const struct expr *e)
{
    switch (e->kind) {
    case EXPR_COMPOSITE:
        return e->composite.type;
    case EXPR_KEY_VALUE:
        return e->key_value.key;
    case EXPR_SELECTOR:
        return e->selector.x;
    case EXPR_INDEX:
        return e->index.x;
    case EXPR_ASSERT:
        return e->assert_.x;
    case EXPR_TYPE_SWITCH_GUARD:
        return e->guard.lhs ? NULL : e->guard.x;
    case EXPR_BINARY:
        return e->binary.x;
    case EXPR_CALL:
        return e->call.fun;
    case EXPR_LIST:
        return e->list.n ? e->list.v[0] : NULL;
    default:
        return NULL;
    }
}

struct pos
ast_start_pos(const struct expr *e)
{
    for (const struct expr *left; (left = leftmost_child(e)) != NULL;)
        e = left;
    if (e->kind == EXPR_TYPE_SWITCH_GUARD && e->guard.lhs)
        return e->guard.lhs_pos;
    return e->pos;
}

struct expr *
ast_unparen(struct expr *e)
{
    while (e && e->kind == EXPR_PAREN)
        e = e->paren.x;
    return e;
}

size_t
ast_list_len(const struct expr *e)
{
    if (!e)
        return 0;
    return e->kind == EXPR_LIST ? e->list.n : 1;
}

struct expr *
ast_list_at(struct expr *e, size_t i)
{
    return e->kind == EXPR_LIST ? e->list.v[i] : e;
}
