/* Syntax trees as text for the parser's tests: (kind part part ...), names and literals as
 * they are, "_" where nothing is. Include it in one test only: everything is static. */
#ifndef TESTS_LANG_TREE_DUMP_H
#define TESTS_LANG_TREE_DUMP_H

#include "base/buf.h"
#include "lang/ast.h"

static void dump_expr(struct buf *out, const struct expr *e);
static void dump_stmt(struct buf *out, const struct stmt *s);

static void
dump_parts(struct buf *out, const char *kind, struct expr *const *parts, size_t n)
{
    buf_printf(out, "(%s", kind);
    for (size_t i = 0; i < n; i++) {
        buf_add_byte(out, ' ');
        dump_expr(out, parts[i]);
    }
    buf_add_byte(out, ')');
}

#define DUMP(out, kind, ...)                                                                       \
    dump_parts((out), (kind), (struct expr *const[]){__VA_ARGS__},                                 \
               sizeof((struct expr *const[]){__VA_ARGS__}) / sizeof(struct expr *))

static void
dump_params(struct buf *out, const struct param *v, size_t n)
{
    buf_add_byte(out, '(');
    for (size_t i = 0; i < n; i++) {
        buf_printf(out, "%s%s ", i ? ", " : "", v[i].name ? v[i].name : "_");
        dump_expr(out, v[i].type);
    }
    buf_add_byte(out, ')');
}

static void
dump_signature(struct buf *out, const struct expr *e)
{
    dump_params(out, e->func_type.params, e->func_type.n_params);
    if (e->func_type.n_results) {
        buf_add_byte(out, ' ');
        dump_params(out, e->func_type.results, e->func_type.n_results);
    }
}

static void
dump_list(struct buf *out, struct stmt *const *v, size_t n)
{
    buf_add_byte(out, '{');
    for (size_t i = 0; i < n; i++) {
        buf_add_str(out, i ? "; " : "");
        dump_stmt(out, v[i]);
    }
    buf_add_byte(out, '}');
}

static void
dump_block(struct buf *out, const struct block *b)
{
    buf_add_byte(out, ' ');
    dump_list(out, b->v, b->n);
}

static void
dump_struct(struct buf *out, const struct expr *e)
{
    buf_add_str(out, "(struct");
    for (size_t i = 0; i < e->struct_type.n_fields; i++) {
        const struct field *f = &e->struct_type.fields[i];
        buf_printf(out, " %s:", f->name ? f->name : "");
        dump_expr(out, f->type);
        if (f->tag)
            buf_add_str(out, f->tag->literal.text);
    }
    buf_add_byte(out, ')');
}

static void
dump_interface(struct buf *out, const struct expr *e)
{
    buf_add_str(out, "(interface");
    for (size_t i = 0; i < e->interface_type.n_elems; i++) {
        const struct method_elem *m = &e->interface_type.elems[i];
        buf_printf(out, " %s", m->name ? m->name : "");
        if (m->name)
            dump_signature(out, m->type);
        else
            dump_expr(out, m->type);
    }
    buf_add_byte(out, ')');
}

static void
dump_expr(struct buf *out, const struct expr *e)
{
    static const char *const chans[] = {"chan", "chan<-", "<-chan"};
    if (!e) {
        buf_add_byte(out, '_');
        return;
    }
    switch (e->kind) {
    case EXPR_BAD:
        buf_add_str(out, "BAD");
        break;
    case EXPR_NAME:
        buf_add_str(out, e->name.name);
        break;
    case EXPR_LITERAL:
        buf_add_str(out, e->literal.text);
        break;
    case EXPR_COMPOSITE:
        buf_add_str(out, "(lit ");
        dump_expr(out, e->composite.type);
        dump_parts(out, "", e->composite.elems, e->composite.n_elems);
        buf_add_byte(out, ')');
        break;
    case EXPR_KEY_VALUE:
        DUMP(out, ":", e->key_value.key, e->key_value.value);
        break;
    case EXPR_FUNC_LIT:
        buf_add_str(out, "(func ");
        dump_signature(out, e->func_lit.type);
        dump_block(out, e->func_lit.func->body);
        buf_add_byte(out, ')');
        break;
    case EXPR_PAREN:
        DUMP(out, "paren", e->paren.x);
        break;
    case EXPR_SELECTOR:
        DUMP(out, ".", e->selector.x);
        buf_add_str(out, e->selector.sel);
        break;
    case EXPR_INDEX:
        DUMP(out, "[]", e->index.x, e->index.index);
        break;
    case EXPR_SLICE:
        DUMP(out, e->slice.full ? "[::]" : "[:]", e->slice.x, e->slice.lo, e->slice.hi,
             e->slice.max);
        break;
    case EXPR_ASSERT:
        DUMP(out, "assert", e->assert_.x, e->assert_.type);
        break;
    case EXPR_TYPE_SWITCH_GUARD:
        DUMP(out, "guard", e->guard.x);
        buf_add_str(out, e->guard.lhs ? e->guard.lhs : "");
        break;
    case EXPR_UNARY:
    case EXPR_STAR:
        DUMP(out, token_text(e->unary.op), e->unary.x);
        break;
    case EXPR_BINARY:
        DUMP(out, token_text(e->binary.op), e->binary.x, e->binary.y);
        break;
    case EXPR_CALL:
        buf_add_str(out, e->call.has_dots ? "(call... " : "(call ");
        dump_expr(out, e->call.fun);
        dump_parts(out, "", e->call.args, e->call.n_args);
        buf_add_byte(out, ')');
        break;
    case EXPR_LIST:
        dump_parts(out, ",", e->list.v, e->list.n);
        break;
    case EXPR_ARRAY_TYPE:
        DUMP(out, "array", e->array_type.len, e->array_type.elem);
        break;
    case EXPR_SLICE_TYPE:
        DUMP(out, "slice", e->elem_type.elem);
        break;
    case EXPR_DOTS_TYPE:
        DUMP(out, "...", e->elem_type.elem);
        break;
    case EXPR_STRUCT_TYPE:
        dump_struct(out, e);
        break;
    case EXPR_INTERFACE_TYPE:
        dump_interface(out, e);
        break;
    case EXPR_FUNC_TYPE:
        buf_add_str(out, "(functype ");
        dump_signature(out, e);
        buf_add_byte(out, ')');
        break;
    case EXPR_MAP_TYPE:
        DUMP(out, "map", e->map_type.key, e->map_type.value);
        break;
    case EXPR_CHAN_TYPE:
        DUMP(out, chans[e->chan_type.dir], e->chan_type.elem);
        break;
    }
}

static void
dump_decl(struct buf *out, const struct decl *d)
{
    switch (d->kind) {
    case DECL_IMPORT:
        buf_printf(out, "(import %s ", d->import.local ? d->import.local : "_");
        dump_expr(out, d->import.path);
        break;
    case DECL_CONST:
    case DECL_VAR:
        buf_add_str(out, d->kind == DECL_VAR ? "(var" : "(const");
        if (d->kind == DECL_CONST)
            buf_printf(out, "#%u%s", d->var.iota, d->var.inherited ? "=" : "");
        dump_parts(out, "", d->var.names, d->var.n_names);
        buf_add_byte(out, ' ');
        dump_expr(out, d->var.type);
        dump_parts(out, "", d->var.values, d->var.n_values);
        break;
    case DECL_TYPE:
        buf_printf(out, "(%s %s ", d->type.alias ? "alias" : "type", d->type.name);
        if (d->type.n_type_params)
            dump_params(out, d->type.type_params, d->type.n_type_params);
        dump_expr(out, d->type.type);
        break;
    case DECL_FUNC:
        buf_add_str(out, "(func ");
        if (d->func->recv)
            dump_params(out, d->func->recv, 1);
        buf_add_str(out, d->func->name);
        if (d->func->n_type_params)
            dump_params(out, d->func->type_params, d->func->n_type_params);
        dump_signature(out, d->func->type);
        if (d->func->body)
            dump_block(out, d->func->body);
        break;
    }
    buf_add_byte(out, ')');
}

static void
dump_for(struct buf *out, const struct stmt *s)
{
    if (s->for_.is_range) {
        DUMP(out, s->for_.define ? "range:=" : "range=", s->for_.key, s->for_.value, s->for_.x);
    } else {
        buf_add_str(out, "(for ");
        dump_stmt(out, s->for_.init);
        buf_add_byte(out, ' ');
        dump_expr(out, s->for_.cond);
        buf_add_byte(out, ' ');
        dump_stmt(out, s->for_.post);
        buf_add_byte(out, ')');
    }
    dump_block(out, &s->for_.body);
}

static void
dump_switch(struct buf *out, const struct stmt *s)
{
    buf_add_str(out, s->kind == STMT_SWITCH ? "(switch " : "(select ");
    if (s->kind == STMT_SWITCH) {
        dump_stmt(out, s->switch_.init);
        buf_add_byte(out, ' ');
        dump_expr(out, s->switch_.tag);
    }
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        const struct case_clause *c = &s->switch_.cases[i];
        if (c->is_default)
            buf_add_str(out, " default");
        else if (s->kind == STMT_SWITCH)
            dump_parts(out, "case", c->exprs, c->n_exprs);
        else
            dump_stmt(out, c->comm);
        dump_block(out, &c->body);
    }
    buf_add_byte(out, ')');
}

static void
dump_assign(struct buf *out, const struct stmt *s)
{
    enum token op = s->assign.op;
    const char *eq = op == TOKEN_ASSIGN || op == TOKEN_DEFINE ? "" : s->assign.rhs ? "=" : "1";
    buf_printf(out, "(%s%s ", token_text(op), eq);
    dump_expr(out, s->assign.lhs);
    if (s->assign.rhs) {
        buf_add_byte(out, ' ');
        dump_expr(out, s->assign.rhs);
    }
    buf_add_byte(out, ')');
}

static void
dump_if(struct buf *out, const struct stmt *s)
{
    buf_add_str(out, "(if ");
    dump_stmt(out, s->if_.init);
    buf_add_byte(out, ' ');
    dump_expr(out, s->if_.cond);
    dump_block(out, &s->if_.then);
    if (s->if_.els) {
        buf_add_str(out, " else ");
        dump_stmt(out, s->if_.els);
    }
    buf_add_byte(out, ')');
}

static void
dump_stmt(struct buf *out, const struct stmt *s)
{
    if (!s) {
        buf_add_byte(out, '_');
        return;
    }
    switch (s->kind) {
    case STMT_EMPTY:
        buf_add_str(out, "empty");
        break;
    case STMT_EXPR:
        dump_expr(out, s->expr);
        break;
    case STMT_SEND:
        DUMP(out, "send", s->send.chan, s->send.value);
        break;
    case STMT_ASSIGN:
        dump_assign(out, s);
        break;
    case STMT_DECL:
        for (size_t i = 0; i < s->decl.n; i++)
            dump_decl(out, s->decl.v[i]);
        break;
    case STMT_BLOCK:
        dump_list(out, s->block.v, s->block.n);
        break;
    case STMT_LABELED:
        buf_printf(out, "%s: ", s->labeled.label);
        dump_stmt(out, s->labeled.stmt);
        break;
    case STMT_IF:
        dump_if(out, s);
        break;
    case STMT_FOR:
        dump_for(out, s);
        break;
    case STMT_SWITCH:
    case STMT_SELECT:
        dump_switch(out, s);
        break;
    case STMT_BRANCH:
        buf_printf(out, "(%s%s%s)", token_text(s->branch.tok), s->branch.label ? " " : "",
                   s->branch.label ? s->branch.label : "");
        break;
    case STMT_GO:
    case STMT_DEFER:
        DUMP(out, s->kind == STMT_GO ? "go" : "defer", s->go_.call);
        break;
    case STMT_RETURN:
        dump_parts(out, "return", s->return_.results, s->return_.n_results);
        break;
    }
}

#endif
