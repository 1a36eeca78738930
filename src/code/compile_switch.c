/* switch, type switch and select: all comparisons first, then the bodies.
 * Go: cmd/compile/internal/walk/switch.go, walk/select.go */
#include "base/bug.h"
#include "code/codegen.h"
#include "code/lvalue.h"
#include "code/place.h"

/* Labels of the bodies, and the jump behind the comparisons. */
static uint32_t *
body_labels(struct fn *f, const struct stmt *s, uint32_t *otherwise, uint32_t end)
{
    uint32_t *v = bump_array(&f->cg->mem, uint32_t, s->switch_.n_cases);
    *otherwise = end;
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        v[i] = emit_label(f);
        if (s->switch_.cases[i].is_default)
            *otherwise = v[i];
    }
    return v;
}

static bool
ends_in_jump(const struct fn *f)
{
    if (f->code.n == 0)
        return false;
    for (size_t i = f->labels.n; i-- > 0;) {
        if (f->labels.v[i] == f->code.n)
            return false;
    }
    unsigned op = vec_last(&f->code).op;
    return op == OP_RET || op == OP_JMP || op == OP_LOOP;
}

static void
body(struct fn *f, const struct case_clause *c, uint32_t end)
{
    compile_stmt_block(f, &c->body);
    if (!ends_in_jump(f))
        emit(f, OP_JMP, 0, end, 0);
}

/* ---- expression switches ---- */

/* tag == e, or e itself without a tag, jumps to the body. */
static void
case_jump(struct fn *f, struct expr *tag, struct expr *e, uint32_t label)
{
    size_t mark = slots_mark(f);
    emit_line(f, e->pos);
    if (!tag) {
        compile_cond_jump(f, e, label, true, false);
    } else {
        struct expr *eq = bump_new(&f->cg->mem, struct expr);
        eq->kind = EXPR_BINARY;
        eq->mode = MODE_VALUE;
        eq->pos = e->pos;
        eq->type = types_basic(f->cg->u, TYPE_BOOL);
        eq->binary.op = TOKEN_EQL;
        eq->binary.x = tag;
        eq->binary.y = e;
        compile_cond_jump(f, eq, label, true, false);
    }
    slots_release(f, mark);
}

static void
expr_switch(struct fn *f, struct stmt *s, const struct jump_target *t)
{
    struct expr *tag = s->switch_.tag ? ast_unparen(s->switch_.tag) : NULL;
    if (tag && tag->mode != MODE_CONSTANT) {
        uint32_t v = slots_temp_type(f, compile_expr_type(f, tag));
        compile_expr_to(f, tag, v);
        vec_push(&f->hoisted, ((struct hoisted){tag, v})); /* the cases see the value */
    }
    uint32_t otherwise;
    uint32_t *labels = body_labels(f, s, &otherwise, t->brk);
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        const struct case_clause *c = &s->switch_.cases[i];
        for (size_t k = 0; k < c->n_exprs; k++)
            case_jump(f, tag, c->exprs[k], labels[i]);
    }
    emit(f, OP_JMP, 0, otherwise, 0);
    uint32_t outer = f->fallthrough;
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        emit_place_label(f, labels[i]);
        f->fallthrough = i + 1 < s->switch_.n_cases ? labels[i + 1] : t->brk;
        body(f, &s->switch_.cases[i], t->brk);
    }
    f->fallthrough = outer;
}

/* ---- type switches ---- */

static bool
is_nil_case(const struct expr *e)
{
    return e->mode != MODE_TYPE;
}

static void
type_case_jump(struct fn *f, struct expr *e, uint32_t x, struct type *xt, uint32_t type,
               uint32_t label)
{
    size_t mark = slots_mark(f);
    if (is_nil_case(e)) {
        emit(f, OP_JEQI, type, 0, label);
        return;
    }
    struct type *t = compile_expr_type(f, e);
    if (types_is_interface(t)) {
        uint32_t flags = 4 | (types_underlying(xt)->interface.n_methods ? 0u : 1u) |
                         (types_underlying(t)->interface.n_methods ? 0u : 2u);
        uint32_t r = slots_temp(f, slots_shape_mask(f->cg, 3, 2));
        emit(f, OP_ASSERTI, r, x, flags);
        emit_ext_type(f, t);
        emit(f, OP_JT, r + 2, label, 0);
    } else {
        uint32_t want = slots_temp(f, slots_shape_scalars(1));
        emit(f, OP_LDK, want, 0, 0);
        emit_ext_type(f, t);
        emit(f, OP_JEQ, type, want, label);
    }
    slots_release(f, mark);
}

/* The clause's variable: the value itself where one type is named, else the interface. */
static void
bind_clause(struct fn *f, const struct case_clause *c, uint32_t x, struct type *xt)
{
    if (!c->var)
        return;
    struct type *t = codegen_type(f, c->var->type);
    uint32_t v = x;
    if (c->n_exprs == 1 && !is_nil_case(c->exprs[0]) && !types_identical(t, xt)) {
        v = slots_temp_type(f, t);
        if (!types_is_interface(t)) {
            compile_conv_unbox(f, x, t, v);
        } else {
            uint32_t flags = (types_underlying(xt)->interface.n_methods ? 0u : 1u) |
                             (types_underlying(t)->interface.n_methods ? 0u : 2u);
            emit(f, OP_ASSERTI, v, x, flags);
            emit_ext_type(f, t);
        }
    }
    compile_func_declare(f, c->var);
    struct place p = place_of_var(f, c->var);
    place_store(f, &p, v);
}

static void
type_switch(struct fn *f, struct stmt *s, const struct jump_target *t)
{
    struct expr *guard = s->switch_.tag;
    struct type *xt = compile_expr_type(f, guard->guard.x);
    uint32_t x = slots_temp_type(f, xt);
    compile_expr_to(f, guard->guard.x, x);
    uint32_t type = compile_conv_typeword(f, x, xt);
    uint32_t otherwise;
    uint32_t *labels = body_labels(f, s, &otherwise, t->brk);
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        const struct case_clause *c = &s->switch_.cases[i];
        for (size_t k = 0; k < c->n_exprs; k++) {
            emit_line(f, c->exprs[k]->pos);
            type_case_jump(f, c->exprs[k], x, xt, type, labels[i]);
        }
    }
    emit(f, OP_JMP, 0, otherwise, 0);
    for (size_t i = 0; i < s->switch_.n_cases; i++) {
        size_t vars = slots_mark_vars(f);
        emit_place_label(f, labels[i]);
        bind_clause(f, &s->switch_.cases[i], x, xt);
        body(f, &s->switch_.cases[i], t->brk);
        slots_release_vars(f, vars);
    }
}

void
compile_switch(struct fn *f, struct stmt *s)
{
    size_t vars = slots_mark_vars(f);
    if (s->switch_.init)
        compile_stmt(f, s->switch_.init);
    struct jump_target t = {s, emit_label(f), UINT32_MAX, f->targets};
    f->targets = &t;
    if (s->switch_.tag && s->switch_.tag->kind == EXPR_TYPE_SWITCH_GUARD)
        type_switch(f, s, &t);
    else
        expr_switch(f, s, &t);
    f->targets = t.outer;
    emit_place_label(f, t.brk);
    slots_release_vars(f, vars);
}

/* ---- select ---- */

struct comm {                  /* one case's communication */
    struct expr *chan, *value; /* value NULL: a receive */
    struct type *elem;
    uint32_t slot; /* of the value, in memory layout; VSLOT_NONE: discarded */
};

static struct expr *
receive_of(const struct stmt *s)
{
    return ast_unparen(s->kind == STMT_EXPR ? s->expr : ast_list_at(s->assign.rhs, 0));
}

static struct comm
comm_of(struct fn *f, const struct stmt *s)
{
    struct comm c = {.slot = VSLOT_NONE};
    if (s->kind == STMT_SEND) {
        c.chan = s->send.chan;
        c.value = s->send.value;
    } else {
        c.chan = receive_of(s)->unary.x;
    }
    c.elem = types_underlying(compile_expr_type(f, c.chan))->chan.elem;
    return c;
}

static void
fill_case(struct fn *f, struct comm *c, bool wanted, uint32_t at)
{
    struct shape s = slots_shape(f->cg, c->elem);
    compile_expr_to(f, c->chan, at);
    emit(f, OP_LDI, at + 1, c->value != NULL, 0);
    if ((!c->value && !wanted) || s.words == 0) {
        emit(f, OP_LDI, at + 2, 0, 0);
        return;
    }
    c->slot = slots_temp(f, s);
    if (c->value)
        compile_conv_to(f, c->value, c->elem, c->slot);
    emit(f, OP_LEA, at + 2, c->slot, 0);
}

static void
set_received(struct fn *f, struct expr *lhs, struct object *var, bool define, uint32_t slot,
             struct type *from)
{
    if (define && !var && lhs->kind == EXPR_NAME && !lhs->name.obj)
        return;
    if (var)
        compile_func_declare(f, var);
    struct place p = var ? place_of_var(f, var) : lvalue_of(f, ast_unparen(lhs));
    if (p.kind == PLACE_BLANK)
        return;
    if (!types_identical(from, p.type)) {
        uint32_t v = slots_temp_type(f, p.type);
        compile_conv_value(f, slot, from, p.type, v, ESCAPE_HEAP);
        slot = v;
    }
    place_store(f, &p, slot);
}

static void
take_received(struct fn *f, const struct stmt *s, const struct comm *c, uint32_t ok)
{
    if (s->kind != STMT_ASSIGN)
        return;
    size_t n = ast_list_len(s->assign.lhs);
    bool define = s->assign.op == TOKEN_DEFINE;
    uint32_t v = c->slot;
    if (v == VSLOT_NONE)
        v = slots_temp_type(f, c->elem);
    else
        compile_arith_extend(f, c->elem, v);
    for (size_t i = 0; i < n; i++) {
        struct object *var = define ? s->assign.new_vars[i] : NULL;
        set_received(f, ast_list_at(s->assign.lhs, i), var, define, i ? ok : v,
                     i ? types_basic(f->cg->u, TYPE_BOOL) : c->elem);
    }
}

void
compile_switch_select(struct fn *f, struct stmt *s)
{
    size_t n_cases = s->switch_.n_cases, n = 0, vars = slots_mark_vars(f);
    struct comm *comms = bump_array(&f->cg->mem, struct comm, n_cases);
    struct jump_target t = {s, emit_label(f), UINT32_MAX, f->targets};
    uint32_t otherwise;
    uint32_t *labels = body_labels(f, s, &otherwise, t.brk);
    const struct stmt *only = s;
    for (size_t i = 0; i < n_cases; i++) {
        if (s->switch_.cases[i].comm) {
            only = s->switch_.cases[i].comm;
            n++;
        }
    }
    bool has_default = n < n_cases;
    struct shape one = slots_shape_mask(f->cg, 3, 5);
    uint32_t block = n ? slots_temp(f, slots_shape_repeat(f->cg, one, (uint32_t)n)) : 0;
    uint32_t chosen = slots_temp(f, slots_shape_scalars(2));
    size_t k = 0;
    for (size_t i = 0; i < n_cases; i++) { /* a later case's calls do not change earlier values */
        const struct stmt *comm = s->switch_.cases[i].comm;
        if (!comm)
            continue;
        comms[i] = comm_of(f, comm);
        compile_expr_hoist(f, comms[i].chan);
        compile_expr_hoist(f, comms[i].value);
        fill_case(f, &comms[i], comm->kind == STMT_ASSIGN, block + 3 * (uint32_t)k++);
    }
    emit_line(f, n == 1 ? only->pos : s->pos);
    emit(f, OP_SELECT, chosen, block, (uint32_t)n);
    emit_ext_number(f, has_default);
    k = 0;
    for (size_t i = 0; i < n_cases; i++) {
        if (s->switch_.cases[i].comm)
            emit(f, OP_JEQI, chosen, (uint32_t)k++, labels[i]);
    }
    emit(f, OP_JMP, 0, otherwise, 0);
    f->targets = &t;
    for (size_t i = 0; i < n_cases; i++) {
        const struct case_clause *c = &s->switch_.cases[i];
        size_t inner = slots_mark_vars(f);
        emit_place_label(f, labels[i]);
        if (c->comm) {
            emit_line(f, c->comm->pos);
            take_received(f, c->comm, &comms[i], chosen + 1);
        }
        body(f, c, t.brk);
        slots_release_vars(f, inner);
    }
    f->targets = t.outer;
    emit_place_label(f, t.brk);
    slots_release_vars(f, vars);
}
