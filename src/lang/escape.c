/* The verdicts: storage in the frame or on the heap, and the notes that say so.
 *
 * The package becomes nodes (escape_lower.c), calls through interfaces that can hold one type only
 * become direct (escape_exact.c), loop variables are made anew where it matters (escape_loopvar.c).
 * Then batch by batch, callees first: locations for all variables, flows from the bodies
 * (escape_expr.c, escape_call.c, escape_stmt.c), the choice how closures capture, what is too large
 * for a frame, the solution (escape_graph.c), and last the [escape] fields and notes in Go's order.
 * Go: escape/escape.go, utils.go */
#include "lang/escape.h"

#include "lang/escape_lower.h"
#include "lang/escape_text.h"
#include "lang/escape_walk.h"
#include "lang/unit.h"

enum { MAX_CAPTURE_BYTES = 128 }; /* larger variables are captured by reference */

struct analysis {
    struct unit *u;
    struct bump mem; /* nodes and graphs */
    bool notes;
};

/* ---- building ---- */

static void
add_variables(struct escape_batch *b, struct ir_fn *fn)
{
    for (size_t i = 0; i < fn->names.n; i++) {
        struct ir_name *v = fn->names.v[i];
        if (v->loc)
            continue;
        struct escape_loc *l = escape_graph_new(b, &v->node, fn, 1, true);
        l->is_param = v->class == IR_PARAM;
        l->result = v->result;
        v->loc = l;
    }
}

static struct escape_hole
capture_note(struct escape_batch *b, struct escape_hole k, const struct ir_capture *c,
             const struct ir_fn *fn, const char *why)
{
    k = escape_graph_note(b, k, &c->name->node, fn, why);
    if (b->reasons)
        ((struct escape_note *)k.notes)->pos = c->pos;
    return k;
}

/* By value what is never assigned after the capture and small. */
static void
capture(struct escape_batch *b, const struct escape_closure *c)
{
    for (size_t i = 0; i < c->fn->captures.n; i++) {
        const struct ir_capture *cap = &c->fn->captures.v[i];
        struct ir_name *v = cap->name;
        struct escape_loc *l = v->loc;
        v->by_value =
            !l->addr_taken && !l->reassigned && escape_ir_size(v->type) <= MAX_CAPTURE_BYTES;
        if (v->var)
            v->var->var.by_value = v->by_value;
        if (!v->by_value)
            v->addr_taken = true;
        escape_reason_capture(b, v, l);
        struct escape_hole k = c->hole;
        if (!v->by_value)
            k = capture_note(b, escape_graph_shift(k, -1), cap, c->fn, "reference");
        escape_graph_flow(b, capture_note(b, k, cap, c->fn, "captured by a closure"), l);
    }
}

/* ---- notes ---- */

static bool
is_bytes(const struct ir *n)
{
    struct type *t = n->type ? types_underlying(n->type) : NULL;
    return n->op == IR_CONVTEXT && t->kind == TYPE_SLICE &&
           types_underlying(t->elem)->kind == TYPE_UINT8;
}

static void
note_loc(struct analysis *a, const struct escape_loc *l)
{
    const struct ir *n = l->node;
    bool escapes = l->attrs & ESCAPE_ESCAPES;
    if (!a->notes || !n || l->fn->silent || (n->op == IR_CLOSURE && n->fn->wrapper))
        return;
    struct diag *d = &a->u->diag;
    struct buf text = {0};
    if (n->op == IR_BUILTIN)
        buf_add_str(&text, "append");
    else
        escape_text_node(&text, n, l->fn);
    if (n->op != IR_NAME)
        diag_note(d, n->pos, "%s %s", buf_cstr(&text),
                  escapes ? "escapes to heap" : "does not escape");
    else if (escapes)
        diag_note(d, n->pos, "moved to heap: %s", buf_cstr(&text));
    buf_finish(&text);
    if (is_bytes(n) && !(l->attrs & ESCAPE_MUTATES))
        diag_note(d, n->pos, "zero-copy string->[]byte conversion");
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
decide_box(const struct ir *n, enum escape_verdict v)
{
    struct expr *e = n->ast;
    if (!e)
        return;
    if (!n->implicit && e->kind == EXPR_CALL && e->call.kind == CALL_CONVERSION)
        e = e->call.args[0];
    decide(&e->box_verdict, v);
    if (ast_unparen(e) != e)
        decide(&ast_unparen(e)->box_verdict, v);
}

static void
set_verdict(const struct escape_loc *l)
{
    const struct ir *n = l->node;
    if (!n)
        return;
    bool heap = (l->attrs & ESCAPE_ESCAPES) || (l->fn->pinned && n->op != IR_NAME);
    enum escape_verdict v = heap ? ESCAPE_HEAP : ESCAPE_STACK;
    if (n->op == IR_NAME) {
        if (n->name->var)
            n->name->var->var.verdict = v;
        if (n->name->value)
            decide(&n->name->value->verdict, v);
    } else if (n->op == IR_CONVFACE && n->spread) {
        *(heap ? &n->spread->spread_heap : &n->spread->spread_stack) |= (uint16_t)(1u << n->sub);
    } else if (n->op == IR_CONVFACE) {
        decide_box(n, v);
    } else if (n->op == IR_CLOSURE && n->fn->go) {
        decide(&n->fn->go->go_.verdict, v);
    } else if (n->ast) {
        decide(&n->ast->verdict, v);
    }
}

/* ---- a batch ---- */

static void
analyse(void *arg, struct ir_fn **fns, size_t n)
{
    struct analysis *a = arg;
    struct escape_batch b;
    escape_graph_init(&b, a->u, &a->mem);
    b.notes = a->notes;
    b.reasons = a->notes && a->u->escape_reasons;
    for (size_t i = 0; i < n; i++)
        add_variables(&b, fns[i]);
    for (size_t i = 0; i < n; i++) {
        if (!fns[i]->literal || fns[i]->captures.n == 0)
            escape_stmt_body(&b, fns[i]);
    }
    for (size_t i = 0; i < b.closures.n; i++)
        capture(&b, &b.closures.v[i]);
    for (size_t i = 0; i < b.locs.n; i++) {
        struct escape_loc *l = b.locs.v[i];
        if (!l->node)
            continue;
        escape_static_literals(a->u, &a->mem, l->node);
        const char *why = escape_static_large(l->node);
        if (why)
            escape_graph_flow(&b,
                              escape_graph_note(&b,
                                                escape_graph_shift(escape_graph_hole(&b.heap), -1),
                                                l->node, l->fn, why),
                              l);
    }
    escape_graph_solve(&b);
    for (size_t i = 0; i < n; i++)
        escape_tag_params(a->u, fns[i], a->notes);
    for (size_t i = 0; i < b.locs.n; i++) {
        set_verdict(b.locs.v[i]);
        note_loc(a, b.locs.v[i]);
    }
    escape_graph_finish(&b);
}

static void
reduce_init(struct bump *mem, struct ir_fn *init)
{
    struct ir_list all = init->body;
    init->body = (struct ir_list){0};
    for (size_t i = 0; i < all.n; i++)
        escape_static_init(mem, all.v[i], &init->body);
}

void
escape_package(struct unit *u, struct package *p, bool notes)
{
    struct analysis a = {.u = u, .notes = notes};
    struct ir_builder b = {.u = u, .mem = &a.mem, .p = p, .notes = notes};
    escape_lower_package(&b);
    escape_exact_find(u, &a.mem, &b.funcs, notes);
    for (size_t i = 0; i < b.funcs.n; i++)
        escape_loopvar(&b, b.funcs.v[i]);
    reduce_init(&a.mem, b.funcs.v[0]);
    for (size_t i = 0; i < b.funcs.n; i++)
        escape_dead_assignments(u, &a.mem, b.funcs.v[i]);
    escape_order_visit(&b.funcs, analyse, &a);
    for (size_t i = 0; notes && i < b.funcs.n; i++)
        escape_bounds_note(u, b.funcs.v[i]);
    for (size_t i = 0; i < b.funcs.n; i++) {
        struct ir_fn *fn = b.funcs.v[i];
        vec_finish(&fn->params);
        vec_finish(&fn->results);
        vec_finish(&fn->names);
        vec_finish(&fn->captures);
        vec_finish(&fn->dict_methods);
        if (fn->func)
            fn->func->escape_state = NULL;
    }
    vec_finish(&b.funcs);
    bump_finish(&a.mem);
}
