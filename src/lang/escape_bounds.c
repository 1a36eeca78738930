/* Notes about indices that need no check: those whose value cannot be outside of an array or of a
 * constant string, from how the index is written alone. Where the compiler has computed the index
 * before, in arguments of append and where two results go, only its type is known by then.
 * Go: walk/expr.go (walkIndex, bounded, safeExpr) */
#include "lang/constant.h"
#include "lang/escape_walk.h"
#include "lang/unit.h"
#include "lang/universe.h"

static bool
small_constant(const struct ir *n, int64_t *v)
{
    bool exact = false;
    if (!n || n->op != IR_LITERAL || constant_kind(n->val) != CONSTANT_INT)
        return false;
    *v = constant_int64_value(n->val, &exact);
    return exact && *v == (int32_t)*v;
}

/* The largest value that a mask lets through; -1: unknown. */
static int64_t
mask_limit(const struct ir *n, bool is_signed, int bits)
{
    int64_t v = -1;
    if (small_constant(n->x, &v))
        return v;
    if (!small_constant(n->y, &v))
        return -1;
    if (n->sub == TOKEN_AND_NOT) {
        v = ~v;
        if (!is_signed && bits < 64)
            v &= ((int64_t)1 << bits) - 1;
    }
    return v;
}

static bool
in_range(const struct ir *n, int64_t len, bool computed)
{
    struct type *t = n->type ? types_underlying(n->type) : NULL;
    if (!t || !types_is_integer(t))
        return false;
    bool is_signed = !types_is_unsigned(t);
    int bits = 8 * (int)escape_ir_size(t);
    bool binary = n->op == IR_BINARY && !computed;
    int64_t v;
    if (binary && (n->sub == TOKEN_AND || n->sub == TOKEN_AND_NOT)) {
        v = mask_limit(n, is_signed, bits);
        if (v >= 0 && v < len)
            return true;
    } else if (binary && !is_signed && small_constant(n->y, &v)) {
        if (n->sub == TOKEN_REM && v >= 0 && v <= len)
            return true;
        for (int64_t d = v; n->sub == TOKEN_QUO && bits > 0 && d >= 2; d /= 2)
            bits--;
        if (n->sub == TOKEN_SHR && v > bits)
            return true;
        if (n->sub == TOKEN_SHR)
            bits -= (int)v;
    }
    return !is_signed && bits <= 62 && (int64_t)1 << bits <= len;
}

static void
note_index(struct unit *u, const struct ir *n)
{
    struct type *t = types_underlying(n->x->type);
    size_t len = 0;
    if (n->y->op == IR_LITERAL)
        return;
    if (t->kind == TYPE_ARRAY)
        len = (size_t)t->array.len;
    else if (n->x->op == IR_LITERAL)
        constant_string_value(n->x->val, &len);
    if (in_range(n->y, (int64_t)len, n->computed))
        diag_note(&u->diag, n->pos, "index bounds check elided");
}

/* The indices on the way to place n are computed before. */
static void
compute_place(struct ir *n)
{
    for (; n && (n->op == IR_DOT || n->op == IR_DOTPTR || n->op == IR_DEREF || n->op == IR_INDEX ||
                 n->op == IR_INDEXMAP);
         n = n->x)
        n->computed = n->op == IR_INDEX;
}

static bool
is_append(const struct ir *n)
{
    return n && n->op == IR_BUILTIN && n->sub == BUILTIN_APPEND;
}

/* Places are seen before what is in them. */
static bool
see(void *arg, struct ir *n)
{
    if (n->op == IR_INDEX)
        note_index(arg, n);
    bool pair = n->op == IR_ASSIGN2 && n->sub != IR_PAIR;
    for (size_t i = 0; (pair || is_append(n)) && i < n->list.n; i++)
        compute_place(n->list.v[i]);
    return false;
}

void
escape_bounds_note(struct unit *u, const struct ir_fn *fn)
{
    if (!fn->silent)
        escape_ir_visit_list(&fn->body, see, u);
}
