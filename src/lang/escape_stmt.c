/* Statements: what is assigned to what, where variables are declared, and how deep in loops. */
#include <string.h>

#include "base/table.h"
#include "lang/escape_visit.h"
#include "lang/escape_walk.h"
#include "lang/printer.h"
#include "lang/unit.h"
#include "lang/universe.h"

static void stmt(struct escape_walk *w, struct stmt *s);
static void block(struct escape_walk *w, const struct block *b);

/* ---- places ---- */

static void
mutate(struct escape_walk *w, struct expr *e)
{
    escape_expr_value(w, escape_expr_mutator(w), e);
}

static struct escape_hole place(struct escape_walk *w, struct expr *e);

static bool
is_pointer(struct expr *e)
{
    return e->type && types_underlying(e->type)->kind == TYPE_POINTER;
}

/* x.f: through the last pointer on the way it is memory that belongs to nobody here. */
static struct escape_hole
field_place(struct escape_walk *w, struct expr *e)
{
    struct type *t = e->selector.x->type;
    int loads = 0;
    for (size_t i = 0; i < e->selector.n_path; i++) {
        struct type *u = types_underlying(t);
        if (u->kind == TYPE_POINTER) {
            u = types_underlying(u->elem);
            loads++;
        }
        t = u->struct_.fields[e->selector.path[i]]->type;
    }
    if (loads == 0)
        return place(w, e->selector.x);
    struct escape_hole k = escape_expr_mutator(w);
    if (loads > 1)
        k = escape_graph_shift(k, loads - 1);
    escape_expr_value(w, k, e->selector.x);
    return escape_expr_heap(w);
}

static struct escape_hole
index_place(struct escape_walk *w, struct expr *e)
{
    struct type *t = types_underlying(e->index.x->type);
    if (t->kind == TYPE_MAP) {
        escape_expr_discard(w, e->index.x);
        escape_expr_to(w, escape_expr_heap(w), t->map.key, e->index.index);
        return escape_expr_heap(w);
    }
    escape_expr_discard(w, e->index.index);
    if (t->kind == TYPE_ARRAY)
        return place(w, e->index.x);
    mutate(w, e->index.x);
    return escape_expr_heap(w);
}

/* The hole for what is assigned to e; NULL and _ drop it. */
static struct escape_hole
place(struct escape_walk *w, struct expr *e)
{
    e = e ? ast_unparen(e) : NULL;
    if (!e)
        return escape_expr_nowhere(w);
    switch (e->kind) {
    case EXPR_NAME: {
        struct object *v = e->name.obj;
        if (!v || (e->name.name[0] == '_' && !e->name.name[1]))
            return escape_expr_nowhere(w);
        if (v->kind != OBJECT_VAR || v->var.kind == VAR_GLOBAL || !v->var.escape_loc)
            return escape_expr_heap(w);
        return escape_graph_hole(v->var.escape_loc);
    }
    case EXPR_SELECTOR:
        if (e->selector.kind == SELECT_FIELD)
            return field_place(w, e);
        return escape_expr_heap(w);
    case EXPR_INDEX:
        return index_place(w, e);
    case EXPR_STAR:
        mutate(w, e->unary.x);
        return escape_expr_heap(w);
    default:
        escape_expr_discard(w, e);
        return escape_expr_heap(w);
    }
}

static void
reassigned(struct escape_hole k)
{
    k.dst->reassigned = true;
}

/* ---- declarations ---- */

void
escape_stmt_declared(struct escape_walk *w, struct object *v)
{
    if (!v)
        return;
    struct escape_fn *info = escape_graph_fn(w->fn);
    info->n_declared++;
    struct escape_loc *l = v->var.escape_loc;
    if (!l)
        return;
    l->loop_depth = w->loop_depth;
    v->var.loop_depth = w->loop_depth;
}

static struct escape_hole
var_hole(struct escape_walk *w, struct object *v)
{
    return v && v->var.escape_loc ? escape_graph_hole(v->var.escape_loc) : escape_expr_nowhere(w);
}

/* ---- assignments ---- */

/* What an assignment writes to: lhs i of a statement, or a variable that it declares. */
struct target {
    struct expr *lhs;   /* NULL: var is declared here */
    struct object *var; /* declared here; NULL for _ */
    struct type *type;  /* what the value is converted to; NULL for _ */
    struct escape_hole hole;
};
typedef VEC(struct target) target_list;

static bool
is_blank_name(struct expr *e)
{
    e = ast_unparen(e);
    return e->kind == EXPR_NAME && e->name.name[0] == '_' && !e->name.name[1];
}

static struct target
target_of(struct stmt *s, size_t i)
{
    struct expr *e = ast_list_at(s->assign.lhs, i);
    struct target t = {.lhs = e};
    bool define = s->assign.op == TOKEN_DEFINE && i < s->assign.n_new_vars;
    if (define && s->assign.new_vars[i]) {
        t.lhs = NULL;
        t.var = s->assign.new_vars[i];
        t.type = t.var->type;
    } else if (!is_blank_name(e)) {
        e = ast_unparen(e);
        t.type = e->kind == EXPR_NAME && e->name.obj ? e->name.obj->type : e->type;
    }
    return t;
}

static void
open_targets(struct escape_walk *w, target_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        if (!list->v[i].lhs)
            escape_stmt_declared(w, list->v[i].var);
    }
    for (size_t i = 0; i < list->n; i++) {
        struct target *t = &list->v[i];
        t->hole = t->lhs ? place(w, t->lhs) : var_hole(w, t->var);
    }
}

static void
close_targets(target_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        if (list->v[i].lhs)
            reassigned(list->v[i].hole);
    }
    vec_finish(list);
}

/* x and y both x.f: the same base, and nothing is called to find it. */
static bool
same_operand(struct expr *a, struct expr *b)
{
    a = ast_unparen(a);
    b = ast_unparen(b);
    if (a->mode == MODE_CONSTANT && b->mode == MODE_CONSTANT)
        return a->val && b->val && a->kind == b->kind && a->type == b->type && a->val == b->val;
    if (a->kind != b->kind || !a->type || !b->type || !types_identical(a->type, b->type))
        return false;
    switch (a->kind) {
    case EXPR_NAME:
        return a->name.obj && a->name.obj == b->name.obj;
    case EXPR_SELECTOR:
        return a->selector.kind == SELECT_FIELD && b->selector.kind == SELECT_FIELD &&
               a->selector.obj == b->selector.obj && same_operand(a->selector.x, b->selector.x);
    case EXPR_STAR:
        return same_operand(a->unary.x, b->unary.x);
    case EXPR_INDEX:
        return a->index.n_type_args == 0 && same_operand(a->index.x, b->index.x) &&
               same_operand(a->index.index, b->index.index);
    default:
        return false;
    }
}

static bool
is_plain_index(struct expr *e)
{
    e = ast_unparen(e);
    switch (e->kind) {
    case EXPR_NAME:
    case EXPR_LITERAL:
        return true;
    case EXPR_BINARY:
        return is_plain_index(e->binary.x) && is_plain_index(e->binary.y) &&
               token_precedence(e->binary.op) > 3;
    case EXPR_INDEX:
        return is_plain_index(e->index.x) && is_plain_index(e->index.index);
    case EXPR_SELECTOR:
        return e->selector.kind == SELECT_FIELD && is_plain_index(e->selector.x);
    case EXPR_STAR:
        return is_plain_index(e->unary.x);
    case EXPR_CALL:
        if (e->call.kind == CALL_CONVERSION && types_is_numeric(e->type))
            return is_plain_index(e->call.args[0]);
        return e->call.kind == CALL_BUILTIN &&
               (e->call.builtin == BUILTIN_LEN || e->call.builtin == BUILTIN_CAP) &&
               is_plain_index(e->call.args[0]);
    default:
        return e->mode == MODE_CONSTANT;
    }
}

/* The variable in v.f or *v with v a pointer; NULL. */
static struct object *
pointer_base(struct expr *e)
{
    e = ast_unparen(e);
    struct expr *x = NULL;
    if (e->kind == EXPR_STAR)
        x = ast_unparen(e->unary.x);
    else if (e->kind == EXPR_SELECTOR && e->selector.kind == SELECT_FIELD &&
             e->selector.n_path == 1 && is_pointer(e->selector.x))
        x = ast_unparen(e->selector.x);
    return x && x->kind == EXPR_NAME ? x->name.obj : NULL;
}

/* b.buf = b.buf[n:m] */
static bool
slices_itself(struct expr *dst, struct expr *src)
{
    if (src->kind != EXPR_SLICE || types_underlying(src->slice.x->type)->kind == TYPE_ARRAY)
        return false;
    struct object *base = pointer_base(dst);
    return base && base == pointer_base(src->slice.x);
}

static bool
is_direct_field(struct expr *e)
{
    return e->selector.kind == SELECT_FIELD;
}

/* Stores something that the same object already holds: no new flow. */
static bool
is_self_assignment(struct expr *dst, struct expr *src)
{
    dst = ast_unparen(dst);
    src = ast_unparen(src);
    if (slices_itself(dst, src))
        return true;
    if (dst->kind != src->kind || src->mode == MODE_CONSTANT)
        return false;
    if (dst->kind == EXPR_SELECTOR && is_direct_field(dst) && is_direct_field(src))
        return is_pointer(dst->selector.x) == is_pointer(src->selector.x) &&
               same_operand(dst->selector.x, src->selector.x);
    if (dst->kind == EXPR_INDEX && src->index.n_type_args == 0 &&
        types_underlying(dst->index.x->type)->kind != TYPE_MAP &&
        types_underlying(src->index.x->type)->kind != TYPE_MAP)
        return is_plain_index(dst->index.index) && is_plain_index(src->index.index) &&
               same_operand(dst->index.x, src->index.x);
    return false;
}

static void
note_self_assignment(struct escape_walk *w, const target_list *list, struct expr *const *rhs,
                     struct pos pos)
{
    if (!w->b->notes)
        return;
    const char *name = w->fn->full_name ? strchr(w->fn->full_name, '.') : NULL;
    struct buf text = {0};
    for (size_t i = 0; i < list->n; i++) {
        buf_add_str(&text, i > 0 ? ", " : "");
        printer_escape_expr(&text, list->v[i].lhs);
    }
    for (size_t i = 0; i < list->n; i++) {
        buf_add_str(&text, i > 0 ? ", " : " = ");
        printer_escape_expr(&text, rhs[i]);
    }
    diag_note(&w->b->u->diag, pos, "%s ignoring self-assignment in %s", name ? name + 1 : "",
              buf_cstr(&text));
    buf_finish(&text);
}

static void
assign_one(struct escape_walk *w, const target_list *list, size_t i, struct expr *const *values,
           struct pos pos)
{
    const struct target *t = &list->v[i];
    struct expr *rhs = values[i];
    struct escape_hole k = t->hole;
    if (t->lhs && is_self_assignment(t->lhs, rhs)) {
        note_self_assignment(w, list, values, pos);
        k = escape_expr_nowhere(w);
    }
    escape_expr_to(w, k, t->type, rhs);
    if (!t->lhs && t->var && t->var->var.escape_loc)
        ((struct escape_loc *)t->var->var.escape_loc)->def = rhs;
}

/* a, b = f() */
static void
assign_spread(struct escape_walk *w, target_list *list, struct expr *rhs, struct pos pos)
{
    size_t n;
    struct escape_loc **v = escape_call_spread(w, rhs, &n);
    for (size_t i = 0; i < list->n && i < n; i++) {
        struct type *from = escape_call_spread_type(w, rhs, i);
        struct escape_hole k =
            escape_expr_convert(w, list->v[i].hole, list->v[i].type, from, NULL, v[i]->text, pos);
        if (k.derefs < 0 || escape_static_pointers(from))
            escape_graph_flow(w->b, k, v[i]);
    }
    free(v);
}

static void
assign_all(struct escape_walk *w, target_list *list, struct expr *const *rhs, size_t n,
           struct pos pos)
{
    open_targets(w, list);
    if (n == 1 && list->n > 1) {
        assign_spread(w, list, rhs[0], pos);
    } else {
        for (size_t i = 0; i < list->n && i < n; i++)
            assign_one(w, list, i, rhs, pos);
    }
    close_targets(list);
}

static bool
is_shift(enum token op)
{
    return op == TOKEN_SHL || op == TOKEN_SHR;
}

static void
assign_op(struct escape_walk *w, struct stmt *s)
{
    struct escape_hole k = place(w, s->assign.lhs);
    if (s->assign.rhs)
        escape_expr_to(w, k, is_shift(s->assign.op) ? NULL : s->assign.lhs->type, s->assign.rhs);
    reassigned(k);
}

static void
assign(struct escape_walk *w, struct stmt *s)
{
    if (s->assign.op != TOKEN_ASSIGN && s->assign.op != TOKEN_DEFINE) {
        assign_op(w, s);
        return;
    }
    target_list list = {0};
    for (size_t i = 0; i < ast_list_len(s->assign.lhs); i++)
        vec_push(&list, target_of(s, i));
    size_t n = ast_list_len(s->assign.rhs);
    struct expr *one = n == 1 ? ast_list_at(s->assign.rhs, 0) : NULL;
    assign_all(w, &list, one ? &one : s->assign.rhs->list.v, n, s->pos);
}

static void
declare(struct escape_walk *w, const struct decl *d)
{
    if (d->kind != DECL_VAR)
        return;
    target_list list = {0};
    for (size_t i = 0; i < d->var.n_names; i++) {
        struct object *v = d->var.objs[i];
        bool blank = is_blank_name(d->var.names[i]);
        struct target t = {
            NULL, blank ? NULL : v, blank && d->var.type == NULL ? NULL : v->type, {0}};
        if (blank)
            t.type = NULL;
        vec_push(&list, t);
    }
    assign_all(w, &list, d->var.values, d->var.n_values, d->pos);
}

static void
do_return(struct escape_walk *w, struct stmt *s)
{
    const struct expr *t = w->fn->type;
    target_list list = {0};
    for (size_t i = 0; i < t->func_type.n_results; i++) {
        struct object *v = t->func_type.results[i].obj;
        struct target r = {NULL, NULL, v ? v->type : NULL, var_hole(w, v)};
        vec_push(&list, r);
    }
    if (s->return_.n_results == 1 && list.n > 1) {
        assign_spread(w, &list, s->return_.results[0], s->pos);
    } else {
        for (size_t i = 0; i < s->return_.n_results && i < list.n; i++)
            escape_expr_to(w, list.v[i].hole, list.v[i].type, s->return_.results[i]);
    }
    for (size_t i = 0; i < list.n; i++)
        reassigned(list.v[i].hole);
    vec_finish(&list);
}

/* ---- loops ---- */

/* A variable of the loop that a closure or pointer can tell apart: one per iteration. */
static bool
is_per_iteration(const struct object *v)
{
    return v && (v->var.captured || v->var.addr_taken);
}

static void
range(struct escape_walk *w, struct stmt *s)
{
    struct object *vars[] = {s->for_.define ? s->for_.key_var : NULL,
                             s->for_.define ? s->for_.val_var : NULL};
    for (int i = 0; i < 2; i++) {
        if (vars[i] && !is_per_iteration(vars[i]))
            escape_stmt_declared(w, vars[i]);
    }
    struct type *t = types_underlying(ast_unparen(s->for_.x)->type);
    struct escape_loc *x = escape_graph_new(w->b, ESCAPE_TEMP, w->fn, w->loop_depth, true);
    escape_expr_value(w, escape_graph_hole(x), s->for_.x);
    w->loop_depth++;
    for (int i = 0; i < 2; i++) {
        if (vars[i] && is_per_iteration(vars[i]))
            escape_stmt_declared(w, vars[i]);
    }
    struct escape_hole ks[2] = {
        s->for_.define ? var_hole(w, vars[0]) : place(w, s->for_.key),
        s->for_.define ? var_hole(w, vars[1]) : place(w, s->for_.value),
    };
    if (is_per_iteration(vars[1])) { /* assigned in the body from the loop's own variable */
        struct escape_loc *between = escape_graph_new(w->b, ESCAPE_TEMP, w->fn, 1, true);
        if (escape_static_pointers(vars[1]->type))
            escape_graph_flow(w->b, ks[1], between);
        ks[1] = escape_graph_hole(between);
    }
    escape_graph_flow(w->b, t->kind == TYPE_ARRAY ? ks[1] : escape_graph_shift(ks[1], 1), x);
    reassigned(ks[0]);
    reassigned(ks[1]);
    if (vars[1])
        reassigned(var_hole(w, vars[1]));
    block(w, &s->for_.body);
    w->loop_depth--;
}

static void
three_clauses(struct escape_walk *w, struct stmt *s)
{
    struct expr *kept = s->for_.cond;
    if (s->for_.init)
        stmt(w, s->for_.init);
    if (kept && escape_visit_static_bool(s->for_.cond, &kept) < 0)
        return;
    w->loop_depth++;
    struct stmt *init = s->for_.init;
    if (init && init->kind == STMT_ASSIGN && init->assign.op == TOKEN_DEFINE) {
        for (size_t i = 0; i < init->assign.n_new_vars; i++) {
            struct object *v = init->assign.new_vars[i];
            if (!is_per_iteration(v) || !v->var.escape_loc)
                continue;
            /* the value goes from iteration to iteration through a copy outside */
            struct escape_loc *l = v->var.escape_loc;
            struct escape_loc *between = escape_graph_new(w->b, ESCAPE_TEMP, w->fn, 1, true);
            l->loop_depth = v->var.loop_depth = w->loop_depth;
            if (escape_static_pointers(v->type)) {
                escape_graph_flow(w->b, escape_graph_hole(between), l);
                escape_graph_flow(w->b, escape_graph_hole(l), between);
            }
        }
    }
    escape_expr_discard(w, kept);
    if (s->for_.post)
        stmt(w, s->for_.post);
    block(w, &s->for_.body);
    w->loop_depth--;
}

/* ---- switch, select ---- */

/* Comparing with an interface boxes the other side. */
static struct type *
common_type(struct stmt *s)
{
    struct expr *tag = s->switch_.tag;
    struct type *t = tag ? ast_unparen(tag)->type : NULL;
    if (!t)
        return NULL;
    if (types_is_interface(t))
        return t;
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        const struct case_clause *c = &s->switch_.cases[i];
        for (size_t k = 0; k < c->n_exprs; k++) {
            struct type *x = ast_unparen(c->exprs[k])->type;
            if (x && types_is_interface(x) && types_underlying(t)->kind != TYPE_CHAN)
                return x;
        }
    }
    return NULL;
}

/* Where the variable of a clause stands in notes: at the end of the clause's last type. */
static struct pos
clause_pos(const struct case_clause *c)
{
    if (c->n_exprs == 0)
        return c->pos;
    for (const struct expr *e = c->exprs[c->n_exprs - 1];;) {
        switch (e->kind) {
        case EXPR_PAREN:
            e = e->paren.x;
            break;
        case EXPR_SELECTOR:
            return e->selector.x->pos;
        case EXPR_STAR:
            e = e->unary.x;
            break;
        case EXPR_ARRAY_TYPE:
            e = e->array_type.elem;
            break;
        case EXPR_SLICE_TYPE:
        case EXPR_DOTS_TYPE:
            e = e->elem_type.elem;
            break;
        case EXPR_MAP_TYPE:
            e = e->map_type.value;
            break;
        case EXPR_CHAN_TYPE:
            e = e->chan_type.elem;
            break;
        default:
            return e->pos;
        }
    }
}

static void
type_switch(struct escape_walk *w, struct stmt *s)
{
    VEC(struct escape_hole) ks = {0};
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        struct object *v = s->switch_.cases[i].var;
        if (!v)
            continue;
        escape_stmt_declared(w, v);
        if (v->var.escape_loc)
            ((struct escape_loc *)v->var.escape_loc)->pos = clause_pos(&s->switch_.cases[i]);
        if (escape_static_pointers(v->type))
            vec_push(&ks, escape_expr_assert(var_hole(w, v), v->type));
    }
    escape_expr_value(w, escape_expr_tee(w, ks.v, ks.n), s->switch_.tag->guard.x);
    vec_finish(&ks);
    for (size_t i = 0; i < s->switch_.n_cases; i++)
        block(w, &s->switch_.cases[i].body);
}

static void
do_switch(struct escape_walk *w, struct stmt *s)
{
    if (s->switch_.init)
        stmt(w, s->switch_.init);
    if (s->switch_.tag && s->switch_.tag->kind == EXPR_TYPE_SWITCH_GUARD) {
        type_switch(w, s);
        return;
    }
    size_t n;
    bool decided;
    struct case_clause *c = escape_visit_clauses(s, &n, &decided);
    struct type *t = common_type(s);
    if (!decided && s->switch_.tag)
        escape_expr_to(w, escape_expr_nowhere(w), t, s->switch_.tag);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; !decided && k < c[i].n_exprs; k++)
            escape_expr_to(w, escape_expr_nowhere(w), t, c[i].exprs[k]);
        block(w, &c[i].body);
    }
}

static void
do_select(struct escape_walk *w, struct stmt *s)
{
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        struct case_clause *c = &s->switch_.cases[i];
        if (c->comm)
            stmt(w, c->comm);
        block(w, &c->body);
    }
}

/* ---- the rest ---- */

static void
do_if(struct escape_walk *w, struct stmt *s)
{
    struct expr *kept;
    int cond = escape_visit_static_bool(s->if_.cond, &kept);
    if (s->if_.init)
        stmt(w, s->if_.init);
    escape_expr_discard(w, kept);
    int depth = w->loop_depth;
    if (cond >= 0)
        block(w, &s->if_.then);
    if (cond <= 0 && s->if_.els)
        stmt(w, s->if_.els);
    w->loop_depth = depth;
}

static void
send(struct escape_walk *w, struct stmt *s)
{
    struct type *t = types_underlying(ast_unparen(s->send.chan)->type);
    escape_expr_discard(w, s->send.chan);
    escape_expr_to(w, escape_expr_heap(w), t->kind == TYPE_CHAN ? t->chan.elem : NULL,
                   s->send.value);
}

static void
stmts(struct escape_walk *w, const struct block *b)
{
    bool dead = false;
    for (size_t i = 0; i < b->n; i++) {
        if (escape_visit_live(b, i, &dead))
            stmt(w, b->v[i]);
    }
}

static void
block(struct escape_walk *w, const struct block *b)
{
    int depth = w->loop_depth;
    stmts(w, b);
    w->loop_depth = depth;
}

static void
labeled(struct escape_walk *w, struct stmt *s)
{
    if (table_get_ptr(w->loops, s))
        w->loop_depth++;
    if (s->labeled.stmt)
        stmt(w, s->labeled.stmt);
}

static void
stmt(struct escape_walk *w, struct stmt *s)
{
    switch (s->kind) {
    case STMT_EXPR: {
        struct expr *e = ast_unparen(s->expr);
        if (e->kind == EXPR_CALL && e->call.kind != CALL_CONVERSION)
            escape_call(w, NULL, e);
        else
            escape_expr_discard(w, e);
        break;
    }
    case STMT_SEND:
        send(w, s);
        break;
    case STMT_ASSIGN:
        assign(w, s);
        break;
    case STMT_DECL:
        for (size_t i = 0; i < s->decl.n; i++)
            declare(w, s->decl.v[i]);
        break;
    case STMT_BLOCK:
        stmts(w, &s->block); /* no block of its own, as in Go */
        break;
    case STMT_LABELED:
        labeled(w, s);
        break;
    case STMT_IF:
        do_if(w, s);
        break;
    case STMT_FOR:
        if (s->for_.is_range)
            range(w, s);
        else
            three_clauses(w, s);
        break;
    case STMT_SWITCH:
        do_switch(w, s);
        break;
    case STMT_SELECT:
        do_select(w, s);
        break;
    case STMT_GO:
    case STMT_DEFER:
        escape_call_go(w, s);
        break;
    case STMT_RETURN:
        do_return(w, s);
        break;
    default:
        break;
    }
}

/* ---- a function ---- */

static void
note_goto(void *arg, struct stmt *s)
{
    struct table *loops = arg;
    if (s->kind == STMT_BRANCH && s->branch.tok == TOKEN_GOTO && s->branch.target &&
        diag_pos_compare(s->pos, s->branch.target->pos) > 0)
        table_put_ptr(loops, s->branch.target, s);
}

void
escape_stmt_body(struct escape_batch *b, struct func *fn)
{
    struct table loops = {0};
    struct escape_visitor v = {.stmt = note_goto, .arg = &loops};
    struct escape_walk w = {b, fn, 1, false, &loops};
    escape_visit_block(&v, fn->body);
    block(&w, fn->body);
    table_finish(&loops);
}
