/* One function: where its parameters, results and variables live, its prologue and its epilogue.
 *
 * A variable is a slot in canonical form, unless its address is taken: then it lies in the frame in
 * memory layout when escape analysis allows, else on the heap with its address in a slot. Results
 * that are not plain slots are copied to the result slots in the epilogue, behind the deferred
 * calls, which may still change them.
 * Go: cmd/compile/internal/ssagen/ssa.go (buildssa), walk/order.go */
#include "base/bitops.h"
#include "base/bug.h"
#include "code/codegen.h"
#include "code/place.h"

/* ---- layout of parameters and results ---- */

static void
add_arg(struct fn *f, struct type *t)
{
    struct shape s = slots_shape(f->cg, codegen_type(f, t));
    for (uint32_t i = 0; i < s.words; i++) {
        uint8_t start = i == 0 ? SLOT_START : 0;
        vec_push(&f->args_bits, (uint8_t)(start | (s.mask && bitops_get(s.mask, i))));
    }
}

void
compile_func_params(struct fn *f)
{
    struct symbol *s = f->sym;
    if (s->recv)
        add_arg(f, s->recv);
    for (size_t i = 0; s->sig && i < s->sig->func.n_params; i++)
        add_arg(f, s->sig->func.params[i]->type);
    f->param_words = (uint32_t)f->args_bits.n;
    for (size_t i = 0; s->sig && i < s->sig->func.n_results; i++)
        add_arg(f, s->sig->func.results[i]->type);
    f->args_words = (uint32_t)f->args_bits.n;
}

static uint32_t
words(struct fn *f, struct type *t)
{
    return slots_shape(f->cg, codegen_type(f, t)).words;
}

uint32_t
compile_func_param_slot(struct fn *f, size_t param)
{
    const struct symbol *s = f->sym;
    uint32_t at = 0;
    if (s->recv) {
        if (param == 0)
            return vslot_make(VSLOT_PARAM, 0);
        param--;
        at = words(f, s->recv);
    }
    for (size_t i = 0; i < param; i++)
        at += words(f, s->sig->func.params[i]->type);
    return vslot_make(VSLOT_PARAM, at);
}

uint32_t
compile_func_result_slot(struct fn *f, size_t result)
{
    uint32_t at = f->param_words;
    for (size_t i = 0; i < result; i++)
        at += words(f, f->sym->sig->func.results[i]->type);
    return vslot_make(VSLOT_PARAM, at);
}

/* ---- variables ---- */

enum { BIG_VARIABLE = 128 * 1024 }; /* goes to the heap when nobody decided */

static bool
is_addressable(const struct object *v)
{
    return v->var.addr_taken || (v->var.captured && !v->var.by_value);
}

static bool
lives_on_heap(struct fn *f, const struct object *v)
{
    if (slots_is_boxed(codegen_type(f, v->type)))
        return true;
    if (v->var.verdict != ESCAPE_UNKNOWN)
        return v->var.verdict == ESCAPE_HEAP;
    struct type *t = codegen_type(f, v->type);
    types_layout(t);
    return is_addressable(v) || t->size > BIG_VARIABLE;
}

/* Tells frame views about v; false when it has no name. */
static bool
describe(struct fn *f, struct object *v, const struct var_home *h)
{
    if (!v->name || !v->name[0] || v->name[0] == '#' || (v->name[0] == '_' && !v->name[1]))
        return false;
    struct type *t = codegen_type(f, v->type);
    struct buf b = {0};
    types_write_runtime(&b, t);
    types_layout(t);
    struct local_var info = {.name = codegen_text(f->cg, v->name),
                             .type_name = codegen_text(f->cg, buf_cstr(&b)),
                             .slot = (int32_t)h->slot,
                             .bytes = (uint32_t)t->size,
                             .kind = typedesc_kind(t),
                             .on_heap = h->kind == HOME_HEAP,
                             .line = v->pos.line,
                             .from = (uint32_t)f->code.n};
    buf_finish(&b);
    vec_push(&f->vars, info);
    return true;
}

static struct var_home *
new_home(struct fn *f, struct object *v)
{
    struct var_home *h = table_get_ptr(&f->homes, v);
    if (!h) {
        h = bump_new(&f->cg->mem, struct var_home);
        table_put_ptr(&f->homes, v, h);
    }
    return h;
}

static void
allocate(struct fn *f, struct object *v, uint32_t slot)
{
    emit(f, OP_NEW, slot, 0, 0);
    emit_ext_type(f, codegen_type(f, v->type));
}

enum { LARGE = 1024, FULL = 32 * 1024 }; /* bytes, slots */

bool
compile_func_has_room(const struct fn *f, struct type *t)
{
    if (slots_is_boxed(t))
        return false;
    uint64_t used = f->slots.n_scalar + f->slots.n_pointer;
    return t->size <= LARGE || used + t->size / 8 <= FULL;
}

struct var_home *
compile_func_declare(struct fn *f, struct object *v)
{
    struct var_home *h = new_home(f, v);
    if (v->var.verdict == ESCAPE_STACK && slots_is_boxed(codegen_type(f, v->type)))
        f->go_locals += codegen_type(f, v->type)->size;
    if (lives_on_heap(f, v) || !compile_func_has_room(f, codegen_type(f, v->type))) {
        *h = (struct var_home){HOME_HEAP, slots_var(f, slots_shape_pointer()), true};
        allocate(f, v, h->slot);
    } else {
        struct shape s = slots_shape(f->cg, codegen_type(f, v->type));
        bool addressable = is_addressable(v);
        *h = (struct var_home){HOME_SLOT, addressable ? slots_var_storage(f, s) : slots_var(f, s),
                               addressable};
    }
    if (describe(f, v, h))
        vec_last(&f->slots.vars).var = (uint32_t)f->vars.n;
    return h;
}

void
compile_func_declare_zero(struct fn *f, struct object *v)
{
    struct var_home *h = compile_func_declare(f, v);
    if (h->kind == HOME_SLOT)
        compile_const_zero(f, codegen_type(f, v->type), h->slot);
}

struct var_home *
compile_func_home(struct fn *f, struct object *v)
{
    struct var_home *h = table_get_ptr(&f->homes, v);
    ensure(h != NULL, "variable %s (line %u) is used in %s before it has a home", v->name,
           v->pos.line, f->sym->name);
    return h;
}

/* ---- prologue ---- */

static bool
is_named(const struct param *p)
{
    return p->obj && p->name && !(p->name[0] == '_' && !p->name[1]);
}

static void
take_param(struct fn *f, const struct param *p, uint32_t slot)
{
    if (!is_named(p))
        return;
    struct object *v = p->obj;
    if (lives_on_heap(f, v)) {
        struct var_home *h = compile_func_declare(f, v);
        struct place to = place_memory(h->slot, codegen_type(f, v->type));
        place_store(f, &to, slot);
        return;
    }
    struct var_home *h = new_home(f, v);
    *h = (struct var_home){HOME_SLOT, slot, is_addressable(v)};
    describe(f, v, h);
}

/* Is the result variable something else than its slot in canonical form at the end? */
static bool
needs_copy_out(struct fn *f, struct object *v)
{
    if (lives_on_heap(f, v))
        return true;
    struct type *t = codegen_type(f, v->type);
    types_layout(t);
    return is_addressable(v) && t->size < 8;
}

static void
take_result(struct fn *f, const struct param *p, uint32_t slot)
{
    if (!p->obj)
        return;
    struct type *t = codegen_type(f, p->obj->type);
    if (is_named(p) && lives_on_heap(f, p->obj)) {
        compile_func_declare(f, p->obj);
    } else {
        struct var_home *h = new_home(f, p->obj);
        *h = (struct var_home){HOME_SLOT, slot, is_named(p) && is_addressable(p->obj)};
        if (is_named(p))
            describe(f, p->obj, h);
    }
    if (is_named(p) || f->has_defer)
        compile_const_zero(f, t, slot);
    if (is_named(p) && needs_copy_out(f, p->obj) && f->ret_label == UINT32_MAX)
        f->ret_label = emit_label(f);
}

static void
prologue(struct fn *f)
{
    struct func *fn = f->func;
    size_t at = 0;
    if (fn->recv)
        take_param(f, fn->recv, compile_func_param_slot(f, at++));
    const struct expr *sig = fn->type;
    for (size_t i = 0; i < sig->func_type.n_params; i++)
        take_param(f, &sig->func_type.params[i], compile_func_param_slot(f, at++));
    for (size_t i = 0; i < sig->func_type.n_results; i++)
        take_result(f, &sig->func_type.results[i], compile_func_result_slot(f, i));
}

/* ---- epilogue ---- */

/* Each comes back behind the first instruction, so that the return address is in this line. */
void
compile_func_run_defers(struct fn *f)
{
    emit(f, OP_RUNDEFERS, 1, 0, 0);
    emit(f, OP_RUNDEFERS, 0, 0, 0);
}

static void
epilogue(struct fn *f)
{
    emit_line(f, f->func->body->rbrace);
    emit_place_label(f, f->ret_label);
    if (f->has_defer) {
        compile_func_run_defers(f);
        f->deferreturn = (uint32_t)f->code.n;
    }
    const struct expr *sig = f->func->type;
    for (size_t i = 0; i < sig->func_type.n_results; i++) {
        const struct param *p = &sig->func_type.results[i];
        if (!is_named(p) || !needs_copy_out(f, p->obj))
            continue;
        struct place from = place_of_var(f, p->obj);
        place_load(f, &from, compile_func_result_slot(f, i));
    }
    emit(f, OP_RET, 0, 0, 0);
}

static void
native_body(struct fn *f)
{
    f->sym->flags |= FUNC_NATIVE;
    emit(f, OP_NATIVE, 0, codegen_native(f->cg, f->func->full_name), 0);
    emit(f, OP_RET, 0, 0, 0);
}

void
compile_func_tree(struct fn *f)
{
    struct func *fn = f->func;
    if (!fn->body) {
        native_body(f);
        return;
    }
    f->has_defer = fn->has_defer;
    if (f->has_defer) {
        f->sym->flags |= FUNC_HAS_DEFER;
        f->ret_label = emit_label(f);
    }
    if (fn->n_captures)
        compile_closure_prologue(f);
    prologue(f);
    compile_stmt_block(f, fn->body);
    emit_line(f, fn->body->rbrace);
    if (f->ret_label != UINT32_MAX)
        epilogue(f);
    else if (fn->sig->func.n_results == 0)
        emit(f, OP_RET, 0, 0, 0);
    else if (f->code.n == 0 || vec_last(&f->code).op != OP_RET)
        emit(f, OP_NOP, 0, 0, 0); /* a label may stand behind the last statement */
}
