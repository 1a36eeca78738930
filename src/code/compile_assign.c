/* Assignments and variable declarations. The values of the right side are complete before anything
 * on the left changes; calls come first, left to right.
 * Go: cmd/compile/internal/walk/assign.go */
#include <string.h>

#include "base/bug.h"
#include "code/codegen.h"
#include "code/lvalue.h"
#include "code/place.h"

static bool
is_blank(const struct expr *e)
{
    return e->kind == EXPR_NAME && !e->name.obj && strcmp(e->name.name, "_") == 0;
}

static uint32_t
words(struct fn *f, struct type *t)
{
    return slots_shape(f->cg, t).words;
}

/* ---- declarations ---- */

/* The variable's storage is made after its value: the value may mention an outer variable only, but
 * a panic or a loop must find the old one. */
static void
declare_value(struct fn *f, struct object *var, struct expr *value)
{
    struct type *t = codegen_type(f, var->type);
    bool addressable = var->var.addr_taken || (var->var.captured && !var->var.by_value);
    if (!addressable && var->var.verdict != ESCAPE_HEAP) {
        struct var_home *h = compile_func_declare(f, var);
        if (h->kind == HOME_SLOT) {
            compile_conv_to(f, value, t, h->slot);
            return;
        }
        struct place p = place_of_var(f, var);
        compile_conv_store(f, &p, value);
        return;
    }
    struct place huge;
    if (lvalue_of_huge(f, value, &huge)) {
        uint32_t from = slots_temp(f, slots_shape_pointer());
        place_addr(f, &huge, from);
        huge = place_memory(from, t);
        compile_func_declare(f, var);
        struct place p = place_of_var(f, var);
        place_copy(f, &p, &huge);
        return;
    }
    uint32_t v = compile_conv_any(f, value, t);
    compile_func_declare(f, var);
    struct place p = place_of_var(f, var);
    place_store(f, &p, v);
}

static void
declare_from(struct fn *f, struct object *var, uint32_t slot, struct type *from,
             enum escape_verdict box_verdict)
{
    struct type *t = codegen_type(f, var->type);
    if (types_is_interface(t) && !types_identical(t, from)) {
        uint32_t v = slots_temp_type(f, t);
        compile_conv_value(f, slot, from, t, v, box_verdict);
        slot = v;
    }
    compile_func_declare(f, var);
    struct place p = place_of_var(f, var);
    place_store(f, &p, slot);
}

static bool
is_named(const struct object *o)
{
    return o && o->name && strcmp(o->name, "_") != 0;
}

void
compile_assign_vars(struct fn *f, struct object **objs, size_t n_objs, struct expr **values,
                    size_t n_values)
{
    if (n_values == n_objs) {
        if (n_values > 1)
            compile_expr_hoist_list(f, values, n_values);
        for (size_t i = 0; i < n_objs; i++) {
            if (is_named(objs[i]))
                declare_value(f, objs[i], values[i]);
            else
                compile_expr_effect(f, values[i]);
        }
        return;
    }
    if (n_values == 0) {
        for (size_t i = 0; i < n_objs; i++) {
            if (is_named(objs[i]))
                compile_func_declare_zero(f, objs[i]);
        }
        return;
    }
    uint32_t *slots = bump_array(&f->cg->mem, uint32_t, n_objs);
    struct type **types = bump_array(&f->cg->mem, struct type *, n_objs);
    compile_assign_multi(f, values[0], n_objs, slots, types);
    for (size_t i = 0; i < n_objs; i++) {
        if (is_named(objs[i]))
            declare_from(f, objs[i], slots[i], types[i], compile_conv_spread_verdict(values[0], i));
    }
}

/* ---- multi-value expressions ---- */

static void
comma_ok(struct fn *f, struct expr *e, uint32_t *slots, struct type **types)
{
    types[0] = compile_expr_type(f, e);
    types[1] = types_basic(f->cg->u, TYPE_BOOL);
    slots[0] = slots_temp_type(f, types[0]);
    slots[1] = slots_temp(f, slots_shape_scalars(1));
    emit_line(f, e->pos);
    if (e->kind == EXPR_ASSERT) {
        compile_conv_assert(f, e, slots[0], slots[1]);
    } else if (e->kind == EXPR_UNARY) {
        compile_expr_receive(f, e, slots[0], slots[1]);
    } else {
        compile_expr_hoist(f, e->index.x);
        compile_expr_hoist(f, e->index.index);
        struct place p = lvalue_of(f, e);
        ensure(p.kind == PLACE_MAP, "comma-ok of something else than a map");
        place_load_ok(f, &p, slots[0], slots[1]);
        compile_arith_extend(f, types[0], slots[0]);
    }
}

void
compile_assign_multi(struct fn *f, struct expr *e, size_t n, uint32_t *slots, struct type **types)
{
    e = ast_unparen(e);
    if (e->kind != EXPR_CALL) {
        comma_ok(f, e, slots, types);
        return;
    }
    uint32_t at = compile_call(f, e);
    for (size_t i = 0; i < n; i++) {
        types[i] = codegen_type(f, e->type->tuple.vars[i]->type);
        slots[i] = slots_temp_type(f, types[i]);
        emit_move(f, slots[i], at, words(f, types[i]));
        at += words(f, types[i]);
    }
}

/* ---- single assignments ---- */

static bool
is_local_name(const struct expr *e)
{
    return e->kind == EXPR_NAME && e->name.obj;
}

static void
assign_one(struct fn *f, struct expr *lhs, struct expr *rhs)
{
    lhs = ast_unparen(lhs);
    if (is_blank(lhs)) {
        compile_expr_effect(f, rhs);
        return;
    }
    if (is_local_name(lhs) || !compile_expr_has_call(rhs)) {
        compile_expr_hoist(f, lhs);
        struct place p = lvalue_of_once(f, lhs);
        compile_conv_store(f, &p, rhs);
        return;
    }
    compile_expr_hoist(f, lhs);
    struct type *t = compile_expr_type(f, lhs);
    bool same = types_identical(t, compile_expr_type(f, rhs));
    uint32_t v = same ? compile_expr_last(f, rhs) : compile_conv_any(f, rhs, t);
    struct place p = lvalue_of_once(f, lhs);
    place_store(f, &p, v);
}

/* ---- tuple assignments ---- */

static void
pin_slot(struct fn *f, uint32_t *slot, struct shape s)
{
    uint32_t t = slots_temp(f, s);
    emit_move(f, t, *slot, s.words);
    *slot = t;
}

/* The operands of a place survive changes of the variables they came from. */
void
compile_assign_pin(struct fn *f, struct place *p)
{
    switch (p->kind) {
    case PLACE_MEMORY:
        pin_slot(f, &p->slot, slots_shape_pointer());
        break;
    case PLACE_INDEX:
        pin_slot(f, &p->slot, slots_shape_mask(f->cg, 2, 1));
        pin_slot(f, &p->index, slots_shape_scalars(1));
        break;
    case PLACE_MAP:
        pin_slot(f, &p->slot, slots_shape_pointer());
        pin_slot(f, &p->index, slots_shape(f->cg, types_underlying(p->map)->map.key));
        break;
    default:
        break;
    }
}

/* Does evaluating e give a slot that an assignment may change later? */
static bool
is_in_place(const struct expr *e)
{
    while (e->kind == EXPR_PAREN || (e->kind == EXPR_CALL && e->call.kind == CALL_CONVERSION))
        e = e->kind == EXPR_PAREN ? e->paren.x : e->call.args[0];
    return e->mode != MODE_CONSTANT &&
           (e->kind == EXPR_NAME || e->kind == EXPR_SELECTOR || e->kind == EXPR_INDEX);
}

static uint32_t
value_copy(struct fn *f, struct expr *e, struct type *t)
{
    if (!is_in_place(e))
        return compile_conv_any(f, e, t);
    uint32_t v = slots_temp_type(f, t);
    compile_conv_to(f, e, t, v);
    return v;
}

static void
assign_tuple(struct fn *f, struct expr *lhs, struct expr *rhs, size_t n)
{
    struct place *places = bump_array(&f->cg->mem, struct place, n);
    uint32_t *values = bump_array(&f->cg->mem, uint32_t, n);
    bool any_slot = false, all_slots = true;
    for (size_t i = 0; i < n; i++)
        compile_expr_hoist(f, ast_list_at(lhs, i));
    compile_expr_hoist_list(f, rhs->list.v, n);
    for (size_t i = 0; i < n; i++) {
        places[i] = lvalue_of(f, ast_list_at(lhs, i));
        bool slot = places[i].kind == PLACE_SLOT;
        any_slot |= slot || places[i].kind == PLACE_MEMORY;
        all_slots &= slot && !places[i].packed;
    }
    for (size_t i = 0; any_slot && !all_slots && i < n; i++)
        compile_assign_pin(f, &places[i]);
    for (size_t i = 0; i < n; i++) {
        struct expr *e = ast_list_at(rhs, i);
        if (places[i].kind == PLACE_BLANK) {
            compile_expr_effect(f, e);
        } else if (i == n - 1 && all_slots) {
            compile_conv_store(f, &places[i], e); /* nothing reads it any more */
        } else {
            values[i] = value_copy(f, e, places[i].type);
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (places[i].kind != PLACE_BLANK && !(i == n - 1 && all_slots))
            place_store(f, &places[i], values[i]);
    }
}

static void
assign_multi(struct fn *f, struct expr *lhs, struct expr *rhs, size_t n)
{
    uint32_t *slots = bump_array(&f->cg->mem, uint32_t, n);
    struct type **types = bump_array(&f->cg->mem, struct type *, n);
    for (size_t i = 0; i < n; i++)
        compile_expr_hoist(f, ast_list_at(lhs, i));
    compile_assign_multi(f, rhs, n, slots, types);
    struct place *places = bump_array(&f->cg->mem, struct place, n);
    for (size_t i = 0; i < n; i++) {
        places[i] = lvalue_of(f, ast_list_at(lhs, i));
        compile_assign_pin(f, &places[i]);
    }
    for (size_t i = 0; i < n; i++) {
        if (places[i].kind == PLACE_BLANK)
            continue;
        if (types_identical(types[i], places[i].type)) {
            place_store(f, &places[i], slots[i]);
            continue;
        }
        uint32_t v = slots_temp_type(f, places[i].type);
        compile_conv_value(f, slots[i], types[i], places[i].type, v,
                           compile_conv_spread_verdict(rhs, i));
        place_store(f, &places[i], v);
    }
}

/* ---- := ---- */

static void
define(struct fn *f, struct stmt *s, size_t n, size_t n_values)
{
    struct expr *lhs = s->assign.lhs, *rhs = s->assign.rhs;
    struct object **vars = s->assign.new_vars;
    bool all_new = true;
    for (size_t i = 0; i < n; i++)
        all_new &= vars[i] != NULL || is_blank(ast_list_at(lhs, i));
    if (all_new || n_values != n) {
        struct expr *one = rhs;
        struct expr **values = rhs->kind == EXPR_LIST ? rhs->list.v : &one;
        if (all_new) {
            compile_assign_vars(f, vars, n, values, n_values);
            return;
        }
    }
    /* some exist already: declare the new ones, then assign to all */
    uint32_t *slots = bump_array(&f->cg->mem, uint32_t, n);
    struct type **types = bump_array(&f->cg->mem, struct type *, n);
    if (n_values == n) {
        compile_expr_hoist_list(f, rhs->list.v, n);
        for (size_t i = 0; i < n; i++) {
            struct expr *e = ast_list_at(rhs, i), *l = ast_list_at(lhs, i);
            types[i] = vars[i]       ? codegen_type(f, vars[i]->type)
                       : is_blank(l) ? compile_expr_type(f, e)
                                     : compile_expr_type(f, l);
            slots[i] = value_copy(f, e, types[i]);
        }
    } else {
        compile_assign_multi(f, rhs, n, slots, types);
    }
    for (size_t i = 0; i < n; i++) {
        struct expr *l = ast_list_at(lhs, i);
        if (vars[i]) {
            if (is_named(vars[i]))
                declare_from(f, vars[i], slots[i], types[i], compile_conv_spread_verdict(rhs, i));
        } else if (!is_blank(l)) {
            struct place p = lvalue_of(f, l);
            uint32_t v = slots[i];
            if (!types_identical(types[i], p.type)) {
                v = slots_temp_type(f, p.type);
                compile_conv_value(f, slots[i], types[i], p.type, v,
                                   compile_conv_spread_verdict(rhs, i));
            }
            place_store(f, &p, v);
        }
    }
}

/* ---- x op= y, x++ ---- */

static void
apply(struct fn *f, struct stmt *s, struct type *t, uint32_t dst, uint32_t x)
{
    enum token op = s->assign.op;
    struct expr *y = s->assign.rhs;
    int64_t c = 1;
    if (op == TOKEN_SHL || op == TOKEN_SHR) {
        compile_arith_shift(f, op, t, dst, x, y);
        return;
    }
    if (!y) {
        if (compile_arith_immediate(f, op, t, dst, x, c))
            return;
        uint32_t one = slots_temp_type(f, t); /* floats and complex numbers */
        compile_const_to(f, constant_int64(f->cg->u, 1), t, one);
        compile_arith_op(f, op, t, dst, x, one);
        return;
    }
    if (compile_arith_tail(f, op, t, dst, x, y))
        return;
    if (compile_expr_int(f, y, &c) && compile_arith_immediate(f, op, t, dst, x, c))
        return;
    compile_arith_op(f, op, t, dst, x, compile_expr_last(f, y));
}

/* Does Go make the entry before the operation? Not for a division, which may panic; and what the
 * right side does must have happened. */
static bool
makes_entry_first(const struct stmt *s)
{
    const struct expr *rhs = s->assign.rhs;
    enum token op = s->assign.op;
    bool plain = !rhs || rhs->mode == MODE_CONSTANT || is_local_name(rhs);
    return plain && op != TOKEN_QUO && op != TOKEN_REM;
}

/* One instruction for a word in memory or in a slice that something is added to or, if it is a
 * float64, subtracted from. False: this is something else. */
static bool
update(struct fn *f, const struct stmt *s, const struct place *p)
{
    const struct type *t = types_underlying(p->type);
    enum token op = s->assign.op;
    bool is_float = t->kind == TYPE_FLOAT64;
    bool in_memory = p->kind == PLACE_MEMORY && p->off <= UINT16_MAX;
    bool indexed = p->kind == PLACE_INDEX && p->row == VSLOT_NONE && op == TOKEN_ADD;
    int64_t c = 1;
    if (t->size != 8 || !(is_float || types_is_integer(t)) || !(in_memory || indexed) ||
        (op != TOKEN_ADD && op != TOKEN_SUB) || (is_float && !s->assign.rhs))
        return false;
    bool small =
        !is_float && (!s->assign.rhs || compile_expr_small(f, s->assign.rhs, &c)) && c != INT16_MIN;
    if (small && in_memory) {
        emit(f, OP_ADDITO, p->slot, (uint32_t)(int32_t)(op == TOKEN_ADD ? c : -c),
             (uint32_t)p->off);
        return true;
    }
    if (op == TOKEN_SUB && !is_float)
        return false;
    uint32_t v;
    if (s->assign.rhs) {
        v = compile_expr_any(f, s->assign.rhs);
    } else {
        v = slots_temp(f, slots_shape_scalars(1));
        emit(f, OP_LDI, v, 1, 0);
    }
    if (indexed)
        emit(f, is_float ? OP_FADDXTO : OP_ADDXTO, p->slot, p->index, v);
    if (indexed && p->unsigned_index)
        emit_unsigned_index(f);
    if (!indexed)
        emit(f,
             !is_float         ? OP_ADDTO
             : op == TOKEN_ADD ? OP_FADDTO
                               : OP_FSUBTO,
             p->slot, v, (uint32_t)p->off);
    return true;
}

static void
assign_op(struct fn *f, struct stmt *s)
{
    struct expr *lhs = ast_unparen(s->assign.lhs), *rhs = s->assign.rhs;
    if (rhs && compile_expr_has_call(rhs)) {
        compile_expr_hoist(f, lhs);
        if (!is_local_name(lhs) || !compile_expr_is_call(rhs))
            compile_expr_hoist(f, rhs);
    } else {
        compile_expr_hoist(f, lhs);
    }
    struct place p = lvalue_of_once(f, lhs);
    emit_line(f, s->pos);
    if (p.kind == PLACE_SLOT && !p.packed) {
        apply(f, s, p.type, p.slot, p.slot);
        return;
    }
    if (rhs)
        compile_expr_hoist(f, rhs); /* before the old value is read */
    if (p.kind == PLACE_MAP && makes_entry_first(s))
        p = place_entry(f, &p); /* one lookup in place of two */
    if (update(f, s, &p))
        return;
    uint32_t old = slots_temp_type(f, p.type);
    place_load(f, &p, old);
    if (p.kind == PLACE_MAP)
        compile_arith_extend(f, p.type, old);
    uint32_t v = slots_temp_type(f, p.type);
    apply(f, s, p.type, v, old);
    place_store(f, &p, v);
}

void
compile_assign(struct fn *f, struct stmt *s)
{
    size_t n = ast_list_len(s->assign.lhs), n_values = ast_list_len(s->assign.rhs);
    if (s->assign.op == TOKEN_DEFINE) {
        define(f, s, n, n_values);
    } else if (s->assign.op != TOKEN_ASSIGN) {
        assign_op(f, s);
    } else if (n == 1) {
        assign_one(f, ast_list_at(s->assign.lhs, 0), ast_list_at(s->assign.rhs, 0));
    } else if (n == n_values) {
        assign_tuple(f, s->assign.lhs, s->assign.rhs, n);
    } else {
        assign_multi(f, s->assign.lhs, s->assign.rhs, n);
    }
}
