/* The verdicts: storage in the frame or on the heap, and the notes that say so.
 *
 * Batch by batch, callees first: locations for all variables, then flows from the bodies
 * (escape_expr.c, escape_call.c, escape_stmt.c), the choice how closures capture, what is too large
 * for a frame, the solution (escape_graph.c), and last the [escape] fields and notes in Go's order.
 * Go: escape/escape.go, utils.go */
#include "lang/escape.h"

#include "base/bug.h"
#include "lang/constant.h"
#include "lang/escape_exact.h"
#include "lang/escape_order.h"
#include "lang/escape_walk.h"
#include "lang/printer.h"
#include "lang/unit.h"
#include "lang/universe.h"

enum {
    MAX_VARIABLE_BYTES = 128 * 1024, /* Go: ir.MaxStackVarSize */
    MAX_IMPLICIT_BYTES = 64 * 1024,  /* Go: ir.MaxImplicitStackVarSize */
    MAX_CAPTURE_BYTES = 128          /* larger variables are captured by reference */
};

struct analysis {
    struct unit *u;
    struct package *p;
    bool notes;
    struct func *init; /* the function that runs the package's initialisers */
};

/* ---- preparing ---- */

static struct escape_fn *
new_info(struct unit *u, struct func *f, struct func *outer)
{
    struct escape_fn *info = bump_new(&u->mem, struct escape_fn);
    info->outer = outer;
    f->escape_state = info;
    return info;
}

static size_t
n_params(const struct func *f)
{
    return (f->recv != NULL) + (f->type ? f->type->func_type.n_params : 0);
}

static struct param *
param_at(const struct func *f, size_t i)
{
    if (f->recv) {
        if (i == 0)
            return f->recv;
        i--;
    }
    return &f->type->func_type.params[i];
}

typedef VEC(struct func *) func_list;

/* f and all literals inside of it, outer ones first. */
static void
prepare(struct unit *u, struct func *f, struct func *outer, func_list *list)
{
    struct escape_fn *info = new_info(u, f, outer);
    info->n_declared = (unsigned)(n_params(f) + (f->type ? f->type->func_type.n_results : 0));
    f->param_tags = bump_array(&u->mem, struct escape_tag, n_params(f) + 1);
    vec_push(list, f);
    for (size_t i = 0; i < f->n_lits; i++)
        prepare(u, f->lits[i], f, list);
}

/* ---- building ---- */

static void
new_variable(struct escape_batch *b, struct func *f, struct object *v, struct pos pos)
{
    if (!v || v->var.escape_loc)
        return;
    struct escape_loc *l = escape_graph_new(b, ESCAPE_VARIABLE, f, 1, true);
    l->var = v;
    l->pos = pos;
    l->is_param = v->var.kind == VAR_PARAM || v->var.kind == VAR_RECV;
    v->var.escape_loc = l;
}

static void
add_variables(struct escape_batch *b, struct func *f)
{
    for (size_t i = 0; f->type && i < n_params(f); i++)
        new_variable(b, f, param_at(f, i)->obj, param_at(f, i)->pos);
    for (size_t i = 0; f->type && i < f->type->func_type.n_results; i++) {
        struct param *r = &f->type->func_type.results[i];
        new_variable(b, f, r->obj, r->pos);
        if (r->obj && r->obj->var.escape_loc)
            ((struct escape_loc *)r->obj->var.escape_loc)->result = 1 + (int)i;
    }
    for (size_t i = 0; i < f->n_vars; i++)
        new_variable(b, f, f->vars[i], f->vars[i]->pos);
}

/* The initialiser e of a package variable or of a part of one. Literals and what is boxed are laid
 * out in the image; only the parts that need code are walked. Go: staticinit */
static void
walk_initialiser(struct escape_walk *w, struct type *t, struct expr *e)
{
    e = ast_unparen(e);
    if (escape_static_data(e))
        return;
    struct expr *lit = e;
    if (e->kind == EXPR_UNARY && e->unary.op == TOKEN_AND)
        lit = ast_unparen(e->unary.x);
    if (lit->kind != EXPR_COMPOSITE) {
        escape_expr_value(w, escape_expr_heap(w), e);
        return;
    }
    struct type *u = types_underlying(lit->type);
    if (lit->composite.implicit_addr)
        u = types_underlying(u->elem);
    if (u->kind == TYPE_MAP) {
        escape_expr_to(w, escape_expr_heap(w), t, e);
        return;
    }
    for (size_t i = 0; i < lit->composite.n_elems; i++) {
        struct expr *x = lit->composite.elems[i];
        walk_initialiser(w, NULL, x->kind == EXPR_KEY_VALUE ? x->key_value.value : x);
    }
}

/* The initialisers of package variables, as one function. */
static void
walk_init(struct escape_batch *b, const struct package *p, struct func *init)
{
    struct table none = {0};
    struct escape_walk w = {b, init, 1, false, &none};
    for (size_t i = 0; i < p->inits.n; i++) {
        const struct decl *d = p->inits.v[i].decl;
        if (d->var.n_values == 0)
            continue;
        if (d->var.n_names == d->var.n_values) {
            for (size_t k = 0; k < d->var.n_values; k++) {
                struct object *v = d->var.objs[k];
                walk_initialiser(&w, v ? v->type : NULL, d->var.values[k]);
            }
        } else {
            size_t n;
            struct escape_loc **v = escape_call_spread(&w, d->var.values[0], &n);
            for (size_t k = 0; k < n; k++)
                escape_graph_flow(b, escape_expr_heap(&w), v[k]);
            free(v);
        }
    }
}

/* By value what is never assigned after the capture and small. */
static void
capture(struct escape_batch *b, const struct escape_closure *c)
{
    for (size_t i = 0; i < c->fn->n_captures; i++) {
        struct object *v = c->fn->captures[i];
        struct escape_loc *l = v->var.escape_loc;
        v->var.by_value = !l->addr_taken && !l->reassigned && !escape_static_generic(v->type) &&
                          escape_static_size(v->type) <= MAX_CAPTURE_BYTES;
        escape_graph_flow(b, v->var.by_value ? c->hole : escape_graph_shift(c->hole, -1), l);
    }
}

/* ---- what is too large for a frame ---- */

static struct expr *
make_size(const struct escape_loc *l)
{
    return l->expr->call.args[l->expr->call.n_args > 2 ? 2 : 1];
}

static bool
is_make_slice(const struct escape_loc *l)
{
    const struct expr *e = l->expr;
    return l->kind == ESCAPE_OBJECT && e->kind == EXPR_CALL && e->call.kind == CALL_BUILTIN &&
           e->call.builtin == BUILTIN_MAKE && types_underlying(e->type)->kind == TYPE_SLICE;
}

static bool
is_large_slice(const struct escape_loc *l)
{
    struct type *elem = types_underlying(l->expr->type)->elem;
    uint64_t size = escape_static_size(elem);
    if (size == 0)
        return !escape_static_generic(elem);
    if (!l->literal)
        return false;
    bool exact;
    int64_t n = constant_int64_value(l->literal->val, &exact);
    return exact && n >= 0 && (uint64_t)n > MAX_IMPLICIT_BYTES / size;
}

/* What new or & of a literal allocates; NULL. */
static struct type *
new_type(const struct escape_loc *l)
{
    struct expr *e = l->expr;
    if (l->kind != ESCAPE_OBJECT)
        return NULL;
    bool is_new =
        e->kind == EXPR_CALL && e->call.kind == CALL_BUILTIN && e->call.builtin == BUILTIN_NEW;
    bool is_address =
        e->kind == EXPR_UNARY || (e->kind == EXPR_COMPOSITE && e->composite.implicit_addr);
    return is_new || is_address ? types_underlying(e->type)->elem : NULL;
}

static bool
is_large(const struct escape_loc *l)
{
    if (l->kind == ESCAPE_VARIABLE)
        return l->var->var.kind == VAR_LOCAL &&
               escape_static_size(l->var->type) > MAX_VARIABLE_BYTES;
    if (l->kind == ESCAPE_AUTO)
        return l->expr &&
               escape_static_size(types_underlying(l->expr->type)->elem) > MAX_VARIABLE_BYTES;
    if (l->kind != ESCAPE_OBJECT)
        return false;
    if (is_make_slice(l))
        return is_large_slice(l);
    struct type *t = new_type(l);
    return t && escape_static_size(t) > MAX_IMPLICIT_BYTES;
}

/* Names that always stand for the same constant become it. */
static void
find_literal(struct unit *u, struct escape_loc *l)
{
    if (l->kind == ESCAPE_BOX && l->expr) {
        l->literal = escape_static_literal(u, l->expr);
        return;
    }
    if (!is_make_slice(l))
        return;
    struct expr *c = escape_static_length(u, make_size(l));
    if (!c)
        c = escape_static_literal(u, make_size(l));
    if (c && (c == ast_unparen(make_size(l)) || constant_sign(c->val) >= 0))
        l->literal = c;
}

/* ---- notes ---- */

static const char *
param_name(const struct param *p)
{
    return p->name;
}

static void
note_leaks(struct analysis *a, const struct func *f, const struct param *p,
           const struct escape_tag *tag)
{
    struct diag *d = &a->u->diag;
    bool noted = false;
    int heap = escape_graph_leak(tag, ESCAPE_LEAK_HEAP);
    if (heap >= 0) {
        diag_note(d, p->pos, "leaking param%s: %s", heap > 0 ? " content" : "", param_name(p));
        noted = true;
    }
    for (int i = 0; i < ESCAPE_LEAK_RESULTS; i++) {
        int level = escape_graph_leak(tag, ESCAPE_LEAK_RESULT0 + i);
        if (level < 0)
            continue;
        const char *name = f->type->func_type.results[i].name;
        if (!name || (name[0] == '_' && !name[1]))
            diag_note(d, p->pos, "leaking param: %s to result ~%c%d level=%d", param_name(p),
                      name ? 'b' : 'r', i, level);
        else
            diag_note(d, p->pos, "leaking param: %s to result %s level=%d", param_name(p), name,
                      level);
        noted = true;
    }
    if (!noted)
        diag_note(d, p->pos, "%s does not escape", param_name(p));
}

static bool
returns_pointers(const struct func *f)
{
    for (size_t i = 0; i < f->sig->func.n_results; i++) {
        if (escape_static_pointers(f->sig->func.results[i]->type))
            return true;
    }
    return false;
}

static void
tag_native(struct analysis *a, const struct func *f, const struct param *p, struct escape_tag *tag)
{
    if (f->noescape) {
        if (returns_pointers(f)) /* what it returns may be found through the parameter */
            escape_graph_add_leak(tag, ESCAPE_LEAK_HEAP, 1);
        escape_graph_add_leak(tag, ESCAPE_LEAK_MUTATOR, 0);
        escape_graph_add_leak(tag, ESCAPE_LEAK_CALLEE, 0);
    } else {
        escape_graph_add_leak(tag, ESCAPE_LEAK_HEAP, 0);
    }
    if (a->notes && p->name)
        diag_note(&a->u->diag, p->pos, f->noescape ? "%s does not escape" : "leaking param: %s",
                  p->name);
}

static void
tag_params(struct analysis *a, struct func *f)
{
    escape_graph_fn(f)->tagged = true;
    for (size_t i = 0; f->type && i < n_params(f); i++) {
        const struct param *p = param_at(f, i);
        struct escape_tag *tag = &f->param_tags[i];
        if (!p->obj || !escape_static_pointers(p->obj->type))
            continue;
        if (!f->body) {
            tag_native(a, f, p, tag);
            continue;
        }
        if (!p->name || (p->name[0] == '_' && !p->name[1]))
            continue;
        struct escape_loc *l = p->obj->var.escape_loc;
        *tag = l->tag;
        escape_graph_optimize(tag);
        if (a->notes && f->n_type_params == 0 && !(l->attrs & ESCAPE_ESCAPES))
            note_leaks(a, f, p, tag);
    }
}

/* make([]T, n) with n known. */
static void
write_make(struct unit *u, struct buf *out, const struct escape_loc *l)
{
    struct expr copy = *l->expr;
    struct expr *args[3] = {NULL};
    for (size_t i = 0; i < copy.call.n_args && i < 3; i++)
        args[i] = copy.call.args[i];
    args[copy.call.n_args > 2 ? 2 : 1] = l->literal;
    copy.call.args = args;
    printer_escape_expr(out, &copy);
    (void)u;
}

static void
write_loc(struct unit *u, struct buf *out, const struct escape_loc *l)
{
    if (l->text) {
        buf_add_str(out, l->text);
    } else if (l->append) {
        buf_add_str(out, "append");
    } else if (l->kind == ESCAPE_ARGUMENTS) {
        buf_add_str(out, "... argument");
    } else if (l->kind == ESCAPE_BOX && l->conversion) {
        struct expr copy = *l->conversion;
        struct expr *arg = l->literal ? l->literal : copy.call.args[0];
        copy.call.args = &arg;
        printer_escape_expr(out, &copy);
    } else if (l->kind == ESCAPE_BOX && l->literal) {
        printer_escape_expr(out, l->literal);
    } else if (l->literal) {
        write_make(u, out, l);
    } else {
        printer_escape_expr(out, l->expr);
    }
}

static bool
is_bytes(const struct escape_loc *l)
{
    const struct expr *e = l->expr;
    if (l->kind != ESCAPE_OBJECT || e->kind != EXPR_CALL || e->call.kind != CALL_CONVERSION)
        return false;
    struct type *t = types_underlying(e->type);
    return t->kind == TYPE_SLICE && types_underlying(t->elem)->kind == TYPE_UINT8;
}

static void
note_loc(struct analysis *a, const struct escape_loc *l, bool escapes)
{
    if (!a->notes || l->silent || l->kind == ESCAPE_TEMP || l->kind == ESCAPE_WRAPPER)
        return;
    struct diag *d = &a->u->diag;
    if (l->kind == ESCAPE_VARIABLE || l->kind == ESCAPE_AUTO) {
        if (escapes)
            diag_note(d, l->pos, "moved to heap: %s", l->var ? l->var->name : l->text);
        return;
    }
    struct buf text = {0};
    write_loc(a->u, &text, l);
    diag_note(d, l->pos, "%s %s", buf_cstr(&text), escapes ? "escapes to heap" : "does not escape");
    buf_finish(&text);
    if (is_bytes(l) && !(l->attrs & ESCAPE_MUTATES))
        diag_note(d, l->pos, "zero-copy string->[]byte conversion");
}

/* ---- verdicts ---- */

/* What several instances or places share must do for all of them. */
static void
decide(enum escape_verdict *field, enum escape_verdict v)
{
    if (*field != ESCAPE_HEAP)
        *field = v;
}

static void
set_verdict(struct escape_loc *l)
{
    bool heap = (l->attrs & ESCAPE_ESCAPES) || l->pinned;
    enum escape_verdict v = heap ? ESCAPE_HEAP : ESCAPE_STACK;
    switch (l->kind) {
    case ESCAPE_VARIABLE:
        l->var->var.verdict = v;
        break;
    case ESCAPE_AUTO:
        if (l->expr)
            decide(&l->expr->verdict, v);
        break;
    case ESCAPE_OBJECT:
    case ESCAPE_ARGUMENTS:
        decide(&l->expr->verdict, v);
        break;
    case ESCAPE_BOX:
        if (l->expr) {
            decide(&l->expr->box_verdict, v);
            if (ast_unparen(l->expr) != l->expr)
                decide(&ast_unparen(l->expr)->box_verdict, v);
        }
        break;
    case ESCAPE_WRAPPER:
        decide(&l->stmt->go_.verdict, v);
        break;
    default:
        break;
    }
}

/* ---- a batch ---- */

static void
analyse(void *arg, struct func **fns, size_t n)
{
    struct analysis *a = arg;
    struct escape_batch b;
    escape_graph_init(&b, a->u);
    b.notes = a->notes;
    for (size_t i = 0; i < n; i++)
        add_variables(&b, fns[i]);
    for (size_t i = 0; i < n; i++) {
        if (fns[i] == a->init)
            walk_init(&b, a->p, fns[i]);
        else if (fns[i]->body && fns[i]->n_captures == 0)
            escape_stmt_body(&b, fns[i]);
    }
    for (size_t i = 0; i < b.closures.n; i++)
        capture(&b, &b.closures.v[i]);
    for (size_t i = 0; i < b.locs.n; i++) {
        struct escape_loc *l = b.locs.v[i];
        find_literal(a->u, l);
        if (is_large(l))
            escape_graph_flow(&b, escape_graph_shift(escape_graph_hole(&b.heap), -1), l);
    }
    escape_graph_solve(&b);
    for (size_t i = 0; i < n; i++)
        tag_params(a, fns[i]);
    for (size_t i = 0; i < b.locs.n; i++) {
        struct escape_loc *l = b.locs.v[i];
        set_verdict(l);
        note_loc(a, l, l->attrs & ESCAPE_ESCAPES);
    }
    escape_graph_finish(&b);
}

/* Declared functions first, then the literals, those of the last function first: Go's order. */
static void
find_exact_calls(const struct analysis *a, const func_list *all)
{
    func_list order = {0};
    for (size_t i = 0; i < all->n; i++) {
        if (!escape_graph_fn(all->v[i])->outer)
            vec_push(&order, all->v[i]);
    }
    for (size_t end = all->n, i = all->n; i-- > 0;) {
        if (escape_graph_fn(all->v[i])->outer)
            continue;
        for (size_t k = i + 1; k < end; k++)
            vec_push(&order, all->v[k]);
        end = i;
    }
    escape_exact_find(a->u, order.v, order.n, a->notes);
    vec_finish(&order);
}

void
escape_package(struct unit *u, struct package *p, bool notes)
{
    struct analysis a = {u, p, notes, bump_new(&u->mem, struct func)};
    func_list all = {0};
    new_info(u, a.init, NULL)->inits = p;
    vec_push(&all, a.init);
    for (size_t i = 0; i < p->funcs.n; i++)
        prepare(u, p->funcs.v[i], NULL, &all);
    for (size_t i = 0; i < p->init_lits.n; i++)
        prepare(u, p->init_lits.v[i], a.init, &all);
    find_exact_calls(&a, &all);
    escape_order_visit(all.v, all.n, analyse, &a);
    vec_finish(&all);
}
