/* All assignments to local variables of interface type are collected once per outermost function;
 * a variable then has an exact type when the values of all of them have the same one. nil does not
 * count: calling a method of it fails anyway. */
#include "lang/escape_exact.h"

#include "base/table.h"
#include "lang/escape_visit.h"
#include "lang/lookup.h"
#include "lang/printer.h"
#include "lang/types.h"
#include "lang/unit.h"

struct source {         /* what is assigned to a variable */
    struct expr *value; /* NULL: a value of `type` */
    struct type *type;  /* an interface: could be anything */
    struct source *next;
};

struct search {
    struct unit *u;
    bool notes;
    struct func *fn;       /* being looked at */
    struct table seen;     /* outermost functions whose assignments are known */
    struct table sources;  /* object -> struct source, newest first */
    struct table busy;     /* variables being followed */
    struct table deferred; /* calls of go and defer statements */
};

/* ---- collecting ---- */

static void
add_source(struct search *s, struct object *v, struct expr *value, struct type *type)
{
    if (!v || v->kind != OBJECT_VAR || v->var.kind != VAR_LOCAL || !types_is_interface(v->type) ||
        (value && ast_unparen(value)->mode == MODE_NIL))
        return;
    struct source *src = bump_new(&s->u->mem, struct source);
    *src = (struct source){value, type, table_get_ptr(&s->sources, v)};
    table_put_ptr(&s->sources, v, src);
}

static struct object *
variable(struct expr *e)
{
    e = e ? ast_unparen(e) : NULL;
    return e && e->kind == EXPR_NAME ? e->name.obj : NULL;
}

static void
add_value(struct search *s, struct object *v, struct expr *rhs, size_t i, bool spread)
{
    struct expr *e = ast_unparen(rhs);
    if (!spread || (e->kind == EXPR_ASSERT && i == 0))
        add_source(s, v, e->kind == EXPR_CALL && e->call.kind == CALL_FUNCTION ? NULL : rhs,
                   e->type);
    else if (e->type->kind == TYPE_TUPLE)
        add_source(s, v, NULL, e->type->tuple.vars[i]->type);
    else if (i == 0)
        add_source(s, v, NULL, e->type);
}

static void
see_assign(struct search *s, struct stmt *st)
{
    size_t n = ast_list_len(st->assign.lhs);
    bool spread = n > 1 && ast_list_len(st->assign.rhs) == 1;
    if (st->assign.op != TOKEN_ASSIGN && st->assign.op != TOKEN_DEFINE)
        return;
    for (size_t i = 0; i < n; i++) {
        bool fresh = st->assign.op == TOKEN_DEFINE && st->assign.new_vars[i];
        struct object *v =
            fresh ? st->assign.new_vars[i] : variable(ast_list_at(st->assign.lhs, i));
        add_value(s, v, ast_list_at(st->assign.rhs, spread ? 0 : i), i, spread);
    }
}

static void
see_range(struct search *s, struct stmt *st)
{
    struct object *key = st->for_.define ? st->for_.key_var : variable(st->for_.key);
    struct object *val = st->for_.define ? st->for_.val_var : variable(st->for_.value);
    struct type *t = types_underlying(ast_unparen(st->for_.x)->type), *any = types_any(s->u);
    if (t->kind == TYPE_POINTER)
        t = types_underlying(t->elem);
    switch (t->kind) {
    case TYPE_ARRAY:
        add_source(s, val, NULL, t->array.elem);
        break;
    case TYPE_SLICE:
        add_source(s, val, NULL, t->elem);
        break;
    case TYPE_CHAN:
        add_source(s, key, NULL, t->chan.elem);
        break;
    case TYPE_MAP:
        add_source(s, key, NULL, t->map.key);
        add_source(s, val, NULL, t->map.value);
        break;
    default:
        add_source(s, key, NULL, any);
        add_source(s, val, NULL, any);
        break;
    }
}

static void
see_stmt(void *arg, struct stmt *st)
{
    struct search *s = arg;
    if (st->kind == STMT_ASSIGN) {
        see_assign(s, st);
    } else if (st->kind == STMT_FOR && st->for_.is_range) {
        see_range(s, st);
    } else if (st->kind == STMT_DECL) {
        for (size_t i = 0; i < st->decl.n; i++) {
            const struct decl *d = st->decl.v[i];
            bool spread = d->kind == DECL_VAR && d->var.n_values == 1 && d->var.n_names > 1;
            for (size_t k = 0; d->kind == DECL_VAR && d->var.n_values && k < d->var.n_names; k++)
                add_value(s, d->var.objs[k], d->var.values[spread ? 0 : k], k, spread);
        }
    } else if (st->kind == STMT_SWITCH && st->switch_.tag &&
               st->switch_.tag->kind == EXPR_TYPE_SWITCH_GUARD) {
        for (size_t i = 0; i < st->switch_.n_cases; i++)
            add_source(s, st->switch_.cases[i].var, st->switch_.tag->guard.x, NULL);
    } else if (st->kind == STMT_GO || st->kind == STMT_DEFER) {
        table_put_ptr(&s->deferred, ast_unparen(st->go_.call), st);
    }
}

static void
collect(struct search *s, struct func *f)
{
    struct escape_visitor v = {.stmt = see_stmt, .arg = s};
    if (f->body)
        escape_visit_block(&v, f->body);
    for (size_t i = 0; i < f->n_lits; i++)
        collect(s, f->lits[i]);
}

static void
need(struct search *s, struct func *f)
{
    while (f->outer)
        f = f->outer;
    if (!table_get_ptr(&s->seen, f)) {
        table_put_ptr(&s->seen, f, f);
        collect(s, f);
    }
}

/* ---- deciding ---- */

static bool exact(struct search *s, struct expr *e, struct type **t);

/* The one type of all values assigned to v, in *t; NULL when there is none but nil. */
static bool
exact_variable(struct search *s, struct object *v, struct type **t)
{
    *t = NULL;
    if (!v || v->kind != OBJECT_VAR || v->var.kind != VAR_LOCAL || v->var.addr_taken ||
        !v->var.func)
        return false;
    if (table_get_ptr(&s->busy, v))
        return true;
    table_put_ptr(&s->busy, v, v);
    need(s, v->var.func);
    for (const struct source *src = table_get_ptr(&s->sources, v); src; src = src->next) {
        struct type *one = src->type;
        if (src->value ? !exact(s, src->value, &one) : types_is_interface(one))
            return false;
        if (one && *t && !types_identical(one, *t))
            return false;
        if (one)
            *t = one;
    }
    return true;
}

static bool
exact(struct search *s, struct expr *e, struct type **t)
{
    for (;;) {
        e = ast_unparen(e);
        *t = e->type;
        if (!e->type || e->mode == MODE_NIL || e->type->kind == TYPE_TUPLE)
            return false;
        if (!types_is_interface(e->type))
            return true;
        if (e->kind == EXPR_CALL && e->call.kind == CALL_CONVERSION)
            e = e->call.args[0];
        else if (e->kind == EXPR_ASSERT)
            e = e->assert_.x;
        else
            return e->kind == EXPR_NAME && exact_variable(s, e->name.obj, t);
    }
}

static bool
is_plain_type(struct type *t)
{
    bool pointer;
    struct type *base = lookup_deref(t, &pointer);
    return t->kind != TYPE_PARAM && !(base->kind == TYPE_NAMED && base->named.n_type_args > 0);
}

static void
note(struct search *s, struct expr *e, const struct exact_call *x)
{
    struct expr *fun = ast_unparen(e->call.fun);
    struct buf text = {0};
    printer_escape_expr(&text, fun);
    buf_add_str(&text, " to ");
    types_write_notes(&text, x->type);
    diag_note(&s->u->diag, e->pos, "%sdevirtualizing %s", x->obj->func.func ? "" : "partially ",
              buf_cstr(&text));
    buf_finish(&text);
}

static void
see_call(void *arg, struct expr *e)
{
    struct search *s = arg;
    if (e->kind != EXPR_CALL || e->call.kind != CALL_FUNCTION)
        return;
    struct expr *fun = ast_unparen(e->call.fun);
    if (fun->kind != EXPR_SELECTOR || fun->selector.kind != SELECT_METHOD || !fun->selector.recv ||
        !types_is_interface(fun->selector.recv) || fun->selector.n_path > 0)
        return;
    struct type *t;
    table_finish(&s->busy);
    bool wrong, ptr;
    if (!exact(s, fun->selector.x, &t) || !t || types_is_interface(t) || !is_plain_type(t) ||
        types_missing_method(s->u, t, fun->selector.recv, &wrong, &ptr))
        return;
    struct lookup_result r =
        lookup_member(s->u, t, false, fun->selector.obj->pkg, fun->selector.sel, false);
    if (!r.obj || r.obj->kind != OBJECT_FUNC)
        return;
    struct exact_call *x = bump_new(&s->u->mem, struct exact_call);
    *x = (struct exact_call){t, r.obj, r.path, r.n_path};
    if (s->notes && !table_get_ptr(&s->deferred, e))
        note(s, e, x);
    e->call.exact = x;
}

void
escape_exact_find(struct unit *u, struct func **fns, size_t n, bool notes)
{
    struct search s = {.u = u, .notes = notes};
    struct escape_visitor v = {.after = see_call, .arg = &s};
    for (size_t i = 0; i < n; i++) {
        const struct func *f = fns[i];
        while (f->outer)
            f = f->outer;
        if (fns[i]->body && !f->origin) /* instances with one layout share their code in Go */
            escape_visit_block(&v, fns[i]->body);
    }
    table_finish(&s.seen);
    table_finish(&s.sources);
    table_finish(&s.busy);
    table_finish(&s.deferred);
}
