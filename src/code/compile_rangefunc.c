/* for range over a function. The loop body becomes a function of its own, the iterator's `yield`.
 * Its closure object lies in the frame of the function around it and holds that frame's address,
 * through which the body reads and writes the variables outside. A state word in the same frame
 * says how the body was left: other exits than continue and break are carried out behind the call.
 * Go: cmd/compile/internal/rangefunc/rewrite.go */
#include <string.h>

#include "base/bug.h"
#include "code/codegen.h"
#include "code/place.h"

enum { STATE_DONE = -1, STATE_READY = 0, STATE_BREAK = 1, STATE_RETURN = 2, STATE_EXITS = 3 };

struct range_body {
    struct stmt *s;
    struct outer_fn *outer;
    uint32_t state;      /* slot of the function around */
    struct stmt **exits; /* branches out of the loop; state STATE_EXITS + index */
    size_t n_exits;
    bool returns, defers;
};

/* ---- what leaves the body ---- */

struct scan {
    struct table inside; /* statements of the body */
    VEC(struct stmt *) branches;
    struct range_body *body;
};

static void scan_stmt(struct scan *c, struct stmt *s);

static void
scan_list(struct scan *c, struct stmt **v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        scan_stmt(c, v[i]);
}

static void
scan_stmt(struct scan *c, struct stmt *s)
{
    if (!s)
        return;
    table_put_ptr(&c->inside, s, s);
    switch (s->kind) {
    case STMT_BLOCK:
        scan_list(c, s->block.v, s->block.n);
        break;
    case STMT_LABELED:
        scan_stmt(c, s->labeled.stmt);
        break;
    case STMT_IF:
        scan_list(c, s->if_.then.v, s->if_.then.n);
        scan_stmt(c, s->if_.els);
        break;
    case STMT_FOR:
        scan_list(c, s->for_.body.v, s->for_.body.n);
        break;
    case STMT_SWITCH:
    case STMT_SELECT:
        for (size_t i = 0; i < s->switch_.n_cases; i++)
            scan_list(c, s->switch_.cases[i].body.v, s->switch_.cases[i].body.n);
        break;
    case STMT_BRANCH:
        if (s->branch.tok != TOKEN_FALLTHROUGH)
            vec_push(&c->branches, s); /* sorted out when all inner statements are known */
        break;
    case STMT_RETURN:
        c->body->returns = true;
        break;
    case STMT_DEFER:
        c->body->defers = true;
        break;
    default:
        break;
    }
}

static void
find_exits(struct codegen *cg, struct range_body *b)
{
    struct scan c = {.body = b};
    scan_list(&c, b->s->for_.body.v, b->s->for_.body.n);
    b->exits = bump_array(&cg->mem, struct stmt *, c.branches.n);
    for (size_t i = 0; i < c.branches.n; i++) {
        struct stmt *s = c.branches.v[i];
        if (s->branch.target != b->s && !table_get_ptr(&c.inside, s->branch.target))
            b->exits[b->n_exits++] = s;
    }
    vec_finish(&c.branches);
    table_finish(&c.inside);
}

/* ---- variables of the functions around ---- */

static uint64_t
outer_offset(const struct outer_fn *o, uint32_t slot)
{
    return UINT64_C(8) * emit_real_slot(&o->frame, slot);
}

static struct place
outer_word(uint32_t base, uint64_t off, struct type *t)
{
    struct place p = place_memory(base, t);
    p.off = off;
    p.checked = true;
    return p;
}

static uint32_t
load_word(struct fn *f, uint32_t base, uint64_t off)
{
    struct place p = outer_word(base, off, types_basic(f->cg->u, TYPE_UNSAFE_POINTER));
    return place_any(f, &p);
}

static struct place
outer_var(struct fn *f, const struct outer_fn *o, uint32_t base, struct object *var)
{
    const struct var_home *h = table_get_ptr(&o->homes, var);
    if (!h) {
        ensure(o->range != NULL, "variable %s is in no function around the loop", var->name);
        return outer_var(f, o->range->outer, load_word(f, base, outer_offset(o, o->base)), var);
    }
    struct type *t = codegen_type(f, var->type);
    if (h->kind == HOME_HEAP) {
        struct place p = place_memory(load_word(f, base, outer_offset(o, h->slot)), t);
        p.checked = true;
        return p;
    }
    struct place p = outer_word(base, outer_offset(o, h->slot), t);
    p.canonical = !h->addressable && place_is_narrow(f, t);
    return p;
}

struct place
compile_rangefunc_var(struct fn *f, struct object *var)
{
    return outer_var(f, f->range->outer, f->base, var);
}

/* The function that return leaves, and the address of its frame. */
static const struct outer_fn *
root(struct fn *f, uint32_t *base)
{
    const struct outer_fn *o = f->range->outer;
    for (*base = f->base; o->range; o = o->range->outer)
        *base = load_word(f, *base, outer_offset(o, o->base));
    return o;
}

static const struct outer_fn *
root_of(const struct fn *f)
{
    const struct outer_fn *o = f->range->outer;
    while (o->range)
        o = o->range->outer;
    return o;
}

struct type *
compile_rangefunc_result_type(struct fn *f, size_t i, size_t *n)
{
    const struct type *sig = root_of(f)->sym->sig;
    *n = sig->func.n_results;
    return *n ? codegen_type(f, sig->func.results[i]->type) : NULL;
}

struct place
compile_rangefunc_result(struct fn *f, size_t i)
{
    uint32_t base;
    const struct outer_fn *o = root(f, &base);
    const struct param *p = &o->func->type->func_type.results[i];
    if (p->obj && p->name && table_get_ptr(&o->homes, p->obj))
        return outer_var(f, o, base, p->obj);
    uint32_t at = o->param_words;
    size_t n;
    for (size_t k = 0; k < i; k++)
        at += slots_shape(f->cg, compile_rangefunc_result_type(f, k, &n)).words;
    struct type *t = compile_rangefunc_result_type(f, i, &n);
    struct place r = outer_word(base, outer_offset(o, vslot_make(VSLOT_PARAM, at)), t);
    r.canonical = place_is_narrow(f, t);
    return r;
}

/* ---- the body ---- */

static struct place
state_place(struct fn *f)
{
    const struct range_body *b = f->range;
    return outer_word(f->base, outer_offset(b->outer, b->state), types_basic(f->cg->u, TYPE_INT));
}

static void
set_state(struct fn *f, int64_t state)
{
    uint32_t t = slots_temp(f, slots_shape_scalars(1));
    compile_const_int(f, state, t);
    struct place p = state_place(f);
    place_store(f, &p, t);
}

static void
stop_iteration(struct fn *f, int64_t state)
{
    set_state(f, state);
    emit(f, OP_LDI, vslot_make(VSLOT_PARAM, f->param_words), 0, 0);
    emit(f, OP_RET, 0, 0, 0);
}

void
compile_rangefunc_return(struct fn *f)
{
    stop_iteration(f, STATE_RETURN);
}

bool
compile_rangefunc_branch(struct fn *f, struct stmt *s)
{
    const struct range_body *b = f->range;
    for (size_t i = 0; i < b->n_exits; i++) {
        if (b->exits[i] == s) {
            stop_iteration(f, STATE_EXITS + (int64_t)i);
            return true;
        }
    }
    return false;
}

static void
panic_with(struct fn *f, const char *text)
{
    uint32_t v = slots_temp_type(f, types_any(f->cg->u));
    struct codegen *cg = f->cg;
    struct constant *c = constant_string(cg->u, text, strlen(text));
    emit(f, OP_LDK, v, 0, 0);
    emit_ext_address(f, SEGMENT_RODATA, cg->p->known.type_error_string);
    emit(f, OP_LDK, v + 1, 0, 0);
    emit_ext_address(f, SEGMENT_RODATA, rodata_constant(cg, c, types_basic(cg->u, TYPE_STRING)));
    emit(f, OP_PANIC, v, 0, 0);
}

/* The iterator must not go on after the loop was left. */
static void
check_state(struct fn *f)
{
    size_t mark = slots_mark(f);
    uint32_t ready = emit_label(f), done = emit_label(f);
    struct place p = state_place(f);
    uint32_t state = place_any(f, &p);
    emit(f, OP_JEQI, state, STATE_READY, ready);
    emit(f, OP_JEQI, state, (uint32_t)STATE_DONE, done);
    panic_with(f, "range function continued iteration after function for loop body returned false");
    emit_place_label(f, done);
    panic_with(f, "range function continued iteration after whole loop exit");
    emit_place_label(f, ready);
    slots_release(f, mark);
}

static void
bind(struct fn *f, bool key, size_t param)
{
    const struct stmt *s = f->range->s;
    struct object *var = !s->for_.define ? NULL : key ? s->for_.key_var : s->for_.val_var;
    struct expr *e = key ? s->for_.key : s->for_.value;
    if (s->for_.define ? !var : !e)
        return;
    struct type *from = codegen_type(f, f->sym->sig->func.params[param]->type);
    uint32_t slot = compile_func_param_slot(f, param);
    if (var)
        compile_func_declare(f, var);
    struct place p = var ? place_of_var(f, var) : place_of(f, e);
    if (p.kind == PLACE_BLANK)
        return;
    uint32_t v = slots_temp_type(f, p.type);
    compile_conv_value(f, slot, from, p.type, v, NULL);
    place_store(f, &p, v);
}

static void
build_body(struct fn *f)
{
    const struct range_body *b = f->sym->arg;
    f->range = b;
    f->func = b->outer->func;
    uint32_t ctx = slots_storage(f, slots_shape_pointer());
    f->base = slots_storage(f, slots_shape_pointer());
    emit(f, OP_GETCTX, ctx, 0, 0);
    emit(f, OP_LD64, f->base, ctx, 8);
    check_state(f);
    size_t n = f->sym->sig->func.n_params;
    if (n > 0)
        bind(f, true, 0);
    if (n > 1)
        bind(f, false, 1);
    struct jump_target t = {b->s, emit_label(f), emit_label(f), NULL};
    f->targets = &t;
    compile_stmt_block(f, &b->s->for_.body);
    f->targets = NULL;
    emit_place_label(f, t.cont);
    emit(f, OP_LDI, vslot_make(VSLOT_PARAM, f->param_words), 1, 0);
    emit(f, OP_RET, 0, 0, 0);
    emit_place_label(f, t.brk);
    stop_iteration(f, STATE_BREAK);
}

/* ---- the loop ---- */

static struct range_body *
new_body(struct fn *f, struct stmt *s)
{
    if (!f->outer_record) {
        f->outer_record = bump_new(&f->cg->mem, struct outer_fn);
        vec_push(&f->cg->outers, f->outer_record);
    }
    struct range_body *b = bump_new(&f->cg->mem, struct range_body);
    b->s = s;
    b->outer = f->outer_record;
    b->state = slots_storage(f, slots_shape_scalars(1));
    find_exits(f->cg, b);
    return b;
}

static struct symbol *
body_symbol(struct fn *f, struct range_body *b, struct type *yield)
{
    bool fresh;
    unsigned n = ++f->n_ranges;
    struct symbol *s =
        codegen_symbol(f->cg, codegen_key(f->cg, "range %u %u", f->sym->id, n), &fresh);
    s->name = codegen_name(f->cg, "%s-range%u", f->sym->name, n);
    s->build = build_body;
    s->arg = b;
    s->sig = types_underlying(yield);
    s->type_args = f->sym->type_args;
    s->n_type_args = f->sym->n_type_args;
    s->pos = b->s->pos;
    s->flags = f->sym->flags & FUNC_GOLIB;
    return s;
}

static void
carry_out_exits(struct fn *f, const struct range_body *b)
{
    uint32_t how = slots_temp(f, slots_shape_scalars(1));
    emit(f, OP_MOV, how, b->state, 0);
    emit(f, OP_LDI, b->state, (uint32_t)STATE_DONE, 0);
    if (b->returns) {
        uint32_t next = emit_label(f);
        emit(f, OP_JNEI, how, STATE_RETURN, next);
        compile_stmt_leave(f);
        emit_place_label(f, next);
    }
    for (size_t i = 0; i < b->n_exits; i++) {
        uint32_t next = emit_label(f);
        emit(f, OP_JNEI, how, (uint32_t)(STATE_EXITS + (int)i), next);
        compile_stmt_branch(f, b->exits[i]);
        emit_place_label(f, next);
    }
}

void
compile_rangefunc(struct fn *f, struct stmt *s)
{
    struct type *iter = types_underlying(compile_expr_type(f, s->for_.x));
    struct range_body *b = new_body(f, s);
    if (b->defers) {
        codegen_fail(f, s->pos,
                     "defer in a range over a function is not supported by regionscope yet");
        return;
    }
    struct symbol *body = body_symbol(f, b, iter->func.params[0]->type);
    uint32_t fun = compile_expr_any(f, s->for_.x);
    uint32_t object = slots_storage(f, slots_shape_mask(f->cg, 2, 2));
    compile_call_reserve(f, 1);
    emit(f, OP_LDI, b->state, STATE_READY, 0);
    emit(f, OP_LDK, object, 0, 0);
    emit_ext_func(f, body);
    emit(f, OP_LEA, object + 1, vslot_make(VSLOT_OUT, 0), 0);
    emit(f, OP_LEA, vslot_make(VSLOT_OUT, 0), object, 0);
    emit_line(f, s->for_.range_pos);
    emit(f, OP_CALLC, fun, 0, 0);
    carry_out_exits(f, b);
}

void
compile_rangefunc_finish(struct fn *f)
{
    struct outer_fn *o = f->outer_record;
    o->homes = f->homes;
    f->homes = (struct table){0};
    o->frame = emit_frame(f);
    o->func = f->func;
    o->sym = f->sym;
    o->param_words = f->param_words;
    o->range = f->range;
    o->base = f->base;
}
