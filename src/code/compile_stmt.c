/* Statements. Temps live until the end of a statement, variables until the end of their block.
 * Loops have their condition at the bottom, so that an iteration takes one jump, which is the
 * safepoint. Go: cmd/compile/internal/ssagen/ssa.go (stmt) */
#include "base/bug.h"
#include "code/codegen.h"
#include "code/place.h"

void
compile_stmt_body(struct fn *f, struct stmt **v, size_t n)
{
    size_t mark = slots_mark_vars(f);
    for (size_t i = 0; i < n; i++)
        compile_stmt(f, v[i]);
    slots_release_vars(f, mark);
}

void
compile_stmt_block(struct fn *f, const struct block *b)
{
    compile_stmt_body(f, b->v, b->n);
}

/* Ends what a statement's expressions used, in the middle of the statement. */
static void
end_expr(struct fn *f, size_t mark)
{
    f->hoisted.n = 0;
    slots_release(f, mark);
}

/* ---- declarations ---- */

static void
declare(struct fn *f, struct stmt *s)
{
    for (size_t i = 0; i < s->decl.n; i++) {
        const struct decl *d = s->decl.v[i];
        if (d->kind == DECL_VAR) {
            emit_line(f, d->pos);
            compile_assign_vars(f, d->var.objs, d->var.n_names, d->var.values, d->var.n_values);
        }
    }
}

/* ---- if, for ---- */

static bool
falls_through(const struct fn *f, size_t from)
{
    if (f->code.n == from)
        return true;
    for (size_t i = f->labels.n; i-- > 0;) {
        if (f->labels.v[i] == f->code.n)
            return true;
    }
    unsigned op = vec_last(&f->code).op;
    return op != OP_RET && op != OP_JMP && op != OP_LOOP && op != OP_PANIC;
}

static void
if_else(struct fn *f, struct stmt *s)
{
    size_t vars = slots_mark_vars(f), mark = slots_mark(f);
    if (s->if_.init)
        compile_stmt(f, s->if_.init);
    uint32_t els = emit_label(f), end = emit_label(f);
    emit_line(f, s->pos);
    compile_cond_jump(f, s->if_.cond, els, false, false);
    end_expr(f, mark);
    size_t from = f->code.n;
    compile_stmt_block(f, &s->if_.then);
    if (s->if_.els && falls_through(f, from))
        emit(f, OP_JMP, 0, end, 0);
    emit_place_label(f, els);
    if (s->if_.els)
        compile_stmt(f, s->if_.els);
    emit_place_label(f, end);
    slots_release_vars(f, vars);
}

/* Each iteration has its own variables: closures may hold the old ones. */
static void
renew_variables(struct fn *f, const struct stmt *s)
{
    const struct stmt *init = s->for_.init;
    if (!s->for_.needs_copy || !init || init->kind != STMT_ASSIGN)
        return;
    for (size_t i = 0; i < init->assign.n_new_vars; i++) {
        struct object *v = init->assign.new_vars[i];
        struct var_home *h = v ? table_get_ptr(&f->homes, v) : NULL;
        if (!h || h->kind != HOME_HEAP)
            continue;
        size_t mark = slots_mark(f);
        struct place p = place_of_var(f, v);
        uint32_t value = place_any(f, &p);
        emit(f, OP_NEW, h->slot, 0, 0);
        emit_ext_type(f, p.type);
        place_store(f, &p, value);
        slots_release(f, mark);
    }
}

static void
for_clauses(struct fn *f, struct stmt *s)
{
    size_t vars = slots_mark_vars(f), mark = slots_mark(f);
    struct jump_target t = {s, emit_label(f), emit_label(f), f->targets};
    uint32_t top = emit_label(f), cond = emit_label(f);
    if (s->for_.init)
        compile_stmt(f, s->for_.init);
    if (s->for_.cond)
        emit(f, OP_JMP, 0, cond, 0);
    emit_place_label(f, top);
    f->targets = &t;
    compile_stmt_block(f, &s->for_.body);
    f->targets = t.outer;
    emit_place_label(f, t.cont);
    renew_variables(f, s);
    if (s->for_.post)
        compile_stmt(f, s->for_.post);
    emit_place_label(f, cond);
    emit_line(f, s->pos);
    if (s->for_.cond)
        compile_cond_jump(f, s->for_.cond, top, true, true);
    else
        emit(f, OP_LOOP, 0, top, 0);
    end_expr(f, mark);
    emit_place_label(f, t.brk);
    slots_release_vars(f, vars);
}

/* ---- jumps ---- */

static uint32_t
goto_label(struct fn *f, const struct stmt *labeled)
{
    size_t known = (size_t)(uintptr_t)table_get_ptr(&f->goto_labels, labeled);
    if (!known) {
        known = emit_label(f) + 1;
        table_put_ptr(&f->goto_labels, labeled, (void *)(uintptr_t)known);
    }
    return (uint32_t)known - 1;
}

static void
branch(struct fn *f, struct stmt *s)
{
    if (s->branch.tok == TOKEN_GOTO) {
        emit_jump(f, goto_label(f, s->branch.target));
        return;
    }
    if (s->branch.tok == TOKEN_FALLTHROUGH) {
        emit_jump(f, f->fallthrough);
        return;
    }
    const struct jump_target *t = f->targets;
    while (t && t->stmt != s->branch.target)
        t = t->outer;
    ensure(t != NULL, "break or continue of a statement that does not enclose it");
    emit_jump(f, s->branch.tok == TOKEN_BREAK ? t->brk : t->cont);
}

/* ---- return ---- */

static void
leave(struct fn *f)
{
    if (f->ret_label == UINT32_MAX)
        emit(f, OP_RET, 0, 0, 0);
    else
        emit(f, OP_JMP, 0, f->ret_label, 0);
}

static struct type *
result_type(struct fn *f, size_t i)
{
    return codegen_type(f, f->sym->sig->func.results[i]->type);
}

/* Result i as `return` sets it: the variable when it has a name, else its slot. */
static struct place
result_place(struct fn *f, size_t i)
{
    const struct param *p = &f->func->type->func_type.results[i];
    if (p->obj && p->name && table_get_ptr(&f->homes, p->obj))
        return place_of_var(f, p->obj);
    return place_slot(compile_func_result_slot(f, i), result_type(f, i));
}

static size_t
n_results(struct fn *f)
{
    return f->sym->sig->func.n_results;
}

static void
return_spread(struct fn *f, struct expr *e)
{
    size_t n = n_results(f);
    uint32_t *slots = bump_array(&f->cg->mem, uint32_t, n);
    struct type **types = bump_array(&f->cg->mem, struct type *, n);
    compile_assign_multi(f, e, n, slots, types);
    for (size_t i = 0; i < n; i++) {
        struct place p = result_place(f, i);
        uint32_t v = slots[i];
        if (!types_identical(types[i], p.type)) {
            v = slots_temp_type(f, p.type);
            compile_conv_value(f, slots[i], types[i], p.type, v, compile_conv_spread_verdict(e, i));
        }
        place_store(f, &p, v);
    }
}

static void
return_values(struct fn *f, struct stmt *s)
{
    size_t n = s->return_.n_results;
    bool named =
        f->func->type->func_type.n_results > 0 && f->func->type->func_type.results[0].name != NULL;
    if (n > 1)
        compile_expr_hoist_list(f, s->return_.results, n);
    if (!named && !f->has_defer) { /* nothing can read the result slots yet */
        for (size_t i = 0; i < n; i++)
            compile_conv_to(f, s->return_.results[i], result_type(f, i),
                            compile_func_result_slot(f, i));
        return;
    }
    if (n == 1) {
        struct place p = result_place(f, 0);
        if (p.kind == PLACE_SLOT) {
            compile_conv_store(f, &p, s->return_.results[0]);
            return;
        }
    }
    uint32_t *values = bump_array(&f->cg->mem, uint32_t, n);
    for (size_t i = 0; i < n; i++) {
        struct type *t = result_type(f, i);
        values[i] = n == 1 ? compile_conv_any(f, s->return_.results[i], t) : slots_temp_type(f, t);
        if (n > 1)
            compile_conv_to(f, s->return_.results[i], t, values[i]);
    }
    for (size_t i = 0; i < n; i++) {
        struct place p = result_place(f, i);
        place_store(f, &p, values[i]);
    }
}

static void
return_stmt(struct fn *f, struct stmt *s)
{
    if (s->return_.spread || (s->return_.n_results == 1 && n_results(f) > 1))
        return_spread(f, s->return_.results[0]);
    else if (s->return_.n_results)
        return_values(f, s);
    if (f->has_defer) { /* the deferred calls belong to this line */
        emit_line(f, s->pos);
        compile_func_run_defers(f);
    }
    leave(f);
}

/* ---- the others ---- */

static void
send(struct fn *f, struct stmt *s)
{
    struct type *chan = types_underlying(compile_expr_type(f, s->send.chan));
    if (compile_expr_has_call(s->send.value)) {
        compile_expr_hoist(f, s->send.chan);
        compile_expr_hoist(f, s->send.value);
    }
    uint32_t c = compile_expr_any(f, s->send.chan);
    uint32_t v = compile_conv_any(f, s->send.value, chan->chan.elem);
    emit_line(f, s->pos);
    emit(f, OP_SEND, c, v, slots_shape(f->cg, chan->chan.elem).words);
}

static void
labeled(struct fn *f, struct stmt *s)
{
    emit_place_label(f, goto_label(f, s));
    if (s->labeled.stmt)
        compile_stmt(f, s->labeled.stmt);
}

static void
any_stmt(struct fn *f, struct stmt *s)
{
    switch (s->kind) {
    case STMT_EMPTY:
        break;
    case STMT_EXPR:
        compile_expr_effect(f, s->expr);
        break;
    case STMT_SEND:
        send(f, s);
        break;
    case STMT_ASSIGN:
        compile_assign(f, s);
        break;
    case STMT_DECL:
        declare(f, s);
        break;
    case STMT_BLOCK:
        compile_stmt_block(f, &s->block);
        break;
    case STMT_LABELED:
        labeled(f, s);
        break;
    case STMT_IF:
        if_else(f, s);
        break;
    case STMT_FOR:
        loopconst_begin(f);
        if (s->for_.is_range)
            compile_range(f, s);
        else
            for_clauses(f, s);
        loopconst_end(f);
        break;
    case STMT_SWITCH:
        compile_switch(f, s);
        break;
    case STMT_SELECT:
        compile_switch_select(f, s);
        break;
    case STMT_BRANCH:
        branch(f, s);
        break;
    case STMT_GO:
    case STMT_DEFER:
        compile_closure_go(f, s);
        break;
    case STMT_RETURN:
        return_stmt(f, s);
        break;
    }
}

void
compile_stmt(struct fn *f, struct stmt *s)
{
    if (!s || f->cg->failed)
        return;
    size_t mark = slots_mark(f), hoisted = f->hoisted.n;
    emit_line(f, s->pos);
    any_stmt(f, s);
    f->hoisted.n = hoisted < f->hoisted.n ? hoisted : f->hoisted.n;
    slots_release(f, mark);
}
