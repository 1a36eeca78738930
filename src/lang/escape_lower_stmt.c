/* Statements. Blocks are not nodes: their statements become those around. What cannot be reached
 * and branches that constants rule out are left out. Go: noder/reader.go (stmts), writer.go */
#include "lang/escape_lower.h"
#include "lang/escape_visit.h"
#include "lang/unit.h"

static struct ir *
new_stmt(struct ir_builder *b, enum ir_op op, struct pos pos)
{
    return escape_ir_new(b->mem, op, pos, NULL);
}

static bool
is_blank(struct expr *e)
{
    e = ast_unparen(e);
    return e->kind == EXPR_NAME && e->name.name[0] == '_' && !e->name.name[1];
}

/* ---- assignments ---- */

/* The left sides of a statement: existing places, or variables that it declares. */
struct targets {
    struct ir_list list;
    struct ir_list fresh;
    struct type **types; /* what values are converted to; NULL entries: not at all */
};

static void
add_target(struct ir_builder *b, struct targets *t, struct expr *e, struct object *fresh)
{
    size_t i = t->list.n;
    if (is_blank(e)) {
        escape_ir_push(b->mem, &t->list, escape_lower_blank(b));
    } else if (fresh) {
        struct ir *v = &escape_lower_declare(b, fresh, IR_LOCAL)->node;
        escape_ir_push(b->mem, &t->list, v);
        escape_ir_push(b->mem, &t->fresh, v);
        t->types[i] = fresh->type;
    } else {
        struct ir *x = escape_lower_expr(b, e);
        escape_ir_push(b->mem, &t->list, x);
        t->types[i] = x->type;
        e = ast_unparen(e);
        if (e->kind == EXPR_NAME && e->name.obj)
            t->types[i] = e->name.obj->type;
    }
}

/* `stmt` declares the fresh ones. */
static void
declare(struct ir_builder *b, const struct targets *t, struct ir *stmt)
{
    for (size_t i = 0; i < t->fresh.n; i++) {
        struct ir *v = t->fresh.v[i];
        v->name->defn = stmt;
        escape_ir_push(b->mem, &stmt->init, escape_lower_dcl(b, v->pos, v));
    }
    stmt->def = t->fresh.n > 0;
    for (size_t i = 0; i < t->list.n; i++)
        escape_lower_assigned(t->list.v[i], stmt);
}

/* var a, b T */
static void
zero_values(struct ir_builder *b, struct pos pos, const struct targets *t, struct ir_list *out)
{
    for (size_t i = 0; i < t->fresh.n; i++) {
        struct ir *as = new_stmt(b, IR_ASSIGN, pos);
        as->x = t->fresh.v[i];
        escape_ir_push(b->mem, &as->init, escape_lower_dcl(b, as->x->pos, as->x));
        escape_ir_push(b->mem, out, as);
    }
}

static void
assign_targets(struct ir_builder *b, struct pos pos, const struct targets *t,
               struct expr *const *rhs, size_t n, struct ir_list *out)
{
    struct ir_list values = {0};
    if (n == 0) {
        zero_values(b, pos, t, out);
        return;
    }
    escape_lower_values(b, pos, t->types, rhs, n, t->list.n, &values);
    bool one = t->list.n == 1 && values.n == 1;
    struct ir *as = new_stmt(b, one ? IR_ASSIGN : IR_ASSIGN2, pos);
    if (one) {
        as->x = t->list.v[0];
        as->y = values.v[0];
    } else {
        as->list = t->list;
        as->rhs = values;
    }
    declare(b, t, as);
    escape_ir_push(b->mem, out, as);
}

static void
assign_op(struct ir_builder *b, struct stmt *s, struct ir_list *out)
{
    struct ir *n = new_stmt(b, IR_ASSIGN_OP, s->pos);
    n->sub = (unsigned char)s->assign.op;
    n->x = escape_lower_expr(b, s->assign.lhs);
    n->incdec = !s->assign.rhs;
    bool shift = s->assign.op == TOKEN_SHL || s->assign.op == TOKEN_SHR;
    if (s->assign.rhs)
        n->y = escape_lower_to(b, shift ? NULL : s->assign.lhs->type, s->assign.rhs);
    escape_lower_assigned(n->x, n);
    escape_ir_push(b->mem, out, n);
}

static void
assign(struct ir_builder *b, struct stmt *s, struct ir_list *out)
{
    if (s->assign.op != TOKEN_ASSIGN && s->assign.op != TOKEN_DEFINE) {
        assign_op(b, s, out);
        return;
    }
    size_t n = ast_list_len(s->assign.lhs), n_rhs = ast_list_len(s->assign.rhs);
    struct targets t = {.types = bump_array(b->mem, struct type *, n + 1)};
    for (size_t i = 0; i < n; i++) {
        bool define = s->assign.op == TOKEN_DEFINE && i < s->assign.n_new_vars;
        add_target(b, &t, ast_list_at(s->assign.lhs, i), define ? s->assign.new_vars[i] : NULL);
    }
    struct expr *one = n_rhs == 1 ? ast_list_at(s->assign.rhs, 0) : NULL;
    assign_targets(b, s->pos, &t, one ? &one : s->assign.rhs->list.v, n_rhs, out);
}

void
escape_lower_declaration(struct ir_builder *b, const struct decl *d, struct ir_list *out)
{
    if (d->kind != DECL_VAR)
        return;
    bool global = d->var.n_names && d->var.objs[0] && d->var.objs[0]->var.kind == VAR_GLOBAL;
    if (global && d->var.n_values == 0)
        return;
    struct targets t = {.types = bump_array(b->mem, struct type *, d->var.n_names + 1)};
    for (size_t i = 0; i < d->var.n_names; i++) {
        struct object *v = d->var.objs[i];
        if (global && !is_blank(d->var.names[i])) {
            struct ir *g = escape_ir_new(b->mem, IR_GLOBAL, v->pos, v->type);
            g->obj = v;
            escape_ir_push(b->mem, &t.list, g);
            t.types[i] = v->type;
        } else {
            add_target(b, &t, d->var.names[i], v);
        }
    }
    if (global && d->var.n_names == d->var.n_values) {
        for (size_t i = 0; i < d->var.n_names; i++) { /* each on its own */
            struct targets one = {.list = {&t.list.v[i], 1}, .types = &t.types[i]};
            assign_targets(b, d->pos, &one, &d->var.values[i], 1, out);
        }
        return;
    }
    assign_targets(b, d->pos, &t, d->var.values, d->var.n_values, out);
}

static void
do_return(struct ir_builder *b, struct stmt *s, struct ir_list *out)
{
    struct ir *n = new_stmt(b, IR_RETURN, s->pos);
    size_t n_results = b->fn->results.n;
    struct type **types = bump_array(b->mem, struct type *, n_results + 1);
    for (size_t i = 0; i < n_results; i++)
        types[i] = b->fn->results.v[i]->type;
    escape_lower_values(b, s->pos, types, s->return_.results, s->return_.n_results, 0, &n->list);
    for (size_t i = 0; i < n->list.n && i < n_results; i++)
        b->fn->results.v[i]->reassigned = true;
    escape_ir_push(b->mem, out, n);
}

/* ---- if, for ---- */

static struct ir_list
block_list(struct ir_builder *b, const struct block *block)
{
    struct ir_list l = {0};
    escape_lower_block(b, block, &l);
    return l;
}

static struct ir_list
stmt_list(struct ir_builder *b, struct stmt *s)
{
    struct ir_list l = {0};
    if (s)
        escape_lower_stmt(b, s, &l);
    return l;
}

static struct ir *
as_node(struct ir_builder *b, struct ir_list *l)
{
    if (l->n <= 1)
        return l->n ? l->v[0] : NULL;
    struct ir *n = new_stmt(b, IR_BLOCK, l->v[0]->pos);
    n->list = *l;
    return n;
}

static void
do_if(struct ir_builder *b, struct stmt *s, struct ir_list *out)
{
    struct expr *kept;
    int cond = escape_visit_static_bool(s->if_.cond, &kept);
    struct ir_list init = stmt_list(b, s->if_.init);
    struct ir *c = escape_lower_expr(b, kept);
    struct ir_list then = {0}, els = {0};
    if (cond >= 0)
        then = block_list(b, &s->if_.then);
    if (cond <= 0)
        els = stmt_list(b, s->if_.els);
    if (cond == 0) {
        struct ir *n = new_stmt(b, IR_IF, s->pos);
        n->init = init;
        n->x = c;
        n->body = then;
        n->list = els;
        escape_ir_push(b->mem, out, n);
        return;
    }
    if (c->op != IR_LITERAL) { /* for its effects */
        struct ir *as = new_stmt(b, IR_ASSIGN, s->pos);
        as->x = escape_lower_blank(b);
        as->y = c;
        escape_ir_push(b->mem, &init, as);
    }
    escape_ir_append(b->mem, &init, &then);
    escape_ir_append(b->mem, &init, &els);
    escape_ir_push(b->mem, out, as_node(b, &init));
}

static void
three_clauses(struct ir_builder *b, struct stmt *s, struct ir_list *out)
{
    struct expr *kept = s->for_.cond;
    struct ir_list init = stmt_list(b, s->for_.init);
    if (kept && escape_visit_static_bool(s->for_.cond, &kept) < 0) {
        escape_ir_append(b->mem, out, &init);
        return;
    }
    struct ir *n = new_stmt(b, IR_FOR, s->pos);
    n->stmt = s;
    n->init = init;
    n->x = escape_lower_expr(b, kept);
    struct ir_list post = stmt_list(b, s->for_.post);
    n->y = as_node(b, &post);
    n->body = block_list(b, &s->for_.body);
    escape_ir_push(b->mem, out, n);
}

static void
range(struct ir_builder *b, struct stmt *s, struct ir_list *out)
{
    struct ir *n = new_stmt(b, IR_RANGE, s->for_.range_pos);
    n->stmt = s;
    struct type *types[2];
    struct targets t2 = {.types = types};
    struct expr *lhs[] = {s->for_.key, s->for_.value};
    struct object *fresh[] = {s->for_.key_var, s->for_.val_var};
    for (int i = 0; i < 2; i++) {
        types[i] = NULL;
        if (lhs[i] || (s->for_.define && fresh[i]))
            add_target(b, &t2, lhs[i], s->for_.define ? fresh[i] : NULL);
    }
    n->x = escape_lower_expr(b, s->for_.x);
    n->list = t2.list;
    declare(b, &t2, n);
    n->body = block_list(b, &s->for_.body);
    escape_ir_push(b->mem, out, n);
}

/* ---- switch, select ---- */

static bool
fits_interface(struct ir_builder *b, struct type *x, struct type *t)
{
    bool wrong, ptr;
    if (types_identical(x, t))
        return true;
    return types_is_interface(t) && !types_missing_method(b->u, x, t, &wrong, &ptr);
}

/* What tag and cases are converted to: comparing with an interface boxes the other side. */
static struct type *
common_type(struct ir_builder *b, struct stmt *s, struct case_clause *c, size_t n)
{
    struct type *t = ast_unparen(s->switch_.tag)->type;
    if (types_underlying(t)->kind == TYPE_CHAN)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < c[i].n_exprs; k++) {
            struct expr *e = ast_unparen(c[i].exprs[k]);
            if (e->mode == MODE_NIL || !e->type || types_is_untyped(e->type))
                continue;
            if ((types_is_interface(e->type) || types_is_interface(t)) &&
                !fits_interface(b, e->type, t))
                return types_any(b->u);
        }
    }
    return t;
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

static struct ir_name *
unused_variable(struct ir_builder *b, const struct expr *guard, const struct case_clause *c,
                struct type *t)
{
    if (c->n_exprs == 1 && ast_unparen(c->exprs[0])->mode == MODE_TYPE)
        t = ast_unparen(c->exprs[0])->type;
    return escape_lower_name(b, b->fn, guard->guard.lhs, NULL, t, c->pos, IR_LOCAL);
}

static void
type_switch(struct ir_builder *b, struct stmt *s, struct ir *n)
{
    n->op = IR_TYPESWITCH;
    n->def = s->switch_.tag->guard.lhs != NULL;
    n->x = escape_lower_expr(b, s->switch_.tag->guard.x);
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        struct case_clause *c = &s->switch_.cases[i];
        struct ir *k = new_stmt(b, IR_CASE, c->pos);
        for (size_t j = 0; j < c->n_exprs; j++)
            escape_ir_push(b->mem, &k->list, escape_lower_expr(b, c->exprs[j]));
        if (n->def) {
            struct ir_name *v = c->var ? escape_lower_declare(b, c->var, IR_LOCAL)
                                       : unused_variable(b, s->switch_.tag, c, n->x->type);
            v->pos = v->node.pos = clause_pos(c);
            v->defn = n;
            k->x = &v->node;
        }
        k->body = block_list(b, &c->body);
        escape_ir_push(b->mem, &n->list, k);
    }
}

static void
do_switch(struct ir_builder *b, struct stmt *s, struct ir_list *out)
{
    struct ir *n = new_stmt(b, IR_SWITCH, s->pos);
    n->init = stmt_list(b, s->switch_.init);
    escape_ir_push(b->mem, out, n);
    if (s->switch_.tag && s->switch_.tag->kind == EXPR_TYPE_SWITCH_GUARD) {
        type_switch(b, s, n);
        return;
    }
    size_t count;
    bool decided;
    struct case_clause *c = escape_visit_clauses(s, &count, &decided);
    struct type *t = NULL;
    if (!decided && s->switch_.tag) {
        t = common_type(b, s, c, count);
        n->x = escape_lower_to(b, t, s->switch_.tag);
    }
    for (size_t i = 0; i < count; i++) {
        struct ir *k = new_stmt(b, IR_CASE, c[i].pos);
        for (size_t j = 0; !decided && j < c[i].n_exprs; j++)
            escape_ir_push(b->mem, &k->list, escape_lower_to(b, t, c[i].exprs[j]));
        k->body = block_list(b, &c[i].body);
        escape_ir_push(b->mem, &n->list, k);
    }
}

/* case a, ok = <-c: the receive is the communication, the assignment starts the body. */
static void
split_receive(struct ir_builder *b, struct ir *comm, struct ir_list *l)
{
    struct ir *as = l->n == 1 ? l->v[0] : NULL;
    if (!as)
        return;
    comm->x = as;
    if (as->op == IR_ASSIGN2 && as->rhs.n > 0 && as->rhs.v[0]->init.n == 1) {
        comm->x = as->rhs.v[0]->init.v[0];
        as->rhs.v[0]->init = (struct ir_list){0};
        escape_ir_push(b->mem, &comm->body, as);
    } else if (as->op == IR_ASSIGN && !as->def && as->y && as->y->op == IR_CONVFACE &&
               as->y->implicit) {
        struct ir *tmp = escape_lower_temp(b, comm->pos, as->y->x->type);
        comm->x = escape_lower_assign(b, comm->pos, tmp, as->y->x, true);
        as->y->x = tmp;
        escape_ir_push(b->mem, &comm->body, as);
    }
}

static void
do_select(struct ir_builder *b, struct stmt *s, struct ir_list *out)
{
    struct ir *n = new_stmt(b, IR_SELECT, s->pos);
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        struct case_clause *c = &s->switch_.cases[i];
        struct ir *k = new_stmt(b, IR_COMM, c->pos);
        struct ir_list comm = stmt_list(b, c->comm), body;
        body = block_list(b, &c->body);
        split_receive(b, k, &comm);
        escape_ir_append(b->mem, &k->body, &body);
        escape_ir_push(b->mem, &n->list, k);
    }
    escape_ir_push(b->mem, out, n);
}

/* ---- the rest ---- */

static void
send(struct ir_builder *b, struct stmt *s, struct ir_list *out)
{
    struct type *t = types_underlying(ast_unparen(s->send.chan)->type);
    struct ir *n = new_stmt(b, IR_SEND, s->pos);
    n->x = escape_lower_expr(b, s->send.chan);
    n->y = escape_lower_to(b, t->kind == TYPE_CHAN ? t->chan.elem : NULL, s->send.value);
    escape_ir_push(b->mem, out, n);
}

static void
branch(struct ir_builder *b, struct stmt *s, struct ir_list *out)
{
    struct ir *n = new_stmt(b, s->branch.tok == TOKEN_GOTO ? IR_GOTO : IR_BRANCH, s->pos);
    n->sub = (unsigned char)s->branch.tok;
    n->sel = s->branch.label;
    escape_ir_push(b->mem, out, n);
}

static void
labeled(struct ir_builder *b, struct stmt *s, struct ir_list *out)
{
    struct ir *n = new_stmt(b, IR_LABEL, s->pos);
    n->sel = s->labeled.label;
    escape_ir_push(b->mem, out, n);
    if (s->labeled.stmt)
        escape_lower_stmt(b, s->labeled.stmt, out);
}

void
escape_lower_stmt(struct ir_builder *b, struct stmt *s, struct ir_list *out)
{
    switch (s->kind) {
    case STMT_EXPR:
        escape_ir_push(b->mem, out, escape_lower_expr(b, s->expr));
        break;
    case STMT_SEND:
        send(b, s, out);
        break;
    case STMT_ASSIGN:
        assign(b, s, out);
        break;
    case STMT_DECL:
        for (size_t i = 0; i < s->decl.n; i++)
            escape_lower_declaration(b, s->decl.v[i], out);
        break;
    case STMT_BLOCK:
        escape_lower_block(b, &s->block, out);
        break;
    case STMT_LABELED:
        labeled(b, s, out);
        break;
    case STMT_IF:
        do_if(b, s, out);
        break;
    case STMT_FOR:
        if (s->for_.is_range)
            range(b, s, out);
        else
            three_clauses(b, s, out);
        break;
    case STMT_SWITCH:
        do_switch(b, s, out);
        break;
    case STMT_SELECT:
        do_select(b, s, out);
        break;
    case STMT_BRANCH:
        branch(b, s, out);
        break;
    case STMT_GO:
    case STMT_DEFER:
        escape_ir_push(b->mem, out, escape_lower_go(b, s));
        break;
    case STMT_RETURN:
        do_return(b, s, out);
        break;
    default:
        break;
    }
}

void
escape_lower_block(struct ir_builder *b, const struct block *block, struct ir_list *out)
{
    bool dead = false;
    for (size_t i = 0; i < block->n; i++) {
        if (escape_visit_live(block, i, &dead))
            escape_lower_stmt(b, block->v[i], out);
    }
}
