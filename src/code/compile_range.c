/* for range over integers, slices, arrays, strings, maps and channels; functions are elsewhere. A
 * hidden counter runs over what the range expression was at the start; the loop variables are set
 * from it in each iteration, or are the counter themselves when the body leaves them alone. Go:
 * cmd/compile/internal/walk/range.go */
#include "base/bug.h"
#include "code/codegen.h"
#include "code/lvalue.h"
#include "code/place.h"

enum { COPY_IN_FRAME_MAX = 4096 }; /* bytes of an array copied to the frame; larger: to the heap */

struct loop {
    struct stmt *s;
    struct jump_target target;
    uint32_t top, cond;
};

static bool
is_wanted(const struct stmt *s, bool key)
{
    if (s->for_.define)
        return (key ? s->for_.key_var : s->for_.val_var) != NULL;
    const struct expr *e = key ? s->for_.key : s->for_.value;
    return e && !(e->kind == EXPR_NAME && !e->name.obj);
}

static void
store_converted(struct fn *f, const struct place *p, uint32_t slot, struct type *from)
{
    if (!types_identical(from, p->type)) {
        uint32_t v = slots_temp_type(f, p->type);
        compile_conv_value(f, slot, from, p->type, v, ESCAPE_HEAP);
        slot = v;
    }
    place_store(f, p, slot);
}

/* Sets an iteration variable to a value in slots. */
static void
set_var(struct fn *f, const struct stmt *s, bool key, uint32_t slot, struct type *from)
{
    if (!is_wanted(s, key))
        return;
    size_t mark = slots_mark(f);
    struct object *var = !s->for_.define ? NULL : key ? s->for_.key_var : s->for_.val_var;
    struct expr *e = key ? s->for_.key : s->for_.value;
    if (var)
        compile_func_declare(f, var);
    else
        compile_expr_hoist(f, e);
    struct place p = var ? place_of_var(f, var) : lvalue_of(f, e);
    store_converted(f, &p, slot, from);
    slots_release(f, mark);
}

/* Sets an iteration variable from a place, straight into its slot when it has a plain one. */
static void
set_from(struct fn *f, const struct stmt *s, bool key, const struct place *from)
{
    if (!is_wanted(s, key))
        return;
    struct object *var = !s->for_.define ? NULL : key ? s->for_.key_var : s->for_.val_var;
    if (var && !var->var.addr_taken && !var->var.captured && var->var.verdict != ESCAPE_HEAP &&
        types_identical(codegen_type(f, var->type), from->type)) {
        struct var_home *h = compile_func_declare(f, var);
        if (h->kind == HOME_SLOT) {
            place_load(f, from, h->slot);
            return;
        }
        struct place p = place_of_var(f, var);
        place_store(f, &p, place_any(f, from));
        return;
    }
    size_t mark = slots_mark(f);
    set_var(f, s, key, place_any(f, from), from->type);
    slots_release(f, mark);
}

/* Both variables. `for x, a[x] = range` is one assignment: its operands are the old ones. */
static void
set_both(struct fn *f, const struct stmt *s, const struct place *key, const struct place *value)
{
    if (s->for_.define || !is_wanted(s, true) || !is_wanted(s, false)) {
        if (key)
            set_from(f, s, true, key);
        set_from(f, s, false, value);
        return;
    }
    size_t mark = slots_mark(f);
    uint32_t k = place_any(f, key), v = place_any(f, value);
    compile_expr_hoist(f, s->for_.key);
    compile_expr_hoist(f, s->for_.value);
    struct place pk = lvalue_of(f, s->for_.key), pv = lvalue_of(f, s->for_.value);
    compile_assign_pin(f, &pv);
    store_converted(f, &pk, k, key->type);
    store_converted(f, &pv, v, value->type);
    slots_release(f, mark);
}

/* The counter: the key variable itself when nobody can tell the difference. */
static uint32_t
make_counter(struct fn *f, const struct stmt *s, struct type *t, bool *is_key)
{
    struct object *v = s->for_.define ? s->for_.key_var : NULL;
    *is_key = v && !v->var.assigned && !v->var.addr_taken &&
              (!v->var.captured || v->var.by_value) && v->var.verdict != ESCAPE_HEAP &&
              types_identical(codegen_type(f, v->type), t);
    if (*is_key)
        return compile_func_declare(f, v)->slot;
    return slots_var(f, slots_shape_scalars(1));
}

static void
begin(struct fn *f, struct loop *l, struct stmt *s)
{
    *l = (struct loop){
        s, {s, emit_label(f), emit_label(f), f->targets}, emit_label(f), emit_label(f)};
}

static void
run_body(struct fn *f, struct loop *l)
{
    f->targets = &l->target;
    compile_stmt_block(f, &l->s->for_.body);
    f->targets = l->target.outer;
}

/* ---- integers ---- */

static void
range_int(struct fn *f, struct stmt *s, struct type *t)
{
    struct loop l;
    bool is_key;
    int64_t small = 0;
    bool is_small = compile_expr_small(f, s->for_.x, &small) && !types_is_unsigned(t);
    uint32_t n = slots_var(f, slots_shape_scalars(1));
    if (!is_small)
        compile_expr_to(f, s->for_.x, n);
    uint32_t h = make_counter(f, s, t, &is_key);
    begin(f, &l, s);
    emit(f, OP_LDI, h, 0, 0);
    emit(f, OP_JMP, 0, l.cond, 0);
    emit_place_label(f, l.top);
    if (!is_key)
        set_var(f, s, true, h, t);
    run_body(f, &l);
    emit_place_label(f, l.target.cont);
    emit(f, OP_ADDI, h, h, 1);
    emit_place_label(f, l.cond);
    emit_line(f, s->pos);
    if (is_small)
        emit(f, OP_LJLTI, h, (uint32_t)(int32_t)small, l.top);
    else
        emit(f, types_is_unsigned(t) ? OP_LJULT : OP_LJLT, h, n, l.top);
    emit_place_label(f, l.target.brk);
}

/* ---- slices and arrays: data and len in two slots ---- */

static uint32_t
new_header(struct fn *f)
{
    return slots_var(f, slots_shape_mask(f->cg, 2, 1));
}

static uint32_t
slice_header(struct fn *f, struct expr *x)
{
    uint32_t h = new_header(f);
    uint32_t v = compile_expr_last(f, x);
    emit_move(f, h, v, 2);
    return h;
}

/* The array is copied when its elements are wanted: the loop must not see changes. */
static uint32_t
array_header(struct fn *f, struct stmt *s, struct type *t)
{
    uint32_t h = new_header(f);
    types_layout(t);
    struct type *u = types_underlying(t);
    if (!is_wanted(s, false)) {
        if (compile_expr_has_call(s->for_.x))
            compile_expr_effect(f, s->for_.x);
        emit(f, OP_LDI, h, 0, 0);
    } else if (t->size <= COPY_IN_FRAME_MAX) {
        uint32_t copy = slots_storage(f, slots_shape(f->cg, t));
        compile_expr_to(f, s->for_.x, copy);
        emit(f, OP_LEA, h, copy, 0);
    } else {
        struct place p = lvalue_of(f, s->for_.x);
        uint32_t from = place_addr_any(f, &p);
        f->go_locals += t->size;
        emit(f, OP_NEW, h, 0, 0);
        emit_ext_type(f, t);
        emit(f, OP_COPYM, h, from, 0);
        emit_ext_type(f, t);
    }
    compile_const_int(f, u->array.len, h + 1);
    return h;
}

static uint32_t
pointer_header(struct fn *f, struct stmt *s, struct type *array)
{
    uint32_t h = new_header(f);
    compile_expr_to(f, s->for_.x, h);
    if (is_wanted(s, false) && array->array.len > 0)
        emit(f, OP_NILCHK, h, 0, 0);
    compile_const_int(f, array->array.len, h + 1);
    return h;
}

static void
range_elements(struct fn *f, struct stmt *s, uint32_t header, struct type *elem)
{
    struct loop l;
    bool is_key;
    struct type *t = types_basic(f->cg->u, TYPE_INT);
    uint32_t h = make_counter(f, s, t, &is_key);
    begin(f, &l, s);
    emit(f, OP_LDI, h, 0, 0);
    emit(f, OP_JMP, 0, l.cond, 0);
    emit_place_label(f, l.top);
    struct place k = place_slot(h, t);
    if (is_wanted(s, false)) {
        size_t mark = slots_mark(f);
        struct place p = lvalue_element(f, header, h, elem);
        set_both(f, s, is_key ? NULL : &k, &p);
        slots_release(f, mark);
    } else if (!is_key) {
        set_from(f, s, true, &k);
    }
    run_body(f, &l);
    emit_place_label(f, l.target.cont);
    emit(f, OP_ADDI, h, h, 1);
    emit_place_label(f, l.cond);
    emit_line(f, s->pos);
    emit(f, OP_LJLT, h, header + 1, l.top);
    emit_place_label(f, l.target.brk);
}

/* ---- strings ---- */

static void
range_string(struct fn *f, struct stmt *s)
{
    struct loop l;
    struct type *t = types_basic(f->cg->u, TYPE_INT);
    uint32_t str = slice_header(f, s->for_.x);
    uint32_t at = slots_var(f, slots_shape_scalars(1));
    uint32_t rune = slots_var(f, slots_shape_scalars(2)); /* and the index after it */
    begin(f, &l, s);
    emit(f, OP_LDI, at, 0, 0);
    emit(f, OP_JMP, 0, l.cond, 0);
    emit_place_label(f, l.top);
    emit(f, OP_DECRUNE, rune, str, at);
    struct place k = place_slot(at, t), v = place_slot(rune, types_basic(f->cg->u, TYPE_INT32));
    set_both(f, s, &k, &v);
    run_body(f, &l);
    emit_place_label(f, l.target.cont);
    emit(f, OP_MOV, at, rune + 1, 0);
    emit_place_label(f, l.cond);
    emit_line(f, s->pos);
    emit(f, OP_LJLT, at, str + 1, l.top);
    emit_place_label(f, l.target.brk);
}

/* ---- maps and channels: the next element is asked for at the top ---- */

static void
range_map(struct fn *f, struct stmt *s, struct type *t)
{
    struct loop l;
    const struct type *u = types_underlying(t);
    uint32_t it = slots_var(f, slots_shape_mask(f->cg, MAPITER_WORDS, MAPITER_PTRMASK));
    emit(f, OP_MAPITER, it, compile_expr_last(f, s->for_.x), 0);
    emit_ext_type(f, t);
    begin(f, &l, s);
    emit_place_label(f, l.target.cont);
    emit_line(f, s->pos);
    emit(f, OP_MAPNEXT, it, l.target.brk, 0);
    struct place k = place_memory(it, u->map.key), v = place_memory(it + 1, u->map.value);
    k.checked = v.checked = true;
    set_both(f, s, &k, &v);
    run_body(f, &l);
    emit(f, OP_LOOP, 0, l.target.cont, 0);
    emit_place_label(f, l.target.brk);
}

static void
range_chan(struct fn *f, struct stmt *s, struct type *elem)
{
    struct loop l;
    uint32_t c = slots_var(f, slots_shape_pointer());
    uint32_t ok = slots_var(f, slots_shape_scalars(1));
    uint32_t v = slots_var(f, slots_shape(f->cg, elem));
    compile_expr_to(f, s->for_.x, c);
    begin(f, &l, s);
    emit_place_label(f, l.target.cont);
    emit_line(f, s->pos);
    bool wanted = is_wanted(s, true) && slots_shape(f->cg, elem).words > 0;
    emit(f, OP_RECV, wanted ? v : VSLOT_NONE, c, ok);
    emit_ext_number(f, slots_shape(f->cg, elem).words);
    emit(f, OP_JF, ok, l.target.brk, 0);
    if (wanted)
        compile_arith_extend(f, elem, v);
    set_var(f, s, true, v, elem);
    run_body(f, &l);
    emit(f, OP_LOOP, 0, l.target.cont, 0);
    emit_place_label(f, l.target.brk);
}

void
compile_range(struct fn *f, struct stmt *s)
{
    size_t vars = slots_mark_vars(f);
    struct type *t = compile_expr_type(f, s->for_.x), *u = types_underlying(t);
    compile_expr_hoist(f, s->for_.x);
    switch (u->kind) {
    case TYPE_SLICE:
        range_elements(f, s, slice_header(f, s->for_.x), u->elem);
        break;
    case TYPE_ARRAY:
        range_elements(f, s, array_header(f, s, t), u->array.elem);
        break;
    case TYPE_POINTER:
        u = types_underlying(u->elem);
        range_elements(f, s, pointer_header(f, s, u), u->array.elem);
        break;
    case TYPE_MAP:
        range_map(f, s, t);
        break;
    case TYPE_CHAN:
        range_chan(f, s, u->chan.elem);
        break;
    default:
        if (types_is_string(u))
            range_string(f, s);
        else
            range_int(f, s, t);
    }
    slots_release_vars(f, vars);
}
