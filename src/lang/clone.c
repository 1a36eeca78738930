/* A second tree of a function: every node copied, what the parser found out kept, what the checker
 * and escape analysis wrote left out. Each instance of a generic function is checked on a tree of
 * its own, because types, objects and verdicts hang on the nodes.
 *
 * Nodes that are shared in the original (the type of "a, b int") are shared in the copy, too.
 * Go: cmd/compile/internal/noder/reader.go (which reads a body once per shape) */
#include "lang/clone.h"

#include "base/table.h"
#include "lang/unit.h"

struct cloner {
    struct unit *u;
    struct table nodes; /* expressions, statements and object lists of the original -> copies */
};

static struct stmt *clone_stmt(struct cloner *k, struct stmt *s);
static struct block *clone_block_ptr(struct cloner *k, struct block *b);
static struct func *clone_function(struct cloner *k, const struct func *f);
static struct expr *clone_expr(struct cloner *k, struct expr *e);

static struct expr **
clone_exprs(struct cloner *k, struct expr **v, size_t n)
{
    struct expr **copy = table_get_ptr(&k->nodes, v);
    if (copy || n == 0)
        return copy;
    copy = bump_array(&k->u->mem, struct expr *, n);
    for (size_t i = 0; i < n; i++)
        copy[i] = clone_expr(k, v[i]);
    table_put_ptr(&k->nodes, v, copy);
    return copy;
}

static struct param *
clone_params(struct cloner *k, const struct param *v, size_t n)
{
    struct param *copy = n ? bump_array(&k->u->mem, struct param, n) : NULL;
    for (size_t i = 0; i < n; i++)
        copy[i] = (struct param){v[i].pos, v[i].name, clone_expr(k, v[i].type), NULL};
    return copy;
}

static struct field *
clone_fields(struct cloner *k, const struct field *v, size_t n)
{
    struct field *copy = n ? bump_array(&k->u->mem, struct field, n) : NULL;
    for (size_t i = 0; i < n; i++) {
        copy[i] = v[i];
        copy[i].type = clone_expr(k, v[i].type);
        copy[i].tag = clone_expr(k, v[i].tag);
    }
    return copy;
}

static struct method_elem *
clone_elems(struct cloner *k, const struct method_elem *v, size_t n)
{
    struct method_elem *copy = n ? bump_array(&k->u->mem, struct method_elem, n) : NULL;
    for (size_t i = 0; i < n; i++) {
        copy[i] = v[i];
        copy[i].type = clone_expr(k, v[i].type);
    }
    return copy;
}

static void
clone_type_parts(struct cloner *k, struct expr *c)
{
    switch (c->kind) {
    case EXPR_ARRAY_TYPE:
        c->array_type.len = clone_expr(k, c->array_type.len);
        c->array_type.elem = clone_expr(k, c->array_type.elem);
        break;
    case EXPR_SLICE_TYPE:
    case EXPR_DOTS_TYPE:
        c->elem_type.elem = clone_expr(k, c->elem_type.elem);
        break;
    case EXPR_STRUCT_TYPE:
        c->struct_type.fields = clone_fields(k, c->struct_type.fields, c->struct_type.n_fields);
        break;
    case EXPR_INTERFACE_TYPE:
        c->interface_type.elems =
            clone_elems(k, c->interface_type.elems, c->interface_type.n_elems);
        break;
    case EXPR_FUNC_TYPE:
        c->func_type.params = clone_params(k, c->func_type.params, c->func_type.n_params);
        c->func_type.results = clone_params(k, c->func_type.results, c->func_type.n_results);
        break;
    case EXPR_MAP_TYPE:
        c->map_type.key = clone_expr(k, c->map_type.key);
        c->map_type.value = clone_expr(k, c->map_type.value);
        break;
    case EXPR_CHAN_TYPE:
        c->chan_type.elem = clone_expr(k, c->chan_type.elem);
        break;
    default:
        break;
    }
}

static void
clone_operands(struct cloner *k, const struct expr *from, struct expr *c)
{
    switch (c->kind) {
    case EXPR_NAME:
        c->name.obj = NULL;
        break;
    case EXPR_COMPOSITE:
        c->composite.type = clone_expr(k, c->composite.type);
        c->composite.elems = clone_exprs(k, c->composite.elems, c->composite.n_elems);
        c->composite.implicit_addr = false;
        break;
    case EXPR_KEY_VALUE:
        c->key_value.key = clone_expr(k, c->key_value.key);
        c->key_value.value = clone_expr(k, c->key_value.value);
        break;
    case EXPR_FUNC_LIT:
        c->func_lit.type = clone_expr(k, c->func_lit.type);
        c->func_lit.func = clone_function(k, c->func_lit.func);
        break;
    case EXPR_PAREN:
        c->paren.x = clone_expr(k, c->paren.x);
        break;
    case EXPR_SELECTOR:
        c->selector.x = clone_expr(k, c->selector.x);
        c->selector.kind = SELECT_NONE;
        c->selector.obj = NULL;
        c->selector.path = NULL;
        c->selector.n_path = 0;
        c->selector.recv = NULL;
        c->selector.addr_recv = c->selector.deref_recv = false;
        break;
    case EXPR_INDEX:
        c->index.x = clone_expr(k, c->index.x);
        c->index.index = clone_expr(k, c->index.index);
        c->index.type_args = NULL;
        c->index.n_type_args = 0;
        break;
    case EXPR_SLICE:
        c->slice.x = clone_expr(k, c->slice.x);
        c->slice.lo = clone_expr(k, c->slice.lo);
        c->slice.hi = clone_expr(k, c->slice.hi);
        c->slice.max = clone_expr(k, c->slice.max);
        break;
    case EXPR_ASSERT:
        c->assert_.x = clone_expr(k, c->assert_.x);
        c->assert_.type = clone_expr(k, c->assert_.type);
        break;
    case EXPR_TYPE_SWITCH_GUARD:
        c->guard.x = clone_expr(k, c->guard.x);
        break;
    case EXPR_UNARY:
    case EXPR_STAR:
        c->unary.x = clone_expr(k, c->unary.x);
        break;
    case EXPR_BINARY:
        c->binary.x = clone_expr(k, c->binary.x);
        c->binary.y = clone_expr(k, c->binary.y);
        break;
    case EXPR_CALL:
        c->call.fun = clone_expr(k, c->call.fun);
        c->call.args = clone_exprs(k, c->call.args, c->call.n_args);
        c->call.varies = c->call.kind == CALL_BUILTIN && from->mode == MODE_VALUE;
        c->call.kind = CALL_FUNCTION;
        c->call.builtin = 0;
        c->call.spread = false;
        c->call.type_args = NULL;
        c->call.n_type_args = 0;
        break;
    case EXPR_LIST:
        c->list.v = clone_exprs(k, c->list.v, c->list.n);
        break;
    default:
        clone_type_parts(k, c);
    }
}

static struct expr *
clone_expr(struct cloner *k, struct expr *e)
{
    struct expr *c = e ? table_get_ptr(&k->nodes, e) : NULL;
    if (c || !e)
        return c;
    c = bump_new(&k->u->mem, struct expr);
    *c = *e;
    c->mode = MODE_INVALID;
    c->type = NULL;
    c->val = NULL;
    c->verdict = c->box_verdict = ESCAPE_UNKNOWN;
    c->spread_stack = c->spread_heap = 0;
    c->generic = e;
    table_put_ptr(&k->nodes, e, c);
    clone_operands(k, e, c);
    return c;
}

static struct decl *
clone_decl(struct cloner *k, const struct decl *d)
{
    struct decl *c = bump_new(&k->u->mem, struct decl);
    *c = *d;
    switch (d->kind) {
    case DECL_CONST:
    case DECL_VAR:
        c->var.names = clone_exprs(k, d->var.names, d->var.n_names);
        c->var.type = clone_expr(k, d->var.type);
        c->var.values = clone_exprs(k, d->var.values, d->var.n_values);
        c->var.objs = NULL;
        break;
    case DECL_TYPE:
        c->type.type_params = clone_params(k, d->type.type_params, d->type.n_type_params);
        c->type.type = clone_expr(k, d->type.type);
        c->type.obj = NULL;
        break;
    default:
        break;
    }
    return c;
}

static struct block
clone_block(struct cloner *k, const struct block *b)
{
    struct block c = *b;
    c.v = b->n ? bump_array(&k->u->mem, struct stmt *, b->n) : NULL;
    for (size_t i = 0; i < b->n; i++)
        c.v[i] = clone_stmt(k, b->v[i]);
    return c;
}

static struct block *
clone_block_ptr(struct cloner *k, struct block *b)
{
    struct block *c = b ? bump_new(&k->u->mem, struct block) : NULL;
    if (b)
        *c = clone_block(k, b);
    return c;
}

static struct case_clause *
clone_cases(struct cloner *k, const struct case_clause *v, size_t n)
{
    struct case_clause *copy = n ? bump_array(&k->u->mem, struct case_clause, n) : NULL;
    for (size_t i = 0; i < n; i++) {
        copy[i] = v[i];
        copy[i].exprs = clone_exprs(k, v[i].exprs, v[i].n_exprs);
        copy[i].comm = clone_stmt(k, v[i].comm);
        copy[i].body = clone_block(k, &v[i].body);
        copy[i].var = NULL;
    }
    return copy;
}

static void
clone_for(struct cloner *k, struct stmt *c)
{
    c->for_.init = clone_stmt(k, c->for_.init);
    c->for_.cond = clone_expr(k, c->for_.cond);
    c->for_.post = clone_stmt(k, c->for_.post);
    c->for_.key = clone_expr(k, c->for_.key);
    c->for_.value = clone_expr(k, c->for_.value);
    c->for_.x = clone_expr(k, c->for_.x);
    c->for_.extra = clone_expr(k, c->for_.extra);
    c->for_.key_var = c->for_.val_var = NULL;
    c->for_.needs_copy = false;
    c->for_.body = clone_block(k, &c->for_.body);
}

static void
clone_decls(struct cloner *k, struct stmt *c)
{
    struct decl **v = bump_array(&k->u->mem, struct decl *, c->decl.n);
    for (size_t i = 0; i < c->decl.n; i++)
        v[i] = clone_decl(k, c->decl.v[i]);
    c->decl.v = v;
}

static struct stmt *
clone_stmt(struct cloner *k, struct stmt *s)
{
    struct stmt *c = s ? table_get_ptr(&k->nodes, s) : NULL;
    if (c || !s)
        return c;
    c = bump_new(&k->u->mem, struct stmt);
    *c = *s;
    table_put_ptr(&k->nodes, s, c);
    switch (s->kind) {
    case STMT_EMPTY:
        break;
    case STMT_EXPR:
        c->expr = clone_expr(k, s->expr);
        break;
    case STMT_SEND:
        c->send.chan = clone_expr(k, s->send.chan);
        c->send.value = clone_expr(k, s->send.value);
        break;
    case STMT_ASSIGN:
        c->assign.lhs = clone_expr(k, s->assign.lhs);
        c->assign.rhs = clone_expr(k, s->assign.rhs);
        c->assign.new_vars = NULL;
        c->assign.n_new_vars = 0;
        break;
    case STMT_DECL:
        clone_decls(k, c);
        break;
    case STMT_BLOCK:
        c->block = clone_block(k, &s->block);
        break;
    case STMT_LABELED:
        c->labeled.stmt = clone_stmt(k, s->labeled.stmt);
        break;
    case STMT_IF:
        c->if_.init = clone_stmt(k, s->if_.init);
        c->if_.cond = clone_expr(k, s->if_.cond);
        c->if_.then = clone_block(k, &s->if_.then);
        c->if_.els = clone_stmt(k, s->if_.els);
        break;
    case STMT_FOR:
        clone_for(k, c);
        break;
    case STMT_SWITCH:
    case STMT_SELECT:
        c->switch_.init = clone_stmt(k, s->switch_.init);
        c->switch_.tag = clone_expr(k, s->switch_.tag);
        c->switch_.cases = clone_cases(k, s->switch_.cases, s->switch_.n_cases);
        break;
    case STMT_BRANCH: /* a forward goto finds its label here, which the label itself finds again */
        c->branch.target = clone_stmt(k, s->branch.target);
        break;
    case STMT_GO:
    case STMT_DEFER:
        c->go_.call = clone_expr(k, s->go_.call);
        c->go_.verdict = ESCAPE_UNKNOWN;
        c->go_.list = NULL;
        break;
    case STMT_RETURN:
        c->return_.results = clone_exprs(k, s->return_.results, s->return_.n_results);
        c->return_.spread = false;
        break;
    }
    return c;
}

static struct func *
clone_function(struct cloner *k, const struct func *f)
{
    struct func *c = bump_new(&k->u->mem, struct func);
    c->pos = f->pos;
    c->recv = f->recv ? clone_params(k, f->recv, 1) : NULL;
    c->type = clone_expr(k, f->type);
    c->body = clone_block_ptr(k, f->body);
    c->noescape = f->noescape;
    c->leaks = f->leaks;
    c->has_goto_back = f->has_goto_back;
    return c;
}

void
clone_into(struct unit *u, struct func *to, const struct func *from)
{
    struct cloner k = {.u = u};
    struct func *c = clone_function(&k, from);
    table_finish(&k.nodes);
    to->pos = c->pos;
    to->recv = c->recv;
    to->type = c->type;
    to->body = c->body;
    to->noescape = c->noescape;
    to->leaks = c->leaks;
    to->has_goto_back = c->has_goto_back;
}
