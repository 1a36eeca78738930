/* Expressions: where their values come from and go to. */
#include <string.h>

#include "base/bug.h"
#include "lang/escape_walk.h"
#include "lang/universe.h"

/* ---- holes ---- */

struct escape_hole
escape_expr_heap(struct escape_walk *w)
{
    return escape_graph_hole(&w->b->heap);
}

struct escape_hole
escape_expr_nowhere(struct escape_walk *w)
{
    return escape_graph_hole(&w->b->discard);
}

struct escape_hole
escape_expr_mutator(struct escape_walk *w)
{
    return escape_graph_hole(&w->b->mutator);
}

struct escape_hole
escape_expr_tee(struct escape_walk *w, const struct escape_hole *k, size_t n)
{
    return escape_graph_tee(w->b, w->fn, w->loop_depth, k, n);
}

struct escape_hole
escape_expr_note(struct escape_walk *w, struct escape_hole k, struct ir *where, const char *why)
{
    return escape_graph_note(w->b, k, where, w->fn, why);
}

struct escape_hole
escape_expr_deref(struct escape_walk *w, struct escape_hole k, struct ir *where, const char *why)
{
    return escape_expr_note(w, escape_graph_shift(k, 1), where, why);
}

static struct escape_hole
address(struct escape_walk *w, struct escape_hole k, struct ir *where, const char *why)
{
    return escape_expr_note(w, escape_graph_shift(k, -1), where, why);
}

struct escape_hole
escape_expr_assert(struct escape_walk *w, struct escape_hole k, struct type *t, struct ir *where,
                   const char *why)
{
    if (!types_is_interface(t) && !types_is_direct(t))
        k = escape_graph_shift(k, 1);
    return escape_expr_note(w, k, where, why);
}

struct escape_hole
escape_expr_spill(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    struct escape_loc *l = escape_graph_new(w->b, n, w->fn, w->loop_depth, false);
    escape_graph_flow(w->b, address(w, k, n, "spill"), l);
    return escape_graph_hole(l);
}

void
escape_expr_discard(struct escape_walk *w, struct ir *n)
{
    escape_expr_value(w, escape_expr_nowhere(w), n);
}

void
escape_expr_discard_list(struct escape_walk *w, const struct ir_list *l)
{
    for (size_t i = 0; i < l->n; i++)
        escape_expr_discard(w, l->v[i]);
}

void
escape_expr_to_heap(struct escape_walk *w, struct ir *n, const char *why, struct ir *where)
{
    escape_expr_value(w, escape_expr_note(w, escape_expr_heap(w), where, why), n);
}

bool
escape_expr_is_blank(const struct ir *n)
{
    return n->op == IR_GLOBAL && !n->obj && n->sel && n->sel[0] == '_' && !n->sel[1];
}

/* ---- conversions ---- */

bool
escape_expr_is_header(const struct ir *n)
{
    if (n->op != IR_DOTPTR || strcmp(n->sel, "Data") != 0 || !n->x->type)
        return false;
    const struct type *t = types_underlying(n->x->type)->elem;
    const struct object *o = t && t->kind == TYPE_NAMED ? t->named.obj : NULL;
    return o && o->pkg && strcmp(o->pkg->path, "reflect") == 0 &&
           (strcmp(o->name, "StringHeader") == 0 || strcmp(o->name, "SliceHeader") == 0);
}

/* Arithmetic on addresses: where they came from. */
void
escape_expr_unsafe(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    escape_stmt_list(w, &n->init);
    switch (n->op) {
    case IR_DOTPTR:
        if (escape_expr_is_header(n))
            escape_expr_value(w, escape_expr_deref(w, k, n, "reflect.Header.Data"), n->x);
        else
            escape_expr_discard(w, n->x);
        break;
    case IR_CONV:
    case IR_CONVNOP:
        if (n->x->type && types_underlying(n->x->type)->kind == TYPE_UNSAFE_POINTER)
            escape_expr_value(w, k, n->x);
        else
            escape_expr_discard(w, n->x);
        break;
    case IR_UNARY:
        if (n->sub == TOKEN_ARROW)
            escape_expr_itself(w, escape_expr_nowhere(w), n);
        else
            escape_expr_unsafe(w, k, n->x);
        break;
    case IR_BINARY:
        escape_expr_unsafe(w, k, n->x);
        if (n->sub == TOKEN_SHL || n->sub == TOKEN_SHR)
            escape_expr_discard(w, n->y);
        else
            escape_expr_unsafe(w, k, n->y);
        break;
    default:
        escape_expr_itself(w, escape_expr_nowhere(w), n);
        break;
    }
}

static void
conversion(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    bool from_uintptr = n->x->type && types_underlying(n->x->type)->kind == TYPE_UINTPTR;
    if (types_underlying(n->type)->kind == TYPE_UNSAFE_POINTER && from_uintptr)
        escape_expr_unsafe(w, k, n->x);
    else
        escape_expr_value(w, k, n->x);
}

static void
into_interface(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    struct type *from = n->x->type;
    if (from && !types_is_interface(from) && n->x->op != IR_NIL && n->x->op != IR_METHEXPR &&
        (types_is_untyped(from) || !types_is_direct(from)))
        k = escape_expr_spill(w, k, n);
    escape_expr_value(w, escape_expr_note(w, k, n, "interface-converted"), n->x);
}

/* ---- closures and literals ---- */

/* A method value keeps its receiver and hands it to a method called nobody knows when. */
static void
method_value(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    struct escape_hole closure = escape_expr_spill(w, k, n);
    struct func *f = n->obj && n->obj->kind == OBJECT_FUNC ? n->obj->func.func : NULL;
    struct escape_hole results[ESCAPE_LEAK_RESULTS + 64];
    for (size_t i = 0; i < sizeof results / sizeof *results; i++)
        results[i] = escape_expr_heap(w);
    struct escape_hole both[] = {escape_call_param(w, results, f, f ? escape_ir_fn(f) : NULL, 0),
                                 closure};
    escape_expr_value(w, escape_expr_tee(w, both, 2), n->x);
}

static void
closure(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    struct ir_fn *fn = n->fn;
    struct escape_closure c = {escape_expr_spill(w, k, n), fn};
    vec_push(&w->b->closures, c);
    if (fn->captures.n == 0)
        return; /* analysed like a declared function */
    for (size_t i = 0; i < fn->captures.n; i++) {
        struct escape_loc *l = fn->captures.v[i].name->loc;
        if (l && !l->captured) {
            l->captured = true;
            if (l->loop_depth == w->loop_depth) /* straight-line code before does not count */
                l->reassigned = false;
        }
    }
    escape_stmt_body(w->b, fn);
}

static void
elements(struct escape_walk *w, struct escape_hole k, struct ir *n, const char *why)
{
    for (size_t i = 0; i < n->list.n; i++)
        escape_expr_value(w, escape_expr_note(w, k, n, why), n->list.v[i]);
}

static void
map_literal(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    escape_expr_spill(w, k, n);
    for (size_t i = 0; i < n->list.n; i++) {
        if (i < n->rhs.n)
            escape_expr_to_heap(w, n->rhs.v[i], "map literal key", n);
        escape_expr_to_heap(w, n->list.v[i], "map literal value", n);
    }
}

/* ---- operators ---- */

static void
index_value(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    if (types_underlying(n->x->type)->kind == TYPE_ARRAY)
        k = escape_expr_note(w, k, n, "fixed-array-index-of");
    else
        k = escape_expr_deref(w, k, n, "dot of pointer");
    escape_expr_value(w, k, n->x);
    escape_expr_discard(w, n->y);
}

static void
slice_value(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    escape_expr_value(w, escape_expr_note(w, k, n, "slice"), n->x);
    escape_expr_discard(w, n->y);
    escape_expr_discard(w, n->z);
    escape_expr_discard_list(w, &n->list);
}

static void
make(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    if (types_underlying(n->type)->kind != TYPE_CHAN)
        escape_expr_spill(w, k, n);
    escape_expr_discard(w, n->x);
    escape_expr_discard(w, n->y);
}

/* Values without pointers carry nothing. */
static struct escape_hole
filter(struct escape_walk *w, struct escape_hole k, const struct ir *n)
{
    struct type *t = n->type;
    if (k.derefs >= 0 && t && t->kind != TYPE_TUPLE && !types_is_untyped(t) &&
        n->op != IR_METHEXPR && !types_has_pointers(t))
        k.dst = &w->b->discard;
    return k;
}

void
escape_expr_value(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    if (!n)
        return;
    escape_stmt_list(w, &n->init);
    escape_expr_itself(w, k, n);
}

void
escape_expr_itself(struct escape_walk *w, struct escape_hole k, struct ir *n)
{
    k = filter(w, k, n);
    switch (n->op) {
    case IR_NAME:
        if (n->name->loc)
            escape_graph_flow(w->b, k, n->name->loc);
        break;
    case IR_BINARY:
    case IR_LOGICAL:
        escape_expr_discard(w, n->x);
        escape_expr_discard(w, n->y);
        break;
    case IR_UNARY:
        escape_expr_discard(w, n->x);
        break;
    case IR_ADDR:
        escape_expr_value(w, address(w, k, n, "address-of"), n->x);
        break;
    case IR_DEREF:
        escape_expr_value(w, escape_expr_deref(w, k, n, "indirection"), n->x);
        break;
    case IR_DOT:
    case IR_DOTINTER:
        escape_expr_value(w, escape_expr_note(w, k, n, "dot"), n->x);
        break;
    case IR_DOTPTR:
        escape_expr_value(w, escape_expr_deref(w, k, n, "dot of pointer"), n->x);
        break;
    case IR_DOTTYPE:
        escape_expr_value(w, escape_expr_assert(w, k, n->type, n, "dot"), n->x);
        break;
    case IR_INDEX:
        index_value(w, k, n);
        break;
    case IR_INDEXMAP:
        escape_expr_discard(w, n->x);
        escape_expr_discard(w, n->y);
        break;
    case IR_SLICE:
        slice_value(w, k, n);
        break;
    case IR_CONV:
    case IR_CONVNOP:
        conversion(w, k, n);
        break;
    case IR_CONVFACE:
        into_interface(w, k, n);
        break;
    case IR_SLICE2ARR:
        escape_expr_value(w, escape_expr_deref(w, k, n, "slice-to-array"), n->x);
        break;
    case IR_SLICE2ARRPTR:
        escape_expr_value(w, k, n->x);
        break;
    case IR_CALL:
    case IR_CALLINTER:
    case IR_BUILTIN:
        escape_call(w, &k, n);
        break;
    case IR_NEW:
        escape_expr_spill(w, k, n);
        break;
    case IR_MAKE:
        make(w, k, n);
        break;
    case IR_METHVALUE:
        method_value(w, k, n);
        break;
    case IR_PTRLIT:
        escape_expr_value(w, escape_expr_spill(w, k, n), n->x);
        break;
    case IR_ARRAYLIT:
        elements(w, k, n, "array literal element");
        break;
    case IR_SLICELIT:
        elements(w, escape_expr_spill(w, k, n), n, "slice-literal-element");
        break;
    case IR_STRUCTLIT:
        elements(w, k, n, "struct literal element");
        break;
    case IR_MAPLIT:
        map_literal(w, k, n);
        break;
    case IR_CLOSURE:
        closure(w, k, n);
        break;
    case IR_CONVTEXT:
        escape_expr_spill(w, k, n);
        escape_expr_discard(w, n->x);
        break;
    case IR_ADDSTR:
        escape_expr_spill(w, k, n);
        escape_expr_discard_list(w, &n->list);
        break;
    default:
        break;
    }
}
