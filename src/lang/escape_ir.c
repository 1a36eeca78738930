/* Nodes: making, comparing, walking. What is always the same value is found through the one
 * assignment that a variable has. Go: ir/expr.go, ir/visit.go, ir/reassignment.go */
#include "lang/escape_ir.h"

#include <string.h>

#include "lang/constant.h"
#include "lang/constop.h"
#include "lang/universe.h"

struct ir *
escape_ir_new(struct bump *mem, enum ir_op op, struct pos pos, struct type *type)
{
    struct ir *n = bump_new(mem, struct ir);
    n->op = (unsigned char)op;
    n->pos = pos;
    n->type = type;
    return n;
}

void
escape_ir_push(struct bump *mem, struct ir_list *l, struct ir *n)
{
    if (!n)
        return;
    if ((l->n & (l->n - 1)) == 0) { /* room doubles at powers of two */
        struct ir **v = bump_array(mem, struct ir *, l->n ? l->n * 2 : 1);
        if (l->n)
            memcpy(v, l->v, l->n * sizeof(struct ir *));
        l->v = v;
    }
    l->v[l->n++] = n;
}

void
escape_ir_append(struct bump *mem, struct ir_list *l, const struct ir_list *more)
{
    for (size_t i = 0; i < more->n; i++)
        escape_ir_push(mem, l, more->v[i]);
}

/* ---- asking ---- */

struct ir *
escape_ir_outer(struct ir *n)
{
    while (n->op == IR_DOT || n->op == IR_CONVNOP ||
           (n->op == IR_INDEX && types_underlying(n->x->type)->kind == TYPE_ARRAY))
        n = n->x;
    return n;
}

/* What the only assignment of a variable assigns; NULL. */
static struct ir *
definition(const struct ir_name *v)
{
    const struct ir *d = v->defn;
    if (v->class != IR_LOCAL || !d || v->addr_taken || v->reassigned)
        return NULL;
    if (d->op == IR_ASSIGN)
        return d->y;
    if (d->op != IR_ASSIGN2 || d->sub != IR_PAIR || d->list.n != d->rhs.n)
        return NULL;
    for (size_t i = 0; i < d->list.n; i++) {
        if (d->list.v[i]->op == IR_NAME && d->list.v[i]->name == v)
            return d->rhs.v[i];
    }
    return NULL;
}

struct ir *
escape_ir_static(struct ir *n)
{
    for (;;) {
        struct ir *next = n->op == IR_CONVNOP ? n->x
                          : n->op == IR_NAME  ? definition(n->name)
                                              : NULL;
        if (!next)
            return n;
        n = next;
    }
}

struct ir_fn *
escape_ir_fn(const struct func *f)
{
    return f->escape_state;
}

void
escape_ir_callee(struct ir *n, struct func **func, struct ir_fn **fn)
{
    *func = NULL;
    *fn = NULL;
    n = escape_ir_static(n);
    if (n->op == IR_CLOSURE) {
        *fn = n->fn;
        *func = n->fn->func;
    } else if (n->op == IR_FUNC || n->op == IR_METHEXPR) {
        *func = n->obj && n->obj->kind == OBJECT_FUNC ? n->obj->func.func : NULL;
        *fn = *func ? escape_ir_fn(*func) : NULL;
    }
}

bool
escape_ir_same(struct ir *a, struct ir *b)
{
    while (a->op == IR_CONVNOP)
        a = a->x;
    while (b->op == IR_CONVNOP)
        b = b->x;
    if (a->op != b->op || !a->type || !b->type || !types_identical(a->type, b->type))
        return false;
    switch (a->op) {
    case IR_NAME:
        return a->name == b->name;
    case IR_GLOBAL:
        return a->obj == b->obj;
    case IR_DOT:
    case IR_DOTPTR:
        return a->sel == b->sel && escape_ir_same(a->x, b->x);
    case IR_DEREF:
        return escape_ir_same(a->x, b->x);
    case IR_UNARY:
        return a->sub == b->sub && a->sub != TOKEN_ARROW && escape_ir_same(a->x, b->x);
    case IR_CONV:
        return types_is_numeric(a->type) && escape_ir_same(a->x, b->x);
    case IR_INDEX:
    case IR_INDEXMAP:
        return escape_ir_same(a->x, b->x) && escape_ir_same(a->y, b->y);
    case IR_BINARY:
        return a->sub == b->sub && token_precedence(a->sub) > 3 && escape_ir_same(a->x, b->x) &&
               escape_ir_same(a->y, b->y);
    case IR_LITERAL:
        return constop_compare(a->val, TOKEN_EQL, b->val);
    case IR_NIL:
        return true;
    default:
        return false;
    }
}

/* ---- walking ---- */

bool
escape_ir_visit_list(const struct ir_list *l, ir_visit_fn visit, void *arg)
{
    for (size_t i = 0; i < l->n; i++) {
        if (escape_ir_visit(l->v[i], visit, arg))
            return true;
    }
    return false;
}

bool
escape_ir_visit(struct ir *n, ir_visit_fn visit, void *arg)
{
    if (!n)
        return false;
    if (visit(arg, n))
        return true;
    if (n->op == IR_NAME)
        return false;
    return escape_ir_visit_list(&n->init, visit, arg) || escape_ir_visit(n->x, visit, arg) ||
           escape_ir_visit(n->y, visit, arg) || escape_ir_visit(n->z, visit, arg) ||
           (n->op == IR_IF ? escape_ir_visit_list(&n->body, visit, arg) ||
                                 escape_ir_visit_list(&n->list, visit, arg)
                           : escape_ir_visit_list(&n->list, visit, arg) ||
                                 escape_ir_visit_list(&n->rhs, visit, arg) ||
                                 escape_ir_visit_list(&n->body, visit, arg));
}

/* ---- types ---- */

bool
escape_ir_generic(const struct type *t)
{
    if (!t)
        return false;
    switch (t->kind) {
    case TYPE_PARAM:
        return true;
    case TYPE_ARRAY:
        return escape_ir_generic(t->array.elem);
    case TYPE_SLICE:
    case TYPE_POINTER:
        return escape_ir_generic(t->elem);
    case TYPE_MAP:
        return escape_ir_generic(t->map.key) || escape_ir_generic(t->map.value);
    case TYPE_CHAN:
        return escape_ir_generic(t->chan.elem);
    case TYPE_STRUCT:
        for (size_t i = 0; i < t->struct_.n; i++) {
            if (escape_ir_generic(t->struct_.fields[i]->type))
                return true;
        }
        return false;
    case TYPE_FUNC:
        for (size_t i = 0; i < t->func.n_params; i++) {
            if (escape_ir_generic(t->func.params[i]->type))
                return true;
        }
        for (size_t i = 0; i < t->func.n_results; i++) {
            if (escape_ir_generic(t->func.results[i]->type))
                return true;
        }
        return false;
    case TYPE_NAMED:
        for (size_t i = 0; i < t->named.n_type_args; i++) {
            if (escape_ir_generic(t->named.type_args[i]))
                return true;
        }
        return false;
    default:
        return false;
    }
}

bool
escape_ir_pointers(struct type *t)
{
    return escape_ir_generic(t) || types_has_pointers(t);
}

uint64_t
escape_ir_size(struct type *t)
{
    if (t && types_is_direct(t))
        return 8; /* also of what has no layout */
    if (!t || escape_ir_generic(t) || types_is_untyped(t) || t->kind == TYPE_TUPLE)
        return 0;
    types_layout(t);
    return t->size;
}
