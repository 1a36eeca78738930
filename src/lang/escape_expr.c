/* Expressions: where their values come from and go to. */
#include "base/bug.h"
#include "lang/escape_walk.h"
#include "lang/unit.h"

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

static struct escape_hole
deref(struct escape_hole k)
{
    return escape_graph_shift(k, 1);
}

static struct escape_hole
address(struct escape_hole k)
{
    return escape_graph_shift(k, -1);
}

struct escape_hole
escape_expr_spill(struct escape_walk *w, struct escape_hole k, enum escape_kind kind,
                  struct expr *e)
{
    struct escape_loc *l = escape_graph_new(w->b, kind, w->fn, w->loop_depth, false);
    l->expr = e;
    l->pos = e->pos;
    l->pinned = w->pinned;
    escape_graph_flow(w->b, address(k), l);
    return escape_graph_hole(l);
}

struct escape_loc *
escape_expr_auto(struct escape_walk *w)
{
    struct escape_loc *l = escape_graph_new(w->b, ESCAPE_AUTO, w->fn, w->loop_depth, true);
    l->text = bump_printf(&w->b->u->mem, ".autotmp_%u", escape_graph_fn(w->fn)->n_declared++);
    l->pinned = w->pinned;
    return l;
}

void
escape_expr_discard(struct escape_walk *w, struct expr *e)
{
    if (e)
        escape_expr_value(w, escape_expr_nowhere(w), e);
}

/* Values without pointers carry nothing. */
static struct escape_hole
filter(struct escape_walk *w, struct escape_hole k, struct type *t)
{
    if (k.derefs >= 0 && t && t->kind != TYPE_TUPLE && !types_is_untyped(t) &&
        !escape_static_pointers(t))
        k.dst = &w->b->discard;
    return k;
}

/* ---- conversions ---- */

static bool
is_boxed(struct type *t)
{
    return !types_is_interface(t) && (escape_static_generic(t) || !types_is_direct(t));
}

struct escape_hole
escape_expr_assert(struct escape_hole k, struct type *t)
{
    if (types_is_interface(t) || escape_static_generic(t) || types_is_direct(t))
        return escape_graph_shift(k, 0);
    return deref(k);
}

struct escape_hole
escape_expr_convert(struct escape_walk *w, struct escape_hole k, struct type *t, struct type *from,
                    struct expr *e, const char *text, struct pos pos)
{
    if (!t || !types_is_interface(t) || !from || types_is_untyped(from) || !is_boxed(from))
        return k;
    struct escape_loc *l = escape_graph_new(w->b, ESCAPE_BOX, w->fn, w->loop_depth, false);
    l->expr = e;
    l->text = text;
    l->pos = pos;
    l->pinned = w->pinned;
    escape_graph_flow(w->b, address(k), l);
    if (!escape_static_generic(from))
        return escape_graph_hole(l);
    struct escape_hole both[] = {escape_graph_hole(l), k}; /* a pointer is not boxed */
    return escape_expr_tee(w, both, 2);
}

void
escape_expr_to(struct escape_walk *w, struct escape_hole k, struct type *t, struct expr *e)
{
    if (t && types_is_interface(t) && ast_unparen(e)->mode != MODE_NIL)
        k = escape_expr_convert(w, filter(w, k, t), t, ast_unparen(e)->type, e, NULL, e->pos);
    escape_expr_value(w, k, e);
}

static bool
is_text(struct type *to, struct type *from)
{
    struct type *t = types_underlying(to), *f = types_underlying(from);
    if (types_is_string(t))
        return f->kind == TYPE_SLICE || types_is_integer(f);
    return t->kind == TYPE_SLICE && types_is_string(f);
}

/* Arithmetic on addresses: where they came from. */
static void
unsafe_value(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    e = ast_unparen(e);
    bool conversion = e->kind == EXPR_CALL && e->call.kind == CALL_CONVERSION;
    if (e->mode == MODE_CONSTANT) {
        return;
    } else if (conversion && types_underlying(e->call.args[0]->type)->kind == TYPE_UNSAFE_POINTER) {
        escape_expr_value(w, k, e->call.args[0]);
    } else if (e->kind == EXPR_UNARY && e->unary.op != TOKEN_ARROW) {
        unsafe_value(w, k, e->unary.x);
    } else if (e->kind == EXPR_BINARY) {
        unsafe_value(w, k, e->binary.x);
        unsafe_value(w, k, e->binary.y);
    } else {
        escape_expr_discard(w, e);
    }
}

static void
conversion(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    struct expr *x = e->call.args[0];
    struct type *to = e->type, *from = ast_unparen(x)->type;
    if (ast_unparen(x)->mode == MODE_NIL || !from) {
        return;
    } else if (types_is_interface(to)) {
        struct escape_hole inner = escape_expr_convert(w, k, to, from, x, NULL, x->pos);
        if (inner.dst->kind == ESCAPE_BOX && inner.dst->expr == x)
            inner.dst->conversion = e;
        escape_expr_value(w, inner, x);
    } else if (is_text(to, from)) {
        struct escape_hole l = escape_expr_spill(w, k, ESCAPE_OBJECT, e);
        l.dst->pos = x->pos;
        escape_expr_discard(w, x);
    } else if (types_underlying(to)->kind == TYPE_ARRAY &&
               types_underlying(from)->kind == TYPE_SLICE) {
        escape_expr_value(w, deref(k), x);
    } else if (types_underlying(to)->kind == TYPE_UNSAFE_POINTER &&
               types_underlying(from)->kind == TYPE_UINTPTR) {
        unsafe_value(w, k, x);
    } else {
        escape_expr_value(w, k, x);
    }
}

/* ---- selectors ---- */

/* What path does to the hole: one load for each pointer on it. */
static struct escape_hole
along_path(struct escape_hole k, struct type *t, const unsigned *path, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct type *u = types_underlying(t);
        if (u->kind == TYPE_POINTER) {
            k = deref(k);
            u = types_underlying(u->elem);
        }
        if (u->kind != TYPE_STRUCT)
            break;
        t = u->struct_.fields[path[i]]->type;
    }
    return k;
}

struct escape_hole
escape_expr_embedded(struct escape_walk *w, struct escape_hole k, struct type *t,
                     const unsigned *path, size_t n, bool ptr_recv, bool known)
{
    struct type *last = t;
    for (size_t i = 0; i < n; i++) {
        struct type *u = types_underlying(last);
        if (u->kind == TYPE_POINTER)
            u = types_underlying(u->elem);
        last = u->struct_.fields[path[i]]->type;
    }
    bool pointer = types_underlying(last)->kind == TYPE_POINTER && last->kind != TYPE_NAMED;
    if (known && ptr_recv && !pointer)
        k = address(k);
    else if (known && !ptr_recv && pointer)
        k = deref(filter(w, k, types_underlying(last)->elem));
    else
        k = filter(w, k, last);
    return along_path(k, t, path, n);
}

void
escape_expr_receiver(struct escape_walk *w, struct escape_hole k, struct expr *selector)
{
    struct type *t = selector->selector.recv;
    if (selector->selector.deref_recv) {
        struct type *u = types_underlying(t);
        k = deref(filter(w, k, u->kind == TYPE_POINTER ? u->elem : t));
    } else if (selector->selector.addr_recv) {
        k = address(k);
    } else {
        k = filter(w, k, t);
    }
    struct expr *x = selector->selector.x;
    escape_expr_value(w, along_path(k, x->type, selector->selector.path, selector->selector.n_path),
                      x);
}

/* A method value keeps its receiver and hands it to a method called nobody knows when. */
static void
method_value(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    struct escape_hole closure = escape_expr_spill(w, k, ESCAPE_OBJECT, e);
    struct object *m = e->selector.obj;
    struct func *fn = types_is_interface(e->selector.recv) ? NULL : (m ? m->func.func : NULL);
    struct escape_hole results[ESCAPE_LEAK_RESULTS + 64];
    for (size_t i = 0; i < sizeof results / sizeof *results; i++)
        results[i] = escape_expr_heap(w);
    struct escape_hole both[] = {escape_call_param(w, results, fn, 0), closure};
    escape_expr_receiver(w, escape_expr_tee(w, both, 2), e);
}

static void
selector(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    switch (e->selector.kind) {
    case SELECT_FIELD:
        escape_expr_value(w,
                          along_path(k, e->selector.x->type, e->selector.path, e->selector.n_path),
                          e->selector.x);
        break;
    case SELECT_METHOD:
        method_value(w, k, e);
        break;
    default:
        break;
    }
}

/* ---- literals ---- */

static void
closure(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    struct func *fn = e->func_lit.func;
    k = escape_expr_spill(w, k, ESCAPE_OBJECT, e);
    struct escape_closure c = {k, fn};
    vec_push(&w->b->closures, c);
    if (fn->n_captures == 0)
        return; /* analysed like a declared function */
    for (size_t i = 0; i < fn->n_captures; i++) {
        struct escape_loc *l = fn->captures[i]->var.escape_loc;
        if (!l->captured) {
            l->captured = true;
            if (l->loop_depth == w->loop_depth) /* straight-line code before does not count */
                l->reassigned = false;
        }
    }
    escape_stmt_body(w->b, fn);
}

static void
struct_literal(struct escape_walk *w, struct escape_hole k, struct expr *e, struct type *t)
{
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct expr *x = e->composite.elems[i];
        size_t field = i;
        if (x->kind == EXPR_KEY_VALUE) {
            const char *name = ast_unparen(x->key_value.key)->name.name;
            for (field = 0; field < t->struct_.n && t->struct_.fields[field]->name != name;)
                field++;
            x = x->key_value.value;
        }
        struct type *to = field < t->struct_.n ? t->struct_.fields[field]->type : NULL;
        escape_expr_to(w, k, to, x);
    }
}

static void
list_literal(struct escape_walk *w, struct escape_hole k, struct expr *e, struct type *elem)
{
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct expr *x = e->composite.elems[i];
        escape_expr_to(w, k, elem, x->kind == EXPR_KEY_VALUE ? x->key_value.value : x);
    }
}

static void
map_literal(struct escape_walk *w, struct expr *e, struct type *t)
{
    for (size_t i = 0; i < e->composite.n_elems; i++) {
        struct expr *x = e->composite.elems[i];
        escape_expr_to(w, escape_expr_heap(w), t->map.key, x->key_value.key);
        escape_expr_to(w, escape_expr_heap(w), t->map.value, x->key_value.value);
    }
}

/* The literal itself, without an address implied or written. */
static void
composite(struct escape_walk *w, struct escape_hole k, struct expr *e, struct type *type)
{
    struct type *t = types_underlying(type);
    switch (t->kind) {
    case TYPE_STRUCT:
        struct_literal(w, k, e, t);
        break;
    case TYPE_ARRAY:
        list_literal(w, k, e, t->array.elem);
        break;
    case TYPE_SLICE:
        list_literal(w, escape_expr_spill(w, k, ESCAPE_OBJECT, e), e, t->elem);
        break;
    case TYPE_MAP:
        escape_expr_spill(w, k, ESCAPE_OBJECT, e);
        map_literal(w, e, t);
        break;
    default:
        list_literal(w, escape_expr_heap(w), e, NULL);
        break;
    }
}

static void
composite_value(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    if (e->composite.implicit_addr) {
        struct type *t = types_underlying(e->type)->elem;
        composite(w, filter(w, escape_expr_spill(w, k, ESCAPE_OBJECT, e), t), e, t);
    } else {
        composite(w, k, e, e->type);
    }
}

static void
unary(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    struct expr *x = ast_unparen(e->unary.x);
    if (e->unary.op != TOKEN_AND) {
        escape_expr_discard(w, x);
    } else if (x->kind == EXPR_COMPOSITE) {
        composite(w, filter(w, escape_expr_spill(w, k, ESCAPE_OBJECT, e), x->type), x, x->type);
    } else {
        escape_expr_value(w, address(k), x);
    }
}

/* ---- operators ---- */

static bool
is_concatenation(const struct expr *e)
{
    return e->kind == EXPR_BINARY && e->binary.op == TOKEN_ADD && e->mode != MODE_CONSTANT &&
           types_is_string(e->type);
}

static void
discard_parts(struct escape_walk *w, struct expr *e)
{
    e = ast_unparen(e);
    if (!is_concatenation(e)) {
        escape_expr_discard(w, e);
        return;
    }
    discard_parts(w, e->binary.x);
    discard_parts(w, e->binary.y);
}

static void
binary(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    if (is_concatenation(e)) {
        escape_expr_spill(w, k, ESCAPE_OBJECT, e);
        discard_parts(w, e);
        return;
    }
    struct type *x = ast_unparen(e->binary.x)->type, *y = ast_unparen(e->binary.y)->type;
    bool comparison = e->binary.op != TOKEN_SHL && e->binary.op != TOKEN_SHR && x && y;
    bool xi = comparison && types_is_interface(x), yi = comparison && types_is_interface(y);
    escape_expr_to(w, escape_expr_nowhere(w), yi && !xi ? y : NULL, e->binary.x);
    escape_expr_to(w, escape_expr_nowhere(w), xi && !yi ? x : NULL, e->binary.y);
}

static void
index_value(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    if (e->index.n_type_args > 0 || !e->index.x->type)
        return;
    struct type *t = types_underlying(e->index.x->type);
    if (t->kind == TYPE_MAP) {
        escape_expr_discard(w, e->index.x);
        escape_expr_to(w, escape_expr_nowhere(w), t->map.key, e->index.index);
        return;
    }
    escape_expr_value(w, t->kind == TYPE_ARRAY ? k : deref(k), e->index.x);
    escape_expr_discard(w, e->index.index);
}

static void
slice_value(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    struct type *t = types_underlying(e->slice.x->type);
    escape_expr_value(w, t->kind == TYPE_ARRAY ? address(k) : k, e->slice.x);
    escape_expr_discard(w, e->slice.lo);
    escape_expr_discard(w, e->slice.hi);
    escape_expr_discard(w, e->slice.max);
}

static void
name(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    struct object *v = e->name.obj;
    if (v && v->kind == OBJECT_VAR && v->var.kind != VAR_GLOBAL && v->var.escape_loc)
        escape_graph_flow(w->b, k, v->var.escape_loc);
}

void
escape_expr_value(struct escape_walk *w, struct escape_hole k, struct expr *e)
{
    e = ast_unparen(e);
    if (e->mode == MODE_CONSTANT || e->mode == MODE_TYPE || e->mode == MODE_NIL)
        return;
    k = filter(w, k, e->type);
    switch (e->kind) {
    case EXPR_NAME:
        name(w, k, e);
        break;
    case EXPR_COMPOSITE:
        composite_value(w, k, e);
        break;
    case EXPR_FUNC_LIT:
        closure(w, k, e);
        break;
    case EXPR_SELECTOR:
        selector(w, k, e);
        break;
    case EXPR_INDEX:
        index_value(w, k, e);
        break;
    case EXPR_SLICE:
        slice_value(w, k, e);
        break;
    case EXPR_ASSERT:
        escape_expr_value(w, escape_expr_assert(k, e->assert_.type->type), e->assert_.x);
        break;
    case EXPR_STAR:
        escape_expr_value(w, deref(k), e->unary.x);
        break;
    case EXPR_UNARY:
        unary(w, k, e);
        break;
    case EXPR_BINARY:
        binary(w, k, e);
        break;
    case EXPR_CALL:
        if (e->call.kind == CALL_CONVERSION)
            conversion(w, k, e);
        else
            escape_call(w, &k, e);
        break;
    default:
        break;
    }
}
