/* What is known without running anything: package variables that are data, names that are
 * constants, things that no frame can hold. */
#include "lang/constant.h"
#include "lang/escape_walk.h"
#include "lang/unit.h"
#include "lang/universe.h"

enum {
    MAX_VARIABLE_BYTES = 128 * 1024, /* Go: ir.MaxStackVarSize */
    MAX_IMPLICIT_BYTES = 64 * 1024   /* Go: ir.MaxImplicitStackVarSize */
};

/* ---- initialisers ---- */

static bool
is_static_address(const struct ir *n)
{
    while (n->op == IR_DOT || (n->op == IR_INDEX && n->y->op == IR_LITERAL &&
                               types_underlying(n->x->type)->kind == TYPE_ARRAY))
        n = n->x;
    return n->op == IR_GLOBAL;
}

static bool
is_static(const struct ir *n)
{
    switch (n->op) {
    case IR_LITERAL:
    case IR_NIL:
    case IR_FUNC:
    case IR_METHEXPR:
        return true;
    case IR_CLOSURE:
        return n->fn->captures.n == 0;
    case IR_ADDR:
        return is_static_address(n->x);
    case IR_CONVTEXT:
        return n->x->op == IR_LITERAL && types_underlying(n->type)->kind == TYPE_SLICE;
    default:
        return false;
    }
}

static void
emit(struct bump *mem, struct ir *dst, struct ir *src, struct pos pos, struct ir_list *out)
{
    struct ir *as = escape_ir_new(mem, IR_ASSIGN, pos, NULL);
    as->x = dst;
    as->y = src;
    escape_ir_push(mem, out, as);
}

static void
reduce(struct bump *mem, struct ir *dst, struct ir *src, struct pos pos, struct ir_list *out)
{
    while (src->op == IR_CONVNOP && src->init.n == 0)
        src = src->x;
    if (is_static(src))
        return;
    switch (src->op) {
    case IR_PTRLIT:
        reduce(mem, dst, src->x, pos, out);
        break;
    case IR_ARRAYLIT:
    case IR_SLICELIT:
    case IR_STRUCTLIT:
        for (size_t i = 0; i < src->list.n; i++)
            reduce(mem, dst, src->list.v[i], pos, out);
        break;
    case IR_CONVFACE:
        if (src->x->op == IR_NIL)
            break;
        if (!types_is_interface(src->x->type)) {
            reduce(mem, dst, src->x, pos, out);
            break;
        }
        emit(mem, dst, src, pos, out);
        break;
    default:
        emit(mem, dst, src, pos, out);
        break;
    }
}

static bool
has_effects(void *arg, struct ir *n)
{
    (void)arg;
    switch (n->op) {
    case IR_CALL:
    case IR_CALLINTER:
    case IR_BUILTIN:
    case IR_DOTTYPE:
    case IR_INDEX:
    case IR_SLICE:
    case IR_DEREF:
    case IR_DOTPTR:
        return true;
    default:
        return n->op == IR_UNARY && n->sub == TOKEN_ARROW;
    }
}

void
escape_static_init(struct bump *mem, struct ir *init, struct ir_list *out)
{
    if (init->op != IR_ASSIGN) {
        escape_ir_push(mem, out, init);
        return;
    }
    if (escape_expr_is_blank(init->x) && !escape_ir_visit(init->y, has_effects, NULL))
        return;
    struct ir *y = init->y;
    while (y->op == IR_CONVNOP && y->init.n == 0)
        y = y->x;
    struct ir_list parts = {0};
    reduce(mem, init->x, y, init->pos, &parts);
    if (parts.n == 1 && parts.v[0]->y == y) /* nothing was static */
        parts.v[0] = init;
    escape_ir_append(mem, out, &parts);
}

/* ---- constants behind names ---- */

static struct ir *
literal(struct bump *mem, struct pos pos, struct type *type, struct constant *val,
        const struct ir *like)
{
    struct ir *n = escape_ir_new(mem, IR_LITERAL, pos, type);
    n->val = val;
    n->ast = like->ast;
    return n;
}

static bool
is_slice_make(const struct ir *n)
{
    return n->op == IR_MAKE && types_underlying(n->type)->kind == TYPE_SLICE;
}

static struct ir **
make_size(struct ir *n)
{
    return n->y ? &n->y : &n->x;
}

static void
literal_size(struct unit *u, struct bump *mem, struct ir *n)
{
    struct ir **size = make_size(n);
    if (!*size || (*size)->op == IR_LITERAL)
        return;
    struct ir *v = escape_ir_static(*size);
    if (v->op == IR_LITERAL) {
        if (constant_kind(v->val) == CONSTANT_INT && constant_sign(v->val) >= 0)
            *size = literal(mem, n->pos, (*size)->type, v->val, *size);
        return;
    }
    if (v->op != IR_BUILTIN || v->sub != BUILTIN_LEN)
        return;
    struct ir *x = escape_ir_static(v->list.v[0]);
    if (x->op == IR_SLICELIT &&
        !(x->ast && x->ast->kind == EXPR_COMPOSITE && x->ast->composite.has_keys))
        *size = literal(mem, n->pos, types_basic(u, TYPE_INT),
                        constant_int64(u, (int64_t)x->list.n), *size);
}

void
escape_static_literals(struct unit *u, struct bump *mem, struct ir *n)
{
    if (is_slice_make(n)) {
        literal_size(u, mem, n);
        return;
    }
    if (n->op != IR_CONVFACE || n->x->op == IR_LITERAL || !n->x->type ||
        types_is_interface(n->x->type) || n->x->init.n > 0)
        return;
    struct ir *v = escape_ir_static(n->x);
    if (v->op == IR_LITERAL)
        n->x = literal(mem, n->pos, n->x->type, v->val, n->x);
}

/* ---- sizes ---- */

static const char *
large_make(struct ir *n)
{
    struct type *elem = types_underlying(n->type)->elem;
    uint64_t size = escape_ir_size(elem);
    struct ir *len = *make_size(n);
    if (size == 0)
        return "zero-sized element";
    if (!len || len->op != IR_LITERAL)
        return NULL;
    bool exact;
    int64_t v = constant_int64_value(len->val, &exact);
    bool small = exact && v >= 0 && v <= INT32_MAX; /* others are only known when it runs */
    return small && (uint64_t)v > MAX_IMPLICIT_BYTES / size ? "too large for stack" : NULL;
}

const char *
escape_static_large(const struct ir *n)
{
    if (!n || !n->type || (n->op == IR_NAME && n->name->class != IR_LOCAL))
        return NULL;
    if (escape_ir_size(n->type) > MAX_VARIABLE_BYTES)
        return "too large for stack";
    if ((n->op == IR_NEW || n->op == IR_PTRLIT) &&
        escape_ir_size(types_underlying(n->type)->elem) > MAX_IMPLICIT_BYTES)
        return "too large for stack";
    if (n->op == IR_METHVALUE && 8 + escape_ir_size(n->x->type) > MAX_IMPLICIT_BYTES)
        return "too large for stack";
    return is_slice_make(n) ? large_make((struct ir *)n) : NULL;
}
